package org.ionspice.solver;

import java.util.Arrays;

/**
 * Multifrontal LU of a matrix that is not symmetric in its values. A mutable workspace for one
 * thread.
 *
 * <p>Rows may be exchanged only within a supernode. {@link #factor} returns false where that leaves
 * a pivot too small beside its column, or lets entries grow.
 */
final class FrontalLu {
  /** Part of its column that a pivot must reach. */
  private static final double SMALLEST_PIVOT = 1e-4;

  /** A pivot on the diagonal is taken unless it is smaller than this part of the best one. */
  private static final double DIAGONAL_PREFERENCE = 0.1;

  /** How large scaled pivot rows, below two before elimination, may become. */
  private static final double GROWTH_LIMIT = 1e4;

  /** Smallest pivot, relative to scaled entries. */
  private static final double VANISHED = 0x1p-46;

  private final Supernodes shape;
  private final int[] entryRows;
  private final int[] entryColumns;
  private final double[] entryScales;

  /** Factor of each row and of each column: powers of two. */
  private final double[] rowScales;

  private final double[] columnScales;
  private boolean scaled;

  /** Pivot rows of each front, by rows; the part of L below them, by columns. */
  private final double[][] upper;

  private final double[][] lower;

  /** Row exchanges within the supernode: at each pivot, the row it was exchanged with. */
  private final int[] exchanged;

  /** The front at work, by rows: an array each, which vector instructions need. */
  private final double[][] front;

  /** Columns of L of the panel at work. */
  private final double[][] panel;

  private final double[] stack;
  private final double[] l;
  private final double[] k;
  private final double[] x;
  private final double[] local;

  FrontalLu(SparsePattern pattern, Supernodes shape) {
    this.shape = shape;
    int n = pattern.size();
    int entries = pattern.entryCount();
    entryRows = new int[entries];
    entryColumns = new int[entries];
    entryScales = new double[entries];
    int[] columnOfEntry = new int[entries];
    for (int c = 0; c < n; c++) {
      Arrays.fill(columnOfEntry, pattern.columnStarts()[c], pattern.columnStarts()[c + 1], c);
    }
    for (int e = 0; e < entries; e++) {
      entryRows[e] = pattern.rowIndices()[shape.entrySlots[e]];
      entryColumns[e] = columnOfEntry[shape.entrySlots[e]];
    }
    rowScales = new double[n];
    columnScales = new double[n];
    upper = new double[shape.count()][];
    lower = new double[shape.count()][];
    for (int s = 0; s < shape.count(); s++) {
      int pivots = shape.pivots(s);
      upper[s] = new double[pivots * shape.frontSize(s)];
      lower[s] = new double[pivots * shape.rows[s].length];
    }
    exchanged = new int[n];
    int largest = shape.largestFront();
    front = new double[largest][largest];
    panel = new double[FrontKernels.PANEL][largest];
    stack = new double[shape.stackSize(false)];
    l = new double[FrontKernels.PANEL];
    k = new double[FrontKernels.PANEL];
    x = new double[n];
    local = new double[largest];
  }

  /** Chooses new scales at the next factorisation. */
  void forget() {
    scaled = false;
  }

  /** Factorises; returns false when the order of the pivots is not good enough. */
  boolean factor(double[] values) {
    boolean old = scaled;
    if (!old) {
      scale(values);
    }
    if (factorise(values)) {
      return true;
    }
    if (old) {
      scale(values); // the scales of older values may be what spoilt it
      return factorise(values);
    }
    return false;
  }

  private void scale(double[] values) {
    Arrays.fill(rowScales, 0);
    Arrays.fill(columnScales, 0);
    for (int e = 0; e < entryRows.length; e++) {
      double size = Math.abs(values[shape.entrySlots[e]]);
      columnScales[entryColumns[e]] = Math.max(columnScales[entryColumns[e]], size);
    }
    for (int c = 0; c < columnScales.length; c++) {
      columnScales[c] = Equilibration.scaleFor(columnScales[c]);
    }
    for (int e = 0; e < entryRows.length; e++) {
      double size = Math.abs(values[shape.entrySlots[e]]) * columnScales[entryColumns[e]];
      rowScales[entryRows[e]] = Math.max(rowScales[entryRows[e]], size);
    }
    for (int r = 0; r < rowScales.length; r++) {
      rowScales[r] = Equilibration.scaleFor(rowScales[r]);
    }
    for (int e = 0; e < entryRows.length; e++) {
      entryScales[e] = rowScales[entryRows[e]] * columnScales[entryColumns[e]];
    }
    scaled = true;
  }

