package org.ionspice.parameter;

/**
 * A parameter given as a file of points: abscissae that rise, and a value at each.
 *
 * @param x abscissae, strictly rising, at least two
 * @param y values, as many
 */
public record Samples(double[] x, double[] y) {
  /**
   * Checks the points.
   *
   * @throws IllegalArgumentException for fewer than two points, or abscissae that do not rise
   */
  public Samples {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException("a table needs at least two points");
    }
    for (int k = 1; k < x.length; k++) {
      if (!(x[k] > x[k - 1])) {
        throw new IllegalArgumentException("the first column of a table must rise");
      }
    }
    x = x.clone();
    y = y.clone();
  }
}
