package org.ionspice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.ionspice.Simulation;
import org.ionspice.result.Table;
import org.junit.jupiter.api.Test;

/** What a sweep finds at a value must not depend on how it came there. */
class DcSweepTest {
  private static final String DIODE =
      """
      diode behind a resistor
      V1 in 0 %s
      R1 in a 1k
      D1 a 0 dm
      .model dm D(is=1e-14)
      %s
      .end
      """;

  /** A CMOS inverter whose supply rises through a comparator with positive feedback. */
  private static final String TRIGGER =
      """
      Schmitt trigger
      V1 in 0 0
      B1 b 0 V=2.5*(1-tanh(8*(v(in)-v(f))))
      R1 b out 1k
      R2 out f 10k
      R3 f 0 10k
      .dc V1 %s
      .end
      """;

  private static Table table(String text) throws IOException {
    return Simulation.of("test", text).tables().values().iterator().next();
  }

  @Test
  void everyPointIsItsOwnOperatingPoint() throws IOException {
    Table sweep = table(String.format(DIODE, "0", ".dc V1 -1 2 0.05"));
    double[] swept = sweep.column("v(a)");

    for (int k = 0; k < swept.length; k += 7) {
      double volts = sweep.column("v(v-sweep)")[k];
      double alone = table(String.format(DIODE, volts, ".op")).column("v(a)")[0];

      assertThat(swept[k]).as("at %s V", volts).isCloseTo(alone, within(1e-13 * Math.abs(alone)));
    }
  }

  /**
   * Sweeps of sources are solved without charges and without the currents of oxides; the solutions are
   * those of all equations to rounding.
   */
  @Test
  void aSweepOfTransistorsIsItsOperatingPoints() throws IOException {
    String circuit =
        """
        inverters with resistances before their pins, and a follower
        Vdd vdd 0 %s
        Vin in 0 %s
        M1 a in 0 0 mn w=10u l=2u ad=50p as=50p pd=25u ps=25u
        M2 a in vdd vdd mp w=25u l=2u ad=120p as=120p pd=55u ps=55u
        M3 b a 0 0 mr w=10u l=2u
        M4 b a vdd vdd mp w=25u l=2u m=2
        Q1 vdd b e qn
        R1 e 0 1k
        D1 e d dm
        R2 d 0 10k
        .model mn nmos(vto=0.8 kp=60u gamma=0.5 lambda=0.03 tox=30n cgso=0.25n cj=0.3m cjsw=0.3n)
        .model mp pmos(vto=-0.9 kp=25u gamma=0.4 lambda=0.05 tox=30n cgdo=0.25n cj=0.4m)
        .model mr nmos(vto=0.8 kp=60u tox=30n rd=10 rs=20)
        .model qn npn(is=5f bf=200 vaf=100 ikf=10m rb=200 rc=50 re=2 cje=1p cjc=0.5p tf=0.3n)
        .model dm d(is=1e-12 rs=1 cjo=2p tt=1n)
        %s
        .end
        """;
    Table sweep = table(String.format(circuit, "5", "0", ".dc Vin 0 5 0.05 Vdd 4 5 0.5"));
    double[] values = sweep.column("v(v-sweep)");

    for (int k = 0; k < values.length; k += 11) {
      double supply = 4 + 0.5 * (k / 101);
      Table alone = table(String.format(circuit, supply, values[k], ".op"));
      for (String column : new String[] {"v(a)", "v(b)", "v(e)", "v(d)", "i(vdd)"}) {
        double expected = alone.column(column)[0];

        // Between two gains of a hundred a rounding of the input is 1e-12 of the output.
        assertThat(sweep.column(column)[k])
            .as("%s at %s V of %s V", column, values[k], supply)
            .isCloseTo(expected, within(1e-10 * Math.abs(expected) + 1e-15));
      }
    }
  }

  /** The size of a sweep's step must not move the voltage where a bistable circuit switches. */
  @Test
  void aSweepStaysOnItsBranchUntilItEnds() throws IOException {
    double rises = switchesAt("0 4 1m");
    double falls = switchesAt("4 0 -1m");

    assertThat(rises).isGreaterThan(falls + 0.1);
    assertThat(switchesAt("0 4 4m")).isCloseTo(rises, within(4.5e-3));
    assertThat(switchesAt("4 0 -4m")).isCloseTo(falls, within(4.5e-3));
  }

  private static double switchesAt(String sweep) throws IOException {
    Table table = table(String.format(TRIGGER, sweep));
    double[] out = table.column("v(out)");
    int at = 1;
    for (int k = 1; k < out.length; k++) {
      if (Math.abs(out[k] - out[k - 1]) > Math.abs(out[at] - out[at - 1])) {
        at = k;
      }
    }
    return table.column("v(v-sweep)")[at];
  }
}
