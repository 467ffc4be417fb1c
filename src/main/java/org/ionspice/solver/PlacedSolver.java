package org.ionspice.solver;

/** A solver that can read its values where they stand among those of a larger matrix. */
interface PlacedSolver extends LinearSolver {
  /**
   * Makes later values those of a larger matrix, in which this one's entry k stands at {@code
   * places[k]}. They must stay what they are until the next {@link #refactor}.
   */
  void readAt(int[] places);
}
