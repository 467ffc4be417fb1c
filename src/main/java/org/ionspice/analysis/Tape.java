package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.jspecify.annotations.Nullable;

/**
 * The points of a transient as it was computed, kept to be walked back by {@link TransientAdjoint}:
 * every stage of every accepted step with what its equation takes from earlier points.
 *
 * <p>Give it to {@link Transient#record}. Mutable workspace, for one thread and one run.
 */
public final class Tape {
  /**
   * A value that a loss is made of: a difference of two unknowns at a time, from the dense output.
   *
   * @param time s, within the run
   * @param plus index of an unknown; the system's size for ground
   * @param minus likewise
   */
  public record Sample(double time, int plus, int minus) {}

  /** About what a point takes beside its unknowns, bytes. */
  private static final double POINT = 400;

  private final List<Sample> samples;
  private final double[] values;

  /** Positions of samples in the order of their times. */
  private final int[] sorted;

  private final double most;
  private double bytes;
  private final List<TapePoint> points = new ArrayList<>();

  /** Positions of the last accepted points, the latest first. */
  private int[] recent = {};

  private double[] charges = {};
  private double[] slopes = {};
  private int taken;

  /** Of the run under way. */
  private @Nullable Evaluation evaluated;

  /**
   * A time that may move: where a guard is zero, or some delay after another corner.
   *
   * @param parent the corner that this is an echo of: a clock, -1 for one that does not move
   * @param slot the delayed quantity that brings the echo, -1 for an event
   */
  record Clock(int parent, int slot) {}

  private final List<Clock> clocks = new ArrayList<>();

  /** The clock of the present point. */
  private int clock = -1;

  /** Corners so far, with their clocks: delays bring them back. */
  private final TreeMap<Double, Integer> corners = new TreeMap<>();

  private final TapePasts pasts = new TapePasts();
  private double[] delays = {};

  /** Cells at the start, and before the action of an event under way. */
  private double[] cells = {};

  private double[] before = {};

  /** Position of the first consistent point. */
  private int first;

  /** Makes a tape that also notes the values of {@code samples}, without a bound on memory. */
  public Tape(List<Sample> samples) {
    this(samples, Double.POSITIVE_INFINITY);
  }

