package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against {@link StrictMath}, whose functions are within 2.5 units in the last place. */
final class HyperbolicTest {
  @Test
  void sineAndCosineKeepTheirDigits() {
    for (int k = -2000; k <= 2000; k++) {
      double z = Math.copySign(Math.pow(10, Math.abs(k) / 100.0 - 18.1), k);
      if (Math.abs(z) <= 80) {
        double sinh = StrictMath.sinh(z);
        double cosh = StrictMath.cosh(z);
        assertThat(Hyperbolic.sinh(z)).as("%s", z).isCloseTo(sinh, within(1e-15 * Math.abs(sinh)));
        assertThat(Hyperbolic.cosh(z)).as("%s", z).isCloseTo(cosh, within(1e-15 * cosh));
      }
    }
    assertThat(Hyperbolic.sinh(0)).isZero();
  }

  @Test
  void goesOnAsItsTangentBeyondEighty() {
    double slope = (Hyperbolic.sinh(200) - Hyperbolic.sinh(100)) / 100;

    assertThat(Hyperbolic.cosh(150)).isCloseTo(slope, within(1e-12 * slope));
    assertThat(Hyperbolic.sinh(-200)).isEqualTo(-Hyperbolic.sinh(200));
  }
}
