package org.ionspice.integration;

import org.ionspice.assembly.Snapshot;

/**
 * Charges and unknowns of the last accepted points and of the step under way.
 *
 * <p>All vectors have one entry a row (length at least the system's size + 1): q in the row's unit
 * times second, its time derivative qDot in the row's unit. Mutable workspace.
 */
public final class StepHistory {
  private static final double[] NONE = {};

  final int size;

  /** At t_n, the start of the step. */
  double[] q;

  double[] qDot;

  /** At t_(n-1); {@link #NONE} where no formula looks back. */
  double[] qBefore;

  double[] qDotBefore;

  /** At the stage inside the step, for formulas that have one. */
  final double[] qStage;

  final double[] qDotStage;

  /** At t_(n+1), the end of the step. */
  double[] qNew;

  double[] qDotNew;

  /** Unknowns at t_n, t_(n-1), at the stage and at t_(n+1). */
  double[] x;

  double[] xBefore;
  final double[] xStage;
  double[] xNew;

  /** Length of the step that ended at t_n, s; 0 when there is none. */
  double lastStep;

  private final double[][] charges;
  private final double[][] unknowns;
  private final double[] ages;
  private int known = 1;

  /** Makes room for {@code depth} accepted points, two or more. */
  StepHistory(int size, int depth) {
    this(size, depth, depth);
  }

  private StepHistory(int size, int depth, int depthOfCharges) {
    this.size = size;
    boolean back = depthOfCharges > 1;
    charges = new double[depthOfCharges][size + 1];
    unknowns = new double[depth][size + 1];
    ages = new double[depth];
    qDot = new double[size + 1];
    qDotBefore = back ? new double[size + 1] : NONE;
    qStage = new double[size + 1];
    qDotStage = new double[size + 1];
    qNew = new double[size + 1];
    qDotNew = new double[size + 1];
    xStage = new double[size + 1];
    xNew = new double[size + 1];
    q = charges[0];
    qBefore = back ? charges[1] : NONE;
    x = unknowns[0];
    xBefore = unknowns[1];
  }

  /** Makes a history for formulas that use no charges before t_n. */
  static StepHistory oneStep(int size, int depth) {
    return new StepHistory(size, depth, 1);
  }

  /** Takes the end of the step of length {@code h} as the new start. */
  void accept(double h) {
    qNew = push(charges, qNew);
    xNew = push(unknowns, xNew);
    q = charges[0];
    x = unknowns[0];
    xBefore = unknowns[1];
    double[] oldDot = qDot;
    if (charges.length > 1) {
      qBefore = charges[1];
      oldDot = qDotBefore;
      qDotBefore = qDot;
    }
    qDot = qDotNew;
    qDotNew = oldDot;
    for (int i = ages.length - 1; i > 0; i--) {
      ages[i] = ages[i - 1] + h;
    }
    lastStep = h;
    known = Math.min(known + 1, ages.length);
  }

  private static double[] push(double[][] points, double[] first) {
    double[] oldest = points[points.length - 1];
    System.arraycopy(points, 0, points, 1, points.length - 1);
    points[0] = first;
    return oldest;
  }

  /** Passes what is known of accepted points. */
  void pass(Snapshot snapshot) {
    for (double[] one : charges) {
      snapshot.pass(one);
    }
    for (double[] one : unknowns) {
      snapshot.pass(one);
    }
    snapshot.pass(ages);
    snapshot.pass(qDot);
    snapshot.pass(qDotBefore);
    lastStep = snapshot.pass(lastStep);
    known = snapshot.pass(known);
  }

  /** Forgets all points but the last: nothing before it lies on the same smooth curve. */
  void restart() {
    known = 1;
  }

  /** Returns how many accepted points, the last one included, lie on one smooth curve. */
  int known() {
    return known;
  }

  /** Returns the unknowns at t_n, the array itself. */
  public double[] x() {
    return x;
  }

  /** Returns the unknowns at t_(n-1), the array itself. */
  public double[] xBefore() {
    return xBefore;
  }

  /** Returns the unknowns at the stage inside the step, the array itself. */
  public double[] xStage() {
    return xStage;
  }

  /** Returns the unknowns at t_(n+1), the array itself. */
  public double[] xNew() {
    return xNew;
  }

  /** Returns dq/dt at t_n, in the rows' units, the array itself. */
  public double[] qDot() {
    return qDot;
  }

  /** Returns dq/dt at the stage inside the step, in the rows' units, the array itself. */
  public double[] qDotStage() {
    return qDotStage;
  }

  /** Returns dq/dt at t_(n+1), in the rows' units, the array itself. */
  public double[] qDotNew() {
    return qDotNew;
  }

  /** Returns the length of the step that ended at t_n, s; 0 when there is none. */
  public double lastStep() {
    return lastStep;
  }

  /** Returns the charges at t_(n-i). */
  double[] charges(int i) {
    return charges[i];
  }

  /** Returns the unknowns at t_(n-i). */
  double[] unknowns(int i) {
    return unknowns[i];
  }

  /** Returns t_n - t_(n-i), s. */
  double age(int i) {
    return ages[i];
  }

  /**
   * Fills {@code guess} with the polynomial through the last {@code points} unknowns, {@code ahead}
   * seconds after the last.
   */
  void extrapolate(double ahead, int points, double[] guess) {
    for (int j = 0; j < points; j++) {
      double w = 1;
      for (int k = 0; k < points; k++) {
        if (k != j) {
          w *= (ahead + ages[k]) / (ages[k] - ages[j]);
        }
      }
      double[] at = unknowns[j];
      for (int i = 0; i <= size; i++) {
        guess[i] = j == 0 ? w * at[i] : guess[i] + w * at[i];
      }
    }
  }
}
