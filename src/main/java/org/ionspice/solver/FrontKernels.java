package org.ionspice.solver;

/**
 * Dense loops of the fronts: rows of pivots, times factors, taken off rows.
 *
 * <p>Long and short rows go separate ways: the compiler makes vector instructions only of a loop
 * that it has seen run long, and of one that writes to one array.
 */
final class FrontKernels {
  /** Pivots that are taken off at once. */
  static final int GROUP = 8;

  /** Pivots between two passes over the rest of the front, which may not fit in the cache. */
  static final int PANEL = 32;

  /** Length from which a row is worth vector instructions. */
  static final int LONG = 32;

  private FrontKernels() {}

  /** Sets row[j] -= factor * pivot[j] for j in [from, to). */
  static void subtract(double[] row, double factor, double[] pivot, int from, int to) {
    for (int j = from; j < to; j++) {
      row[j] -= factor * pivot[j];
    }
  }

  /**
   * Takes up to eight pivot rows off one long row.
   *
   * @param f rows of the front; {@code count} pivots from {@code first} on
   * @param l their factors, from index {@code at} on
   */
  static void subtractGroup(
      double[] row, double[][] f, int first, int count, double[] l, int at, int from, int to) {
    if (count == GROUP) {
      subtractEight(row, f, first, l, at, from, to);
      return;
    }
    int t = 0;
    for (; t + 3 < count; t += 4) {
      subtractFour(row, f, first + t, l, at + t, from, to);
    }
    for (; t < count; t++) {
      subtract(row, l[at + t], f[first + t], from, to);
    }
  }

  private static void subtractEight(
      double[] row, double[][] f, int first, double[] l, int at, int from, int to) {
    double l0 = l[at];
    double l1 = l[at + 1];
    double l2 = l[at + 2];
    double l3 = l[at + 3];
    double l4 = l[at + 4];
    double l5 = l[at + 5];
    double l6 = l[at + 6];
    double l7 = l[at + 7];
    double[] u0 = f[first];
    double[] u1 = f[first + 1];
    double[] u2 = f[first + 2];
    double[] u3 = f[first + 3];
    double[] u4 = f[first + 4];
    double[] u5 = f[first + 5];
    double[] u6 = f[first + 6];
    double[] u7 = f[first + 7];
    for (int j = from; j < to; j++) {
      row[j] -=
          l0 * u0[j] + l1 * u1[j] + l2 * u2[j] + l3 * u3[j]
              + (l4 * u4[j] + l5 * u5[j] + l6 * u6[j] + l7 * u7[j]);
    }
  }

  private static void subtractFour(
      double[] row, double[][] f, int first, double[] l, int at, int from, int to) {
    double l0 = l[at];
    double l1 = l[at + 1];
    double l2 = l[at + 2];
    double l3 = l[at + 3];
    double[] u0 = f[first];
    double[] u1 = f[first + 1];
    double[] u2 = f[first + 2];
    double[] u3 = f[first + 3];
    for (int j = from; j < to; j++) {
      row[j] -= l0 * u0[j] + l1 * u1[j] + (l2 * u2[j] + l3 * u3[j]);
    }
  }

  /**
   * Takes four pivot rows off two short rows at once, which halves the reads of the pivot rows.
   *
   * @param l factors of the first row, {@code k} those of the second, from index {@code at} on
   */
  static void subtractFromPair(
      double[] row,
      double[] next,
      double[][] f,
      int first,
      double[] l,
      double[] k,
      int at,
      int from,
      int to) {
    double l0 = l[at];
    double l1 = l[at + 1];
    double l2 = l[at + 2];
    double l3 = l[at + 3];
    double k0 = k[at];
    double k1 = k[at + 1];
    double k2 = k[at + 2];
    double k3 = k[at + 3];
    double[] u0 = f[first];
    double[] u1 = f[first + 1];
    double[] u2 = f[first + 2];
    double[] u3 = f[first + 3];
    for (int j = from; j < to; j++) {
      double a0 = u0[j];
      double a1 = u1[j];
      double a2 = u2[j];
      double a3 = u3[j];
      row[j] -= l0 * a0 + l1 * a1 + (l2 * a2 + l3 * a3);
      next[j] -= k0 * a0 + k1 * a1 + (k2 * a2 + k3 * a3);
    }
  }

  /** Adds {@code rows} rows of a, of {@code width} entries from {@code at} on, times factors. */
  static void addRows(
      double[] sum, double[] a, int at, int stride, int width, double[] factors, int first,
      int rows) {
    int t = 0;
    int p = at;
    for (; t + 3 < rows; t += 4) {
      double l0 = factors[first + t];
      double l1 = factors[first + t + 1];
      double l2 = factors[first + t + 2];
      double l3 = factors[first + t + 3];
      int p1 = p + stride;
      int p2 = p1 + stride;
      int p3 = p2 + stride;
      for (int j = 0; j < width; j++) {
        sum[j] += l0 * a[p + j] + l1 * a[p1 + j] + (l2 * a[p2 + j] + l3 * a[p3 + j]);
      }
      p = p3 + stride;
    }
    for (; t < rows; t++) {
      double l0 = factors[first + t];
      for (int j = 0; j < width; j++) {
        sum[j] += l0 * a[p + j];
      }
      p += stride;
    }
  }

  /** Subtracts from x[first + t] the product of row t of a with y, for {@code rows} rows. */
  static void subtractProducts(
      double[] x, int first, int rows, double[] a, int at, int stride, double[] y, int width) {
    int t = 0;
    int p = at;
    for (; t + 3 < rows; t += 4) {
      int p1 = p + stride;
      int p2 = p1 + stride;
      int p3 = p2 + stride;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int j = 0; j < width; j++) {
        double value = y[j];
        s0 += a[p + j] * value;
        s1 += a[p1 + j] * value;
        s2 += a[p2 + j] * value;
        s3 += a[p3 + j] * value;
      }
      x[first + t] -= s0;
      x[first + t + 1] -= s1;
      x[first + t + 2] -= s2;
      x[first + t + 3] -= s3;
      p = p3 + stride;
    }
    for (; t < rows; t++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        sum += a[p + j] * y[j];
      }
      x[first + t] -= sum;
      p += stride;
    }
  }
}
