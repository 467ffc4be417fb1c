package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** The forms of controlled sources and switches, stepped, against sums done by hand. */
class ElementFormsTest {
  private static final String NETLIST =
      """
      many forms
      .param g=2
      V1 in 0 2
      E1 o1 0 VALUE={v(in)*g}
      R1 o1 0 1k
      E2 o2 0 TABLE {v(in)} = (0,0) (1,10) (3,30)
      R2 o2 0 1k
      Vs in s 0
      R3 s 0 1k
      F1 0 o3 POLY(1) Vs 0 2
      R4 o3 0 1k
      H1 o4 0 POLY(1) Vs 1 500
      R5 o4 0 1k
      G1 0 o5 VALUE={1m*v(in)}
      R6 o5 0 rm
      .model rm R(r=1k tc1=1m)
      S1 in o6 in 0 sw1
      .model sw1 SW(vt=1 vh=0.1 ron=1 roff=1meg)
      R7 o6 0 1k
      W1 in o7 Vs cs1
      .model cs1 CSW(it=1m ron=2 roff=1meg)
      R8 o7 0 1k
      .step param g 1 3 1
      .step temp list 27 127
      .op
      .end
      """;

  @Test
  void everyFormGivesItsValueInEveryStep() throws Exception {
    Simulation simulation = Simulation.of("forms.cir", NETLIST);
    assertThat(simulation.diagnostics()).isEmpty();

    Table op = simulation.tables().get("op");

    assertThat(op.blocks()).hasSize(6);
    for (Table.Block block : op.blocks()) {
      double g = block.stepValues()[0];
      double celsius = block.stepValues()[1];
      assertThat(value(op, block, "v(o1)")).isCloseTo(2 * g, within(1e-9));
      assertThat(value(op, block, "v(o2)")).isCloseTo(20, within(1e-9));
      // 2 V over 1 kOhm are 2 mA; twice that through 1 kOhm.
      assertThat(value(op, block, "v(o3)")).isCloseTo(4, within(1e-9));
      assertThat(value(op, block, "v(o4)")).isCloseTo(1 + 500 * 2e-3, within(1e-9));
      assertThat(value(op, block, "v(o5)"))
          .isCloseTo(2 * (1 + 1e-3 * (celsius - 27)), within(1e-9));
      assertThat(value(op, block, "v(o6)")).isCloseTo(2 * 1000.0 / 1001, within(1e-6));
      assertThat(value(op, block, "v(o7)")).isCloseTo(2 * 1000.0 / 1002, within(1e-6));
    }
    assertThat(op.header().steps()).isEqualTo(List.of("g", "temp"));
  }

