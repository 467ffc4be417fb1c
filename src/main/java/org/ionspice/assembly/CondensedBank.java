package org.ionspice.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Devices of a bank whose rates are no unknowns: what a rate carries into a row is a current of the
 * voltage across its capacitance, and falls on entries that are there anyway. Of each device G +
 * alpha C and f + alpha q are added up, so that a device takes half of the places.
 *
 * <p>What a device stamped when it was last evaluated stands for it as long as it is near, as in
 * {@link KeptStamps}: so every device is added from what is kept of it.
 *
 * <p>Mutable workspace, for one thread; {@link #evaluate} allocates nothing.
 */
final class CondensedBank {
  private final Assembly system;
  private final Bank bank;
  private final Shape.Entries f;
  private final Shape.Entries q;
  private final int own;
  private final int[] unknowns;

  private final NearPoints near;

  /** Locals of rows that are kept. */
  private final int[] rows;

  /** Where each of these stands among the rows of f; -1 for one that has nothing in f. */
  private final int[] fRows;

  /** Rows (by position) and columns (by local) of the kept entries. */
  private final int[] entryRows;

  private final int[] entryColumns;

  /** Kept entry of each entry of f and of q; -1 for what belongs to a rate. */
  private final int[] fTo;

  private final int[] qTo;

  /** What rates carry: entry of f, row by position, rate, kept entries by both ends or -1. */
  private final int[] couplingEntry;

  private final int[] couplingRow;
  private final int[] couplingRate;
  private final int[] couplingPlus;
  private final int[] couplingMinus;

  /** Locals of rates and of the voltages across their capacitances. */
  private final int[] rateLocal;

  private final int[] ratePlus;
  private final int[] rateMinus;

  /** Capacitance, F, of each rate of each device. */
  private final double[] capacitance;

  /** Places of the kept entries of each device among those that remain. */
  private final int[] slots;

  /**
   * What is kept of each device, one after the other: f, its sizes and q by row; G, C with what rates
   * make of it, C without; what each coupling carries.
   */
  private final double[] kept;

  private final int stride;
  private final int entriesAt;
  private final int couplingsAt;

  private final double[] sums;
  private final double[] bases;
  private final double[][] vectors;
  private final double[][] matrices;
  private final int[] identity;

  /**
   * Prepares the devices of a bank.
   *
   * @param places where the entries of the whole pattern are among those that remain; -1 for those of
   *     rates
   */
  CondensedBank(Assembly system, Bank bank, int[] places) {
    this.system = system;
    this.bank = bank;
    f = bank.entriesOfF();
    q = bank.entriesOfQ();
    unknowns = bank.unknowns();
    Declared law = system.part(bank.part(0));
    own = law.locals() - 1;
    List<Declared.Rate> rates = law.rates;
    rateLocal = rates.stream().mapToInt(Declared.Rate::local).toArray();
    ratePlus = rates.stream().mapToInt(Declared.Rate::plus).toArray();
    rateMinus = rates.stream().mapToInt(Declared.Rate::minus).toArray();
    int[] position = new int[own + 1];
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
    fRows = new int[count];
    for (int r = 0; r < count; r++) {
      int row = rows[r];
      fRows[r] =
          IntStream.range(0, f.rows().length).filter(k -> f.rows()[k] == row).findFirst().orElse(-1);
    }
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
    couplingEntry = Arrays.copyOf(carrying, count);
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
    entryRows = new int[grid.count];
    entryColumns = Arrays.copyOf(grid.columns, grid.count);
    for (int u = 0; u < grid.count; u++) {
      entryRows[u] = position[grid.rows[u]];
    }
    entriesAt = 3 * rows.length;
    couplingsAt = entriesAt + 3 * grid.count;
    stride = couplingsAt + couplingEntry.length;
    int devices = bank.count();
    kept = new double[devices * stride];
    slots = new int[devices * grid.count];
    capacitance = new double[devices * rateLocal.length];
    for (int k = 0; k < devices; k++) {
      Declared one = system.part(bank.part(k));
      for (int j = 0; j < rateLocal.length; j++) {
        capacitance[k * rateLocal.length + j] = one.rates.get(j).capacitance();
      }
      for (int u = 0; u < grid.count; u++) {
        int slot = system.slot(unknown(k, grid.rows[u]), unknown(k, grid.columns[u]));
        slots[k * grid.count + u] = places[slot];
      }
    }
    near = new NearPoints(law, devices);
    vectors = new double[3][own + 1];
    matrices = new double[][] {new double[f.count()], new double[q.count()]};
    identity = new int[Math.max(own + 1, Math.max(f.count(), q.count()))];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = i;
    }
    sums = new double[rows.length];
    bases = new double[rateLocal.length];
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

  private int rateOf(int local) {
    for (int j = 0; j < rateLocal.length; j++) {
      if (rateLocal[j] == local) {
        return j;
      }
    }
    return -1;
  }

  private int unknown(int k, int local) {
    return unknowns[k * own - 1 + local];
  }

  /** Forgets what the devices stamped. */
  void forget() {
    near.forget();
  }

  /**
   * Adds G + alpha C to {@code g}, f + alpha q to {@code residual} and the sizes of what goes into f
   * to {@code magnitude}, at {@code x} in which the rates stand.
   */
  void evaluate(
      double[] x,
      double alpha,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ,
      double[] residual,
      double[] g,
      double[] magnitude,
      double reach) {
    bank.prepare(point, inF, inQ);
    double[] here = point.x;
    int count = bank.count();
    for (int k = 0; k < count; k++) {
      int base = k * own - 1;
      for (int i = 1; i <= own; i++) {
        here[i] = x[unknowns[base + i]];
      }
      if (!near.isNear(k, here, reach)) {
        bank.evaluateOne(k, point, inF, inQ);
        near.take(k, system.part(bank.part(k)), point);
        if (point.charged) {
          take(k, inF, inQ);
        } else {
          takeCurrents(k, inF);
        }
      }
      if (alpha == 0) {
        addAtRest(k, residual, g, magnitude);
      } else {
        add(k, alpha, here, residual, g, magnitude);
      }
    }
  }

  /** Does what {@link #add} does where alpha and all rates are zero. */
  private void addAtRest(int k, double[] residual, double[] g, double[] magnitude) {
    double[] from = kept;
    double[] moved = near.moved;
    double[] sum = sums;
    int at = k * stride;
    int many = rows.length;
    System.arraycopy(from, at, sum, 0, many);
    int[] row = entryRows;
    int[] column = entryColumns;
    int conductances = at + entriesAt;
    int slot = k * row.length;
    for (int e = 0; e < row.length; e++) {
      double partial = from[conductances + e];
      g[slots[slot + e]] += partial;
      sum[row[e]] += partial * moved[column[e]];
    }
    int first = k * own - 1;
    for (int r = 0; r < many; r++) {
      int unknown = unknowns[first + rows[r]];
      residual[unknown] += sum[r];
      magnitude[unknown] += from[at + many + r];
    }
  }

  private void take(int k, LocalStamp inF, LocalStamp inQ) {
    for (double[] vector : vectors) {
      Arrays.fill(vector, 0);
    }
    Arrays.fill(matrices[0], 0);
    Arrays.fill(matrices[1], 0);
    bank.add(inF, inQ, vectors, matrices, identity, 0, identity, 0, identity, 0);
    double[] to = kept;
    int at = k * stride;
    int many = rows.length;
    for (int r = 0; r < many; r++) {
      int row = rows[r];
      to[at + r] = vectors[0][row];
      to[at + many + r] = vectors[1][row];
      to[at + 2 * many + r] = vectors[2][row];
    }
    int entries = entryRows.length;
    int conductances = at + entriesAt;
    int whole = conductances + entries;
    int own = whole + entries;
    Arrays.fill(to, conductances, own + entries, 0);
    double[] inG = matrices[0];
    for (int e = 0; e < fTo.length; e++) {
      if (fTo[e] >= 0) {
        to[conductances + fTo[e]] += inG[e];
      }
    }
    double[] inC = matrices[1];
    for (int e = 0; e < qTo.length; e++) {
      if (qTo[e] >= 0) {
        to[whole + qTo[e]] += inC[e];
        to[own + qTo[e]] += inC[e];
      }
    }
    for (int c = 0; c < couplingEntry.length; c++) {
      double share = inG[couplingEntry[c]];
      to[at + couplingsAt + c] = share;
      double carried = share * capacitance[k * rateLocal.length + couplingRate[c]];
      if (couplingPlus[c] >= 0) {
        to[whole + couplingPlus[c]] += carried;
      }
      if (couplingMinus[c] >= 0) {
        to[whole + couplingMinus[c]] -= carried;
      }
    }
  }

  /** Takes f and G alone, without what rates carry: for points at rest. */
  private void takeCurrents(int k, LocalStamp from) {
    double[] to = kept;
    int at = k * stride;
    int many = rows.length;
    StampSums sums = f.rowSums();
    for (int r = 0; r < many; r++) {
      double sum = 0;
      double size = 0;
      int row = fRows[r];
      for (int t = row < 0 ? 0 : sums.starts()[row]; row >= 0 && t < sums.starts()[row + 1]; t++) {
        int v = sums.stamps()[t];
        sum += sums.signs()[t] * from.values[v];
        size += from.sizes[v];
      }
      to[at + r] = sum;
      to[at + many + r] = size;
    }
    int conductances = at + entriesAt;
    sums = f.entrySums();
    int[] starts = sums.starts();
    int[] stamps = sums.stamps();
    double[] signs = sums.signs();
    for (int e = 0; e < fTo.length; e++) {
      if (fTo[e] >= 0) {
        double sum = 0;
        for (int t = starts[e]; t < starts[e + 1]; t++) {
          sum += signs[t] * from.partials[stamps[t]];
        }
        to[conductances + fTo[e]] = sum;
      }
    }
  }

  private void add(
      int k, double alpha, double[] here, double[] residual, double[] g, double[] magnitude) {
    double[] from = kept;
    double[] moved = near.moved;
    double[] sum = sums;
    int at = k * stride;
    int many = rows.length;
    for (int r = 0; r < many; r++) {
      sum[r] = from[at + r] + alpha * from[at + 2 * many + r];
    }
    // What the rates would be where the device was evaluated; the rest is in the entries.
    double[] base = bases;
    for (int j = 0; j < base.length; j++) {
      double c = alpha * capacitance[k * base.length + j];
      base[j] = moved[rateLocal[j]] - c * (moved[ratePlus[j]] - moved[rateMinus[j]]);
    }
    int[] row = couplingRow;
    int[] rate = couplingRate;
    int couplings = at + couplingsAt;
    for (int c = 0; c < row.length; c++) {
      sum[row[c]] += from[couplings + c] * base[rate[c]];
    }
    row = entryRows;
    int[] column = entryColumns;
    int entries = row.length;
    int conductances = at + entriesAt;
    int charges = conductances + entries;
    int slot = k * entries;
    for (int e = 0; e < entries; e++) {
      double partial = from[conductances + e] + alpha * from[charges + e];
      g[slots[slot + e]] += partial;
      sum[row[e]] += partial * moved[column[e]];
    }
    int first = k * own - 1;
    for (int r = 0; r < many; r++) {
      int unknown = unknowns[first + rows[r]];
      residual[unknown] += sum[r];
      magnitude[unknown] += from[at + many + r];
    }
  }

  /** Adds the charges at {@code x}, on the tangents of the last evaluation. */
  void addCharges(double[] x, double[] to) {
    int entries = entryRows.length;
    int many = rows.length;
    for (int k = 0; k < bank.count(); k++) {
      int at = k * stride;
      int first = k * own - 1;
      for (int r = 0; r < many; r++) {
        sums[r] = kept[at + 2 * many + r];
      }
      int charges = at + entriesAt + 2 * entries;
      for (int e = 0; e < entries; e++) {
        int local = entryColumns[e];
        double moved = x[unknowns[first + local]] - near.at(k, local);
        sums[entryRows[e]] += kept[charges + e] * moved;
      }
      for (int r = 0; r < many; r++) {
        to[unknowns[first + rows[r]]] += sums[r];
      }
    }
  }

  /** Adds C times {@code dx} in the rows that are kept. */
  void addTimes(double[] dx, double[] to) {
    int entries = entryRows.length;
    for (int k = 0; k < bank.count(); k++) {
      int charges = k * stride + entriesAt + 2 * entries;
      int first = k * own - 1;
      for (int e = 0; e < entries; e++) {
        int unknown = unknowns[first + rows[entryRows[e]]];
        to[unknown] += kept[charges + e] * dx[unknowns[first + entryColumns[e]]];
      }
    }
  }

  /** Takes what the rates in {@code b} carry into the other rows out of those. */
  void takeOutRates(double[] b) {
    for (int k = 0; k < bank.count(); k++) {
      int at = k * stride + couplingsAt;
      int first = k * own - 1;
      for (int c = 0; c < couplingRow.length; c++) {
        double value = b[unknowns[first + rateLocal[couplingRate[c]]]];
        b[unknowns[first + rows[couplingRow[c]]]] -= kept[at + c] * value;
      }
    }
  }
}
