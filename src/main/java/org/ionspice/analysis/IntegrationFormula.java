package org.ionspice.analysis;

/** A rule that replaces dq/dt by alpha q + beta, stage by stage. Stateless. */
interface IntegrationFormula {
  /** Returns the order of accuracy. */
  int order();

  /** Returns the number of stages a step has. */
  int stages();

  /** Returns where stage {@code stage} ends, as a fraction of the step. */
  double end(int stage);

  /** Returns alpha, 1/s, of a stage and fills beta, one entry a row. */
  double coefficients(int stage, StepHistory past, double h, double[] beta);

  /**
   * Fills the error that the step made in dq/dt, a row: the local error of q times alpha, so that
   * the Jacobian of the step turns it into the error of the unknowns.
   */
  void error(StepHistory past, double h, double[] error);

  /** Returns whether the formula needs a point before t_n. */
  boolean needsPast();
}
