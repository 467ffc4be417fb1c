package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.solver.SparsePattern;

/**
 * C, the matrix of dq/dx, by the entries of the pattern where it may be other than zero: fewer than
 * G has, since most rows keep no charge.
 *
 * <p>Mutable workspace, for one thread; the places are fixed, the entries are filled from outside.
 */
final class ChargeMatrix {
  private final SparsePattern pattern;

  /** Places of the entries in the pattern, ascending, and their rows and columns. */
  private final int[] slots;

  private final int[] rows;
  private final int[] columns;
  private final double[] entries;

  ChargeMatrix(Assembly system) {
    pattern = system.pattern();
    slots = new PatternBuilder(system).chargeSlots();
    rows = new int[slots.length];
    columns = new int[slots.length];
    entries = new double[slots.length + 1];
    int column = 0;
    for (int k = 0; k < slots.length; k++) {
      while (pattern.columnStarts()[column + 1] <= slots[k]) {
        column++;
      }
      rows[k] = pattern.rowIndices()[slots[k]];
      columns[k] = column;
    }
  }

  /** Returns the places of the entries in the pattern, ascending. */
  int[] slots() {
    return slots;
  }

  /** Returns the entries at {@link #slots()}, to be filled; the last takes what falls on ground. */
  double[] entries() {
    return entries;
  }

  /** Returns where the entry at {@code slot} of the pattern stands among {@link #entries()}. */
  int place(int slot) {
    return slot == pattern.entryCount() ? slots.length : Arrays.binarySearch(slots, slot);
  }

  /** Returns the matrix over the whole pattern, with a last place for ground, in a new array. */
  double[] whole() {
    double[] c = new double[pattern.entryCount() + 1];
    for (int k = 0; k < slots.length; k++) {
      c[slots[k]] = entries[k];
    }
    return c;
  }

  /** Adds C times {@code dx} to {@code vector}; both have length size or more. */
  void addTimes(double[] dx, double[] vector) {
    for (int k = 0; k < slots.length; k++) {
      vector[rows[k]] += entries[k] * dx[columns[k]];
    }
  }

  /** Does the same with some of the entries. */
  void addTimes(int[] some, double[] dx, double[] vector) {
    for (int k : some) {
      vector[rows[k]] += entries[k] * dx[columns[k]];
    }
  }

  /** Adds transposed(C) times {@code multipliers} to {@code vector}; as long as for C itself. */
  void addTransposedTimes(double[] multipliers, double[] vector) {
    for (int k = 0; k < slots.length; k++) {
      vector[columns[k]] += entries[k] * multipliers[rows[k]];
    }
  }
}
