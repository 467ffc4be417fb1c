package org.ionspice.solver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of trees of linear elements, such as the rows and the columns of a crossbar, that devices
 * join only with one another.
 *
 * @param first the larger set
 * @param second the other
 */
record WireHalves(Forest first, Forest second) {
  /** Mean number of unknowns in a tree below which wires are not what the matrix is about. */
  private static final int SHORTEST = 4;

  /**
   * Looks for two halves of wires in a matrix; returns null when it has no such structure.
   *
   * @param kinds what stands at each entry, {@link EntryKind}; linear ones between two unknowns are
   *     wires
   */
  static @Nullable WireHalves of(SparsePattern pattern, byte[] kinds) {
    int n = pattern.size();
    boolean[] wire = new boolean[kinds.length];
    for (int p = 0; p < wire.length; p++) {
      wire[p] = kinds[p] == EntryKind.LINEAR;
    }
    int[] edgeStarts = new int[n + 1];
    int[] edges = new int[pattern.entryCount()];
    int count = 0;
    int[] root = new int[n];
    for (int i = 0; i < n; i++) {
      root[i] = i;
    }
    int trees = n;
    for (int column = 0; column < n; column++) {
      if (StateElimination.slot(pattern, column, column) < 0) {
        return null;
      }
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        int mirror = StateElimination.slot(pattern, column, row);
        if (mirror < 0 || wire[mirror] != wire[p]) {
          return null;
        }
        if (row != column && wire[p]) {
          edges[count++] = row;
          if (row < column) {
            int a = find(root, row);
            int b = find(root, column);
            if (a == b) {
              return null; // a loop of wires
            }
            root[a] = b;
            trees--;
          }
        }
      }
      edgeStarts[column + 1] = count;
    }
    if (trees * SHORTEST > n) {
      return null;
    }
    boolean[] inFirst = halves(pattern, wire, root);
    if (inFirst.length == 0) {
      return null;
    }
    boolean[] inSecond = new boolean[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      inSecond[i] = !inFirst[i];
      size += inFirst[i] ? 1 : 0;
    }
    if (size == 0 || size == n) {
      return null;
    }
    int[] neighbours = Arrays.copyOf(edges, count);
    Forest one = Forest.of(pattern, edgeStarts, neighbours, inFirst);
    Forest two = Forest.of(pattern, edgeStarts, neighbours, inSecond);
    return one.size() >= two.size() ? new WireHalves(one, two) : new WireHalves(two, one);
  }

  private static int find(int[] root, int i) {
    int k = i;
    while (root[k] != k) {
      root[k] = root[root[k]];
      k = root[k];
    }
    return k;
  }

  /** Colours the trees so that devices join different colours; empty when that is impossible. */
  private static boolean[] halves(SparsePattern pattern, boolean[] wire, int[] root) {
    int n = pattern.size();
    int[] memberStarts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      memberStarts[find(root, i) + 1]++;
    }
    for (int i = 0; i < n; i++) {
      memberStarts[i + 1] += memberStarts[i];
    }
    int[] members = new int[n];
    int[] next = memberStarts.clone();
    for (int i = 0; i < n; i++) {
      members[next[find(root, i)]++] = i;
    }
    byte[] colour = new byte[n];
    int[] queue = new int[n];
    for (int start = 0; start < n; start++) {
      if (find(root, start) != start || colour[start] != 0) {
        continue;
      }
      int head = 0;
      int tail = 0;
      colour[start] = 1;
      queue[tail++] = start;
      while (head < tail) {
        int tree = queue[head++];
        for (int m = memberStarts[tree]; m < memberStarts[tree + 1]; m++) {
          int column = members[m];
          for (int p = pattern.columnStarts()[column];
              p < pattern.columnStarts()[column + 1];
              p++) {
            int row = pattern.rowIndices()[p];
            int other = find(root, row);
            if (row == column || wire[p]) {
              continue;
            }
            if (colour[other] == 0) {
              colour[other] = (byte) -colour[tree];
              queue[tail++] = other;
            } else if (colour[other] == colour[tree]) {
              return new boolean[0];
            }
          }
        }
      }
    }
    boolean[] inFirst = new boolean[n];
    for (int i = 0; i < n; i++) {
      inFirst[i] = colour[find(root, i)] > 0;
    }
    return inFirst;
  }
}
