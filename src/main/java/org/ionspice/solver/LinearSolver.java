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
   * Does what {@link #solve(double[])} does, but an iterative solver may stop when the error is about
   * {@code share} of the solution's size. Returns the share that may be left: 0 from a direct one.
   */
  default double solve(double[] rightSide, double share) {
    solve(rightSide);
    return 0;
  }

  /**
   * Returns whether taking new values costs so much beside a solution that older ones are worth
   * keeping.
   */
  default boolean isDear() {
    return true;
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
