package org.ionspice.solver;

import java.util.Arrays;

/**
 * Holds the growing non-zero structure of one LU factorisation; mutable, one thread.
 *
 * <p>Finds the structure of each column by depth-first search through the columns of L already done
 * (J. R. Gilbert and T. Peierls, "Sparse partial pivoting in time proportional to arithmetic
 * operations", SIAM J. Sci. Stat. Comput. 9 (1988) 862-874), in columns shortened by symmetric
 * pruning (S. C. Eisenstat and J. W. H. Liu, "Exploiting structural symmetry in unsymmetric sparse
 * symbolic factorization", SIAM J. Matrix Anal. Appl. 13 (1992) 202-211). Knows no values, so the
 * real and the complex factorisation share it.
 */
final class LuStructure {
  final SymbolicLu symbolic;

  /** Position of each original row, -1 while it is no pivot. */
  final int[] positionOfRow;

  /** Original pivot row at each position. */
  final int[] pivotRow;

  /** Columns of L below the diagonal: original rows until {@link #finish}, then positions. */
  final int[] lowerStarts;

  int[] lowerIndices;

  /** Columns of U above the diagonal, in an order that respects dependencies. */
  final int[] upperStarts;

  int[] upperIndices;

  /** Entries of each column in the rows of earlier blocks. */
  final int[] outerStarts;

  int[] outerIndices;

  /** Position of the row of every entry of the pattern, valid after {@link #finish}. */
  final int[] entryPositions;

  /** Rows of the current column that are not pivots yet, in [0, candidateCount). */
  final int[] candidates;

  int candidateCount;

  /** The columns of L again, reordered by pruning; only the search reads them. */
  private int[] searchIndices;

  private final int[] searchEnds;
  private final boolean[] pruned;
  private final int[] mark;
  private final int[] path;
  private final int[] pathPosition;
  private final int[] reached;

  LuStructure(SymbolicLu symbolic) {
    int n = symbolic.pattern().size();
    int entries = symbolic.pattern().entryCount();
    this.symbolic = symbolic;
    positionOfRow = new int[n];
    pivotRow = new int[n];
    lowerStarts = new int[n + 1];
    upperStarts = new int[n + 1];
    outerStarts = new int[n + 1];
    lowerIndices = new int[entries + n];
    searchIndices = new int[entries + n];
    upperIndices = new int[entries + n];
    outerIndices = new int[16];
    entryPositions = new int[entries];
    candidates = new int[n];
    searchEnds = new int[n];
    pruned = new boolean[n];
    mark = new int[n];
    path = new int[n];
    pathPosition = new int[n];
    reached = new int[n];
  }

  /** Forgets the pivots of an earlier factorisation. */
  void begin() {
    Arrays.fill(positionOfRow, -1);
    Arrays.fill(mark, -1);
    Arrays.fill(pruned, false);
  }

  /**
   * Finds the structure of the column at position k: its part of U, the candidate rows and the rows
   * of earlier blocks.
   */
  void reach(int k, int blockStart) {
    int column = symbolic.columnOrder()[k];
    int[] starts = symbolic.pattern().columnStarts();
    int[] rows = symbolic.pattern().rowIndices();
    int n = symbolic.pattern().size();
    int outer = outerStarts[k];
    outerIndices = withRoom(outerIndices, outer + starts[column + 1] - starts[column]);
    candidateCount = 0;
    int top = n;
    for (int p = starts[column]; p < starts[column + 1]; p++) {
      int row = rows[p];
      int position = positionOfRow[row];
      if (position < 0) {
        addCandidate(row, k);
      } else if (position < blockStart) {
        outerIndices[outer++] = position;
      } else if (mark[row] != k) {
        top = search(position, k, top);
      }
    }
    outerStarts[k + 1] = outer;
    int upper = upperStarts[k];
    upperIndices = withRoom(upperIndices, upper + n - top);
    System.arraycopy(reached, top, upperIndices, upper, n - top);
    upperStarts[k + 1] = upper + n - top;
  }

  private void addCandidate(int row, int k) {
    if (mark[row] != k) {
      mark[row] = k;
      candidates[candidateCount++] = row;
    }
  }

  private int search(int root, int k, int topBefore) {
    int top = topBefore;
    int depth = 0;
    path[0] = root;
    pathPosition[0] = lowerStarts[root];
    mark[pivotRow[root]] = k;
    while (depth >= 0) {
      int position = path[depth];
      int end = searchEnds[position];
      int p = pathPosition[depth];
      boolean deeper = false;
      while (p < end && !deeper) {
        int row = searchIndices[p++];
        if (mark[row] != k) {
          mark[row] = k;
          int next = positionOfRow[row];
          if (next < 0) {
            candidates[candidateCount++] = row;
          } else {
            pathPosition[depth] = p;
            depth++;
            path[depth] = next;
            pathPosition[depth] = lowerStarts[next];
            deeper = true;
          }
        }
      }
      if (!deeper) {
        reached[--top] = position;
        depth--;
      }
    }
    return top;
  }

