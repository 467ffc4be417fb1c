package org.ionspice.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.DcSolver;
import org.ionspice.analysis.GminCheck;
import org.ionspice.analysis.OperatingPoint;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Events;
import org.ionspice.assembly.Rests;
import org.ionspice.assembly.Snapshot;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.solver.Newton;
import org.jspecify.annotations.Nullable;

/**
 * One transient under way: steps, their errors, breakpoints, events and rows.
 *
 * <p>Mutable workspace, for one thread. Nothing is allocated in a step without an event.
 */
final class TransientRun {
  /** Events at one time that make each other due: past this many rounds time goes on. */
  private static final int MOST_ROUNDS = 100;

  private final Transient plan;
  private final Run run;
  private final Settings settings;
  private final Assembly system;
  private final Evaluation evaluation;
  private final CircuitEquations equations;
  private final Newton newton;
  private final StageSolver stages;
  private final StepSolver solver;
  private final StepHistory past;
  private final Events events;
  private final EventLocator locator = new EventLocator();
  private final Guards guards;
  private final GminCheck gminCheck;
  private final StepControl control;
  private final TransientRows rows;
  private final PastKeeper pasts;
  private @Nullable PowerMeter meter;
  private final StepPace pace = new StepPace();
  private final DenseStep dense = new DenseStep();
  private final double[] work;

  /** The present point and its time. */
  private double[] x;

  private double t;
  private long rejected;
  private Optional<Diagnostic> ladder = Optional.empty();
  private final StepTroubles troubles;
  private double lastLength;

  /** Whether the run goes over a part of itself once more, for the tape alone. */
  private boolean repeating;

  /** Why the run cannot go on. */
  private @Nullable Diagnostic failure;

  /** Receives what is accepted, when gradients are wanted. */
  private final @Nullable Tape tape;

  TransientRun(Transient plan, Run run, @Nullable Tape tape) {
    this.tape = tape;
    this.plan = plan;
    this.run = run;
    this.settings = run.settings();
    this.system = run.system();
    this.evaluation = system.evaluation();
    this.equations = new CircuitEquations(system, settings);
    this.newton = new Newton(system.pattern(), system.linearSolver());
    this.stages =
        tape == null
            ? CondensedStages.orWhole(equations, newton, settings)
            : new WholeStages(equations, newton);
    this.solver =
        new StepSolver(system, settings, equations, newton, stages, 1e-12 * plan.stop(), tape);
    this.past = solver.past();
    this.control = new StepControl(system, settings, equations.tolerances(), stages);
    this.pasts = new PastKeeper(system, solver, control, tape);
    this.gminCheck = new GminCheck(run);
    this.meter = PowerMeter.of(system, run.probes(), solver.depth());
    this.rows = new TransientRows(plan, run, meter, control.free());
    this.troubles = new StepTroubles(system, settings);
    this.events = new Events(system);
    this.guards = new Guards(events, settings.reltol());
    this.x = past.x;
    this.work = control.free();
  }

  Outcome run() throws IOException {
    evaluation.mode(true);
    evaluation.resetCells();
    DcSolver dc = new DcSolver(system, settings, equations, newton);
    if (!begin(dc)) {
      return ended(dc.failure(x, " at the start of the transient"));
    }
    StepLengths lengths = new StepLengths(plan, system, settings, solver, control, x);
    if (tape != null) {
      tape.repeatWith((snapshot, until) -> repeat(snapshot, until, lengths));
    } else {
      // A gradient is taken where every device was evaluated and every equation is solved closely.
      evaluation.reach(Math.sqrt(settings.reltol()) / 20);
      newton.foresee();
    }
    control.accept(x);
    rows.point(t, x);
    while (t < plan.stop()) {
      if (!advance(lengths)) {
        return ended(failure);
      }
      run.watch().progress(t / plan.stop(), lastLength);
      if (run.watch().cancelled()) {
        return ended(null);
      }
    }
    return ended(null);
  }

