package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.result.Column;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code .sens}: closed forms, ngspice, and differences of whole runs. */
class SensitivityTest {
  private static Table run(String text) throws Exception {
    Simulation simulation = Simulation.of("sens.cir", text);
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
    Map<String, Table> tables = simulation.tables();
    return tables.values().iterator().next();
  }

  @Test
  void aDivider() throws Exception {
    Table table = run("divider\nV1 a 0 5 AC 1\nR1 a b 1k\nR2 b 0 2k\n.sens v(b)\n.end\n");

    // v = 5 r2 / (r1 + r2)
    assertThat(table.column("v1")[0]).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(table.column("r1")[0]).isCloseTo(-5 * 2e3 / 9e6, within(1e-12));
    assertThat(table.column("r2")[0]).isCloseTo(5 * 1e3 / 9e6, within(1e-12));
    assertThat(table.column("r1_m")[0]).isCloseTo(10.0 / 9, within(1e-9));
    assertThat(table.header().columns()).extracting(Column::name).doesNotContain("v1_acmag");
    assertThat(table.header().plotName()).isEqualTo("Sensitivity Analysis");
  }

  /** ngspice 39 -b, .control sens v(out) / print all; it perturbs by 1e-6, hence 1e-4. */
  @ParameterizedTest
  @CsvSource({"d1:is,-2.81427e12", "d1:n,0.665025", "v1,7.233411e-3", "r1,-3.08175e-5"})
  void aDiodeAsNgspice(String name, double expected) throws Exception {
    Table table =
        run(
            """
            diode
            V1 in 0 DC 5
            R1 in out 1k
            R2 out 0 2k
            D1 out 0 dm area=2
            .model dm d(is=1e-14 n=1.1 cjo=1p)
            .sens v(out)
            .end
            """);

    assertThat(table.column(name)[0]).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
  }

  @Test
  void moreValuesThanAnyoneReadsAreRefusedBeforeTheRun() throws Exception {
    StringBuilder text = new StringBuilder("ladder\nV1 n0 0 1 AC 1\n");
    for (int k = 0; k < 200; k++) {
      text.append("R").append(k).append(" n").append(k).append(" n").append(k + 1).append(" 1k\n");
    }
    Simulation simulation =
        Simulation.of("many.cir", text + "Rl n200 0 1k\n.sens v(n10) ac lin 10000 1 10k\n.end\n");

    AnalysisReport report =
        simulation.run(header -> new Table(), Simulation.Progress.NONE).get(0);

    assertThat(report.completed()).isFalse();
    assertThat(report.problems().get(0).render())
        .contains("many.cir:204:1: error[E405]", "at 10000 points are more than 20000000 values");
  }

  @Test
  void aLowPassInAc() throws Exception {
    Table table =
        run("rc\nV1 a 0 0 AC 2\nR1 a b 1k\nC1 b 0 1u\n.sens v(b) ac dec 3 10 10k\n.end\n");

    double[] frequency = table.column("frequency");
    for (int k = 0; k < frequency.length; k++) {
      // y = 2 / (1 + s), s = j w R C: dy/dR = -2 (s / R) / (1 + s)^2
      double w = 2 * Math.PI * frequency[k] * 1e-3;
      double d = (1 + w * w) * (1 + w * w);
      // j w / (1 + j w)^2 = j w (1 - j w)^2 / d = (2 w^2 + j w (1 - w^2)) / d
      double re = -2 * 2 * w * w / d;
      double im = -2 * w * (1 - w * w) / d;
      assertThat(table.column("r1")[k]).isCloseTo(re / 1e3, within(1e-13));
      assertThat(table.imaginary("r1")[k]).isCloseTo(im / 1e3, within(1e-13));
      assertThat(table.column("c1")[k]).isCloseTo(re / 1e-6, within(1e-4));
      assertThat(table.column("v1_acmag")[k]).isCloseTo(1 / (1 + w * w), within(1e-12));
    }
  }

  private static final String NONLINEAR =
      """
      all sorts
      V1 in 0 %s AC 1 30
      R1 in out %s
      D1 out 0 dm
      .model dm d(is=%s n=1.1 cjo=10p rs=20 tt=1n)
      N1 out x nano gl=%s
      .model nano nanopore(gh=2u vb=0.3 vm=0.1 tau0=1m)
      C1 x 0 %s
      R2 x 0 1meg
      N2 in x held x0=%s
      .model held vteam(ron=10k roff=1meg)
      %s
      .end
      """;

  private static final Object[] VALUES = {0.7, 1e4, 1e-12, 1e-7, 1e-9, 0.4};

  private static final List<String> NAMES = List.of("v1", "r1", "d1:is", "n1_gl", "c1", "n2_x0");

  private static double[][] response(Object[] values) throws Exception {
    Object[] all = java.util.Arrays.copyOf(values, 7);
    all[6] = ".ac dec 1 10 1meg";
    Table table = run(NONLINEAR.formatted(all));
    return new double[][] {table.column("v(x)"), table.imaginary("v(x)")};
  }

  static Stream<Integer> numbers() {
    return java.util.stream.IntStream.range(0, NAMES.size()).boxed();
  }

