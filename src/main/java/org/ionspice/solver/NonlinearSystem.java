package org.ionspice.solver;

/** A square system r(x) = 0 with a sparse Jacobian, as {@link Newton} sees it. */
public interface NonlinearSystem {
  /** Returns where the Jacobian may be non-zero; the same object every time. */
  SparsePattern pattern();

  /**
   * Evaluates the system at {@code x}.
   *
   * @param x unknowns; length at least the pattern's size
   * @param residual receives r(x)
   * @param jacobian receives dr/dx, in the pattern's order
   * @param magnitude receives, a row, the sum of the absolute values that were added up to r
   * @return whether a device still limits what it sees, so that x cannot be the solution yet
   */
  boolean evaluate(double[] x, double[] residual, double[] jacobian, double[] magnitude);

  /** Returns whether r is linear but for a constant, so that one iteration solves it. */
  default boolean isLinear() {
    return false;
  }

  /** Returns how small the update of unknown {@code i} must be, in its unit. */
  double updateTolerance(int i, double value);

  /** Returns how small the residual of row {@code i} must be, in its unit. */
  double residualTolerance(int i, double magnitude);

  /** Returns the largest change of unknown {@code i} that one iteration may make. */
  double mostPerIteration(int i);

  /** Takes that the next evaluation is at {@code x} as it is, however far that is from the last. */
  default void jumpTo(double[] x) {}
}
