package org.ionspice.solver;

import java.util.Arrays;

/**
 * Multifrontal L D L' of symmetric positive definite matrices, the nodal matrices of passive
 * networks: half of the work of an LU. A mutable workspace for one thread.
 *
 * <p>Needs no pivoting: while all pivots are positive, entries cannot grow (N. J. Higham, Accuracy
 * and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, chapter 10). {@link #factor} returns
 * false for anything else.
 */
final class FrontalLdl {
  /** Smallest pivot relative to the diagonal before elimination. */
  private static final double VANISHED = 0x1p-46;

  /** How much two mirrored entries may differ by rounding. */
  private static final double ROUNDING = 1e-14;

  private final Supernodes shape;
  private final int[] diagonalSlots;

  /** Entries on and above the diagonal by supernode: values' places, mirrored ones, targets. */
  private final int[] starts;

  private final int[] slots;
  private final int[] mirrors;
  private final int[] targets;
  private final double[] entryScales;
  private final int[] rowOf;
  private final int[] columnOf;

  /** Factor of each row and column, powers of two, and the same by entry. */
  private final double[] scales;

  private boolean scaled;

  /** Pivot rows of each front; what is left of the diagonal is not used. */
  private final double[][] upper;

  private final double[] reciprocals;
  private final double[][] front;
  private final double[] stack;
  private final double[] l;
  private final double[] k;
  private final double[] inverse;
  private final double[] x;
  private final double[] local;

  /** Prepares the factorisation; the pattern is symmetric with a full diagonal. */
  FrontalLdl(SparsePattern pattern, Supernodes shape, int[] mirrorOfEntry) {
    this.shape = shape;
    int n = pattern.size();
    int count = shape.count();
    starts = new int[count + 1];
    int upperEntries = (pattern.entryCount() + n) / 2;
    slots = new int[upperEntries];
    mirrors = new int[upperEntries];
    targets = new int[upperEntries];
    entryScales = new double[upperEntries];
    rowOf = new int[upperEntries];
    columnOf = new int[upperEntries];
    diagonalSlots = new int[n];
    int[] columnOfEntry = new int[pattern.entryCount()];
    for (int c = 0; c < n; c++) {
      Arrays.fill(columnOfEntry, pattern.columnStarts()[c], pattern.columnStarts()[c + 1], c);
    }
    int next = 0;
    for (int s = 0; s < count; s++) {
      for (int e = shape.entryStarts[s]; e < shape.entryStarts[s + 1]; e++) {
        int row = Supernodes.row(shape.entryTargets[e]);
        int column = Supernodes.column(shape.entryTargets[e]);
        if (row <= column) {
          int slot = shape.entrySlots[e];
          slots[next] = slot;
          mirrors[next] = mirrorOfEntry[slot];
          rowOf[next] = pattern.rowIndices()[slot];
          columnOf[next] = columnOfEntry[slot];
          targets[next] = shape.entryTargets[e];
          if (row == column) {
            diagonalSlots[columnOf[next]] = slot;
          }
          next++;
        }
      }
      starts[s + 1] = next;
    }
    scales = new double[n];
    upper = new double[count][];
    for (int s = 0; s < count; s++) {
      upper[s] = new double[shape.pivots(s) * shape.frontSize(s)];
    }
    reciprocals = new double[n];
    int largest = shape.largestFront();
    front = new double[largest][largest];
    stack = new double[shape.stackSize(true)];
    l = new double[largest];
    k = new double[largest];
    inverse = new double[largest];
    local = new double[largest];
    x = new double[n];
  }

  /** Returns the place of the mirrored entry of each, empty when the pattern is not symmetric. */
  static int[] mirrors(SparsePattern pattern) {
    int[] mirrors = new int[pattern.entryCount()];
    int[] next = Arrays.copyOf(pattern.columnStarts(), pattern.size());
    for (int c = 0; c < pattern.size(); c++) {
      boolean diagonal = false;
      for (int p = pattern.columnStarts()[c]; p < pattern.columnStarts()[c + 1]; p++) {
        int row = pattern.rowIndices()[p];
        diagonal |= row == c;
        // Columns come in order, so the entries of a row are met in the order of its column.
        int mirror = next[row]++;
        if (mirror >= pattern.columnStarts()[row + 1] || pattern.rowIndices()[mirror] != c) {
          return new int[0];
        }
        mirrors[p] = mirror;
      }
      if (!diagonal) {
        return new int[0];
      }
    }
    return mirrors;
  }

