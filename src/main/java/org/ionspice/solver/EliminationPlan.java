package org.ionspice.solver;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which entries of a matrix the elimination of private groups reads, and what its products fall on.
 * All groups stand in flat arrays; their matrices are dense, by rows, one after the other.
 */
final class EliminationPlan {
  final PrivateGroups groups;

  /** Unknown at each reduced index. */
  final int[] kept;

  /** Entries of D: where they come from and where they go; no latter where that is their order. */
  final int[] copyFrom;

  final int[] copyTo;

  /** First places of each group in the arrays of K, inv(K) B, C and of the products. */
  final int[] blockStarts;

  final int[] rightStarts;
  final int[] belowStarts;
  final int[] targetStarts;

  /** Places among the values of the matrix; -1 where the pattern has no entry. */
  final int[] blockSlots;

  final int[] rightSlots;
  final int[] belowSlots;
  final int[] targets;

  /** Whether groups are single unknowns with nothing in common, to be taken in any order. */
  final boolean separate;

  /** Entries of the remaining pattern. */
  private final int remainingCount;

  EliminationPlan(SparsePattern pattern, int[][] privateGroups) {
    int n = pattern.size();
    groups = PrivateGroups.of(pattern, privateGroups);
    boolean[] eliminated = groups.contained(n);
    int count = 0;
    int[] back = new int[n];
    for (int i = 0; i < n; i++) {
      if (!eliminated[i]) {
        back[count++] = i;
      }
    }
    kept = Arrays.copyOf(back, count);
    int[] reducedIndex = reducedIndex(n);
    SparsePattern reducedPattern = groups.remaining(pattern, reducedIndex, kept);

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
    // Where products fall on nothing new, each entry keeps its turn.
    copyTo =
        copies == reducedPattern.entryCount()
            ? new int[0]
            : PrivateGroups.copyTargets(pattern, reducedPattern, reducedIndex, kept, copyFrom);

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
      findSlots(g, pattern, reducedPattern, reducedIndex);
    }
    remainingCount = reducedPattern.entryCount();
    separate =
        groups.largest() == 1
            && areDistinct(targets, remainingCount)
            && areDistinct(groups.rows(), n);
  }

  /** Returns the pattern that is left. */
  SparsePattern remaining(SparsePattern pattern) {
    return groups.remaining(pattern, reducedIndex(pattern.size()), kept);
  }

  /** An entry that a product falls on varies with the device's states. */
  byte[] remainingKinds(byte[] kinds) {
    byte[] result = new byte[remainingCount];
    for (int k = 0; k < copyFrom.length; k++) {
      result[copyTo.length == 0 ? k : copyTo[k]] = kinds[copyFrom[k]];
    }
    for (int target : targets) {
      result[target] = EntryKind.VARIABLE;
    }
    return result;
  }

  /** Returns whether no place comes twice. */
  private static boolean areDistinct(int[] places, int count) {
    BitSet seen = new BitSet(count);
    for (int place : places) {
      if (seen.get(place)) {
        return false;
      }
      seen.set(place);
    }
    return true;
  }

  /** Returns the reduced index of each of {@code size} unknowns, -1 for an eliminated one. */
  private int[] reducedIndex(int size) {
    int[] index = new int[size];
    Arrays.fill(index, -1);
    for (int k = 0; k < kept.length; k++) {
      index[kept[k]] = k;
    }
    return index;
  }

  private void findSlots(
      int g, SparsePattern pattern, SparsePattern reducedPattern, int[] reducedIndex) {
    int[] members = groups.members();
    int at = blockStarts[g];
    int toRight = rightStarts[g];
    for (int i = groups.memberStarts()[g]; i < groups.memberStarts()[g + 1]; i++) {
      for (int j = groups.memberStarts()[g]; j < groups.memberStarts()[g + 1]; j++) {
        blockSlots[at++] = StateElimination.slot(pattern, members[i], members[j]);
      }
      for (int j = groups.columnStarts()[g]; j < groups.columnStarts()[g + 1]; j++) {
        rightSlots[toRight++] = StateElimination.slot(pattern, members[i], groups.columns()[j]);
      }
    }
    int toBelow = belowStarts[g];
    int target = targetStarts[g];
    for (int r = groups.rowStarts()[g]; r < groups.rowStarts()[g + 1]; r++) {
      int row = groups.rows()[r];
      for (int i = groups.memberStarts()[g]; i < groups.memberStarts()[g + 1]; i++) {
        belowSlots[toBelow++] = StateElimination.slot(pattern, row, members[i]);
      }
      for (int j = groups.columnStarts()[g]; j < groups.columnStarts()[g + 1]; j++) {
        int column = reducedIndex[groups.columns()[j]];
        targets[target++] = StateElimination.slot(reducedPattern, reducedIndex[row], column);
      }
    }
  }
}
