package org.ionspice.solver;

import java.util.Arrays;

/**
 * Solves sparse real systems by LU factorisation; a mutable workspace for one thread.
 *
 * <p>Matching, block triangular form and minimum degree are found once from the pattern ({@link
 * #analyse}). {@link #factor} chooses pivots by value, preferring the diagonal; {@link #refactor}
 * keeps them for new values, allocates nothing, and chooses again by itself when they turned bad.
 * Algorithms and sources: docs/numerics/sparse-lu.md.
 *
 * <p>Value arrays follow the entries of {@link #pattern()} and may be longer; only the first {@link
 * SparsePattern#entryCount()} values are read.
 */
public final class SparseLu implements LinearSolver {
  /** A diagonal entry is the pivot unless it is smaller than this part of its column. */
  static final double DIAGONAL_PREFERENCE = 1e-3;

  /** Reused pivots smaller than this part of their column are chosen again. */
  static final double REUSE_LIMIT = 1e-5;

  /** Pivots are chosen again, by size, when entries of U outgrew the column by more. */
  static final double GROWTH_LIMIT = 1e-3;

  /** Part of the column that a preferred pivot must reach in that second attempt. */
  static final double CAUTIOUS_PREFERENCE = 0.5;

  /** Reused pivots may lose this much growth against the factorisation that chose them. */
  static final double REUSED_GROWTH_LIMIT = 1e-3;

  /** A column whose entries cancelled to this part of their original size is dependent. */
  static final double VANISHED = 0x1p-50;

  private final SymbolicLu symbolic;
  private final LuStructure structure;

  /** Products of row and column scale by entry; powers of two, so that they round nothing. */
  private final double[] entryScales;

  private final double[] rowScales;
  private final double[] columnScales;
  private final double[] pivots;

  /** Largest scaled entry of each column before elimination, in its own block. */
  private final double[] columnSizes;

  /** All zero between calls. */
  private final double[] work;

  private double[] lower;
  private double[] upper;
  private double[] outer;
  private double preference = DIAGONAL_PREFERENCE;
  private double chosenGrowth;
  private boolean factored;
  private int singularRow = -1;
  private int singularColumn = -1;

  private SparseLu(SymbolicLu symbolic) {
    int n = symbolic.pattern().size();
    this.symbolic = symbolic;
    structure = new LuStructure(symbolic);
    entryScales = new double[symbolic.pattern().entryCount()];
    rowScales = new double[n];
    columnScales = new double[n];
    pivots = new double[n];
    columnSizes = new double[n];
    work = new double[n];
    lower = new double[structure.lowerIndices.length];
    upper = new double[structure.upperIndices.length];
    outer = new double[structure.outerIndices.length];
  }

  /** Orders the rows and columns of a pattern; looks at no values. */
  public static SparseLu analyse(SparsePattern pattern) {
    return new SparseLu(SymbolicLu.analyse(pattern));
  }

  /** Returns the analysed pattern. */
  public SparsePattern pattern() {
    return symbolic.pattern();
  }

  /** Returns what the analysis found, to share it with a complex factorisation. */
  SymbolicLu symbolic() {
    return symbolic;
  }

  @Override
  public int singularRow() {
    return singularRow;
  }

  /** Returns the original column of the pivot that vanished in the last failure, or -1. */
  public int singularColumn() {
    return singularColumn;
  }

  /** Returns the arithmetic operations of one refactorisation. */
  public long flops() {
    return structure.flops();
  }

  /** Returns the stored entries of L and U, the diagonal once, and of the blocks above them. */
  public int fill() {
    return structure.fill();
  }

  /** Factorises, choosing pivots by value; returns false and names the place when singular. */
  public boolean factor(double[] values) {
    preference = DIAGONAL_PREFERENCE;
    if (!factorOnce(values)) {
      return false;
    }
    chosenGrowth = reciprocalPivotGrowth();
    if (chosenGrowth < GROWTH_LIMIT) {
      preference = CAUTIOUS_PREFERENCE;
      if (!factorOnce(values)) {
        return false;
      }
      chosenGrowth = reciprocalPivotGrowth();
    }
    return true;
  }