  /** Chooses new scales at the next factorisation. */
  void forget() {
    scaled = false;
  }

  private boolean isSymmetric(double[] values) {
    for (int e = 0; e < slots.length; e++) {
      double a = values[slots[e]];
      double b = values[mirrors[e]];
      if (!(Math.abs(a - b) <= ROUNDING * Math.abs(a))) {
        return false;
      }
    }
    return true;
  }

  /** Brings the diagonal to [1, 4); returns false when it is not positive. */
  private boolean scale(double[] values) {
    for (int i = 0; i < scales.length; i++) {
      double diagonal = values[diagonalSlots[i]];
      if (!(diagonal > 0) || diagonal == Double.POSITIVE_INFINITY) {
        return false;
      }
      scales[i] = Math.scalb(1.0, -Math.floorDiv(Math.getExponent(diagonal), 2));
    }
    for (int e = 0; e < slots.length; e++) {
      entryScales[e] = scales[rowOf[e]] * scales[columnOf[e]];
    }
    scaled = true;
    return true;
  }

  /** Factorises; returns false when the matrix is not symmetric and clearly positive definite. */
  boolean factor(double[] values) {
    return isSymmetric(values) && (scaled || scale(values)) && factorise(values);
  }

  private boolean factorise(double[] values) {
    double[][] f = front;
    int top = 0;
    for (int s = 0; s < shape.count(); s++) {
      int m = shape.frontSize(s);
      int pivots = shape.pivots(s);
      for (int i = 0; i < m; i++) {
        Arrays.fill(f[i], i, m, 0);
      }
      for (int e = starts[s]; e < starts[s + 1]; e++) {
        int target = targets[e];
        f[Supernodes.row(target)][Supernodes.column(target)] = values[slots[e]] * entryScales[e];
      }
      for (int t = 0; t < pivots; t++) {
        inverse[t] = f[t][t]; // the size to compare the pivot with
      }
      // The update of the last child lies on top.
      for (int child = shape.lastChild[s]; child >= 0; child = shape.siblingBefore[child]) {
        int u = shape.rows[child].length;
        top -= u * (u + 1) / 2;
        extendAdd(shape.placesInParent[child], u, top);
      }
      if (!eliminate(m, pivots)) {
        scaled = false; // older scales may be what spoilt it
        return false;
      }
      double[] rows = upper[s];
      for (int t = 0; t < pivots; t++) {
        System.arraycopy(f[t], t, rows, t * m + t, m - t);
        reciprocals[shape.starts[s] + t] = inverse[t];
      }
      if (shape.parents[s] >= 0) {
        for (int i = pivots; i < m; i++) {
          System.arraycopy(f[i], i, stack, top, m - i);
          top += m - i;
        }
      }
    }
    return true;
  }

  private void extendAdd(int[] places, int u, int from) {
    double[] update = stack;
    int p = from;
    for (int i = 0; i < u; i++) {
      double[] row = front[places[i]];
      int shift = p - i;
      for (int j = i; j < u; j++) {
        row[places[j]] += update[shift + j];
      }
      p += u - i;
    }
  }

  /** Eliminates the first unknowns of the front; only its upper triangle is read. */
  private boolean eliminate(int m, int pivots) {
    for (int from = 0; from < pivots; from += FrontKernels.PANEL) {
      int to = Math.min(pivots, from + FrontKernels.PANEL);
      for (int g = from; g < to; g += FrontKernels.GROUP) {
        int end = Math.min(to, g + FrontKernels.GROUP);
        if (!eliminateGroup(g, end, m)) {
          return false;
        }
        update(g, end, end, to, m);
      }
      update(from, to, to, m, m);
    }
    return true;
  }

