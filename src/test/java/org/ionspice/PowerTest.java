package org.ionspice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @dev[p]} and {@code @dev[energy]} against closed forms. */
class PowerTest {
  private static Simulation simulation(String netlist) {
    Simulation simulation = Simulation.of("power.cir", "power\n" + netlist + "\n.end\n");
    assertThat(simulation.diagnostics().stream().map(Diagnostic::render)).isEmpty();
    return simulation;
  }

  private static Table run(String kind, String netlist) throws IOException {
    return simulation(netlist).tables().get(kind);
  }

  private static double last(Table table, String column) {
    double[] values = table.column(column);
    return values[values.length - 1];
  }

  /** A step of 2 V through 1 kOhm into 1 uF for 30 tau: C V^2 / 2 stays, as much becomes heat. */
  @ParameterizedTest
  @ValueSource(strings = {"trbdf2", "trap", "gear", "euler"})
  void chargingACapacitorLosesHalfOfTheEnergy(String method) throws IOException {
    Table tran =
        run(
            "tran",
            """
            V1 a 0 PULSE(0 2 1u 1n 1n 1 2)
            R1 a b 1k
            C1 b 0 1u
            .options method=%s
            .tran 1u 30m
            .save v(b) @v1[energy] @r1[energy] @c1[energy]
            """
                .formatted(method));

    double half = 1e-6 * 2 * 2 / 2;
    // reltol is 1e-3, and heat goes with the square; backward Euler is of first order.
    double first = method.equals("euler") ? 3e-2 : 2e-3;
    double v = last(tran, "v(b)");
    // Along the dense output a linear capacitor's energy depends on its ends only.
    assertThat(last(tran, "@c1[energy]")).isCloseTo(1e-6 * v * v / 2, within(1e-12 * half));
    assertThat(v).isCloseTo(2, within(1e-6));
    assertThat(last(tran, "@r1[energy]")).isCloseTo(half, within(first * half));
    assertThat(last(tran, "@v1[energy]")).isCloseTo(-2 * half, within(2 * first * half));
  }

  /** A relative error of the voltage is twice that of the heat, which goes with its square. */
  @Test
  void theHeatFollowsTheTolerance() throws IOException {
    double half = 1e-6 * 2 * 2 / 2;
    double[] error = new double[2];
    for (int k = 0; k < 2; k++) {
      Table tran =
          run(
              "tran",
              """
              V1 a 0 PULSE(0 2 1u 1n 1n 1 2)
              R1 a b 1k
              C1 b 0 1u
              .options reltol=%s
              .tran 1u 30m
              .save @r1[energy]
              """
                  .formatted(k == 0 ? "1e-3" : "1e-5"));
      error[k] = Math.abs(last(tran, "@r1[energy]") / half - 1);
    }

    assertThat(error[0]).isLessThan(2e-3);
    assertThat(error[1]).isLessThan(2e-5);
  }

