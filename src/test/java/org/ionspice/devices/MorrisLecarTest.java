package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Hopf set of Rinzel and Ermentrout. Periods and ranges were computed with scipy (LSODA, rtol
 * 1e-9) from (-10 mV, 0.2), independent of this program.
 */
class MorrisLecarTest {
  private static String driven(double current, String more) {
    return "driven\nI1 0 m DC " + current + "u\nN1 m 0 mlecar v0=-10m w0=0.2 " + more + "\n";
  }

  @Test
  void restsAtItsOnlyEquilibrium() {
    Waves waves = Waves.of("rest\nI1 0 m DC 0\nN1 m 0 mlecar\n.op\n.end\n");

    // scipy (brentq) of the steady current.
    assertThat(waves.column("v(m)")[0]).isCloseTo(-60.8554e-3, within(6e-8));
    assertThat(waves.column("@n1[w]")[0]).isCloseTo(0.014915, within(6e-7));
    double sum =
        waves.column("@n1[il]")[0] + waves.column("@n1[ica]")[0] + waves.column("@n1[ik]")[0];
    assertThat(sum).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "90, 102.727, -51.9364, 30.8075",
    "100, 85.2906, -50.3361, 33.3258",
    "150, 66.1618, -42.5441, 35.2593",
    "200, 65.6191, -33.794, 34.6455"
  })
  void firesWithThePeriodOfTheLimitCycle(double current, double period, double low, double high) {
    Waves waves = Waves.of(driven(current, "") + ".tran 1m 2 1 uic\n.end\n");

    assertThat(1e3 * waves.period("v(m)", 0)).isCloseTo(period, within(2e-3 * period));
    assertThat(1e3 * waves.least("v(m)")).isCloseTo(low, within(1e-3 * (high - low)));
    assertThat(1e3 * waves.most("v(m)")).isCloseTo(high, within(1e-3 * (high - low)));
  }

  @ParameterizedTest
  @CsvSource({"80, -29.9662", "220, 8.50761"})
  void isQuietOutsideTheRangeOfFiring(double current, double millivolts) {
    Waves waves = Waves.of(driven(current, "") + ".tran 1m 3 2.5 uic\n.end\n");

    assertThat(1e3 * waves.least("v(m)")).isCloseTo(millivolts, within(0.05));
    assertThat(1e3 * waves.most("v(m)")).isCloseTo(millivolts, within(0.05));
  }

  @Test
  void aSmallPatchFiresAsTheWholeDoes() {
    // A thousandth of a square centimetre and of the current.
    Waves waves = Waves.of(driven(0.1, "area=1m") + ".tran 1m 1 0.5 uic\n.end\n");

    assertThat(1e3 * waves.period("v(m)", 0)).isCloseTo(85.2906, within(0.17));
  }

  @Test
  void showsAnInductorForSmallSignals() {
    double v = -0.02;
    Waves waves =
        Waves.of("ac\nV1 m 0 DC " + v + " AC 1\nN1 m 0 mlecar\n.ac dec 3 0.1 10k\n.end\n");

    double[] hertz = waves.column("frequency");
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    // Closed form with the printed hyperbolic functions.
    double m = 0.5 * (1 + Math.tanh((v + 1.2e-3) / 18e-3));
    double mSlope = 0.5 / 18e-3 / Math.pow(Math.cosh((v + 1.2e-3) / 18e-3), 2);
    double w = 0.5 * (1 + Math.tanh((v - 2e-3) / 30e-3));
    double wSlope = 0.5 / 30e-3 / Math.pow(Math.cosh((v - 2e-3) / 30e-3), 2);
    double tau = 1e-3 / (0.04 * Math.cosh((v - 2e-3) / 60e-3));
    double fast = 2e-3 + 4.4e-3 * (m + mSlope * (v - 0.12)) + 8e-3 * w;
    double slow = 8e-3 * wSlope * (v + 0.084);
    for (int k = 0; k < hertz.length; k++) {
      double omega = 2 * Math.PI * hertz[k];
      double lag = 1 + omega * tau * omega * tau;
      double g = fast + slow / lag;
      double b = omega * 20e-6 - slow * omega * tau / lag;
      double scale = 1e-8 * Math.hypot(g, b);
      assertThat(-real[k]).isCloseTo(g, within(scale));
      assertThat(-imaginary[k]).isCloseTo(b, within(scale));
    }
  }
}
