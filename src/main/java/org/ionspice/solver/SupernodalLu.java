package org.ionspice.solver;

import java.util.Arrays;

/**
 * Multifrontal LU for mesh-like matrices: dense fronts, so that the work is done eight pivots at a
 * time along contiguous rows. A mutable workspace for one thread.
 *
 * <p>After I. S. Duff and J. K. Reid, ACM Trans. Math. Softw. 9, 302 (1983),
 * doi:10.1145/356044.356047. Rows may be exchanged only within a supernode. Where that leaves a pivot
 * too small beside its column, or lets entries grow, the general factorisation takes over.
 */
final class SupernodalLu implements LinearSolver {
  /** Part of its column that a pivot must reach. */
  private static final double SMALLEST_PIVOT = 1e-4;

  /** How large scaled pivot rows may become. */
  private static final double GROWTH_LIMIT = 1e4;

  private static final int PANEL = 8;

  private final Supernodes shape;
  private final int size;
  private final LinearSolver general;
  private boolean usesGeneral;

  /** Factor of each row and of each column: powers of two. */
  private final double[] rowScales;

  private final double[] columnScales;
  private final int[] rowIndices;
  private final int[] columnOfEntry;
  private boolean scaled;

  /** Pivot rows of each front, then the part of L below them, both by rows. */
  private final double[][] upper;

  private final double[][] lower;

  /** Row exchanges within the supernode: at each pivot, the row it was exchanged with. */
  private final int[] exchanged;

  /** The front at work, by rows: an array each, which vector instructions need. */
  private final double[][] front;

  private final double[] stack;
  private final double[] x;
  private boolean factored;

  /**
   * Prepares the factorisation.
   *
   * @param general takes over where the order of the pivots is not good enough
   */
  SupernodalLu(SparsePattern pattern, Supernodes shape, LinearSolver general) {
    this.shape = shape;
    this.general = general;
    size = pattern.size();
    rowScales = new double[size];
    columnScales = new double[size];
    rowIndices = pattern.rowIndices();
    columnOfEntry = new int[pattern.entryCount()];
    for (int c = 0; c < size; c++) {
      Arrays.fill(columnOfEntry, pattern.columnStarts()[c], pattern.columnStarts()[c + 1], c);
    }
    upper = new double[shape.count()][];
    lower = new double[shape.count()][];
    exchanged = new int[size];
    int largest = 0;
    long depth = 0;
    long deepest = 0;
    int[] waiting = new int[shape.count()];
    for (int s = 0; s < shape.count(); s++) {
      int m = shape.frontSize(s);
      int k = shape.pivots(s);
      upper[s] = new double[k * m];
      lower[s] = new double[(m - k) * k];
      largest = Math.max(largest, m);
      depth -= waiting[s];
      int update = shape.parents[s] < 0 ? 0 : (m - k) * (m - k);
      depth += update;
      deepest = Math.max(deepest, depth);
      if (shape.parents[s] >= 0) {
        waiting[shape.parents[s]] += update;
      }
    }
    front = new double[largest][largest];
    stack = new double[Math.toIntExact(deepest)];
    x = new double[size];
  }

  @Override
  public boolean refactor(double[] values) {
    if (!scaled) {
      scale(values);
    }
    usesGeneral = false;
    factored = factorise(values);
    if (!factored && scaled) {
      scale(values); // the scales of older values may be what spoilt it
      factored = factorise(values);
    }
    if (!factored) {
      usesGeneral = true;
      factored = general.refactor(values);
    }
    return factored;
  }

  private void scale(double[] values) {
    Arrays.fill(rowScales, 0);
    Arrays.fill(columnScales, 0);
    for (int p = 0; p < rowIndices.length; p++) {
      int c = columnOfEntry[p];
      columnScales[c] = Math.max(columnScales[c], Math.abs(values[p]));
    }
    for (int c = 0; c < size; c++) {
      columnScales[c] = SparseLu.scaleFor(columnScales[c]);
    }
    for (int p = 0; p < rowIndices.length; p++) {
      double scaledSize = Math.abs(values[p]) * columnScales[columnOfEntry[p]];
      rowScales[rowIndices[p]] = Math.max(rowScales[rowIndices[p]], scaledSize);
    }
    for (int r = 0; r < size; r++) {
      rowScales[r] = SparseLu.scaleFor(rowScales[r]);
    }
    scaled = true;
  }

