package org.ionspice.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Solves block by block along the block triangular form, each block with the method that suits it.
 *
 * <p>Only large irreducible blocks are taken out; what lies between two of them is one segment for
 * the general factorisation, which finds the small blocks by itself.
 */
final class BlockSolver implements LinearSolver {
  /** Unknowns of a block below which the general factorisation is always good. */
  static final int SMALLEST = 200;

  private final Segment[] segments;

  /** Entries that no device stamps; the form holds while they are zero. */
  private final int[] absent;

  /** Unknowns of the largest segment. */
  private final int largest;

  private final LinearSolver whole;
  private boolean usesWhole;
  private int singularRow = -1;

  /** Makes the solver of one large block. */
  interface Choice {
    /**
     * Returns a solver.
     *
     * @param block the block's pattern
     * @param kinds what stands at each entry of the block, {@link EntryKind}
     */
    LinearSolver of(SparsePattern block, byte[] kinds);
  }

  /** Neighbouring blocks: their rows, columns and entries, and entries that lead up from them. */
  private static final class Segment {
    final int[] rows;
    final int[] columns;

    /** Places of the entries and what is found there; empty when the solver reads it itself. */
    final int[] entries;

    final double[] values;
    final double[] work;
    final LinearSolver solver;
    int[] outerRows = {};
    int[] outerPositions = {};
    int[] outerSlots = {};
    double[] outer = {};

    Segment(int[] rows, int[] columns, int[] entries, LinearSolver solver) {
      this.rows = rows;
      this.columns = columns;
      this.entries = entries;
      this.solver = solver;
      values = new double[entries.length == 0 ? 0 : entries.length + 1];
      work = new double[rows.length + 1];
    }
  }

  private BlockSolver(Segment[] segments, int[] absent, LinearSolver whole) {
    this.segments = segments;
    this.absent = absent;
    this.whole = whole;
    largest = Arrays.stream(segments).mapToInt(s -> s.rows.length).max().orElse(0);
  }

  /**
   * Returns a solver for the pattern; one general factorisation when it has no large block.
   *
   * @param kinds what stands at each entry, {@link EntryKind}
   */
  static LinearSolver of(SparsePattern whole, byte[] kinds, Choice choice) {
    return of(whole, kinds, choice, () -> whole, false);
  }

  /**
   * Does the same for a pattern that need not be kept.
   *
   * @param again gives the pattern again
   * @param lasting whether values stay what they are until others are given
   */
  static LinearSolver of(
      SparsePattern whole,
      byte[] kinds,
      Choice choice,
      Supplier<SparsePattern> again,
      boolean lasting) {
    int[] places = EntryKind.present(kinds);
    SparsePattern pattern = EntryKind.only(whole, places);
    int[] rowOfColumn = MaximumTransversal.rowOfColumn(pattern);
    for (int row : rowOfColumn) {
      if (row < 0) {
        return SparseLu.analyse(whole); // which says where it is singular
      }
    }
    BlockTriangular blocks = BlockTriangular.of(pattern, rowOfColumn);
    int[] starts = blocks.blockStarts();
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    boolean any = false;
    int[] local = new int[pattern.size()];
    Arrays.fill(local, -1);
    for (int block = 0; block + 1 < starts.length; block++) {
      if (starts[block + 1] - starts[block] >= SMALLEST) {
        if (from < starts[block]) {
          segments.add(
              segment(
                  pattern, places, kinds, rowOfColumn, blocks.columns(), from, starts[block], null,
                  local, lasting));
        }
        segments.add(
            segment(
                pattern, places, kinds, rowOfColumn, blocks.columns(), starts[block],
                starts[block + 1], choice, local, lasting));
        from = starts[block + 1];
        any = true;
      }
    }
    if (!any) {
      return SparseLu.analyse(whole);
    }
    if (from < pattern.size()) {
      segments.add(
          segment(
              pattern, places, kinds, rowOfColumn, blocks.columns(), from, pattern.size(), null,
              local, lasting));
    }
    Segment[] all = segments.toArray(new Segment[0]);
    findOuter(pattern, places, all);
    return new BlockSolver(all, EntryKind.absent(kinds), LinearSolvers.later(again));
  }