  /** Tellegen: whatever the devices are, the powers into all of them add up to nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"trbdf2 reltol=1e-6", "trap reltol=1e-6", "gear reltol=1e-6", "euler"})
  void thePowersOfAllDevicesAddUpToZero(String method) throws IOException {
    Table tran =
        run(
            "tran",
            """
            V1 a 0 SIN(0 3 1k)
            I1 0 b PULSE(0 1m 0.1m 10u 10u 0.3m 1m)
            R1 a b 1k
            D1 b c dio
            C1 c 0 100n
            L1 c d 10m
            R2 d 0 470
            E1 e 0 b 0 2
            R3 e d 2.2k m=2
            N1 b d pore
            .model dio d(is=1e-14 cjo=10p tt=1u)
            .model pore nanopore(GL=0.1u GH=1u TAU0=1m CM=1n)
            .options method=%s
            .tran 1u 2m
            .save @v1[p] @i1[p] @r1[p] @d1[p] @c1[p] @l1[p] @r2[p] @e1[p] @r3[p] @n1[power]
            """
                .formatted(method));

    double largest = 0;
    double worst = 0;
    Table.Block block = tran.blocks().get(0);
    for (int row = 0; row < block.size(); row++) {
      double sum = 0;
      for (int column = 1; column < tran.header().columns().size(); column++) {
        sum += block.at(column, row);
        largest = Math.max(largest, Math.abs(block.at(column, row)));
      }
      worst = Math.max(worst, Math.abs(sum));
    }
    assertThat(largest).isGreaterThan(1e-3);
    // What Newton leaves.
    assertThat(worst).isLessThan(1e-6 * largest);
  }

  @Test
  void theEnergyIsTheIntegralOfThePower() throws IOException {
    Table tran =
        run(
            "tran",
            """
            V1 a 0 SIN(0 3 1k)
            R1 a b 1k
            D1 b 0 dio
            C1 b 0 100n
            .model dio d(is=1e-14 cjo=10p tt=1u)
            .options reltol=1e-6
            .tran 1u 2m
            .save @v1[p] @v1[energy] @r1[energy] @d1[energy] @c1[energy]
            """);

    double[] time = tran.column("time");
    double[] power = tran.column("@v1[p]");
    double sum = 0;
    for (int k = 1; k < time.length; k++) {
      sum += (time[k] - time[k - 1]) * (power[k] + power[k - 1]) / 2;
    }
    double supplied = last(tran, "@v1[energy]");
    assertThat(supplied).isLessThan(-1e-6);
    assertThat(sum).isCloseTo(supplied, within(1e-4 * -supplied));
    double taken =
        last(tran, "@r1[energy]") + last(tran, "@d1[energy]") + last(tran, "@c1[energy]");
    assertThat(taken).isCloseTo(-supplied, within(1e-6 * -supplied));
  }

  /** 1 V on 1 uF at t = 0 into 1 kOhm: p = 1 mW exp(-2 t / 1 ms), its integral 0.5 uJ. */
  @Test
  void aDischargeStartsWithItsPower() throws IOException {
    Table tran =
        run(
            "tran",
            """
            C1 a 0 1u ic=1
            R1 a 0 1k
            .options reltol=1e-5
            .tran 1u 1m uic
            .save @c1[p] @r1[p] @c1[energy]
            """);

    assertThat(tran.column("@c1[p]")[0]).isCloseTo(-1e-3, within(1e-9));
    assertThat(tran.column("@r1[p]")[0]).isCloseTo(1e-3, within(1e-9));
    double left = Math.exp(-2);
    assertThat(last(tran, "@c1[p]")).isCloseTo(-1e-3 * left, within(1e-8));
    assertThat(last(tran, "@c1[energy]")).isCloseTo(-0.5e-6 * (1 - left), within(1e-11));
  }

  @Test
  void rowsOfAGridHaveTheirPowerToo() throws IOException {
    Table tran =
        run(
            "tran",
            """
            C1 a 0 1u ic=1
            R1 a 0 1k
            .options reltol=1e-5 interp
            .tran 0.1m 1m uic
            .save @c1[p] @r1[p] @c1[energy]
            """);

    double[] time = tran.column("time");
    assertThat(time).hasSize(11);
    for (int k = 0; k < time.length; k++) {
      double left = Math.exp(-2 * time[k] / 1e-3);
      assertThat(tran.column("@r1[p]")[k]).isCloseTo(1e-3 * left, within(3e-8));
      assertThat(tran.column("@c1[p]")[k]).isCloseTo(-1e-3 * left, within(3e-7));
      assertThat(tran.column("@c1[energy]")[k]).isCloseTo(-0.5e-6 * (1 - left), within(2e-11));
    }
  }

  /** A junction's charge is a function of its voltage: round trips of it cost nothing. */
  @Test
  void aNonlinearCapacitorGivesBackWhatItTook() throws IOException {
    Table tran =
        run(
            "tran",
            """
            V1 a 0 SIN(0 1 1k)
            C1 a 0 Q={1n*tanh(v(a))}
            .tran 1u 1m
            .save @c1[p] @c1[energy]
            """);

    double[] energy = tran.column("@c1[energy]");
    double most = 0;
    for (double e : energy) {
      most = Math.max(most, e);
    }
    // At 1 V: the integral of v dq = 1 nC (v tanh v - ln cosh v).
    double full = 1e-9 * (Math.tanh(1) - Math.log(Math.cosh(1)));
    assertThat(most).isCloseTo(full, within(2e-3 * full));
    assertThat(energy[energy.length - 1]).isCloseTo(0, within(1e-6 * full));
  }

