package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .poles} against closed forms. */
class PolesTest {
  private static Table run(String netlist) throws Exception {
    return Simulation.of("p.cir", "test\n" + netlist).tables().get("poles");
  }

  private static AnalysisReport report(String netlist) throws Exception {
    return Simulation.of("p.cir", "test\n" + netlist)
        .run(header -> new Table(), Simulation.Progress.NONE)
        .get(0);
  }

  @Test
  void aResonatorHasItsFrequencyDampingAndTime() throws Exception {
    Table poles = run("V1 a 0 1\nL1 a b 1m\nC1 c 0 1n\nR1 b c 100\n.poles\n");

    double natural = 1 / Math.sqrt(1e-3 * 1e-9);
    double damping = 100 / 2.0 * Math.sqrt(1e-9 / 1e-3);
    assertThat(poles.column("f0")[0])
        .isCloseTo(natural / (2 * Math.PI), within(1e-12 * natural));
    assertThat(poles.column("damping")[0]).isCloseTo(damping, within(1e-12));
    assertThat(poles.column("tau")[0]).isCloseTo(2 * 1e-3 / 100, within(1e-17));
    assertThat(poles.column("im")[0])
        .isCloseTo(natural * Math.sqrt(1 - damping * damping), within(1e-12 * natural));
    assertThat(poles.column("im")[1]).isEqualTo(-poles.column("im")[0]);
    assertThat(poles.column("stable")).containsExactly(1, 1);
    // x' = A x with a11 = 0: capacitor and coil take part alike, whatever the damping.
    assertThat(poles.column("p(v(c))")[0]).isCloseTo(0.5, within(1e-9));
    assertThat(poles.column("p(i(l1))")[0]).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void anExcitedNeuronIsNotStable() throws Exception {
    // FitzHugh-Nagumo at I = 0.5: the matrix (1 - y^2, -1; eps, -eps b) at the rest y, w.
    AnalysisReport report = report("I1 0 a 0.5\nN1 a 0 fhn\n.poles\n");
    Summary found = report.summaries().get(0);

    double y = -0.8;
    for (int k = 0; k < 60; k++) {
      y -= ((y + 0.7) / 0.8 - y + y * y * y / 3 - 0.5) / (1 / 0.8 - 1 + y * y);
    }
    double trace = 1 - y * y - 0.064;
    double determinant = 0.08 * (1 - 0.8 * (1 - y * y));
    assertThat(found.numbers("re")[0]).isCloseTo(trace / 2, within(1e-6));
    assertThat(found.numbers("im")[0])
        .isCloseTo(Math.sqrt(determinant - trace * trace / 4), within(1e-6));
    assertThat(found.words("kind")).containsExactly("oscillation grows");
    assertThat(found.words("unknowns").get(0)).contains("v(a) 50 %").contains("@n1[w] 50 %");
    assertThat(found.title()).contains("not stable, 2 of 2");
  }

  @Test
  void partsAddUpToOneAndNameTheSlowUnknown() throws Exception {
    Table poles =
        run("V1 a 0 1\nR1 a b 1k\nC1 b 0 1n\nR2 b c 1meg\nC2 c 0 1u\n.poles\n");

    for (int k = 0; k < 2; k++) {
      double sum = poles.column("p(v(b))")[k] + poles.column("p(v(c))")[k];
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    assertThat(poles.column("p(v(c))")[0]).isGreaterThan(0.99);
    assertThat(poles.column("p(v(b))")[1]).isGreaterThan(0.99);
  }

  @Test
  void aSinglePointOfTheBranchIsTheOneThatPolesTell() throws Exception {
    // The cubic at v = 0 beside 2 Ohm grows by e every 2 s (1 F).
    Table poles = run("B1 a 0 I=v(a)^3/3-v(a)\nC1 a 0 1\nR1 a 0 2\n.poles\n");

    assertThat(poles.column("re")[0]).isCloseTo(0.5, within(1e-12));
    assertThat(poles.column("tau")[0]).isCloseTo(-2, within(1e-12));
    assertThat(poles.column("stable")).containsExactly(0);
  }

  @Test
  void whatHasNoFinitelyManyPolesIsRefusedWithItsPlace() throws Exception {
    AnalysisReport report =
        report("V1 a 0 1\nT1 a 0 b 0 z0=50 td=1n\nR1 b 0 10\n.poles\n");

    Diagnostic said = report.problems().get(0);
    assertThat(said.code()).isEqualTo(Code.E405);
    assertThat(said.at().line()).isEqualTo(5);
  }

  @Test
  void aLargeCircuitTellsItsSlowestPoles() throws Exception {
    // A chain of 600 cells r, c between two driven ends: s = -4/(r c) sin^2(k pi / (2 (n + 1))).
    int n = 600;
    StringBuilder netlist = new StringBuilder("V1 n0 0 0\nV2 n" + (n + 1) + " 0 0\n");
    for (int k = 0; k <= n; k++) {
      netlist.append("R" + k + " n" + k + " n" + (k + 1) + " 1k\n");
      netlist.append(k == 0 ? "" : "C" + k + " n" + k + " 0 1n\n");
    }
    AnalysisReport report = report(netlist + ".poles count=6\n");
    Summary found = report.summaries().get(0);

    assertThat(found.rows()).hasSize(6);
    assertThat(found.title()).contains("the 6 nearest to 0.0 Hz").contains("these die out");
    for (int k = 1; k <= 6; k++) {
      double expected = -4 / 1e-6 * Math.pow(Math.sin(k * Math.PI / (2 * (n + 1))), 2);
      assertThat(found.numbers("re")[k - 1]).isCloseTo(expected, within(-1e-9 * expected));
    }
  }
}