  private static Segment segment(
      SparsePattern pattern,
      int[] slots,
      byte[] kinds,
      int[] rowOfColumn,
      int[] columnOrder,
      int from,
      int to,
      @Nullable Choice choice,
      int[] local,
      boolean lasting) {
    int[] columns = Arrays.copyOfRange(columnOrder, from, to);
    Arrays.sort(columns); // the circuit's order keeps wires together
    int[] rows = rowsOf(pattern, columns, rowOfColumn);
    for (int k = 0; k < rows.length; k++) {
      local[rows[k]] = k;
    }
    int[] starts = new int[columns.length + 1];
    int[] entries = new int[16];
    int[] localRows = new int[16];
    int count = 0;
    for (int k = 0; k < columns.length; k++) {
      int end = pattern.columnStarts()[columns[k] + 1];
      for (int p = pattern.columnStarts()[columns[k]]; p < end; p++) {
        if (local[pattern.rowIndices()[p]] >= 0) {
          if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
            localRows = Arrays.copyOf(localRows, 2 * count);
          }
          int at = count++;
          int row = local[pattern.rowIndices()[p]];
          while (at > starts[k] && localRows[at - 1] > row) {
            localRows[at] = localRows[at - 1];
            entries[at] = entries[at - 1];
            at--;
          }
          entries[at] = slots[p];
          localRows[at] = row;
        }
      }
      starts[k + 1] = count;
    }
    for (int row : rows) {
      local[row] = -1;
    }
    SparsePattern own = new SparsePattern(columns.length, starts, Arrays.copyOf(localRows, count));
    int[] places = Arrays.copyOf(entries, count);
    LinearSolver solver =
        choice == null
            ? SparseLu.analyse(own)
            : choice.of(own, EntryKind.at(kinds, places));
    if (lasting && solver instanceof PlacedSolver placed) {
      placed.readAt(places);
      return new Segment(rows, columns, new int[0], solver);
    }
    return new Segment(rows, columns, places, solver);
  }

  /** Returns a block's rows in an order that puts entries on its diagonal. */
  private static int[] rowsOf(SparsePattern pattern, int[] columns, int[] rowOfColumn) {
    int[] rows = new int[columns.length];
    boolean ownDiagonal = true;
    for (int k = 0; k < columns.length; k++) {
      rows[k] = rowOfColumn[columns[k]];
      ownDiagonal &= StateElimination.slot(pattern, columns[k], columns[k]) >= 0;
    }
    int[] sorted = rows.clone();
    Arrays.sort(sorted);
    // A symmetric block stays symmetric.
    return ownDiagonal && Arrays.equals(sorted, columns) ? columns : rows;
  }

  /** Finds the entries above the diagonal segments, by the segment of their column. */
  private static void findOuter(SparsePattern pattern, int[] slots, Segment[] segments) {
    int[] segmentOfRow = new int[pattern.size()];
    for (int s = 0; s < segments.length; s++) {
      for (int row : segments[s].rows) {
        segmentOfRow[row] = s;
      }
    }
    for (int s = 0; s < segments.length; s++) {
      List<int[]> found = new ArrayList<>();
      int[] columns = segments[s].columns;
      for (int k = 0; k < columns.length; k++) {
        int end = pattern.columnStarts()[columns[k] + 1];
        for (int p = pattern.columnStarts()[columns[k]]; p < end; p++) {
          if (segmentOfRow[pattern.rowIndices()[p]] != s) {
            found.add(new int[] {pattern.rowIndices()[p], k, slots[p]});
          }
        }
      }
      segments[s].outerRows = found.stream().mapToInt(e -> e[0]).toArray();
      segments[s].outerPositions = found.stream().mapToInt(e -> e[1]).toArray();
      segments[s].outerSlots = found.stream().mapToInt(e -> e[2]).toArray();
      segments[s].outer = new double[found.size()];
    }
  }

  @Override
  public boolean refactor(double[] values) {
    singularRow = -1;
    usesWhole = false;
    for (int p : absent) {
      if (values[p] != 0) {
        return factorWhole(values);
      }
    }
    for (Segment s : segments) {
      for (int k = 0; k < s.entries.length; k++) {
        s.values[k] = values[s.entries[k]];
      }
      for (int k = 0; k < s.outerSlots.length; k++) {
        s.outer[k] = values[s.outerSlots[k]];
      }
      if (!s.solver.refactor(s.entries.length == 0 ? values : s.values)) {
        int row = s.solver.singularRow();
        singularRow = row < 0 ? -1 : s.rows[row];
        return false;
      }
    }
    return true;
  }

  private boolean factorWhole(double[] values) {
    usesWhole = true;
    boolean good = whole.refactor(values);
    singularRow = whole.singularRow();
    return good;
  }

  @Override
  public void solve(double[] b) {
    solve(b, 0);
  }

  @Override
  public boolean isDear() {
    for (Segment s : segments) {
      if (s.rows.length == largest) {
        return usesWhole || s.solver.isDear();
      }
    }
    return true;
  }

  @Override
  public double solve(double[] b, double share) {
    if (usesWhole) {
      whole.solve(b);
      return 0;
    }
    double left = 0;
    for (int k = segments.length - 1; k >= 0; k--) {
      Segment s = segments[k];
      for (int i = 0; i < s.rows.length; i++) {
        s.work[i] = b[s.rows[i]];
      }
      left = Math.max(left, s.solver.solve(s.work, share));
      // Rows above still wait for these unknowns; their own place in b is not touched before.
      for (int e = 0; e < s.outerSlots.length; e++) {
        b[s.outerRows[e]] -= s.outer[e] * s.work[s.outerPositions[e]];
      }
    }
    for (Segment s : segments) {
      for (int i = 0; i < s.columns.length; i++) {
        b[s.columns[i]] = s.work[i];
      }
    }
    return left;
  }

  @Override
  public void solveTransposed(double[] b) {
    if (usesWhole) {
      whole.solveTransposed(b);
      return;
    }
    for (Segment s : segments) {
      for (int i = 0; i < s.columns.length; i++) {
        s.work[i] = b[s.columns[i]];
      }
    }
    for (int k = 0; k < segments.length; k++) {
      Segment s = segments[k];
      for (int e = 0; e < s.outerSlots.length; e++) {
        s.work[s.outerPositions[e]] -= s.outer[e] * b[s.outerRows[e]];
      }
      s.solver.solveTransposed(s.work);
      for (int i = 0; i < s.rows.length; i++) {
        b[s.rows[i]] = s.work[i];
      }
    }
  }

  @Override
  public int singularRow() {
    return singularRow;
  }

  @Override
  public void forget() {
    for (Segment s : segments) {
      s.solver.forget();
    }
    whole.forget();
  }
}