  @Test
  void atRestOnlyConductionTakesPower() throws IOException {
    String netlist =
        """
        V1 a 0 3
        R1 a b 1k
        R2 b 0 2k m=2
        C1 b 0 1u
        .save @v1[p] @r1[p] @r2[p] @c1[p]
        """;

    Table op = run("op", netlist + ".op");
    Table dc = run("dc", netlist + ".dc V1 0 3 1.5");

    // 2 kOhm twice is 1 kOhm: 1.5 mA.
    assertThat(op.column("@v1[p]")[0]).isCloseTo(-4.5e-3, within(1e-12));
    assertThat(op.column("@r1[p]")[0]).isCloseTo(2.25e-3, within(1e-12));
    assertThat(op.column("@r2[p]")[0]).isCloseTo(2.25e-3, within(1e-12));
    assertThat(op.column("@c1[p]")[0]).isCloseTo(0, within(1e-18));
    assertThat(dc.column("@r2[p]")).hasSize(3);
    assertThat(dc.column("@r2[p]")[1]).isCloseTo(2.25e-3 / 4, within(1e-12));
  }

  /** At omega RC = 1 the resistor and the capacitor share |V|^2 / (2 |Z|^2) of the current. */
  @Test
  void aSmallSineHasComplexPower() throws IOException {
    Table ac =
        run(
            "ac",
            """
            V1 a 0 AC 2
            R1 a b 1k
            C1 b 0 1u
            T1 b 0 c 0 z0=1k td=1m
            R2 c 0 1k
            I1 0 c AC 1m 30
            .ac lin 1 {500/pi} {500/pi}
            .save @v1[p] @r1[p] @c1[p] @t1[p] @r2[p] @i1[p] v(b) v(a) v(c)
            """);

    double sum = 0;
    double swing = 0;
    for (String name : List.of("@v1[p]", "@r1[p]", "@c1[p]", "@t1[p]", "@r2[p]", "@i1[p]")) {
      sum += ac.column(name)[0];
      swing += ac.imaginary(name)[0];
    }
    double re = ac.column("v(a)")[0] - ac.column("v(b)")[0];
    double im = ac.imaginary("v(a)")[0] - ac.imaginary("v(b)")[0];
    assertThat(ac.column("@r1[p]")[0]).isCloseTo((re * re + im * im) / 2e3, within(1e-15));
    double b = Math.hypot(ac.column("v(b)")[0], ac.imaginary("v(b)")[0]);
    // -omega C |V|^2 / 2: a capacitor takes negative reactive power.
    assertThat(ac.imaginary("@c1[p]")[0]).isCloseTo(-1e-3 * b * b / 2, within(1e-15));
    assertThat(ac.column("@c1[p]")[0]).isCloseTo(0, within(1e-18));
    assertThat(sum).isCloseTo(0, within(1e-14));
    assertThat(swing).isCloseTo(0, within(1e-14));
  }

  @Test
  void aDevicesOwnQuantityWins() throws IOException {
    Table op =
        run(
            "op",
            """
            V1 a 0 0.5
            N1 a 0 m
            .model m mosse()
            .op
            .save @n1[p] @n1[power] i(n1)
            """);

    assertThat(op.header().columns().get(op.header().indexOf("@n1[p]")).unit()).isEqualTo("1");
    assertThat(op.header().columns().get(op.header().indexOf("@n1[power]")).unit()).isEqualTo("W");
    assertThat(op.column("@n1[power]")[0]).isCloseTo(0.5 * op.column("i(n1)")[0], within(1e-15));
  }

  @Test
  void energyNeedsTime() {
    Simulation print =
        Simulation.of("e.cir", "t\nV1 a 0 1\nR1 a 0 1k\n.op\n.print op @r1[energy]\n.end\n");
    Simulation save =
        Simulation.of("e.cir", "t\nV1 a 0 1\nR1 a 0 1k\n.op\n.save @r1[energy]\n.end\n");

    for (Simulation each : List.of(print, save)) {
      assertThat(each.diagnostics()).hasSize(1);
      Diagnostic only = each.diagnostics().get(0);
      assertThat(only.code()).isEqualTo(Code.E101);
      assertThat(only.at().line()).isEqualTo(5);
    }
    assertThat(print.diagnostics().get(0).at().column()).isEqualTo(11);
    assertThat(save.diagnostics().get(0).at().column()).isEqualTo(7);
  }
}
