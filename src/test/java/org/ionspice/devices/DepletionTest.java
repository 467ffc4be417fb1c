package org.ionspice.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DepletionTest {
  private static final double ZERO_BIAS = 3e-12;
  private static final double POTENTIAL = 0.8;
  private static final double M = 0.33;
  private static final double FC = 0.5;

  private final Depletion law = new Depletion(ZERO_BIAS, POTENTIAL, M, FC);

  @Test
  void theChargeKeepsItsDigitsNearZeroVolts() {
    for (double u = 1e-12; u < 8; u *= 1.7) {
      for (double v : new double[] {-u, Math.min(u, 0.399)}) {
        // The closed form, without the rounding of its difference.
        double expected =
            -ZERO_BIAS * POTENTIAL / (1 - M) * Math.expm1((1 - M) * Math.log1p(-v / POTENTIAL));

        // From a 32nd of the potential on the difference of two terms loses six bits.
        assertThat(law.charge(v)).isCloseTo(expected, within(3e-14 * Math.abs(expected)));
      }
    }
  }

  @Test
  void theCapacitanceGoesStraightAboveTheCorner() {
    double corner = FC * POTENTIAL;
    double atCorner = ZERO_BIAS * Math.pow(1 - FC, -M);
    double slope = ZERO_BIAS * M / POTENTIAL * Math.pow(1 - FC, -M - 1);

    assertThat(law.capacitance(0.7))
        .isCloseTo(atCorner + slope * (0.7 - corner), within(1e-14 * atCorner));
    double way = 0.7 - corner;
    double below = law.charge(corner - 1e-15);
    assertThat(law.charge(0.7))
        .isCloseTo(below + atCorner * way + slope * way * way / 2, within(1e-13 * below));
  }

  @Test
  void withoutCapacitanceThereIsNoCharge() {
    Depletion none = new Depletion(0, POTENTIAL, M, FC);

    assertThat(none.capacitance(-3)).isZero();
    assertThat(none.charge(-3)).isZero();
    assertThat(none.charge(0.7)).isZero();
  }
}
