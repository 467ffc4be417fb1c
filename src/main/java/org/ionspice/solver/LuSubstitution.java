package org.ionspice.solver;

/**
 * Substitutes with the factors of a {@link SparseLu}, for one right-hand side or for several, along
 * the block triangular form. Vectors are in the order of the pivots and scaled.
 */
final class LuSubstitution {
  /** Right-hand sides that are solved together: the factors are read once for all of them. */
  static final int TOGETHER = 4;

  private LuSubstitution() {}

  /** Values of the factors, in the places of a {@link LuStructure}. */
  record Factors(
      LuStructure structure,
      double[] lower,
      double[] upper,
      double[] outer,
      double[] reciprocalPivots) {}

  /** Replaces y by the solution. */
  static void solve(Factors f, double[] y) {
    int[] blocks = f.structure.symbolic.blockStarts();
    for (int block = blocks.length - 2; block >= 0; block--) {
      solveBlock(f, y, blocks[block], blocks[block + 1]);
    }
  }

  private static void solveBlock(Factors f, double[] y, int from, int to) {
    int[] starts = f.structure.lowerStarts;
    int[] indices = f.structure.lowerIndices;
    double[] values = f.lower;
    for (int k = from; k < to - 1; k++) {
      double factor = y[k];
      int end = starts[k + 1];
      for (int p = starts[k]; p < end; p++) {
        y[indices[p]] -= values[p] * factor;
      }
    }
    starts = f.structure.upperStarts;
    indices = f.structure.upperIndices;
    values = f.upper;
    for (int k = to - 1; k >= from; k--) {
      double factor = y[k] * f.reciprocalPivots[k];
      y[k] = factor;
      int end = starts[k + 1];
      for (int p = starts[k]; p < end; p++) {
        y[indices[p]] -= values[p] * factor;
      }
    }
    starts = f.structure.outerStarts;
    indices = f.structure.outerIndices;
    values = f.outer;
    for (int k = from; k < to; k++) {
      int end = starts[k + 1];
      for (int p = starts[k]; p < end; p++) {
        y[indices[p]] -= values[p] * y[k];
      }
    }
  }

  /** Replaces y by the solution of the transposed system. */
  static void solveTransposed(Factors f, double[] y) {
    LuStructure s = f.structure;
    int[] blocks = s.symbolic.blockStarts();
    for (int block = 0; block + 1 < blocks.length; block++) {
      int from = blocks[block];
      int to = blocks[block + 1];
      for (int k = from; k < to; k++) {
        y[k] -= product(y, s.outerIndices, f.outer, s.outerStarts[k], s.outerStarts[k + 1]);
      }
      for (int k = from; k < to; k++) {
        y[k] -= product(y, s.upperIndices, f.upper, s.upperStarts[k], s.upperStarts[k + 1]);
        y[k] *= f.reciprocalPivots[k];
      }
      for (int k = to - 2; k >= from; k--) {
        y[k] -= product(y, s.lowerIndices, f.lower, s.lowerStarts[k], s.lowerStarts[k + 1]);
      }
    }
  }

  private static double product(double[] y, int[] indices, double[] values, int from, int to) {
    double sum = 0.0;
    for (int p = from; p < to; p++) {
      sum += values[p] * y[indices[p]];
    }
    return sum;
  }

  /**
   * Replaces four right-hand sides, not scaled and in the order of the rows, by their solutions.
   *
   * @param y workspace for four vectors
   */
  static void solveFour(
      Factors f,
      double[][] rightSides,
      int first,
      double[] rowScales,
      double[] columnScales,
      double[] y) {
    LuStructure s = f.structure;
    int n = rowScales.length;
    for (int r = 0; r < TOGETHER; r++) {
      double[] b = rightSides[first + r];
      for (int k = 0; k < n; k++) {
        y[TOGETHER * k + r] = b[s.pivotRow[k]] * rowScales[k];
      }
    }
    substituteFour(f, y);
    int[] columns = s.symbolic.columnOrder();
    for (int r = 0; r < TOGETHER; r++) {
      double[] b = rightSides[first + r];
      for (int k = 0; k < n; k++) {
        b[columns[k]] = y[TOGETHER * k + r] * columnScales[k];
      }
    }
  }

  private static void substituteFour(Factors f, double[] y) {
    LuStructure s = f.structure;
    int[] blocks = s.symbolic.blockStarts();
    for (int block = blocks.length - 2; block >= 0; block--) {
      int from = blocks[block];
      int to = blocks[block + 1];
      for (int k = from; k < to - 1; k++) {
        subtractFour(y, k, s.lowerIndices, f.lower, s.lowerStarts[k], s.lowerStarts[k + 1]);
      }
      for (int k = to - 1; k >= from; k--) {
        for (int r = TOGETHER * k; r < TOGETHER * (k + 1); r++) {
          y[r] *= f.reciprocalPivots[k];
        }
        subtractFour(y, k, s.upperIndices, f.upper, s.upperStarts[k], s.upperStarts[k + 1]);
      }
      for (int k = from; k < to; k++) {
        subtractFour(y, k, s.outerIndices, f.outer, s.outerStarts[k], s.outerStarts[k + 1]);
      }
    }
  }

  private static void subtractFour(
      double[] y, int k, int[] indices, double[] values, int from, int to) {
    double f0 = y[TOGETHER * k];
    double f1 = y[TOGETHER * k + 1];
    double f2 = y[TOGETHER * k + 2];
    double f3 = y[TOGETHER * k + 3];
    for (int p = from; p < to; p++) {
      int i = TOGETHER * indices[p];
      double value = values[p];
      y[i] -= value * f0;
      y[i + 1] -= value * f1;
      y[i + 2] -= value * f2;
      y[i + 3] -= value * f3;
    }
  }
}
