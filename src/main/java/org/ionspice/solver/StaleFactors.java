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
final class StaleFactors implements LinearSolver, BiCgStab.Operator {
  /** Row-wise backward error of a solution. */
  private static final double LIMIT = 1e-13;

  private static final int MOST_PATIENCE = 64;

  /** Residuals that are solved one after the other, each to {@link #PER_ROUND} of its size. */
  private static final int ROUNDS = 4;

  private static final double PER_ROUND = 1e-7;

  private final SparsePattern pattern;
  private final LinearSolver direct;
  private final int most;
  private final BiCgStab krylov;
  private final BackwardError error;
  private final double[] latest;
  private final double[] right;
  private final double[] x;
  private final double[] sum;
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
    int n = pattern.size();
    krylov = new BiCgStab(n, PER_ROUND);
    error = new BackwardError(pattern);
    latest = new double[pattern.entryCount()];
    right = new double[n + 1];
    x = new double[n + 1];
    sum = new double[n + 1];
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

  /** Iterates on the residual until it is that of a direct solution; leaves b alone if it fails. */
  private boolean iterate(double[] b) {
    int n = pattern.size();
    System.arraycopy(b, 0, right, 0, n);
    Arrays.fill(sum, 0);
    int spent = 0;
    boolean good = false;
    for (int round = 0; round < ROUNDS && !good; round++) {
      double[] residual = round == 0 ? right : error.residual();
      if (spent >= most || !krylov.solve(this, residual, x, most - spent)) {
        return false;
      }
      spent += krylov.iterations();
      for (int i = 0; i < n; i++) {
        sum[i] += x[i];
      }
      good = error.of(latest, sum, right, false) <= LIMIT;
    }
    if (good) {
      slow = 2 * spent > most;
      patience = slow ? patience : 1;
      System.arraycopy(sum, 0, b, 0, n);
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
  public void multiply(double[] from, double[] to) {
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    Arrays.fill(to, 0, pattern.size(), 0);
    for (int column = 0; column < pattern.size(); column++) {
      double value = from[column];
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        to[rows[p]] += latest[p] * value;
      }
    }
  }

  @Override
  public void precondition(double[] vector) {
    direct.solve(vector);
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
