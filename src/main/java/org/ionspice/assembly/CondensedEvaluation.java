package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.LinearSolvers;
import org.ionspice.solver.SparsePattern;

/**
 * Evaluates the stages of a transient over the unknowns that are no rates ({@link
 * org.ionspice.device.Declaration#rate}). With dq/dt written as alpha q + beta a rate is known as soon
 * as the voltage across its capacitance is, so that Newton need not look for it: of the MOSFETs'
 * unknowns the nodes are left.
 *
 * <p>Vectors are over all unknowns of the circuit, matrices over what remains. Mutable workspace, for
 * one thread; {@link #evaluate} allocates nothing.
 */
public final class CondensedEvaluation {
  private final Assembly system;
  private final Evaluation evaluation;

  /** The unknown at each index that remains. */
  private final int[] kept;

  private final SparsePattern pattern;
  private final byte[] kinds;
  private final int[][] groups;

  /** Of each rate its unknown, those of its voltage and its capacitance. */
  private final int[] rates;

  private final int[] plus;
  private final int[] minus;
  private final double[] capacitances;

  private final List<CondensedBank> condensed = new ArrayList<>();
  private final List<Bank> others = new ArrayList<>();
  private final RestingDevices resting;

  /** Condensed devices at each unknown that they have: the bank of each, and its number there. */
  private final int[] neighbourStarts;

  private final int[] neighbourBanks;
  private final int[] neighbours;

  /** What alpha q is added to in the stage under way. */
  private double alpha;

  private double[] beta = {};

  /** Entries of G that others than condensed banks stamp, and where they remain. */
  private final int[] conductancePlaces;

  private final int[] conductanceSlots;

  /** G of those others over the whole pattern. */
  private final double[] g;

  /** Entries of C that others than condensed banks stamp, and where they remain. */
  private final int[] chargePlaces;

  private final int[] chargeSlots;

  private final double[] f;
  private final double[] magnitude;

  private final LocalPoint point;
  private final LocalStamp inF;
  private final LocalStamp inQ;
  private final Limits limits;
  private final ChargeMatrix c;

  /** The charges of all but the condensed devices. */
  private final double[] q;