  private boolean factorise(double[] values) {
    double[][] f = front;
    int top = 0;
    for (int s = 0; s < shape.count(); s++) {
      int m = shape.frontSize(s);
      int pivots = shape.pivots(s);
      for (int i = 0; i < m; i++) {
        Arrays.fill(f[i], 0, m, 0);
      }
      for (int e = shape.entryStarts[s]; e < shape.entryStarts[s + 1]; e++) {
        int target = shape.entryTargets[e];
        f[Supernodes.row(target)][Supernodes.column(target)] =
            values[shape.entrySlots[e]] * entryScales[e];
      }
      // The update of the last child lies on top.
      for (int child = shape.lastChild[s]; child >= 0; child = shape.siblingBefore[child]) {
        int u = shape.rows[child].length;
        top -= u * u;
        extendAdd(shape.placesInParent[child], u, top);
      }
      if (!eliminate(m, pivots, shape.starts[s], lower[s])) {
        return false;
      }
      double[] rows = upper[s];
      for (int t = 0; t < pivots; t++) {
        System.arraycopy(f[t], 0, rows, t * m, m);
      }
      if (grown(rows)) {
        return false;
      }
      if (shape.parents[s] >= 0) {
        int u = m - pivots;
        for (int i = pivots; i < m; i++) {
          System.arraycopy(f[i], pivots, stack, top, u);
          top += u;
        }
      }
    }
    return true;
  }

  private static boolean grown(double[] rows) {
    double largest = 0;
    for (double value : rows) {
      double size = Math.abs(value);
      if (!(size <= largest)) {
        largest = size;
      }
    }
    return !(largest < GROWTH_LIMIT);
  }

  private void extendAdd(int[] places, int u, int from) {
    double[] update = stack;
    int p = from;
    for (int i = 0; i < u; i++) {
      double[] row = front[places[i]];
      for (int j = 0; j < u; j++) {
        row[places[j]] += update[p + j];
      }
      p += u;
    }
  }

  /** Eliminates the first {@code pivots} of {@code m} unknowns of the front. */
  private boolean eliminate(int m, int pivots, int firstPivot, double[] low) {
    double[][] f = front;
    int below = m - pivots;
    for (int from = 0; from < pivots; from += FrontKernels.PANEL) {
      int to = Math.min(pivots, from + FrontKernels.PANEL);
      for (int g = from; g < to; g += FrontKernels.GROUP) {
        int end = Math.min(to, g + FrontKernels.GROUP);
        for (int t = g; t < end; t++) {
          double[] column = panel[t - from];
          for (int i = g; i < m; i++) {
            column[i] = f[i][t];
          }
        }
        if (!eliminateGroup(g, end, from, pivots, m, firstPivot)) {
          return false;
        }
        for (int t = g; t < end; t++) {
          double[] column = panel[t - from];
          System.arraycopy(column, pivots, low, t * below, below);
          for (int i = g; i < pivots; i++) {
            f[i][t] = column[i];
          }
        }
        // Right of the panel a row waits until it is a pivot, since rows may still be exchanged.
        for (int t = g; t < end; t++) {
          for (int r = from; r < g; r += FrontKernels.GROUP) {
            FrontKernels.subtractGroup(f[t], f, r, FrontKernels.GROUP, f[t], r, to, m);
          }
          for (int r = g; r < t; r++) {
            FrontKernels.subtract(f[t], f[t][r], f[r], end, m);
          }
        }
        update(g, end, from, end, m, end, to);
      }
      update(from, to, from, to, m, to, m);
    }
    return true;
  }

  /** Factorises the columns [from, to) of the panel that begins at {@code base}. */
  private boolean eliminateGroup(
      int from, int to, int base, int pivots, int m, int firstPivot) {
    for (int t = from; t < to; t++) {
      double[] column = panel[t - base];
      int best = pivot(column, t, pivots, m);
      if (best < 0) {
        return false;
      }
      exchanged[firstPivot + t] = best;
      if (best != t) {
        double[] row = front[best];
        front[best] = front[t];
        front[t] = row;
        for (int q = base; q < to; q++) {
          double[] other = panel[q - base];
          double value = other[best];
          other[best] = other[t];
          other[t] = value;
        }
      }
      double reciprocal = 1 / column[t];
      for (int i = t + 1; i < m; i++) {
        column[i] *= reciprocal;
      }
      for (int q = t + 1; q < to; q++) {
        double[] other = panel[q - base];
        FrontKernels.subtract(other, other[t], column, t + 1, m);
      }
    }
    return true;
  }

  /** Returns the row of the pivot of a column, -1 when none is large enough. */
  private static int pivot(double[] column, int t, int pivots, int m) {
    int best = t;
    double largest = Math.abs(column[t]);
    double own = largest;
    for (int i = t + 1; i < pivots; i++) {
      double size = Math.abs(column[i]);
      if (size > largest) {
        largest = size;
        best = i;
      }
    }
    double all = largest;
    for (int i = pivots; i < m; i++) {
      double size = Math.abs(column[i]);
      if (!(size <= all)) {
        all = size;
      }
    }
    if (own >= DIAGONAL_PREFERENCE * largest) {
      best = t;
      largest = own;
    }
    boolean good =
        largest > SMALLEST_PIVOT * all && largest > VANISHED && all < Double.POSITIVE_INFINITY;
    return good ? best : -1;
  }

