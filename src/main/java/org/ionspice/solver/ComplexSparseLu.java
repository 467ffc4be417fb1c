package org.ionspice.solver;

import java.util.Arrays;

/**
 * Solves sparse complex systems by LU factorisation; the complex twin of {@link SparseLu}, a
 * mutable workspace for one thread.
 *
 * <p>Real and imaginary parts live in separate arrays, each following the entries of {@link
 * #pattern()} and possibly longer. Sizes are compared as |re| + |im|, within a factor sqrt(2) of
 * the modulus.
 */
public final class ComplexSparseLu {
  private final SymbolicLu symbolic;
  private final LuStructure structure;
  private final ComplexElimination elimination;
  private ComplexElimination.Factors factors;
  private final double[] entryScales;
  private final double[] rowScales;
  private final double[] columnScales;
  private final double[] pivotsRe;
  private final double[] pivotsIm;
  private final double[] columnSizes;

  /** All zero between calls. */
  private final double[] workRe;

  private final double[] workIm;

  private double[] lowerRe;
  private double[] lowerIm;
  private double[] upperRe;
  private double[] upperIm;
  private double[] outerRe;
  private double[] outerIm;

  /** Quotient of the last {@link #divide}. */
  private double quotientRe;

  private double quotientIm;

  /** Sum of the last {@link #product}. */
  private double sumRe;

  private double sumIm;

  private double preference = SparseLu.DIAGONAL_PREFERENCE;
  private double chosenGrowth;
  private boolean factored;
  private int singularRow = -1;
  private int singularColumn = -1;

  /** Shares the analysis of a real factorisation; the pivots are chosen anew. */
  public ComplexSparseLu(SparseLu analysed) {
    this(analysed.symbolic());
  }

  private ComplexSparseLu(SymbolicLu symbolic) {
    int n = symbolic.pattern().size();
    this.symbolic = symbolic;
    structure = new LuStructure(symbolic);
    elimination = new ComplexElimination(symbolic, structure);
    entryScales = new double[symbolic.pattern().entryCount()];
    rowScales = new double[n];
    columnScales = new double[n];
    pivotsRe = new double[n];
    pivotsIm = new double[n];
    columnSizes = new double[n];
    workRe = new double[n];
    workIm = new double[n];
    lowerRe = new double[structure.lowerIndices.length];
    lowerIm = new double[structure.lowerIndices.length];
    upperRe = new double[structure.upperIndices.length];
    upperIm = new double[structure.upperIndices.length];
    outerRe = new double[structure.outerIndices.length];
    outerIm = new double[structure.outerIndices.length];
    factors = present();
  }

  /** Orders the rows and columns of a pattern; looks at no values. */
  public static ComplexSparseLu analyse(SparsePattern pattern) {
    return new ComplexSparseLu(SymbolicLu.analyse(pattern));
  }

  /** Returns the analysed pattern. */
  public SparsePattern pattern() {
    return symbolic.pattern();
  }

  /** Returns the original row of the pivot that vanished in the last failure, or -1. */
  public int singularRow() {
    return singularRow;
  }

  /** Returns the original column of the pivot that vanished in the last failure, or -1. */
  public int singularColumn() {
    return singularColumn;
  }

  /** Returns the complex arithmetic operations of one refactorisation. */
  public long flops() {
    return structure.flops();
  }

  /** Returns the stored entries of L and U, the diagonal once, and of the blocks above them. */
  public int fill() {
    return structure.fill();
  }

  /** Factorises, choosing pivots by value; returns false and names the place when singular. */
  public boolean factor(double[] re, double[] im) {
    preference = SparseLu.DIAGONAL_PREFERENCE;
    if (!factorOnce(re, im)) {
      return false;
    }
    chosenGrowth = reciprocalPivotGrowth();
    if (chosenGrowth < SparseLu.GROWTH_LIMIT) {
      preference = SparseLu.CAUTIOUS_PREFERENCE;
      if (!factorOnce(re, im)) {
        return false;
      }
      chosenGrowth = reciprocalPivotGrowth();
    }
    return true;
  }

