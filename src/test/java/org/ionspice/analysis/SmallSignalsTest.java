package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.circuit.Circuit;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.integration.Transient;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Picoamperes, picosiemens, femtofarads and microvolts, as in pores and membranes. */
class SmallSignalsTest {
  /** i = g v (1 + (v / v0)^2). */
  record Cubic(double g, double v0) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> {
        double u = at.of(v) / v0;
        f.add(i, g * at.of(v) * (1 + u * u)).d(v, g * (1 + 3 * u * u));
      };
    }
  }

  /** A current from its first pin to its second. */
  record Drive(double amperes) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Current i = self.current(self.terminal(0), self.terminal(1));
      return (at, f, q) -> f.add(i, amperes * at.sourceScale());
    }
  }

  /**
   * FitzHugh and Nagumo's oscillator as a membrane: i = g v0 (u^3 / 3 - u + w) + c dv/dt with
   * u = v / v0, and a gate tau w' = u + 0.7 - 0.8 w.
   */
  record Membrane(double g, double c, double v0, double tau) implements DeviceModel {
    @Override
    public Equations declare(Declaration self) {
      Voltage v = self.voltage(self.terminal(0), self.terminal(1));
      Current i = self.current(self.terminal(0), self.terminal(1));
      Unknown w = self.unknown(Quantity.of("w", "1"));
      return (at, f, q) -> {
        double u = at.of(v) / v0;
        f.add(i, g * v0 * (u * u * u / 3 - u + at.of(w))).d(v, g * (u * u - 1)).d(w, g * v0);
        q.add(i, c * at.of(v)).d(v, c);
        f.add(w, (0.8 * at.of(w) - u - 0.7) / tau).d(w, 0.8 / tau).d(v, -1 / (v0 * tau));
        q.add(w, at.of(w)).d(w, 1);
      };
    }
  }

  @Test
  void aPicoampereDividesOverTwoDevicesOfFourPicosiemens() throws Exception {
    // Closed form: 4 pS * 0.2 V * (1 + 0.25) = 1 pA.
    Circuit divider =
        TestDevices.circuit(
            List.of("a", "m"),
            TestDevices.instance("i1", new Drive(1e-12), -1, 0),
            TestDevices.instance("n1", new Cubic(4e-12, 0.4), 0, 1),
            TestDevices.instance("n2", new Cubic(4e-12, 0.4), 1, -1));

    Table op = TestDevices.run(divider, new OperatingPoint(), Map.of());

    assertThat(op.column("v(a)")[0]).isCloseTo(0.4, within(0.4e-6));
    assertThat(op.column("v(m)")[0]).isCloseTo(0.2, within(0.2e-6));
  }

  @Test
  void aPicoampereIsReadToFiveDigits() throws Exception {
    Circuit divider =
        TestDevices.circuit(
            List.of("a", "m"),
            TestDevices.instance("v1", new TestDevices.Source(t -> 0.4), 0, -1),
            TestDevices.instance("n1", new Cubic(4e-12, 0.4), 0, 1),
            TestDevices.instance("n2", new Cubic(4e-12, 0.4), 1, -1));

    Table op = TestDevices.run(divider, new OperatingPoint(), Map.of());

    assertThat(op.column("i(v1)")[0]).isCloseTo(-1e-12, within(1e-17));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-3, 1e-6})
  void aStepOnAPicosiemensAndFemtofaradsIsAccurateAtEveryAmplitude(double volts) throws Exception {
    double g = 4e-12;
    double c = 4e-15;
    double tau = c / g;
    Circuit membrane =
        TestDevices.circuit(
            List.of("a", "m"),
            TestDevices.instance(
                "v1", new TestDevices.Source(t -> volts * Math.min(1, t / 1e-5)), 0, -1),
            TestDevices.instance("r1", new TestDevices.Conductance(g), 0, 1),
            TestDevices.instance("c1", new TestDevices.Capacitance(c), 1, -1));

    Table rows =
        TestDevices.run(
            membrane, new Transient(1e-4, 5e-3, 0, Double.NaN, false, false), Map.of());

    double[] t = rows.column("scale");
    double ramp = 1e-5;
    for (int k = 0; k < t.length; k++) {
      // Ramp response of a first-order low-pass, superposed with its shifted negative.
      double exact = volts * (rise(t[k], tau) - rise(t[k] - ramp, tau)) / ramp;
      double source = volts * Math.min(1, t[k] / ramp);
      assertThat(rows.column("v(m)")[k]).isCloseTo(exact, within(1e-3 * volts));
      assertThat(rows.column("i(v1)")[k])
          .isCloseTo(-g * (source - exact), within(1e-3 * g * volts));
    }
    int end = t.length - 1;
    assertThat(rows.column("v(m)")[end] / volts).isCloseTo(1 - Math.exp(-5), within(1e-3));
  }

  private static double rise(double t, double tau) {
    return t <= 0 ? 0 : t - tau * (1 - Math.exp(-t / tau));
  }

  private static Table oscillator(double ampere) throws Exception {
    // One volt, one millisecond; currents and charges in units of `ampere`.
    Circuit circuit =
        TestDevices.circuit(
            List.of("m"),
            TestDevices.instance("i1", new Drive(0.5 * ampere), -1, 0),
            TestDevices.instance("n1", new Membrane(ampere, 1e-3 * ampere, 1, 12.5e-3), 0, -1));
    return TestDevices.run(
        circuit, new Transient(1e-3, 0.2, 0, Double.NaN, true, false), Map.of());
  }

  @Test
  void anOscillatorOfPicoamperesMovesAsItsTwinOfMicroamperes() throws Exception {
    Table large = oscillator(4e-6);
    Table small = oscillator(4e-12);

    double[] v = large.column("v(m)");
    // It does oscillate: the membrane swings from below -1.5 V to above 1.5 V.
    assertThat(java.util.Arrays.stream(v).max().orElseThrow()).isGreaterThan(1.5);
    assertThat(java.util.Arrays.stream(v).min().orElseThrow()).isLessThan(-1.5);
    assertThat(small.column("scale")).hasSameSizeAs(v);
    for (int k = 0; k < v.length; k++) {
      assertThat(small.column("scale")[k]).isCloseTo(large.column("scale")[k], within(2e-5));
      assertThat(small.column("v(m)")[k]).isCloseTo(v[k], within(2e-4));
      assertThat(small.column("@n1[w]")[k]).isCloseTo(large.column("@n1[w]")[k], within(1e-4));
    }
  }

  private static List<Diagnostic> remarks(String netlist) throws Exception {
    Simulation simulation = Simulation.of("test", netlist);
    assertThat(simulation.isRunnable()).as(netlist).isTrue();
    List<AnalysisReport> reports =
        simulation.run(header -> new Table(), Simulation.Progress.NONE);
    return reports.stream().flatMap(r -> r.problems().stream()).toList();
  }

  /** Two resistors of 4 pS from one volt, and a junction in reverse across the lower one. */
  private static String leaky(String options) {
    return "pores and a junction\nV1 a 0 1\nR1 a m 250g\nR2 m 0 250g\nD1 0 m dx\n"
        + ".model dx d(is=1e-20)\n"
        + options
        + "\n.op\n.end\n";
  }

  @Test
  void gminStaysBelowTheSmallestConductance() throws Exception {
    Table op = Simulation.of("test", leaky("")).tables().get("op");

    // gmin is 4e-17 S and takes 4e-17 / 8e-12 of the voltage.
    assertThat(op.column("v(m)")[0]).isCloseTo(0.5, within(0.5 * 6e-6));
    assertThat(remarks(leaky(""))).isEmpty();
  }

  @Test
  void twoConesShareAPicoampereEqually() throws Exception {
    String cones =
        "two cones\nI1 0 a DC 1p\nN1 a m cone\nN2 m 0 cone\nD1 0 m dx\n.model dx d(is=1e-20)\n"
            + ".op\n.end\n";

    Table op = Simulation.of("test", cones).tables().get("op");

    double m = op.column("v(m)")[0];
    // The differential conductance there is a third of the cone's, so gmin counts threefold.
    assertThat(op.column("v(a)")[0]).isCloseTo(2 * m, within(4e-5 * m));
    assertThat(op.column("@n2[g]")[0] * m).isCloseTo(1e-12, within(2e-17));
    assertThat(remarks(cones)).isEmpty();
  }

  @Test
  void anAnswerThatDependsOnGminSaysSo() throws Exception {
    List<Diagnostic> remarks = remarks(leaky(".options gmin=1e-12"));

    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).code()).isEqualTo(Code.W401);
    // 4 / (4 + 4 + 1) instead of a half: the first Newton step sees 0.444 V * 1 pS / 9 pS.
    assertThat(remarks.get(0).message()).contains("gmin = 1.00e-12 S").contains("v(m)", "0.0494 V");
  }

  @Test
  void gminIsJudgedOverTheRangeOfASweep() throws Exception {
    String rest = "R1 a m 1k\nD1 m 0 dx\n.model dx d(is=1e-14)\n";

    assertThat(remarks("in reverse\nV1 a 0 -5\n" + rest + ".op\n.end\n"))
        .extracting(Diagnostic::code)
        .containsExactly(Code.W401);
    assertThat(remarks("forward too\nV1 a 0 0\n" + rest + ".dc V1 -5 1 0.5\n.end\n")).isEmpty();
  }

  /** 5 pA of gmin through a junction in reverse, beside 5 mA: who asks for it alone is warned. */
  @Test
  void aLeakBesideOtherCurrentsIsToldOnlyToWhoAsksForIt() throws Exception {
    String text =
        "leak\nVb b 0 -5\nD1 b 0 dx\nV1 a 0 5\nR1 a 0 1k\n.model dx d(is=1e-14)\n%s.op\n.end\n";

    assertThat(remarks(String.format(text, ""))).isEmpty();
    assertThat(remarks(String.format(text, ".save i(vb)\n")))
        .extracting(Diagnostic::code)
        .containsExactly(Code.W401);
    assertThat(remarks(String.format(text, ".save v(a)\n"))).isEmpty();
  }

  /** Resting logic, a gate in reverse and a biased bulk take nothing from their sources but gmin's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "V1 a 0 5\nV2 g 0 0\nM1 d g 0 0 n\nM2 d g a a p\n.model n nmos\n.model p pmos\n",
        "V1 g 0 -1\nR1 g gg 1k\nJ1 d gg 0 j\nR2 d 0 1k\n.model j njf\n",
        "V1 b 0 -2\nM1 d 0 0 b n\nR1 d 0 1k\n.model n nmos\n"
      })
  void theLeakOfGatesAndBulksIsNoNews(String text) throws Exception {
    assertThat(remarks("leak\n" + text + ".options gmin=1e-12\n.op\n.end\n")).isEmpty();
  }

  /** Behind 100 Gohm the picosiemens of two junctions take a sixth of the voltage. */
  @Test
  void aGateThatLeaksThroughALargeResistanceIsNews() throws Exception {
    String text =
        "leak\nV1 a 0 -5\nR1 a g 100g\nJ1 d g 0 j\nR2 d 0 1k\n.model j njf\n"
            + ".options gmin=1e-12\n.op\n.end\n";

    assertThat(remarks(text)).extracting(Diagnostic::code).containsExactly(Code.W401);
  }

  @Test
  void theOperatingPointNotesStatesWithoutAnEquilibrium() throws Exception {
    List<Diagnostic> remarks =
        remarks("an ideal memristor\nV1 a 0 1\nN1 a 0 mr\n.model mr hp\n.op\n.tran 1m 1m\n.end\n");

    assertThat(remarks).extracting(Diagnostic::code).containsExactly(Code.N401);
    assertThat(remarks.get(0).isError()).isFalse();
    assertThat(remarks.get(0).message()).contains("@n1[");
  }

  @Test
  void tolerancesThatAreGivenAreTakenAsTheyAre() throws Exception {
    Circuit pore =
        TestDevices.circuit(
            List.of("a"),
            TestDevices.instance("v1", new TestDevices.Source(t -> 1), 0, -1),
            TestDevices.instance("r1", new TestDevices.Conductance(4e-12), 0, -1));
    var system = new org.ionspice.assembly.Assembly(pore);
    double[] matrix = new double[system.pattern().entryCount() + 1];
    matrix[system.diagonal(0)] = 4e-12;
    double[] x = {1, -4e-12, 0};

    Tolerances scaled = new Tolerances(system, TestDevices.settings(Map.of()));
    scaled.meet(x);
    scaled.conductances(matrix);
    Tolerances given =
        new Tolerances(system, TestDevices.settings(Map.of("abstol", 3e-12, "vntol", 2e-6)));
    given.meet(x);
    given.conductances(matrix);

    assertThat(scaled.of(0)).isEqualTo(1e-7);
    assertThat(scaled.of(1)).isCloseTo(4e-19, within(1e-30));
    assertThat(scaled.ofRow(0)).isCloseTo(4e-19, within(1e-30));
    assertThat(given.of(0)).isEqualTo(2e-6);
    assertThat(given.of(1)).isEqualTo(3e-12);
    assertThat(given.ofRow(0)).isEqualTo(3e-12);
  }
}