  /**
   * Takes the pivots [from, to) off the rows [first, last), columns [left, right).
   *
   * @param base first column of the panel
   */
  private void update(int from, int to, int base, int first, int last, int left, int right) {
    if (left >= right) {
      return;
    }
    double[][] f = front;
    int i = first;
    if (right - left >= FrontKernels.LONG) {
      for (; i < last; i++) {
        for (int t = from; t < to; t++) {
          l[t - base] = panel[t - base][i];
        }
        for (int g = from; g < to; g += FrontKernels.GROUP) {
          int count = Math.min(FrontKernels.GROUP, to - g);
          FrontKernels.subtractGroup(f[i], f, g, count, l, g - base, left, right);
        }
      }
      return;
    }
    for (; i < last; i += 2) {
      int next = Math.min(i + 1, last - 1);
      for (int t = from; t < to; t++) {
        l[t - base] = panel[t - base][i];
        k[t - base] = panel[t - base][next];
      }
      int t = from;
      if (next > i) {
        for (; t + 3 < to; t += 4) {
          FrontKernels.subtractFromPair(f[i], f[next], f, t, l, k, t - base, left, right);
        }
      }
      for (; t < to; t++) {
        FrontKernels.subtract(f[i], l[t - base], f[t], left, right);
        if (next > i) {
          FrontKernels.subtract(f[next], k[t - base], f[t], left, right);
        }
      }
    }
  }

  /** Replaces b by the solution. */
  void solve(double[] b) {
    for (int p = 0; p < x.length; p++) {
      int i = shape.order[p];
      x[p] = b[i] * rowScales[i];
    }
    for (int s = 0; s < shape.count(); s++) {
      int start = shape.starts[s];
      int pivots = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      for (int t = 0; t < pivots; t++) {
        exchange(start + t, start + exchanged[start + t]);
      }
      for (int t = 1; t < pivots; t++) {
        double sum = x[start + t];
        for (int j = 0; j < t; j++) {
          sum -= u[t * m + j] * x[start + j];
        }
        x[start + t] = sum;
      }
      int[] rows = shape.rows[s];
      int below = rows.length;
      Arrays.fill(local, 0, below, 0);
      FrontKernels.addRows(local, lower[s], 0, below, below, x, start, pivots);
      for (int j = 0; j < below; j++) {
        x[rows[j]] -= local[j];
      }
    }
    for (int s = shape.count() - 1; s >= 0; s--) {
      int start = shape.starts[s];
      int pivots = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      gather(shape.rows[s]);
      FrontKernels.subtractProducts(x, start, pivots, u, pivots, m, local, m - pivots);
      for (int t = pivots - 1; t >= 0; t--) {
        double sum = x[start + t];
        for (int j = t + 1; j < pivots; j++) {
          sum -= u[t * m + j] * x[start + j];
        }
        x[start + t] = sum / u[t * m + t];
      }
    }
    for (int p = 0; p < x.length; p++) {
      int i = shape.order[p];
      b[i] = x[p] * columnScales[i];
    }
  }

  /** Replaces b by the solution of the transposed system. */
  void solveTransposed(double[] b) {
    for (int p = 0; p < x.length; p++) {
      int i = shape.order[p];
      x[p] = b[i] * columnScales[i];
    }
    for (int s = 0; s < shape.count(); s++) {
      int start = shape.starts[s];
      int pivots = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      for (int t = 0; t < pivots; t++) {
        double value = x[start + t] / u[t * m + t];
        x[start + t] = value;
        for (int j = t + 1; j < pivots; j++) {
          x[start + j] -= u[t * m + j] * value;
        }
      }
      int[] rows = shape.rows[s];
      Arrays.fill(local, 0, rows.length, 0);
      FrontKernels.addRows(local, u, pivots, m, rows.length, x, start, pivots);
      for (int j = 0; j < rows.length; j++) {
        x[rows[j]] -= local[j];
      }
    }
    for (int s = shape.count() - 1; s >= 0; s--) {
      int start = shape.starts[s];
      int pivots = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      gather(shape.rows[s]);
      int below = m - pivots;
      FrontKernels.subtractProducts(x, start, pivots, lower[s], 0, below, local, below);
      for (int t = pivots - 1; t > 0; t--) {
        double value = x[start + t];
        for (int j = 0; j < t; j++) {
          x[start + j] -= u[t * m + j] * value;
        }
      }
      for (int t = pivots - 1; t >= 0; t--) {
        exchange(start + t, start + exchanged[start + t]);
      }
    }
    for (int p = 0; p < x.length; p++) {
      int i = shape.order[p];
      b[i] = x[p] * rowScales[i];
    }
  }

  private void gather(int[] rows) {
    for (int j = 0; j < rows.length; j++) {
      local[j] = x[rows[j]];
    }
  }

  private void exchange(int a, int b) {
    double value = x[a];
    x[a] = x[b];
    x[b] = value;
  }
}
