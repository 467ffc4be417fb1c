package org.ionspice.plot;

import java.util.List;

/**
 * One line of a picture. Arrays are shared, not copied.
 *
 * @param label what the legend says
 * @param x numbers along the horizontal axis
 * @param y numbers along the vertical axis
 */
public record Curve(String label, double[] x, double[] y) {
  private static final int MOST = 20_000;

  /** Returns the curve with at most 20 000 points, each bucket's extremes kept. */
  Curve thinned() {
    int n = x.length;
    if (n <= MOST) {
      return this;
    }
    int buckets = MOST / 4;
    double[] newX = new double[MOST];
    double[] newY = new double[MOST];
    int size = 0;
    for (int b = 0; b < buckets; b++) {
      int from = (int) ((long) b * n / buckets);
      int to = (int) ((long) (b + 1) * n / buckets);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = y[i] < y[low] ? i : low;
        high = y[i] > y[high] ? i : high;
      }
      for (int i : List.of(from, Math.min(low, high), Math.max(low, high), to - 1)) {
        newX[size] = x[i];
        newY[size++] = y[i];
      }
    }
    return new Curve(label, newX, newY);
  }
}
