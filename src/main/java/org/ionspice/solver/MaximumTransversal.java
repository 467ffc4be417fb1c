package org.ionspice.solver;

import java.util.Arrays;

/**
 * Finds a row for every column so that the matched entries can be moved to the diagonal.
 *
 * <p>Depth-first augmenting paths with a look-ahead for free rows, after I. S. Duff, "On algorithms
 * for obtaining a maximum transversal", ACM Trans. Math. Softw. 7 (1981) 315-330 (MC21). Entries
 * already on the diagonal are kept where possible: nodal matrices are best pivoted there.
 */
final class MaximumTransversal {
  private final SparsePattern pattern;
  private final int[] rowOfColumn;
  private final int[] columnOfRow;

  /** Next entry of each column that the look-ahead has not yet seen. */
  private final int[] lookAhead;

  /** Next entry of each column on the current path. */
  private final int[] position;

  private final int[] visitedBy;
  private final int[] path;
  private final int[] pathRow;

  private MaximumTransversal(SparsePattern pattern) {
    int n = pattern.size();
    this.pattern = pattern;
    rowOfColumn = new int[n];
    columnOfRow = new int[n];
    lookAhead = Arrays.copyOf(pattern.columnStarts(), n);
    position = new int[n];
    visitedBy = new int[n];
    path = new int[n];
    pathRow = new int[n];
    Arrays.fill(rowOfColumn, -1);
    Arrays.fill(columnOfRow, -1);
    Arrays.fill(visitedBy, -1);
  }

  /** Returns the row matched to each column, or -1 where the pattern is structurally singular. */
  static int[] rowOfColumn(SparsePattern pattern) {
    var search = new MaximumTransversal(pattern);
    search.keepDiagonal();
    for (int column = 0; column < pattern.size(); column++) {
      if (search.rowOfColumn[column] < 0) {
        search.augment(column);
      }
    }
    return search.rowOfColumn;
  }

  private void keepDiagonal() {
    int[] starts = pattern.columnStarts();
    for (int column = 0; column < pattern.size(); column++) {
      int found =
          Arrays.binarySearch(pattern.rowIndices(), starts[column], starts[column + 1], column);
      if (found >= 0) {
        rowOfColumn[column] = column;
        columnOfRow[column] = column;
      }
    }
  }

  private void augment(int root) {
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    int depth = 0;
    enter(root, root, 0);
    while (depth >= 0) {
      int column = path[depth];
      int end = starts[column + 1];
      if (position[column] == starts[column] && takeFreeRow(column, depth)) {
        return;
      }
      boolean deeper = false;
      while (position[column] < end && !deeper) {
        int row = rows[position[column]++];
        int next = columnOfRow[row];
        if (visitedBy[next] != root) {
          pathRow[depth] = row;
          depth++;
          enter(next, root, depth);
          deeper = true;
        }
      }
      if (!deeper) {
        depth--;
      }
    }
  }

  private void enter(int column, int root, int depth) {
    path[depth] = column;
    visitedBy[column] = root;
    position[column] = pattern.columnStarts()[column];
  }

  private boolean takeFreeRow(int column, int depth) {
    int end = pattern.columnStarts()[column + 1];
    int[] rows = pattern.rowIndices();
    while (lookAhead[column] < end) {
      int row = rows[lookAhead[column]++];
      if (columnOfRow[row] < 0) {
        pathRow[depth] = row;
        for (int d = depth; d >= 0; d--) {
          rowOfColumn[path[d]] = pathRow[d];
          columnOfRow[pathRow[d]] = path[d];
        }
        return true;
      }
    }
    return false;
  }
}
