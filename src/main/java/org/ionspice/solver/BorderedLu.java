package org.ionspice.solver;

/**
 * Solves (A, b; c', d) (x; y) = right side, for a sparse A that may itself be singular, as at a fold
 * of a curve of solutions. Mutable workspace, for one thread; allocates nothing after it was made.
 */
public final class BorderedLu {
  private final SparsePattern inner;
  private final double[] column;
  private final int[] columnRows;
  private final double[] values;
  private final SparseLu factors;

  /**
   * Analyses the pattern of A with a full row below it and a column beside it.
   *
   * @param column b, length size of A; only its entries that are not zero are stored
   */
  public BorderedLu(SparsePattern inner, double[] column) {
    this.inner = inner;
    this.column = column.clone();
    int n = inner.size();
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += column[i] != 0 ? 1 : 0;
    }
    columnRows = new int[count];
    int[] starts = new int[n + 2];
    int[] rows = new int[inner.entryCount() + n + count + 1];
    int at = 0;
    for (int j = 0; j < n; j++) {
      for (int s = inner.columnStarts()[j]; s < inner.columnStarts()[j + 1]; s++) {
        rows[at++] = inner.rowIndices()[s];
      }
      rows[at++] = n;
      starts[j + 1] = at;
    }
    for (int i = 0, k = 0; i < n; i++) {
      if (column[i] != 0) {
        columnRows[k++] = i;
        rows[at++] = i;
      }
    }
    rows[at++] = n;
    starts[n + 1] = at;
    values = new double[at];
    factors = SparseLu.analyse(new SparsePattern(n + 1, starts, rows));
  }

  /**
   * Takes the values of A in the order of its pattern, the row c and the corner d; returns false when
   * the whole is singular.
   */
  public boolean refactor(double[] a, double[] row, double corner) {
    int at = 0;
    int n = inner.size();
    for (int j = 0; j < n; j++) {
      int from = inner.columnStarts()[j];
      int count = inner.columnStarts()[j + 1] - from;
      System.arraycopy(a, from, values, at, count);
      at += count;
      values[at++] = row[j];
    }
    for (int i : columnRows) {
      values[at++] = column[i];
    }
    values[at] = corner;
    return factors.refactor(values);
  }

  /** Replaces the right side, length size of A + 1, by the solution. */
  public void solve(double[] rightSide) {
    factors.solve(rightSide);
  }
}
