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
  int[] rowPlus;

  int[] rowMinus;

  /** Columns that it belongs to, with + and with -. */
  int[] plus;

  int[] minus;

  double[] factor;

  /** What the partial is by. */
  byte[] by;

  /** Whether the row is a current. */
  boolean[] current;

  /** Position among the delayed quantities, for those. */
  int[] slot;

  /** Position of the value that the partial belongs to. */
  int[] value;

  /** Makes an empty list. */
  Terms() {
    rowPlus = new int[8];
    rowMinus = new int[8];
    plus = new int[8];
    minus = new int[8];
    factor = new double[8];
    by = new byte[8];
    current = new boolean[8];
    slot = new int[8];
    value = new int[8];
    valuePlus = new int[8];
    valueMinus = new int[8];
    valueCurrent = new boolean[8];
  }

  /** Makes a list with the arrays of another. */
  private Terms(Terms other) {
    count = other.count;
    rowPlus = other.rowPlus;
    rowMinus = other.rowMinus;
    plus = other.plus;
    minus = other.minus;
    factor = other.factor;
    by = other.by;
    current = other.current;
    slot = other.slot;
    value = other.value;
    values = other.values;
    valuePlus = other.valuePlus;
    valueMinus = other.valueMinus;
    valueCurrent = other.valueCurrent;
  }

  /** Values in the order in which they were stamped: the rows that take each with + and with -. */
  int values;

  int[] valuePlus;
  int[] valueMinus;

  /** Whether the value is a current. */
  boolean[] valueCurrent;

  /** Notes that rows have received a value. */
  void value(int rowP, int rowM, boolean isCurrent) {
    if (values == valuePlus.length) {
      valuePlus = Arrays.copyOf(valuePlus, 2 * values);
      valueMinus = Arrays.copyOf(valueMinus, 2 * values);
      valueCurrent = Arrays.copyOf(valueCurrent, 2 * values);
    }
    valuePlus[values] = rowP;
    valueMinus[values] = rowM;
    valueCurrent[values++] = isCurrent;
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
      value = Arrays.copyOf(value, longer);
    }
    rowPlus[count] = rowP;
    rowMinus[count] = rowM;
    current[count] = isCurrent;
    plus[count] = colP;
    minus[count] = colM;
    by[count] = kind;
    slot[count] = place;
    value[count] = values - 1;
    factor[count++] = p;
  }

  void clear() {
    count = 0;
    values = 0;
  }

  /** Returns these partials in the arrays of others that were stamped in the same order. */
  Terms sharing(Terms other) {
    Terms terms = new Terms(other);
    terms.factor = Arrays.copyOf(factor, count);
    return terms;
  }

  /** Throws when another point's stamps did not come in this order. */
  void requireOrderOf(Terms other, String type) {
    boolean same =
        values == other.values
            && count == other.count
            && Arrays.equals(valuePlus, 0, values, other.valuePlus, 0, values)
            && Arrays.equals(valueMinus, 0, values, other.valueMinus, 0, values)
            && Arrays.equals(rowPlus, 0, count, other.rowPlus, 0, count)
            && Arrays.equals(rowMinus, 0, count, other.rowMinus, 0, count)
            && Arrays.equals(plus, 0, count, other.plus, 0, count)
            && Arrays.equals(minus, 0, count, other.minus, 0, count);
    if (!same) {
      throw new IllegalStateException(
          "a device of type " + type + " stamps other rows or entries than at first");
    }
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
