package org.ionspice.solver;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses how the matrices of a circuit are solved, from its structure. */
public final class LinearSolvers {
  /** Unknowns below which one general factorisation is as fast as anything. */
  private static final int SMALL = 300;

  /** Operations for each entry of the factors above which dense fronts are faster. */
  private static final double DENSE = 15;

  /** How much faster an operation is in a dense front than in a sparse column. */
  private static final double FRONT_SPEED = 2.5;

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

  /** Solves an irreducible block with entries on its diagonal. */
  private static LinearSolver block(SparsePattern block, byte[] kinds) {
    LinearSolver wires = ForestSchur.of(block, kinds, new Later(() -> direct(block)));
    return wires == null ? direct(block) : wires;
  }

  /** Chooses a factorisation of an irreducible block by the work that its fill makes. */
  private static LinearSolver direct(SparsePattern block) {
    int[] order = MinimumDegree.order(block);
    Supernodes shape = Supernodes.of(block, order);
    SymbolicLu symbolic = SymbolicLu.ofBlock(block, order);
    boolean fronts = shape.flops() > DENSE * shape.fill();
    // Fronts fill in as if the pattern were symmetric; sparse columns do not.
    if (fronts && FrontalLdl.mirrors(block).length == 0) {
      fronts = shape.flops() < FRONT_SPEED * LuStructure.flopsOnDiagonal(symbolic);
    }
    return fronts
        ? new SupernodalLu(block, shape, new Later(() -> new SparseLu(symbolic)))
        : new SparseLu(symbolic);
  }

  /** Returns a general factorisation that is analysed only if it is ever needed. */
  static LinearSolver later(SparsePattern pattern) {
    return new Later(() -> SparseLu.analyse(pattern));
  }

  /** A factorisation that is analysed only if it is ever needed. */
  private static final class Later implements LinearSolver {
    private final Supplier<LinearSolver> maker;
    private @Nullable LinearSolver factors;

    Later(Supplier<LinearSolver> maker) {
      this.maker = maker;
    }

    private LinearSolver factors() {
      if (factors == null) {
        factors = maker.get();
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
