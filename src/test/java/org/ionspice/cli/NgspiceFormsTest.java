package org.ionspice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ionspice.Runs;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that ngspice's own examples use; the numbers follow from Ohm's law and the formulas. */
class NgspiceFormsTest {
  @TempDir Path folder;

  @Test
  void tonesOfDistortionStandBesideTheOtherValuesOfASource() throws Exception {
    Table op =
        Runs.tables("t\nV1 a 0 DC 2 DISTOF1 0.1 45 AC 1 DISTOF2 0.2 SIN(2 1 1k)\nR1 a 0 1k\n.op\n")
            .get("op");

    assertThat(value(op, "v(a)")).isEqualTo(2);
  }

  @Test
  void aPulseWithoutPeriodDoesNotBeginAgainAtTheEnd() throws Exception {
    Table tran = Runs.tables("t\nV1 a 0 PULSE(0 1)\nR1 a 0 1\n.tran 0.1 7\n").get("tran");

    assertThat(value(tran, "v(a)")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "-2, 0, 1, 0, 0, 1, 1",
    "0, 1, 0, 0, 1, 0, 1",
    "3, 0, 1, 1, 1, 0, 0",
  })
  void numbersAreComparedWithZero(
      double x, double eq, double ne, double gt, double ge, double lt, double le) throws Exception {
    StringBuilder text = new StringBuilder("t\nV1 x 0 " + x + "\nRx x 0 1\n");
    String[] names = {"eq0", "ne0", "gt0", "ge0", "lt0", "le0"};
    for (String name : names) {
      text.append("B%s %s 0 V=%s(v(x))\nR%s %s 0 1\n".formatted(name, name, name, name, name));
    }

    Table op = Runs.tables(text + ".op\n").get("op");

    double[] expected = {eq, ne, gt, ge, lt, le};
    for (int k = 0; k < names.length; k++) {
      assertThat(value(op, "v(" + names[k] + ")")).as(names[k]).isEqualTo(expected[k]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 20", "3, 30"})
  void oneEqualsSignComparesInIf(int select, double ohms) throws Exception {
    Table op =
        Runs.tables(
                """
                t
                .param select=%d
                I1 0 a 1
                .if (select = 1)
                R1 a 0 10
                .elseif (select = 2)
                R1 a 0 20
                .else
                R1 a 0 30
                .endif
                .op
                """
                    .formatted(select))
            .get("op");

    assertThat(value(op, "v(a)")).isCloseTo(ohms, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{1k+v(a)*0} tc1=0.01 tc2=1e-4",
        "{1k+v(a)*0} tc=0.01,1e-4",
        "{1k+v(a)*0} tc1=0.01 tc2=1e-4 temp=127",
        "{1k+v(a)*0} tc1=0.01 tc2=1e-4 dtemp=0",
      })
  void aResistorByFormulaHasTemperatureCoefficients(String written) throws Exception {
    Table op = Runs.tables("t\nI1 0 a 1m\nR1 a 0 " + written + "\n.temp 127\n.op\n").get("op");

    // 1 kOhm (1 + 0.01 * 100 + 1e-4 * 100^2)
    assertThat(value(op, "v(a)")).isCloseTo(3, within(1e-9));
  }

  @Test
  void aParameterOfAnotherLevelIsToldOfAndLeftOut() throws Exception {
    String head = "t\nV1 d 0 2\nM1 d d 0 0 m\n.op\n.model m nmos(level=1 kp=2m vto=1";

    Simulation with = Runs.simulation(head + " xj=0.2u theta=1)\n");

    assertThat(with.diagnostics()).extracting(d -> d.message()).containsExactly(
        "'xj' has no effect on nmos: it belongs to nmos2, nmos3",
        "'theta' has no effect on nmos: it belongs to nmos3");
    // kp / 2 (vgs - vto)^2
    assertThat(value(with.tables().get("op"), "i(v1)")).isCloseTo(-1e-3, within(1e-9));
  }

  @Test
  void sizesAreScaledByAnOption() throws Exception {
    Table op =
        Runs.tables(
                """
                t
                .options scale=1u
                V1 d 0 2
                M1 d d 0 0 m w=10 l=2
                .model m nmos(kp=2m vto=1 ld=0.5u)
                V2 r 0 1
                R1 r 0 rm l=10 w=2
                .model rm r(rsh=100 narrow=0.25u)
                V3 b 0 2
                M3 b b 0 0 n w=10 l=2
                .model n.1 nmos(kp=2m vto=1 lmin=1u lmax=3u wmin=5u wmax=20u)
                .op
                """)
            .get("op");

    // kp / 2 w / (l - 2 ld) (vgs - vto)^2; rsh l / (w - 2 narrow): ngspice 39 has the same
    assertThat(value(op, "i(v1)")).isCloseTo(-10e-3, within(1e-9));
    assertThat(value(op, "i(v2)")).isCloseTo(-1 / (1000 / 1.5), within(1e-9));
    assertThat(value(op, "i(v3)")).isCloseTo(-5e-3, within(1e-9));
  }

  @Test
  void subcircuitsTakeFormulasWithoutBraces() throws Exception {
    Table op =
        Runs.tables(
                """
                t
                V1 a 0 6
                .param rs=1k
                .subckt half p r=2*rs g=rs/4
                R1 p 0 {r}
                R2 p 0 {g}
                .ends
                X1 a half r=-3*-rs g=rs/(1+1)
                .op
                """)
            .get("op");

    // 3 kOhm and 500 Ohm
    assertThat(value(op, "i(v1)")).isCloseTo(-6.0 / 3e3 - 6.0 / 500, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"(1>0)&(2>3), 0", "(1>0)|(2>3), 1", "~(2>3), 1", "~(~0&1), 0"})
  void signsOfLogicMayStandAlone(String formula, double expected) throws Exception {
    Table op = Runs.tables("t\nV1 a 0 {" + formula + "}\nR1 a 0 1\n.op\n").get("op");

    assertThat(value(op, "v(a)")).isEqualTo(expected);
  }

  @Test
  void parenthesesOfLibrariesAreMendedWithAWarning() throws Exception {
    Simulation with =
        Runs.simulation(
            """
            t
            V1 a 0 2
            V2 b 0 3
            R1 a 0 rm
            .model rm r (r=1k
            + tc1=0)
            .model dm d (is=1e-14)
            + n=2)
            D1 0 a dm
            E1 c 0 TABLE {v(a)} ((0,0)(1,10)(3,30)
            R3 c 0 1
            E2 d 0 TABLE {v(a)} ((0,0)(1,10))(3,30))
            R4 d 0 1
            F1 0 e POLY(2) V1 V2 (1, 100, 0)
            R5 e 0 1
            R6 b 0 1k
            .subckt one p
            R1 p 0 1
            .ends two
            X1 e one
            .op
            """);

    assertThat(with.diagnostics()).extracting(d -> d.code().name() + ":" + d.at().line())
        .containsExactlyInAnyOrder("W106:8", "W106:10", "W106:12", "W106:19");
    Table op = with.tables().get("op");
    assertThat(value(op, "v(c)")).isCloseTo(20, within(1e-9));
    assertThat(value(op, "v(d)")).isCloseTo(20, within(1e-9));
    // 1 A and 100 times the 2 mA that leave V1 at its plus pin, into 1 Ohm beside 1 Ohm
    assertThat(value(op, "v(e)")).isCloseTo((1 - 100 * 2e-3) / 2, within(1e-6));
  }

  @Test
  void whatALineWithAMistakeWouldHaveMadeIsNotMissed() {
    Simulation wrong =
        Simulation.of("t.cir", "t\nV1 in 0 1 nonsense\nR1 in 0 1k\nR2 out 0 {v(in)*k}\n.op\n.print op v(in) i(v1) v(out)\n");

    assertThat(wrong.diagnostics()).extracting(d -> d.code().name() + ":" + d.at().line())
        .containsExactly("E122:2", "E201:4");
  }

  @Test
  void thousandthsOfSecondsAreNotTakenForMillions() {
    Simulation plain =
        Runs.simulation("T\nV1 A 0 PWL(0MS 0MV 1MS 50MV)\nR1 A 0 1K\n.TRAN 10US 1MS\n.END\n");

    assertThat(plain.diagnostics()).isEmpty();
  }

  @Test
  void formulasAreListedWithoutBraces() throws Exception {
    String printed =
        printed(
            """
            t
            V1 1 0 6
            R1 1 out+ 1k
            R2 out+ 0 2k
            .dc V1 6 6 1
            .print dc v(1)-v(out+) -i(v1) v1#branch (v(1)+v(out+))/2 sqrt(v(1)*6) 2*v(1)*{1+1}
            .meas dc half find (v(1)+v(out+))/2 at=6
            """);

    assertThat(printed).containsPattern("half +=  5.000000e\\+00");
    assertThat(printed)
        .containsPattern(
            " 2.000000e\\+00 +2.000000e-03 +-2.000000e-03 +5.000000e\\+00 +6.000000e\\+00 +2.400000e\\+01");
  }

  @Test
  void anEmptyCircuitHasResultsWithoutColumns() throws Exception {
    String printed =
        printed("t\n.control\nop\ntran 1m 2m\nac lin 2 1k 2k\necho through\nquit 0\n.endc\n");

    assertThat(printed).contains("through");
  }

  private String printed(String netlist) throws Exception {
    Path file = Files.writeString(folder.resolve("n.cir"), netlist + ".end\n");
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (java.io.PrintStream o = new java.io.PrintStream(out, true, StandardCharsets.UTF_8)) {
      assertThat(Main.run(new String[] {"-b", file.toString()}, o, o)).isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static double value(Table table, String name) {
    Table.Block block = table.blocks().get(0);
    return block.at(table.header().indexOf(name), block.size() - 1);
  }
}
