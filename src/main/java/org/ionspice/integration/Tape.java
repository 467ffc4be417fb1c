package org.ionspice.integration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.EventDerivatives;
import org.ionspice.assembly.Events;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.assembly.Snapshot;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.jspecify.annotations.Nullable;

/**
 * The points of a transient as it was computed, kept to be walked back by {@link TransientAdjoint}:
 * every stage of every accepted step with what its equation takes from earlier points.
 *
 * <p>Give it to {@link Transient#record}. A tape that may not take all the memory that it would need
 * keeps the last points and checkpoints, and has the run repeated from those when the walk has come to
 * what is not there: docs/numerics/adjoint.md. Points come and go in segments of some steps, at whose
 * beginning the run forgets its factors, so that it goes the same way when it is repeated.
 *
 * <p>Mutable workspace, for one thread and one run.
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

  /** Goes on with a run from a checkpoint, giving its steps to the tape, until a number of steps. */
  interface Replay {
    void from(Snapshot snapshot, long until);
  }

  /** About what a point takes beside its unknowns, bytes. */
  private static final double POINT = 400;

  /** Steps of a segment: fewer where unknowns are so many that a few points fill the memory. */
  private static final int LONGEST = 32;

  private static final int SHORTEST = 4;

  private static final double LARGE = 0x1p20;

  private final TapeSamples samples;
  private final double most;
  private final Span place;
  private final Checkpoints checkpoints;

  /** What the gradient will be by; tells which cells vary smoothly while all events come by. */
  private final @Nullable ParameterDerivatives numbers;

  private @Nullable EventDerivatives looked;

  private final TapeWindow window = new TapeWindow();
  private long steps;
  private long allSteps;
  private int length = LONGEST;
  private boolean full;
  private boolean replaying;
  private long replayed;
  private @Nullable Replay replay;

  /** The last accepted points, the latest first. */
  private TapePoint[] recent = {};

  private double[] charges = {};
  private double[] slopes = {};
  /** Of the run under way. */
  private @Nullable Evaluation evaluated;

  private final TapeClocks clocks = new TapeClocks();

  /** The clock of the present point. */
  private int clock = -1;

  private final TapePasts pasts = new TapePasts();
  /** Cells at the end of what is there, and before the action of an event under way. */
  private double[] cells = {};

  private double[] before = {};

  /** Position of the first consistent point. */
  private int first;

  /** Makes a tape that also notes the values of {@code samples}, without a bound on memory. */
  public Tape(List<Sample> samples) {
    this(samples, Double.POSITIVE_INFINITY, Span.NONE, null);
  }

  /**
   * Makes a tape that also notes the values of {@code samples}.
   *
   * @param most bytes that it may take; a run of which not even one segment fits ends with E407
   * @param place where the netlist says that
   * @param numbers what the gradient will be by
   */
  public Tape(
      List<Sample> samples, double most, Span place, @Nullable ParameterDerivatives numbers) {
    this.most = most;
    this.place = place;
    this.numbers = numbers;
    checkpoints = new Checkpoints(most / 2);
    this.samples = new TapeSamples(samples);
  }

  /** Returns the samples. */
  public List<Sample> samples() {
    return samples.all();
  }

  /** Returns the values of the samples, in their units; NaN for those that the run did not reach. */
  public double[] values() {
    return samples.values().clone();
  }

  double value(int sample) {
    return samples.values()[sample];
  }

  /** Returns the number of points, stages included, up to the last one that is there. */
  public int size() {
    return window.size();
  }

  /** Returns the bytes that the points and checkpoints that are there take, about. */
  public double bytes() {
    return window.bytes() + clocks.bytes() + checkpoints.bytes();
  }

  /** Returns the steps of the run. */
  public long stepCount() {
    return allSteps;
  }

  /** Returns the steps that were repeated for points that were left out. */
  public long replayedSteps() {
    return replayed;
  }

  /** Returns whether not even the last steps fit into the memory. */
  boolean isFull() {
    return full;
  }

  /** Returns that the tape is full at {@code t}. */
  Diagnostic full(double t) {
    return Diagnostic.of(
        Code.E407,
        place,
        String.format(
            Locale.ROOT,
            "a segment of steps, to t = %.4g s, and the state before it take more than the %.4g bytes"
                + " that a gradient may",
            t,
            most),
        "give a larger memory= or gradient=difference");
  }

  TapePoint point(int i) {
    return window.point(i);
  }

  /** Returns the points that are there. */
  TapeWindow window() {
    return window;
  }

  int first() {
    return first;
  }

  List<TapeClocks.Clock> clocks() {
    return clocks.all();
  }

  TapePasts pasts() {
    return pasts;
  }

  /** Returns the cells at the last point that is there. */
  double[] lastCells() {
    return cells;
  }

  /** Returns what knows which cells vary smoothly; null when nobody looked. */
  @Nullable EventDerivatives looked() {
    return looked;
  }

  int[] sorted() {
    return samples.sorted();
  }

  /** Starts over for a run of {@code system}, whose formula looks at {@code depth} points. */
  void begin(Assembly system, int depth) {
    window.clear();
    checkpoints.clear();
    steps = 0;
    full = false;
    replaying = false;
    replayed = 0;
    length = (int) Math.max(SHORTEST, Math.min(LONGEST, LARGE / system.size()));
    clocks.begin(system.delays());
    clock = -1;
    pasts.clear();
    evaluated = system.evaluation();
    looked = null;
    if (numbers != null) {
      looked = new EventDerivatives(system, new Events(system));
    }
    cells = new double[system.evaluation().cellCount()];
    before = new double[cells.length];
    samples.clear();
    recent = new TapePoint[depth];
    charges = new double[depth + 1];
    slopes = new double[depth + 1];
  }

  /** Takes what can repeat the run. */
  void repeatWith(Replay again) {
    replay = again;
  }

  /** Returns the steps so far. */
  long steps() {
    return steps;
  }

  /** Returns whether the next step is the first of a segment. */
  boolean isSegmentStart() {
    return steps % length == 0;
  }

  /**
   * Starts a segment.
   *
   * @param state gives the state of the run
   */
  void startSegment(Supplier<Snapshot> state) {
    int node = oldestNode();
    TapePoint[] last = recent.clone();
    window.start(steps, node, last);
    if (most < Double.POSITIVE_INFINITY && checkpoints.wants(steps / length)) {
      Snapshot snapshot = state.get();
      snapshot.taken();
      TapePasts.Window past = pasts.window(node);
      double bytes = snapshot.bytes() + past.bytes();
      for (TapePoint one : last) {
        bytes += bytes(one);
      }
      checkpoints.add(
          new Checkpoint(steps, size(), last, clock, clocks.next(), past, snapshot, bytes));
    }
  }

  /** Returns the number of the oldest node that any step to come or any recent point looks at. */
  private int oldestNode() {
    if (!clocks.hasDelays()) {
      return 0;
    }
    int oldest = evaluation().oldestRemembered();
    for (TapePoint one : recent) {
      for (int low : one.delays == null ? new int[0] : one.delays.low()) {
        oldest = Math.min(oldest, low);
      }
    }
    return oldest;
  }

  /** Ends the run, or a repetition: the cells are what they are now. */
  void end() {
    makeRoom();
    evaluation().keepCells(cells);
    if (!replaying) {
      allSteps = steps;
    }
  }

  /** Makes the end of the run be there, for another walk back. */
  void toEnd() {
    if (steps < allSteps) {
      repeat(allSteps);
    }
  }

  /** Brings back points before those that are there; returns whether there are any. */
  boolean back() {
    if (window.begin() == 0) {
      return false;
    }
    repeat(window.firstStep());
    return true;
  }

  /** Repeats the run from the last checkpoint before so many steps up to there. */
  private void repeat(long until) {
    Checkpoint from = checkpoints.before(until, length);
    replaying = true;
    window.load(from);
    steps = from.step();
    recent = from.recent().clone();
    clock = from.clock();
    clocks.back(from.nextClock());
    pasts.take(from.past());
    replayed += until - steps;
    if (replay == null) {
      throw new IllegalStateException("no run has begun");
    }
    replay.from(from.snapshot(), until);
  }

  /** Leaves out points, or checkpoints, until the rest fits into the memory. */
  private void makeRoom() {
    while (bytes() > most) {
      if (checkpoints.isMuch() && checkpoints.thin()) {
        continue;
      }
      if (window.isLong()) {
        pasts.forget(window.shorten());
      } else if (!checkpoints.thin()) {
        full = !replaying;
        return;
      }
    }
  }

  private double bytes(TapePoint point) {
    double delayed = 8.0 * evaluation().delayCount();
    return 8.0 * point.x.length + POINT + delayed + 8.0 * point.cellsBefore.length;
  }

  /** Takes the first point: a solution of the DC equations, or given values. */
  void start(double[] x, boolean steady) {
    TapePoint point = TapePoint.of(steady ? TapePoint.Kind.STEADY : TapePoint.Kind.GIVEN, 0);
    add(point, x);
    Arrays.fill(recent, point);
    first = 0;
    samples.again(this, point);
  }

  /** Takes that the present point was made consistent, by a step of {@code tiny} s. */
  void settle(double t, double[] x, double tiny) {
    int[] from = {recent[0].index};
    TapePoint point =
        new TapePoint(
            TapePoint.Kind.SETTLED, t, 1 / tiny, from, new double[] {-1 / tiny}, new double[1]);
    point.clock = clock;
    point.span = recent[0].span;
    recent[0] = add(point, x);
    if (size() == 2) {
      first = 1;
      samples.again(this, point);
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
            TapePoint.Kind.JUMP, t, 0, new int[] {recent[0].index}, new double[1], new double[1]);
    point.event = event;
    point.clock = clock;
    point.span = recent[0].span;
    point.cellsBefore = before.clone();
    if (looked != null && numbers != null && !replaying) {
      looked.look(event, recent[0].x, point.cellsBefore, t, numbers);
    }
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
    clock = event >= 0 ? clocks.event() : echo ? clocks.echo(evaluation(), end) : -1;
    if (event >= 0 || corner) {
      clocks.corner(end, clock);
    }
    StepHistory past = solver.past();
    IntegrationFormula formula = solver.formula();
    @Nullable TapePoint inner = null;
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
          from[j] = k == 0 && inner != null ? inner.index : recent[k - 1].index;
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
        add(point, past.xNew);
        point.event = event;
        point.show(recent, inner, formula, past, h);
        if (recent.length > 1) {
          System.arraycopy(recent, 0, recent, 1, recent.length - 1);
        }
        recent[0] = point;
      }
    }
    if (!replaying) {
      samples.note(this, recent[0], t);
    }
    steps++;
    makeRoom();
  }

  /** Takes that delays remember the present point, which no step led to. */
  void remember(double t) {
    window.takes(pasts.add(evaluation(), recent[0], t));
  }

  /** Takes that delays remember the last step in so many parabolas. */
  void remember(int arcs, double middle) {
    window.takes(pasts.add(this, evaluation(), recent[0], arcs, middle));
  }

  private Evaluation evaluation() {
    if (evaluated == null) {
      throw new IllegalStateException("no run has begun");
    }
    return evaluated;
  }

  private TapePoint add(TapePoint point, double[] x) {
    if (evaluation().hasPast()) {
      point.delays = evaluation().stencil(point.t);
    }
    point.x = x.clone();
    window.add(point);
    window.takes(bytes(point));
    return point;
  }
}
