package org.ionspice.analysis;

/**
 * Charges of the last accepted points and of the step under way.
 *
 * <p>All vectors have one entry a row (length at least the system's size): q in the row's unit
 * times second, its time derivative qDot in the row's unit. Mutable workspace.
 */
final class StepHistory {
  final int size;

  /** At t_n, the start of the step. */
  double[] q;

  double[] qDot;

  /** At t_(n-1). */
  double[] qBefore;

  double[] qDotBefore;

  /** At the stage inside the step, for formulas that have one. */
  final double[] qStage;

  final double[] qDotStage;

  /** At t_(n+1), the end of the step. */
  double[] qNew;

  double[] qDotNew;

  /** Length of the step that ended at t_n, s; 0 when there is none since the last restart. */
  double lastStep;

  StepHistory(int size) {
    this.size = size;
    q = new double[size + 1];
    qDot = new double[size + 1];
    qBefore = new double[size + 1];
    qDotBefore = new double[size + 1];
    qStage = new double[size + 1];
    qDotStage = new double[size + 1];
    qNew = new double[size + 1];
    qDotNew = new double[size + 1];
  }

  /** Takes the end of the step of length {@code h} as the new start. */
  void accept(double h) {
    double[] oldQ = qBefore;
    double[] oldDot = qDotBefore;
    qBefore = q;
    qDotBefore = qDot;
    q = qNew;
    qDot = qDotNew;
    qNew = oldQ;
    qDotNew = oldDot;
    lastStep = h;
  }
}
