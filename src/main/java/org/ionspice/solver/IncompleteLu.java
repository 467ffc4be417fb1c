package org.ionspice.solver;

import java.util.Arrays;

/**
 * Factors L U on the pattern of the matrix itself, what would fill in left out: near to the matrix
 * where its unknowns are weakly coupled. A mutable workspace for one thread.
 *
 * <p>J. A. Meijerink and H. A. van der Vorst, Math. Comp. 31 (1977) 148,
 * doi:10.1090/S0025-5718-1977-0438681-4.
 */
final class IncompleteLu {
  /** Part of the largest entry of its column below which a pivot is too small. */
  private static final double LEAST_PIVOT = 1e-6;

  private final SparsePattern pattern;

  /** Where the diagonal stands in each column. */
  private final int[] diagonal;

  private final double[] factors;
  private final double[] column;

  /** Prepares for a pattern; every diagonal entry must be in it. */
  IncompleteLu(SparsePattern pattern) {
    this.pattern = pattern;
    diagonal = new int[pattern.size()];
    for (int j = 0; j < diagonal.length; j++) {
      int[] starts = pattern.columnStarts();
      diagonal[j] = Arrays.binarySearch(pattern.rowIndices(), starts[j], starts[j + 1], j);
      if (diagonal[j] < 0) {
        throw new IllegalArgumentException("no entry on the diagonal of column " + j);
      }
    }
    factors = new double[pattern.entryCount()];
    column = new double[pattern.size()];
  }

  /** Returns the number of unknowns. */
  int size() {
    return diagonal.length;
  }

  /** Takes the values of a matrix; returns false when a pivot is too small. */
  boolean factor(double[] values) {
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    for (int j = 0; j < diagonal.length; j++) {
      int end = starts[j + 1];
      for (int p = starts[j]; p < end; p++) {
        column[rows[p]] = values[p];
      }
      for (int p = starts[j]; p < diagonal[j]; p++) {
        int k = rows[p];
        double u = column[k];
        if (u != 0) {
          // Rows outside this column take what would fill in; nobody reads them.
          int last = starts[k + 1];
          for (int s = diagonal[k] + 1; s < last; s++) {
            column[rows[s]] -= factors[s] * u;
          }
        }
      }
      double largest = 0;
      for (int p = diagonal[j]; p < end; p++) {
        largest = Math.max(largest, Math.abs(column[rows[p]]));
      }
      double pivot = column[j];
      if (!(Math.abs(pivot) > LEAST_PIVOT * largest)) {
        return false;
      }
      for (int p = starts[j]; p <= diagonal[j]; p++) {
        factors[p] = column[rows[p]];
      }
      for (int p = diagonal[j] + 1; p < end; p++) {
        factors[p] = column[rows[p]] / pivot;
      }
    }
    return true;
  }

  /** Replaces b by the solution of L U x = b. */
  void solve(double[] b) {
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    for (int j = 0; j < diagonal.length; j++) {
      double x = b[j];
      for (int p = diagonal[j] + 1; p < starts[j + 1]; p++) {
        b[rows[p]] -= factors[p] * x;
      }
    }
    for (int j = diagonal.length - 1; j >= 0; j--) {
      double x = b[j] / factors[diagonal[j]];
      b[j] = x;
      for (int p = starts[j]; p < diagonal[j]; p++) {
        b[rows[p]] -= factors[p] * x;
      }
    }
  }
}
