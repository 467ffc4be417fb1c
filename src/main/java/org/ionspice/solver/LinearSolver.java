package org.ionspice.solver;

/**
 * Solves A x = b for matrices of one pattern whose values change; a mutable workspace for one thread.
 *
 * <p>Value arrays follow the entries of the pattern and may be longer.
 */
public interface LinearSolver {
  /** Takes new values; returns false, and names a row, when the matrix is singular. */
  boolean refactor(double[] values);

  /**
   * Replaces the right-hand side b, of at least the pattern's size, by the solution of A x = b.
   *
   * @throws IllegalStateException without a successful {@link #refactor}
   */
  void solve(double[] rightSide);

  /**
   * Does what {@link #solve(double[])} does for a correction that another one follows, or that is
   * small where it is the last, as in Newton's method: an iterative solver may stop at 1e-8 of its
   * size.
   */
  default void correct(double[] rightSide) {
    solve(rightSide);
  }

  /**
   * Replaces the right-hand side b by the solution of transposed(A) x = b.
   *
   * @throws IllegalStateException without a successful {@link #refactor}
   */
  void solveTransposed(double[] rightSide);

  /**
   * Replaces each of several right-hand sides by its solution.
   *
   * @throws IllegalStateException without a successful {@link #refactor}
   */
  default void solve(double[][] rightSides) {
    for (double[] b : rightSides) {
      solve(b);
    }
  }

  /** Returns the row of the pivot that vanished in the last failure, or -1. */
  int singularRow();

  /** Forgets what earlier values taught, after a change that makes it useless. */
  void forget();
}
