package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.solver.EntryKind;
import org.ionspice.solver.SparsePattern;

/**
 * Finds the unknowns of each instance that no other instance reads or writes and that have a
 * diagonal of their own: they can be eliminated before the rest is solved.
 */
final class PrivateUnknowns {
  /** Private unknowns of one instance beyond which they are better left to the sparse solver. */
  private static final int LARGEST_GROUP = 8;

  private final Assembly system;
  private final SparsePattern pattern;
  private final byte[] kinds;
  private final List<int[]> groups = new ArrayList<>();

  private PrivateUnknowns(Assembly system, byte[] kinds) {
    this.system = system;
    this.kinds = kinds;
    pattern = system.pattern();
  }

  /**
   * Returns groups of such unknowns that meet each other, directly or not.
   *
   * @param kinds what stands at each entry of the pattern, as in {@link EntryKind}
   */
  static int[][] of(Assembly system, byte[] kinds) {
    PrivateUnknowns finder = new PrivateUnknowns(system, kinds);
    finder.find();
    return finder.groups.toArray(new int[0][]);
  }

  private void find() {
    boolean[] shared = shared();
    for (int k = 0; k < system.partCount(); k++) {
      int first = 1 + system.part(k).key.pins();
      int[] group = new int[system.part(k).locals() - first];
      int count = 0;
      for (int i = 0; i < group.length; i++) {
        int unknown = system.unknownOf(k, first + i);
        if (!shared[unknown] && kinds[system.diagonal(unknown)] != EntryKind.ABSENT) {
          group[count++] = unknown;
        }
      }
      addCoupled(Arrays.copyOf(group, count));
    }
  }

  /** Returns which unknowns an instance uses that declared none of them. */
  private boolean[] shared() {
    boolean[] shared = new boolean[system.size() + 1];
    for (int k = 0; k < system.partCount(); k++) {
      Declared part = system.part(k);
      int first = 1 + part.key.pins();
      for (int local = first; local < part.locals(); local++) {
        boolean own = part.extras.get(local - first).quantity() != null;
        shared[system.unknownOf(k, local)] |= !own;
      }
    }
    return shared;
  }

  /** Adds those of these unknowns that meet each other, directly or not, as a group each. */
  private void addCoupled(int[] unknowns) {
    int from = 0;
    while (from < unknowns.length) {
      int end = from + 1;
      for (int at = from; at < end; at++) {
        for (int k = end; k < unknowns.length; k++) {
          if (isEntry(unknowns[at], unknowns[k]) || isEntry(unknowns[k], unknowns[at])) {
            int found = unknowns[k];
            unknowns[k] = unknowns[end];
            unknowns[end++] = found;
          }
        }
      }
      if (end - from <= LARGEST_GROUP) {
        groups.add(Arrays.copyOfRange(unknowns, from, end));
      }
      from = end;
    }
  }

  private boolean isEntry(int row, int column) {
    int[] starts = pattern.columnStarts();
    return Arrays.binarySearch(pattern.rowIndices(), starts[column], starts[column + 1], row) >= 0;
  }
}
