package org.ionspice.solver;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses how the matrices of a circuit are solved, from its structure. */
public final class LinearSolvers {
  /** Unknowns below which one general factorisation is as fast as anything. */
  private static final int SMALL = 300;

  /** Operations for each entry of the factors above which dense fronts are faster. */
  private static final double DENSE = 15;

  /**
   * Operations for each entry of the factors above which older factors are kept as preconditioners:
   * a factorisation then costs what some forty solutions cost.
   */
  private static final double DEAR = 180;

  /** Operations for each entry of the factors that cost what one solution costs. */
  private static final double PER_SOLUTION = 4.5;

  /** Solutions that an iteration may cost, with its products. */
  private static final double PER_ITERATION = 6;

  /** How much faster an operation is in a dense front than in a sparse column. */
  private static final double FRONT_SPEED = 2.5;

  /**
   * Operations for each entry of the matrix that an iteration costs with factors without fill: two
   * products, two substitutions, and what they wait for memory.
   */
  private static final double PER_ENTRY = 30;

  /** Part of the work of exact factors that iterations may cost before those are made. */
  private static final double SHARE = 0.1;

  /** Iterations below which the attempt is not worth its while, and those that are always enough. */
  private static final int FEWEST_ITERATIONS = 10;

  private static final int MOST_ITERATIONS = 60;

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
        : new StateElimination(
            pattern,
            kinds,
            privateGroups,
            (reduced, left, again) ->
                BlockSolver.of(reduced, left, LinearSolvers::block, again, true));
  }

  private static LinearSolver byBlocks(SparsePattern pattern, byte[] kinds) {
    return BlockSolver.of(pattern, kinds, LinearSolvers::block);
  }

  /** Solves an irreducible block with entries on its diagonal. */
  private static LinearSolver block(SparsePattern block, byte[] kinds) {
    LinearSolver wires = ForestSchur.of(block, kinds, LinearSolvers::direct);
    return wires == null ? direct(block) : wires;
  }

  /** Chooses a factorisation of an irreducible block by the work that its fill makes. */
  static LinearSolver direct(SparsePattern block) {
    int[] order = MinimumDegree.order(block);
    SymbolicLu symbolic = SymbolicLu.ofBlock(block, order);
    if (block.entryCount() < 3 * block.size()) {
      return new SparseLu(symbolic); // a tree does not fill in
    }
    Supernodes shape = Supernodes.of(block, order);
    if (shape.flops() <= DENSE * shape.fill()) {
      return new SparseLu(symbolic);
    }
    if (FrontalLdl.mirrors(block).length > 0) {
      return fronts(block, shape, symbolic);
    }
    // Fronts fill in as if the pattern were symmetric; sparse columns do not.
    LuStructure columns = LuStructure.onDiagonal(symbolic);
    if (shape.flops() < FRONT_SPEED * columns.flops()) {
      return weak(block, shape.flops() / FRONT_SPEED, fronts(block, shape, symbolic));
    }
    double work = (double) columns.flops() / columns.fill();
    return work < DEAR
        ? new SparseLu(symbolic)
        : weak(
            block,
            columns.flops(),
            new StaleFactors(
                block, new SparseLu(symbolic), (int) (work / (PER_SOLUTION * PER_ITERATION))));
  }

  /** Puts iterations on factors without fill before a solver whose factors are dear. */
  private static LinearSolver weak(SparsePattern block, double operations, LinearSolver exact) {
    double perIteration = PER_ENTRY * block.entryCount();
    int most = (int) Math.min(MOST_ITERATIONS, SHARE * operations / perIteration);
    return most < FEWEST_ITERATIONS ? exact : new WeakCoupling(block, exact, most);
  }

  private static LinearSolver fronts(SparsePattern block, Supernodes shape, SymbolicLu symbolic) {
    return new SupernodalLu(block, shape, new Later(() -> new SparseLu(symbolic)));
  }

  /** Returns a general factorisation that is analysed only if it is ever needed. */
  static LinearSolver later(Supplier<SparsePattern> pattern) {
    return new Later(() -> SparseLu.analyse(pattern.get()));
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