  /** Makes a candidate the pivot at position k, the others column k of L, and prunes. */
  void pivot(int k, int row) {
    positionOfRow[row] = k;
    pivotRow[k] = row;
    int next = lowerStarts[k];
    lowerIndices = withRoom(lowerIndices, next + candidateCount);
    searchIndices = withRoom(searchIndices, next + candidateCount);
    for (int c = 0; c < candidateCount; c++) {
      if (candidates[c] != row) {
        lowerIndices[next] = candidates[c];
        searchIndices[next++] = candidates[c];
      }
    }
    lowerStarts[k + 1] = next;
    searchEnds[k] = next;
    for (int u = upperStarts[k]; u < upperStarts[k + 1]; u++) {
      if (!pruned[upperIndices[u]]) {
        prune(upperIndices[u], row);
      }
    }
  }

  /** Shortens column t of L to its pivotal rows once row {@code row} of it became a pivot. */
  private void prune(int t, int row) {
    boolean symmetric = false;
    for (int p = lowerStarts[t]; p < lowerStarts[t + 1] && !symmetric; p++) {
      symmetric = searchIndices[p] == row;
    }
    if (!symmetric) {
      return;
    }
    int head = lowerStarts[t];
    int tail = lowerStarts[t + 1];
    while (head < tail) {
      int candidate = searchIndices[head];
      if (positionOfRow[candidate] >= 0) {
        head++;
      } else {
        tail--;
        searchIndices[head] = searchIndices[tail];
        searchIndices[tail] = candidate;
      }
    }
    searchEnds[t] = tail;
    pruned[t] = true;
  }

  /** Renumbers the rows of L to positions and maps the entries of the pattern. */
  void finish() {
    int end = lowerStarts[symbolic.pattern().size()];
    for (int p = 0; p < end; p++) {
      lowerIndices[p] = positionOfRow[lowerIndices[p]];
    }
    int[] rows = symbolic.pattern().rowIndices();
    for (int p = 0; p < entryPositions.length; p++) {
      entryPositions[p] = positionOfRow[rows[p]];
    }
  }

  /** Returns a row of the block that is no pivot yet, the preferred one if possible. */
  int openRow(int k, int blockEnd) {
    for (int position = k; position < blockEnd; position++) {
      if (positionOfRow[symbolic.rowOrder()[position]] < 0) {
        return symbolic.rowOrder()[position];
      }
    }
    for (int row = 0; row < positionOfRow.length; row++) {
      if (positionOfRow[row] < 0) {
        return row;
      }
    }
    return -1;
  }

  /** Returns whether bringing rows and columns to the order of the pivots changes the sign. */
  boolean isOddPermutation() {
    int[] columnOfRow = new int[pivotRow.length];
    for (int k = 0; k < pivotRow.length; k++) {
      columnOfRow[pivotRow[k]] = symbolic.columnOrder()[k];
    }
    boolean odd = false;
    boolean[] seen = new boolean[pivotRow.length];
    for (int start = 0; start < pivotRow.length; start++) {
      int length = 0;
      for (int row = start; !seen[row]; row = columnOfRow[row]) {
        seen[row] = true;
        length++;
      }
      odd ^= length > 0 && length % 2 == 0; // every even cycle changes the sign
    }
    return odd;
  }

  /** Returns the structure if every preferred pivot is taken, to count it. */
  static LuStructure onDiagonal(SymbolicLu symbolic) {
    LuStructure structure = new LuStructure(symbolic);
    structure.begin();
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        structure.reach(k, blocks[block]);
        structure.pivot(k, symbolic.rowOrder()[k]);
      }
    }
    return structure;
  }

  /** Returns the stored entries of L, U (one diagonal) and of the off-diagonal blocks. */
  int fill() {
    int n = symbolic.pattern().size();
    return n + lowerStarts[n] + upperStarts[n] + outerStarts[n];
  }

  /** Returns the multiplications and additions and divisions of one refactorisation. */
  long flops() {
    int n = symbolic.pattern().size();
    long flops = lowerStarts[n];
    for (int u = 0; u < upperStarts[n]; u++) {
      int t = upperIndices[u];
      flops += 2L * (lowerStarts[t + 1] - lowerStarts[t]);
    }
    return flops;
  }

  private static int[] withRoom(int[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, needed + needed / 2);
  }
}
