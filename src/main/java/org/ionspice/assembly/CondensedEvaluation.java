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
      if (!part.rates.isEmpty() && !CondensedBank.suits(part)) {
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

  /** Fills the rates in {@code x}: minus alpha q + beta, with beta over all unknowns. */
  public void rates(double alpha, double[] beta, double[] x) {
    x[system.size()] = 0;
    for (int r = 0; r < rates.length; r++) {
      x[rates[r]] = alpha * capacitances[r] * (x[plus[r]] - x[minus[r]]) - beta[rates[r]];
    }
  }

  /**
   * Evaluates f + alpha q at {@code x}, whose rates are known, and fills G + alpha C.
   *
   * @param jacobian receives the entries that remain and, in its last place, what falls on ground
   * @return whether a device limits what it sees
   */
  public boolean evaluate(double[] x, double alpha, double[] jacobian) {
    Constants now = evaluation.constants();
    double[] charges = c.entries();
    double reach = evaluation.reach();
    x[system.size()] = 0;
    Arrays.fill(jacobian, 0);
    now.f().set(conductancePlaces, g);
    now.q().set(chargePlaces, charges);
    now.f().sum(x, f, magnitude);
    now.q().sum(x, q);
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
      condensed.get(b).evaluate(x, alpha, point, inF, inQ, f, jacobian, magnitude, reach);
    }
    point.limiting = false;
    point.charged = true;
    return limits.end();
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
  public void putBackRates(double alpha, double[] b) {
    b[system.size()] = 0;
    for (int r = 0; r < rates.length; r++) {
      b[rates[r]] += alpha * capacitances[r] * (b[plus[r]] - b[minus[r]]);
    }
  }

  void forget() {
    condensed.forEach(CondensedBank::forget);
  }
}
