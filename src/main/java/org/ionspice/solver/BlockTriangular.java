package org.ionspice.solver;

import java.util.Arrays;

/**
 * Orders the columns of a matched pattern into block upper triangular form.
 *
 * <p>The blocks are the strongly connected components of the column graph; R. Tarjan, "Depth-first
 * search and linear graph algorithms", SIAM J. Comput. 1 (1972) 146-160, emits them so that a
 * column's rows lie in its own or in earlier blocks.
 *
 * @param columns columns in their new order; the matched rows follow the same order
 * @param blockStarts first position of each block, then the size
 */
record BlockTriangular(int[] columns, int[] blockStarts) {

  /** Finds the blocks; every column must have a row in {@code rowOfColumn}. */
  static BlockTriangular of(SparsePattern pattern, int[] rowOfColumn) {
    int n = pattern.size();
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    int[] columnOfRow = new int[n];
    for (int column = 0; column < n; column++) {
      columnOfRow[rowOfColumn[column]] = column;
    }

    int[] order = new int[n];
    int[] blocks = new int[n + 1];
    int emitted = 0;
    int blockCount = 0;
    int[] found = new int[n]; // discovery number, -1 unseen
    int[] low = new int[n];
    boolean[] open = new boolean[n];
    int[] position = Arrays.copyOf(starts, n);
    int[] path = new int[n];
    int[] waiting = new int[n];
    int waitingCount = 0;
    int clock = 0;
    Arrays.fill(found, -1);

    for (int root = 0; root < n; root++) {
      if (found[root] >= 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      while (depth >= 0) {
        int column = path[depth];
        if (found[column] < 0) {
          found[column] = clock;
          low[column] = clock++;
          open[column] = true;
          waiting[waitingCount++] = column;
        }
        boolean deeper = false;
        while (position[column] < starts[column + 1] && !deeper) {
          int next = columnOfRow[rows[position[column]++]];
          if (found[next] < 0) {
            path[++depth] = next;
            deeper = true;
          } else if (open[next]) {
            low[column] = Math.min(low[column], found[next]);
          }
        }
        if (deeper) {
          continue;
        }
        if (low[column] == found[column]) {
          int member;
          do {
            member = waiting[--waitingCount];
            open[member] = false;
            order[emitted++] = member;
          } while (member != column);
          blocks[++blockCount] = emitted;
        }
        depth--;
        if (depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[column]);
        }
      }
    }
    return new BlockTriangular(order, Arrays.copyOf(blocks, blockCount + 1));
  }
}
