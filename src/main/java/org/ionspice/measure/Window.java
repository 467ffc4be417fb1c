package org.ionspice.measure;

import java.util.Arrays;

/**
 * The part of a wave between two values of the scale, its ends interpolated.
 *
 * <p>The scale may rise, fall or turn; each segment counts with its positive length.
 */
final class Window {
  private final double[] from;
  private final double[] to;
  private final double[] start;
  private final double[] end;
  private int size;

  Window(double[] at, double[] y, double low, double high) {
    int most = Math.max(1, at.length - 1);
    from = new double[most];
    to = new double[most];
    start = new double[most];
    end = new double[most];
    for (int i = 1; i < at.length; i++) {
      double a = Math.max(low, Math.min(at[i - 1], at[i]));
      double b = Math.min(high, Math.max(at[i - 1], at[i]));
      if (a > b) {
        continue;
      }
      boolean rises = at[i] >= at[i - 1];
      from[size] = rises ? a : b;
      to[size] = rises ? b : a;
      start[size] = between(at[i - 1], y[i - 1], at[i], y[i], from[size]);
      // Segments of no length (a jump) keep both values, so an extremum there is seen.
      end[size] = at[i] == at[i - 1] ? y[i] : between(at[i - 1], y[i - 1], at[i], y[i], to[size]);
      size++;
    }
    if (at.length == 1 && at[0] >= low && at[0] <= high) {
      from[0] = at[0];
      to[0] = at[0];
      start[0] = y[0];
      end[0] = y[0];
      size = 1;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the length of the scale covered. */
  double length() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.abs(to[i] - from[i]);
    }
    return sum;
  }

  /** Returns the integral of the piecewise linear wave. */
  double integral() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.abs(to[i] - from[i]) * (start[i] + end[i]) / 2;
    }
    return sum;
  }

  /** Returns the integral of its square, exact for the piecewise linear wave. */
  double squareIntegral() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double a = start[i];
      double b = end[i];
      sum += Math.abs(to[i] - from[i]) * (a * a + a * b + b * b) / 3;
    }
    return sum;
  }

  /** Returns {place, value} of the largest value, the first of equals. */
  double[] largest() {
    double[] best = {from[0], start[0]};
    for (int i = 0; i < size; i++) {
      if (start[i] > best[1]) {
        best = new double[] {from[i], start[i]};
      }
      if (end[i] > best[1]) {
        best = new double[] {to[i], end[i]};
      }
    }
    return best;
  }

  /** Returns {place, value} of the smallest value, the first of equals. */
  double[] smallest() {
    double[] best = {from[0], start[0]};
    for (int i = 0; i < size; i++) {
      if (start[i] < best[1]) {
        best = new double[] {from[i], start[i]};
      }
      if (end[i] < best[1]) {
        best = new double[] {to[i], end[i]};
      }
    }
    return best;
  }

  /** Returns the mean; of a single point, its value. */
  double mean() {
    double length = length();
    return length > 0 ? integral() / length : start[0];
  }

  /** Returns the root of the mean square; of a single point, its magnitude. */
  double rms() {
    double length = length();
    return length > 0 ? Math.sqrt(squareIntegral() / length) : Math.abs(start[0]);
  }

  /** Returns the first value at {@code place}, NaN when the scale does not get there. */
  static double value(double[] at, double[] y, double place) {
    for (int i = 0; i < at.length; i++) {
      if (at[i] == place) {
        return y[i];
      }
      if (i > 0 && at[i - 1] < place == place < at[i]) {
        return between(at[i - 1], y[i - 1], at[i], y[i], place);
      }
    }
    return Double.NaN;
  }

  /** Returns the slopes in all points by the parabola through three neighbours. */
  static double[] slopes(double[] at, double[] y) {
    int n = at.length;
    double[] slope = new double[n];
    if (n < 3) {
      Arrays.fill(slope, n == 2 ? (y[1] - y[0]) / (at[1] - at[0]) : Double.NaN);
      return slope;
    }
    for (int i = 1; i < n - 1; i++) {
      double h = at[i] - at[i - 1];
      double k = at[i + 1] - at[i];
      double before = (y[i] - y[i - 1]) / h;
      double after = (y[i + 1] - y[i]) / k;
      slope[i] = (before * k + after * h) / (h + k);
      if (i == 1) {
        slope[0] = 2 * before - slope[1];
      }
      if (i == n - 2) {
        slope[n - 1] = 2 * after - slope[i];
      }
    }
    return slope;
  }

  private static double between(double a, double ya, double b, double yb, double at) {
    return a == b || at == a ? ya : at == b ? yb : ya + (yb - ya) * (at - a) / (b - a);
  }
}
