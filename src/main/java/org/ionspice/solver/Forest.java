package org.ionspice.solver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees of a matrix: an elimination without fill. Unknowns are numbered so that each comes before
 * its parent; a path becomes a tridiagonal sweep.
 *
 * <p>Where all trees are paths, eight of the same length stand side by side: a sweep waits for the
 * result of the node before, so that one path alone leaves the processor idle; and what devices
 * join, eight rows with eight columns, lies in few lines of the memory.
 */
final class Forest {
  private static final int LANES = 8;

  private static final double[] NONE = {};

  /** Unknown of the matrix at each position. */
  final int[] unknowns;

  /** Position of the parent, -1 for a root. */
  private final int[] parents;

  /** Where bundles of paths begin, and then the number of unknowns; empty when trees branch. */
  private final int[] bundles;

  /** Number of paths in each bundle. */
  private final int[] widths;

  private final int[] diagonalSlots;

  /** Places of a[k, parent] and of a[parent, k]. */
  private final int[] upSlots;

  private final int[] downSlots;
  /** Made when a product with the matrix is first asked for. */
  private double[] pivots = {};

  /** 1 / pivot, and what a parent's value takes from a child's: a division is slow in a chain. */
  private final double[] inverses;

  private final double[] shares;

  /** Of a symmetric matrix the same array as the shares. */
  private double[] multipliers;

  private boolean symmetric;
  private boolean good;

  /** The values while they are eliminated. */
  private double[] source = NONE;

  private final Crew.Work eliminate = this::eliminate;

