package org.ionspice.solver;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Solves by eliminating small private groups of unknowns first: what is left has the pattern of the
 * nodes. With A = [K B; C D], K block-diagonal, the inner solver sees S = D - C inv(K) B.
 *
 * <p>The states of a device are such a group: no other device reads them. A crossbar of memristors
 * keeps its nodal, symmetric matrix that way. When a group cannot be eliminated (K singular, or so
 * small beside B and C that digits would be lost) the whole matrix is factorised instead.
 *
 * <p>All groups stand in flat arrays; their matrices are dense, by rows, one after the other.
 */
final class StateElimination implements LinearSolver {
  /** A group's pivot may be this much smaller than the largest entry of its rows. */
  private static final double SMALLEST_PIVOT = SmallLu.SMALLEST_PIVOT;

  private final LinearSolver inner;
  private final LinearSolver whole;
  private final PrivateGroups groups;

  /** Unknown at each reduced index. */
  private final int[] kept;

  /** Entries of D: where they come from and where they go; no latter where that is their order. */
  private final int[] copyFrom;

  private final int[] copyTo;

  /** First places of each group in the arrays of K, inv(K) B, C and of the products. */
  private final int[] blockStarts;

  private final int[] rightStarts;
  private final int[] belowStarts;
  private final int[] targetStarts;

  /** Places among the values of the matrix; -1 where the pattern has no entry. */
  private final int[] blockSlots;

  private final int[] rightSlots;
  private final int[] belowSlots;
  private final int[] targets;

  private final double[] block;
  private final double[] right;
  private final double[] below;
  private final int[] pivots;

  private final double[] reduced;
  private final double[] rightSide;
  private final double[] local;
  private final double[] localBlock;
  private final int[] localPivots;

  /** Whether groups are single unknowns with nothing in common, to be taken in any order. */
  private final boolean separate;

  private final Crew crew;
  private final Crew.Work copy = this::copy;
  private final Crew.Work eliminateSome = this::eliminateSome;
  private final Crew.Work takeOutSome = this::takeOutSome;
  private final Crew.Work putBackSome = this::putBackSome;
  private double[] present = {};
  private boolean good;
  private boolean usesWhole;
  private int singularRow = -1;

  /** Makes the inner solver of the reduced system. */
  interface Inner {
    /**
     * Returns a solver.
     *
     * @param kinds what stands at the entries of {@code reduced}
     * @param again gives the pattern again, so that it need not be kept
     */
    LinearSolver of(SparsePattern reduced, byte[] kinds, Supplier<SparsePattern> again);
  }

  /**
   * Prepares the elimination.
   *
   * @param kinds what stands at each entry, {@link EntryKind}
   * @param privateGroups disjoint groups of unknowns; no entry couples two of them
   */
  StateElimination(SparsePattern pattern, byte[] kinds, int[][] privateGroups, Inner solver) {
    EliminationPlan plan = new EliminationPlan(pattern, privateGroups);
    groups = plan.groups;
    kept = plan.kept;
    copyFrom = plan.copyFrom;
    copyTo = plan.copyTo;
    blockStarts = plan.blockStarts;
    rightStarts = plan.rightStarts;
    belowStarts = plan.belowStarts;
    targetStarts = plan.targetStarts;
    blockSlots = plan.blockSlots;
    rightSlots = plan.rightSlots;
    belowSlots = plan.belowSlots;
    targets = plan.targets;
    separate = plan.separate;
    int last = groups.count();
    crew = Crew.of(separate ? last : 0);
    block = new double[blockSlots.length];
    right = new double[rightSlots.length];
    below = new double[belowSlots.length];
    int most = groups.largest();
    pivots = new int[most == 1 ? 0 : groups.memberStarts()[last]];
    local = new double[most];
    localBlock = new double[most * most];
    localPivots = new int[most];

    whole = LinearSolvers.later(() -> pattern);
    SparsePattern reducedPattern = plan.remaining(pattern);
    reduced = new double[reducedPattern.entryCount() + 1];
    rightSide = new double[kept.length + 1];
    inner =
        solver.of(reducedPattern, plan.remainingKinds(kinds), () -> plan.remaining(pattern));
  }

  /** Returns the place of an entry among the values, -1 when the pattern has none. */
  static int slot(SparsePattern pattern, int row, int column) {
    int from = pattern.columnStarts()[column];
    int to = pattern.columnStarts()[column + 1];
    int found = Arrays.binarySearch(pattern.rowIndices(), from, to, row);
    return found < 0 ? -1 : found;
  }

  private int copyTarget(int k) {
    return copyTo.length == 0 ? k : copyTo[k];
  }

  /** Returns how many unknowns the inner solver sees. */
  int reducedSize() {
    return kept.length;
  }

