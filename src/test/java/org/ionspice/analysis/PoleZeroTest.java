package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .pz} against closed forms. */
class PoleZeroTest {
  private static Table run(String netlist) throws Exception {
    return Simulation.of("pz.cir", "test\n" + netlist).tables().get("pz");
  }

  private static void near(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void aDampedResonatorHasAPairOfPolesAndAZeroAtRest() throws Exception {
    // Voltage of R in series with L and C: s R/L / (s^2 + s R/L + 1/(L C)).
    Table pz = run("V1 a 0 0\nL1 a b 1m\nC1 b c 1n\nR1 c 0 100\n.pz a 0 c 0 vol pz\n");

    double damping = 100 / 1e-3 / 2;
    double frequency = Math.sqrt(1 / (1e-3 * 1e-9) - damping * damping);
    near(pz.column("pole")[0], -damping);
    near(pz.imaginary("pole")[0], frequency);
    near(pz.imaginary("pole")[1], -frequency);
    assertThat(pz.column("zero")[0]).isCloseTo(0, within(1e-3));
    assertThat(pz.column("zero")[1]).isNaN();
  }

  @Test
  void aCurrentDrivesOneMorePoleThanAVoltage() throws Exception {
    String circuit = "C1 a 0 1n\nR1 a b 1k\nC2 b 0 1n\nR2 b 0 1k\n";

    Table voltage = run(circuit + ".pz a 0 b 0 vol pol\n");
    Table current = run(circuit + ".pz a 0 b 0 cur pol\n");

    // Shorted: two resistors at C2. Open: (s + 1)(s + 2) - 1 = 0 in units of 1/(R C).
    assertThat(voltage.column("pole")).hasSize(1);
    near(voltage.column("pole")[0], -2e6);
    assertThat(current.column("pole")).hasSize(2);
    near(current.column("pole")[0], -1e6 * (3 - Math.sqrt(5)) / 2);
    near(current.column("pole")[1], -1e6 * (3 + Math.sqrt(5)) / 2);
  }

  @Test
  void theGateOfAPoreIsAPole() throws Exception {
    // tau dx/dt = x_eq - x with the voltage fixed: s = -1/tau.
    Table pz =
        run("V1 a 0 0.2\nN1 a b pore\nR1 b 0 1m\n"
                + ".model pore nanopore(taumode=const tau0=2m)\n.pz a 0 b 0 vol pol\n");

    assertThat(pz.column("pole")).hasSize(1);
    // The drop over 1 mOhm is 1e-10 of the voltage.
    assertThat(pz.column("pole")[0]).isCloseTo(-500, within(1e-6));
  }

  @Test
  void aDelayHasNoFiniteNumberOfPoles() throws Exception {
    Simulation simulation =
        Simulation.of(
            "pz.cir",
            "test\nV1 a 0 1\nT1 a 0 b 0 z0=50 td=1n\nR1 b 0 10\n.pz a 0 b 0 vol pol\n");

    AnalysisReport report =
        simulation.run(header -> new Table(), Simulation.Progress.NONE).get(0);

    assertThat(report.completed()).isFalse();
    assertThat(report.problems().stream().map(Diagnostic::code)).contains(Code.E405);
  }

  @Test
  void anOutputThatDoesNotDependOnTheInputHasNoZeros() throws Exception {
    Simulation simulation =
        Simulation.of(
            "pz.cir",
            "test\nR1 a 0 1k\nC1 a 0 1n\nR2 b 0 1k\nC2 b 0 1n\n.pz a 0 b 0 cur zer\n");

    AnalysisReport report =
        simulation.run(header -> new Table(), Simulation.Progress.NONE).get(0);

    assertThat(report.problems().get(0).message()).contains("does not depend on the input");
  }
}