  private Forest(
      SparsePattern pattern, int[] unknowns, int[] parents, int[] bundles, int[] widths) {
    int n = unknowns.length;
    this.unknowns = unknowns;
    this.parents = parents;
    this.bundles = bundles;
    this.widths = widths;
    diagonalSlots = new int[n];
    upSlots = new int[n];
    downSlots = new int[n];
    inverses = new double[n];
    shares = new double[n];
    multipliers = shares;
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
    boolean paths = true;
    Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
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
              paths &= next == k + 1;
              seen[edges[e]] = true;
              parentOf[edges[e]] = order[k];
              order[next++] = edges[e];
            }
          }
        }
        reverse(order, from, next);
        if (paths) {
          byLength.computeIfAbsent(next - from, length -> new ArrayList<>()).add(from);
        }
      }
    }
    int[] bundles = {};
    int[] widths = {};
    if (paths) {
      List<int[]> sorted = new ArrayList<>();
      order = sideBySide(order, byLength, sorted);
      bundles = sorted.get(0);
      widths = sorted.get(1);
    }
    int[] position = new int[n];
    for (int k = 0; k < count; k++) {
      position[order[k]] = k;
    }
    int[] parents = new int[count];
    for (int k = 0; k < count; k++) {
      parents[k] = parentOf[order[k]] < 0 ? -1 : position[parentOf[order[k]]];
    }
    return new Forest(pattern, order, parents, bundles, widths);
  }

  /** Returns the order with paths in bundles; adds their beginnings and widths to the list. */
  private static int[] sideBySide(
      int[] order, Map<Integer, List<Integer>> byLength, List<int[]> bundlesAndWidths) {
    int count = byLength.values().stream().mapToInt(l -> (l.size() + LANES - 1) / LANES).sum();
    int[] bundles = new int[count + 1];
    int[] widths = new int[count];
    int[] lanes = new int[order.length];
    int bundle = 0;
    int next = 0;
    for (Map.Entry<Integer, List<Integer>> entry : byLength.entrySet()) {
      List<Integer> starts = entry.getValue();
      for (int first = 0; first < starts.size(); first += LANES) {
        List<Integer> few = starts.subList(first, Math.min(first + LANES, starts.size()));
        bundles[bundle] = next;
        widths[bundle++] = few.size();
        for (int k = 0; k < entry.getKey(); k++) {
          for (int start : few) {
            lanes[next++] = order[start + k];
          }
        }
      }
    }
    bundles[count] = next;
    bundlesAndWidths.add(bundles);
    bundlesAndWidths.add(widths);
    return lanes;
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

  /** Takes values from now on from a larger matrix, where entry k is at {@code places[k]}. */
  void readAt(int[] places) {
    for (int k = 0; k < unknowns.length; k++) {
      diagonalSlots[k] = places[diagonalSlots[k]];
      if (parents[k] >= 0) {
        upSlots[k] = places[upSlots[k]];
        downSlots[k] = places[downSlots[k]];
      }
    }
  }

  /** Adds all entries to {@code matrix}. */
  void list(WireMatrix matrix) {
    for (int k = 0; k < unknowns.length; k++) {
      matrix.add(unknowns[k], unknowns[k], diagonalSlots[k]);
      if (parents[k] >= 0) {
        int parent = unknowns[parents[k]];
        matrix.add(unknowns[k], parent, upSlots[k]);
        matrix.add(parent, unknowns[k], downSlots[k]);
      }
    }
  }

  /** Eliminates; returns false when a pivot vanishes. */
  boolean factor(double[] values, Crew crew) {
    source = values;
    good = true;
    symmetric = true;
    crew.run(eliminate, parts());
    if (!symmetric && multipliers == shares) {
      multipliers = new double[unknowns.length];
      good = true;
      crew.run(eliminate, parts());
    }
    source = NONE;
    return good;
  }

  /** Eliminates a part; several threads may, each a part of its own. */
  private void eliminate(int part) {
    double[] values = source;
    double[] now = inverses;
    boolean mirrored = true;
    boolean pivoted = true;
    int end = start(part + 1);
    for (int k = start(part); k < end; k++) {
      now[k] = values[diagonalSlots[k]];
    }
    for (int k = start(part); k < end; k++) {
      double pivot = now[k];
      pivoted &= Math.abs(pivot) > 1e-13 * Math.abs(values[diagonalSlots[k]]);
      int parent = parents[k];
      double inverse = 1 / pivot;
      now[k] = inverse;
      if (pivots.length > 0) {
        pivots[k] = pivot;
      }
      if (parent >= 0) {
        double up = values[upSlots[k]];
        double down = values[downSlots[k]];
        mirrored &= up == down;
        double multiplier = down * inverse;
        multipliers[k] = multiplier;
        shares[k] = up * inverse;
        now[parent] -= multiplier * up;
      }
    }
    // Threads may meet here, but only to write the same.
    if (!mirrored) {
      symmetric = false;
    }
    if (!pivoted) {
      good = false;
    }
  }

  /** Returns whether the trees' entries are those of a symmetric matrix. */
  boolean isSymmetric() {
    return symmetric;
  }

  /** Returns how many parts can be solved on their own. */
  int parts() {
    return Math.max(1, widths.length);
  }

  /** Returns the first position of a part; that of the part behind the last is the size. */
  int start(int part) {
    return bundles.length == 0 ? part * unknowns.length : bundles[part];
  }

  /**
   * Sets a part of {@code x} to the solution with the trees alone, by position; both may be one array.
   */
  void solve(int part, double[] b, double[] x) {
    if (bundles.length == 0) {
      solveTrees(b, x);
    } else if (widths[part] == LANES) {
      solveEight(b, x, bundles[part], bundles[part + 1]);
    } else {
      for (int lane = 0; lane < widths[part]; lane++) {
        solveOne(b, x, bundles[part] + lane, bundles[part + 1], widths[part]);
      }
    }
  }

  private void solveTrees(double[] b, double[] x) {
    int n = unknowns.length;
    if (b != x) {
      System.arraycopy(b, 0, x, 0, n);
    }
    for (int k = 0; k < n; k++) {
      int parent = parents[k];
      double here = x[k];
      if (parent >= 0) {
        x[parent] -= multipliers[k] * here;
      }
      x[k] = here * inverses[k];
    }
    for (int k = n - 1; k >= 0; k--) {
      int parent = parents[k];
      if (parent >= 0) {
        x[k] -= shares[k] * x[parent];
      }
    }
  }

  private void solveOne(double[] b, double[] x, int from, int to, int width) {
    double carried = 0;
    int last = from;
    for (int k = from; k < to; k += width) {
      double here = b[k] - carried;
      carried = multipliers[k] * here;
      x[k] = here * inverses[k];
      last = k;
    }
    double after = 0;
    for (int k = last; k >= from; k -= width) {
      after = x[k] - shares[k] * after;
      x[k] = after;
    }
  }

  /** Sweeps along eight paths at once; the variables are the carried values of each. */
  private void solveEight(double[] b, double[] x, int from, int to) {
    double c0 = 0;
    double c1 = 0;
    double c2 = 0;
    double c3 = 0;
    double c4 = 0;
    double c5 = 0;
    double c6 = 0;
    double c7 = 0;
    for (int k = from; k < to; k += LANES) {
      c0 = b[k] - c0;
      x[k] = c0 * inverses[k];
      c0 *= multipliers[k];
      c1 = b[k + 1] - c1;
      x[k + 1] = c1 * inverses[k + 1];
      c1 *= multipliers[k + 1];
      c2 = b[k + 2] - c2;
      x[k + 2] = c2 * inverses[k + 2];
      c2 *= multipliers[k + 2];
      c3 = b[k + 3] - c3;
      x[k + 3] = c3 * inverses[k + 3];
      c3 *= multipliers[k + 3];
      c4 = b[k + 4] - c4;
      x[k + 4] = c4 * inverses[k + 4];
      c4 *= multipliers[k + 4];
      c5 = b[k + 5] - c5;
      x[k + 5] = c5 * inverses[k + 5];
      c5 *= multipliers[k + 5];
      c6 = b[k + 6] - c6;
      x[k + 6] = c6 * inverses[k + 6];
      c6 *= multipliers[k + 6];
      c7 = b[k + 7] - c7;
      x[k + 7] = c7 * inverses[k + 7];
      c7 *= multipliers[k + 7];
    }
    c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = 0;
    for (int k = to - LANES; k >= from; k -= LANES) {
      x[k] = c0 = x[k] - shares[k] * c0;
      x[k + 1] = c1 = x[k + 1] - shares[k + 1] * c1;
      x[k + 2] = c2 = x[k + 2] - shares[k + 2] * c2;
      x[k + 3] = c3 = x[k + 3] - shares[k + 3] * c3;
      x[k + 4] = c4 = x[k + 4] - shares[k + 4] * c4;
      x[k + 5] = c5 = x[k + 5] - shares[k + 5] * c5;
      x[k + 6] = c6 = x[k + 6] - shares[k + 6] * c6;
      x[k + 7] = c7 = x[k + 7] - shares[k + 7] * c7;
    }
  }

  /** Sets {@code y} to the trees' matrix, which is what its factors make, times {@code x}. */
  void multiply(double[] x, double[] y) {
    if (pivots.length == 0) {
      pivots = new double[unknowns.length];
      for (int k = 0; k < pivots.length; k++) {
        pivots[k] = 1 / inverses[k];
      }
    }
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
