package org.ionspice.periodic;

import org.ionspice.analysis.Run;
import org.ionspice.assembly.Evaluation;
import org.ionspice.integration.StepControl;
import org.ionspice.integration.StepHistory;
import org.ionspice.integration.StepSolver;

/** One step whose length is free: shortened until its error is allowed. Mutable workspace. */
final class FreeStep {
  private final Run run;
  private final Evaluation evaluation;
  private final StepSolver solver;
  private final StepControl control;
  private final StepHistory past;
  private double length;
  private double ratio;
  private long rejected;

  FreeStep(Run run, StepSolver solver, StepControl control) {
    this.run = run;
    this.evaluation = run.system().evaluation();
    this.solver = solver;
    this.control = control;
    this.past = solver.past();
  }

  /**
   * Takes a step from {@code t}, s, and shortens it down to {@code smallest} while it is wrong.
   *
   * @param wish s, the length to begin with
   * @param forced whether a solution of the smallest length is good whatever its error
   * @return whether there is one
   */
  boolean take(double t, double wish, double smallest, boolean forced) {
    length = wish;
    rejected = 0;
    while (true) {
      boolean found = solver.step(t, length);
      ratio =
          found
              ? control.error(solver.formula(), past, length, past.xNew())
              : Double.POSITIVE_INFINITY;
      if (ratio <= 1 || forced && found && length <= smallest) {
        return true;
      }
      rejected++;
      if (length <= smallest || run.watch().cancelled()) {
        return false;
      }
      double factor = found ? StepControl.factor(ratio, 2) : 0.125;
      length = Math.max(smallest, length * Math.max(0.1, Math.min(0.9, factor)));
      evaluation.seedLimits(past.x());
    }
  }

  /** Returns the length of the step, s. */
  double length() {
    return length;
  }

  /** Returns how long the next one may be, s; to be asked before the step is accepted. */
  double next() {
    double shown =
        solver.isSmooth()
            ? control.smoothness(past.xBefore(), past.lastStep(), past.x(), length, past.xNew())
            : 2;
    return length * Math.min(shown, Math.max(0.3, Math.min(2, StepControl.factor(ratio, 2))));
  }

  /** Returns the number of lengths that were too long for this step. */
  long rejected() {
    return rejected;
  }
}
