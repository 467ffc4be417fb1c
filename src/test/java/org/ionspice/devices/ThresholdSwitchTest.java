package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ionspice.parameter.ParameterTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The volatile switch against the closed forms of its relaxation. */
class ThresholdSwitchTest {
  private static ThresholdSwitch device() {
    return ParameterTable.of(ThresholdSwitch.class)
        .build(java.util.Map.of())
        .record()
        .orElseThrow();
  }

  private static double size(double v) {
    return Math.hypot(v, 0.01);
  }

  private static double tau(double v) {
    double z = (size(v) - 0.3) / 0.015;
    return 50e-3 / (Math.exp(z / 1.25) + Math.exp(-z / 5));
  }

  private static double equilibrium(double v) {
    return 1 / (1 + Math.exp(-(size(v) - 0.3) / 0.015));
  }

  @Test
  void relaxesInAMillisecondAtRestAndInNanosecondsAboveItsThreshold() {
    assertThat(1 / device().relaxation().rate(size(0))).isCloseTo(tau(0), within(1e-12));
    assertThat(tau(0)).isCloseTo(1.0464e-3, within(1e-7));
    assertThat(1 / device().relaxation().rate(size(-0.6))).isCloseTo(tau(0.6), within(1e-18));
    assertThat(tau(0.6)).isCloseTo(5.6018e-9, within(1e-13));
    assertThat(device().equilibrium(-0.3)).isCloseTo(equilibrium(0.3), within(1e-15));
  }

  /** x = x_eq + (x(0) - x_eq) exp(-t/tau) gives the delay to one half. */
  @ParameterizedTest
  @CsvSource({"0.35", "-0.4", "0.5", "-0.6"})
  void turnsOnAfterItsDelayForEitherSign(double v) {
    double delay =
        tau(v) * Math.log((equilibrium(v) - equilibrium(0)) / (equilibrium(v) - 0.5));
    Waves waves =
        Waves.of(
            "delay\nV1 a 0 PWL(0 0 1f " + v + ")\nN1 a 0 tsw\n.tran 1n " + 3 * delay
                + "\n.end\n");

    assertThat(waves.at("@n1[x]", delay)).isCloseTo(0.5, within(5e-4));
    assertThat(waves.at("@n1[i]", delay)).isCloseTo(0.5e-3 * v, within(5e-7));
  }

  @Test
  void settlesNearItsThresholdBehindAResistor() {
    Waves waves =
        Waves.of(
            "load\nV1 in 0 PWL(0 0 1u 1)\nR1 in a 100k\nN1 a 0 tsw\n.tran 1u 50m\n.end\n");

    // The divider and x = x_eq(v) together, by bisection.
    double low = 0;
    double high = 1;
    for (int k = 0; k < 100; k++) {
      double v = (low + high) / 2;
      double g = 1e-9 + (1e-3 - 1e-9) * equilibrium(v);
      if (g * v < (1 - v) / 100e3) {
        low = v;
      } else {
        high = v;
      }
    }
    assertThat(waves.at("v(a)", 50e-3)).isCloseTo(low, within(1e-5));
  }

  @Test
  void hasItsAdmittanceInAc() {
    Waves waves =
        Waves.of("ac\nV1 a 0 DC 0.31 AC 1\nN1 a 0 tsw\n.ac dec 2 0.01 100k\n.end\n");

    double x = equilibrium(0.31);
    double g = 1e-9 + (1e-3 - 1e-9) * x;
    double ga = (1e-3 - 1e-9) * 0.31 * x * (1 - x) / 0.015 * 0.31 / size(0.31);
    double[] hertz = waves.table().blocks().get(0).column(0);
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    for (int k = 0; k < hertz.length; k++) {
      double lag = 2 * Math.PI * hertz[k] * tau(0.31);
      double share = 1 / (1 + lag * lag);
      assertThat(-real[k]).isCloseTo(g + ga * share, within(1e-8 * (g + ga)));
      assertThat(-imaginary[k]).isCloseTo(-ga * lag * share, within(1e-8 * (g + ga)));
    }
  }
}
