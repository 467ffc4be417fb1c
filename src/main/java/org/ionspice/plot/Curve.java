package org.ionspice.plot;

/**
 * One line of a picture. Arrays are shared, not copied.
 *
 * @param label what the legend says
 * @param x numbers along the horizontal axis
 * @param y numbers along the vertical axis
 */
public record Curve(String label, double[] x, double[] y) {
  private static final int MOST = 20_000;

  /** Returns the curve with at most 20 000 points, its extremes kept. */
  Curve thinned() {
    double[][] fewer = Thinning.of(x, y, MOST);
    return fewer[0] == x ? this : new Curve(label, fewer[0], fewer[1]);
  }
}