  @Override
  public boolean refactor(double[] values) {
    usesWhole = false;
    singularRow = -1;
    present = values;
    if (copyTo.length > 0) {
      Arrays.fill(reduced, 0);
    }
    crew.run(copy, Crew.parts(copyFrom.length));
    good = true;
    if (separate) {
      crew.run(eliminateSome, Crew.parts(groups.count()));
    } else {
      for (int g = 0; g < groups.count() && good; g++) {
        boolean single = blockStarts[g + 1] - blockStarts[g] == 1;
        good = single ? eliminateOne(g, values) : eliminate(g, values);
      }
    }
    if (!good) {
      return factorWhole(values);
    }
    return inner.refactor(reduced) || factorWhole(values);
  }

  private void copy(int part) {
    double[] values = present;
    int end = Math.min((part + 1) * Crew.PART, copyFrom.length);
    for (int k = part * Crew.PART; k < end; k++) {
      reduced[copyTarget(k)] = values[copyFrom[k]];
    }
  }

  private void eliminateSome(int part) {
    int end = Math.min((part + 1) * Crew.PART, groups.count());
    for (int g = part * Crew.PART; g < end; g++) {
      if (!eliminateOne(g, present)) {
        good = false; // Threads may meet here, but only to write the same.
        return;
      }
    }
  }

  private boolean factorWhole(double[] values) {
    usesWhole = true;
    boolean good = whole.refactor(values);
    singularRow = whole.singularRow();
    return good;
  }

