package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Point;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.jspecify.annotations.Nullable;

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
  private double sourceScale = 1;
  private boolean inTransient;
  private boolean limiting;
  private final Limits limits;
  private double[] cells = {};
  private final DelayLines delays;
  private AcTerms acTerms;

  /** Whether a device has looked at anything but unknowns. */
  private boolean asked;

  /** Whether a device has looked at the time. */
  private boolean timed;

  /** Made at the first evaluation after a change of parameters. */
  private @Nullable Partition partition;

  Evaluation(Assembly system) {
    this.system = system;
    this.limits = new Limits(system);
    this.delays = new DelayLines(system);
  }

  /** Allocates the vectors, once all instances are numbered. */
  void start() {
    int size = system.size();
    int entries = system.pattern().entryCount();
    resistive = new Filler(new double[size + 1], new double[entries + 1]);
    reactive = new Filler(new double[size + 1], new double[entries + 1]);
    magnitude = new double[size + 1];
    int n = system.partCount();
    cells = new double[system.cellBase(n)];
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
    delays.stop();
    time = 0;
    sourceScale = 1;
  }

  /**
   * Sets the time, s, of the following evaluations, and looks up what delays bring to it: just
   * before that time, unless {@link #cross} has gone over it.
   */
  public void time(double seconds) {
    time = seconds;
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

  /** Sets the factor of source stepping, 0..1. */
  public void sourceScale(double factor) {
    sourceScale = factor;
  }

  /** Starts the delay histories at {@code t} with the values in {@code at}. */
  public void startHistory(double t, double[] at) {
    delays.start(t, at);
  }

  /** Ends a step: appends the point, and a middle point of the step ({@code tMiddle} = t if none). */
  public void appendHistory(double t, double[] at, double tMiddle, double[] atMiddle) {
    delays.append(t, at, tMiddle, atMiddle);
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
   * Fills f, q, G, C at {@code at}.
   *
   * @param limit whether devices may limit what they see, relative to the last such call
   * @return whether one did
   */
  public boolean evaluate(double[] at, boolean limit) {
    Partition now = partition;
    if (now == null) {
      now = divide();
      partition = now;
    }
    Arrays.fill(resistive.vector, 0);
    Arrays.fill(reactive.vector, 0);
    Arrays.fill(magnitude, 0);
    System.arraycopy(now.g(), 0, resistive.matrix, 0, now.g().length);
    System.arraycopy(now.c(), 0, reactive.matrix, 0, now.c().length);
    at[system.size()] = 0;
    now.f().addTo(at, resistive.vector, magnitude);
    now.q().addTo(at, reactive.vector);
    x = at;
    limiting = limit;
    limits.begin();
    acTerms = null;
    List<Partition.Varying> varying = now.varying();
    for (int k = 0; k < varying.size(); k++) {
      Partition.Varying one = varying.get(k);
      part = one.part();
      map = one.map();
      resistive.enter(one.slots(), map, one.multiplicity());
      reactive.enter(one.slots(), map, one.multiplicity());
      one.equations().evaluate(view, resistive, reactive);
    }
    return limit && limits.end();
  }

  /** Makes the next evaluation look at the linear devices again, after a change of parameters. */
  void forgetConstants() {
    partition = null;
  }

  /** Takes down the stamps of linear devices that depend on nothing but the unknowns. */
  private Partition divide() {
    ConstantStamps f = new ConstantStamps();
    ConstantStamps q = new ConstantStamps();
    List<Partition.Varying> varying = new ArrayList<>();
    x = new double[system.size() + 1];
    limiting = false;
    clear();
    for (int k = 0; k < system.partCount(); k++) {
      Declared p = system.part(k);
      double m = p.instance.multiplicity();
      int inF = f.count();
      int inQ = q.count();
      enter(k);
      asked = !p.instance.model().linear();
      if (!asked) {
        f.enter(map, m);
        q.enter(map, m);
        p.equations.evaluate(view, f, q);
      }
      if (asked) {
        f.cut(inF);
        q.cut(inQ);
        varying.add(new Partition.Varying(k, map, system.slots(k), m, p.equations));
      } else {
        p.equations.evaluate(view, resistive, reactive);
      }
    }
    return new Partition(f, q, resistive.matrix.clone(), reactive.matrix.clone(), varying);
  }

  /** Returns which instances ask for the time at {@code at}; what {@link #f} returns is spoilt. */
  boolean[] readersOfTime(double[] at) {
    x = at;
    limiting = false;
    boolean[] readers = new boolean[system.partCount()];
    for (int k = 0; k < readers.length; k++) {
      enter(k);
      timed = false;
      system.part(k).equations.evaluate(view, resistive, reactive);
      readers[k] = timed;
    }
    clear();
    return readers;
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
      asked = true;
      double now = x[map[d.plus()]] - x[map[d.minus()]];
      if (!delays.running()) {
        return now;
      }
      int slot = system.delayBase(part) + d.slot();
      return delays.value(slot) + delays.weight(slot) * now;
    }

    @Override
    public double of(Limited l) {
      double v = x[map[l.plus()]] - x[map[l.minus()]];
      if (!limiting) {
        return v;
      }
      return limits.see(
          system.limitBase(part) + l.slot(), system.part(part).limits.get(l.slot()).by(), v);
    }

    @Override
    public double of(Cell c) {
      asked = true;
      return cells.length == 0
          ? system.part(part).cells.get(c.slot()).initial()
          : cells[system.cellBase(part) + c.slot()];
    }

    @Override
    public double time() {
      asked = true;
      timed = true;
      return time;
    }

    @Override
    public boolean inTransient() {
      asked = true;
      return inTransient;
    }

    @Override
    public double sourceScale() {
      asked = true;
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
      } else {
        double weight =
            delays.running() ? delays.weight(system.delayBase(part) + by.slot()) : 1;
        partial(by.plus(), weight * p);
        partial(by.minus(), -weight * p);
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
        value(p * (v - limits.seen(system.limitBase(part) + by.slot())));
      }
      return this;
    }
  }
}
