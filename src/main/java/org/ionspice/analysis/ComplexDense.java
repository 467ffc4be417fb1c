package org.ionspice.analysis;

/** A small dense complex matrix by rows, real and imaginary parts apart. Mutable. */
final class ComplexDense {
  /** A pivot this much below the largest entry of its matrix is rounding. */
  private static final double SMALLEST_PIVOT = 1e-13;

  final int n;
  final double[] re;
  final double[] im;

  ComplexDense(int n) {
    this.n = n;
    re = new double[n * n];
    im = new double[n * n];
  }

  void set(int row, int column, double real, double imaginary) {
    re[row * n + column] = real;
    im[row * n + column] = imaginary;
  }

  /** Returns X with X B = A, or a matrix of NaN when B is singular; neither is changed. */
  static ComplexDense quotient(ComplexDense a, ComplexDense b) {
    // By transposition B' X' = A'.
    ComplexDense m = b.transposed();
    ComplexDense x = a.transposed();
    return m.solve(x) ? x.transposed() : undefined(a.n);
  }

  private static ComplexDense undefined(int n) {
    ComplexDense none = new ComplexDense(n);
    java.util.Arrays.fill(none.re, Double.NaN);
    java.util.Arrays.fill(none.im, Double.NaN);
    return none;
  }

  private ComplexDense transposed() {
    ComplexDense t = new ComplexDense(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        t.set(j, i, re[i * n + j], im[i * n + j]);
      }
    }
    return t;
  }

  /** Eliminates with row exchanges, in place; returns whether the matrix is regular. */
  private boolean solve(ComplexDense x) {
    double largest = 0;
    for (int k = 0; k < re.length; k++) {
      largest = Math.max(largest, Math.hypot(re[k], im[k]));
    }
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        best = size(i, k) > size(best, k) ? i : best;
      }
      if (!(size(best, k) > SMALLEST_PIVOT * largest)) {
        return false;
      }
      exchange(k, best);
      x.exchange(k, best);
      for (int i = k + 1; i < n; i++) {
        double[] factor = divide(re[i * n + k], im[i * n + k], re[k * n + k], im[k * n + k]);
        subtract(i, k, factor);
        x.subtract(i, k, factor);
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = 0; j < n; j++) {
        double[] value =
            divide(x.re[k * n + j], x.im[k * n + j], re[k * n + k], im[k * n + k]);
        x.set(k, j, value[0], value[1]);
      }
      for (int i = 0; i < k; i++) {
        x.subtract(i, k, new double[] {re[i * n + k], im[i * n + k]});
      }
    }
    return true;
  }

  private double size(int i, int j) {
    return Math.hypot(re[i * n + j], im[i * n + j]);
  }

  private void exchange(int a, int b) {
    for (int j = 0; a != b && j < n; j++) {
      double t = re[a * n + j];
      re[a * n + j] = re[b * n + j];
      re[b * n + j] = t;
      t = im[a * n + j];
      im[a * n + j] = im[b * n + j];
      im[b * n + j] = t;
    }
  }

  /** Takes {@code factor} times row k from row i. */
  private void subtract(int i, int k, double[] factor) {
    for (int j = 0; j < n; j++) {
      double a = re[k * n + j];
      double b = im[k * n + j];
      re[i * n + j] -= factor[0] * a - factor[1] * b;
      im[i * n + j] -= factor[0] * b + factor[1] * a;
    }
  }

  private static double[] divide(double a, double b, double c, double d) {
    // Scaled by the divisor's size, so that no square overflows.
    double size = Math.hypot(c, d);
    double x = c / size;
    double y = d / size;
    return new double[] {(a * x + b * y) / size, (b * x - a * y) / size};
  }
}
