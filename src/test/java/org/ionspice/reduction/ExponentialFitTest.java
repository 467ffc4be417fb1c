package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Fits of exponentials against exact curves and against scipy 1.17.1's curve_fit and stats.t. */
class ExponentialFitTest {
  private static final double[] X = {1e-3, 2e-3, 5e-3, 10e-3, 20e-3, 50e-3, 100e-3};
  private static final double[] Y = {2.95, 2.71, 2.20, 1.71, 1.27, 1.04, 0.99};

  private static double[] exact(double[] x, double offset, double... termsAndTaus) {
    return Arrays.stream(x)
        .map(
            at -> {
              double y = offset;
              for (int k = 0; k < termsAndTaus.length; k += 2) {
                y += termsAndTaus[k] * Math.exp(-at / termsAndTaus[k + 1]);
              }
              return y;
            })
        .toArray();
  }

  @Test
  void anExactExponentialIsFound() {
    double[] x = {0, 5e-12, 10e-12, 20e-12};
    ExponentialFit fit =
        ExponentialFit.of(x, exact(x, 1.2, 1.9, 8e-12), 1, Double.NaN).orElseThrow();

    assertThat(fit.offset()).isCloseTo(1.2, within(1e-9));
    assertThat(fit.terms().get(0).amplitude()).isCloseTo(1.9, within(1e-9));
    assertThat(fit.terms().get(0).tau()).isCloseTo(8e-12, within(1e-20));
    assertThat(fit.residual()).isLessThan(1e-9);
    assertThat(fit.terms().get(0).tauBound()).isLessThan(1e-19);
    assertThat(fit.at(5e-12)).isCloseTo(1.2 + 1.9 * Math.exp(-5.0 / 8), within(1e-9));
  }

  @Test
  void twoExactExponentialsAreFoundShortestFirst() {
    double[] x = {1e-3, 3e-3, 10e-3, 30e-3, 0.1, 0.3, 1, 3};
    ExponentialFit fit =
        ExponentialFit.of(x, exact(x, 1, 0.5, 0.4, 0.8, 0.02), 2, 1).orElseThrow();

    assertThat(fit.offset()).isEqualTo(1);
    assertThat(fit.terms().get(0).tau()).isCloseTo(0.02, within(1e-8));
    assertThat(fit.terms().get(0).amplitude()).isCloseTo(0.8, within(1e-7));
    assertThat(fit.terms().get(1).tau()).isCloseTo(0.4, within(1e-7));
  }

  @Test
  void aFallingRatioBelowItsEndHasANegativeAmplitude() {
    double[] x = {0, 5, 10, 20};
    ExponentialFit fit = ExponentialFit.of(x, exact(x, 0.9, -0.7, 7.5), 1, Double.NaN).orElseThrow();

    assertThat(fit.terms().get(0).amplitude()).isCloseTo(-0.7, within(1e-9));
    assertThat(fit.terms().get(0).tau()).isCloseTo(7.5, within(1e-8));
  }

  /** curve_fit, then stats.t.ppf(0.975, n - 3) times the root of the covariance. */
  @Test
  void noisyPointsHaveTheConfidenceOfScipy() {
    ExponentialFit fit = ExponentialFit.of(X, Y, 1, Double.NaN).orElseThrow();

    assertThat(fit.offset()).isCloseTo(1.02038066, within(1e-6));
    assertThat(fit.offsetBound()).isCloseTo(0.05736851, within(1e-5));
    assertThat(fit.terms().get(0).amplitude()).isCloseTo(2.135798, within(1e-5));
    assertThat(fit.terms().get(0).amplitudeBound()).isCloseTo(0.09453848, within(1e-5));
    assertThat(fit.terms().get(0).tau()).isCloseTo(8.78788866e-3, within(1e-8));
    assertThat(fit.terms().get(0).tauBound()).isCloseTo(1.02177175e-3, within(1e-7));
    assertThat(fit.residual()).isCloseTo(0.02989220712640905, within(1e-7));
  }

  @Test
  void twoTermsOfNoisyPointsAreThoseOfScipy() {
    ExponentialFit fit = ExponentialFit.of(X, Y, 2, 1).orElseThrow();

    assertThat(fit.terms().get(0).amplitude()).isCloseTo(1.36528304, within(1e-4));
    assertThat(fit.terms().get(0).tau()).isCloseTo(6.05896998e-3, within(1e-6));
    assertThat(fit.terms().get(1).tau()).isCloseTo(15.3599843e-3, within(3e-6));
    assertThat(fit.terms().get(0).tauBound()).isCloseTo(3.78478444e-3, within(3e-6));
  }

  @Test
  void tooFewPointsOrNoChangeIsNoFit() {
    double[] three = {1, 2, 3};

    assertThat(ExponentialFit.of(three, three, 2, 1)).isEmpty();
    assertThat(ExponentialFit.of(three, new double[] {4, 4, 4}, 1, Double.NaN)).isEmpty();
    assertThat(ExponentialFit.of(new double[2], new double[] {1, 2}, 1, 0)).isEmpty();
    // What rises by a square has no end that it tends to.
    double[] five = {1, 2, 3, 4, 5};
    assertThat(ExponentialFit.of(five, new double[] {1, 4, 9, 16, 25}, 1, 0)).isEmpty();
    // As many points as parameters: a curve, but no confidence.
    ExponentialFit fit =
        ExponentialFit.of(three, exact(three, 1, 1, 2), 1, Double.NaN).orElseThrow();
    assertThat(fit.terms().get(0).tau()).isCloseTo(2, within(1e-7));
    assertThat(fit.terms().get(0).tauBound()).isNaN();
  }
}
