package org.ionspice.integration;

/**
 * Solves f + alpha q + beta = 0, a stage of a step, over all unknowns of the circuit, and lets the
 * linear systems that its errors need be solved with the same matrix.
 */
interface StageSolver {
  /**
   * Solves a stage; beta is that of the equations.
   *
   * @param x a guess, which receives the solution; length size + 1
   * @param most the largest number of iterations
   * @return whether it was solved
   */
  boolean solve(double alpha, double[] x, int most);

  /** Fills {@code q}, length size + 1, with the charges at the solution {@code x}. */
  void charges(double[] x, double[] q);

  /** Adds C times {@code dx} to {@code vector}, both size + 1 long. */
  void addCharges(double[] dx, double[] vector);

  /** Solves (G + alpha C) y = b in place, as well as an estimate needs it; b is size + 1 long. */
  void estimate(double[] b);

  /** Returns the row or unknown that hindered the last solution, -1 if none. */
  int worst();

  /** Returns the iterations so far beyond those of the Newton that whole points are solved with. */
  long iterations();
}
