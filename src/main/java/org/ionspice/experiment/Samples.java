package org.ionspice.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * Keeps one quantity of a transient in windows of time, and reads numbers off them. Mutable; used for
 * one run.
 */
final class Samples implements ResultSink {
  /** A window from its first to its last time, s; equal for a point. */
  record Window(double from, double to) {}

  private final List<Window> windows;
  private final double[][] times;
  private final double[][] values;
  private final int[] counts;
  private int current;

  /** Makes room for windows that follow each other without overlap; they may share ends. */
  Samples(List<Window> windows) {
    this.windows = List.copyOf(windows);
    times = new double[windows.size()][4];
    values = new double[windows.size()][4];
    counts = new int[windows.size()];
  }

  @Override
  public void begin(Header header) {
    // The caller knows what the column is.
  }

  @Override
  public void block(double[] stepValues) {
    // One run is one block.
  }

  @Override
  public void row(double[] row) {
    double t = row[0];
    while (current < windows.size() && windows.get(current).to() < t) {
      current++;
    }
    for (int k = current; k < windows.size() && windows.get(k).from() <= t; k++) {
      keep(k, t, row[1]);
    }
  }

  private void keep(int k, double t, double value) {
    if (counts[k] == times[k].length) {
      times[k] = Arrays.copyOf(times[k], 2 * counts[k]);
      values[k] = Arrays.copyOf(values[k], 2 * counts[k]);
    }
    times[k][counts[k]] = t;
    values[k][counts[k]++] = value;
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /** Returns the value at the end of a window. */
  double last(int window) {
    if (counts[window] == 0) {
      throw new IllegalStateException("no step ended at " + windows.get(window));
    }
    return values[window][counts[window] - 1];
  }

  /** Returns the value of largest magnitude. */
  double peak(int window) {
    double peak = last(window);
    for (int i = 0; i < counts[window]; i++) {
      if (Math.abs(values[window][i]) > Math.abs(peak)) {
        peak = values[window][i];
      }
    }
    return peak;
  }

  /** Returns the value farthest from {@code level}. */
  double farthest(int window, double level) {
    double found = last(window);
    for (int i = 0; i < counts[window]; i++) {
      if (Math.abs(values[window][i] - level) > Math.abs(found - level)) {
        found = values[window][i];
      }
    }
    return found;
  }

  /**
   * Returns the mean over a window in which nothing jumps, from parabolas through three neighbouring
   * points: exact for cubics on equal steps.
   */
  double mean(int window) {
    double[] t = Arrays.copyOf(times[window], counts[window]);
    double[] y = Arrays.copyOf(values[window], counts[window]);
    int n = t.length;
    if (n == 1) {
      return y[0];
    }
    double sum = 0;
    List<Integer> keep = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (i == 0 || t[i] > t[i - 1]) {
        keep.add(i);
      }
    }
    int m = keep.size();
    for (int s = 0; s + 1 < m; s++) {
      double left = s > 0 ? piece(t, y, keep, s - 1, s) : Double.NaN;
      double right = s + 2 < m ? piece(t, y, keep, s, s) : Double.NaN;
      double line =
          (t[keep.get(s + 1)] - t[keep.get(s)]) * (y[keep.get(s + 1)] + y[keep.get(s)]) / 2;
      sum +=
          m == 2
              ? line
              : Double.isNaN(left) ? right : Double.isNaN(right) ? left : (left + right) / 2;
    }
    return sum / (t[keep.get(m - 1)] - t[keep.get(0)]);
  }

  /** Returns the integral over step {@code s} of the parabola through the points from {@code k} on. */
  private static double piece(double[] t, double[] y, List<Integer> keep, int k, int s) {
    double a = t[keep.get(k)];
    double b = t[keep.get(k + 1)];
    double c = t[keep.get(k + 2)];
    double slope = (y[keep.get(k + 1)] - y[keep.get(k)]) / (b - a);
    double bend = ((y[keep.get(k + 2)] - y[keep.get(k + 1)]) / (c - b) - slope) / (c - a);
    double from = t[keep.get(s)] - a;
    double to = t[keep.get(s + 1)] - a;
    double w = b - a;
    double y0 = y[keep.get(k)];
    return integral(y0, slope, bend, w, to) - integral(y0, slope, bend, w, from);
  }

  /** Integral from zero to u of y0 + slope u + bend u (u - w). */
  private static double integral(double y0, double slope, double bend, double w, double u) {
    return u * (y0 + u * (slope / 2 + bend * (u / 3 - w / 2)));
  }
}
