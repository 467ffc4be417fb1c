package org.ionspice.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against {@link StrictMath}, whose functions are within one unit in the last place. */
final class SmoothTest {
  /** Three units in the last place of 1. */
  private static final double ROUNDING = 7e-16;

  @Test
  void differenceOfTheExponentialKeepsItsDigits() {
    for (int k = -2000; k <= 2000; k++) {
      double z = Math.copySign(Math.pow(10, Math.abs(k) / 100.0 - 18), k);
      double true1 = StrictMath.expm1(Math.min(z, 80));
      assertThat(Smooth.expm1(Math.min(z, 80)))
          .as("%s", z)
          .isCloseTo(true1, within(ROUNDING * Math.abs(true1)));
    }
    assertThat(Smooth.expm1(0)).isZero();
    assertThat(Smooth.expm1(Double.NaN)).isNaN();
  }

  @Test
  void logarithmNearOneKeepsItsDigits() {
    for (int k = 0; k <= 2000; k++) {
      double z = Math.pow(10, k / 100.0 - 19);
      double exact = StrictMath.log1p(z);
      assertThat(Smooth.log1p(z)).as("%s", z).isCloseTo(exact, within(ROUNDING * exact));
    }
    assertThat(Smooth.log1p(0)).isZero();
  }

  @Test
  void whatSharesADecayIsWhatIsComputedAlone() {
    for (double z = -700; z <= 700; z += 0.37) {
      double decay = Smooth.decay(z);
      double e = StrictMath.exp(-Math.abs(z));
      assertThat(decay).isCloseTo(e, within(ROUNDING * e));
      double softplus = Math.max(z, 0) + StrictMath.log1p(e);
      assertThat(Smooth.softplusOf(z, decay)).isCloseTo(softplus, within(4e-15 * softplus));
      assertThat(Smooth.sigmoidOf(z, decay)).isEqualTo(Smooth.sigmoid(z));
      assertThat(Smooth.sigmoidSlopeOf(decay)).isEqualTo(Smooth.sigmoidSlope(z));
    }
  }

  @Test
  void decayIsLeftOutWhereNothingIsSeenOfIt() {
    for (double z = -60; z <= 60; z += 0.1) {
      double decay = Smooth.decay(z);
      double seen = Smooth.decayBelow(z);
      assertThat(Smooth.softplusOf(z, seen)).isEqualTo(Smooth.softplusOf(z, decay));
      assertThat(Smooth.sigmoidOf(z, seen)).isEqualTo(Smooth.sigmoidOf(z, decay));
    }
  }

  @Test
  void hypotenuseNeitherOverflowsNorVanishes() {
    for (double a : new double[] {0, 1e-200, 3e-9, 0.7, 4e20, 1e200}) {
      for (double b : new double[] {0, 2e-200, 1e-9, 1, 5e19, 3e200}) {
        double exact = StrictMath.hypot(a, b);
        assertThat(Smooth.hypotenuse(-a, b)).isCloseTo(exact, within(ROUNDING * exact));
      }
    }
  }
}
