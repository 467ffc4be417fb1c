package org.ionspice.solver;

import org.jspecify.annotations.Nullable;

/**
 * Multifrontal factorisation for mesh-like matrices: dense fronts, so that the work is done eight
 * pivots at a time along contiguous rows. A mutable workspace for one thread.
 *
 * <p>After I. S. Duff and J. K. Reid, ACM Trans. Math. Softw. 9, 302 (1983),
 * doi:10.1145/356044.356047. The matrix of a passive network is factorised as L D L', others as L U
 * with pivots from within a supernode; where neither is good enough, the general factorisation takes
 * over.
 */
final class SupernodalLu implements LinearSolver {
  /** Matrices that go straight to the next method after one that a method refused. */
  private static final int PATIENCE = 50;

  private final SparsePattern pattern;
  private final Supernodes shape;
  private final LinearSolver general;
  private final @Nullable FrontalLdl symmetric;
  private @Nullable FrontalLu unsymmetric;
  private int waitingSymmetric;
  private int waitingUnsymmetric;
  private Method method = Method.NONE;

  /** What holds the factors. */
  enum Method {
    NONE,
    SYMMETRIC,
    UNSYMMETRIC,
    GENERAL
  }

  /**
   * Prepares the factorisation.
   *
   * @param general takes over where the order of the pivots is not good enough
   */
  SupernodalLu(SparsePattern pattern, Supernodes shape, LinearSolver general) {
    this.pattern = pattern;
    this.shape = shape;
    this.general = general;
    int[] mirrors = FrontalLdl.mirrors(pattern);
    symmetric =
        mirrors.length == pattern.entryCount() ? new FrontalLdl(pattern, shape, mirrors) : null;
  }

  /** Returns which method holds the factors. */
  Method method() {
    return method;
  }

  @Override
  public boolean refactor(double[] values) {
    if (symmetric != null && waitingSymmetric == 0) {
      if (symmetric.factor(values)) {
        method = Method.SYMMETRIC;
        return true;
      }
      waitingSymmetric = PATIENCE;
    } else if (waitingSymmetric > 0) {
      waitingSymmetric--;
    }
    if (waitingUnsymmetric == 0) {
      if (unsymmetric == null) {
        unsymmetric = new FrontalLu(pattern, shape);
      }
      if (unsymmetric.factor(values)) {
        method = Method.UNSYMMETRIC;
        return true;
      }
      waitingUnsymmetric = PATIENCE;
    } else {
      waitingUnsymmetric--;
    }
    boolean good = general.refactor(values);
    method = good ? Method.GENERAL : Method.NONE;
    return good;
  }

  @Override
  public void solve(double[] b) {
    solve(b, false);
  }

  @Override
  public void solveTransposed(double[] b) {
    solve(b, true);
  }

  private void solve(double[] b, boolean transposed) {
    if (method == Method.SYMMETRIC && symmetric != null) {
      symmetric.solve(b);
    } else if (method == Method.UNSYMMETRIC && unsymmetric != null) {
      if (transposed) {
        unsymmetric.solveTransposed(b);
      } else {
        unsymmetric.solve(b);
      }
    } else if (method == Method.GENERAL) {
      if (transposed) {
        general.solveTransposed(b);
      } else {
        general.solve(b);
      }
    } else {
      throw new IllegalStateException("solve without a successful factorisation");
    }
  }

  @Override
  public int singularRow() {
    return method == Method.NONE ? general.singularRow() : -1;
  }

  @Override
  public void forget() {
    waitingSymmetric = 0;
    waitingUnsymmetric = 0;
    if (symmetric != null) {
      symmetric.forget();
    }
    if (unsymmetric != null) {
      unsymmetric.forget();
    }
    general.forget();
  }
}
