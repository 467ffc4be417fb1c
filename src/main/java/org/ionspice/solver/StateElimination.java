package org.ionspice.solver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves by eliminating small private groups of unknowns first: what is left has the pattern of the
 * nodes. With A = [K B; C D], K block-diagonal, the inner solver sees S = D - C inv(K) B.
 *
 * <p>The states of a device are such a group: no other device reads them. A crossbar of memristors
 * keeps its nodal, symmetric matrix that way. When a group cannot be eliminated (K singular, or so
 * small beside B and C that digits would be lost) the whole matrix is factorised instead.
 */
final class StateElimination implements LinearSolver {
  /** A group's pivot may be this much smaller than the largest entry of its rows. */
  private static final double SMALLEST_PIVOT = SmallLu.SMALLEST_PIVOT;

  private final SparsePattern pattern;
  private final SparsePattern reducedPattern;
  private final LinearSolver inner;
  private final LinearSolver whole;

  /** Reduced index of each kept unknown, -1 for an eliminated one, and the way back. */
  private final int[] reducedIndex;

  private final int[] kept;

  /** Entries of D: where they come from and where they go. */
  private final int[] copyFrom;

  private final int[] copyTo;
  private final Group[] groups;
  private final double[] reduced;
  private final double[] rightSide;
  private final double[] local;
  private boolean usesWhole;
  private int singularRow = -1;

  /** One group; matrices are dense, by rows. Slots are places in the value array, -1 for none. */
  private static final class Group {
    final int[] members;
    final int[] rows;
    final int[] columns;
    final int[] blockSlots;
    final int[] rightSlots;
    final int[] belowSlots;
    final int[] targets;
    final double[] block;
    final double[] right;
    final double[] below;
    final int[] pivots;

