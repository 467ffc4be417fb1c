package org.ionspice.integration;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.NoBracketingException;
import org.ionspice.assembly.Events;
import org.jspecify.annotations.Nullable;

/** Finds when a guard rises through zero inside a step, on the step's dense output. */
final class EventLocator {
  private @Nullable Root root;

  /**
   * Returns the fraction of the step, in (0, 1], at which guard {@code i} is zero.
   *
   * @param work receives interpolated unknowns
   */
  double locate(Events events, int i, DenseStep step, double[] work) {
    if (root == null) {
      root = new Root();
    }
    return root.of(
        s -> {
          step.at(s, work);
          return events.guard(i, work, step.time(s));
        });
  }

  /**
   * The library's part, loaded at the first event. No class archive takes its old class files, so
   * without this every start of the program would read them from the jar.
   */
  private static final class Root {
    private final BrentSolver brent = new BrentSolver(1e-14, 1e-13);

    double of(DoubleUnaryOperator guard) {
      try {
        return brent.solve(100, guard::applyAsDouble, 0, 1);
      } catch (NoBracketingException alreadyZero) {
        return 1;
      }
    }
  }
}
