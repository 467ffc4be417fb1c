package org.ionspice.solver;

import org.jspecify.annotations.Nullable;

/** Chooses how the matrices of a circuit are solved, from its structure. */
public final class LinearSolvers {
  /** Unknowns below which one general factorisation is as fast as anything. */
  private static final int SMALL = 300;

  /** Operations for each entry of the factors above which dense fronts are faster. */
  private static final double DENSE = 40;

  private LinearSolvers() {}

  /**
   * Returns a solver for matrices of a pattern.
   *
   * @param kinds what stands at each entry, {@link EntryKind}
   * @param privateGroups disjoint groups of unknowns that may be eliminated first
   */
  public static LinearSolver of(SparsePattern pattern, byte[] kinds, int[][] privateGroups) {
    if (pattern.size() < SMALL) {
      return SparseLu.analyse(pattern);
    }
    return privateGroups.length == 0
        ? byBlocks(pattern, kinds)
        : new StateElimination(pattern, kinds, privateGroups, LinearSolvers::byBlocks);
  }

  private static LinearSolver byBlocks(SparsePattern pattern, byte[] kinds) {
    return BlockSolver.of(pattern, kinds, LinearSolvers::block);
  }

  private static LinearSolver block(SparsePattern block, byte[] kinds) {
    LinearSolver wires = ForestSchur.of(block, kinds, later(block));
    return wires == null ? SparseLu.analyse(block) : wires;
  }

  /** Returns a general factorisation that is analysed only if it is ever needed. */
  static LinearSolver later(SparsePattern pattern) {
    return new Later(pattern);
  }

  /** A factorisation that is analysed only if it is ever needed. */
  private static final class Later implements LinearSolver {
    private final SparsePattern pattern;
    private @Nullable SparseLu factors;

    Later(SparsePattern pattern) {
      this.pattern = pattern;
    }

    private SparseLu factors() {
      if (factors == null) {
        factors = SparseLu.analyse(pattern);
      }
      return factors;
    }

    @Override
    public boolean refactor(double[] values) {
      return factors().refactor(values);
    }

    @Override
    public void solve(double[] rightSide) {
      factors().solve(rightSide);
    }

    @Override
    public void solveTransposed(double[] rightSide) {
      factors().solveTransposed(rightSide);
    }

    @Override
    public int singularRow() {
      return factors().singularRow();
    }

    @Override
    public void forget() {
      if (factors != null) {
        factors.forget();
      }
    }
  }
}
