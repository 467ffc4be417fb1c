package org.ionspice.integration;

import org.ionspice.assembly.Snapshot;

/** A rule that replaces dq/dt by alpha q + beta, stage by stage. */
interface IntegrationFormula {
  /** Says how large errors are beside what a step of a formula of some order may make. */
  interface Judge {
    /** Returns the largest ratio; {@code error} is that of dq/dt, a row, and is spoilt. */
    double ratio(double[] error, int order);
  }

  /** Returns the order of accuracy. */
  int order();

  /** Returns the number of stages a step has. */
  int stages();

  /** Returns where stage {@code stage} ends, as a fraction of the step. */
  double end(int stage);

  /** Returns alpha, 1/s, of a stage and fills beta, one entry a row. */
  double coefficients(int stage, StepHistory past, double h, double[] beta);

  /**
   * Fills what beta of a stage is made of: factors of the charges and of the slopes of charges at
   * known points. Place 0 is the stage before in the same step, place 1 is t_n, place 1 + i is
   * t_(n-i).
   *
   * @param charges receives the factors of q, 1/s; at least depth() + 1 long, as is {@code slopes}
   * @param slopes receives the factors of qDot, 1
   * @return the number of places filled
   */
  int weights(int stage, StepHistory past, double h, double[] charges, double[] slopes);

  /**
   * Fills the error that the step made in dq/dt, a row: the local error of q times alpha, so that
   * the Jacobian of the step turns it into the error of the unknowns.
   */
  void error(StepHistory past, double h, double[] error);

  /**
   * Returns the alpha, 1/s, by which a step of length {@code h} damps errors that it began with and
   * that its estimate still shows; 0 when the estimate does not, or the formula does not damp them.
   */
  default double damping(double h) {
    return 0;
  }

  /** Returns whether the formula needs a point before t_n. */
  boolean needsPast();

  /** Returns the points that must be known to judge the formula and its neighbours, two or more. */
  default int depth() {
    return 2;
  }

  /** Returns whether rows between points come from the dense output, of the formula's order. */
  default boolean isDense() {
    return false;
  }

  /** Passes what the formula knows of the steps so far. */
  default void pass(Snapshot snapshot) {}

  /** Takes that nothing before t_n may be used any more. */
  default void restart() {}

  /**
   * Takes that the step of length {@code h} is good, before the history does; the order may change.
   *
   * @param ratio its error beside what is allowed
   * @return the factor by which the next step may be longer
   */
  default double accepted(StepHistory past, double h, double ratio, Judge judge) {
    return StepControl.factor(ratio, order());
  }

  /**
   * Takes that the error of the step is too large; the order may change.
   *
   * @param attempt how many lengths have failed in this step, 1 for the first
   * @return the factor by which the next attempt should be shorter
   */
  default double rejected(StepHistory past, double h, double ratio, int attempt, Judge judge) {
    return StepControl.factor(ratio, order());
  }
}
