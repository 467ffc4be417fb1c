package org.ionspice.solver;

/** LU of the few states of one device, dense and by rows, in arrays that others own. */
final class SmallLu {
  /** A pivot may be this much smaller than the largest entry of its row. */
  static final double SMALLEST_PIVOT = 1e-9;

  private SmallLu() {}

  /** LU with row exchanges of a small dense matrix, in place; false when singular. */
  static boolean decompose(double[] a, int[] pivots, int m) {
    for (int k = 0; k < m; k++) {
      int best = k;
      double size = 0;
      for (int i = k; i < m; i++) {
        if (Math.abs(a[i * m + k]) > size) {
          size = Math.abs(a[i * m + k]);
          best = i;
        }
      }
      double row = 0;
      for (int j = 0; j < m; j++) {
        row = Math.max(row, Math.abs(a[best * m + j]));
      }
      if (!(size > SMALLEST_PIVOT * row) || Double.isInfinite(size)) {
        return false;
      }
      pivots[k] = best;
      if (best != k) {
        for (int j = 0; j < m; j++) {
          double t = a[k * m + j];
          a[k * m + j] = a[best * m + j];
          a[best * m + j] = t;
        }
      }
      for (int i = k + 1; i < m; i++) {
        double factor = a[i * m + k] / a[k * m + k];
        a[i * m + k] = factor;
        for (int j = k + 1; j < m; j++) {
          a[i * m + j] -= factor * a[k * m + j];
        }
      }
    }
    return true;
  }

  /** Replaces b by the solution of A x = b. */
  static void substitute(double[] a, int[] pivots, int m, double[] b) {
    for (int k = 0; k < m; k++) {
      double t = b[pivots[k]];
      b[pivots[k]] = b[k];
      b[k] = t;
    }
    for (int i = 1; i < m; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= a[i * m + j] * b[j];
      }
    }
    for (int i = m - 1; i >= 0; i--) {
      for (int j = i + 1; j < m; j++) {
        b[i] -= a[i * m + j] * b[j];
      }
      b[i] /= a[i * m + i];
    }
  }

  /** Replaces b by the solution of transposed(A) x = b. */
  static void substituteTransposed(double[] a, int[] pivots, int m, double[] b) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= a[j * m + i] * b[j];
      }
      b[i] /= a[i * m + i];
    }
    for (int i = m - 1; i >= 0; i--) {
      for (int j = i + 1; j < m; j++) {
        b[i] -= a[j * m + i] * b[j];
      }
    }
    for (int k = m - 1; k >= 0; k--) {
      double t = b[pivots[k]];
      b[pivots[k]] = b[k];
      b[k] = t;
    }
  }
}
