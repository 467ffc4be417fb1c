package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** {@code .continuation} against closed forms. */
class ContinuationTest {
  private static final String CUBIC = "B1 a 0 I=v(a)^3/3-v(a)\nC1 a 0 1\n";

  private static Map<String, Table> run(String netlist) throws Exception {
    return Simulation.of("c.cir", "test\n" + netlist).tables();
  }

  private static AnalysisReport report(String netlist) throws Exception {
    return Simulation.of("c.cir", "test\n" + netlist)
        .run(header -> new Table(), Simulation.Progress.NONE)
        .get(0);
  }

  @Test
  void aCurrentThroughACubicTurnsBackAtItsExtremes() throws Exception {
    // i = v^3/3 - v has its extremes -+2/3 at v = +-1; between them deviations grow.
    Map<String, Table> tables = run("I1 0 a 0\n" + CUBIC + ".continuation I1 -2 2\n");
    Table branch = tables.get("continuation");
    Table special = tables.get("continuation_special");

    assertThat(special.column("i1")[0]).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(special.column("i1")[1]).isCloseTo(-2 / 3.0, within(1e-12));
    assertThat(special.column("v(a)")[0]).isCloseTo(-1, within(1e-7));
    assertThat(special.column("kind")).containsExactly(1, 1);
    double[] v = branch.column("v(a)");
    double[] i = branch.column("i1");
    for (int k = 0; k < v.length; k++) {
      assertThat(i[k]).isCloseTo(v[k] * v[k] * v[k] / 3 - v[k], within(1e-12));
      if (branch.column("special")[k] == 0) {
        assertThat(branch.column("stable")[k]).isEqualTo(v[k] * v[k] > 1 ? 1 : 0);
        assertThat(branch.column("unstable")[k]).isEqualTo(v[k] * v[k] > 1 ? 0 : 1);
      }
    }
    assertThat(i[0]).isEqualTo(-2);
    assertThat(i[i.length - 1]).isEqualTo(2);
  }

  @Test
  void lengthGrowsAndNoStepIsLongerThanAsked() throws Exception {
    Table branch =
        run("I1 0 a 0\n" + CUBIC + ".continuation I1 -2 2 points=50\n").get("continuation");

    double[] length = branch.column("length");
    for (int k = 1; k < length.length; k++) {
      assertThat(length[k]).isGreaterThanOrEqualTo(length[k - 1]);
      assertThat(length[k] - length[k - 1]).isLessThanOrEqualTo(1.02 / 50);
    }
  }

  @Test
  void specialPointsDoNotDependOnTheSteps() throws Exception {
    String circuit = "I1 0 a 0\nN1 a 0 fhn\n.continuation I1 ";
    double[] coarse = run(circuit + "0 2 points=10\n").get("continuation_special").column("i1");
    double[] fine = run(circuit + "0 2 points=700\n").get("continuation_special").column("i1");
    double[] back = run(circuit + "2 0 points=30\n").get("continuation_special").column("i1");

    assertThat(coarse).hasSize(2);
    assertThat(fine).hasSize(2);
    assertThat(coarse[0]).isCloseTo(fine[0], within(1e-12));
    assertThat(coarse[1]).isCloseTo(fine[1], within(1e-12));
    assertThat(back[0]).isCloseTo(fine[1], within(1e-12));
    assertThat(back[1]).isCloseTo(fine[0], within(1e-12));
  }

  @Test
  void specialPointsDoNotDependOnReltol() throws Exception {
    String circuit = "I1 0 a 0\nN1 a 0 fhn\n.continuation I1 0 2\n.options reltol=";
    double[] loose = run(circuit + "1e-2\n").get("continuation_special").column("i1");
    double[] tight = run(circuit + "1e-6\n").get("continuation_special").column("i1");

    assertThat(loose).hasSize(2);
    assertThat(loose[0]).isCloseTo(tight[0], within(1e-12));
    assertThat(loose[1]).isCloseTo(tight[1], within(1e-12));
  }

