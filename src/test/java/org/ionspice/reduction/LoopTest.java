package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final int N = 4000;

  private static double[] cycle(DoubleUnaryOperator of) {
    double[] y = new double[N + 1];
    for (int k = 0; k <= N; k++) {
      y[k] = of.applyAsDouble(2 * Math.PI * (k % N) / N);
    }
    return y;
  }

  /** Reads the loop of u = sin s and a response given over s. */
  private static Loop loop(DoubleUnaryOperator response) {
    return Loop.of(cycle(Math::sin), cycle(response), false, 1e-4);
  }

  @Test
  void aCapacitorGoesRoundClockwiseOnce() {
    // i = c cos s at u = sin s: the integral of i du is pi c.
    Loop loop = loop(s -> 2 * Math.cos(s));

    assertThat(loop.lobes()).hasSize(1);
    assertThat(loop.lobes().get(0).direction()).startsWith("clockwise");
    assertThat(loop.area()).isCloseTo(2 * Math.PI, within(1e-5));
    assertThat(loop.crossings()).isEmpty();
    assertThat(loop.upAtZero()).isCloseTo(2, within(1e-6));
    assertThat(loop.downAtZero()).isCloseTo(-2, within(1e-6));
  }

  @Test
  void anInductorGoesRoundTheOtherWay() {
    Loop loop = loop(s -> -Math.cos(s));

    assertThat(loop.lobes().get(0).direction()).startsWith("counter-clockwise");
    assertThat(loop.area()).isCloseTo(-Math.PI, within(1e-5));
  }

  @Test
  void aFigureOfEightHasTwoLobesOfOppositeDirection() {
    // i = sin 2s: each lobe encloses 4/3, and they cross at the origin.
    Loop loop = loop(s -> Math.sin(2 * s));

    assertThat(loop.lobes()).hasSize(2);
    assertThat(loop.lobes().get(0).area()).isCloseTo(-4.0 / 3, within(1e-5));
    assertThat(loop.lobes().get(1).area()).isCloseTo(4.0 / 3, within(1e-5));
    assertThat(loop.area()).isCloseTo(0, within(1e-9));
    assertThat(loop.crossings()).hasSize(1);
    assertThat(loop.crossings().get(0).crosses()).isTrue();
    assertThat(loop.crossings().get(0).drive()).isCloseTo(0, within(1e-9));
    assertThat(loop.crossings().get(0).response()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aPinchedLoopThatDoesNotCrossTouches() {
    // i = |sin s| cos s: both lobes go clockwise, 2/3 each, and touch at the origin.
    Loop loop = loop(s -> Math.abs(Math.sin(s)) * Math.cos(s));

    assertThat(loop.lobes()).hasSize(2);
    assertThat(loop.lobes()).allMatch(l -> Math.abs(l.area() - 2.0 / 3) < 1e-4);
    assertThat(loop.crossings()).hasSize(1);
    assertThat(loop.crossings().get(0).crosses()).isFalse();
    assertThat(loop.crossings().get(0).drive()).isCloseTo(0, within(1e-3));
  }

  @Test
  void aLineHasNoLobe() {
    Loop loop = loop(s -> 3 * Math.sin(s));

    assertThat(loop.lobes()).isEmpty();
    assertThat(loop.area()).isZero();
    assertThat(loop.rectification()).isCloseTo(1, within(1e-9));
  }

  @Test
  void theCycleMayBeginAnywhereAndTheDriveBeTheCurrent() {
    // u = cos s drives i through a capacitor's quarter-turn; as a current-driven loop the same
    // points enclose the same area with the same sign.
    double[] u = cycle(s -> 2 * Math.sin(s + 1));
    double[] i = cycle(s -> Math.cos(s + 1));

    assertThat(Loop.of(u, i, false, 1e-4).area()).isCloseTo(2 * Math.PI, within(1e-5));
    assertThat(Loop.of(i, u, true, 1e-4).area()).isCloseTo(2 * Math.PI, within(1e-5));
  }

  @Test
  void branchesAreComparedAtOneDrive() {
    // i = sin s (2 - cos s): at u = 1/2 the branches are (2 -+ sqrt(3)/2)/2.
    double[] u = cycle(Math::sin);
    double[] i = cycle(s -> Math.sin(s) * (2 - Math.cos(s)));
    double root = Math.sqrt(3) / 2;

    assertThat(Loop.onOff(u, i, 0.5)).isCloseTo((2 + root) / (2 - root), within(1e-5));
    assertThat(Loop.onOff(u, i, 1.5)).isNaN();
  }

  @Test
  void rectificationComparesTheEnds() {
    Loop loop = loop(s -> Math.exp(Math.sin(s)) - 1);

    // (e - 1) / (1 - 1/e) = e
    assertThat(loop.rectification()).isCloseTo(Math.E, within(1e-6));
  }
}
