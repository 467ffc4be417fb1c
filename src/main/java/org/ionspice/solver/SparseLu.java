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

  /** Reused pivots below this part of their column, or growth worse by it, make one suspicious. */
  static final double SUSPICIOUS_PIVOT = 1e-4;

  static final double SUSPICIOUS_GROWTH = 1e-2;

  /** A column whose entries cancelled to this part of their original size is dependent. */
  static final double VANISHED = 0x1p-50;

  private final SymbolicLu symbolic;
  private final LuStructure structure;

  private final Equilibration scales;
  private final double[] pivots;
  private final double[] reciprocalPivots;

  /** Row and column scales in the order of the pivots. */
  private final double[] pivotRowScales;

  private final double[] pivotColumnScales;

  /** Entries in the order of the pivots: those of earlier blocks first in each column. */
  private final int[] scatterStarts;

  private final int[] innerStarts;
  private final int[] scatterSlots;
  private final int[] scatterTargets;
  private final double[] scatterScales;

  /** Largest scaled entry of each column before elimination, in its own block. */
  private final double[] columnSizes;

  /** All zero between calls. */
  private final double[] work;

  private double[] lower;
  private double[] upper;
  private double[] outer;
  private double preference = DIAGONAL_PREFERENCE;
  private double chosenGrowth;
  private double[] several = {};
  private LuSubstitution.Factors factors;
  private final ReusedPivots check;

  /** Reused pivots that are still within the limits but near them: solutions are checked. */
  private boolean suspicious;

  private boolean factored;
  private int singularRow = -1;
  private int singularColumn = -1;

  /** Takes an analysis. */
  SparseLu(SymbolicLu symbolic) {
    int n = symbolic.pattern().size();
    this.symbolic = symbolic;
    structure = new LuStructure(symbolic);
    scales = new Equilibration(symbolic.pattern());
    pivots = new double[n];
    reciprocalPivots = new double[n];
    pivotRowScales = new double[n];
    pivotColumnScales = new double[n];
    scatterStarts = new int[n + 1];
    innerStarts = new int[n];
    scatterSlots = new int[scales.entries.length];
    scatterTargets = new int[scales.entries.length];
    scatterScales = new double[scales.entries.length];
    columnSizes = new double[n];
    work = new double[n];
    lower = new double[structure.lowerIndices.length];
    upper = new double[structure.upperIndices.length];
    outer = new double[structure.outerIndices.length];
    factors = new LuSubstitution.Factors(structure, lower, upper, outer, reciprocalPivots);
    check = new ReusedPivots(symbolic.pattern());
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
    suspicious = false;
    singularRow = symbolic.freeRow();
    singularColumn = symbolic.freeColumn();
    if (singularRow >= 0) {
      return false;
    }
    Arrays.fill(work, 0.0);
    scales.of(values);
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
    arrangeEntries();
    factored = true;
    return true;
  }

  /** Lists the entries in the order in which a refactorisation meets them. */
  private void arrangeEntries() {
    int[] blocks = symbolic.blockStarts();
    int[] starts = symbolic.pattern().columnStarts();
    int[] positions = structure.entryPositions;
    int next = 0;
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        int column = symbolic.columnOrder()[k];
        for (int pass = 0; pass < 2; pass++) {
          for (int p = starts[column]; p < starts[column + 1]; p++) {
            if (positions[p] < blocks[block] == (pass == 0)) {
              scatterSlots[next] = p;
              scatterTargets[next] = positions[p];
              scatterScales[next++] = scales.entries[p];
            }
          }
          if (pass == 0) {
            innerStarts[k] = next;
          }
        }
        scatterStarts[k + 1] = next;
        reciprocalPivots[k] = 1 / pivots[k];
        pivotRowScales[k] = scales.rows[structure.pivotRow[k]];
        pivotColumnScales[k] = scales.columns[column];
      }
    }
    factors = new LuSubstitution.Factors(structure, lower, upper, outer, reciprocalPivots);
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
      double value = values[p] * scales.entries[p];
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
    suspicious = false;
    if (!eliminate(values)) {
      return factor(values);
    }
    if (suspicious) {
      check.keep(values);
    }
    return true;
  }

  /** Repeats the arithmetic with the pivots known; returns false when they are not good enough. */
  private boolean eliminate(double[] values) {
    double[] x = work;
    int[] lowerStarts = structure.lowerStarts;
    int[] lowerIndices = structure.lowerIndices;
    double[] lowerValues = lower;
    int[] upperStarts = structure.upperStarts;
    int[] upperIndices = structure.upperIndices;
    double[] upperValues = upper;
    double worstGrowth = REUSED_GROWTH_LIMIT * chosenGrowth;
    double suspiciousGrowth = SUSPICIOUS_GROWTH * chosenGrowth;
    int nextOuter = 0;
    int n = pivots.length;
    for (int k = 0; k < n; k++) {
      int inner = innerStarts[k];
      for (int q = scatterStarts[k]; q < inner; q++) {
        outer[nextOuter++] = values[scatterSlots[q]] * scatterScales[q];
      }
      double size = 0.0;
      boolean finite = true;
      int scatterEnd = scatterStarts[k + 1];
      for (int q = inner; q < scatterEnd; q++) {
        double value = values[scatterSlots[q]] * scatterScales[q];
        x[scatterTargets[q]] = value;
        double entry = Math.abs(value);
        finite &= entry < Double.POSITIVE_INFINITY;
        if (entry > size) {
          size = entry;
        }
      }
      double growth = 0.0;
      int upperEnd = upperStarts[k + 1];
      for (int u = upperStarts[k]; u < upperEnd; u++) {
        int t = upperIndices[u];
        double factor = x[t];
        x[t] = 0.0;
        upperValues[u] = factor;
        double entry = Math.abs(factor);
        if (entry > growth) {
          growth = entry;
        }
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
        int i = lowerIndices[p];
        double value = x[i];
        x[i] = 0.0;
        double entry = Math.abs(value);
        if (entry > largest) {
          largest = entry;
        }
        lowerValues[p] = value * reciprocal;
      }
      pivots[k] = pivot;
      reciprocalPivots[k] = reciprocal;
      columnSizes[k] = size;
      double pivotSize = Math.abs(pivot);
      if (pivotSize > growth) {
        growth = pivotSize;
      }
      boolean good =
          finite
              && pivotSize >= REUSE_LIMIT * largest
              && pivotSize > VANISHED * size
              && pivotSize < Double.POSITIVE_INFINITY
              && size >= worstGrowth * growth;
      if (!good) {
        return false;
      }
      suspicious |= pivotSize < SUSPICIOUS_PIVOT * largest || size < suspiciousGrowth * growth;
    }
    return true;
  }

  @Override
  public void solve(double[] rightSide) {
    requireFactors();
    if (suspicious) {
      check.solve(this, rightSide, false);
    } else {
      substitute(rightSide, false);
    }
  }

  /** Solves with the present factors, whatever they are worth. */
  void substitute(double[] rightSide, boolean transposed) {
    int[] from = transposed ? symbolic.columnOrder() : structure.pivotRow;
    int[] to = transposed ? structure.pivotRow : symbolic.columnOrder();
    double[] before = transposed ? pivotColumnScales : pivotRowScales;
    double[] after = transposed ? pivotRowScales : pivotColumnScales;
    double[] y = work;
    int n = pivots.length;
    for (int k = 0; k < n; k++) {
      y[k] = rightSide[from[k]] * before[k];
    }
    if (transposed) {
      LuSubstitution.solveTransposed(factors, y);
    } else {
      LuSubstitution.solve(factors, y);
    }
    for (int k = 0; k < n; k++) {
      rightSide[to[k]] = y[k] * after[k];
      y[k] = 0.0;
    }
  }

  @Override
  public void solve(double[][] rightSides) {
    requireFactors();
    int done = 0;
    if (!suspicious && rightSides.length >= LuSubstitution.TOGETHER) {
      if (several.length == 0) {
        several = new double[LuSubstitution.TOGETHER * pivots.length];
      }
      for (; done + LuSubstitution.TOGETHER <= rightSides.length; done += LuSubstitution.TOGETHER) {
        LuSubstitution.solveFour(
            factors, rightSides, done, pivotRowScales, pivotColumnScales, several);
      }
    }
    for (; done < rightSides.length; done++) {
      solve(rightSides[done]);
    }
  }

  @Override
  public void solveTransposed(double[] rightSide) {
    requireFactors();
    if (suspicious) {
      check.solve(this, rightSide, true);
    } else {
      substitute(rightSide, true);
    }
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
    negative ^= structure.isOddPermutation();
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
