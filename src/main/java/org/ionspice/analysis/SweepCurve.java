package org.ionspice.analysis;

/**
 * Carries the solutions of a sweep on to the next point: by the last one, by the straight line
 * through the last two or by the parabola through three, whichever would have met the last point
 * best.
 *
 * <p>Mutable workspace, for one thread.
 */
final class SweepCurve {
  private static final int KEPT = 3;

  /** Carrying on must bring this much of what the last point is away from the one before. */
  private static final double WORTH = 0.3;

  /** The unknowns that are carried on. */
  private final int[] unknowns;

  private final CircuitEquations equations;
  private final double[][] solutions;

  /** Weights of the solutions, the last one first. */
  private final double[] weights = new double[KEPT];

  private final double[] at = new double[KEPT];
  private int known;
  private int order;

  /** Makes an empty curve of some unknowns; the others are the last point's. */
  SweepCurve(int[] unknowns, CircuitEquations equations) {
    this.unknowns = unknowns;
    this.equations = equations;
    solutions = new double[KEPT][equations.system().size() + 1];
  }

  /**
   * Fills {@code x} with the solution foreseen at {@code value}; returns whether it is better than
   * the last solution, which {@code x} keeps otherwise.
   */
  boolean guess(double value, double[] x) {
    if (order == 0 || !weigh(order, value)) {
      return false;
    }
    for (int i : unknowns) {
      x[i] = foreseen(order, i);
    }
    return true;
  }

  /** Puts the last solution into {@code x}, if there is one. */
  void last(double[] x) {
    if (known > 0) {
      System.arraycopy(solutions[0], 0, x, 0, x.length);
    }
  }

  /** Takes the solution at {@code value}. */
  void add(double value, double[] x) {
    order = 0;
    double least = WORTH * miss(0, value, x);
    for (int k = 1; k < known; k++) {
      double miss = miss(k, value, x);
      if (miss < least) {
        least = miss;
        order = k;
      }
    }
    double[] oldest = solutions[KEPT - 1];
    for (int k = KEPT - 1; k > 0; k--) {
      solutions[k] = solutions[k - 1];
      at[k] = at[k - 1];
    }
    System.arraycopy(x, 0, oldest, 0, x.length);
    solutions[0] = oldest;
    at[0] = value;
    known = Math.min(KEPT, known + 1);
  }

  /** Forgets the points, before the sweep jumps; solutions are still those to start from. */
  void jump() {
    known = Math.min(1, known);
    order = 0;
  }

  /** Returns how far the polynomial of an order misses x, relative to Newton's tolerance. */
  private double miss(int of, double value, double[] x) {
    if (known <= of || !weigh(of, value)) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    for (int i : unknowns) {
      double miss = Math.abs(foreseen(of, i) - x[i]);
      worst = Math.max(worst, miss / equations.updateTolerance(i, x[i]));
    }
    return worst;
  }

  private double foreseen(int of, int i) {
    double sum = 0;
    for (int k = 0; k <= of; k++) {
      sum += weights[k] * solutions[k][i];
    }
    return sum;
  }

  /** Finds Lagrange's weights at a value; returns false when two points are at the same one. */
  private boolean weigh(int of, double value) {
    for (int k = 0; k <= of; k++) {
      weights[k] = 1;
      for (int j = 0; j <= of; j++) {
        if (j != k) {
          if (at[k] == at[j]) {
            return false;
          }
          weights[k] *= (value - at[j]) / (at[k] - at[j]);
        }
      }
    }
    return true;
  }
}
