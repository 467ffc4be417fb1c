package org.ionspice.solver;

import java.util.Arrays;

/**
 * Solves transposed(A) y = b for matrices that follow each other, as a walk back through time meets
 * them: factors of an older matrix are kept while corrections with them converge fast.
 *
 * <p>Mutable workspace, for one thread. Allocates nothing after construction.
 */
public final class TransposedSolver {
  /** Entries that differ by less than this fraction leave the factors good enough to correct with. */
  private static final double NEAR = 1e-3;

  /** Corrections with kept factors before the matrix gets its own. */
  private static final int MOST = 6;

  /** Row-wise backward error at which a solution is as good as rounding allows. */
  private static final double GOOD = 1e-14;

  /** Row-wise backward error beyond which the pivots are to blame. */
  private static final double POOR = 1e-10;

  private final SparsePattern pattern;
  private final LinearSolver factors;
  private final int size;
  private final double[] factored;
  private final double[] right;
  private final BackwardError error;
  private boolean has;
  private long factorisations;

  /** Makes a workspace for matrices over {@code pattern}, whose factors {@code solver} makes. */
  public TransposedSolver(SparsePattern pattern, LinearSolver solver) {
    this.pattern = pattern;
    this.factors = solver;
    size = pattern.size();
    factored = new double[pattern.entryCount()];
    right = new double[size];
    error = new BackwardError(pattern);
  }

  /** Returns the factorisations so far. */
  public long factorisations() {
    return factorisations;
  }

  /**
   * Replaces {@code b}, of at least the pattern's size, by the solution; returns false when the
   * matrix is singular.
   *
   * @param values the matrix in the pattern's order, may be longer
   */
  public boolean solve(double[] values, double[] b) {
    System.arraycopy(b, 0, right, 0, size);
    boolean own = has && Arrays.equals(values, 0, factored.length, factored, 0, factored.length);
    if (!own && has && isNear(values) && correct(values, b, MOST) <= GOOD) {
      return true;
    }
    if (!own && !factor(values)) {
      return false;
    }
    // Solvers that iterate, or pivot statically, gain a digit or two; others are done at once.
    if (correct(values, b, 2) <= POOR) {
      return true;
    }
    factors.forget();
    return factor(values) && Double.isFinite(correct(values, b, MOST));
  }

  private boolean factor(double[] values) {
    factorisations++;
    has = factors.refactor(values);
    System.arraycopy(values, 0, factored, 0, factored.length);
    return has;
  }

  private boolean isNear(double[] values) {
    for (int s = 0; s < factored.length; s++) {
      if (!(Math.abs(values[s] - factored[s]) <= NEAR * Math.abs(factored[s]))) {
        return false;
      }
    }
    return true;
  }

  /** Solves with the factors at hand and corrects; returns the row-wise backward error. */
  private double correct(double[] values, double[] b, int most) {
    System.arraycopy(right, 0, b, 0, size);
    factors.solveTransposed(b);
    double left = error.of(values, b, right, true);
    for (int round = 0; round < most && left > GOOD; round++) {
      double[] step = error.residual();
      factors.solveTransposed(step);
      for (int i = 0; i < size; i++) {
        b[i] += step[i];
      }
      double now = error.of(values, b, right, true);
      if (!(now < 0.5 * left)) {
        return now;
      }
      left = now;
    }
    return left;
  }
}
