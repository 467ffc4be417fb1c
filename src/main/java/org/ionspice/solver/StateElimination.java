package org.ionspice.solver;

import java.util.Arrays;

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

  private final SparsePattern pattern;
  private final SparsePattern reducedPattern;
  private final LinearSolver inner;
  private final LinearSolver whole;
  private final PrivateGroups groups;

  /** Reduced index of each kept unknown, -1 for an eliminated one, and the way back. */
  private final int[] reducedIndex;

  private final int[] kept;

  /** Entries of D: where they come from and where they go. */
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
  private boolean usesWhole;
  private int singularRow = -1;

  /** Makes the inner solver of the reduced system. */
  interface Inner {
    /** Returns a solver for {@code reduced}, with what stands at its entries. */
    LinearSolver of(SparsePattern reduced, byte[] kinds);
  }

  /**
   * Prepares the elimination.
   *
   * @param kinds what stands at each entry, {@link EntryKind}
   * @param privateGroups disjoint groups of unknowns; no entry couples two of them
   */
  StateElimination(SparsePattern pattern, byte[] kinds, int[][] privateGroups, Inner solver) {
    this.pattern = pattern;
    int n = pattern.size();
    groups = PrivateGroups.of(pattern, privateGroups);
    boolean[] eliminated = groups.contained(n);
    reducedIndex = new int[n];
    int count = 0;
    int[] back = new int[n];
    for (int i = 0; i < n; i++) {
      reducedIndex[i] = eliminated[i] ? -1 : count;
      if (!eliminated[i]) {
        back[count++] = i;
      }
    }
    kept = Arrays.copyOf(back, count);
    reducedPattern = groups.remaining(pattern, reducedIndex, kept);

    int[] from = new int[pattern.entryCount()];
    int copies = 0;
    for (int column : kept) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        if (!eliminated[pattern.rowIndices()[p]]) {
          from[copies++] = p;
        }
      }
    }
    copyFrom = Arrays.copyOf(from, copies);
    copyTo = new int[copies];
    copyTargets();

    int[] members = groups.memberStarts();
    blockStarts = PrivateGroups.places(members, members);
    rightStarts = PrivateGroups.places(members, groups.columnStarts());
    belowStarts = PrivateGroups.places(groups.rowStarts(), members);
    targetStarts = PrivateGroups.places(groups.rowStarts(), groups.columnStarts());
    int last = groups.count();
    blockSlots = new int[blockStarts[last]];
    rightSlots = new int[rightStarts[last]];
    belowSlots = new int[belowStarts[last]];
    targets = new int[targetStarts[last]];
    for (int g = 0; g < last; g++) {
      findSlots(g);
    }
    block = new double[blockSlots.length];
    right = new double[rightSlots.length];
    below = new double[belowSlots.length];
    int most = groups.largest();
    pivots = new int[most == 1 ? 0 : members[last]];
    local = new double[most];
    localBlock = new double[most * most];
    localPivots = new int[most];

    whole = LinearSolvers.later(pattern);
    reduced = new double[reducedPattern.entryCount() + 1];
    rightSide = new double[count + 1];
    inner = solver.of(reducedPattern, reducedKinds(kinds));
  }

  /** Returns the place of an entry among the values, -1 when the pattern has none. */
  static int slot(SparsePattern pattern, int row, int column) {
    int from = pattern.columnStarts()[column];
    int to = pattern.columnStarts()[column + 1];
    int found = Arrays.binarySearch(pattern.rowIndices(), from, to, row);
    return found < 0 ? -1 : found;
  }

  private void findSlots(int g) {
    int[] members = groups.members();
    int at = blockStarts[g];
    int toRight = rightStarts[g];
    for (int i = groups.memberStarts()[g]; i < groups.memberStarts()[g + 1]; i++) {
      for (int j = groups.memberStarts()[g]; j < groups.memberStarts()[g + 1]; j++) {
        blockSlots[at++] = slot(pattern, members[i], members[j]);
      }
      for (int j = groups.columnStarts()[g]; j < groups.columnStarts()[g + 1]; j++) {
        rightSlots[toRight++] = slot(pattern, members[i], groups.columns()[j]);
      }
    }
    int toBelow = belowStarts[g];
    int target = targetStarts[g];
    for (int r = groups.rowStarts()[g]; r < groups.rowStarts()[g + 1]; r++) {
      int row = groups.rows()[r];
      for (int i = groups.memberStarts()[g]; i < groups.memberStarts()[g + 1]; i++) {
        belowSlots[toBelow++] = slot(pattern, row, members[i]);
      }
      for (int j = groups.columnStarts()[g]; j < groups.columnStarts()[g + 1]; j++) {
        targets[target++] =
            slot(reducedPattern, reducedIndex[row], reducedIndex[groups.columns()[j]]);
      }
    }
  }

  /** Both patterns ascend within a column, so their entries are met side by side. */
  private void copyTargets() {
    int k = 0;
    for (int column = 0; column < kept.length; column++) {
      int end = pattern.columnStarts()[kept[column] + 1];
      int to = reducedPattern.columnStarts()[column];
      for (; k < copyFrom.length && copyFrom[k] < end; k++) {
        int row = reducedIndex[pattern.rowIndices()[copyFrom[k]]];
        while (reducedPattern.rowIndices()[to] != row) {
          to++;
        }
        copyTo[k] = to;
      }
    }
  }

  /** An entry that a product falls on varies with the device's states. */
  private byte[] reducedKinds(byte[] kinds) {
    byte[] result = new byte[reducedPattern.entryCount()];
    for (int k = 0; k < copyFrom.length; k++) {
      result[copyTo[k]] = kinds[copyFrom[k]];
    }
    for (int target : targets) {
      result[target] = EntryKind.VARIABLE;
    }
    return result;
  }

  /** Returns the pattern that the inner solver sees. */
  SparsePattern reducedPattern() {
    return reducedPattern;
  }

  @Override
  public boolean refactor(double[] values) {
    usesWhole = false;
    singularRow = -1;
    Arrays.fill(reduced, 0);
    for (int k = 0; k < copyFrom.length; k++) {
      reduced[copyTo[k]] = values[copyFrom[k]];
    }
    for (int g = 0; g < groups.count(); g++) {
      boolean single = blockStarts[g + 1] - blockStarts[g] == 1;
      if (!(single ? eliminateOne(g, values) : eliminate(g, values))) {
        return factorWhole(values);
      }
    }
    return inner.refactor(reduced) || factorWhole(values);
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
    solve(b, false);
  }

  @Override
  public void correct(double[] b) {
    solve(b, true);
  }

  private void solve(double[] b, boolean roughly) {
    if (usesWhole) {
      whole.solve(b);
      return;
    }
    takeOut(b);
    loadKept(b);
    if (roughly) {
      inner.correct(rightSide);
    } else {
      inner.solve(rightSide);
    }
    storeKept(b);
    putBack(b);
  }

  /** Replaces the groups' part of b by inv(K) times it, and takes C times that from the rest. */
  private void takeOut(double[] b) {
    int[] members = groups.members();
    int[] memberStarts = groups.memberStarts();
    int[] rows = groups.rows();
    int[] rowStarts = groups.rowStarts();
    double[] factors = below;
    int count = groups.count();
    int c = 0;
    for (int g = 0; g < count; g++) {
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
    int[] members = groups.members();
    int[] memberStarts = groups.memberStarts();
    int[] columns = groups.columns();
    int[] columnStarts = groups.columnStarts();
    double[] factors = right;
    int count = groups.count();
    int r = 0;
    for (int g = 0; g < count; g++) {
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