  private boolean factorise(double[] values) {
    int top = 0;
    for (int s = 0; s < shape.count(); s++) {
      int m = shape.frontSize(s);
      int k = shape.pivots(s);
      for (int i = 0; i < m; i++) {
        Arrays.fill(front[i], 0, m, 0);
      }
      for (int e = shape.entryStarts[s]; e < shape.entryStarts[s + 1]; e++) {
        int slot = shape.entrySlots[e];
        int target = shape.entryTargets[e];
        front[target / m][target % m] =
            values[slot] * rowScales[rowIndices[slot]] * columnScales[columnOfEntry[slot]];
      }
      // The update of the last child lies on top.
      for (int child = shape.lastChild[s]; child >= 0; child = shape.siblingBefore[child]) {
        int u = shape.rows[child].length;
        top -= u * u;
        extendAdd(shape.placesInParent[child], u, top);
      }
      if (!eliminate(m, k, shape.starts[s])) {
        return false;
      }
      for (int t = 0; t < k; t++) {
        System.arraycopy(front[t], 0, upper[s], t * m, m);
      }
      if (grown(upper[s])) {
        return false;
      }
      int u = m - k;
      double[] low = lower[s];
      for (int i = 0; i < u; i++) {
        System.arraycopy(front[k + i], 0, low, i * k, k);
      }
      if (shape.parents[s] >= 0) {
        for (int i = 0; i < u; i++) {
          System.arraycopy(front[k + i], k, stack, top, u);
          top += u;
        }
      }
    }
    return true;
  }

  /** Returns whether pivot rows outgrew the scaled matrix, whose entries are below two. */
  private static boolean grown(double[] rows) {
    double largest = 0;
    for (double value : rows) {
      largest = Math.max(largest, Math.abs(value));
    }
    return !(largest < GROWTH_LIMIT);
  }

  private void extendAdd(int[] places, int u, int from) {
    int p = from;
    for (int i = 0; i < u; i++) {
      double[] row = front[places[i]];
      for (int j = 0; j < u; j++) {
        row[places[j]] += stack[p++];
      }
    }
  }

  /** Eliminates the first {@code k} of {@code m} unknowns of the front. */
  private boolean eliminate(int m, int k, int firstPivot) {
    double[][] f = front;
    for (int from = 0; from < k; from += PANEL) {
      int to = Math.min(k, from + PANEL);
      for (int t = from; t < to; t++) {
        int best = pivot(t, k, m);
        if (best < 0) {
          return false;
        }
        exchanged[firstPivot + t] = best;
        double[] pivotRow = f[best];
        f[best] = f[t];
        f[t] = pivotRow;
        double reciprocal = 1 / pivotRow[t];
        for (int i = t + 1; i < m; i++) {
          double[] row = f[i];
          double factor = row[t] * reciprocal;
          row[t] = factor;
          for (int j = t + 1; j < to; j++) {
            row[j] -= factor * pivotRow[j];
          }
        }
      }
      for (int t = from + 1; t < to; t++) {
        for (int r = from; r < t; r++) {
          subtract(f[t], f[t][r], f[r], to, m);
        }
      }
      if (to - from == PANEL) {
        for (int i = to; i < m; i++) {
          subtractPanel(f[i], from, m);
        }
      } else {
        for (int i = to; i < m; i++) {
          for (int t = from; t < to; t++) {
            subtract(f[i], f[i][t], f[t], to, m);
          }
        }
      }
    }
    return true;
  }

  /** Returns the row of the pivot of column {@code t}, -1 when none is large enough. */
  private int pivot(int t, int k, int m) {
    int best = t;
    double largest = 0;
    for (int i = t; i < k; i++) {
      double candidate = Math.abs(front[i][t]);
      if (candidate > largest) {
        largest = candidate;
        best = i;
      }
    }
    double column = largest;
    for (int i = k; i < m; i++) {
      column = Math.max(column, Math.abs(front[i][t]));
    }
    double own = Math.abs(front[t][t]);
    if (own >= 0.1 * largest) {
      best = t;
      largest = own;
    }
    return largest > SMALLEST_PIVOT * column && column < Double.POSITIVE_INFINITY ? best : -1;
  }

  private static void subtract(double[] row, double factor, double[] other, int from, int to) {
    for (int j = from; j < to; j++) {
      row[j] -= factor * other[j];
    }
  }

