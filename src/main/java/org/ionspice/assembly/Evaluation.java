package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Point;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * Evaluates f, q, G and C of the whole circuit, and keeps what the devices see besides x: time,
 * limited voltages, cells and delayed values.
 *
 * <p>Mutable workspace, for one thread; {@link #evaluate} allocates nothing.
 */
public final class Evaluation {
  private final Assembly system;
  private final View view = new View();
  private Filler resistive = new Filler(new double[0], new double[0]);
  private Filler reactive = new Filler(new double[0], new double[0]);
  private double[] magnitude = {};

  private double[] x = {};
  private int[] map = {};
  private int part;
  private double time;
  private double lookedUp = Double.NaN;
  private double crossed = Double.NaN;
  private double sourceScale = 1;
  private boolean inTransient;
  private boolean pastDelays;
  private boolean limiting;
  private boolean limitedNow;
  private double[] limitLast = {};
  private double[] limitNow = {};
  private double[] cells = {};
  private DelayLine[] lines = {};
  private double[] delayedValues = {};
  private AcTerms acTerms;

  Evaluation(Assembly system) {
    this.system = system;
  }

  /** Allocates the vectors, once all instances are numbered. */
  void start() {
    int size = system.size();
    int entries = system.pattern().entryCount();
    resistive = new Filler(new double[size + 1], new double[entries + 1]);
    reactive = new Filler(new double[size + 1], new double[entries + 1]);
    magnitude = new double[size + 1];
    int n = system.partCount();
    limitLast = new double[system.limitBase(n)];
    limitNow = new double[system.limitBase(n)];
    cells = new double[system.cellBase(n)];
    lines = new DelayLine[system.delayBase(n)];
    delayedValues = new double[lines.length];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < system.part(k).delays.size(); i++) {
        lines[system.delayBase(k) + i] = new DelayLine(system.part(k).delays.get(i).seconds());
      }
    }
    resetCells();
  }

  /** Sets every cell to its initial value. */
  public void resetCells() {
    for (int k = 0; k < system.partCount(); k++) {
      for (int i = 0; i < system.part(k).cells.size(); i++) {
        cells[system.cellBase(k) + i] = system.part(k).cells.get(i).initial();
      }
    }
  }

  /** Sets the kind of run. */
  public void mode(boolean transientRun) {
    inTransient = transientRun;
    pastDelays = false;
    crossed = Double.NaN;
    lookedUp = Double.NaN;
    time = 0;
    sourceScale = 1;
  }

  /**
   * Sets the time, s, of the following evaluations, and looks up what delays bring to it: just
   * before that time, unless {@link #cross} has gone over it.
   */
  public void time(double seconds) {
    time = seconds;
    if (pastDelays && seconds != lookedUp) {
      for (int i = 0; i < lines.length; i++) {
        delayedValues[i] = lines[i].at(seconds, seconds == crossed);
      }
      lookedUp = seconds;
    }
  }

  /**
   * Goes over what delays bring to the time {@code seconds}: from now on they give the values just
   * after it. Returns whether any of them jumps there.
   */
  public boolean cross(double seconds) {
    crossed = seconds;
    boolean jumps = false;
    for (int i = 0; pastDelays && i < lines.length; i++) {
      double before = lines[i].at(seconds, false);
      double after = lines[i].at(seconds, true);
      jumps |= Math.abs(after - before) > 1e-9 * (Math.abs(after) + Math.abs(before));
    }
    lookedUp = Double.NaN;
    time(seconds);
    return jumps;
  }

  /** Sets the factor of source stepping, 0..1. */
  public void sourceScale(double factor) {
    sourceScale = factor;
  }

  /** Starts the delay histories at {@code t} with the values in {@code at}. */
  public void startHistory(double t, double[] at) {
    pastDelays = true;
    forDelays(t, at, t, at, true);
  }

  /** Ends a step: appends the point, and a middle point of the step ({@code tMiddle} = t if none). */
  public void appendHistory(double t, double[] at, double tMiddle, double[] atMiddle) {
    forDelays(t, at, tMiddle, atMiddle, false);
  }

  private void forDelays(double t, double[] at, double tm, double[] atm, boolean start) {
    lookedUp = Double.NaN;
    for (int k = 0; k < system.partCount(); k++) {
      Declared p = system.part(k);
      int[] m = system.map(k);
      for (int i = 0; i < p.delays.size(); i++) {
        Declared.Delay d = p.delays.get(i);
        int plus = m[d.plus()];
        int minus = m[d.minus()];
        DelayLine line = lines[system.delayBase(k) + i];
        if (start) {
          line.start(t, at[plus] - at[minus]);
        } else {
          line.append(t, at[plus] - at[minus], tm, atm[plus] - atm[minus]);
        }
      }
    }
  }

  /** Returns the number of delayed quantities. */
  public int delayCount() {
    return lines.length;
  }

  /** Returns the delay, s, of delayed quantity {@code i}. */
  public double delay(int i) {
    return lines[i].seconds();
  }

  /**
   * Returns whether delayed quantity {@code i} has a corner where the last step began: a jump, or a
   * change of slope that within its delay makes more than {@code share} of its largest value.
   */
  public boolean turned(int i, double share) {
    return lines[i].turned(share);
  }

  /** Makes limiting start from the voltages in {@code at}. */
  public void seedLimits(double[] at) {
    for (int k = 0; k < system.partCount(); k++) {
      Declared p = system.part(k);
      int[] m = system.map(k);
      for (int i = 0; i < p.limits.size(); i++) {
        Declared.Limit l = p.limits.get(i);
        limitLast[system.limitBase(k) + i] = at[m[l.plus()]] - at[m[l.minus()]];
      }
    }
  }

  /**
   * Fills f, q, G, C at {@code at}.
   *
   * @param limit whether devices may limit what they see, relative to the last such call
   * @return whether one did
   */
  public boolean evaluate(double[] at, boolean limit) {
    clear();
    x = at;
    limiting = limit;
    limitedNow = false;
    acTerms = null;
    for (int k = 0; k < system.partCount(); k++) {
      enter(k);
      system.part(k).equations.evaluate(view, resistive, reactive);
    }
    if (limit) {
      System.arraycopy(limitNow, 0, limitLast, 0, limitNow.length);
    }
    return limitedNow;
  }

  /** Fills f, q, G, C at {@code at} for AC; what is no polynomial in omega goes into the answer. */
  public AcTerms evaluateForAc(double[] at) {
    clear();
    x = at;
    limiting = false;
    AcTerms terms = new AcTerms();
    acTerms = terms;
    for (int k = 0; k < system.partCount(); k++) {
      enter(k);
      system.part(k).equations.evaluate(view, resistive, reactive);
      for (Declared.Response response : system.part(k).responses) {
        int n = map.length;
        int[] s = system.slots(k);
        int plus = response.row().plus() * n;
        int minus = response.row().minus() * n;
        int a = response.by().plus();
        int b = response.by().minus();
        terms.add(
            response.y(),
            system.instance(k).multiplicity(),
            new int[] {s[plus + a], s[plus + b], s[minus + a], s[minus + b]});
      }
    }
    acTerms = null;
    return terms;
  }

  /**
   * Fills {@code share}, length size() + 1, with what f at {@code at} loses when gmin is taken away.
   * What {@link #f} and the others return is spoilt.
   */
  public void gminShare(double[] at, double[] share) {
    x = at;
    limiting = false;
    clear();
    for (int k = 0; k < system.partCount(); k++) {
      if (system.part(k).usesGmin()) {
        enter(k);
        system.part(k).equations.evaluate(view, resistive, reactive);
      }
    }
    System.arraycopy(resistive.vector, 0, share, 0, share.length);
    clear();
    for (int k = 0; k < system.partCount(); k++) {
      if (system.part(k).usesGmin()) {
        enter(k);
        system.withoutGmin(k).equations.evaluate(view, resistive, reactive);
      }
    }
    for (int i = 0; i < share.length; i++) {
      share[i] -= resistive.vector[i];
    }
  }

  private void clear() {
    Arrays.fill(resistive.vector, 0);
    Arrays.fill(resistive.matrix, 0);
    Arrays.fill(reactive.vector, 0);
    Arrays.fill(reactive.matrix, 0);
    Arrays.fill(magnitude, 0);
  }

  private void enter(int k) {
    part = k;
    map = system.map(k);
    int[] s = system.slots(k);
    double m = system.instance(k).multiplicity();
    resistive.enter(s, map, m);
    reactive.enter(s, map, m);
  }

  /** Returns the name of the first instance whose stamps at {@code at} are not finite, or empty. */
  public String notFinite(double[] at) {
    x = at;
    limiting = false;
    for (int k = 0; k < system.partCount(); k++) {
      clear();
      enter(k);
      system.part(k).equations.evaluate(view, resistive, reactive);
      double sum = 0;
      for (int g : map) {
        sum += resistive.vector[g] + reactive.vector[g];
      }
      for (int s : system.slots(k)) {
        sum += s < 0 ? 0 : resistive.matrix[s] + reactive.matrix[s];
      }
      if (!Double.isFinite(sum)) {
        return system.instance(k).name();
      }
    }
    return "";
  }

  /** Returns f; length size + 1. Valid until the next evaluation, as are q, G and C. */
  public double[] f() {
    return resistive.vector;
  }

  public double[] q() {
    return reactive.vector;
  }

  public double[] g() {
    return resistive.matrix;
  }

  public double[] c() {
    return reactive.matrix;
  }

  /** Returns, a row, the sum of absolute values added to f. */
  public double[] magnitude() {
    return magnitude;
  }

  double[] cells() {
    return cells;
  }

  /** Returns output {@code index} of instance {@code k} at {@code at} and the present time. */
  public double output(int k, int index, double[] at) {
    point(k, at);
    return system.part(k).outputs.get(index).value().applyAsDouble(view);
  }

  /** Returns cell {@code index} of instance {@code k}. */
  public double cell(int k, int index) {
    return cells[system.cellBase(k) + index];
  }

  /** Sets the view to instance {@code k} at {@code at}. */
  void point(int k, double[] at) {
    part = k;
    map = system.map(k);
    x = at;
    limiting = false;
  }

  Point view() {
    return view;
  }

  private final class View implements Point {
    @Override
    public double of(Voltage v) {
      return x[map[v.plus()]] - x[map[v.minus()]];
    }

    @Override
    public double of(Unknown u) {
      return x[map[u.index()]];
    }

    @Override
    public double of(Delayed d) {
      return pastDelays
          ? delayedValues[system.delayBase(part) + d.slot()]
          : x[map[d.plus()]] - x[map[d.minus()]];
    }

    @Override
    public double of(Limited l) {
      double v = x[map[l.plus()]] - x[map[l.minus()]];
      if (!limiting) {
        return v;
      }
      int slot = system.limitBase(part) + l.slot();
      double seen = system.part(part).limits.get(l.slot()).by().limit(v, limitLast[slot]);
      limitNow[slot] = seen;
      if (Math.abs(seen - v) > 1e-9 + 1e-6 * Math.abs(v)) {
        limitedNow = true;
      }
      return seen;
    }

    @Override
    public double of(Cell c) {
      return cells.length == 0
          ? system.part(part).cells.get(c.slot()).initial()
          : cells[system.cellBase(part) + c.slot()];
    }

    @Override
    public double time() {
      return time;
    }

    @Override
    public boolean inTransient() {
      return inTransient;
    }

    @Override
    public double sourceScale() {
      return sourceScale;
    }
  }

  /** Adds values and partials of the current instance to one vector and one matrix. */
  private final class Filler implements Stamp {
    final double[] vector;
    final double[] matrix;
    private int[] slots = {};
    private int[] locals = {};
    private double multiplicity = 1;
    private double scale = 1;
    private int plus;
    private int minus;

    Filler(double[] vector, double[] matrix) {
      this.vector = vector;
      this.matrix = matrix;
    }

    void enter(int[] slotTable, int[] localMap, double m) {
      slots = slotTable;
      locals = localMap;
      multiplicity = m;
    }

    private void value(double v) {
      vector[locals[plus]] += v;
      vector[locals[minus]] -= v;
      if (this == resistive) {
        double size = Math.abs(v);
        magnitude[locals[plus]] += size;
        magnitude[locals[minus]] += size;
      }
    }

    @Override
    public Stamp add(Current row, double v) {
      plus = row.plus();
      minus = row.minus();
      boolean replaced = acTerms != null && system.part(part).isReplacedInAc(row);
      scale = replaced ? 0 : multiplicity;
      value(scale * v);
      return this;
    }

    @Override
    public Stamp add(Unknown row, double v) {
      plus = row.index();
      minus = 0;
      scale = 1;
      value(v);
      return this;
    }

    private void partial(int column, double p) {
      int n = locals.length;
      int a = slots[plus * n + column];
      int b = slots[minus * n + column];
      if ((a | b) < 0) {
        throw new IllegalStateException(
            system.instance(part).type() + " stamps an entry that it did not stamp at first");
      }
      matrix[a] += p;
      matrix[b] -= p;
    }

    @Override
    public Stamp d(Voltage by, double partial) {
      double p = scale * partial;
      partial(by.plus(), p);
      partial(by.minus(), -p);
      return this;
    }

    @Override
    public Stamp d(Unknown by, double partial) {
      partial(by.index(), scale * partial);
      return this;
    }

    @Override
    public Stamp d(Delayed by, double partial) {
      double p = scale * partial;
      if (acTerms != null) {
        double seconds = system.part(part).delays.get(by.slot()).seconds();
        int n = locals.length;
        boolean charge = this == reactive;
        acTerms.add(slots[plus * n + by.plus()], p, seconds, charge);
        acTerms.add(slots[minus * n + by.plus()], -p, seconds, charge);
        acTerms.add(slots[plus * n + by.minus()], -p, seconds, charge);
        acTerms.add(slots[minus * n + by.minus()], p, seconds, charge);
      } else if (!pastDelays) {
        partial(by.plus(), p);
        partial(by.minus(), -p);
      }
      return this;
    }

    @Override
    public Stamp d(Limited by, double partial) {
      double p = scale * partial;
      partial(by.plus(), p);
      partial(by.minus(), -p);
      if (limiting) {
        // The device saw v_lim; the tangent there gives f(v) = f(v_lim) + f'(v_lim)(v - v_lim).
        double v = x[locals[by.plus()]] - x[locals[by.minus()]];
        value(p * (v - limitNow[system.limitBase(part) + by.slot()]));
      }
      return this;
    }
  }
}
