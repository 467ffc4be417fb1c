package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DashesTest {
  private static double drawn(Curve curve) {
    double sum = 0;
    for (int k = 1; k < curve.x().length; k++) {
      double step =
          Math.hypot(curve.x()[k] - curve.x()[k - 1], curve.y()[k] - curve.y()[k - 1]);
      sum += Double.isNaN(step) ? 0 : step;
    }
    return sum;
  }

  @Test
  void dashesAreAsLongWhetherPointsAreManyOrFew() {
    double[] few = {0, 1};
    double[] many = new double[2001];
    for (int k = 0; k < many.length; k++) {
      many[k] = k / 2000.0;
    }

    Curve ofFew = Dashes.of(new Curve("", few, few), 1, 1);
    Curve ofMany = Dashes.of(new Curve("", many, many), 1, 1);

    // 0.012 of every 0.021 is drawn.
    assertThat(drawn(ofFew)).isCloseTo(Math.sqrt(2) * 12 / 21, within(0.012));
    assertThat(drawn(ofMany)).isCloseTo(drawn(ofFew), within(1e-9));
  }

  @Test
  void aGapOfTheCurveStaysOne() {
    double[] x = {0, 0.1, Double.NaN, 0.9, 1};

    Curve dashes = Dashes.of(new Curve("", x, x), 1, 1);

    for (double at : dashes.x()) {
      assertThat(Double.isNaN(at) || at <= 0.1 + 1e-12 || at >= 0.9).isTrue();
    }
  }
}