  private boolean factorOnce(double[] values) {
    factored = false;
    singularRow = symbolic.freeRow();
    singularColumn = symbolic.freeColumn();
    if (singularRow >= 0) {
      return false;
    }
    Arrays.fill(work, 0.0);
    scale(values);
    structure.begin();
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        if (!factorColumn(values, k, blocks[block])) {
          singularColumn = symbolic.columnOrder()[k];
          singularRow = structure.openRow(k, blocks[block + 1]);
          return false;
        }
      }
    }
    structure.finish();
    factored = true;
    return true;
  }

  /** Scales columns, then rows, to a largest entry in [1, 2). */
  private void scale(double[] values) {
    SparsePattern pattern = symbolic.pattern();
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    Arrays.fill(rowScales, 0.0);
    for (int column = 0; column < pattern.size(); column++) {
      double largest = 0.0;
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        largest = Math.max(largest, Math.abs(values[p]));
      }
      columnScales[column] = scaleFor(largest);
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        double size = Math.abs(values[p]) * columnScales[column];
        rowScales[rows[p]] = Math.max(rowScales[rows[p]], size);
      }
    }
    for (int row = 0; row < pattern.size(); row++) {
      rowScales[row] = scaleFor(rowScales[row]);
    }
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        entryScales[p] = columnScales[column] * rowScales[rows[p]];
      }
    }
  }

  /** Returns the power of two that brings a size to [1, 2), 1 for zero and non-finite sizes. */
  static double scaleFor(double size) {
    if (!(size > 0.0) || Double.isInfinite(size)) {
      return 1.0;
    }
    // Bounded so that products of a row and a column scale stay normal numbers.
    return Math.scalb(1.0, -Math.max(-500, Math.min(500, Math.getExponent(size))));
  }

  private boolean factorColumn(double[] values, int k, int blockStart) {
    SparsePattern pattern = symbolic.pattern();
    int column = symbolic.columnOrder()[k];
    structure.reach(k, blockStart);
    makeRoom();
    int[] positions = structure.positionOfRow;
    int nextOuter = structure.outerStarts[k];
    double size = 0.0;
    for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
      int row = pattern.rowIndices()[p];
      double value = values[p] * entryScales[p];
      if (positions[row] >= 0 && positions[row] < blockStart) {
        outer[nextOuter++] = value;
      } else {
        work[row] = value;
        size = Math.max(size, Math.abs(value));
      }
    }
    columnSizes[k] = size;

    for (int u = structure.upperStarts[k]; u < structure.upperStarts[k + 1]; u++) {
      int t = structure.upperIndices[u];
      double factor = work[structure.pivotRow[t]];
      work[structure.pivotRow[t]] = 0.0;
      upper[u] = factor;
      for (int p = structure.lowerStarts[t]; p < structure.lowerStarts[t + 1]; p++) {
        work[structure.lowerIndices[p]] -= lower[p] * factor;
      }
    }

    int row = choosePivot(k);
    if (row < 0 || !(Math.abs(work[row]) > VANISHED * size)) {
      return false;
    }
    double pivot = work[row];
    work[row] = 0.0;
    pivots[k] = pivot;
    structure.pivot(k, row);
    makeRoom();
    for (int p = structure.lowerStarts[k]; p < structure.lowerStarts[k + 1]; p++) {
      lower[p] = work[structure.lowerIndices[p]] / pivot;
      work[structure.lowerIndices[p]] = 0.0;
    }
    return Double.isFinite(pivot);
  }

  /** Returns the candidate row with the largest value, or the preferred one if large enough. */
  private int choosePivot(int k) {
    int preferred = symbolic.rowOrder()[k];
    int best = -1;
    double largest = 0.0;
    boolean preferredOpen = false;
    for (int c = 0; c < structure.candidateCount; c++) {
      int row = structure.candidates[c];
      double size = Math.abs(work[row]);
      if (size > largest) {
        largest = size;
        best = row;
      }
      preferredOpen |= row == preferred;
    }
    boolean keep = preferredOpen && Math.abs(work[preferred]) >= preference * largest;
    return keep && best >= 0 ? preferred : best;
  }

  private void makeRoom() {
    if (lower.length < structure.lowerIndices.length) {
      lower = Arrays.copyOf(lower, structure.lowerIndices.length);
    }
    if (upper.length < structure.upperIndices.length) {
      upper = Arrays.copyOf(upper, structure.upperIndices.length);
    }
    if (outer.length < structure.outerIndices.length) {
      outer = Arrays.copyOf(outer, structure.outerIndices.length);
    }
  }

  /**
   * Factorises new values with the pivots of the last {@link #factor}, or chooses new pivots when
   * the old ones are too small; returns false and names the place when singular.
   */
  @Override
  public boolean refactor(double[] values) {
    if (!factored) {
      return factor(values);
    }
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        if (!refactorColumn(values, k, blocks[block])) {
          return factor(values);
        }
      }
    }
    if (reciprocalPivotGrowth() < REUSED_GROWTH_LIMIT * chosenGrowth) {
      return factor(values);
    }
    return true;
  }

  private boolean refactorColumn(double[] values, int k, int blockStart) {
    double[] x = work;
    double size = scatter(values, k, blockStart);
    int[] lowerStarts = structure.lowerStarts;
    int[] lowerIndices = structure.lowerIndices;
    int[] upperIndices = structure.upperIndices;
    double[] lowerValues = lower;
    int upperEnd = structure.upperStarts[k + 1];
    for (int u = structure.upperStarts[k]; u < upperEnd; u++) {
      int t = upperIndices[u];
      double factor = x[t];
      x[t] = 0.0;
      upper[u] = factor;
      int end = lowerStarts[t + 1];
      for (int p = lowerStarts[t]; p < end; p++) {
        x[lowerIndices[p]] -= lowerValues[p] * factor;
      }
    }
    double pivot = x[k];
    x[k] = 0.0;
    double reciprocal = 1.0 / pivot;
    double largest = 0.0;
    int end = lowerStarts[k + 1];
    for (int p = lowerStarts[k]; p < end; p++) {
      double value = x[lowerIndices[p]];
      x[lowerIndices[p]] = 0.0;
      largest = Math.max(largest, Math.abs(value));
      lowerValues[p] = value * reciprocal;
    }
    pivots[k] = pivot;
    double pivotSize = Math.abs(pivot);
    return pivotSize >= REUSE_LIMIT * largest
        && pivotSize > VANISHED * size
        && pivotSize < Double.POSITIVE_INFINITY;
  }

  /** Spreads a scaled column over the workspace by position; returns its largest entry. */
  private double scatter(double[] values, int k, int blockStart) {
    int column = symbolic.columnOrder()[k];
    int[] positions = structure.entryPositions;
    int[] starts = symbolic.pattern().columnStarts();
    int end = starts[column + 1];
    int nextOuter = structure.outerStarts[k];
    double size = 0.0;
    for (int p = starts[column]; p < end; p++) {
      double value = values[p] * entryScales[p];
      int position = positions[p];
      if (position < blockStart) {
        outer[nextOuter++] = value;
      } else {
        work[position] = value;
        size = Math.max(size, Math.abs(value));
      }
    }
    columnSizes[k] = size;
    return size;
  }

  /**
   * Replaces the right-hand side b by the solution x of A x = b.
   *
   * @throws IllegalStateException without a successful factorisation
   */
  @Override
  public void solve(double[] rightSide) {
    requireFactors();
    int n = symbolic.pattern().size();
    double[] y = work;
    int[] pivotRow = structure.pivotRow;
    for (int k = 0; k < n; k++) {
      y[k] = rightSide[pivotRow[k]] * rowScales[pivotRow[k]];
    }
    int[] blocks = symbolic.blockStarts();
    for (int block = blocks.length - 2; block >= 0; block--) {
      solveBlock(y, blocks[block], blocks[block + 1]);
    }
    int[] columnOrder = symbolic.columnOrder();
    for (int k = 0; k < n; k++) {
      rightSide[columnOrder[k]] = y[k] * columnScales[columnOrder[k]];
      y[k] = 0.0;
    }
  }

  private void solveBlock(double[] y, int from, int to) {
    int[] starts = structure.lowerStarts;
    int[] indices = structure.lowerIndices;
    for (int k = from; k < to; k++) {
      subtract(y, y[k], indices, lower, starts[k], starts[k + 1]);
    }
    starts = structure.upperStarts;
    indices = structure.upperIndices;
    for (int k = to - 1; k >= from; k--) {
      y[k] /= pivots[k];
      subtract(y, y[k], indices, upper, starts[k], starts[k + 1]);
    }
    starts = structure.outerStarts;
    for (int k = from; k < to; k++) {
      subtract(y, y[k], structure.outerIndices, outer, starts[k], starts[k + 1]);
    }
  }

  private static void subtract(
      double[] y, double factor, int[] indices, double[] values, int from, int to) {
    for (int p = from; p < to; p++) {
      y[indices[p]] -= values[p] * factor;
    }
  }

  /**
   * Replaces the right-hand side b by the solution x of transposed(A) x = b.
   *
   * @throws IllegalStateException without a successful factorisation
   */
  @Override
  public void solveTransposed(double[] rightSide) {
    requireFactors();
    int n = symbolic.pattern().size();
    double[] y = work;
    int[] columnOrder = symbolic.columnOrder();
    for (int k = 0; k < n; k++) {
      y[k] = rightSide[columnOrder[k]] * columnScales[columnOrder[k]];
    }
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      solveBlockTransposed(y, blocks[block], blocks[block + 1]);
    }
    int[] pivotRow = structure.pivotRow;
    for (int k = 0; k < n; k++) {
      rightSide[pivotRow[k]] = y[k] * rowScales[pivotRow[k]];
      y[k] = 0.0;
    }
  }

  private void solveBlockTransposed(double[] y, int from, int to) {
    int[] starts = structure.outerStarts;
    for (int k = from; k < to; k++) {
      y[k] -= product(y, structure.outerIndices, outer, starts[k], starts[k + 1]);
    }
    starts = structure.upperStarts;
    for (int k = from; k < to; k++) {
      y[k] -= product(y, structure.upperIndices, upper, starts[k], starts[k + 1]);
      y[k] /= pivots[k];
    }
    starts = structure.lowerStarts;
    for (int k = to - 1; k >= from; k--) {
      y[k] -= product(y, structure.lowerIndices, lower, starts[k], starts[k + 1]);
    }
  }

  private static double product(double[] y, int[] indices, double[] values, int from, int to) {
    double sum = 0.0;
    for (int p = from; p < to; p++) {
      sum += values[p] * y[indices[p]];
    }
    return sum;
  }

  @Override
  public void forget() {
    factored = false;
  }

  /** Returns the sign of the determinant, 1 or -1. */
  public int determinantSign() {
    requireFactors();
    boolean negative = false;
    for (double pivot : pivots) {
      negative ^= pivot < 0;
    }
    // Rows and columns were brought to the pivots' order; every even cycle changes the sign.
    int[] columnOfRow = new int[pivots.length];
    for (int k = 0; k < pivots.length; k++) {
      columnOfRow[structure.pivotRow[k]] = symbolic.columnOrder()[k];
    }
    boolean[] seen = new boolean[pivots.length];
    for (int start = 0; start < pivots.length; start++) {
      int length = 0;
      for (int row = start; !seen[row]; row = columnOfRow[row]) {
        seen[row] = true;
        length++;
      }
      negative ^= length > 0 && length % 2 == 0;
    }
    return negative ? -1 : 1;
  }

  private void requireFactors() {
    if (!factored) {
      throw new IllegalStateException("solve without a successful factorisation");
    }
  }

  /**
   * Returns the smallest ratio, over the columns, of the largest entry before elimination to the
   * largest in U; near 1 is good, near 0 means that the pivots have lost digits.
   */
  public double reciprocalPivotGrowth() {
    requireFactors();
    double growth = 1.0;
    for (int k = 0; k < pivots.length; k++) {
      double largest = Math.abs(pivots[k]);
      for (int u = structure.upperStarts[k]; u < structure.upperStarts[k + 1]; u++) {
        largest = Math.max(largest, Math.abs(upper[u]));
      }
      growth = Math.min(growth, columnSizes[k] / largest);
    }
    return growth;
  }
}
