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
