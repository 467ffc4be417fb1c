package org.ionspice.solver;

/**
 * Where a square matrix may be non-zero, column-compressed; shared by all matrices of a circuit.
 *
 * @param size number of rows and columns
 * @param columnStarts length size + 1
 * @param rowIndices rows of each column, ascending
 */
public record SparsePattern(int size, int[] columnStarts, int[] rowIndices) {
  /** Returns the number of stored entries. */
  public int entryCount() {
    return columnStarts[size];
  }
}