  private boolean eliminateGroup(int from, int to, int m) {
    double[][] f = front;
    for (int t = from; t < to; t++) {
      double[] row = f[t];
      for (int r = from; r < t; r++) {
        FrontKernels.subtract(row, f[r][t] * inverse[r], f[r], t, m);
      }
      double pivot = row[t];
      if (!(pivot > VANISHED * inverse[t]) || pivot == Double.POSITIVE_INFINITY) {
        return false;
      }
      inverse[t] = 1 / pivot;
    }
    return true;
  }

  /** Takes the pivots [from, to) off the rows [first, last), right of the diagonal. */
  private void update(int from, int to, int first, int last, int m) {
    double[][] f = front;
    double[] factors = l;
    int i = first;
    for (; i < last && m - i >= FrontKernels.LONG; i++) {
      for (int t = from; t < to; t++) {
        factors[t] = f[t][i] * inverse[t];
      }
      for (int g = from; g < to; g += FrontKernels.GROUP) {
        int count = Math.min(FrontKernels.GROUP, to - g);
        FrontKernels.subtractGroup(f[i], f, g, count, factors, g, i, m);
      }
    }
    // Two short rows at a time; the entry below the diagonal that this writes is never read.
    for (; i < last; i += 2) {
      int next = Math.min(i + 1, last - 1);
      if (next == i) {
        for (int t = from; t < to; t++) {
          FrontKernels.subtract(f[i], f[t][i] * inverse[t], f[t], i, m);
        }
        break;
      }
      for (int t = from; t < to; t++) {
        factors[t] = f[t][i] * inverse[t];
        k[t] = f[t][next] * inverse[t];
      }
      int t = from;
      for (; t + 3 < to; t += 4) {
        FrontKernels.subtractFromPair(f[i], f[next], f, t, factors, k, t, i, m);
      }
      for (; t < to; t++) {
        FrontKernels.subtract(f[i], factors[t], f[t], i, m);
        FrontKernels.subtract(f[next], k[t], f[t], next, m);
      }
    }
  }

  /** Replaces b by the solution, also of the transposed system, which is the same. */
  void solve(double[] b) {
    int n = x.length;
    for (int p = 0; p < n; p++) {
      int i = shape.order[p];
      x[p] = b[i] * scales[i];
    }
    for (int s = 0; s < shape.count(); s++) {
      forward(s);
    }
    for (int s = shape.count() - 1; s >= 0; s--) {
      backward(s);
    }
    for (int p = 0; p < n; p++) {
      int i = shape.order[p];
      b[i] = x[p] * scales[i];
    }
  }

  /** Leaves inv(D) inv(L) b in the supernode's part. */
  private void forward(int s) {
    int start = shape.starts[s];
    int pivots = shape.pivots(s);
    int m = shape.frontSize(s);
    double[] u = upper[s];
    for (int t = 0; t < pivots; t++) {
      double value = x[start + t] * reciprocals[start + t];
      x[start + t] = value;
      int p = t * m;
      for (int j = t + 1; j < pivots; j++) {
        x[start + j] -= u[p + j] * value;
      }
    }
    int[] rows = shape.rows[s];
    int below = rows.length;
    Arrays.fill(local, 0, below, 0);
    FrontKernels.addRows(local, u, pivots, m, below, x, start, pivots);
    for (int j = 0; j < below; j++) {
      x[rows[j]] -= local[j];
    }
  }

  private void backward(int s) {
    int start = shape.starts[s];
    int pivots = shape.pivots(s);
    int m = shape.frontSize(s);
    double[] u = upper[s];
    int[] rows = shape.rows[s];
    for (int j = 0; j < rows.length; j++) {
      local[j] = x[rows[j]];
    }
    Arrays.fill(l, 0, pivots, 0);
    FrontKernels.subtractProducts(l, 0, pivots, u, pivots, m, local, rows.length);
    for (int t = pivots - 1; t >= 0; t--) {
      double sum = l[t];
      int p = t * m;
      for (int j = t + 1; j < pivots; j++) {
        sum -= u[p + j] * x[start + j];
      }
      x[start + t] += sum * reciprocals[start + t];
    }
  }
}
