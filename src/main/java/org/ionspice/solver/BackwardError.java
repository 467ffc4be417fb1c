package org.ionspice.solver;

/**
 * Measures how well a vector solves a system: the row-wise backward error |b - A x| / (|A| |x| +
 * |b|). A mutable workspace for one thread.
 *
 * <p>After W. Oettli and W. Prager, Numer. Math. 6 (1964) 405, doi:10.1007/BF01386090.
 */
final class BackwardError {
  private final SparsePattern pattern;
  private final double[] residual;
  private final double[] size;

  BackwardError(SparsePattern pattern) {
    this.pattern = pattern;
    residual = new double[pattern.size()];
    size = new double[pattern.size()];
  }

  /** Returns the largest error of a row, NaN when x is not finite; keeps the residual. */
  double of(double[] values, double[] x, double[] b, boolean transposed) {
    int n = pattern.size();
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    System.arraycopy(b, 0, residual, 0, n);
    for (int i = 0; i < n; i++) {
      size[i] = Math.abs(b[i]);
    }
    for (int column = 0; column < n; column++) {
      double own = x[column];
      double product = 0;
      double sum = 0;
      for (int p = starts[column]; p < starts[column + 1]; p++) {
        double term = values[p] * (transposed ? x[rows[p]] : own);
        if (transposed) {
          product += term;
          sum += Math.abs(term);
        } else {
          residual[rows[p]] -= term;
          size[rows[p]] += Math.abs(term);
        }
      }
      residual[column] -= product;
      size[column] += sum;
    }
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double error = Math.abs(residual[i]);
      if (!(error <= worst * size[i])) {
        worst = error / size[i];
        if (Double.isNaN(worst)) {
          return worst;
        }
      }
    }
    return worst;
  }

  /** Returns b - A x of the last measurement, shared. */
  double[] residual() {
    return residual;
  }
}