  CondensedEvaluation(
      Assembly system,
      Evaluation evaluation,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ,
      Limits limits,
      ChargeMatrix c,
      double[] q,
      List<Bank> banks) {
    this.system = system;
    this.evaluation = evaluation;
    this.point = point;
    this.inF = inF;
    this.inQ = inQ;
    this.limits = limits;
    this.c = c;
    this.q = q;
    int n = system.size();
    List<int[]> found = new ArrayList<>();
    List<Double> farads = new ArrayList<>();
    int[] position = new int[n + 1];
    for (int k = 0; k < system.partCount(); k++) {
      for (Declared.Rate rate : system.part(k).rates) {
        int unknown = system.unknownOf(k, rate.local());
        position[unknown] = -1;
        found.add(
            new int[] {
              unknown, system.unknownOf(k, rate.plus()), system.unknownOf(k, rate.minus())
            });
        farads.add(rate.capacitance());
      }
    }
    rates = found.stream().mapToInt(r -> r[0]).toArray();
    plus = found.stream().mapToInt(r -> r[1]).toArray();
    minus = found.stream().mapToInt(r -> r[2]).toArray();
    capacitances = farads.stream().mapToDouble(Double::doubleValue).toArray();
    kept = IntStream.range(0, n).filter(i -> position[i] == 0).toArray();
    for (int i = 0; i < kept.length; i++) {
      position[kept[i]] = i;
    }
    SparsePattern whole = system.pattern();
    int[] starts = new int[kept.length + 1];
    int[] rows = new int[whole.entryCount()];
    int[] from = new int[whole.entryCount()];
    int[] places = new int[whole.entryCount() + 1];
    Arrays.fill(places, -1);
    int count = 0;
    for (int column = 0; column < kept.length; column++) {
      int end = whole.columnStarts()[kept[column] + 1];
      for (int p = whole.columnStarts()[kept[column]]; p < end; p++) {
        int row = position[whole.rowIndices()[p]];
        if (row >= 0) {
          places[p] = count;
          from[count] = p;
          rows[count++] = row;
        }
      }
      starts[column + 1] = count;
    }
    places[whole.entryCount()] = count;
    pattern = new SparsePattern(kept.length, starts, Arrays.copyOf(rows, count));
    kinds = new byte[count];
    for (int e = 0; e < count; e++) {
      kinds[e] = system.kinds()[from[e]];
    }
    groups = groups(position);
    boolean[] stamped = evaluation.constants().f().filled();
    boolean[] charged = evaluation.constants().q().filled();
    for (Bank bank : banks) {
      if (system.part(bank.part(0)).rates.isEmpty()) {
        others.add(bank);
      } else {
        condensed.add(new CondensedBank(system, bank, places));
      }
    }
    for (int k = 0; k < system.partCount(); k++) {
      if (system.part(k).rates.isEmpty()) {
        Shape shape = system.part(k).shape();
        mark(k, shape.f(), stamped, slot -> slot);
        mark(k, shape.q(), charged, c::place);
      }
    }
    conductancePlaces =
        IntStream.range(0, whole.entryCount()).filter(k -> stamped[k]).toArray();
    conductanceSlots = Arrays.stream(conductancePlaces).map(k -> places[k]).toArray();
    g = new double[whole.entryCount() + 1];
    int[] slots = c.slots();
    chargePlaces = IntStream.range(0, slots.length).filter(k -> charged[k]).toArray();
    chargeSlots = Arrays.stream(chargePlaces).map(k -> places[slots[k]]).toArray();
    f = new double[n + 1];
    magnitude = new double[n + 1];
    resting = restingDevices(n, count);
    condensed.forEach(bank -> bank.restIn(resting));
    int[][] lists = neighbours(n);
    neighbourStarts = lists[0];
    neighbourBanks = lists[1];
    neighbours = lists[2];
  }

  /** Prepares the sum of the devices that rest, over {@code entries} that remain. */
  private RestingDevices restingDevices(int n, int entries) {
    int[] rowOf = new int[entries + 1];
    int[] columnOf = new int[entries + 1];
    boolean[] stamped = new boolean[entries + 1];
    boolean[] met = new boolean[n + 1];
    int devices = 0;
    for (CondensedBank bank : condensed) {
      devices += bank.count();
      for (int k = 0; k < bank.count(); k++) {
        bank.unknowns(k, i -> met[i] = true);
        bank.entries(
            k,
            (slot, row, column) -> {
              stamped[slot] = true;
              rowOf[slot] = row;
              columnOf[slot] = column;
            });
      }
    }
    int[] slots = IntStream.range(0, entries).filter(e -> stamped[e]).toArray();
    return new RestingDevices(
        slots,
        Arrays.stream(slots).map(e -> rowOf[e]).toArray(),
        Arrays.stream(slots).map(e -> columnOf[e]).toArray(),
        IntStream.range(0, n).filter(i -> met[i]).toArray(),
        n,
        devices);
  }

  /** Lists the condensed devices by their unknowns: where each list starts, banks, numbers. */
  private int[][] neighbours(int n) {
    int[] starts = new int[n + 2];
    for (CondensedBank bank : condensed) {
      for (int k = 0; k < bank.count(); k++) {
        bank.unknowns(k, i -> starts[i + 1]++);
      }
    }
    for (int i = 0; i <= n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, n + 1);
    int[] banks = new int[starts[n + 1]];
    int[] numbers = new int[starts[n + 1]];
    for (int b = 0; b < condensed.size(); b++) {
      for (int k = 0; k < condensed.get(b).count(); k++) {
        int bank = b;
        int number = k;
        condensed
            .get(b)
            .unknowns(
                k,
                i -> {
                  banks[next[i]] = bank;
                  numbers[next[i]++] = number;
                });
      }
    }
    return new int[][] {starts, banks, numbers};
  }

