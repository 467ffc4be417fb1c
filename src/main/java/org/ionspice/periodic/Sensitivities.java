package org.ionspice.periodic;

import java.util.Arrays;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.integration.StepHistory;
import org.ionspice.integration.TrBdf2;
import org.ionspice.solver.LinearSolver;

/**
 * Carries derivatives of the unknowns through the steps of TR-BDF2: with respect to the state at the
 * start, in the coordinates of a {@link DynamicPart}, and if wanted to the length of the whole run.
 *
 * <p>A stage solves f(x) + alpha q(x) + beta = 0, where beta depends on q and qDot before. What this
 * says of derivatives is (G + alpha C) dx = -d(beta), one solve a column with the stage's matrix, so
 * that the result is the derivative of the computed run and not of the exact one: Newton's method on
 * the run then converges quadratically. Mutable workspace, for one thread.
 */
final class Sensitivities {
  private final Assembly system;
  private final Evaluation evaluation;
  private final double every;
  private final LinearSolver solver;
  private final int n;
  private final double[] f;
  private final double[] sizes;
  private final double[] matrix;
  private final double[] factored;
  private final double[] conductances;
  private boolean known;

  /** Columns: those of the state, then that of the length if wanted. */
  private double[][] dx = {};

  private double[][] dxStage = {};
  private double[][] dq = {};
  private double[][] dqStage = {};
  private double[][] dqDot = {};
  private int states;
  private boolean length;

  Sensitivities(Assembly system, Settings settings) {
    this.system = system;
    evaluation = system.evaluation();
    every = settings.shunt();
    solver = system.linearSolver();
    n = system.size();
    f = new double[n + 1];
    sizes = new double[n + 1];
    matrix = new double[system.pattern().entryCount() + 1];
    factored = new double[matrix.length];
    conductances = new double[matrix.length];
  }

  /**
   * Starts from the consistent point {@code x} at the evaluation's time; returns its dynamic part.
   *
   * @param tiny s, a time in which nothing happens but that unknowns without charge follow
   * @param withLength whether the derivative to the length of the run is wanted too
   */
  DynamicPart begin(double[] x, double tiny, boolean withLength) {
    length = withLength;
    if (!factor(x, 1 / tiny)) {
      throw new IllegalStateException("singular at the start");
    }
    DynamicPart part = DynamicPart.of(system);
    states = part.rank();
    int columns = states + (length ? 1 : 0);
    if (dx.length != columns) {
      dx = new double[columns][n + 1];
      dxStage = new double[columns][n + 1];
      dq = new double[columns][n + 1];
      dqStage = new double[columns][n + 1];
      dqDot = new double[columns][n + 1];
    }
    double[] unit = new double[n + 1];
    for (int k = 0; k < columns; k++) {
      Arrays.fill(dx[k], 0);
      Arrays.fill(dq[k], 0);
      Arrays.fill(dqDot[k], 0);
      if (k < states) {
        // The charges of this direction, and what the other unknowns make of them at once.
        unit[part.unknown(k)] = 1 / tiny;
        evaluation.addCharges(unit, dx[k]);
        unit[part.unknown(k)] = 0;
      }
    }
    solve();
    for (int k = 0; k < states; k++) {
      evaluation.addCharges(dx[k], dq[k]);
      slopes(dx[k], dqDot[k]);
    }
    return part;
  }

  /** Fills dqDot = -G dx in the rows that have charges; the matrix holds G + alpha C. */
  private void slopes(double[] of, double[] to) {
    Arrays.fill(to, 0);
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    for (int j = 0; j < n; j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        to[rows[s]] -= conductances[s] * of[j];
      }
    }
    for (int i = 0; i < n; i++) {
      if (!system.chargeRow(i)) {
        to[i] = 0;
      }
    }
    to[n] = 0;
  }

  private boolean factor(double[] x, double alpha) {
    evaluation.evaluate(x, false, f, matrix, sizes);
    for (int i = 0; i < n && every != 0; i++) {
      if (system.isNode(i)) {
        matrix[system.diagonal(i)] += every;
      }
    }
    System.arraycopy(matrix, 0, conductances, 0, matrix.length);
    double[] c = evaluation.charges();
    int[] slots = evaluation.chargeSlots();
    for (int k = 0; k < slots.length; k++) {
      matrix[slots[k]] += alpha * c[k];
    }
    matrix[matrix.length - 1] = 0;
    if (known && Arrays.equals(matrix, factored)) {
      return true;
    }
    if (!known) {
      solver.forget();
    }
    known = solver.refactor(matrix);
    System.arraycopy(matrix, 0, factored, 0, matrix.length);
    return known;
  }

  private void solve() {
    for (double[] column : dx) {
      column[n] = 0;
      solver.solve(column);
      column[n] = 0;
    }
  }

  /**
   * Goes over the step from {@code t} of length {@code h} that {@code past} holds as the step under
   * way; returns false when a matrix is singular.
   *
   * @param whole s, the length of the run that the column of the length belongs to
   */
  boolean step(StepHistory past, double t, double h, double whole) {
    double gamma = TrBdf2.GAMMA;
    double alpha = 2 / (gamma * h);
    evaluation.time(t + gamma * h);
    if (!factor(past.xStage(), alpha)) {
      return false;
    }
    for (int k = 0; k < dx.length; k++) {
      boolean stretch = k >= states;
      for (int i = 0; i < n; i++) {
        double b = alpha * dq[k][i] + dqDot[k][i];
        dx[k][i] = stretch ? b + (past.qDotStage()[i] + past.qDot()[i]) / whole : b;
      }
    }
    solve();
    for (int k = 0; k < dx.length; k++) {
      System.arraycopy(dx[k], 0, dxStage[k], 0, n + 1);
      Arrays.fill(dqStage[k], 0);
      evaluation.addCharges(dx[k], dqStage[k]);
    }
    double a = 1 / (gamma * (1 - gamma) * h);
    double b = (1 - gamma) / (gamma * h);
    evaluation.time(t + h);
    if (!factor(past.xNew(), (2 - gamma) / ((1 - gamma) * h))) {
      return false;
    }
    for (int k = 0; k < dx.length; k++) {
      boolean stretch = k >= states;
      for (int i = 0; i < n; i++) {
        double before = a * dqStage[k][i] - b * dq[k][i];
        double late = stretch ? past.qDotNew()[i] / whole : 0;
        dqDot[k][i] = -before - late;
        dx[k][i] = before + late;
      }
    }
    solve();
    double last = (2 - gamma) / ((1 - gamma) * h);
    for (int k = 0; k < dx.length; k++) {
      Arrays.fill(dq[k], 0);
      evaluation.addCharges(dx[k], dq[k]);
      for (int i = 0; i < n; i++) {
        dqDot[k][i] = system.chargeRow(i) ? dqDot[k][i] + last * dq[k][i] : 0;
      }
    }
    return true;
  }

  /** Returns the number of columns. */
  int columns() {
    return dx.length;
  }

  /** Returns the derivative at the inner stage of the last step by column {@code k}. */
  double[] stage(int k) {
    return dxStage[k];
  }

  /** Returns the derivative of the unknowns by column {@code k}; its owner goes on to use it. */
  double[] column(int k) {
    return dx[k];
  }

  /** Returns the derivative of the unknowns to the length of the run. */
  double[] ofLength() {
    return dx[states];
  }
}
