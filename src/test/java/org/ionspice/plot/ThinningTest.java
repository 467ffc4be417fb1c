package org.ionspice.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThinningTest {
  @Test
  void noExtremeIsLostAndTheOrderStays() {
    int n = 100_000;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = Math.sin(i * 0.01);
    }
    y[33_333] = 7; // One point each, between points that are kept.
    y[66_667] = -8;

    double[][] fewer = Thinning.of(x, y, 4000);

    assertThat(fewer[0].length).isLessThanOrEqualTo(4000);
    assertThat(fewer[1]).contains(7, -8);
    assertThat(fewer[0]).contains(33_333, 66_667, 0, n - 1).isSorted();
  }

  @Test
  void extremesAlongXOfALoopAndInterruptionsStay() {
    int n = 50_000;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Math.cos(i * 2e-4);
      y[i] = Math.sin(i * 2e-4);
    }
    x[12_345] = 3;
    y[23_456] = Double.NaN;

    double[][] fewer = Thinning.of(x, y, 2000);

    assertThat(fewer[0]).contains(3);
    assertThat(java.util.Arrays.stream(fewer[1]).filter(Double::isNaN).count()).isEqualTo(1);
  }

  @Test
  void aShortCurveIsLeftAlone() {
    double[] x = {1, 2, 3};

    assertThat(Thinning.of(x, x, 3)[0]).isSameAs(x);
  }
}
