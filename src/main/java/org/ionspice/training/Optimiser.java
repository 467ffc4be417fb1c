package org.ionspice.training;

import java.util.Optional;

/** Moves the knobs of an objective towards a smaller cost, one step at a time. Mutable. */
interface Optimiser {
  /** What a step may ask for. */
  @FunctionalInterface
  interface Cost {
    /** Returns cost and gradient at {@code values}. */
    Objective.Value gradient(double[] values);
  }

  /**
   * Takes a step.
   *
   * @param values of the knobs; receives the new ones, within their ranges
   * @param here cost and gradient at {@code values}
   * @return cost and gradient at the new values when they are known already
   */
  Optional<Objective.Value> step(double[] values, Objective.Value here, Cost cost);

  /** Returns whether no further step would change anything. */
  default boolean settled() {
    return false;
  }
}