  /**
   * Goes a step further; returns false, and says why in {@link #failure} unless it was cancelled, when
   * there is none.
   */
  private boolean advance(StepLengths lengths) throws IOException {
    if (tape != null && tape.isSegmentStart()) {
      newton.forget();
      tape.startSegment(() -> pass(new Snapshot(), lengths));
    }
    double h = lengths.first(t, past);
    boolean unsolved = false;
    double ratio;
    double unfaithful = 0;
    int attempt = 0;
    while (true) {
      boolean found = solver.step(t, h);
      IntegrationFormula formula = solver.formula();
      ratio = found ? control.error(formula, past, h, past.xNew) : Double.POSITIVE_INFINITY;
      if (found && formula.isDense()) {
        solver.fill(dense, t, h);
        unfaithful = control.unfaithful(dense, past.xNew);
      }
      double late =
          found && lengths.isLong(h)
              ? evaluation.delayMiss(t + h, past.xNew, control.shareOfDelays())
              : 0;
      if (found && ratio <= 1 && unfaithful <= 1 && late <= 1) {
        break;
      }
      rejected++;
      attempt++;
      lengths.cut();
      unsolved = !found;
      if (lengths.isLeast(h)) {
        if (found && lengths.isCrowded()) {
          break;
        }
        failure = unsolved ? unsolved(h) : troubles.tooSmall(control.worst(), past.xNew, t, h);
        return false;
      }
      double factor = shrink(found, h, ratio, unfaithful, attempt);
      factor = found && late > 1 ? Math.min(factor, StepControl.factor(late, 1)) : factor;
      h = lengths.shorter(t, h, factor);
      evaluation.seedLimits(x);
      if (!repeating && run.watch().cancelled()) {
        return false;
      }
    }
    if (events.count() > 0) {
      double cut = locateEvent(h);
      if (cut < h) {
        lengths.cut();
        h = cut;
      }
    }
    if (meter != null) {
      meter.step(solver.formula(), past, t, h);
    }
    double end = lengths.end(t, h);
    if (tape != null) {
      // Before the formula judges the step and changes its order.
      tape.step(t, h, end, solver, firedGuard, lengths.isLanding(), lengths.isEcho());
    }
    double next = h * growth(h, ratio, unfaithful);
    accept(h, end);
    if (tape != null && tape.isFull()) {
      failure = tape.full(t);
      return false;
    }
    lengths.accepted(next);
    control.accept(x);
    rows.point(t, x);
    lastLength = h;
    if (firedGuard >= 0) {
      if (!fireEvents()) {
        failure = unsolved(0);
        return false;
      }
      lengths.jumped(t);
      solver.jumped();
      pace.restart();
    }
    if (lengths.isLanding() && t < plan.stop()) {
      if (lengths.crosses(t) && !crossJump()) {
        failure = unsolved(0);
        return false;
      }
      lengths.leave(t);
      solver.restart();
      pace.restart();
    }
    return true;
  }

  /** Passes the state between two steps, but for the factors. */
  private Snapshot pass(Snapshot snapshot, StepLengths lengths) {
    t = snapshot.pass(t);
    solver.pass(snapshot);
    x = past.x;
    control.pass(snapshot);
    lengths.pass(snapshot);
    guards.pass(snapshot);
    pace.pass(snapshot);
    firedGuard = snapshot.pass(firedGuard);
    evaluation.pass(snapshot);
    return snapshot;
  }

