package org.ionspice.analysis;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.NoBracketingException;
import org.ionspice.assembly.Events;

/** Finds when a guard rises through zero inside a step, on the step's dense output. */
final class EventLocator {
  private final BrentSolver brent = new BrentSolver(1e-14, 1e-13);

  /**
   * Returns the fraction of the step, in (0, 1], at which guard {@code i} is zero.
   *
   * @param work receives interpolated unknowns
   */
  double locate(Events events, int i, DenseStep step, double[] work) {
    try {
      return brent.solve(
          100,
          s -> {
            step.at(s, work);
            return events.guard(i, work, step.time(s));
          },
          0,
          1);
    } catch (NoBracketingException alreadyZero) {
      return 1;
    }
  }
}