  @Test
  void theCurveMayComeBackToItsBeginning() throws Exception {
    // From i = -0.5 on the lower branch: up to 2/3, and back through the middle to -0.5.
    AnalysisReport report =
        report("I1 0 a 0\n" + CUBIC + ".nodeset v(a)=-1.5\n.continuation I1 -0.5 2 points=100\n");

    Summary special = report.summaries().get(0);
    assertThat(report.completed()).isTrue();
    assertThat(special.title()).contains("comes back to i1 = -0.5");
    assertThat(special.words("kind")).containsExactly("fold");
  }

  @Test
  void anEigenvalueThroughZeroWithoutAFoldIsABranchPoint() throws Exception {
    // x' = l x - x^3 at x = 0: another curve crosses at l = 0 (pitchfork).
    Table special =
        run("V1 l 0 0\nC1 a 0 1\nB1 a 0 I=v(a)^3-v(l)*v(a)\nR1 l 0 1\n.continuation V1 -1 0.9\n")
            .get("continuation_special");

    assertThat(special.column("kind")).containsExactly(3);
    assertThat(special.column("v1")[0]).isCloseTo(0, within(1e-9));
  }

  @Test
  void anEigenvalueThroughInfinityIsAnImpasse() throws Exception {
    // L di/dt = V - v with i = v^3/3 - v and no capacitance: s = -1/(L (v^2 - 1)).
    Table special =
        run("V1 s 0 0\nL1 s a 1\nB1 a 0 I=v(a)^3/3-v(a)\n.continuation V1 -2 1.9\n")
            .get("continuation_special");

    assertThat(special.column("kind")).containsExactly(4, 4);
    assertThat(special.column("v1")[0]).isCloseTo(-1, within(1e-9));
    assertThat(special.column("v1")[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void anOscillatorWithoutLossIsNotTakenForAHopfPoint() throws Exception {
    // The tank keeps its pair on the axis whatever the voltage is.
    Table branch =
        run("V1 s 0 0\nR1 s 0 1\nL1 a 0 1m\nC1 a 0 1n\n.continuation V1 0 1 points=20\n")
            .get("continuation");

    assertThat(Arrays.stream(branch.column("special")).max().orElseThrow()).isZero();
    assertThat(Arrays.stream(branch.column("unstable")).max().orElseThrow()).isZero();
  }

  @Test
  void aCurveOfMorePointsThanAllowedIsLeftWithAWarning() throws Exception {
    AnalysisReport report = report("I1 0 a 0\n" + CUBIC + ".continuation I1 -2 2 most=20\n");

    assertThat(report.points()).isEqualTo(20);
    assertThat(codes(report)).containsExactly(Code.W403);
  }

  @Test
  void stepsOfAParameterGiveTheirOwnPoints() throws Exception {
    // The folds of the cubic behind a resistor lie at (2/3) sqrt(1 - 1/R) (R - 1).
    AnalysisReport report =
        report("V1 s 0 0\nR1 s a {r}\n.param r=2\n" + CUBIC
                + ".continuation V1 -9 9\n.step param r list 2 4\n");

    assertThat(report.summaries()).hasSize(2);
    for (int k = 0; k < 2; k++) {
      double r = 2 + 2 * k;
      double expected = 2 / 3.0 * Math.sqrt(1 - 1 / r) * (r - 1);
      assertThat(report.summaries().get(k).numbers("v1")[0]).isCloseTo(expected, within(1e-11));
    }
  }

  @Test
  void circuitsWithoutFinitelyManyEigenvaluesAreRefused() throws Exception {
    AnalysisReport report =
        report("V1 a 0 1\nT1 a 0 b 0 z0=50 td=1n\nR1 b 0 10\n.continuation V1 0 1\n");

    assertThat(report.completed()).isFalse();
    assertThat(codes(report)).contains(Code.E405);
  }

  private static List<Code> codes(AnalysisReport report) {
    return report.problems().stream().map(Diagnostic::code).toList();
  }
}
