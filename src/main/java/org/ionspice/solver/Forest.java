package org.ionspice.solver;

/**
 * Trees of a matrix: an elimination without fill. Unknowns are numbered so that each comes before
 * its parent; a path becomes a tridiagonal sweep.
 */
final class Forest {
  /** Unknown of the matrix at each position. */
  final int[] unknowns;

  /** Position of the parent, -1 for a root. */
  private final int[] parents;

  private final int[] diagonalSlots;

  /** Places of a[k, parent] and of a[parent, k]. */
  private final int[] upSlots;

  private final int[] downSlots;
  private final double[] pivots;
  private final double[] up;
  private final double[] multipliers;
  private final double[] original;

  private Forest(SparsePattern pattern, int[] unknowns, int[] parents) {
    int n = unknowns.length;
    this.unknowns = unknowns;
    this.parents = parents;
    diagonalSlots = new int[n];
    upSlots = new int[n];
    downSlots = new int[n];
    pivots = new double[n];
    up = new double[n];
    multipliers = new double[n];
    original = new double[n];
    for (int k = 0; k < n; k++) {
      diagonalSlots[k] = StateElimination.slot(pattern, unknowns[k], unknowns[k]);
      if (parents[k] >= 0) {
        int parent = unknowns[parents[k]];
        upSlots[k] = StateElimination.slot(pattern, unknowns[k], parent);
        downSlots[k] = StateElimination.slot(pattern, parent, unknowns[k]);
      }
    }
  }

  /**
   * Numbers the trees.
   *
   * @param edgeStarts first edge of each unknown, then the number of edges
   * @param edges neighbours in the trees
   * @param wanted unknowns to include; whole trees
   */
  static Forest of(SparsePattern pattern, int[] edgeStarts, int[] edges, boolean[] wanted) {
    int n = pattern.size();
    int count = 0;
    for (boolean w : wanted) {
      count += w ? 1 : 0;
    }
    int[] order = new int[count];
    int[] parentOf = new int[n];
    boolean[] seen = new boolean[n];
    int next = 0;
    // An end of a path is its root, so that the sweep runs along neighbouring memory.
    for (int pass = 0; pass < 2; pass++) {
      for (int root = 0; root < n; root++) {
        boolean end = edgeStarts[root + 1] - edgeStarts[root] <= 1;
        if (!wanted[root] || seen[root] || pass == 0 && !end) {
          continue;
        }
        int from = next;
        seen[root] = true;
        parentOf[root] = -1;
        order[next++] = root;
        for (int k = from; k < next; k++) {
          for (int e = edgeStarts[order[k]]; e < edgeStarts[order[k] + 1]; e++) {
            if (!seen[edges[e]]) {
              seen[edges[e]] = true;
              parentOf[edges[e]] = order[k];
              order[next++] = edges[e];
            }
          }
        }
        reverse(order, from, next);
      }
    }
    int[] position = new int[n];
    for (int k = 0; k < count; k++) {
      position[order[k]] = k;
    }
    int[] parents = new int[count];
    for (int k = 0; k < count; k++) {
      parents[k] = parentOf[order[k]] < 0 ? -1 : position[parentOf[order[k]]];
    }
    return new Forest(pattern, order, parents);
  }

  private static void reverse(int[] list, int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      int t = list[i];
      list[i] = list[j];
      list[j] = t;
    }
  }

  int size() {
    return unknowns.length;
  }

  /** Eliminates; returns false when a pivot vanishes. */
  boolean factor(double[] values) {
    for (int k = 0; k < pivots.length; k++) {
      original[k] = values[diagonalSlots[k]];
      pivots[k] = original[k];
    }
    boolean good = true;
    for (int k = 0; k < pivots.length; k++) {
      double pivot = pivots[k];
      good &= Math.abs(pivot) > 1e-13 * Math.abs(original[k]);
      int parent = parents[k];
      if (parent >= 0) {
        up[k] = values[upSlots[k]];
        multipliers[k] = values[downSlots[k]] / pivot;
        pivots[parent] -= multipliers[k] * up[k];
      }
    }
    return good;
  }

  /** Returns whether the trees' entries are those of a symmetric matrix. */
  boolean isSymmetric(double[] values) {
    for (int k = 0; k < pivots.length; k++) {
      if (parents[k] >= 0 && values[upSlots[k]] != values[downSlots[k]]) {
        return false;
      }
    }
    return true;
  }

  /** Replaces b, by position, by the solution with the trees alone. */
  void solve(double[] b) {
    int n = pivots.length;
    for (int k = 0; k < n; k++) {
      if (parents[k] >= 0) {
        b[parents[k]] -= multipliers[k] * b[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double parent = parents[k] >= 0 ? up[k] * b[parents[k]] : 0;
      b[k] = (b[k] - parent) / pivots[k];
    }
  }

  /** Sets {@code y} to the trees' matrix times {@code x}, by position. */
  void multiply(double[] x, double[] y) {
    for (int k = 0; k < pivots.length; k++) {
      y[k] = original[k] * x[k];
    }
    for (int k = 0; k < pivots.length; k++) {
      int parent = parents[k];
      if (parent >= 0) {
        y[k] += up[k] * x[parent];
        y[parent] += multipliers[k] * pivots[k] * x[k];
      }
    }
  }
}
