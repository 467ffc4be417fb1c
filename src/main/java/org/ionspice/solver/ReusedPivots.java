package org.ionspice.solver;

/**
 * Guards solutions that were found with pivots chosen for older values: where the backward error is
 * large it refines once, and where that does not help it factorises anew. A mutable workspace for
 * one thread.
 */
final class ReusedPivots {
  /** Backward error of a solution that is refined or found anew. */
  static final double LIMIT = 1e-10;

  private final SparsePattern pattern;
  private double[] values = {};
  private double[] right = {};
  private double[] x = {};
  private BackwardError error;
  private int refinements;
  private int factorisations;

  ReusedPivots(SparsePattern pattern) {
    this.pattern = pattern;
    error = new BackwardError(new SparsePattern(0, new int[1], new int[0]));
  }

  /** Takes the values, which the caller may change before a solve. */
  void keep(double[] latest) {
    int entries = pattern.entryCount();
    if (right.length == 0 || values.length < entries) {
      values = new double[entries];
      right = new double[pattern.size() + 1];
      x = new double[pattern.size() + 1];
      error = new BackwardError(pattern);
    }
    System.arraycopy(latest, 0, values, 0, entries);
  }

  /** Replaces b by the solution. */
  void solve(SparseLu factors, double[] b, boolean transposed) {
    int n = pattern.size();
    System.arraycopy(b, 0, right, 0, n);
    factors.substitute(b, transposed);
    if (error.of(values, b, right, transposed) <= LIMIT) {
      return;
    }
    refinements++;
    System.arraycopy(error.residual(), 0, x, 0, n);
    factors.substitute(x, transposed);
    for (int i = 0; i < n; i++) {
      x[i] += b[i];
    }
    if (error.of(values, x, right, transposed) <= LIMIT) {
      System.arraycopy(x, 0, b, 0, n);
      return;
    }
    factorisations++;
    if (factors.factor(values)) {
      System.arraycopy(right, 0, b, 0, n);
      factors.substitute(b, transposed);
    }
  }

  /** Returns how many solutions were refined so far. */
  int refinements() {
    return refinements;
  }

  /** Returns how many matrices were factorised anew because of their solutions. */
  int factorisations() {
    return factorisations;
  }
}
