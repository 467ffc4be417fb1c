package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.solver.EntryKind;
import org.ionspice.solver.SparsePattern;

/** Notes which entries the devices stamp, and makes the pattern and the slot tables of them. */
final class PatternFinder {
  private final int size;
  private final boolean[] chargeRow;
  private final boolean[] chargeColumn;
  private int[] map = {};

  /** Local (row, column) pairs of each instance: row * locals + column. */
  private final List<boolean[]> stamped = new ArrayList<>();

  private final List<int[]> mapsSeen = new ArrayList<>();
  private boolean[] current = {};

  /** Partials of each instance at the first point, and whether they were others at a later one. */
  private final List<double[]> firstPartials = new ArrayList<>();

  private final BitSet varies = new BitSet();
  private int position;
  private int partials;
  private boolean first;
  private SparsePattern pattern;

  PatternFinder(int size) {
    this.size = size;
    this.chargeRow = new boolean[size + 1];
    this.chargeColumn = new boolean[size + 1];
  }

  /** Goes on to the instance {@code position} with this map of locals. */
  void instance(int index, int[] localMap) {
    map = localMap;
    position = index;
    partials = 0;
    first = index == stamped.size();
    if (first) {
      stamped.add(new boolean[localMap.length * localMap.length]);
      mapsSeen.add(localMap);
      firstPartials.add(new double[8]);
    }
    current = stamped.get(index);
  }

  private void compare(double partial) {
    double[] known = firstPartials.get(position);
    if (first) {
      if (partials == known.length) {
        known = Arrays.copyOf(known, 2 * partials);
        firstPartials.set(position, known);
      }
      known[partials] = partial;
    } else if (partials >= known.length || known[partials] != partial) {
      varies.set(position);
    }
    partials++;
  }

  Stamp resistive() {
    return new Recorder(false);
  }

  Stamp reactive() {
    return new Recorder(true);
  }

  private final class Recorder implements Stamp {
    private final boolean charge;
    private int plus;
    private int minus;

    Recorder(boolean charge) {
      this.charge = charge;
    }

    private Stamp row(int p, int m) {
      plus = p;
      minus = m;
      if (charge) {
        chargeRow[map[p]] = true;
        chargeRow[map[m]] = true;
      }
      return this;
    }

    private Stamp column(int a, int b, double partial) {
      compare(partial);
      int n = map.length;
      for (int c : new int[] {a, b}) {
        current[plus * n + c] = true;
        current[minus * n + c] = true;
        // A formula stamps zeros for what its charge does not read; those carry no charge.
        if (charge && partial != 0) {
          chargeColumn[map[c]] = true;
        }
      }
      return this;
    }

    @Override
    public Stamp add(Current row, double value) {
      return row(row.plus(), row.minus());
    }

    @Override
    public Stamp add(Unknown row, double value) {
      return row(row.index(), 0);
    }

    @Override
    public Stamp d(Voltage by, double partial) {
      return column(by.plus(), by.minus(), partial);
    }

    @Override
    public Stamp d(Unknown by, double partial) {
      return column(by.index(), 0, partial);
    }

    @Override
    public Stamp d(Delayed by, double partial) {
      return column(by.plus(), by.minus(), partial);
    }

    @Override
    public Stamp d(Limited by, double partial) {
      return column(by.plus(), by.minus(), partial);
    }
  }

  SparsePattern pattern() {
    long[] keys = new long[1024];
    int count = 0;
    for (int k = 0; k < stamped.size(); k++) {
      int[] m = mapsSeen.get(k);
      boolean[] s = stamped.get(k);
      for (int r = 1; r < m.length; r++) {
        for (int c = 1; c < m.length; c++) {
          if (s[r * m.length + c] && m[r] < size && m[c] < size) {
            if (count == keys.length) {
              keys = Arrays.copyOf(keys, count * 2);
            }
            keys[count++] = (long) m[c] * size + m[r];
          }
        }
      }
    }
    keys = Arrays.copyOf(keys, count + size);
    for (int i = 0; i < size; i++) {
      keys[count++] = (long) i * size + i;
    }
    Arrays.sort(keys);
    int[] starts = new int[size + 1];
    int[] rows = new int[count];
    int entries = 0;
    long last = -1;
    for (long key : keys) {
      if (key != last) {
        rows[entries++] = (int) (key % size);
        starts[(int) (key / size) + 1] = entries;
        last = key;
      }
    }
    for (int c = 1; c <= size; c++) {
      starts[c] = Math.max(starts[c], starts[c - 1]);
    }
    pattern = new SparsePattern(size, starts, Arrays.copyOf(rows, entries));
    return pattern;
  }

  /** Returns what stands at each entry, {@link EntryKind}. */
  byte[] kinds() {
    byte[] kinds = new byte[pattern.entryCount()];
    for (int k = 0; k < stamped.size(); k++) {
      int[] m = mapsSeen.get(k);
      boolean[] s = stamped.get(k);
      byte kind = varies.get(k) ? EntryKind.VARIABLE : EntryKind.LINEAR;
      for (int r = 1; r < m.length; r++) {
        for (int c = 1; c < m.length; c++) {
          if (s[r * m.length + c] && m[r] < size && m[c] < size) {
            int slot = find(m[r], m[c]);
            kinds[slot] = (byte) Math.max(kinds[slot], kind);
          }
        }
      }
    }
    return kinds;
  }

  int find(int row, int column) {
    if (row >= size || column >= size) {
      return pattern.entryCount();
    }
    return Arrays.binarySearch(
        pattern.rowIndices(),
        pattern.columnStarts()[column],
        pattern.columnStarts()[column + 1],
        row);
  }

  /** Returns the slot of each local (row, column); -1 where the device never stamped. */
  int[] slots(int[] localMap, int position) {
    boolean[] s = stamped.get(position);
    int n = localMap.length;
    int[] table = new int[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        table[r * n + c] = s[r * n + c] ? find(localMap[r], localMap[c]) : -1;
      }
    }
    return table;
  }

  int[] diagonal() {
    int[] d = new int[size];
    for (int i = 0; i < size; i++) {
      d[i] = find(i, i);
    }
    return d;
  }

  boolean[] chargeRows() {
    return chargeRow;
  }

  boolean[] chargeColumns() {
    return chargeColumn;
  }
}