  /**
   * Makes a tape that also notes the values of {@code samples}.
   *
   * @param most bytes that points may take; a longer run ends with E407
   */
  public Tape(List<Sample> samples, double most) {
    this.most = most;
    this.samples = List.copyOf(samples);
    values = new double[samples.size()];
    Arrays.fill(values, Double.NaN);
    Integer[] order = new Integer[samples.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> Double.compare(this.samples.get(a).time(), this.samples.get(b).time()));
    sorted = Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  /** Returns the samples. */
  public List<Sample> samples() {
    return samples;
  }

  /** Returns the values of the samples, in their units; NaN for those that the run did not reach. */
  public double[] values() {
    return values.clone();
  }

  double value(int sample) {
    return values[sample];
  }

  /** Returns the number of points kept, stages included. */
  public int size() {
    return points.size();
  }

  /** Returns whether the points take more memory than they may. */
  boolean isFull() {
    return bytes > most;
  }

  /** Returns that the tape is full at {@code t}. */
  Diagnostic full(double t) {
    return Diagnostic.of(
        Code.E407,
        Span.NONE,
        String.format(
            Locale.ROOT,
            "the steps up to t = %.4g s take more than the %.4g bytes that a gradient may",
            t,
            most),
        "give a larger memory=, a larger reltol, or gradient=difference");
  }

  TapePoint point(int i) {
    return points.get(i);
  }

  int first() {
    return first;
  }

  List<Clock> clocks() {
    return clocks;
  }

  TapePasts pasts() {
    return pasts;
  }

  /** Returns the cells at the end of the run. */
  double[] lastCells() {
    for (int i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).kind == TapePoint.Kind.JUMP) {
        return points.get(i).cellsAfter;
      }
    }
    return cells;
  }

  int[] sorted() {
    return sorted;
  }

  /** Starts over for a run of {@code system}, whose formula looks at {@code depth} points. */
  void begin(Assembly system, int depth) {
    points.clear();
    taken = 0;
    clocks.clear();
    clock = -1;
    corners.clear();
    corners.put(0.0, -1);
    pasts.clear();
    delays = system.delays();
    evaluated = system.evaluation();
    bytes = 0;
    cells = new double[system.evaluation().cellCount()];
    before = new double[cells.length];
    Arrays.fill(values, Double.NaN);
    recent = new int[depth];
    charges = new double[depth + 1];
    slopes = new double[depth + 1];
  }

  /** Takes the first point: a solution of the DC equations, or given values. */
  void start(double[] x, boolean steady) {
    evaluation().keepCells(cells);
    TapePoint point = TapePoint.of(steady ? TapePoint.Kind.STEADY : TapePoint.Kind.GIVEN, 0);
    add(point, x);
    Arrays.fill(recent, 0);
    first = 0;
    note(0, 0);
  }

  /** Takes that the present point was made consistent, by a step of {@code tiny} s. */
  void settle(double t, double[] x, double tiny) {
    int[] from = {recent[0]};
    TapePoint point =
        new TapePoint(
            TapePoint.Kind.SETTLED, t, 1 / tiny, from, new double[] {-1 / tiny}, new double[1]);
    point.clock = clock;
    point.span = points.get(recent[0]).span;
    recent[0] = add(point, x);
    if (points.size() == 2) {
      first = 1;
      taken = 0;
      note(recent[0], 0);
    }
  }

  /** Takes that the action of an event is about to change cells and unknowns. */
  void jump() {
    evaluation().keepCells(before);
  }

  /** Takes that the action of {@code event} has changed cells, and the unknowns to {@code x}. */
  void jumped(double t, int event, double[] x) {
    TapePoint point =
        new TapePoint(
            TapePoint.Kind.JUMP, t, 0, new int[] {recent[0]}, new double[1], new double[1]);
    point.event = event;
    point.clock = clock;
    point.span = points.get(recent[0]).span;
    point.cellsBefore = before.clone();
    point.cellsAfter = new double[before.length];
    evaluation().keepCells(point.cellsAfter);
    recent[0] = add(point, x);
  }

  /**
   * Takes the step that {@code solver} has solved, from {@code t} to {@code end}.
   *
   * @param event the guard whose rise the step was cut to, -1 for none
   * @param corner whether the step ends at a breakpoint
   * @param echo whether that is one only because a delay brings something back
   */
  void step(
      double t, double h, double end, StepSolver solver, int event, boolean corner, boolean echo) {
    int startClock = clock;
    clock = event >= 0 ? clock(-1, -1) : echo ? echo(end) : -1;
    if (event >= 0 || corner) {
      corners.put(end, clock);
    }
    StepHistory past = solver.past();
    IntegrationFormula formula = solver.formula();
    int inner = -1;
    for (int stage = 0; stage < formula.stages(); stage++) {
      boolean last = stage == formula.stages() - 1;
      int places = formula.weights(stage, past, h, charges, slopes);
      double alpha = 0;
      int used = 0;
      for (int k = 0; k < places; k++) {
        alpha -= charges[k];
        used += charges[k] != 0 || slopes[k] != 0 ? 1 : 0;
      }
      int[] from = new int[used];
      double[] ofCharges = new double[used];
      double[] ofSlopes = new double[used];
      int j = 0;
      for (int k = 0; k < places; k++) {
        if (charges[k] != 0 || slopes[k] != 0) {
          from[j] = k == 0 ? inner : recent[k - 1];
          ofCharges[j] = charges[k];
          ofSlopes[j++] = slopes[k];
        }
      }
      double at = last ? end : t + formula.end(stage) * h;
      TapePoint point =
          new TapePoint(
              last ? TapePoint.Kind.END : TapePoint.Kind.STAGE,
              at,
              alpha,
              from,
              ofCharges,
              ofSlopes);
      point.startClock = startClock;
      point.clock = clock;
      point.place = last ? 1 : formula.end(stage);
      point.span = h;
      if (!last) {
        inner = add(point, past.xStage);
      } else {
        int index = add(point, past.xNew);
        point.event = event;
        show(point, index, inner, formula, past, h);
        if (recent.length > 1) {
          System.arraycopy(recent, 0, recent, 1, recent.length - 1);
        }
        recent[0] = index;
      }
    }
    note(recent[0], t);
  }

  private int clock(int parent, int slot) {
    clocks.add(new Clock(parent, slot));
    return clocks.size() - 1;
  }

  /** Returns the clock of an echo at {@code t}: some corner's, a delay later. */
  private int echo(double t) {
    for (double delay : delays) {
      double apart = 4e-9 * delay;
      Map.Entry<Double, Integer> from = corners.ceilingEntry(t - delay - apart);
      if (from != null && from.getKey() <= t - delay + apart) {
        return clock(from.getValue(), DelayedValues.slotOf(evaluation(), delay));
      }
    }
    return -1;
  }

  /** Takes that delays remember the present point, which no step led to. */
  void remember(double t) {
    pasts.add(recent[0], t);
  }

  /** Takes that delays remember the last step in so many parabolas. */
  void remember(int arcs, double middle) {
    pasts.add(this, recent[0], arcs, middle);
  }

  /** Notes the points of the dense output, as {@link StepSolver#fill} puts them. */
  private void show(
      TapePoint point, int index, int inner, IntegrationFormula formula, StepHistory past, double h) {
    if (formula.stages() > 1) {
      point.shown = new int[] {recent[0], index, inner};
      point.places = new double[] {0, 1, formula.end(0)};
      return;
    }
    int used = Math.min(formula.order() + 1, past.known());
    int spare = formula.isDense() && used > formula.order() ? 1 : 0;
    int more = Math.max(0, used - 1 - spare);
    point.shown = new int[2 + more];
    point.places = new double[2 + more];
    point.shown[0] = recent[0];
    point.shown[1] = index;
    point.places[1] = 1;
    for (int i = 1; i <= more; i++) {
      point.shown[1 + i] = recent[i];
      point.places[1 + i] = -past.age(i) / h;
    }
  }

  private Evaluation evaluation() {
    if (evaluated == null) {
      throw new IllegalStateException("no run has begun");
    }
    return evaluated;
  }

  private int add(TapePoint point, double[] x) {
    if (evaluation().hasPast()) {
      point.delays = evaluation().stencil(point.t);
    }
    point.x = x.clone();
    bytes += 8.0 * x.length + POINT + 8.0 * evaluation().delayCount();
    points.add(point);
    return points.size() - 1;
  }

  /** Takes the values of the samples up to the point at {@code index}, whose step began at t. */
  private void note(int index, double t) {
    TapePoint end = points.get(index);
    while (taken < sorted.length && samples.get(sorted[taken]).time() <= end.t) {
      Sample sample = samples.get(sorted[taken]);
      double value = 0;
      if (end.shown.length == 0) {
        value = difference(end.x, sample);
      } else {
        double[] weights = weights(end, t, sample.time());
        for (int j = 0; j < weights.length; j++) {
          value += weights[j] * difference(points.get(end.shown[j]).x, sample);
        }
      }
      values[sorted[taken++]] = value;
    }
  }

  private static double difference(double[] x, Sample sample) {
    return x[sample.plus()] - x[sample.minus()];
  }

  /** Returns what the points of a step's dense output have in its value at {@code time}. */
  static double[] weights(TapePoint end, double start, double time) {
    double s = (time - start) / (end.t - start);
    double[] weights = new double[end.places.length];
    for (int j = 0; j < weights.length; j++) {
      double w = 1;
      for (int k = 0; k < weights.length; k++) {
        if (k != j) {
          w *= (s - end.places[k]) / (end.places[j] - end.places[k]);
        }
      }
      weights[j] = w;
    }
    return weights;
  }
}
