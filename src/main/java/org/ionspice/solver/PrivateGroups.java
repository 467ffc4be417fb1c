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
}
