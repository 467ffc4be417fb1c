package org.ionspice.plot;

import java.util.Arrays;

/** Takes points out of a curve that a screen could not show apart, and none of its extremes. */
public final class Thinning {
  /** First and last point, the extremes along both axes, and a gap. */
  private static final int KEPT = 7;

  private Thinning() {}

  /**
   * Returns x and y with at most {@code most} points: of each of many equal parts the first and the
   * last point and the extremes along both axes, in their order. The arrays themselves are returned
   * when they are short enough.
   */
  public static double[][] of(double[] x, double[] y, int most) {
    int n = x.length;
    if (n <= most) {
      return new double[][] {x, y};
    }
    int parts = Math.max(1, most / KEPT);
    double[] newX = new double[parts * KEPT];
    double[] newY = new double[parts * KEPT];
    int size = 0;
    for (int b = 0; b < parts; b++) {
      int from = (int) ((long) b * n / parts);
      int to = (int) ((long) (b + 1) * n / parts);
      int[] kept = {
        from, to - 1, extreme(x, from, to, 1), extreme(x, from, to, -1),
        extreme(y, from, to, 1), extreme(y, from, to, -1), gap(x, y, from, to)
      };
      Arrays.sort(kept);
      for (int k = 0; k < kept.length; k++) {
        if (k == 0 || kept[k] != kept[k - 1]) {
          newX[size] = x[kept[k]];
          newY[size++] = y[kept[k]];
        }
      }
    }
    return new double[][] {Arrays.copyOf(newX, size), Arrays.copyOf(newY, size)};
  }

  /** Returns where the curve is interrupted; the first place when it is not. */
  private static int gap(double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        return i;
      }
    }
    return from;
  }

  /** Returns where the largest value times {@code sign} is; the first place when all are NaN. */
  private static int extreme(double[] values, int from, int to, int sign) {
    int best = from;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(values[best]) || sign * values[i] > sign * values[best]) {
        best = i;
      }
    }
    return best;
  }
}
