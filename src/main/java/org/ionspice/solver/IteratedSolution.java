package org.ionspice.solver;

import java.util.Arrays;

/**
 * Solves systems by iterations on what is left of the right-hand side, until the solution is as good
 * as a direct one. A mutable workspace for one thread.
 */
final class IteratedSolution implements BiCgStab.Operator {
  /** Row-wise backward error of a solution. */
  private static final double LIMIT = 1e-13;

  /** Residuals that are solved one after the other, each to {@link #PER_ROUND} of its size. */
  private static final int ROUNDS = 4;

  private static final double PER_ROUND = 1e-7;

  /** Resembles the inverse of the matrix. */
  interface Preconditioner {
    /** Replaces {@code vector} by something near to the solution for it. */
    void apply(double[] vector);
  }

  private final SparsePattern pattern;
  private final Preconditioner preconditioner;
  private final BiCgStab krylov;
  private final BackwardError error;
  private final double[] right;
  private final double[] x;
  private final double[] sum;
  private double[] values = {};
  private int spent;

  IteratedSolution(SparsePattern pattern, Preconditioner preconditioner) {
    this.pattern = pattern;
    this.preconditioner = preconditioner;
    int n = pattern.size();
    krylov = new BiCgStab(n);
    error = new BackwardError(pattern);
    right = new double[n + 1];
    x = new double[n + 1];
    sum = new double[n + 1];
  }

  /**
   * Replaces b by the solution for the matrix of these values; leaves b alone and returns false when
   * more than {@code most} iterations would be needed, or rounding stands in the way.
   */
  boolean solve(double[] matrix, double[] b, int most) {
    values = matrix;
    int n = pattern.size();
    System.arraycopy(b, 0, right, 0, n);
    Arrays.fill(sum, 0);
    spent = 0;
    boolean good = false;
    for (int round = 0; round < ROUNDS && !good; round++) {
      double[] residual = round == 0 ? right : error.residual();
      if (spent >= most || !krylov.solve(this, residual, x, PER_ROUND, most - spent)) {
        return false;
      }
      spent += krylov.iterations();
      for (int i = 0; i < n; i++) {
        sum[i] += x[i];
      }
      good = error.of(matrix, sum, right, false) <= LIMIT;
    }
    if (good) {
      System.arraycopy(sum, 0, b, 0, n);
    }
    return good;
  }

  /** Returns the iterations of the last solution. */
  int spent() {
    return spent;
  }

  @Override
  public void multiply(double[] from, double[] to) {
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    Arrays.fill(to, 0, pattern.size(), 0);
    for (int column = 0; column < pattern.size(); column++) {
      double value = from[column];
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        to[rows[p]] += values[p] * value;
      }
    }
  }

  @Override
  public void precondition(double[] vector) {
    preconditioner.apply(vector);
  }
}
