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

  /** Whether every parent is the next position, as in wires without branches. */
  private final boolean chains;

  private final int[] diagonalSlots;

  /** Places of a[k, parent] and of a[parent, k]. */
  private final int[] upSlots;

  private final int[] downSlots;
  private final double[] pivots;

  /** 1 / pivot, and what a parent's value takes from a child's: a division is slow in a chain. */
  private final double[] inverses;

  private final double[] shares;
  private final double[] multipliers;

  private Forest(SparsePattern pattern, int[] unknowns, int[] parents) {
    int n = unknowns.length;
    this.unknowns = unknowns;
    this.parents = parents;
    diagonalSlots = new int[n];
    upSlots = new int[n];
    downSlots = new int[n];
    pivots = new double[n];
    inverses = new double[n];
    shares = new double[n];
    multipliers = new double[n];
    boolean next = true;
    for (int k = 0; k < n; k++) {
      next &= parents[k] < 0 || parents[k] == k + 1;
    }
    chains = next;
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
      pivots[k] = values[diagonalSlots[k]];
    }
    boolean good = true;
    for (int k = 0; k < pivots.length; k++) {
      double pivot = pivots[k];
      good &= Math.abs(pivot) > 1e-13 * Math.abs(values[diagonalSlots[k]]);
      int parent = parents[k];
      double inverse = 1 / pivot;
      inverses[k] = inverse;
      if (parent >= 0) {
        double up = values[upSlots[k]];
        shares[k] = up * inverse;
        multipliers[k] = values[downSlots[k]] * inverse;
        pivots[parent] -= multipliers[k] * up;
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
    if (chains) {
      solveChains(b, n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int parent = parents[k];
      double here = b[k];
      if (parent >= 0) {
        b[parent] -= multipliers[k] * here;
      }
      b[k] = here * inverses[k];
    }
    for (int k = n - 1; k >= 0; k--) {
      int parent = parents[k];
      if (parent >= 0) {
        b[k] -= shares[k] * b[parent];
      }
    }
  }

  /** Roots have multipliers and shares of zero, so that chains need not be told apart. */
  private void solveChains(double[] b, int n) {
    double carried = 0;
    for (int k = 0; k < n; k++) {
      double here = b[k] - carried;
      carried = multipliers[k] * here;
      b[k] = here * inverses[k];
    }
    double after = 0;
    for (int k = n - 1; k >= 0; k--) {
      after = b[k] - shares[k] * after;
      b[k] = after;
    }
  }

  /** Sets {@code y} to the trees' matrix, which is what its factors make, times {@code x}. */
  void multiply(double[] x, double[] y) {
    for (int k = 0; k < pivots.length; k++) {
      y[k] = pivots[k] * x[k];
    }
    for (int k = 0; k < pivots.length; k++) {
      int parent = parents[k];
      if (parent >= 0) {
        double above = shares[k] * pivots[k] * x[parent];
        y[k] += above;
        y[parent] += multipliers[k] * (pivots[k] * x[k] + above);
      }
    }
  }
}