  /** The operating point moves with the numbers: central differences of .ac runs say how. */
  @ParameterizedTest
  @MethodSource("numbers")
  void nonlinearCircuitsInAc(int which) throws Exception {
    Object[] all = java.util.Arrays.copyOf(VALUES, 7);
    all[6] = ".sens v(x) ac dec 1 10 1meg";
    Table table = run(NONLINEAR.formatted(all));
    double p = (Double) VALUES[which];
    double[][][] moved = new double[4][][];
    double[] steps = {-2, -1, 1, 2};
    for (int k = 0; k < 4; k++) {
      Object[] other = VALUES.clone();
      other[which] = p * (1 + 1e-3 * steps[k]);
      moved[k] = response(other);
    }
    double[] re = table.column(NAMES.get(which));
    double[] im = table.imaginary(NAMES.get(which));
    for (int f = 0; f < re.length; f++) {
      double[] expected = new double[2];
      for (int part = 0; part < 2; part++) {
        expected[part] =
            (8 * (moved[2][part][f] - moved[1][part][f]) - moved[3][part][f] + moved[0][part][f])
                / (12 * 1e-3 * p);
      }
      double size = Math.hypot(expected[0], expected[1]);
      assertThat(re[f]).as(NAMES.get(which) + " re " + f).isCloseTo(expected[0], within(1e-6 * size));
      assertThat(im[f]).as(NAMES.get(which) + " im " + f).isCloseTo(expected[1], within(1e-6 * size));
    }
  }

  /** v = 2 (1 - e^-t) of a step of 2 V behind 1 ms: dv/dr = -2 t e^-t / r, and so on. */
  @Test
  void aStepResponseInTime() throws Exception {
    Table table =
        run(
            "step\nV1 a 0 EXP(0 2 0 1p 1 1)\nR1 a b 1k\nC1 b 0 1u ic=0.3\n.options reltol=1e-6\n"
                + ".sens v(b) tran 0.5m 2m uic\n.end\n");

    assertThat(table.column("time")).containsExactly(0, 0.5e-3, 1e-3, 1.5e-3, 2e-3);
    for (int k = 0; k < 5; k++) {
      double t = 0.5 * k;
      double slope = -(2 - 0.3) * t * Math.exp(-t);
      assertThat(table.column("r1")[k]).isCloseTo(slope / 1e3, within(2e-8));
      assertThat(table.column("c1")[k]).isCloseTo(slope / 1e-6, within(20.0));
      assertThat(table.column("v1_v2")[k]).isCloseTo(1 - Math.exp(-t), within(2e-5));
      assertThat(table.column("c1_ic")[k]).isCloseTo(Math.exp(-t), within(2e-5));
    }
    assertThat(table.header().columns())
        .extracting(Column::name)
        .contains("v1_tau1")
        .doesNotContain("v1_td1", "v1_acmag");
  }

  private static final List<String> IN_TIME =
      List.of("v1_va", "r1", "d1:is", "n1_gl", "c1", "n2_x0");

  /** Central differences of fourth order of .tran runs. */
  @ParameterizedTest
  @MethodSource("numbers")
  void nonlinearCircuitsInTime(int which) throws Exception {
    double[] values = new double[4];
    double[] steps = {-2, -1, 1, 2};
    double p = (Double) VALUES[which];
    double h = 1e-2;
    for (int k = 0; k < 4; k++) {
      Object[] other = VALUES.clone();
      other[which] = p * (1 + h * steps[k]);
      double[] v = inTime(other, ".tran 1u 1m 0 0.5u").column("v(x)");
      values[k] = v[v.length - 1];
    }
    double expected =
        (8 * (values[2] - values[1]) - values[3] + values[0]) / (12 * h * p);

    double found = inTime(VALUES, ".sens v(x) tran 1m").column(IN_TIME.get(which))[0];

    // The steps of the runs are bounded, so that all four have the same.
    assertThat(found)
        .as(IN_TIME.get(which))
        .isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-9 / p));
  }

  private static Table inTime(Object[] values, String line) throws Exception {
    Object[] all = java.util.Arrays.copyOf(values, 7);
    all[0] = "0.1 SIN(0.1 " + values[0] + " 300)";
    all[6] = ".options reltol=1e-6\n" + line;
    return run(NONLINEAR.formatted(all));
  }

  @Test
  void theFormInTimeIsTold() {
    String text =
        "a\nV1 a 0 1\nR1 a 0 1\n.sens v(a) tran\n.sens v(a) tran 1m 1u\n.sens v(a) tran x\n"
            + ".sens v(a) tran 1n 1m\n.end\n";

    Simulation simulation = Simulation.of("a.cir", text);

    assertThat(simulation.diagnostics()).extracting(d -> d.at().line()).containsExactly(4, 5, 6, 7);
  }

  /** A function of s that is no quotient has no transient, with sensitivities neither. */
  @Test
  void aTransientOfAFunctionOfFrequencyIsRefused() {
    String text = "a\nV1 a 0 1\nE1 b 0 LAPLACE {v(a)} = {1/(1+sqrt(s))}\nR1 b 0 1\n%s\n.end\n";

    assertThat(Simulation.of("a.cir", text.formatted(".sens v(b)")).isRunnable()).isTrue();
    assertThat(Simulation.of("a.cir", text.formatted(".sens v(b) tran 1m")).isRunnable()).isFalse();
  }

  @Test
  void theFormIsTold() {
    Simulation simulation =
        Simulation.of("a.cir", "a\nV1 a 0 1\nR1 a 0 1\n.sens v(a) ac dec 1\n.sens v(q)\n.end\n");

    assertThat(simulation.diagnostics()).hasSize(2);
    assertThat(simulation.diagnostics().get(0).at().line()).isEqualTo(4);
    assertThat(simulation.diagnostics().get(1).at().line()).isEqualTo(5);
  }
}