    Group(int[] members, int[] rows, int[] columns) {
      int m = members.length;
      this.members = members;
      this.rows = rows;
      this.columns = columns;
      blockSlots = new int[m * m];
      rightSlots = new int[m * columns.length];
      belowSlots = new int[rows.length * m];
      targets = new int[rows.length * columns.length];
      block = new double[m * m];
      right = new double[m * columns.length];
      below = new double[rows.length * m];
      pivots = new int[m];
    }
  }

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
    int[] group = new int[n];
    Arrays.fill(group, -1);
    for (int g = 0; g < privateGroups.length; g++) {
      for (int member : privateGroups[g]) {
        group[member] = g;
      }
    }
    reducedIndex = new int[n];
    int count = 0;
    int[] back = new int[n];
    for (int i = 0; i < n; i++) {
      reducedIndex[i] = group[i] < 0 ? count : -1;
      if (group[i] < 0) {
        back[count++] = i;
      }
    }
    kept = Arrays.copyOf(back, count);
    groups = groups(privateGroups, group);
    reducedPattern = fill(group);
    copyFrom = new int[pattern.entryCount()];
    copyTo = new int[pattern.entryCount()];
    copies(group);
    for (Group g : groups) {
      for (int r = 0; r < g.rows.length; r++) {
        for (int c = 0; c < g.columns.length; c++) {
          g.targets[r * g.columns.length + c] =
              slot(reducedPattern, reducedIndex[g.rows[r]], reducedIndex[g.columns[c]]);
        }
      }
    }
    whole = LinearSolvers.later(pattern);
    int most = Arrays.stream(groups).mapToInt(g -> g.members.length).max().orElse(0);
    local = new double[most];
    reduced = new double[reducedPattern.entryCount() + 1];
    rightSide = new double[count + 1];
    inner = solver.of(reducedPattern, reducedKinds(kinds));
  }

  private Group[] groups(int[][] privateGroups, int[] group) {
    int n = pattern.size();
    int[][] rows = new int[privateGroups.length][];
    int[][] columns = new int[privateGroups.length][];
    for (int column = 0; column < n; column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        int a = group[row];
        int b = group[column];
        if (a >= 0 && b >= 0 && a != b) {
          throw new IllegalArgumentException("private groups " + a + " and " + b + " are coupled");
        }
        if (a >= 0 && b < 0) {
          columns[a] = include(columns[a], column);
        } else if (b >= 0 && a < 0) {
          rows[b] = include(rows[b], row);
        }
      }
    }
    Group[] made = new Group[privateGroups.length];
    for (int g = 0; g < made.length; g++) {
      made[g] = new Group(privateGroups[g].clone(), trimmed(rows[g]), trimmed(columns[g]));
      int m = made[g].members.length;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          made[g].blockSlots[i * m + j] = slot(pattern, made[g].members[i], made[g].members[j]);
        }
        for (int j = 0; j < made[g].columns.length; j++) {
          made[g].rightSlots[i * made[g].columns.length + j] =
              slot(pattern, made[g].members[i], made[g].columns[j]);
        }
        for (int j = 0; j < made[g].rows.length; j++) {
          made[g].belowSlots[j * m + i] = slot(pattern, made[g].rows[j], made[g].members[i]);
        }
      }
    }
    return made;
  }

  /** Adds a value to a set that is a list with its length in front; null is the empty set. */
  private static int[] include(int @Nullable [] list, int value) {
    int[] set = list == null ? new int[4] : list;
    for (int k = 1; k <= set[0]; k++) {
      if (set[k] == value) {
        return set;
      }
    }
    if (set[0] + 1 == set.length) {
      set = Arrays.copyOf(set, 2 * set.length);
    }
    set[++set[0]] = value;
    return set;
  }

  private static int[] trimmed(int @Nullable [] list) {
    return list == null ? new int[0] : Arrays.copyOfRange(list, 1, 1 + list[0]);
  }

  /** Returns the place of an entry among the values, -1 when the pattern has none. */
  static int slot(SparsePattern pattern, int row, int column) {
    int from = pattern.columnStarts()[column];
    int to = pattern.columnStarts()[column + 1];
    int found = Arrays.binarySearch(pattern.rowIndices(), from, to, row);
    return found < 0 ? -1 : found;
  }

  /** Returns the pattern of D and of every product of a column of C with a row of B. */
  private SparsePattern fill(int[] group) {
    int[][] readers = new int[pattern.size()][];
    int[] readerCount = new int[pattern.size()];
    for (int g = 0; g < groups.length; g++) {
      for (int column : groups[g].columns) {
        int[] list = readers[column] == null ? new int[2] : readers[column];
        if (readerCount[column] == list.length) {
          list = Arrays.copyOf(list, 2 * list.length);
        }
        list[readerCount[column]++] = g;
        readers[column] = list;
      }
    }
    int[] mark = new int[kept.length];
    Arrays.fill(mark, -1);
    int[] starts = new int[kept.length + 1];
    int[] rows = new int[pattern.entryCount() + 16];
    int count = 0;
    for (int k = 0; k < kept.length; k++) {
      int column = kept[k];
      int from = count;
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        if (group[row] < 0) {
          mark[reducedIndex[row]] = k;
          rows = put(rows, count++, reducedIndex[row]);
        }
      }
      for (int r = 0; r < readerCount[column]; r++) {
        for (int row : groups[readers[column][r]].rows) {
          int index = reducedIndex[row];
          if (mark[index] != k) {
            mark[index] = k;
            rows = put(rows, count++, index);
          }
        }
      }
      Arrays.sort(rows, from, count);
      starts[k + 1] = count;
    }
    return new SparsePattern(kept.length, starts, Arrays.copyOf(rows, count));
  }

  private static int[] put(int[] list, int at, int value) {
    int[] target = at < list.length ? list : Arrays.copyOf(list, 2 * list.length);
    target[at] = value;
    return target;
  }

  private void copies(int[] group) {
    int count = 0;
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        if (group[column] < 0 && group[row] < 0) {
          copyFrom[count] = p;
          copyTo[count++] = slot(reducedPattern, reducedIndex[row], reducedIndex[column]);
        }
      }
    }
    Arrays.fill(copyFrom, count, copyFrom.length, -1);
  }

  /** An entry that a product falls on varies with the device's states. */
  private byte[] reducedKinds(byte[] kinds) {
    byte[] result = new byte[reducedPattern.entryCount()];
    for (int k = 0; k < copyFrom.length && copyFrom[k] >= 0; k++) {
      result[copyTo[k]] = kinds[copyFrom[k]];
    }
    for (Group g : groups) {
      for (int target : g.targets) {
        result[target] = EntryKind.VARIABLE;
      }
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
    for (int k = 0; k < copyFrom.length && copyFrom[k] >= 0; k++) {
      reduced[copyTo[k]] = values[copyFrom[k]];
    }
    for (Group g : groups) {
      if (!eliminate(g, values)) {
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

  private boolean eliminate(Group g, double[] values) {
    int m = g.members.length;
    int columns = g.columns.length;
    if (m == 1) {
      return eliminateOne(g, values);
    }
    gather(g.blockSlots, values, g.block);
    gather(g.rightSlots, values, g.right);
    gather(g.belowSlots, values, g.below);
    if (!SmallLu.decompose(g.block, g.pivots, m)) {
      return false;
    }
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < m; i++) {
        local[i] = g.right[i * columns + j];
      }
      SmallLu.substitute(g.block, g.pivots, m, local);
      for (int i = 0; i < m; i++) {
        g.right[i * columns + j] = local[i];
      }
    }
    for (int r = 0; r < g.rows.length; r++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
          sum += g.below[r * m + i] * g.right[i * columns + j];
        }
        reduced[g.targets[r * columns + j]] -= sum;
      }
    }
    return true;
  }

  private boolean eliminateOne(Group g, double[] values) {
    int slot = g.blockSlots[0];
    double pivot = slot < 0 ? 0 : values[slot];
    double largest = Math.abs(pivot);
    for (int j = 0; j < g.columns.length; j++) {
      double b = g.rightSlots[j] < 0 ? 0 : values[g.rightSlots[j]];
      largest = Math.max(largest, Math.abs(b));
      g.right[j] = b / pivot;
    }
    if (!(Math.abs(pivot) > SMALLEST_PIVOT * largest) || Double.isInfinite(pivot)) {
      return false;
    }
    g.block[0] = pivot;
    for (int r = 0; r < g.rows.length; r++) {
      double c = g.belowSlots[r] < 0 ? 0 : values[g.belowSlots[r]];
      g.below[r] = c;
      for (int j = 0; j < g.columns.length; j++) {
        reduced[g.targets[r * g.columns.length + j]] -= c * g.right[j];
      }
    }
    return true;
  }

  private static void gather(int[] slots, double[] values, double[] to) {
    for (int k = 0; k < slots.length; k++) {
      to[k] = slots[k] < 0 ? 0 : values[slots[k]];
    }
  }

  @Override
  public void solve(double[] b) {
    if (usesWhole) {
      whole.solve(b);
      return;
    }
    for (Group g : groups) {
      int m = g.members.length;
      load(g, b);
      for (int i = 0; i < m; i++) {
        b[g.members[i]] = local[i];
        for (int r = 0; r < g.rows.length; r++) {
          b[g.rows[r]] -= g.below[r * m + i] * local[i];
        }
      }
    }
    for (int k = 0; k < kept.length; k++) {
      rightSide[k] = b[kept[k]];
    }
    inner.solve(rightSide);
    for (int k = 0; k < kept.length; k++) {
      b[kept[k]] = rightSide[k];
    }
    for (Group g : groups) {
      for (int i = 0; i < g.members.length; i++) {
        double sum = 0;
        for (int j = 0; j < g.columns.length; j++) {
          sum += g.right[i * g.columns.length + j] * b[g.columns[j]];
        }
        b[g.members[i]] -= sum;
      }
    }
  }

  /** Puts inv(K) times the group's part of {@code b} into {@link #local}. */
  private void load(Group g, double[] b) {
    if (g.members.length == 1) {
      local[0] = b[g.members[0]] / g.block[0];
      return;
    }
    for (int i = 0; i < g.members.length; i++) {
      local[i] = b[g.members[i]];
    }
    SmallLu.substitute(g.block, g.pivots, g.members.length, local);
  }

  @Override
  public void solveTransposed(double[] b) {
    if (usesWhole) {
      whole.solveTransposed(b);
      return;
    }
    for (Group g : groups) {
      for (int i = 0; i < g.members.length; i++) {
        double value = b[g.members[i]];
        for (int j = 0; j < g.columns.length; j++) {
          b[g.columns[j]] -= g.right[i * g.columns.length + j] * value;
        }
      }
    }
    for (int k = 0; k < kept.length; k++) {
      rightSide[k] = b[kept[k]];
    }
    inner.solveTransposed(rightSide);
    for (int k = 0; k < kept.length; k++) {
      b[kept[k]] = rightSide[k];
    }
    for (Group g : groups) {
      int m = g.members.length;
      for (int i = 0; i < m; i++) {
        double sum = b[g.members[i]];
        for (int r = 0; r < g.rows.length; r++) {
          sum -= g.below[r * m + i] * b[g.rows[r]];
        }
        local[i] = sum;
      }
      if (m == 1) {
        local[0] /= g.block[0];
      } else {
        SmallLu.substituteTransposed(g.block, g.pivots, m, local);
      }
      for (int i = 0; i < m; i++) {
        b[g.members[i]] = local[i];
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
