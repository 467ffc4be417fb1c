package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.IntConsumer;

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
  /** Iterations for which a device has been near until it rests. */
  private static final int QUIET = 6;

  /** Part of what a device may move that is left to each of two unknowns about their anchors. */
  private static final double ANCHORED = 0.2;

  private final Assembly system;
  private final Bank bank;
  private final Shape.Entries f;
  private final Shape.Entries q;
  private final int own;
  private final int[] unknowns;

  private final NearPoints near;

  /** Locals of rows that are kept. */
  private final int[] rows;

  /** Rows (by position) and columns (by local) of the kept entries. */
  private final int[] entryRows;

  private final int[] entryColumns;

  /** What rates carry: row by position, rate, kept entries by both ends or -1. */
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

  /** What is kept of each device: f, its sizes and q by row, in the end one place for the rest. */
  private final double[][] vectors;

  /** What is kept of each device: G with what each rate carries, and C; one more place each. */
  private final double[][] matrices;

  /** C with what rates make of it. */
  private final double[] whole;

  /** Where each local, entry of f and entry of q of each device is kept. */
  private final int[] rowPlaces;

  private final int[] fPlaces;
  private final int[] qPlaces;

  /** Numbers that are kept of G of a device: entries, and then what rates carry. */
  private final int stride;

  private final double[] sums;
  private final double[] bases;
  private final double[] anchored;

  /** Devices that do not rest, in no order; and for how many iterations each has been near. */
  private final int[] movers;

  private int moving;
  private final int[] quiet;
  private final boolean[] rests;

  /** Places of the kept entries among those of the devices that rest. */
  private int[] restPlaces = {};

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
    CondensedLayout layout = new CondensedLayout(law, f, q);
    rows = layout.rows;
    entryRows = layout.entryRows;
    entryColumns = layout.entryColumns;
    couplingRow = layout.couplingRow;
    couplingRate = layout.couplingRate;
    couplingPlus = layout.couplingPlus;
    couplingMinus = layout.couplingMinus;
    rateLocal = layout.rateLocal;
    ratePlus = layout.ratePlus;
    rateMinus = layout.rateMinus;
    int entries = entryRows.length;
    stride = entries + couplingRow.length;
    int devices = bank.count();
    int many = rows.length;
    vectors = new double[3][devices * many + 1];
    matrices =
        new double[][] {new double[devices * stride + 1], new double[devices * entries + 1]};
    whole = new double[devices * entries];
    rowPlaces = new int[devices * own];
    fPlaces = new int[devices * f.count()];
    qPlaces = new int[devices * q.count()];
    slots = new int[devices * entries];
    capacitance = new double[devices * rateLocal.length];
    for (int k = 0; k < devices; k++) {
      Declared one = system.part(bank.part(k));
      for (int j = 0; j < rateLocal.length; j++) {
        capacitance[k * rateLocal.length + j] = one.rates.get(j).capacitance();
      }
      for (int u = 0; u < entries; u++) {
        int slot = system.slot(unknown(k, rows[entryRows[u]]), unknown(k, entryColumns[u]));
        slots[k * entries + u] = places[slot];
      }
      for (int i = 1; i <= own; i++) {
        int at = layout.position[i];
        rowPlaces[k * own - 1 + i] = at < 0 ? devices * many : k * many + at;
      }
      for (int e = 0; e < f.count(); e++) {
        int to = layout.fTo[e];
        fPlaces[k * f.count() + e] = to < 0 ? devices * stride : k * stride + to;
      }
      for (int e = 0; e < q.count(); e++) {
        int to = layout.qTo[e];
        qPlaces[k * q.count() + e] = to < 0 ? devices * entries : k * entries + to;
      }
    }
    near = new NearPoints(law, devices);
    movers = new int[devices];
    quiet = new int[devices];
    rests = new boolean[devices];
    wakeAll();
    sums = new double[rows.length];
    bases = new double[rateLocal.length];
    anchored = new double[own + 1];
  }

  private int unknown(int k, int local) {
    return unknowns[k * own - 1 + local];
  }

  /** Forgets what the devices stamped; none rests any more. */
  void forget() {
    near.forget();
    wakeAll();
  }

  private void wakeAll() {
    moving = rests.length;
    for (int k = 0; k < moving; k++) {
      movers[k] = k;
    }
    Arrays.fill(quiet, 0);
    Arrays.fill(rests, false);
  }

  int count() {
    return rests.length;
  }

  /** Passes the unknowns of device {@code k} that are no rates. */
  void unknowns(int k, IntConsumer to) {
    for (int row : rows) {
      to.accept(unknown(k, row));
    }
  }

  /** Passes place, row and column of each entry that is kept of device {@code k}. */
  void entries(int k, EntrySink to) {
    for (int e = 0; e < entryRows.length; e++) {
      int row = unknown(k, rows[entryRows[e]]);
      to.accept(slots[k * entryRows.length + e], row, unknown(k, entryColumns[e]));
    }
  }

  /** Receives an entry. */
  interface EntrySink {
    void accept(int slot, int row, int column);
  }

  /** Takes what devices are added to when they rest. */
  void restIn(RestingDevices sum) {
    restPlaces = new int[slots.length];
    for (int s = 0; s < slots.length; s++) {
      restPlaces[s] = sum.place(slots[s]);
    }
  }

  /**
   * Adds G + alpha C to {@code g}, f + alpha q to {@code residual} and the sizes of what goes into f
   * to {@code magnitude}, of the devices that do not rest; lets those rest that have not moved for a
   * while.
   *
   * @param sum has been added to the same arrays
   */
  void evaluate(
      double[] x,
      double alpha,
      double[] beta,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ,
      double[] residual,
      double[] g,
      double[] magnitude,
      double reach,
      RestingDevices sum) {
    bank.prepare(point, inF, inQ);
    double[] here = point.x;
    int left = 0;
    for (int j = 0; j < moving; j++) {
      int k = movers[j];
      gather(k, x, alpha, beta, here);
      if (near.isNear(k, here, reach)) {
        quiet[k]++;
      } else {
        bank.evaluateOne(k, point, inF, inQ);
        take(k, point, inF, inQ);
        quiet[k] = 0;
      }
      add(k, alpha, here, residual, g, magnitude);
      if (quiet[k] > QUIET && alpha > 0 && settle(k, x, beta, reach, sum)) {
        quiet[k] = 0;
      } else {
        movers[left++] = k;
      }
    }
    moving = left;
  }

  /** Fills {@code here} with the unknowns of device {@code k}, the rates among them. */
  private void gather(int k, double[] x, double alpha, double[] beta, double[] here) {
    int base = k * own - 1;
    for (int local : rows) {
      here[local] = x[unknowns[base + local]];
    }
    int first = k * rateLocal.length;
    for (int j = 0; j < rateLocal.length; j++) {
      double v = here[ratePlus[j]] - here[rateMinus[j]];
      here[rateLocal[j]] = alpha * capacitance[first + j] * v - beta[unknowns[base + rateLocal[j]]];
    }
  }

  private void take(int k, LocalPoint point, LocalStamp inF, LocalStamp inQ) {
    near.take(k, system.part(bank.part(k)), point);
    int many = rows.length;
    for (double[] vector : vectors) {
      Arrays.fill(vector, k * many, (k + 1) * many, 0);
    }
    double[] inG = matrices[0];
    double[] inC = matrices[1];
    int entries = entryRows.length;
    int first = k * entries;
    Arrays.fill(inG, k * stride, (k + 1) * stride, 0);
    Arrays.fill(inC, first, first + entries, 0);
    bank.add(
        inF, inQ, vectors, matrices, rowPlaces, k * own - 1, fPlaces, k * f.count(), qPlaces,
        k * q.count());
    System.arraycopy(inC, first, whole, first, entries);
    int shares = k * stride + entries;
    int rates = k * rateLocal.length;
    for (int c = 0; c < couplingRate.length; c++) {
      double carried = inG[shares + c] * capacitance[rates + couplingRate[c]];
      if (couplingPlus[c] >= 0) {
        whole[first + couplingPlus[c]] += carried;
      }
      if (couplingMinus[c] >= 0) {
        whole[first + couplingMinus[c]] -= carried;
      }
    }
  }

  private void add(
      int k, double alpha, double[] here, double[] residual, double[] g, double[] magnitude) {
    double[] moved = near.moved;
    double[] sum = sums;
    int many = rows.length;
    int at = k * many;
    double[] inF = vectors[0];
    double[] inQ = vectors[2];
    for (int r = 0; r < many; r++) {
      sum[r] = inF[at + r] + alpha * inQ[at + r];
    }
    // What the rates would be where the device was evaluated; the rest is in the entries.
    double[] base = bases;
    for (int j = 0; j < base.length; j++) {
      double c = alpha * capacitance[k * base.length + j];
      base[j] = moved[rateLocal[j]] - c * (moved[ratePlus[j]] - moved[rateMinus[j]]);
    }
    double[] from = matrices[0];
    int[] row = couplingRow;
    int[] rate = couplingRate;
    int conductances = k * stride;
    int entries = entryRows.length;
    int couplings = conductances + entries;
    for (int c = 0; c < row.length; c++) {
      sum[row[c]] += from[couplings + c] * base[rate[c]];
    }
    row = entryRows;
    int[] column = entryColumns;
    int slot = k * entries;
    for (int e = 0; e < entries; e++) {
      // Of a point at rest nobody may have asked for charges.
      double partial = from[conductances + e] + (alpha == 0 ? 0 : alpha * whole[slot + e]);
      g[slots[slot + e]] += partial;
      sum[row[e]] += partial * moved[column[e]];
    }
    int first = k * own - 1;
    double[] sizes = vectors[1];
    for (int r = 0; r < many; r++) {
      int unknown = unknowns[first + rows[r]];
      residual[unknown] += sum[r];
      magnitude[unknown] += sizes[at + r];
    }
  }

  /** Lets device {@code k} rest if its unknowns are near their anchors; returns whether it does. */
  private boolean settle(int k, double[] x, double[] beta, double reach, RestingDevices sum) {
    boolean anchors = true;
    for (int local : rows) {
      anchors &= sum.narrow(unknown(k, local), x, ANCHORED * near.width(k, local, reach));
    }
    if (!anchors || !isAnchored(k, sum, reach)) {
      return false;
    }
    rests[k] = true;
    add(k, 1, beta, sum);
    return true;
  }

  /** Returns whether device {@code k} is near where it was evaluated if all unknowns are at their anchors. */
  private boolean isAnchored(int k, RestingDevices sum, double reach) {
    double[] spot = anchored;
    int first = k * own - 1;
    for (int local : rows) {
      spot[local] = sum.anchor[unknowns[first + local]];
    }
    return near.isNear(k, spot, (1 - 2 * ANCHORED) * reach);
  }

  /** Wakes device {@code k} if it rests and is not near any more. */
  void look(int k, double[] beta, double reach, RestingDevices sum) {
    if (rests[k] && !isAnchored(k, sum, reach)) {
      rests[k] = false;
      add(k, -1, beta, sum);
      movers[moving++] = k;
    }
  }

  /** Adds all devices that rest to {@code sum}, which has been cleared. */
  void addAgain(double[] beta, double reach, RestingDevices sum) {
    for (int k = 0; k < rests.length; k++) {
      if (rests[k]) {
        if (!isAnchored(k, sum, reach)) {
          rests[k] = false;
          movers[moving++] = k;
          continue;
        }
        add(k, 1, beta, sum);
        for (int local : rows) {
          sum.narrow(unknown(k, local), sum.anchor, ANCHORED * near.width(k, local, reach));
        }
      }
    }
  }

  /** Adds the tangents of device {@code k} to {@code sum}, or takes them away. */
  private void add(int k, int sign, double[] beta, RestingDevices sum) {
    int many = rows.length;
    int first = k * own - 1;
    int at = k * many;
    for (int r = 0; r < many; r++) {
      int unknown = unknowns[first + rows[r]];
      double charge = sign * vectors[2][at + r];
      sum.f[unknown] += sign * vectors[0][at + r];
      sum.sizes[unknown] += sign * vectors[1][at + r];
      sum.byAlpha[unknown] += charge;
      sum.q[unknown] += charge;
    }
    int entries = entryRows.length;
    double[] inG = matrices[0];
    for (int e = 0; e < entries; e++) {
      int row = unknowns[first + rows[entryRows[e]]];
      int local = entryColumns[e];
      int place = restPlaces[k * entries + e];
      double moved = sum.reference[unknowns[first + local]] - near.at(k, local);
      double g = sign * inG[k * stride + e];
      double c = sign * whole[k * entries + e];
      double ownC = sign * matrices[1][k * entries + e];
      sum.conductances[place] += g;
      sum.charges[place] += c;
      sum.ownCharges[place] += ownC;
      sum.f[row] += g * moved;
      sum.byAlpha[row] += c * moved;
      sum.q[row] += ownC * moved;
    }
    int shares = k * stride + entries;
    for (int c = 0; c < couplingRow.length; c++) {
      int row = unknowns[first + rows[couplingRow[c]]];
      int rate = couplingRate[c];
      double share = sign * inG[shares + c];
      double v = near.at(k, ratePlus[rate]) - near.at(k, rateMinus[rate]);
      sum.f[row] -= share * near.at(k, rateLocal[rate]);
      sum.byAlpha[row] += share * capacitance[k * rateLocal.length + rate] * v;
      sum.byBeta[row] -= share * beta[unknowns[first + rateLocal[rate]]];
    }
    sum.changed(sign);
  }

  /** Adds what {@code beta} carries through the rates of devices that rest. */
  void addBeta(double[] beta, double[] to) {
    int entries = entryRows.length;
    for (int k = 0; k < rests.length; k++) {
      if (rests[k]) {
        int first = k * own - 1;
        int shares = k * stride + entries;
        for (int c = 0; c < couplingRow.length; c++) {
          double known = beta[unknowns[first + rateLocal[couplingRate[c]]]];
          to[unknowns[first + rows[couplingRow[c]]]] -= matrices[0][shares + c] * known;
        }
      }
    }
  }

  /** Adds the charges at {@code x}, on the tangents of the last evaluation, where devices do not rest. */
  void addCharges(double[] x, double[] to) {
    int entries = entryRows.length;
    int many = rows.length;
    for (int j = 0; j < moving; j++) {
      int k = movers[j];
      int first = k * own - 1;
      for (int r = 0; r < many; r++) {
        sums[r] = vectors[2][k * many + r];
      }
      for (int e = 0; e < entries; e++) {
        int local = entryColumns[e];
        double moved = x[unknowns[first + local]] - near.at(k, local);
        sums[entryRows[e]] += matrices[1][k * entries + e] * moved;
      }
      for (int r = 0; r < many; r++) {
        to[unknowns[first + rows[r]]] += sums[r];
      }
    }
  }

  /** Adds C times {@code dx} in the rows that are kept, where devices do not rest. */
  void addTimes(double[] dx, double[] to) {
    int entries = entryRows.length;
    for (int j = 0; j < moving; j++) {
      int k = movers[j];
      int first = k * own - 1;
      for (int e = 0; e < entries; e++) {
        int unknown = unknowns[first + rows[entryRows[e]]];
        to[unknown] += matrices[1][k * entries + e] * dx[unknowns[first + entryColumns[e]]];
      }
    }
  }

  /** Takes what the rates in {@code b} carry into the other rows out of those. */
  void takeOutRates(double[] b) {
    for (int k = 0; k < rests.length; k++) {
      int at = k * stride + entryRows.length;
      int first = k * own - 1;
      for (int c = 0; c < couplingRow.length; c++) {
        double value = b[unknowns[first + rateLocal[couplingRate[c]]]];
        b[unknowns[first + rows[couplingRow[c]]]] -= matrices[0][at + c] * value;
      }
    }
  }
}
