package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against the dimensionless pair of FitzHugh (1961). Periods and ranges were computed with
 * scipy (LSODA, rtol 1e-10) from (-1.2, -0.62), independent of this program.
 */
class FitzHughNagumoTest {
  @Test
  void restsWhereTheNullclinesCross() {
    Waves waves = Waves.of("rest\nI1 0 m DC 0\nN1 m 0 fhn\n.op\n.end\n");

    double v = waves.column("v(m)")[0];
    double w = waves.column("@n1[w]")[0];
    // v - v^3/3 - w = 0 and v + 0.7 = 0.8 w, solved with scipy (brentq).
    assertThat(v).isCloseTo(-1.19941, within(5.1e-6));
    assertThat(w).isCloseTo(-0.62426, within(5.1e-6));
    assertThat(v - v * v * v / 3 - w).isCloseTo(0, within(1e-9));
    assertThat(v + 0.7 - 0.8 * w).isCloseTo(0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.35, 45.6104, -1.98678, 1.79023",
    "0.5, 39.4746, -1.97041, 1.85212",
    "1, 36.6986, -1.903, 1.93987"
  })
  void firesWithThePeriodOfTheLimitCycle(double drive, double period, double low, double high) {
    Waves waves =
        Waves.of("cycle\nI1 0 m DC " + drive + "\nN1 m 0 fhn\n.tran 1 500 200 uic\n.end\n");

    assertThat(waves.period("v(m)", 0)).isCloseTo(period, within(2e-3 * period));
    assertThat(waves.least("v(m)")).isCloseTo(low, within(1e-3 * (high - low)));
    assertThat(waves.most("v(m)")).isCloseTo(high, within(1e-3 * (high - low)));
  }

  @Test
  void scalesTurnItIntoACircuit() {
    // 100 mV, 1 nA, 1 ms: cm = 10 pF, the same orbit.
    Waves waves =
        Waves.of(
            "scaled\nI1 0 m DC 0.5n\nN1 m 0 fhn vs=0.1 is=1n ts=1m\n"
                + ".tran 1m 500m 200m uic\n.end\n");

    assertThat(waves.period("v(m)", 0)).isCloseTo(39.4746e-3, within(2e-3 * 39.4746e-3));
    assertThat(waves.most("v(m)")).isCloseTo(0.185212, within(4e-4));
  }

  @Test
  void isAnInductorBehindANegativeConductanceForSmallSignals() {
    double v0 = -1.0;
    Waves waves =
        Waves.of("ac\nV1 m 0 DC " + v0 + " AC 1\nN1 m 0 fhn\n.ac dec 5 1m 10\n.end\n");

    double[] hertz = waves.column("frequency");
    double[] real = waves.column("i(v1)");
    double[] imaginary = waves.imaginary("i(v1)");
    for (int k = 0; k < hertz.length; k++) {
      // Closed form: Y = (v^2 - 1) + eps / (b eps + j omega) + j omega.
      double omega = 2 * Math.PI * hertz[k];
      double lag = 0.064 * 0.064 + omega * omega;
      double g = v0 * v0 - 1 + 0.08 * 0.064 / lag;
      double b = omega - 0.08 * omega / lag;
      double scale = 1e-8 * Math.hypot(g, b);
      assertThat(-real[k]).isCloseTo(g, within(scale));
      assertThat(-imaginary[k]).isCloseTo(b, within(scale));
    }
  }
}
