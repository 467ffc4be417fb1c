package org.ionspice.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightUpdateTest {
  private static double[] curve(int n, double a, double first, double last) {
    double b = (last - first) / (1 - Math.exp(-n / a));
    return IntStream.rangeClosed(0, n)
        .mapToDouble(k -> first + b * (1 - Math.exp(-k / a)))
        .toArray();
  }

  @Test
  void itsOwnCurveIsFound() {
    WeightUpdate up = WeightUpdate.of(curve(50, 12, 1e-6, 9e-6));
    WeightUpdate late = WeightUpdate.of(curve(50, -12, 9e-6, 1e-6));

    assertThat(up.a()).isCloseTo(12, within(1e-6));
    assertThat(late.a()).isCloseTo(-12, within(1e-6));
    assertThat(late.label()).isCloseTo(-up.label(), within(1e-9));
    assertThat(up.at(7, 50, 1e-6, 9e-6)).isCloseTo(curve(50, 12, 1e-6, 9e-6)[7], within(1e-12));
  }

  /**
   * scipy 1.17.1 curve_fit of (1 - exp(-k x))/(1 - exp(-k)) on the inner points, A = N/k, its bound by
   * stats.t; the label from the curve's distance in numpy.
   */
  @Test
  void noisyPointsAreFittedAsByScipy() {
    WeightUpdate up =
        WeightUpdate.of(new double[] {1, 3.1, 4.6, 5.9, 6.7, 7.4, 7.9, 8.2, 8.6, 8.8, 9.0});

    assertThat(up.a()).isCloseTo(3.6108300867292122, within(1e-6));
    assertThat(up.aBound()).isCloseTo(0.09293400021016605, within(1e-5));
    assertThat(up.label()).isCloseTo(3.1780582178227146, within(1e-6));
  }

  /** A/N and label from the table in NeuroSim's documents/Nonlinearity-NormA.htm, version 3.0. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 126.269, 1e-5", "0.1, 12.6258, 1e-5", "1.5, 0.825164, 1e-5", "3.01, 0.3853, 1e-3",
    "6.01, 0.1351, 1e-3", "7.51, 0.0702, 2e-3"
  })
  void theLabelIsNeuroSims(double label, double a, double tolerance) {
    assertThat(WeightUpdate.label(1 / a)).isCloseTo(label, within(tolerance));
    assertThat(WeightUpdate.label(-1 / a)).isCloseTo(-label, within(tolerance));
  }

  @Test
  void aStraightLineHasNoNonlinearityAndNoChangeNoFit() {
    assertThat(WeightUpdate.of(new double[] {1, 2, 3, 4, 5}).label()).isCloseTo(0, within(1e-6));
    assertThat(WeightUpdate.of(new double[] {1, 1, 1}).a()).isNaN();
  }
}
