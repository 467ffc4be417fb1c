package org.ionspice.elaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ionspice.Simulation;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossbarTest {
  @TempDir Path folder;

  private Table op(String netlist) throws Exception {
    Path file = folder.resolve("x.cir");
    Files.writeString(file, netlist);
    Simulation simulation = Simulation.read(file, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    return simulation.tables().get("op");
  }

  private static double value(Table table, String name) {
    return table.column(name)[0];
  }

  @Test
  void linesHaveResistance() throws Exception {
    // One cell: 1 V over 5 + 2 + 1000 + 2 + 3 ohm.
    Table table =
        op(
            "one cell\nV1 a 0 1\nV2 b 0 0\n"
                + "X1 a b xbar rows=1 cols=1 rw=2 rin=5 rout=3 device=r r=1k\n"
                + ".save v(x1.row_1_1) v(x1.col_1_1) i(v2) i(x1.cell_1_1)\n.op\n.end\n");

    assertThat(value(table, "i(v2)")).isCloseTo(1 / 1012.0, within(1e-12));
    assertThat(value(table, "i(x1.cell_1_1)")).isCloseTo(1 / 1012.0, within(1e-12));
    assertThat(value(table, "v(x1.row_1_1)")).isCloseTo(1005 / 1012.0, within(1e-12));
    assertThat(value(table, "v(x1.col_1_1)")).isCloseTo(5 / 1012.0, within(1e-12));
  }

  @Test
  void idealLinesMultiplyAMatrixByAVector() throws Exception {
    Table table =
        op(
            "a product\n.param g=1m\nV1 a_1 0 1\nV2 a_2 0 -2\nV3 b_1 0 0\nV4 b_2 0 0\nV5 b_3 0 0\n"
                + "X1 a b xbar rows=2 cols=3 device=r r={1/(g*(row+10*col))}\n"
                + ".op\n.end\n");

    // i_j = 1 g_1j - 2 g_2j, g_ij = i + 10 j in mS.
    for (int j = 1; j <= 3; j++) {
      double expected = 1e-3 * (1 + 10 * j - 2 * (2 + 10 * j));
      assertThat(value(table, "i(v" + (2 + j) + ")")).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void everyPinMayBeNamed() throws Exception {
    Table table =
        op(
            "names\nVa p 0 1\nVb q 0 2\nVc out 0 0\n"
                + "X7 p q out xbar rows=2 cols=1 device=r r={1k*row}\n.op\n.end\n");

    assertThat(value(table, "i(vc)")).isCloseTo(1e-3 + 1e-3, within(1e-12));
  }

  @Test
  void statesComeFromAFormulaOrAFile() throws Exception {
    Files.writeString(
        folder.resolve("x.csv"), "# rows from the top\n0.1, 0.2, 0.3\n0.4, 0.5, 0.6\n");
    String circuit =
        """
        states
        V1 a_1 0 0.1
        V2 a_2 0 0.1
        R1 b_1 0 1
        R2 b_2 0 1
        R3 b_3 0 1
        X1 a b xbar rows=2 cols=3 device=m1 %s
        .model m1 hp
        .op
        .end
        """;

    Table formula = op(circuit.formatted("x0={(3*(row-1)+col)/10}"));
    Table file = op(circuit.formatted("states=\"x.csv\""));
    Table named = op(circuit.formatted("states=\"x.csv\" state=x0"));

    for (int i = 1; i <= 2; i++) {
      for (int j = 1; j <= 3; j++) {
        double expected = (3 * (i - 1) + j) / 10.0;
        String name = "@x1.cell_" + i + "_" + j + "[x]";
        assertThat(value(formula, name)).isCloseTo(expected, within(1e-15));
        assertThat(value(file, name)).isCloseTo(expected, within(1e-15));
        assertThat(value(named, name)).isCloseTo(expected, within(1e-15));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1 0.2 | 'x.csv' has 1 rows, not 2",
        "0.1 0.2/0.3 | line 2 of 'x.csv' has 1 numbers, not 2",
        "0.1 0.2/0.3 0.4/0.5 0.6 | 'x.csv' has 3 rows, not 2",
        "0.1 0.2/0.3 high | line 2 of 'x.csv': 'high' is not a number"
      })
  void aFileOfAnotherShapeIsRefused(String content, String message) throws Exception {
    Files.writeString(folder.resolve("x.csv"), content.replace('/', '\n') + "\n");
    Path file = folder.resolve("x.cir");
    Files.writeString(
        file,
        "shape\nV1 a_1 0 1\nV2 a_2 0 1\nR1 b_1 0 1\nR2 b_2 0 1\n"
            + "X1 a b xbar rows=2 cols=2 device=hp states=\"x.csv\"\n.op\n.end\n");

    List<Diagnostic> found = Simulation.read(file, List.of(), Map.of()).diagnostics();

    assertThat(found.stream().map(Diagnostic::message)).contains(message);
    assertThat(found.get(0).at().line()).isEqualTo(6);
  }

  @Test
  void aCrossbarMayStandInASubcircuitAndItsCellsMayBeChanged() throws Exception {
    Table table =
        op(
            """
            nested
            V1 in 0 1
            Xa in out half
            V2 out 0 0
            .subckt half a b
            X1 a b xbar rows=1 cols=1 device=m1
            .model m1 hp(x0=0.3)
            .ends
            .ic @xa.x1.cell_1_1[x]=0.7
            .op
            .end
            """);

    assertThat(value(table, "@xa.x1.cell_1_1[x]")).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void aSubcircuitOfTheSameNameComesFirst() throws Exception {
    Table table =
        op(
            "own\nV1 a 0 1\nX1 a 0 xbar\n.subckt xbar p n\nR1 p n 50\n.ends\n.op\n.end\n");

    assertThat(value(table, "i(v1)")).isCloseTo(-0.02, within(1e-12));
  }

  /** Arrays are built by rule; one whose nodes are named above its line is built piece by piece. */
  @ParameterizedTest
  @CsvSource({"hp,2", "vteam,2", "yakopcic,0.5", "hp,0"})
  void aRuleGivesTheSameCircuitAsPieces(String type, double wire) throws Exception {
    String head = "two ways\nV1 r_1 0 SIN(0 1 1meg)\nV2 r_2 0 0.3\nR1 c_1 0 10\nR2 c_2 0 10\n"
        + "R3 c_3 0 10\n";
    String node = wire > 0 ? "x1.row_2_3" : "x1.row_2_1";
    String load = "C1 " + node + " 0 1p\n";
    String array =
        "X1 r c xbar rows=2 cols=3 rin=1 rw=" + wire + " device=" + type + "\n";
    // Steps as long as they may be: a rounding, other in each order of sums, cannot change their times.
    String rest =
        ".save v(c_1) v(c_3) i(x1.cell_2_3) v(" + node + ")\n.options reltol=1e-3\n"
            + ".tran 10n 1u 0 0.5n\n.end\n";

    Table pieces = tran(head + load + array + rest);
    Table rule = tran(head + array + load + rest);

    for (String name : List.of("v(c_1)", "v(c_3)", "i(x1.cell_2_3)", "v(" + node + ")")) {
      double[] one = pieces.column(name);
      double[] other = rule.column(name);
      assertThat(other).hasSameSizeAs(one);
      double size = 0;
      double difference = 0;
      for (int k = 0; k < one.length; k++) {
        size = Math.max(size, Math.abs(one[k]));
        difference = Math.max(difference, Math.abs(other[k] - one[k]));
      }
      assertThat(size).as(name).isPositive();
      assertThat(difference).as(name).isLessThan(1e-9 * size);
    }
  }

  private Table tran(String netlist) throws Exception {
    Path file = folder.resolve("x.cir");
    Files.writeString(file, netlist);
    Simulation simulation = Simulation.read(file, List.of(), Map.of());
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    return simulation.tables().get("tran");
  }

  @Test
  void aCellOfALargeArrayIsFoundByName() throws Exception {
    // Ideal sources drive every row, so that a cell of ideal lines sees its row's voltage alone.
    StringBuilder netlist = new StringBuilder("large\n");
    for (int row = 1; row <= 600; row++) {
      netlist.append("V" + row + " r_" + row + " 0 " + row + "m\n");
    }
    for (int column = 1; column <= 600; column++) {
      netlist.append("VC" + column + " c_" + column + " 0 0\n");
    }
    Table table =
        op(
            netlist
                + "X1 r c xbar rows=600 cols=600 device=r r={1k*row+col}\n"
                + ".save i(x1.cell_417_599)\n.op\n.end\n");

    assertThat(value(table, "i(x1.cell_417_599)")).isCloseTo(0.417 / 417599, within(1e-15));
  }
}
