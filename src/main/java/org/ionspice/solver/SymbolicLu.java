package org.ionspice.solver;

import java.util.Arrays;

/**
 * Holds what a factorisation needs to know before any number: the two orders and the blocks.
 *
 * @param pattern the analysed matrix
 * @param rowOrder original row preferred as pivot at each position
 * @param columnOrder original column at each position
 * @param blockStarts first position of each diagonal block, then the size
 * @param freeRow a row that no column can be matched to, -1 when structurally regular
 * @param freeColumn a column that no row can be matched to, -1 when structurally regular
 */
record SymbolicLu(
    SparsePattern pattern,
    int[] rowOrder,
    int[] columnOrder,
    int[] blockStarts,
    int freeRow,
    int freeColumn) {

  /** Matches, splits into blocks and orders each block for little fill. */
  static SymbolicLu analyse(SparsePattern pattern) {
    int n = pattern.size();
    int[] rowOfColumn = MaximumTransversal.rowOfColumn(pattern);
    boolean[] taken = new boolean[n];
    int freeColumn = -1;
    for (int column = n - 1; column >= 0; column--) {
      if (rowOfColumn[column] >= 0) {
        taken[rowOfColumn[column]] = true;
      } else {
        freeColumn = column;
      }
    }
    int freeRow = -1;
    int row = 0;
    for (int column = 0; column < n; column++) {
      if (rowOfColumn[column] < 0) {
        while (taken[row]) {
          row++;
        }
        freeRow = freeRow < 0 ? row : freeRow;
        rowOfColumn[column] = row++;
      }
    }

    BlockTriangular blocks = BlockTriangular.of(pattern, rowOfColumn);
    int[] columnOrder = blocks.columns();
    int[] starts = blocks.blockStarts();
    int[] local = new int[n];
    Arrays.fill(local, -1);
    int[] columnOfRow = new int[n];
    for (int column = 0; column < n; column++) {
      columnOfRow[rowOfColumn[column]] = column;
    }
    for (int block = 0; block + 1 < starts.length; block++) {
      if (starts[block + 1] - starts[block] > 2) {
        orderBlock(pattern, columnOfRow, columnOrder, starts[block], starts[block + 1], local);
      }
    }
    int[] rowOrder = new int[n];
    for (int k = 0; k < n; k++) {
      rowOrder[k] = rowOfColumn[columnOrder[k]];
    }
    return new SymbolicLu(pattern, rowOrder, columnOrder, starts, freeRow, freeColumn);
  }

  /** Takes an order of the diagonal entries of a matrix that is one block. */
  static SymbolicLu ofBlock(SparsePattern pattern, int[] order) {
    return new SymbolicLu(pattern, order, order, new int[] {0, pattern.size()}, -1, -1);
  }

  private static void orderBlock(
      SparsePattern pattern, int[] columnOfRow, int[] order, int from, int to, int[] local) {
    int[] columns = Arrays.copyOfRange(order, from, to);
    Arrays.sort(columns); // the same circuit gives the same order however Tarjan walked it
    for (int k = 0; k < columns.length; k++) {
      local[columns[k]] = k;
    }
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    int[] edgeStarts = new int[columns.length + 1];
    int count = 0;
    for (int k = 0; k < columns.length; k++) {
      for (int p = starts[columns[k]]; p < starts[columns[k] + 1]; p++) {
        count += local[columnOfRow[rows[p]]] >= 0 ? 1 : 0;
      }
      edgeStarts[k + 1] = count;
    }
    int[] edges = new int[count];
    int next = 0;
    for (int column : columns) {
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        int neighbour = local[columnOfRow[rows[p]]];
        if (neighbour >= 0) {
          edges[next++] = neighbour;
        }
      }
    }
    int[] degreeOrder = MinimumDegree.order(columns.length, edgeStarts, edges);
    for (int k = 0; k < columns.length; k++) {
      order[from + k] = columns[degreeOrder[k]];
      local[columns[k]] = -1;
    }
  }
}
