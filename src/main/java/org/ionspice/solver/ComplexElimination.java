package org.ionspice.solver;

/**
 * Repeats a complex factorisation with other values and the same pivots, in one pass.
 *
 * <p>Entries stand in the order in which columns are eliminated: those of earlier blocks first in
 * each column. Mutable workspace, for one thread.
 */
final class ComplexElimination {
  private final SymbolicLu symbolic;
  private final LuStructure structure;
  private final int[] starts;
  private final int[] innerStarts;
  private final int[] slots;
  private final int[] targets;
  private final double[] scales;

  /**
   * What {@link #run} fills, the caller's arrays.
   *
   * @param columnSizes the largest scaled entry of each column before elimination
   */
  record Factors(
      double[] lowerRe,
      double[] lowerIm,
      double[] upperRe,
      double[] upperIm,
      double[] outerRe,
      double[] outerIm,
      double[] pivotsRe,
      double[] pivotsIm,
      double[] columnSizes) {}

  ComplexElimination(SymbolicLu symbolic, LuStructure structure) {
    this.symbolic = symbolic;
    this.structure = structure;
    int n = symbolic.pattern().size();
    int entries = symbolic.pattern().entryCount();
    starts = new int[n + 1];
    innerStarts = new int[n];
    slots = new int[entries];
    targets = new int[entries];
    scales = new double[entries];
  }

  /** Lists the entries after pivots were chosen, with the scales of all entries. */
  void arrange(double[] entryScales) {
    int[] blocks = symbolic.blockStarts();
    int[] columnStarts = symbolic.pattern().columnStarts();
    int next = 0;
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        int column = symbolic.columnOrder()[k];
        for (int pass = 0; pass < 2; pass++) {
          for (int p = columnStarts[column]; p < columnStarts[column + 1]; p++) {
            int position = structure.entryPositions[p];
            if (position < blocks[block] == (pass == 0)) {
              slots[next] = p;
              targets[next] = position;
              scales[next++] = entryScales[p];
            }
          }
          if (pass == 0) {
            innerStarts[k] = next;
          }
        }
        starts[k + 1] = next;
      }
    }
  }

  /**
   * Factorises new values; returns whether the old pivots are good enough for them.
   *
   * @param xRe workspace, all zero; left in disorder when the pivots are not good enough
   * @param worstGrowth least ratio of a column's largest entry before elimination to that in U
   */
  boolean run(
      double[] re, double[] im, Factors to, double[] xRe, double[] xIm, double worstGrowth) {
    int[] lowerStarts = structure.lowerStarts;
    int[] lowerIndices = structure.lowerIndices;
    int[] upperStarts = structure.upperStarts;
    int[] upperIndices = structure.upperIndices;
    double[] lowerRe = to.lowerRe();
    double[] lowerIm = to.lowerIm();
    double[] upperRe = to.upperRe();
    double[] upperIm = to.upperIm();
    int nextOuter = 0;
    int n = innerStarts.length;
    for (int k = 0; k < n; k++) {
      int inner = innerStarts[k];
      for (int q = starts[k]; q < inner; q++) {
        to.outerRe()[nextOuter] = re[slots[q]] * scales[q];
        to.outerIm()[nextOuter++] = im[slots[q]] * scales[q];
      }
      double size = 0.0;
      int end = starts[k + 1];
      for (int q = inner; q < end; q++) {
        double valueRe = re[slots[q]] * scales[q];
        double valueIm = im[slots[q]] * scales[q];
        xRe[targets[q]] = valueRe;
        xIm[targets[q]] = valueIm;
        size = Math.max(size, Math.abs(valueRe) + Math.abs(valueIm));
      }
      to.columnSizes()[k] = size;
      double growth = 0.0;
      end = upperStarts[k + 1];
      for (int u = upperStarts[k]; u < end; u++) {
        int t = upperIndices[u];
        double factorRe = xRe[t];
        double factorIm = xIm[t];
        xRe[t] = 0.0;
        xIm[t] = 0.0;
        upperRe[u] = factorRe;
        upperIm[u] = factorIm;
        growth = Math.max(growth, Math.abs(factorRe) + Math.abs(factorIm));
        int last = lowerStarts[t + 1];
        for (int p = lowerStarts[t]; p < last; p++) {
          int i = lowerIndices[p];
          xRe[i] -= lowerRe[p] * factorRe - lowerIm[p] * factorIm;
          xIm[i] -= lowerRe[p] * factorIm + lowerIm[p] * factorRe;
        }
      }
      double pivotRe = xRe[k];
      double pivotIm = xIm[k];
      xRe[k] = 0.0;
      xIm[k] = 0.0;
      to.pivotsRe()[k] = pivotRe;
      to.pivotsIm()[k] = pivotIm;
      double pivotSize = Math.abs(pivotRe) + Math.abs(pivotIm);
      // Scaled entries are near one: the square neither overflows nor vanishes for a good pivot.
      double square = pivotRe * pivotRe + pivotIm * pivotIm;
      double inverseRe = pivotRe / square;
      double inverseIm = -pivotIm / square;
      double largest = 0.0;
      end = lowerStarts[k + 1];
      for (int p = lowerStarts[k]; p < end; p++) {
        int i = lowerIndices[p];
        double valueRe = xRe[i];
        double valueIm = xIm[i];
        xRe[i] = 0.0;
        xIm[i] = 0.0;
        largest = Math.max(largest, Math.abs(valueRe) + Math.abs(valueIm));
        lowerRe[p] = valueRe * inverseRe - valueIm * inverseIm;
        lowerIm[p] = valueRe * inverseIm + valueIm * inverseRe;
      }
      growth = Math.max(growth, pivotSize);
      boolean good =
          pivotSize >= SparseLu.REUSE_LIMIT * largest
              && pivotSize > SparseLu.VANISHED * size
              && square < Double.POSITIVE_INFINITY
              && square > Double.MIN_NORMAL
              && size < Double.POSITIVE_INFINITY
              && size >= worstGrowth * growth;
      if (!good) {
        return false;
      }
    }
    return true;
  }
}
