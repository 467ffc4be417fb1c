package org.ionspice.integration;

import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Gives delays what they have to remember of a transient: points, and steps as parabolas.
 *
 * <p>Mutable workspace, for one thread.
 */
final class PastKeeper {
  private final Evaluation evaluation;
  private final StepSolver solver;
  private final StepControl control;
  private final @Nullable Tape tape;
  private final double[] work;
  private final double[] other;

  /** Makes a keeper that also tells the tape, if there is one. */
  PastKeeper(Assembly system, StepSolver solver, StepControl control, @Nullable Tape tape) {
    evaluation = system.evaluation();
    this.solver = solver;
    this.control = control;
    this.tape = tape;
    int length = evaluation.delayCount() > 0 ? system.size() + 1 : 0;
    work = new double[length];
    other = new double[length];
  }

  /** Starts all pasts with the point {@code x}. */
  void start(double t, double[] x) {
    evaluation.startHistory(t, x);
    note(t);
  }

  /** Appends the point {@code x}, after a jump. */
  void point(double t, double[] x) {
    evaluation.appendHistory(t, x, t, x);
    note(t);
  }

  private void note(double t) {
    if (tape != null) {
      tape.remember(t);
    }
  }

  /** Appends the step under way, from {@code x}, whose dense output is given. */
  void step(DenseStep dense, double[] x, double end) {
    if (evaluation.delayCount() == 0) {
      return;
    }
    double[] xNew = solver.past().xNew;
    int arcs = control.arcs(dense, x, xNew);
    boolean staged = solver.formula().stages() > 1;
    double middle = staged ? solver.formula().end(0) : 0.5;
    for (int k = 1; k <= arcs; k++) {
      double s = (k - 1 + middle) / arcs;
      dense.at(s, work);
      if (k == arcs) {
        evaluation.appendHistory(end, xNew, dense.time(s), work);
      } else {
        double to = (double) k / arcs;
        dense.at(to, other);
        evaluation.appendHistory(dense.time(to), other, dense.time(s), work);
      }
    }
    if (tape != null) {
      tape.remember(arcs, middle);
    }
  }
}
