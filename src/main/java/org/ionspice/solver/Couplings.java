package org.ionspice.solver;

/**
 * The devices between two halves of wires: their entries by the rows of either half, in positions
 * of the forests. Mutable workspace: the values change, and several threads may use parts of it.
 */
final class Couplings {
  /** By the rows of the first half: column in the second half, and place of the value. */
  private final int[] firstStarts;

  private final int[] firstColumns;
  private final int[] firstSlots;
  private final int[] mirrorSlots;

  /** By the rows of the second half. */
  private final int[] secondStarts;

  private final int[] secondColumns;
  private final int[] secondSlots;

  /** Whether each unknown has one device, as in a full array. */
  private final boolean single;

  private final double[] firstValues;
  private final double[] secondValues;

  Couplings(SparsePattern pattern, Forest first, Forest second) {
    int n1 = first.size();
    int n2 = second.size();
    int[] position = new int[pattern.size()];
    boolean[] inFirst = new boolean[pattern.size()];
    for (int k = 0; k < n1; k++) {
      position[first.unknowns[k]] = k;
      inFirst[first.unknowns[k]] = true;
    }
    for (int k = 0; k < n2; k++) {
      position[second.unknowns[k]] = k;
    }
    firstStarts = new int[n1 + 1];
    secondStarts = new int[n2 + 1];
    int count = 0;
    // The pattern is symmetric, so the rows of a column are the columns of that row.
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        if (inFirst[pattern.rowIndices()[p]] != inFirst[column] && inFirst[column]) {
          firstStarts[position[column] + 1]++;
          secondStarts[position[pattern.rowIndices()[p]] + 1]++;
          count++;
        }
      }
    }
    for (int k = 0; k < n1; k++) {
      firstStarts[k + 1] += firstStarts[k];
    }
    for (int k = 0; k < n2; k++) {
      secondStarts[k + 1] += secondStarts[k];
    }
    firstColumns = new int[count];
    firstSlots = new int[count];
    mirrorSlots = new int[count];
    secondColumns = new int[count];
    secondSlots = new int[count];
    firstValues = new double[count];
    secondValues = new double[count];
    int[] nextFirst = firstStarts.clone();
    int[] nextSecond = secondStarts.clone();
    for (int k = 0; k < n1; k++) {
      int column = first.unknowns[k];
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        if (!inFirst[row]) {
          int a = nextFirst[k]++;
          firstColumns[a] = position[row];
          firstSlots[a] = StateElimination.slot(pattern, column, row);
          mirrorSlots[a] = p;
          int c = nextSecond[position[row]]++;
          secondColumns[c] = k;
          secondSlots[c] = p;
        }
      }
    }
    boolean one = true;
    for (int k = 0; k <= n1; k++) {
      one &= firstStarts[k] == k;
    }
    for (int k = 0; k <= n2; k++) {
      one &= secondStarts[k] == k;
    }
    single = one;
  }

  /** Returns the number of entries in a half of the matrix. */
  int count() {
    return firstSlots.length;
  }

  /** Takes values from now on from a larger matrix, where entry k is at {@code places[k]}. */
  void readAt(int[] places) {
    for (int k = 0; k < firstSlots.length; k++) {
      firstSlots[k] = places[firstSlots[k]];
      mirrorSlots[k] = places[mirrorSlots[k]];
      secondSlots[k] = places[secondSlots[k]];
    }
  }

  /** Adds all entries to {@code matrix}. */
  void list(WireMatrix matrix, Forest first, Forest second) {
    for (int k = 0; k < first.size(); k++) {
      for (int p = firstStarts[k]; p < firstStarts[k + 1]; p++) {
        int here = first.unknowns[k];
        int there = second.unknowns[firstColumns[p]];
        matrix.add(here, there, firstSlots[p]);
        matrix.add(there, here, mirrorSlots[p]);
      }
    }
  }

  /** Takes some of the values; returns whether they are those of a symmetric matrix. */
  boolean load(double[] values, int begin, int end) {
    boolean mirrored = true;
    for (int k = begin; k < end; k++) {
      double here = values[firstSlots[k]];
      double there = values[mirrorSlots[k]];
      firstValues[k] = here;
      secondValues[k] = values[secondSlots[k]];
      mirrored &= Math.abs(here - there) <= 1e-12 * (Math.abs(here) + Math.abs(there));
    }
    return mirrored;
  }

  /** Returns what a vector of the second half gives to row {@code k} of the first. */
  double ofFirst(int k, double[] x) {
    return single
        ? firstValues[k] * x[firstColumns[k]]
        : product(firstStarts, firstColumns, firstValues, k, x);
  }

  /** Returns what a vector of the first half gives to row {@code k} of the second. */
  double ofSecond(int k, double[] x) {
    return single
        ? secondValues[k] * x[secondColumns[k]]
        : product(secondStarts, secondColumns, secondValues, k, x);
  }

  private static double product(int[] starts, int[] columns, double[] values, int row, double[] x) {
    double sum = 0;
    for (int p = starts[row]; p < starts[row + 1]; p++) {
      sum += values[p] * x[columns[p]];
    }
    return sum;
  }
}