  /** Marks the places of the entries that instance {@code k} stamps. */
  private void mark(int k, Shape.Entries of, boolean[] places, IntUnaryOperator place) {
    for (int e = 0; e < of.count(); e++) {
      int row = system.unknownOf(k, of.entryRows()[e]);
      int column = system.unknownOf(k, of.entryColumns()[e]);
      places[place.applyAsInt(system.slot(row, column))] = true;
    }
  }

  /** Returns the private groups without rates, by what remains. */
  private int[][] groups(int[] position) {
    List<int[]> remaining = new ArrayList<>();
    for (int[] group : PrivateUnknowns.of(system, system.kinds())) {
      int[] left =
          Arrays.stream(group).map(i -> position[i]).filter(i -> i >= 0).toArray();
      if (left.length > 0) {
        remaining.add(left);
      }
    }
    return remaining.toArray(new int[0][]);
  }

  /** Returns whether there are rates, and all of them can be taken out. */
  static boolean suits(Assembly system) {
    boolean any = false;
    boolean[] rate = new boolean[system.size() + 1];
    for (int k = 0; k < system.partCount(); k++) {
      Declared part = system.part(k);
      for (Declared.Rate one : part.rates) {
        rate[system.unknownOf(k, one.local())] = true;
      }
      any |= !part.rates.isEmpty();
      if (!part.rates.isEmpty() && !CondensedLayout.suits(part)) {
        return false;
      }
    }
    if (!any) {
      return false;
    }
    // A rate that another instance reads stays an unknown.
    for (int k = 0; k < system.partCount(); k++) {
      Declared part = system.part(k);
      for (int i = 0; i < part.extras.size(); i++) {
        boolean linked = part.extras.get(i).quantity() == null;
        if (linked && rate[system.unknownOf(k, 1 + part.key.pins() + i)]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns the unknowns that remain, ascending; not a copy. */
  public int[] kept() {
    return kept;
  }

  /** Returns the pattern of what remains. */
  public SparsePattern pattern() {
    return pattern;
  }

  /** Returns a solver for matrices of what remains. */
  public LinearSolver linearSolver() {
    return LinearSolvers.of(pattern, kinds, groups);
  }

  /** Returns the place of an entry on the diagonal of what remains. */
  public int diagonal(int i) {
    return Arrays.binarySearch(
        pattern.rowIndices(), pattern.columnStarts()[i], pattern.columnStarts()[i + 1], i);
  }

  /** Begins a stage, in which dq/dt is {@code stageAlpha} q + {@code known}, over all unknowns. */
  public void stage(double stageAlpha, double[] known) {
    alpha = stageAlpha;
    beta = known;
    Arrays.fill(resting.byBeta, 0);
    for (int b = 0; b < condensed.size(); b++) {
      condensed.get(b).addBeta(beta, resting.byBeta);
    }
  }

  /** Fills the rates in {@code x}: minus alpha q + beta. */
  public void rates(double[] x) {
    x[system.size()] = 0;
    for (int r = 0; r < rates.length; r++) {
      x[rates[r]] = alpha * capacitances[r] * (x[plus[r]] - x[minus[r]]) - beta[rates[r]];
    }
  }

  /**
   * Evaluates f + alpha q at {@code x}, in which rates are not looked at, and fills G + alpha C.
   *
   * @param jacobian receives the entries that remain and, in its last place, what falls on ground
   * @return whether a device limits what it sees
   */
  public boolean evaluate(double[] x, double[] jacobian) {
    Constants now = evaluation.constants();
    double[] charges = c.entries();
    double reach = evaluation.reach();
    x[system.size()] = 0;
    Arrays.fill(jacobian, 0);
    now.f().set(conductancePlaces, g);
    now.q().set(chargePlaces, charges);
    now.f().sum(x, f, magnitude);
    now.q().sum(x, q);
    if (resting.any()) {
      wake(x, reach);
      resting.addTo(x, alpha, jacobian, f, magnitude);
    }
    point.limiting = true;
    point.charged = evaluation.charged();
    limits.begin();
    for (int b = 0; b < others.size(); b++) {
      others.get(b).evaluate(x, point, inF, inQ, f, q, g, charges, magnitude, reach);
    }
    for (int k = 0; k < conductancePlaces.length; k++) {
      jacobian[conductanceSlots[k]] += g[conductancePlaces[k]];
    }
    for (int k = 0; k < chargePlaces.length; k++) {
      jacobian[chargeSlots[k]] += alpha * charges[chargePlaces[k]];
    }
    for (int b = 0; b < condensed.size(); b++) {
      CondensedBank bank = condensed.get(b);
      bank.evaluate(x, alpha, beta, point, inF, inQ, f, jacobian, magnitude, reach, resting);
    }
    point.limiting = false;
    point.charged = true;
    return limits.end();
  }

  /** Wakes the devices that rest no more at {@code x}. */
  private void wake(double[] x, double reach) {
    if (resting.isWorn()) {
      resting.clear(x);
      for (int b = 0; b < condensed.size(); b++) {
        condensed.get(b).addAgain(beta, reach, resting);
      }
    }
    for (int m = resting.moved(0, x); m >= 0; m = resting.moved(m + 1, x)) {
      int i = resting.unknown(m);
      resting.anchor[i] = x[i];
      for (int e = neighbourStarts[i]; e < neighbourStarts[i + 1]; e++) {
        condensed.get(neighbourBanks[e]).look(neighbours[e], beta, reach, resting);
      }
    }
  }

  /** Returns f + alpha q of condensed devices and f of the others; not a copy. */
  public double[] f() {
    return f;
  }

  /** Returns the charges of all but the condensed devices; not a copy. */
  public double[] otherCharges() {
    return q;
  }

  /** Returns, a row, the sum of absolute values added to f; not a copy. */
  public double[] magnitude() {
    return magnitude;
  }

  /**
   * Fills {@code to} with the charges at {@code x}, which is {@code update} away from the last
   * evaluation, to first order.
   */
  public void charges(double[] x, double[] update, double[] to) {
    int n = system.size();
    x[n] = 0;
    System.arraycopy(q, 0, to, 0, n);
    c.addTimes(chargePlaces, update, to);
    resting.addCharges(x, to);
    for (CondensedBank bank : condensed) {
      bank.addCharges(x, to);
    }
    for (int r = 0; r < rates.length; r++) {
      to[rates[r]] = -capacitances[r] * (x[plus[r]] - x[minus[r]]);
    }
    to[n] = 0;
  }

  /** Adds C times {@code dx} to {@code vector}, both over all unknowns. */
  public void addCharges(double[] dx, double[] vector) {
    dx[system.size()] = 0;
    c.addTimes(chargePlaces, dx, vector);
    resting.addTimes(dx, vector);
    for (CondensedBank bank : condensed) {
      bank.addTimes(dx, vector);
    }
    for (int r = 0; r < rates.length; r++) {
      vector[rates[r]] -= capacitances[r] * (dx[plus[r]] - dx[minus[r]]);
    }
  }

  /** Takes what the rates' rows of a right side carry into the other rows out of those. */
  public void takeOutRates(double[] b) {
    for (CondensedBank bank : condensed) {
      bank.takeOutRates(b);
    }
  }

  /** Fills the rates in a solution {@code b} whose other unknowns are known. */
  public void putBackRates(double[] b) {
    b[system.size()] = 0;
    for (int r = 0; r < rates.length; r++) {
      b[rates[r]] += alpha * capacitances[r] * (b[plus[r]] - b[minus[r]]);
    }
  }

  /** Returns how many devices rest. */
  int resting() {
    return resting.count();
  }

  void forget() {
    condensed.forEach(CondensedBank::forget);
    resting.clear(resting.reference);
  }
}