  /** Goes on from a snapshot as the run did, until so many steps are on the tape. */
  private void repeat(Snapshot snapshot, long until, StepLengths lengths) {
    meter = null;
    rows.silence();
    repeating = true;
    evaluation.mode(true);
    snapshot.rewind();
    pass(snapshot, lengths);
    evaluation.time(t);
    try {
      while (tape != null && tape.steps() < until) {
        if (!advance(lengths)) {
          throw new IllegalStateException("a repeated transient went another way at " + t);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    if (tape != null) {
      tape.end();
    }
  }

  /** Returns the factor for the next attempt at a step that failed. */
  private double shrink(boolean found, double h, double ratio, double unfaithful, int attempt) {
    if (!found) {
      if (attempt > 1) {
        solver.formula().restart();
      }
      return 0.125;
    }
    double factor =
        ratio <= 1
            ? StepControl.factor(unfaithful, dense.degree())
            : solver.formula().isDense()
                ? solver.formula().rejected(past, h, ratio, attempt, control)
                : pace.rejected(h, ratio, solver.formula().order());
    return Math.max(0.1, Math.min(0.9, factor));
  }

  /** Returns the factor by which the step after the one under way may be longer. */
  private double growth(double h, double ratio, double unfaithful) {
    IntegrationFormula formula = solver.formula();
    solver.fill(dense, t, h);
    double shown = 2;
    if (formula.isDense()) {
      shown = Math.max(0.3, StepControl.factor(unfaithful, dense.degree()));
    } else if (solver.isSmooth()) {
      shown = control.smoothness(past.xBefore, past.lastStep, x, h, past.xNew);
    }
    double wanted =
        formula.isDense()
            ? formula.accepted(past, h, ratio, control)
            : pace.accepted(ratio, formula.order());
    double factor = Math.max(0.3, Math.min(2, wanted));
    return Math.min(factor, shown);
  }

  private Outcome ended(@Nullable Diagnostic failure) {
    if (tape != null) {
      tape.end();
    }
    gminCheck.range(control.peak());
    List<Diagnostic> remarks = new ArrayList<>(ladder.stream().toList());
    gminCheck.remark(equations).ifPresent(remarks::add);
    return new Outcome(
        rows.points(),
        rejected,
        newton.iterations() + stages.iterations(),
        Optional.ofNullable(failure),
        remarks);
  }

  /** Finds the first point: the operating point, or the initial values made consistent. */
  private boolean begin(DcSolver dc) {
    if (plan.useInitial()) {
      system.initialValues(x);
      if (tape != null) {
        tape.start(x, false);
      }
      if (!solver.reconcile(0) || !settle()) {
        return false;
      }
    } else {
      dc.force(system.circuit().initial(), true);
      boolean pulled = !system.circuit().initial().isEmpty();
      if (!findStart(dc, pulled)) {
        return false;
      }
      if (tape != null) {
        tape.start(x, true);
      }
      ladder = dc.ladderNote();
      gminCheck.solution(x, equations, newton);
      equations.letGo();
      equations.releaseHeld();
      solver.begin();
      if (pulled && !solver.reconcile(0) || !settle()) {
        return false;
      }
    }
    evaluation.seedLimits(x);
    pasts.start(0, x);
    evaluation.time(0);
    boolean moving = plan.useInitial() || !system.circuit().initial().isEmpty();
    meterStart(moving);
    guards.begin(x);
    return true;
  }

  /** Lets memories take the side that the start asks for; returns whether that has a solution. */
  private boolean settle() {
    Rests rests = new Rests(system);
    for (int round = 0; round < MOST_ROUNDS && rests.settle(x); round++) {
      if (!solver.reconcile(0)) {
        return false;
      }
    }
    return true;
  }

  /** Tells the meter the present point: a start or, behind a jump, one whose unknowns move. */
  private void meterStart(boolean moving) {
    if (meter == null) {
      return;
    }
    if (moving) {
      solver.unknownSlopes(t, work);
    } else {
      Arrays.fill(work, 0);
    }
    evaluation.time(t);
    meter.begin(x, work);
  }

  private boolean findStart(DcSolver dc, boolean pulled) {
    if (!pulled) {
      return OperatingPoint.find(run, equations, dc, x);
    }
    dc.holdStates();
    dc.force(system.circuit().initial(), true);
    return dc.solve(x);
  }

  private Diagnostic unsolved(double h) {
    return troubles.unsolved(h > 0 ? stages.worst() : newton.worst(), past.xNew, t, h);
  }

  private int firedGuard = -1;

  /** Cuts the step to the first rising guard; returns its length. */
  private double locateEvent(double h) {
    firedGuard = -1;
    double length = h;
    for (int attempt = 0; attempt < 20; attempt++) {
      solver.fill(dense, t, length);
      double first = Double.POSITIVE_INFINITY;
      int which = -1;
      for (int i = 0; i < events.count(); i++) {
        if (guards.rises(i, past.xNew, t + length)) {
          double s = locator.locate(events, i, dense, work);
          if (s < first) {
            first = s;
            which = i;
          }
        }
      }
      if (which < 0) {
        if (firedGuard >= 0) {
          // The cut step stopped just short of the crossing: near enough to fire.
          return length;
        }
        return h;
      }
      firedGuard = which;
      double cut = first * length;
      if (length - cut <= 1e-9 * h + 8 * Math.ulp(t)) {
        return length;
      }
      // A hair past the root, so that the guard has risen when it is looked at again.
      length = Math.min(length, cut + 1e-10 * h);
      if (!solver.step(t, length)) {
        // The whole step had a solution; without one for its part the event waits for the next.
        firedGuard = -1;
        solver.step(t, h);
        return h;
      }
    }
    return length;
  }

  /**
   * Runs every event that is due at t, in the netlist's order, and makes the point consistent; an
   * event that this makes due is run too. Returns whether that has a solution.
   */
  private boolean fireEvents() throws IOException {
    for (int round = 0; firedGuard >= 0 && round < MOST_ROUNDS; round++) {
      for (int i = 0; i < events.count(); i++) {
        if (guards.isDue(i, i == firedGuard, x, t)) {
          act(i);
        }
      }
      evaluation.time(t);
      if (!solver.reconcile(t)) {
        return false;
      }
      firedGuard = guards.look(x, t);
    }
    pasts.point(t, x);
    evaluation.seedLimits(x);
    solver.jumped();
    meterStart(true);
    rows.point(t, x);
    return true;
  }

  private void act(int event) {
    if (tape != null) {
      tape.jump();
    }
    events.run(event, x, t);
    if (tape != null) {
      tape.jumped(t, event, x);
    }
  }

  /** Goes over a time at which delays bring a jump; returns whether that has a solution. */
  private boolean crossJump() throws IOException {
    if (!solver.reconcile(t)) {
      return false;
    }
    pasts.point(t, x);
    firedGuard = guards.look(x, t);
    evaluation.seedLimits(x);
    solver.jumped();
    meterStart(true);
    rows.point(t, x);
    return firedGuard < 0 || fireEvents();
  }

  /** Takes the step under way, which {@link #growth} has put into the dense output. */
  private void accept(double h, double end) throws IOException {
    boolean tall = solver.formula().isDense();
    evaluation.time(end);
    int pieces = tall ? control.pieces(dense, x, past.xNew) : 1;
    pasts.step(dense, x, end);
    rows.inside(dense, end, pieces);
    if (meter != null) {
      meter.accept(dense, h);
    }
    solver.accept(h);
    troubles.accepted(h);
    x = past.x;
    t = end;
    evaluation.time(t);
    if (firedGuard < 0) {
      firedGuard = guards.look(x, t);
    }
  }
}
