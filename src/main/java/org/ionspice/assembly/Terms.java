package org.ionspice.assembly;

import java.util.Arrays;

/** Partials in the order in which a device stamped them, in its local indices. Mutable. */
final class Terms {
  static final byte VOLTAGE = 0;
  static final byte UNKNOWN = 1;
  static final byte DELAYED = 2;
  static final byte LIMITED = 3;

  int count;

  /** Rows that take the partial with + and with -. */
  int[] rowPlus = new int[8];

  int[] rowMinus = new int[8];

  /** Columns that it belongs to, with + and with -. */
  int[] plus = new int[8];

  int[] minus = new int[8];

  double[] factor = new double[8];

  /** What the partial is by. */
  byte[] by = new byte[8];

  /** Whether the row is a current. */
  boolean[] current = new boolean[8];

  /** Position among the delayed quantities, for those. */
  int[] slot = new int[8];

  /** Which rows have received a value. */
  boolean[] rows = new boolean[8];

  /** Notes that rows have received a value. */
  void row(int rowP, int rowM) {
    int most = Math.max(rowP, rowM);
    if (most >= rows.length) {
      rows = Arrays.copyOf(rows, 2 * most);
    }
    rows[rowP] = true;
    rows[rowM] = true;
  }

  void add(
      int rowP, int rowM, boolean isCurrent, int colP, int colM, double p, byte kind, int place) {
    if (count == factor.length) {
      int longer = 2 * count;
      rowPlus = Arrays.copyOf(rowPlus, longer);
      rowMinus = Arrays.copyOf(rowMinus, longer);
      plus = Arrays.copyOf(plus, longer);
      minus = Arrays.copyOf(minus, longer);
      factor = Arrays.copyOf(factor, longer);
      by = Arrays.copyOf(by, longer);
      current = Arrays.copyOf(current, longer);
      slot = Arrays.copyOf(slot, longer);
    }
    rowPlus[count] = rowP;
    rowMinus[count] = rowM;
    current[count] = isCurrent;
    plus[count] = colP;
    minus[count] = colM;
    by[count] = kind;
    slot[count] = place;
    factor[count++] = p;
  }

  void clear() {
    count = 0;
    Arrays.fill(rows, false);
  }

  /** Returns the partials' numbers. */
  double[] factors() {
    return Arrays.copyOf(factor, count);
  }

  /** Returns whether the partials are the same numbers. */
  boolean sameFactors(Terms other) {
    return Arrays.equals(factor, 0, count, other.factor, 0, other.count);
  }
}
