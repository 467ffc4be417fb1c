package org.ionspice.assembly;

import java.util.Arrays;
import java.util.BitSet;
import org.ionspice.solver.EntryKind;
import org.ionspice.solver.SparsePattern;

/** Makes the pattern of a circuit from what its devices stamp. */
final class PatternBuilder {
  private final Assembly system;
  private final int size;

  PatternBuilder(Assembly system) {
    this.system = system;
    this.size = system.size();
  }

  /** Returns every entry that a device stamps, and the whole diagonal. */
  SparsePattern pattern() {
    int[] next = new int[size + 1];
    for (int k = 0; k < system.partCount(); k++) {
      Shape shape = system.part(k).shape();
      count(k, shape.f(), next);
      count(k, shape.q(), next);
    }
    int all = 0;
    for (int column = 0; column < size; column++) {
      int here = next[column] + 1;
      next[column] = all;
      all = Math.addExact(all, here);
    }
    next[size] = all;
    int[] rows = new int[all];
    for (int column = 0; column < size; column++) {
      rows[next[column]++] = column;
    }
    for (int k = 0; k < system.partCount(); k++) {
      Shape shape = system.part(k).shape();
      fill(k, shape.f(), rows, next);
      fill(k, shape.q(), rows, next);
    }
    // Now next[column] is the end of the column.
    int[] starts = new int[size + 1];
    int from = 0;
    int entries = 0;
    for (int column = 0; column < size; column++) {
      int to = next[column];
      Arrays.sort(rows, from, to);
      int last = -1;
      for (int p = from; p < to; p++) {
        if (rows[p] != last) {
          last = rows[p];
          rows[entries++] = last;
        }
      }
      from = to;
      starts[column + 1] = entries;
    }
    return new SparsePattern(size, starts, Arrays.copyOf(rows, entries));
  }

  private void count(int part, Shape.Entries of, int[] next) {
    for (int e = 0; e < of.count(); e++) {
      int row = system.unknownOf(part, of.entryRows()[e]);
      int column = system.unknownOf(part, of.entryColumns()[e]);
      if (row < size && column < size) {
        next[column]++;
      }
    }
  }

  private void fill(int part, Shape.Entries of, int[] rows, int[] next) {
    for (int e = 0; e < of.count(); e++) {
      int row = system.unknownOf(part, of.entryRows()[e]);
      int column = system.unknownOf(part, of.entryColumns()[e]);
      if (row < size && column < size) {
        rows[next[column]++] = row;
      }
    }
  }

  /** Returns what stands at each entry of the system's pattern, {@link EntryKind}. */
  byte[] kinds() {
    byte[] kinds = new byte[system.pattern().entryCount() + 1];
    for (int k = 0; k < system.partCount(); k++) {
      Shape shape = system.part(k).shape();
      byte kind = shape.varies() ? EntryKind.VARIABLE : EntryKind.LINEAR;
      raise(k, shape.f(), kind, kinds);
      raise(k, shape.q(), kind, kinds);
    }
    return Arrays.copyOf(kinds, kinds.length - 1);
  }

  private void raise(int part, Shape.Entries of, byte kind, byte[] kinds) {
    for (int e = 0; e < of.count(); e++) {
      int slot =
          system.slot(
              system.unknownOf(part, of.entryRows()[e]),
              system.unknownOf(part, of.entryColumns()[e]));
      kinds[slot] = (byte) Math.max(kinds[slot], kind);
    }
  }

  /** Returns the places of the entries that charges are stamped into, ascending. */
  int[] chargeSlots() {
    BitSet stamped = new BitSet(system.pattern().entryCount() + 1);
    for (int k = 0; k < system.partCount(); k++) {
      Shape.Entries of = system.part(k).shape().q();
      for (int e = 0; e < of.count(); e++) {
        int row = system.unknownOf(k, of.entryRows()[e]);
        stamped.set(system.slot(row, system.unknownOf(k, of.entryColumns()[e])));
      }
    }
    stamped.clear(system.pattern().entryCount());
    return stamped.stream().toArray();
  }
}
