package org.ionspice.assembly;

import java.util.Arrays;
import java.util.List;

/**
 * Where what a device stamps goes when its rates are no unknowns: entries that remain, numbered, and
 * what each rate carries into a row, which falls on two of them. Immutable.
 */
final class CondensedLayout {
  /** Locals of rows that are kept, and the position of each local among them; -1 for rates. */
  final int[] rows;

  final int[] position;

  /** Rows (by position) and columns (by local) of the kept entries. */
  final int[] entryRows;

  final int[] entryColumns;

  /**
   * Kept entry of each entry of f and of q, -1 for what belongs to a rate's row; behind the entries
   * of f what rates carry.
   */
  final int[] fTo;

  final int[] qTo;

  /** What rates carry: row by position, rate, kept entries by both ends or -1. */
  final int[] couplingRow;

  final int[] couplingRate;
  final int[] couplingPlus;
  final int[] couplingMinus;

  /** Locals of rates and of the voltages across their capacitances. */
  final int[] rateLocal;

  final int[] ratePlus;
  final int[] rateMinus;

  /** Finds the layout of a device that stamps the given entries in f and q. */
  CondensedLayout(Declared law, Shape.Entries f, Shape.Entries q) {
    int own = law.locals() - 1;
    List<Declared.Rate> rates = law.rates;
    rateLocal = rates.stream().mapToInt(Declared.Rate::local).toArray();
    ratePlus = rates.stream().mapToInt(Declared.Rate::plus).toArray();
    rateMinus = rates.stream().mapToInt(Declared.Rate::minus).toArray();
    position = new int[own + 1];
    int[] found = new int[own];
    int count = 0;
    Arrays.fill(position, -1);
    for (int i = 1; i <= own; i++) {
      if (rateOf(i) < 0) {
        position[i] = count;
        found[count++] = i;
      }
    }
    rows = Arrays.copyOf(found, count);
    Grid grid = new Grid(own + 1);
    fTo = grid.places(f, position);
    qTo = grid.places(q, position);
    int[] carrying = new int[f.count()];
    count = 0;
    for (int e = 0; e < f.count(); e++) {
      if (rateOf(f.entryColumns()[e]) >= 0 && position[f.entryRows()[e]] >= 0) {
        carrying[count++] = e;
      }
    }
    int[] couplingEntry = Arrays.copyOf(carrying, count);
    couplingRow = new int[count];
    couplingRate = new int[count];
    couplingPlus = new int[count];
    couplingMinus = new int[count];
    for (int c = 0; c < count; c++) {
      int row = f.entryRows()[couplingEntry[c]];
      int rate = rateOf(f.entryColumns()[couplingEntry[c]]);
      couplingRow[c] = position[row];
      couplingRate[c] = rate;
      couplingPlus[c] = grid.place(row, ratePlus[rate]);
      couplingMinus[c] = grid.place(row, rateMinus[rate]);
    }
    for (int c = 0; c < count; c++) {
      fTo[couplingEntry[c]] = grid.count + c;
    }
    entryRows = new int[grid.count];
    entryColumns = Arrays.copyOf(grid.columns, grid.count);
    for (int u = 0; u < grid.count; u++) {
      entryRows[u] = position[grid.rows[u]];
    }
  }

  /** Returns whether rates of a device can be taken out: they carry, and are stamped, as promised. */
  static boolean suits(Declared law) {
    if (!KeptStamps.suits(law)) {
      return false;
    }
    Shape shape = law.shape();
    boolean[] rate = new boolean[law.locals()];
    for (Declared.Rate one : law.rates) {
      rate[one.local()] = true;
    }
    for (int e = 0; e < shape.f().count(); e++) {
      int row = shape.f().entryRows()[e];
      if (rate[row] && shape.f().entryColumns()[e] != row) {
        return false;
      }
    }
    for (int column : shape.q().entryColumns()) {
      if (rate[column]) {
        return false;
      }
    }
    return true;
  }

  /** The entries of a device that remain, numbered as they come. */
  private static final class Grid {
    private final int n;
    private final int[] numbers;
    private final int[] rows;
    private final int[] columns;
    private int count;

    Grid(int n) {
      this.n = n;
      numbers = new int[n * n];
      rows = new int[n * n];
      columns = new int[n * n];
    }

    /** Returns the number of an entry, -1 on ground. */
    int place(int row, int column) {
      if (row == 0 || column == 0) {
        return -1;
      }
      int at = row * n + column;
      if (numbers[at] == 0) {
        rows[count] = row;
        columns[count] = column;
        numbers[at] = ++count;
      }
      return numbers[at] - 1;
    }

    int[] places(Shape.Entries of, int[] position) {
      int[] to = new int[of.count()];
      for (int e = 0; e < to.length; e++) {
        int row = of.entryRows()[e];
        int column = of.entryColumns()[e];
        to[e] = position[row] < 0 || position[column] < 0 ? -1 : place(row, column);
      }
      return to;
    }
  }

  private int rateOf(int local) {
    for (int j = 0; j < rateLocal.length; j++) {
      if (rateLocal[j] == local) {
        return j;
      }
    }
    return -1;
  }
}