  @Test
  void aPwlRepeatsForEverInThePartsThatPSpiceNames() throws Exception {
    Simulation simulation =
        Simulation.of(
            "saw.cir",
            "saws\nV1 a 0 PWL REPEAT FOREVER (0 0 1u 1 2u 0) ENDREPEAT\nR1 a 0 1k\n"
                + "V2 b 0 PWL(REPEAT FOREVER 0 0 1u 1 2u 0 ENDREPEAT)\nR2 b 0 1k\n"
                + ".tran 0.1u 9.5u\n.options interp\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();

    Table table = simulation.tables().get("tran");
    double[] time = table.column("time");
    for (String name : List.of("v(a)", "v(b)")) {
      double[] v = table.column(name);
      for (int k = 0; k < time.length; k++) {
        double phase = Math.IEEEremainder(time[k], 2e-6); // From -1 us to 1 us.
        assertThat(v[k]).as(name + " at " + time[k]).isCloseTo(Math.abs(phase) * 1e6, within(1e-9));
      }
    }
  }

  @Test
  void otherRepetitionsOfAPwlAreRefusedWhereTheyStand() throws Exception {
    Simulation simulation =
        Simulation.of(
            "saw.cir",
            "saws\nV1 a 0 PWL(REPEAT TWICE (0 0 1u 1) ENDREPEAT)\nR1 a 0 1k\n"
                + "V2 b 0 PWL(REPEAT FOREVER (0 0 1u 1) ENDREPEAT 3u 0)\nR2 b 0 1k\n.tran 1u 9u\n.end\n");

    assertThat(simulation.diagnostics())
        .extracting(d -> d.code() + " " + d.at().line() + ":" + d.at().column())
        .containsExactly("E101 2:19", "E101 4:48");
  }

  @Test
  void temperatureCoefficientsOfBSourcesFollowASweep() throws Exception {
    Simulation simulation =
        Simulation.of(
            "warm.cir",
            "warm\nB1 a 0 V=2 tc1=1m tc2=2u\nR1 a 0 1k\nB2 b 0 V=2 tc1=1m reciproctc=1 dtemp=10\nR2 b 0 1k\n"
                + "B3 c 0 V=v(a) tc1=1m temp=127\nR3 c 0 1k\n.dc temp 27 127 50\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();

    Table table = simulation.tables().get("dc");
    for (int k = 0; k < 3; k++) {
      double dt = 50 * k;
      double first = 2 * (1 + 1e-3 * dt + 2e-6 * dt * dt);
      assertThat(table.column("v(a)")[k]).isCloseTo(first, within(1e-9));
      assertThat(table.column("v(b)")[k]).isCloseTo(2 / (1 + 1e-3 * (dt + 10)), within(1e-9));
      assertThat(table.column("v(c)")[k]).isCloseTo(1.1 * first, within(1e-9));
    }
  }

  @Test
  void whatOtherProgramsHaveIsRefusedWithWhatTakesItsPlace() throws Exception {
    Simulation simulation =
        Simulation.of(
            "code.cir",
            "code models\n.param p=1\nV1 a 0 {p}\nA1 a b amp\n.model amp sine(cntl_array=[0 1])\nA2 [a] c and1\n"
                + ".model and1 d_and(rise_delay=1n)\nR1 a b 1k\nR2 c b 1k\n.dc p 0 2 1\n.end\n");

    assertThat(simulation.diagnostics())
        .extracting(d -> d.code() + " " + d.at().line() + ":" + d.at().column() + " " + d.hint())
        .satisfiesExactly(
            d -> assertThat(d).startsWith("E123 4:8 ").contains("V=sin(2*pi*idt(frequency))"),
            d -> assertThat(d).startsWith("E123 6:10 ").contains("gates as B sources"),
            d -> assertThat(d).startsWith("E230 10:5 ").contains(".step sweeps parameters"));
  }

  @Test
  void formulasReadTheParametersOfDevicesBelowThem() throws Exception {
    Simulation simulation =
        Simulation.of(
            "numbers.cir",
            "numbers\nV1 a 0 2\nB1 b 0 v={@r1[r]*1m+v(a)*@d1[n]}\nR2 b 0 1k\nR1 a 0 {3*k}\nD1 0 a dm\n"
                + ".model dm d(n=1.5)\n.param k=5\n.op\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();

    assertThat(simulation.tables().get("op").column("v(b)")[0])
        .isCloseTo(15e-3 + 2 * 1.5, within(1e-12));
  }

  @Test
  void aQuantityThatIsNeitherStateNorParameterIsStillRefused() throws Exception {
    Simulation simulation =
        Simulation.of(
            "gm.cir",
            "gm\nV1 a 0 2\nB1 b 0 v=@m1[gm]\nR2 b 0 1k\nM1 a a 0 0 nm\n.model nm nmos\n.op\n.end\n");

    assertThat(simulation.diagnostics()).hasSize(1);
    assertThat(simulation.diagnostics().get(0).render())
        .contains("gm.cir:3:10: error[E201]", "computed from the solution", ".meas");
  }

  @Test
  void aLineIsMetByTheWavesOfIc() throws Exception {
    Simulation simulation =
        Simulation.of(
            "waves.cir",
            "waves\nR1 a 0 50\nT1 a 0 b 0 zo=75 td=2n ic=2, 10m, 1, -5m\nR2 b 0 200\n"
                + ".tran 10p 3n uic\n.save v(a) v(b)\n.end\n");
    assertThat(simulation.diagnostics()).isEmpty();
    Table table = simulation.tables().get("tran");
    int middle = 0;
    while (table.column("time")[middle] < 1e-9) {
      middle++;
    }

    // End 1 takes v2 + z0 i2 = 0.625 V behind 75 ohm, end 2 v1 + z0 i1 = 2.75 V.
    assertThat(table.column("v(a)")[middle]).isCloseTo(0.625 * 50 / 125, within(1e-9));
    assertThat(table.column("v(b)")[middle]).isCloseTo(2.75 * 200 / 275, within(1e-9));
    // One delay later what left end 2 from the start on, v(b) - 75 v(b)/200 in the other direction.
    int last = table.column("time").length - 1;
    assertThat(table.column("v(a)")[last]).isCloseTo((2 - 75 * 2 / 200.0) * 50 / 125, within(1e-9));
  }

  private static double value(Table table, Table.Block block, String name) {
    return block.at(table.header().indexOf(name), 0);
  }
}
