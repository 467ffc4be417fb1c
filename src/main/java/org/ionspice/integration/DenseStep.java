package org.ionspice.integration;

/**
 * Unknowns between the ends of a step: the polynomial through both ends and further points, which
 * are the stage inside the step or points before it.
 *
 * <p>Mutable workspace: begin, add points, ask.
 */
public final class DenseStep {
  /** Both ends and six more. */
  private static final int MOST = 9;

  private final double[][] points = new double[MOST][];
  private final double[] places = new double[MOST];
  private final double[] weights = new double[MOST];
  private int count;
  private boolean spare;
  private double start;
  private double length;

  /** Starts over for the step from {@code start} of {@code length}, both in s. */
  public void begin(double start, double length) {
    this.start = start;
    this.length = length;
    count = 0;
    spare = false;
  }

  /** Adds the unknowns {@code x}, which are kept, at the fraction {@code place} of the step. */
  public void add(double place, double[] x) {
    places[count] = place;
    points[count++] = x;
  }

  /** Takes the last point as one to judge by: the polynomial does not go through it. */
  void spare() {
    spare = true;
    count--;
  }

  /** Returns the degree of the polynomial. */
  int degree() {
    return count - 1;
  }

  /** Returns whether {@link #miss} can be told. */
  boolean hasSpare() {
    return spare;
  }

  /** Returns the time at the fraction {@code s} of the step, s. */
  public double time(double s) {
    return start + s * length;
  }

  /** Fills {@code x} with the unknowns at the fraction {@code s} of the step. */
  public void at(double s, double[] x) {
    lagrange(s, count);
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum += weights[j] * points[j][i];
      }
      x[i] = sum;
    }
  }

  /** Fills {@code miss} with how far the polynomial is from the one through the spare point too. */
  void miss(double s, double[] miss) {
    at(s, miss);
    lagrange(s, count + 1);
    for (int i = 0; i < miss.length; i++) {
      double sum = 0;
      for (int j = 0; j <= count; j++) {
        sum += weights[j] * points[j][i];
      }
      miss[i] -= sum;
    }
  }

  private void lagrange(double s, int n) {
    for (int j = 0; j < n; j++) {
      double w = 1;
      for (int k = 0; k < n; k++) {
        if (k != j) {
          w *= (s - places[k]) / (places[j] - places[k]);
        }
      }
      weights[j] = w;
    }
  }
}
