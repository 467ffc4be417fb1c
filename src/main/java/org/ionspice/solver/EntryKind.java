package org.ionspice.solver;

import java.util.Arrays;

/** What stands at the entries of a pattern: one byte each, so that a million of them are cheap. */
public final class EntryKind {
  /** No device stamps it; continuation may put something on a diagonal. */
  public static final byte ABSENT = 0;

  /** Only linear elements stamp it: its value is the same at every solution. */
  public static final byte LINEAR = 1;

  /** Its value depends on the solution. */
  public static final byte VARIABLE = 2;

  private EntryKind() {}

  /** Returns the places of the entries that are not absent. */
  static int[] present(byte[] kinds) {
    int[] places = new int[kinds.length];
    int count = 0;
    for (int p = 0; p < kinds.length; p++) {
      if (kinds[p] != ABSENT) {
        places[count++] = p;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Returns the places of the absent entries. */
  static int[] absent(byte[] kinds) {
    int[] places = new int[kinds.length];
    int count = 0;
    for (int p = 0; p < kinds.length; p++) {
      if (kinds[p] == ABSENT) {
        places[count++] = p;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Returns the kinds at some places. */
  static byte[] at(byte[] kinds, int[] places) {
    byte[] chosen = new byte[places.length];
    for (int k = 0; k < places.length; k++) {
      chosen[k] = kinds[places[k]];
    }
    return chosen;
  }

  /** Returns the pattern with these entries only; {@code places} ascend. */
  static SparsePattern only(SparsePattern pattern, int[] places) {
    if (places.length == pattern.entryCount()) {
      return pattern;
    }
    int[] starts = new int[pattern.size() + 1];
    int[] rows = new int[places.length];
    int next = 0;
    for (int column = 0; column < pattern.size(); column++) {
      while (next < places.length && places[next] < pattern.columnStarts()[column + 1]) {
        rows[next] = pattern.rowIndices()[places[next]];
        next++;
      }
      starts[column + 1] = next;
    }
    return new SparsePattern(pattern.size(), starts, rows);
  }
}