  /** Takes eight pivot rows off one row; the compiler turns the loop into vector instructions. */
  private void subtractPanel(double[] row, int from, int m) {
    double l0 = row[from];
    double l1 = row[from + 1];
    double l2 = row[from + 2];
    double l3 = row[from + 3];
    double l4 = row[from + 4];
    double l5 = row[from + 5];
    double l6 = row[from + 6];
    double l7 = row[from + 7];
    double[] u0 = front[from];
    double[] u1 = front[from + 1];
    double[] u2 = front[from + 2];
    double[] u3 = front[from + 3];
    double[] u4 = front[from + 4];
    double[] u5 = front[from + 5];
    double[] u6 = front[from + 6];
    double[] u7 = front[from + 7];
    for (int j = from + PANEL; j < m; j++) {
      row[j] -=
          l0 * u0[j] + l1 * u1[j] + l2 * u2[j] + l3 * u3[j]
              + (l4 * u4[j] + l5 * u5[j] + l6 * u6[j] + l7 * u7[j]);
    }
  }

  @Override
  public void solve(double[] b) {
    if (!factored) {
      throw new IllegalStateException("solve without a successful factorisation");
    }
    if (usesGeneral) {
      general.solve(b);
      return;
    }
    for (int k = 0; k < size; k++) {
      int i = shape.order[k];
      x[k] = b[i] * rowScales[i];
    }
    for (int s = 0; s < shape.count(); s++) {
      int start = shape.starts[s];
      int k = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      for (int t = 0; t < k; t++) {
        int other = exchanged[start + t];
        double value = x[start + other];
        x[start + other] = x[start + t];
        x[start + t] = value;
      }
      for (int t = 1; t < k; t++) {
        double sum = x[start + t];
        for (int j = 0; j < t; j++) {
          sum -= u[t * m + j] * x[start + j];
        }
        x[start + t] = sum;
      }
      int[] rows = shape.rows[s];
      double[] low = lower[s];
      for (int i = 0; i < rows.length; i++) {
        double sum = 0;
        for (int j = 0; j < k; j++) {
          sum += low[i * k + j] * x[start + j];
        }
        x[rows[i]] -= sum;
      }
    }
    for (int s = shape.count() - 1; s >= 0; s--) {
      int start = shape.starts[s];
      int k = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      int[] rows = shape.rows[s];
      for (int t = k - 1; t >= 0; t--) {
        double sum = x[start + t];
        for (int j = t + 1; j < k; j++) {
          sum -= u[t * m + j] * x[start + j];
        }
        for (int j = 0; j < rows.length; j++) {
          sum -= u[t * m + k + j] * x[rows[j]];
        }
        x[start + t] = sum / u[t * m + t];
      }
    }
    for (int k = 0; k < size; k++) {
      int i = shape.order[k];
      b[i] = x[k] * columnScales[i];
    }
  }

  @Override
  public void solveTransposed(double[] b) {
    if (!factored) {
      throw new IllegalStateException("solve without a successful factorisation");
    }
    if (usesGeneral) {
      general.solveTransposed(b);
      return;
    }
    for (int k = 0; k < size; k++) {
      int i = shape.order[k];
      x[k] = b[i] * columnScales[i];
    }
    for (int s = 0; s < shape.count(); s++) {
      int start = shape.starts[s];
      int k = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      int[] rows = shape.rows[s];
      for (int t = 0; t < k; t++) {
        double value = x[start + t] / u[t * m + t];
        x[start + t] = value;
        for (int j = t + 1; j < k; j++) {
          x[start + j] -= u[t * m + j] * value;
        }
        for (int j = 0; j < rows.length; j++) {
          x[rows[j]] -= u[t * m + k + j] * value;
        }
      }
    }
    for (int s = shape.count() - 1; s >= 0; s--) {
      int start = shape.starts[s];
      int k = shape.pivots(s);
      int m = shape.frontSize(s);
      double[] u = upper[s];
      int[] rows = shape.rows[s];
      double[] low = lower[s];
      for (int i = 0; i < rows.length; i++) {
        double value = x[rows[i]];
        for (int j = 0; j < k; j++) {
          x[start + j] -= low[i * k + j] * value;
        }
      }
      for (int t = k - 1; t > 0; t--) {
        double value = x[start + t];
        for (int j = 0; j < t; j++) {
          x[start + j] -= u[t * m + j] * value;
        }
      }
      for (int t = k - 1; t >= 0; t--) {
        int other = exchanged[start + t];
        double value = x[start + other];
        x[start + other] = x[start + t];
        x[start + t] = value;
      }
    }
    for (int k = 0; k < size; k++) {
      int i = shape.order[k];
      b[i] = x[k] * rowScales[i];
    }
  }

  @Override
  public int singularRow() {
    return usesGeneral ? general.singularRow() : -1;
  }

  @Override
  public void forget() {
    scaled = false;
    general.forget();
  }
}
