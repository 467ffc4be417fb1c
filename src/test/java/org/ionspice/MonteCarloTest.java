package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.measure.Result;
import org.ionspice.measure.Spread;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** Random values and {@code .mc}: what is drawn once, what again, and what moves a draw. */
class MonteCarloTest {
  private static Simulation read(String netlist) {
    return Simulation.of("mc.cir", "test\n" + netlist);
  }

  private static Table op(String netlist) throws Exception {
    Simulation simulation = read(netlist);
    assertThat(simulation.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    return simulation.tables().get("op");
  }

  private static double[] values(Table table, String name) {
    int column = table.header().indexOf(name);
    return table.blocks().stream().mapToDouble(block -> block.at(column, 0)).toArray();
  }

  private static final String DRAWN = "I1 0 a 1\nR1 a 0 {agauss(1k,100,1)}\n.op\n";

  @Test
  void theSameSeedDrawsTheSameValuesAndAnotherSeedOthers() throws Exception {
    double[] once = values(op(DRAWN + ".mc 20 seed=5\n"), "v(a)");

    assertThat(values(op(DRAWN + ".mc 20 seed=5\n"), "v(a)")).containsExactly(once);
    assertThat(values(op(DRAWN + ".mc 20 seed=6\n"), "v(a)")).doesNotContain(once);
    assertThat(values(op(DRAWN + ".mc 20\n.options seed=5\n"), "v(a)")).containsExactly(once);
    assertThat(Arrays.stream(once).distinct()).hasSize(20);
  }

  @Test
  void neitherTheFilesNameNorTheFolderMovesADraw() throws Exception {
    double[] once = values(op(DRAWN + ".mc 3\n"), "v(a)");
    Simulation elsewhere = Simulation.of("/far/away/other.cir", "test\n" + DRAWN + ".mc 3\n");

    assertThat(values(elsewhere.tables().get("op"), "v(a)")).containsExactly(once);
  }

  @Test
  void aLineBehindMovesNoDraw() throws Exception {
    double[] once = values(op(DRAWN + ".mc 3\n"), "v(a)");

    assertThat(values(op(DRAWN + ".mc 3\nR2 a 0 {1e15*unif(1,0.5)}\n"), "v(a)"))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(once);
  }

  @Test
  void theSameSeedGivesTheNumbersOfEveryMachine() throws Exception {
    // Own frozen output: the stream follows from FNV-1a and SplittableRandom, which Java fixes.
    assertThat(values(op(DRAWN + ".mc 3 seed=1\n"), "v(a)"))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(FROZEN);
  }

  private static final double[] FROZEN = {
    1073.21597311587, 921.4969374597723, 997.8285294073053
  };

  @Test
  void twoElementsOfOneParameterHaveOneValueAndTwoFormulasHaveTwo() throws Exception {
    Table table =
        op(
            """
            .param r={gauss(1k,0.1,1)}
            I1 0 a 1
            R1 a 0 {r}
            I2 0 b 1
            R2 b 0 {r}
            I3 0 c 1
            R3 c 0 {gauss(1k,0.1,1)}
            .mc 4
            .op
            """);

    assertThat(values(table, "v(a)")).containsExactly(values(table, "v(b)"));
    assertThat(values(table, "v(a)")).doesNotContain(values(table, "v(c)"));
  }

  @Test
  void instancesOfASubcircuitAndCallsOfAFunctionDrawApart() throws Exception {
    Table table =
        op(
            """
            .func about(x) {gauss(x,0.1,1)}
            .subckt load p
            R1 p 0 {about(1k)}
            .ends
            I1 0 a 1
            X1 a load
            I2 0 b 1
            X2 b load
            I3 0 c 1
            R3 c 0 {about(500)+about(500)}
            I4 0 d 1
            R4 d 0 {2*about(500)}
            .mc 2
            .op
            """);

    assertThat(values(table, "v(a)")).doesNotContain(values(table, "v(b)"));
    assertThat(values(table, "v(c)")).doesNotContain(values(table, "v(d)"));
  }

  @Test
  void devicesOfOneCardShareItsValue() throws Exception {
    Table table =
        op(
            """
            I1 0 a 1m
            D1 a 0 dm
            I2 0 b 1m
            D2 b 0 dm
            .model dm d is={unif(1e-14,0.5)}
            .mc 3
            .op
            """);

    assertThat(values(table, "v(a)")).containsExactly(values(table, "v(b)"));
    assertThat(Arrays.stream(values(table, "v(a)")).distinct()).hasSize(3);
  }

  @Test
  void everyCellOfACrossbarDrawsItsOwn() throws Exception {
    Table table =
        op(
            """
            V1 r_1 0 1
            V2 r_2 0 1
            X1 r c xbar rows=2 cols=2 device=resistor r={unif(1k,0.5)}
            V3 c_1 0 0
            V4 c_2 0 0
            .mc 2
            .op
            """
                .replace("device=resistor r", "device=r r"));

    assertThat(
            Arrays.stream(values(table, "i(v3)"))
                .distinct())
        .hasSize(2);
    assertThat(values(table, "i(v3)")).doesNotContain(values(table, "i(v4)"));
    assertThat(values(table, "i(v1)")).doesNotContain(values(table, "i(v2)"));
  }

  @Test
  void theInnermostLoopIsTheFirstLineAndEachStepHasTheSameCircuits() throws Exception {
    Table table = op(DRAWN.replace("I1 0 a 1", "I1 0 a {i}") + ".param i=1\n.mc 2\n.step param i 1 2 1\n");

    double[] v = values(table, "v(a)");
    assertThat(table.header().steps()).containsExactly("mc", "i");
    assertThat(v).hasSize(4);
    assertThat(v[2]).isCloseTo(2 * v[0], within(1e-9 * v[2]));
    assertThat(v[3]).isCloseTo(2 * v[1], within(1e-9 * v[3]));
  }

  @Test
  void outsideOfMcTheSeedHoldsAndIsTold() throws Exception {
    Simulation told = read(DRAWN);
    assertThat(told.diagnostics()).hasSize(1);
    assertThat(told.diagnostics().get(0).code()).isEqualTo(Code.N241);
    assertThat(told.diagnostics().get(0).message()).contains("seed 1");

    assertThat(read(DRAWN + ".options seed=1\n").diagnostics()).isEmpty();
    assertThat(values(op(DRAWN + ".options seed=1\n"), "v(a)"))
        .containsExactly(values(op(DRAWN), "v(a)"));
  }

  @Test
  void mistakesOfTheLineAreTold() {
    assertThat(codes(".mc\n")).contains(Code.E121);
    assertThat(codes(".mc 0\n")).contains(Code.E203);
    assertThat(codes(".mc 2.5\n")).contains(Code.E203);
    assertThat(codes(".mc 2 3\n")).contains(Code.E122);
    assertThat(codes(".mc 2 seed=-1\n")).contains(Code.E203);
    assertThat(codes(".options seed=random\n")).contains(Code.E203);
    assertThat(codes(".mc 2\n.mc 3\n")).contains(Code.E211);
    assertThat(codes(".meas op x param={unif(1,1)}\n")).contains(Code.E226);
    assertThat(read("V1 a 0 1\nR1 a 0 1\n.op\n.mc 2\n").diagnostics().get(0).code())
        .isEqualTo(Code.W241);
  }

  private static List<Code> codes(String lines) {
    return read(DRAWN + lines).diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void theSpreadOfADividerIsThatOfItsTolerances() throws Exception {
    // To first order v = v0 (1 + (d2 - d1)/2): sigma = 0.5 * 0.01/sqrt(2); 2000 runs know it to
    // 1/sqrt(2*2000) = 1.6 %, five of which are 8 %; the second order is 1e-4 of it.
    Table table =
        op(
            "V1 a 0 1\nR1 a b {agauss(1k,10,1)}\nR2 b 0 {agauss(1k,10,1)}\n.op\n.mc 2000 seed=2\n");
    List<Result> results = new ArrayList<>();
    double[] v = values(table, "v(b)");
    for (int k = 0; k < v.length; k++) {
      results.add(result(v[k], k + 1));
    }

    Spread spread = Spread.over("mc", results).get(0);

    double sigma = 0.5 * 0.01 / Math.sqrt(2);
    assertThat(spread.good()).isEqualTo(2000);
    assertThat(spread.mean()).isCloseTo(0.5, within(5 * sigma / Math.sqrt(2000)));
    assertThat(spread.sigma()).isCloseTo(sigma, within(0.08 * sigma));
    assertThat(spread.min()).isEqualTo(Arrays.stream(v).min().orElseThrow());
    assertThat(spread.max()).isEqualTo(Arrays.stream(v).max().orElseThrow());
  }

  @Test
  void aSpreadLeavesFailedRunsOutAndCountsThem() {
    Span at = new Span(new Source("t", ""), 1, 1, 1);
    List<Result> results = new ArrayList<>(List.of(result(1, 1), result(2, 2), result(4.5, 3)));
    results.add(
        new Result(
            "op", "x", Double.NaN, "", Result.Place.NONE, 0, 0, "why", at, Map.of("mc", 4.0)));

    Spread spread = Spread.over("mc", results).get(0);

    assertThat(spread.good()).isEqualTo(3);
    assertThat(spread.failed()).isEqualTo(1);
    assertThat(spread.mean()).isEqualTo(2.5);
    // (1.5^2 + 0.5^2 + 2^2)/2 = 3.25
    assertThat(spread.sigma()).isCloseTo(Math.sqrt(3.25), within(1e-15));
  }

  private static Result result(double value, double run) {
    Span at = new Span(new Source("t", ""), 1, 1, 1);
    return new Result(
        "op", "x", value, "V", Result.Place.NONE, 0, 0, "", at, Map.of("mc", run));
  }
}
