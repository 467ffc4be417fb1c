package org.ionspice.solver;

import java.util.Arrays;

/**
 * Keeps the factors of an older matrix as a preconditioner for new ones, where factors are dear and
 * values change little. A mutable workspace for one thread.
 *
 * <p>A matrix is factorised when the last one needed too many iterations, or when the iteration
 * fails; after a failure the next matrices are factorised at once, twice as many each time. A solution
 * counts when its row-wise backward error is as small as that of a direct solution may be.
 */
final class StaleFactors implements LinearSolver {
  private static final int MOST_PATIENCE = 64;

  private final SparsePattern pattern;
  private final LinearSolver direct;
  private final int most;
  private final IteratedSolution iterated;
  private final double[] latest;
  private boolean factored;
  private boolean fresh;
  private boolean slow;
  private int patience = 1;
  private int waiting;
  private long factorisations;

  /**
   * Wraps a direct solver.
   *
   * @param most iterations that together cost about as much as a factorisation
   */
  StaleFactors(SparsePattern pattern, LinearSolver direct, int most) {
    this.pattern = pattern;
    this.direct = direct;
    this.most = most;
    iterated = new IteratedSolution(pattern, direct::solve);
    latest = new double[pattern.entryCount()];
  }

  /** Returns the factorisations so far. */
  long factorisations() {
    return factorisations;
  }

  @Override
  public boolean refactor(double[] values) {
    System.arraycopy(values, 0, latest, 0, latest.length);
    if (!factored || slow || waiting > 0) {
      waiting = Math.max(0, waiting - 1);
      return factor();
    }
    fresh = false;
    return true;
  }

  private boolean factor() {
    factorisations++;
    slow = false;
    fresh = true;
    factored = direct.refactor(latest);
    return factored;
  }

  @Override
  public void solve(double[] b) {
    if (!fresh && iterate(b)) {
      return;
    }
    if (!fresh) {
      waiting = patience;
      patience = Math.min(MOST_PATIENCE, 2 * patience);
      if (!factor()) {
        Arrays.fill(b, 0, pattern.size(), Double.NaN);
        return;
      }
    }
    direct.solve(b);
  }

  private boolean iterate(double[] b) {
    boolean good = iterated.solve(latest, b, most);
    if (good) {
      slow = 2 * iterated.spent() > most;
      patience = slow ? patience : 1;
    }
    return good;
  }

  @Override
  public void solveTransposed(double[] b) {
    if (!fresh && !factor()) {
      Arrays.fill(b, 0, pattern.size(), Double.NaN);
      return;
    }
    direct.solveTransposed(b);
  }

  @Override
  public int singularRow() {
    return direct.singularRow();
  }

  @Override
  public void forget() {
    factored = false;
    waiting = 0;
    patience = 1;
    direct.forget();
  }
}
