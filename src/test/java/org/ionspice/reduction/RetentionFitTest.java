package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RetentionFitTest {
  @Test
  void aStretchedExponentialIsFound() {
    double[] t = new double[17];
    for (int k = 0; k < t.length; k++) {
      t[k] = 1e-3 * Math.pow(10, k / 4.0);
    }
    double[] y = Arrays.stream(t).map(s -> 0.2 + 0.7 * Math.exp(-Math.sqrt(s / 0.3))).toArray();

    RetentionFit fit = RetentionFit.of(t, y).orElseThrow();

    assertThat(fit.beta()).isCloseTo(0.5, within(1e-6));
    assertThat(fit.tau()).isCloseTo(0.3, within(1e-6));
    assertThat(fit.end()).isCloseTo(0.2, within(1e-6));
    assertThat(fit.amplitude()).isCloseTo(0.7, within(1e-6));
    assertThat(fit.residual()).isLessThan(1e-7);
    assertThat(fit.at(0.3)).isCloseTo(0.2 + 0.7 / Math.E, within(1e-6));
  }

  @Test
  void aPlainExponentialHasAnExponentOfOne() {
    double[] t = {0.01, 0.03, 0.1, 0.3, 1, 3};
    double[] y = Arrays.stream(t).map(s -> 3 - 2 * Math.exp(-s / 0.2)).toArray();

    RetentionFit fit = RetentionFit.of(t, y).orElseThrow();

    assertThat(fit.beta()).isCloseTo(1, within(1e-7));
    assertThat(fit.tau()).isCloseTo(0.2, within(1e-7));
    assertThat(fit.amplitude()).isCloseTo(-2, within(1e-7));
  }

  @Test
  void fewPointsAreNoFit() {
    assertThat(RetentionFit.of(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1})).isEmpty();
  }
}