  private boolean eliminate(int g, double[] values) {
    int first = groups.memberStarts()[g];
    int m = groups.memberStarts()[g + 1] - first;
    int columns = groups.columnStarts()[g + 1] - groups.columnStarts()[g];
    int height = groups.rowStarts()[g + 1] - groups.rowStarts()[g];
    int b = blockStarts[g];
    int r = rightStarts[g];
    int c = belowStarts[g];
    for (int k = 0; k < m * m; k++) {
      localBlock[k] = value(values, blockSlots[b + k]);
    }
    if (!SmallLu.decompose(localBlock, localPivots, m)) {
      return false;
    }
    System.arraycopy(localBlock, 0, block, b, m * m);
    System.arraycopy(localPivots, 0, pivots, first, m);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < m; i++) {
        local[i] = value(values, rightSlots[r + i * columns + j]);
      }
      SmallLu.substitute(localBlock, localPivots, m, local);
      for (int i = 0; i < m; i++) {
        right[r + i * columns + j] = local[i];
      }
    }
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < m; i++) {
        below[c + row * m + i] = value(values, belowSlots[c + row * m + i]);
      }
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
          sum += below[c + row * m + i] * right[r + i * columns + j];
        }
        reduced[targets[targetStarts[g] + row * columns + j]] -= sum;
      }
    }
    return true;
  }

  private static double value(double[] values, int slot) {
    return slot < 0 ? 0 : values[slot];
  }

  private boolean eliminateOne(int g, double[] values) {
    int width = rightStarts[g + 1] - rightStarts[g];
    int r = rightStarts[g];
    int slot = blockSlots[blockStarts[g]];
    double pivot = slot < 0 ? 0 : values[slot];
    double inverse = 1 / pivot;
    double largest = Math.abs(pivot);
    for (int j = r; j < r + width; j++) {
      // A single row has an entry in each of its columns.
      double b = values[rightSlots[j]];
      largest = Math.max(largest, Math.abs(b));
      right[j] = b * inverse;
    }
    if (!(Math.abs(pivot) > SMALLEST_PIVOT * largest) || Double.isInfinite(pivot)) {
      return false;
    }
    block[blockStarts[g]] = inverse;
    int target = targetStarts[g];
    for (int k = belowStarts[g]; k < belowStarts[g + 1]; k++) {
      double c = values[belowSlots[k]];
      below[k] = c;
      for (int j = r; j < r + width; j++) {
        reduced[targets[target++]] -= c * right[j];
      }
    }
    return true;
  }

  @Override
  public void solve(double[] b) {
    solve(b, 0);
  }

  @Override
  public double solve(double[] b, double share) {
    if (usesWhole) {
      whole.solve(b);
      return 0;
    }
    takeOut(b);
    loadKept(b);
    double left = inner.solve(rightSide, share);
    storeKept(b);
    putBack(b);
    return left;
  }

  @Override
  public boolean isDear() {
    return usesWhole || inner.isDear();
  }

  /** Replaces the groups' part of b by inv(K) times it, and takes C times that from the rest. */
  private void takeOut(double[] b) {
    present = b;
    if (separate) {
      crew.run(takeOutSome, Crew.parts(groups.count()));
    } else {
      for (int part = 0; part < Crew.parts(groups.count()); part++) {
        takeOutSome(part);
      }
    }
  }

  private void takeOutSome(int part) {
    double[] b = present;
    int[] members = groups.members();
    int[] memberStarts = groups.memberStarts();
    int[] rows = groups.rows();
    int[] rowStarts = groups.rowStarts();
    double[] factors = below;
    int begin = part * Crew.PART;
    int count = Math.min(begin + Crew.PART, groups.count());
    int c = belowStarts[begin];
    for (int g = begin; g < count; g++) {
      int first = memberStarts[g];
      int m = memberStarts[g + 1] - first;
      int end = rowStarts[g + 1];
      if (m == 1) {
        double value = b[members[first]] * block[blockStarts[g]];
        b[members[first]] = value;
        for (int row = rowStarts[g]; row < end; row++) {
          b[rows[row]] -= factors[c++] * value;
        }
        continue;
      }
      load(g, first, m, b);
      for (int i = 0; i < m; i++) {
        b[members[first + i]] = local[i];
      }
      for (int row = rowStarts[g]; row < end; row++) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
          sum += factors[c++] * local[i];
        }
        b[rows[row]] -= sum;
      }
    }
  }

  /** Takes inv(K) B times the rest of b from the groups' part. */
  private void putBack(double[] b) {
    present = b;
    crew.run(putBackSome, Crew.parts(groups.count()));
  }

  private void putBackSome(int part) {
    double[] b = present;
    int[] members = groups.members();
    int[] memberStarts = groups.memberStarts();
    int[] columns = groups.columns();
    int[] columnStarts = groups.columnStarts();
    double[] factors = right;
    int begin = part * Crew.PART;
    int count = Math.min(begin + Crew.PART, groups.count());
    int r = rightStarts[begin];
    for (int g = begin; g < count; g++) {
      int from = columnStarts[g];
      int to = columnStarts[g + 1];
      for (int k = memberStarts[g]; k < memberStarts[g + 1]; k++) {
        double sum = 0;
        for (int j = from; j < to; j++) {
          sum += factors[r++] * b[columns[j]];
        }
        b[members[k]] -= sum;
      }
    }
  }

  private void loadKept(double[] b) {
    for (int k = 0; k < kept.length; k++) {
      rightSide[k] = b[kept[k]];
    }
  }

  private void storeKept(double[] b) {
    for (int k = 0; k < kept.length; k++) {
      b[kept[k]] = rightSide[k];
    }
  }

  /** Puts inv(K) times the group's part of {@code b} into {@link #local}. */
  private void load(int g, int first, int m, double[] b) {
    unpack(g, first, m);
    for (int i = 0; i < m; i++) {
      local[i] = b[groups.members()[first + i]];
    }
    SmallLu.substitute(localBlock, localPivots, m, local);
  }

  /** Puts the factors of a group where small LU can take them. */
  private void unpack(int g, int first, int m) {
    System.arraycopy(block, blockStarts[g], localBlock, 0, m * m);
    System.arraycopy(pivots, first, localPivots, 0, m);
  }

  @Override
  public void solveTransposed(double[] b) {
    if (usesWhole) {
      whole.solveTransposed(b);
      return;
    }
    int r = 0;
    for (int g = 0; g < groups.count(); g++) {
      for (int k = groups.memberStarts()[g]; k < groups.memberStarts()[g + 1]; k++) {
        double value = b[groups.members()[k]];
        for (int j = groups.columnStarts()[g]; j < groups.columnStarts()[g + 1]; j++) {
          b[groups.columns()[j]] -= right[r++] * value;
        }
      }
    }
    loadKept(b);
    inner.solveTransposed(rightSide);
    storeKept(b);
    for (int g = 0; g < groups.count(); g++) {
      int first = groups.memberStarts()[g];
      int m = groups.memberStarts()[g + 1] - first;
      for (int i = 0; i < m; i++) {
        local[i] = b[groups.members()[first + i]];
      }
      int c = belowStarts[g];
      for (int row = groups.rowStarts()[g]; row < groups.rowStarts()[g + 1]; row++) {
        double value = b[groups.rows()[row]];
        for (int i = 0; i < m; i++) {
          local[i] -= below[c++] * value;
        }
      }
      if (m == 1) {
        local[0] *= block[blockStarts[g]];
      } else {
        unpack(g, first, m);
        SmallLu.substituteTransposed(localBlock, localPivots, m, local);
      }
      for (int i = 0; i < m; i++) {
        b[groups.members()[first + i]] = local[i];
      }
    }
  }

  @Override
  public int singularRow() {
    return singularRow;
  }

  @Override
  public void forget() {
    inner.forget();
    whole.forget();
  }
}
