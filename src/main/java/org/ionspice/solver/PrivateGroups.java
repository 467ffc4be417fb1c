package org.ionspice.solver;

import java.util.Arrays;

/**
 * Small groups of unknowns that meet each other nowhere, and the kept unknowns that they meet, in
 * flat arrays: a million groups of one are a few dozen bytes each.
 *
 * @param members unknowns, group by group
 * @param memberStarts first member of each group, then the number of all
 * @param rows kept rows in which a group's columns have entries
 * @param columns kept columns in which a group's rows have entries
 */
record PrivateGroups(
    int[] members,
    int[] memberStarts,
    int[] rows,
    int[] rowStarts,
    int[] columns,
    int[] columnStarts) {

  /** Finds what the groups meet. */
  static PrivateGroups of(SparsePattern pattern, int[][] groups) {
    int n = pattern.size();
    int count = groups.length;
    int[] memberStarts = new int[count + 1];
    int[] group = new int[n];
    Arrays.fill(group, -1);
    for (int g = 0; g < count; g++) {
      memberStarts[g + 1] = memberStarts[g] + groups[g].length;
      for (int member : groups[g]) {
        group[member] = g;
      }
    }
    int[] members = new int[memberStarts[count]];
    for (int g = 0; g < count; g++) {
      System.arraycopy(groups[g], 0, members, memberStarts[g], groups[g].length);
    }
    int[] columnStarts = new int[count + 1];
    int[] columns = columns(pattern, group, columnStarts);
    int[] rowStarts = new int[count + 1];
    int[] rows = rows(pattern, group, members, memberStarts, rowStarts);
    return new PrivateGroups(members, memberStarts, rows, rowStarts, columns, columnStarts);
  }

  private static int[] columns(SparsePattern pattern, int[] group, int[] starts) {
    int count = starts.length - 1;
    int[] last = new int[count];
    int[] columns = {};
    int[] next = {};
    // First they are counted, then listed; a column counts once for a group of several rows.
    for (int pass = 0; pass < 2; pass++) {
      Arrays.fill(last, -1);
      for (int column = 0; column < pattern.size(); column++) {
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
          int g = group[pattern.rowIndices()[p]];
          if (g < 0 || group[column] == g || last[g] == column) {
            continue;
          }
          if (group[column] >= 0) {
            throw new IllegalArgumentException(
                "private groups " + g + " and " + group[column] + " are coupled");
          }
          last[g] = column;
          if (pass == 0) {
            starts[g + 1]++;
          } else {
            columns[next[g]++] = column;
          }
        }
      }
      if (pass == 0) {
        for (int g = 0; g < count; g++) {
          starts[g + 1] += starts[g];
        }
        next = starts.clone();
        columns = new int[starts[count]];
      }
    }
    return columns;
  }

  private static int[] rows(
      SparsePattern pattern, int[] group, int[] members, int[] memberStarts, int[] starts) {
    int count = starts.length - 1;
    int[] mark = new int[pattern.size()];
    Arrays.fill(mark, -1);
    int[] rows = new int[2 * count];
    int found = 0;
    for (int g = 0; g < count; g++) {
      for (int k = memberStarts[g]; k < memberStarts[g + 1]; k++) {
        int column = members[k];
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
          int row = pattern.rowIndices()[p];
          if (group[row] < 0 && mark[row] != g) {
            mark[row] = g;
            if (found == rows.length) {
              rows = Arrays.copyOf(rows, 2 * found);
            }
            rows[found++] = row;
          }
        }
      }
      starts[g + 1] = found;
    }
    return Arrays.copyOf(rows, found);
  }

  int count() {
    return memberStarts.length - 1;
  }

  /** Returns the size of the largest group. */
  int largest() {
    int most = 0;
    for (int g = 0; g < count(); g++) {
      most = Math.max(most, memberStarts[g + 1] - memberStarts[g]);
    }
    return most;
  }

  /** Returns, for each unknown, whether it is in a group. */
  boolean[] contained(int size) {
    boolean[] contained = new boolean[size];
    for (int member : members) {
      contained[member] = true;
    }
    return contained;
  }

  /** Returns where each group's matrix of {@code height} rows by {@code width} columns begins. */
  static int[] places(int[] heightStarts, int[] widthStarts) {
    int[] places = new int[heightStarts.length];
    for (int g = 0; g + 1 < places.length; g++) {
      int height = heightStarts[g + 1] - heightStarts[g];
      int width = widthStarts[g + 1] - widthStarts[g];
      places[g + 1] = Math.addExact(places[g], height * width);
    }
    return places;
  }

  /**
   * Returns the pattern that is left when the groups are eliminated: what there is already, and the
   * products of a group's columns with its rows.
   *
   * @param reducedIndex of each unknown, -1 for members of groups
   * @param kept the other unknowns
   */
  SparsePattern remaining(SparsePattern pattern, int[] reducedIndex, int[] kept) {
    int[] readerStarts = new int[pattern.size() + 1];
    for (int column : columns) {
      readerStarts[column + 1]++;
    }
    for (int i = 0; i < pattern.size(); i++) {
      readerStarts[i + 1] += readerStarts[i];
    }
    int[] readers = new int[columns.length];
    int[] next = readerStarts.clone();
    for (int g = 0; g < count(); g++) {
      for (int j = columnStarts[g]; j < columnStarts[g + 1]; j++) {
        readers[next[columns[j]]++] = g;
      }
    }
    int[] mark = new int[kept.length];
    Arrays.fill(mark, -1);
    int[] starts = new int[kept.length + 1];
    int[] found = new int[pattern.entryCount() + 16];
    int count = 0;
    for (int k = 0; k < kept.length; k++) {
      int column = kept[k];
      int from = count;
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        if (reducedIndex[row] >= 0) {
          mark[reducedIndex[row]] = k;
          found = put(found, count++, reducedIndex[row]);
        }
      }
      for (int r = readerStarts[column]; r < readerStarts[column + 1]; r++) {
        int g = readers[r];
        for (int j = rowStarts[g]; j < rowStarts[g + 1]; j++) {
          int index = reducedIndex[rows[j]];
          if (mark[index] != k) {
            mark[index] = k;
            found = put(found, count++, index);
          }
        }
      }
      Arrays.sort(found, from, count);
      starts[k + 1] = count;
    }
    return new SparsePattern(kept.length, starts, Arrays.copyOf(found, count));
  }

  /**
   * Returns where the kept entries of {@code pattern}, at {@code from}, stand in the remaining
   * pattern. Both ascend within a column, so their entries are met side by side.
   */
  static int[] copyTargets(
      SparsePattern pattern, SparsePattern remaining, int[] reducedIndex, int[] kept, int[] from) {
    int[] targets = new int[from.length];
    int k = 0;
    for (int column = 0; column < kept.length; column++) {
      int end = pattern.columnStarts()[kept[column] + 1];
      int to = remaining.columnStarts()[column];
      for (; k < from.length && from[k] < end; k++) {
        int row = reducedIndex[pattern.rowIndices()[from[k]]];
        while (remaining.rowIndices()[to] != row) {
          to++;
        }
        targets[k] = to;
      }
    }
    return targets;
  }

  private static int[] put(int[] list, int at, int value) {
    int[] target = at < list.length ? list : Arrays.copyOf(list, 2 * list.length);
    target[at] = value;
    return target;
  }
}