  private boolean factorOnce(double[] re, double[] im) {
    factored = false;
    singularRow = symbolic.freeRow();
    singularColumn = symbolic.freeColumn();
    if (singularRow >= 0) {
      return false;
    }
    Arrays.fill(workRe, 0.0);
    Arrays.fill(workIm, 0.0);
    scale(re, im);
    structure.begin();
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      for (int k = blocks[block]; k < blocks[block + 1]; k++) {
        if (!factorColumn(re, im, k, blocks[block])) {
          singularColumn = symbolic.columnOrder()[k];
          singularRow = structure.openRow(k, blocks[block + 1]);
          return false;
        }
      }
    }
    structure.finish();
    elimination.arrange(entryScales);
    factors = present();
    factored = true;
    return true;
  }

  private static double size(double re, double im) {
    return Math.abs(re) + Math.abs(im);
  }

  /** Scales columns, then rows, to a largest entry in [1, 2). */
  private void scale(double[] re, double[] im) {
    SparsePattern pattern = symbolic.pattern();
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    Arrays.fill(rowScales, 0.0);
    for (int column = 0; column < pattern.size(); column++) {
      double largest = 0.0;
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        largest = Math.max(largest, size(re[p], im[p]));
      }
      columnScales[column] = Equilibration.scaleFor(largest);
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        double size = size(re[p], im[p]) * columnScales[column];
        rowScales[rows[p]] = Math.max(rowScales[rows[p]], size);
      }
    }
    for (int row = 0; row < pattern.size(); row++) {
      rowScales[row] = Equilibration.scaleFor(rowScales[row]);
    }
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        entryScales[p] = columnScales[column] * rowScales[rows[p]];
      }
    }
  }

  private boolean factorColumn(double[] re, double[] im, int k, int blockStart) {
    SparsePattern pattern = symbolic.pattern();
    int column = symbolic.columnOrder()[k];
    structure.reach(k, blockStart);
    makeRoom();
    int[] positions = structure.positionOfRow;
    int nextOuter = structure.outerStarts[k];
    double size = 0.0;
    for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
      int row = pattern.rowIndices()[p];
      double valueRe = re[p] * entryScales[p];
      double valueIm = im[p] * entryScales[p];
      if (positions[row] >= 0 && positions[row] < blockStart) {
        outerRe[nextOuter] = valueRe;
        outerIm[nextOuter++] = valueIm;
      } else {
        workRe[row] = valueRe;
        workIm[row] = valueIm;
        size = Math.max(size, size(valueRe, valueIm));
      }
    }
    columnSizes[k] = size;

    for (int u = structure.upperStarts[k]; u < structure.upperStarts[k + 1]; u++) {
      int t = structure.upperIndices[u];
      eliminate(u, t, structure.pivotRow[t]);
    }

    int row = choosePivot(k);
    if (row < 0 || !(size(workRe[row], workIm[row]) > SparseLu.VANISHED * size)) {
      return false;
    }
    structure.pivot(k, row);
    makeRoom();
    storeColumn(k, row);
    return Double.isFinite(size(pivotsRe[k], pivotsIm[k]));
  }

  /** Moves workspace entry i to entry u of U and subtracts its multiple of column t of L. */
  private void eliminate(int u, int t, int i) {
    double[] re = workRe;
    double[] im = workIm;
    double factorRe = re[i];
    double factorIm = im[i];
    re[i] = 0.0;
    im[i] = 0.0;
    upperRe[u] = factorRe;
    upperIm[u] = factorIm;
    int from = structure.lowerStarts[t];
    int to = structure.lowerStarts[t + 1];
    subtract(re, im, factorRe, factorIm, structure.lowerIndices, lowerRe, lowerIm, from, to);
  }

  private static void subtract(
      double[] re,
      double[] im,
      double factorRe,
      double factorIm,
      int[] indices,
      double[] valuesRe,
      double[] valuesIm,
      int from,
      int to) {
    for (int p = from; p < to; p++) {
      int i = indices[p];
      re[i] -= valuesRe[p] * factorRe - valuesIm[p] * factorIm;
      im[i] -= valuesRe[p] * factorIm + valuesIm[p] * factorRe;
    }
  }

  /** Divides without overflow; R. L. Smith, "Algorithm 116", Commun. ACM 5 (1962) 435. */
  private void divide(double aRe, double aIm, double bRe, double bIm) {
    if (Math.abs(bRe) >= Math.abs(bIm)) {
      double ratio = bIm / bRe;
      double denominator = bRe + bIm * ratio;
      quotientRe = (aRe + aIm * ratio) / denominator;
      quotientIm = (aIm - aRe * ratio) / denominator;
    } else {
      double ratio = bRe / bIm;
      double denominator = bRe * ratio + bIm;
      quotientRe = (aRe * ratio + aIm) / denominator;
      quotientIm = (aIm * ratio - aRe) / denominator;
    }
  }

  private int choosePivot(int k) {
    int preferred = symbolic.rowOrder()[k];
    int best = -1;
    double largest = 0.0;
    double preferredSize = -1.0;
    for (int c = 0; c < structure.candidateCount; c++) {
      int row = structure.candidates[c];
      double size = size(workRe[row], workIm[row]);
      if (size > largest) {
        largest = size;
        best = row;
      }
      preferredSize = row == preferred ? size : preferredSize;
    }
    return best >= 0 && preferredSize >= preference * largest ? preferred : best;
  }

  private void makeRoom() {
    if (lowerRe.length < structure.lowerIndices.length) {
      lowerRe = Arrays.copyOf(lowerRe, structure.lowerIndices.length);
      lowerIm = Arrays.copyOf(lowerIm, structure.lowerIndices.length);
    }
    if (upperRe.length < structure.upperIndices.length) {
      upperRe = Arrays.copyOf(upperRe, structure.upperIndices.length);
      upperIm = Arrays.copyOf(upperIm, structure.upperIndices.length);
    }
    if (outerRe.length < structure.outerIndices.length) {
      outerRe = Arrays.copyOf(outerRe, structure.outerIndices.length);
      outerIm = Arrays.copyOf(outerIm, structure.outerIndices.length);
    }
  }

  /**
   * Factorises new values with the pivots of the last {@link #factor}, or chooses new pivots when
   * the old ones are too small; returns false and names the place when singular.
   */
  public boolean refactor(double[] re, double[] im) {
    if (!factored) {
      return factor(re, im);
    }
    double worst = SparseLu.REUSED_GROWTH_LIMIT * chosenGrowth;
    return elimination.run(re, im, factors, workRe, workIm, worst) || factor(re, im);
  }

  private ComplexElimination.Factors present() {
    return new ComplexElimination.Factors(
        lowerRe, lowerIm, upperRe, upperIm, outerRe, outerIm, pivotsRe, pivotsIm, columnSizes);
  }

  /** Moves the pivot, in workspace entry i, and column k of L. */
  private void storeColumn(int k, int i) {
    double pivotRe = workRe[i];
    double pivotIm = workIm[i];
    workRe[i] = 0.0;
    workIm[i] = 0.0;
    pivotsRe[k] = pivotRe;
    pivotsIm[k] = pivotIm;
    int end = structure.lowerStarts[k + 1];
    for (int p = structure.lowerStarts[k]; p < end; p++) {
      int j = structure.lowerIndices[p];
      divide(workRe[j], workIm[j], pivotRe, pivotIm);
      lowerRe[p] = quotientRe;
      lowerIm[p] = quotientIm;
      workRe[j] = 0.0;
      workIm[j] = 0.0;
    }
  }

  /**
   * Replaces the right-hand side b by the solution x of A x = b.
   *
   * @throws IllegalStateException without a successful factorisation
   */
  public void solve(double[] re, double[] im) {
    gather(re, im, structure.pivotRow, rowScales);
    double[] yRe = workRe;
    double[] yIm = workIm;
    int[] blocks = symbolic.blockStarts();
    for (int block = blocks.length - 2; block >= 0; block--) {
      int from = blocks[block];
      int to = blocks[block + 1];
      int[] starts = structure.lowerStarts;
      int[] indices = structure.lowerIndices;
      for (int k = from; k < to; k++) {
        subtract(yRe, yIm, yRe[k], yIm[k], indices, lowerRe, lowerIm, starts[k], starts[k + 1]);
      }
      starts = structure.upperStarts;
      indices = structure.upperIndices;
      for (int k = to - 1; k >= from; k--) {
        divide(yRe[k], yIm[k], pivotsRe[k], pivotsIm[k]);
        yRe[k] = quotientRe;
        yIm[k] = quotientIm;
        subtract(yRe, yIm, yRe[k], yIm[k], indices, upperRe, upperIm, starts[k], starts[k + 1]);
      }
      starts = structure.outerStarts;
      indices = structure.outerIndices;
      for (int k = from; k < to; k++) {
        subtract(yRe, yIm, yRe[k], yIm[k], indices, outerRe, outerIm, starts[k], starts[k + 1]);
      }
    }
    spread(re, im, symbolic.columnOrder(), columnScales);
  }

  /**
   * Replaces the right-hand side b by the solution x of transposed(A) x = b, without conjugation.
   *
   * @throws IllegalStateException without a successful factorisation
   */
  public void solveTransposed(double[] re, double[] im) {
    gather(re, im, symbolic.columnOrder(), columnScales);
    double[] yRe = workRe;
    double[] yIm = workIm;
    int[] blocks = symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      int from = blocks[block];
      int to = blocks[block + 1];
      int[] starts = structure.outerStarts;
      for (int k = from; k < to; k++) {
        product(structure.outerIndices, outerRe, outerIm, starts[k], starts[k + 1]);
        yRe[k] -= sumRe;
        yIm[k] -= sumIm;
      }
      starts = structure.upperStarts;
      for (int k = from; k < to; k++) {
        product(structure.upperIndices, upperRe, upperIm, starts[k], starts[k + 1]);
        divide(yRe[k] - sumRe, yIm[k] - sumIm, pivotsRe[k], pivotsIm[k]);
        yRe[k] = quotientRe;
        yIm[k] = quotientIm;
      }
      starts = structure.lowerStarts;
      for (int k = to - 1; k >= from; k--) {
        product(structure.lowerIndices, lowerRe, lowerIm, starts[k], starts[k + 1]);
        yRe[k] -= sumRe;
        yIm[k] -= sumIm;
      }
    }
    spread(re, im, structure.pivotRow, rowScales);
  }

  private void product(int[] indices, double[] valuesRe, double[] valuesIm, int from, int to) {
    double totalRe = 0.0;
    double totalIm = 0.0;
    for (int p = from; p < to; p++) {
      int i = indices[p];
      totalRe += valuesRe[p] * workRe[i] - valuesIm[p] * workIm[i];
      totalIm += valuesRe[p] * workIm[i] + valuesIm[p] * workRe[i];
    }
    sumRe = totalRe;
    sumIm = totalIm;
  }

  private void gather(double[] re, double[] im, int[] order, double[] scales) {
    if (!factored) {
      throw new IllegalStateException("solve without a successful factorisation");
    }
    for (int k = 0; k < order.length; k++) {
      workRe[k] = re[order[k]] * scales[order[k]];
      workIm[k] = im[order[k]] * scales[order[k]];
    }
  }

  private void spread(double[] re, double[] im, int[] order, double[] scales) {
    for (int k = 0; k < order.length; k++) {
      re[order[k]] = workRe[k] * scales[order[k]];
      im[order[k]] = workIm[k] * scales[order[k]];
      workRe[k] = 0.0;
      workIm[k] = 0.0;
    }
  }

  /**
   * Returns the smallest ratio, over the columns, of the largest entry before elimination to the
   * largest in U; near 1 is good, near 0 means that the pivots have lost digits.
   */
  public double reciprocalPivotGrowth() {
    if (!factored) {
      throw new IllegalStateException("no successful factorisation");
    }
    double growth = 1.0;
    for (int k = 0; k < pivotsRe.length; k++) {
      double largest = size(pivotsRe[k], pivotsIm[k]);
      for (int u = structure.upperStarts[k]; u < structure.upperStarts[k + 1]; u++) {
        largest = Math.max(largest, size(upperRe[u], upperIm[u]));
      }
      growth = Math.min(growth, columnSizes[k] / largest);
    }
    return growth;
  }
}
