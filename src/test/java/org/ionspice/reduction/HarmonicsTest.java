package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HarmonicsTest {
  @Test
  void aParabolaOnUnequalStepsIsIntegratedExactly() {
    // t (1 - t) = 1/6 - sum cos(2 pi n t) / (pi n)^2, whatever the steps are.
    double[] ends = {0, 0.1, 0.7, 0.75, 1};
    double[] t = new double[2 * ends.length - 1];
    for (int k = 0; k < t.length; k++) {
      t[k] = k % 2 == 0 ? ends[k / 2] : (ends[k / 2] + ends[k / 2 + 1]) / 2;
    }
    double[] y = java.util.Arrays.stream(t).map(x -> x * (1 - x)).toArray();

    double[][] phasors = Harmonics.of(t, y, 6);

    assertThat(phasors[0][0]).isCloseTo(1.0 / 6, within(1e-14));
    for (int n = 1; n < 6; n++) {
      assertThat(phasors[n][0]).isCloseTo(0, within(1e-9));
      assertThat(phasors[n][1]).isCloseTo(-1 / Math.pow(Math.PI * n, 2), within(1e-9));
    }
  }

  @Test
  void thePhasorIsThatOfASine() {
    double[] t = new double[401];
    double[] y = new double[401];
    for (int k = 0; k <= 400; k++) {
      t[k] = 5 + k / 400.0;
      y[k] = 0.3 + 2 * Math.sin(2 * Math.PI * 3 * (t[k] - 5) + 0.5);
    }

    double[][] phasors = Harmonics.of(t, y, 4);

    assertThat(phasors[0][0]).isCloseTo(0.3, within(1e-9));
    assertThat(phasors[3][0]).isCloseTo(2 * Math.cos(0.5), within(1e-5));
    assertThat(phasors[3][1]).isCloseTo(2 * Math.sin(0.5), within(1e-5));
  }

  @Test
  void anEvenNumberOfSamplesIsAMistake() {
    assertThatThrownBy(() -> Harmonics.of(new double[4], new double[4], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
