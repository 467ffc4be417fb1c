package org.ionspice.solver;

import java.util.Arrays;

/**
 * Solves large irregular networks whose unknowns each hang mostly on themselves, as neurons with
 * capacitances do in short time steps: factors without fill are so near to their matrices that a few
 * iterations give a direct solution's digits, while the fill of exact factors is that of a dense
 * matrix. A mutable workspace for one thread.
 *
 * <p>Where the iterations do not lead there, the matrix is given to an exact solver, and the next ones
 * at once, twice as many each time.
 */
final class WeakCoupling implements LinearSolver {
  private static final int MOST_PATIENCE = 64;

  private final LinearSolver exact;
  private final int most;
  private final IncompleteLu near;
  private final IteratedSolution iterated;
  private final double[] latest;

  /** Whether the factors without fill are those of the latest matrix, and whether the exact ones. */
  private boolean nearly;

  private boolean exactly;
  private int patience = 1;
  private int waiting;

  /**
   * Wraps an exact solver.
   *
   * @param pattern with all entries of the diagonal
   * @param most iterations that together cost much less than a factorisation
   */
  WeakCoupling(SparsePattern pattern, LinearSolver exact, int most) {
    this.exact = exact;
    this.most = most;
    near = new IncompleteLu(pattern);
    iterated = new IteratedSolution(pattern, near::solve);
    latest = new double[pattern.entryCount()];
  }

  @Override
  public boolean refactor(double[] values) {
    System.arraycopy(values, 0, latest, 0, latest.length);
    exactly = false;
    nearly = waiting == 0 && near.factor(latest);
    if (nearly) {
      return true;
    }
    if (waiting > 0) {
      waiting--;
    } else {
      wait(patience);
    }
    return factor();
  }

  private void wait(int matrices) {
    waiting = matrices;
    patience = Math.min(MOST_PATIENCE, 2 * matrices);
  }

  private boolean factor() {
    exactly = exact.refactor(latest);
    return exactly;
  }

  @Override
  public void solve(double[] b) {
    if (nearly && !exactly) {
      if (iterated.solve(latest, b, most)) {
        patience = 1;
        return;
      }
      wait(patience);
    }
    if (!exactly && !factor()) {
      Arrays.fill(b, 0, near.size(), Double.NaN);
      return;
    }
    exact.solve(b);
  }

  @Override
  public void solveTransposed(double[] b) {
    if (!exactly && !factor()) {
      Arrays.fill(b, 0, near.size(), Double.NaN);
      return;
    }
    exact.solveTransposed(b);
  }

  @Override
  public int singularRow() {
    return exact.singularRow();
  }

  @Override
  public void forget() {
    exactly = false;
    waiting = 0;
    patience = 1;
    exact.forget();
  }
}
