package org.ionspice.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.device.Pins;
import org.ionspice.device.Point;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates f, q, G and C of the whole circuit, and keeps what the devices see besides x: time,
 * limited voltages, cells and delayed values.
 *
 * <p>Mutable workspace, for one thread; {@link #evaluate} allocates nothing. Linear devices are
 * numbers, the others stand in banks.
 */
public final class Evaluation {
  private final Assembly system;
  private final LocalPoint point = new LocalPoint();
  private final LocalStamp inF = new LocalStamp(point);
  private final LocalStamp inQ = new LocalStamp(point);
  private final SingleDevice single;
  private final List<Bank> banks;
  private final Limits limits;
  private final DelayLines delays;
  private final double[] cells;
  private final double[] q;
  private final ChargeMatrix c;

  private double reach;
  private boolean charged = true;
  private @Nullable CondensedEvaluation condensed;

  /** What {@link #evaluate(double[], boolean)} fills; made when it is first called. */
  private double[] f = {};

  private double[] g = {};
  private double[] magnitude = {};

  /** What linear devices stamp; made at the first evaluation after a change of parameters. */
  private @Nullable Constants constants;

  Evaluation(Assembly system) {
    this.system = system;
    this.single = new SingleDevice(system, point);
    this.limits = new Limits(system);
    this.delays = new DelayLines(system);
    q = new double[system.size() + 1];
    c = new ChargeMatrix(system);
    banks = Banks.of(system, c);
    cells = new double[system.cellBase(system.partCount())];
    point.attach(delays, limits);
    point.cells = cells;
    resetCells();
  }

  /** Sets every cell to its initial value. */
  public void resetCells() {
    for (int k = 0; cells.length > 0 && k < system.partCount(); k++) {
      for (int i = 0; i < system.part(k).cells.size(); i++) {
        cells[system.cellBase(k) + i] = system.part(k).cells.get(i).initial();
      }
    }
  }

  /** Sets the kind of run. */
  public void mode(boolean transientRun) {
    point.inTransient = transientRun;
    delays.stop();
    point.time = 0;
    point.sourceScale = 1;
    reach = 0;
    charged = true;
  }

  /**
   * Sets the time, s, of the following evaluations, and looks up what delays bring to it: just
   * before that time, unless {@link #cross} has gone over it.
   */
  public void time(double seconds) {
    point.time = seconds;
    delays.time(seconds);
  }

  /**
   * Goes over what delays bring to the time {@code seconds}: from now on they give the values just
   * after it. Returns whether any of them jumps there by more than a thousandth of {@code share}
   * of its largest value.
   */
  public boolean cross(double seconds, double share) {
    boolean jumps = delays.cross(seconds, share);
    time(seconds);
    return jumps;
  }

  /**
   * Lets the tangents of devices with junctions and gates stand for their equations in evaluations
   * with limits, where their voltages have moved by less than this part of their laws' bends; 0
   * evaluates every device. {@link #mode} sets it to 0.
   */
  public void reach(double partOfBend) {
    reach = partOfBend;
    lookAgain();
  }

  /** Lets the next evaluation evaluate every device, however near it is to the last. */
  public void lookAgain() {
    banks.forEach(Bank::forget);
    if (condensed != null) {
      condensed.forget();
    }
  }

  /**
   * Says whether q and C are wanted of evaluations with limits; where they are not, devices need not
   * find them. {@link #mode} wants them.
   */
  public void charged(boolean wanted) {
    if (wanted && !charged) {
      lookAgain(); // What is kept of devices has no charges.
    }
    charged = wanted;
  }

  /** Sets the factor of source stepping, 0..1. */
  public void sourceScale(double factor) {
    point.sourceScale = factor;
  }

  /** Starts the delay histories at {@code t} with the values in {@code at}. */
  public void startHistory(double t, double[] at) {
    delays.start(t, at);
  }

  /** Ends a step: appends the point, and a middle point of the step ({@code tMiddle} = t if none). */
  public void appendHistory(double t, double[] at, double tMiddle, double[] atMiddle) {
    delays.append(t, at, tMiddle, atMiddle);
  }

  /** Passes what devices see of a transient besides x and the time. */
  public void pass(Snapshot snapshot) {
    delays.pass(snapshot);
    limits.pass(snapshot);
    snapshot.pass(cells);
  }

  /** Returns the number, since the start, of the oldest point that any delay still remembers. */
  public int oldestRemembered() {
    return delays.oldest();
  }

  /** Returns whether delayed quantities come from the past, not from the present point. */
  public boolean hasPast() {
    return delays.running() && delays.count() > 0;
  }

  /** Returns where delayed quantities come from at {@code t}; the past must have begun. */
  public DelayStencil stencil(double t) {
    return delays.stencil(t);
  }

  /**
   * Makes delayed quantities what they are given as, until {@link #mode}, whatever the time is.
   *
   * @param values without what the present point has in them
   * @param weights of the present differences of unknowns in them
   */
  public void pinDelays(double[] values, double[] weights) {
    delays.pin(values, weights);
  }

  /** Returns the unknown whose past is delayed quantity {@code i}, less that of {@link #delayMinus}. */
  public int delayPlus(int i) {
    return delays.plus(i);
  }

  public int delayMinus(int i) {
    return delays.minus(i);
  }

  /**
   * Adds the derivatives of lambda' f + mu' q at {@code at} by the delayed quantities to {@code byDelay},
   * one entry each.
   */
  public void addByDelays(double[] at, double[] lambda, double[] mu, double[] byDelay) {
    for (int k = 0; k < system.partCount(); k++) {
      if (!system.part(k).delays.isEmpty()) {
        single.addByDelays(k, at, lambda, mu, byDelay);
      }
    }
  }

  /** Returns the number of delayed quantities. */
  public int delayCount() {
    return delays.count();
  }

  /** Returns the delay, s, of delayed quantity {@code i}. */
  public double delay(int i) {
    return delays.seconds(i);
  }

  /**
   * Returns whether delayed quantity {@code i} has a corner where the last step began: a jump, or a
   * change of slope that within its delay makes more than {@code share} of its largest value.
   */
  public boolean turned(int i, double share) {
    return delays.turned(i, share);
  }

  /**
   * Returns how far a step that ends at {@code t} with {@code at}, and is longer than a delay, takes
   * delayed values wrongly, in units of {@code share} times their largest value.
   */
  public double delayMiss(double t, double[] at, double share) {
    return delays.miss(t, at, share);
  }

  /** Returns the longest step, s, that delays of the curves of the last step would suffer. */
  public double delayReach(double share) {
    return delays.reach(share);
  }

  /** Makes limiting start from the voltages in {@code at}. */
  public void seedLimits(double[] at) {
    limits.seed(at);
  }

  /**
   * Lets devices see in the next evaluation the voltages that they want a search to begin with
   * ({@link org.ionspice.device.Limiter#first}); returns whether any does.
   */
  public boolean startAfresh() {
    return limits.startAfresh();
  }

  /**
   * Fills f, q, G, C at {@code at}.
   *
   * @param limit whether devices may limit what they see, relative to the last such call
   * @return whether one did
   */
  public boolean evaluate(double[] at, boolean limit) {
    if (f.length == 0) {
      f = new double[system.size() + 1];
      magnitude = new double[system.size() + 1];
    }
    return evaluate(at, limit, f, ownG(), magnitude);
  }

  private double[] ownG() {
    if (g.length == 0) {
      g = new double[system.pattern().entryCount() + 1];
    }
    return g;
  }

  /**
   * Does the same with f, G and the magnitudes in arrays of the caller; {@link #f()} and {@link #g()}
   * stay what they were.
   *
   * @param toF receives f; length size + 1
   * @param toG receives G in the pattern's order; length entryCount + 1
   * @param sizes receives, a row, the sum of absolute values added to f; length size + 1
   */
  public boolean evaluate(
      double[] at, boolean limit, double[] toF, double[] toG, double[] sizes) {
    Constants now = constants();
    double[] charges = c.entries();
    now.f().fill(toG);
    now.q().fill(charges);
    at[system.size()] = 0;
    now.f().sum(at, toF, sizes);
    now.q().sum(at, q);
    point.limiting = limit;
    point.charged = charged || !limit;
    limits.begin();
    double part = limit ? reach : 0;
    for (int b = 0; b < banks.size(); b++) {
      banks.get(b).evaluate(at, point, inF, inQ, toF, q, toG, charges, sizes, part);
    }
    point.limiting = false;
    point.charged = true;
    return limit && limits.end();
  }

  /**
   * Returns an evaluation without rates, empty when there are none or they cannot be taken out; it
   * goes with the present parameters, and there is one at a time.
   */
  public Optional<CondensedEvaluation> condense() {
    condensed = null;
    Constants now = constants();
    if (now.f().keeps() && now.q().keeps() && CondensedEvaluation.suits(system)) {
      condensed =
          new CondensedEvaluation(system, this, point, inF, inQ, limits, c, q, banks);
    }
    return Optional.ofNullable(condensed);
  }

  /** Returns the part of a bend by which voltages may move without an evaluation. */
  double reach() {
    return reach;
  }

  /** Returns whether q and C are wanted. */
  boolean charged() {
    return charged;
  }

  /** Returns what linear devices stamp. */
  Constants constants() {
    Constants now = constants;
    if (now == null) {
      now = Constants.of(system, c);
      constants = now;
    }
    return now;
  }

  /** Takes over the parameters that instance {@code part} has been given. */
  void replace(int part) {
    Declared law = system.part(part);
    delays.replace(system, part);
    boolean banked = false;
    for (Bank bank : banks) {
      banked |= bank.replace(part, law);
    }
    if (!banked) {
      if (!law.shape().constant()) {
        throw new IllegalArgumentException(
            system.instance(part).name() + " was constant and is not so any more");
      }
      constants = null;
    }
  }

  /** Returns a new bank of devices at neighbouring values, in the present mode, time and memory. */
  NeighbourBank neighbours() {
    return new NeighbourBank(system, point);
  }

  /** Returns what evaluates single devices, in the present mode, time and memory. */
  SingleDevice single() {
    return single;
  }

  /** Returns which instances ask for the time at {@code at}. */
  boolean[] readersOfTime(double[] at) {
    boolean[] readers = new boolean[system.partCount()];
    for (int k = 0; k < readers.length; k++) {
      // What linear devices stamp was found without a look at the time.
      if (!system.part(k).shape().constant()) {
        readers[k] = single.readsTime(k, at);
      }
    }
    return readers;
  }

  /** Fills G and C at {@code at} for AC; what is no polynomial in omega goes into the answer. */
  public AcTerms evaluateForAc(double[] at) {
    return new SmallSignal(system, single, c).fill(at, ownG());
  }

  /**
   * Fills {@code share}, length size() + 1, with what f at {@code at} loses when gmin is taken away, and
   * {@code ofGates} with what of that is due to transistors with a gate.
   */
  public void gminShare(double[] at, double[] share, double[] ofGates) {
    Arrays.fill(share, 0);
    Arrays.fill(ofGates, 0);
    at[system.size()] = 0;
    for (int k = 0; k < system.partCount(); k++) {
      Declared law = system.part(k);
      if (law.usesGmin()) {
        boolean gate = Pins.of(law.key.model()).contains("g");
        double[] also = gate ? ofGates : new double[0];
        single.addCurrents(k, law, at, 1, share, also);
        single.addCurrents(k, system.withoutGmin(k), at, -1, share, also);
      }
    }
  }

  /** Returns the index of the first instance whose stamps at {@code at} are not finite, or -1. */
  public int notFinite(double[] at) {
    for (int k = 0; k < system.partCount(); k++) {
      if (!single.isFinite(k, at)) {
        return k;
      }
    }
    return -1;
  }

  /** Returns f; length size + 1. Valid until the next evaluation, as are q, G and C. */
  public double[] f() {
    return f;
  }

  public double[] q() {
    return q;
  }

  public double[] g() {
    return g;
  }

  /** Returns C over the whole pattern, in a new array. */
  public double[] c() {
    return c.whole();
  }

  /** Returns the entries of C at {@link #chargeSlots()}, and what falls on ground. */
  public double[] charges() {
    return c.entries();
  }

  /** Returns where C may be other than zero, ascending. */
  public int[] chargeSlots() {
    return c.slots();
  }

  /** Adds C times {@code dx} to {@code vector}; both have length size or more. */
  public void addCharges(double[] dx, double[] vector) {
    c.addTimes(dx, vector);
  }

  /** Adds transposed(C) times {@code multipliers} to {@code vector}; both a row, size() + 1 long. */
  public void addChargesTransposed(double[] multipliers, double[] vector) {
    c.addTransposedTimes(multipliers, vector);
  }

  /**
   * Adds transposed(G) times {@code multipliers} to {@code vector}, with G of the last {@link
   * #evaluate(double[], boolean)}; both size() + 1 long.
   */
  public void addConductancesTransposed(double[] multipliers, double[] vector) {
    int[] starts = system.pattern().columnStarts();
    int[] rowIndices = system.pattern().rowIndices();
    for (int column = 0; column < system.size(); column++) {
      double sum = 0;
      for (int s = starts[column]; s < starts[column + 1]; s++) {
        sum += g[s] * multipliers[rowIndices[s]];
      }
      vector[column] += sum;
    }
  }

  /** Returns, a row, the sum of absolute values added to f. */
  public double[] magnitude() {
    return magnitude;
  }

  double[] cells() {
    return cells;
  }

  /** Fills {@code to} with the values of all cells. */
  public void keepCells(double[] to) {
    System.arraycopy(cells, 0, to, 0, cells.length);
  }

  /** Takes the values of all cells. */
  public void takeCells(double[] from) {
    System.arraycopy(from, 0, cells, 0, cells.length);
  }

  /** Returns the number of cells. */
  public int cellCount() {
    return cells.length;
  }

  /** Returns output {@code index} of instance {@code k} at {@code at} and the present time. */
  public double output(int k, int index, double[] at) {
    return system.part(k).outputs.get(index).value().applyAsDouble(point(k, at));
  }

  /** Returns cell {@code index} of instance {@code k}. */
  public double cell(int k, int index) {
    return cells[system.cellBase(k) + index];
  }

  /** Returns what instance {@code k} sees at {@code at}. */
  Point point(int k, double[] at) {
    point.at(system, k, at);
    return point;
  }
}
