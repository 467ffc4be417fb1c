package org.ionspice.solver;

import java.util.Arrays;

/** Scales columns, then rows, to a largest entry in [1, 2) by powers of two, which round nothing. */
final class Equilibration {
  private final SparsePattern pattern;
  final double[] rows;
  final double[] columns;

  /** Products of row and column scale by entry. */
  final double[] entries;

  Equilibration(SparsePattern pattern) {
    this.pattern = pattern;
    rows = new double[pattern.size()];
    columns = new double[pattern.size()];
    entries = new double[pattern.entryCount()];
  }

  /** Finds the scales. */
  void of(double[] values) {
    int[] starts = pattern.columnStarts();
    int[] indices = pattern.rowIndices();
    Arrays.fill(rows, 0.0);
    for (int column = 0; column < columns.length; column++) {
      double largest = 0.0;
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        largest = Math.max(largest, Math.abs(values[p]));
      }
      columns[column] = scaleFor(largest);
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        double size = Math.abs(values[p]) * columns[column];
        rows[indices[p]] = Math.max(rows[indices[p]], size);
      }
    }
    for (int row = 0; row < rows.length; row++) {
      rows[row] = scaleFor(rows[row]);
    }
    for (int column = 0; column < columns.length; column++) {
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        entries[p] = columns[column] * rows[indices[p]];
      }
    }
  }

  /** Returns the power of two that brings a size to [1, 2), 1 for zero and non-finite sizes. */
  static double scaleFor(double size) {
    if (!(size > 0.0) || Double.isInfinite(size)) {
      return 1.0;
    }
    // Bounded so that products of a row and a column scale stay normal numbers.
    return Math.scalb(1.0, -Math.max(-500, Math.min(500, Math.getExponent(size))));
  }
}
