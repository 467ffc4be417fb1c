package org.ionspice.analysis;

import java.io.IOException;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Events;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.Newton;

/**
 * One transient under way: steps, their errors, breakpoints, events and rows.
 *
 * <p>Mutable workspace, for one thread. Nothing is allocated in a step without an event.
 */
final class TransientRun {
  /** The least step, in units in the last place of t. */
  private static final double LEAST_ULPS = 16;

  /** Events at one time that make each other due: past this many rounds time goes on. */
  private static final int MOST_ROUNDS = 100;

  private static final double CROWDED_ULPS = 1000;

  private final Transient plan;
  private final Run run;
  private final Settings settings;
  private final Assembly system;
  private final Evaluation evaluation;
  private final CircuitEquations equations;
  private final Newton newton;
  private final IntegrationFormula main;
  private final IntegrationFormula starter = new BackwardEuler();
  private final StepHistory past;
  private final Events events;
  private final EventLocator locator = new EventLocator();
  private final double[] guards;
  private final GminCheck gminCheck;
  private final StepControl control;
  private final int n;

  private double[] x;
  private double[] xNew;
  private double[] xBefore;
  private final double[] xStage;
  private final double[] work;
  private final double[] buffer;

  private double t;
  private boolean restart = true;
  private boolean unchecked = true;
  private double nextRow;
  private long points;
  private long rejected;

  TransientRun(Transient plan, Run run) {
    this.plan = plan;
    this.run = run;
    this.settings = run.settings();
    this.system = run.system();
    this.evaluation = system.evaluation();
    this.equations = new CircuitEquations(system, settings);
    this.newton = new Newton(system.pattern(), system.linearSolver());
    this.main =
        switch (settings.method()) {
          case TRBDF2 -> new TrBdf2();
          case TRAP -> new Trapezoidal();
          case GEAR -> new Gear2();
          case EULER -> new BackwardEuler();
        };
    this.control = new StepControl(system, settings, equations.tolerances());
    this.gminCheck = new GminCheck(system, settings);
    this.n = system.size();
    this.past = new StepHistory(n);
    this.events = new Events(system);
    this.guards = new double[events.count()];
    this.x = new double[n + 1];
    this.xNew = new double[n + 1];
    this.xBefore = new double[n + 1];
    this.xStage = new double[n + 1];
    this.work = new double[n + 1];
    this.buffer = new double[1 + run.probes().columns().size()];
    this.nextRow = plan.start();
  }

  Outcome run() throws IOException {
    evaluation.mode(true);
    evaluation.resetCells();
    DcSolver dc = new DcSolver(system, settings, equations, newton);
    if (!begin(dc)) {
      return ended(dc.failure(x, " at the start of the transient"));
    }
    double span = plan.stop() - plan.start();
    double most = Double.isNaN(plan.most()) ? span / 50 : plan.most();
    for (double delay : system.delays()) {
      most = Math.min(most, delay);
    }
    Breakpoints breakpoints = new Breakpoints(system, plan.stop());
    double wish = Math.min(most, 1e-5 * plan.stop());
    control.accept(x);
    emit();
    while (t < plan.stop()) {
      double corner = breakpoints.after(t);
      double room = corner - t;
      boolean landing = false;
      double smallest = LEAST_ULPS * Math.ulp(t) + 1e-18 * plan.stop();
      double h = Math.min(Math.max(wish, smallest), most);
      if (h >= room * 0.999) {
        h = room;
        landing = true;
      } else if (h > room / 2) {
        h = room / 2;
      }
      // Between corners that t can hardly tell apart an error estimate sees only rounding.
      boolean crowded = room < CROWDED_ULPS * Math.ulp(t);
      if (!landing) {
        h = t + h - t; // the length that t will advance by
      }
      Diagnostic trouble = null;
      double ratio;
      while (true) {
        boolean found = step(h);
        ratio =
            found ? control.error(formula(), past, h, newton, xNew) : Double.POSITIVE_INFINITY;
        if (found && ratio <= 1) {
          break;
        }
        rejected++;
        landing = false;
        trouble = found ? null : newtonTrouble(h);
        double shrink =
            found ? Math.max(0.1, 0.9 * Math.pow(ratio, -1.0 / (formula().order() + 1))) : 0.125;
        if (h <= smallest) {
          if (found && crowded) {
            break;
          }
          return ended(trouble != null ? trouble : tooSmall(h));
        }
        h = Math.max(smallest, h * Math.min(0.9, shrink));
        h = t + h - t;
        evaluation.seedLimits(x);
        if (run.watch().cancelled()) {
          return ended(null);
        }
      }
      if (events.count() > 0) {
        double cut = locateEvent(h);
        if (cut < h) {
          landing = false;
          h = cut;
        }
      }
      double grow = 0.9 * Math.pow(Math.max(ratio, 1e-6), -1.0 / (formula().order() + 1));
      double next = h * Math.max(0.3, Math.min(2, grow));
      if (!unchecked && past.lastStep > 0) {
        next = Math.min(next, h * control.smoothness(xBefore, past.lastStep, x, h, xNew));
      }
      accept(h, landing ? corner : t + h);
      breakpoints.echoes(10 * settings.reltol());
      control.accept(x);
      emit();
      wish = next;
      if (firedGuard >= 0) {
        if (!fireEvents()) {
          return ended(newtonTrouble(0));
        }
        breakpoints.corner(t);
        wish = Math.min(next, 0.02 * most);
        restart = true;
      }
      if (landing && t < plan.stop()) {
        breakpoints.corner(t);
        if (evaluation.cross(t) && !crossJump()) {
          return ended(newtonTrouble(0));
        }
        wish = Math.min(wish, 0.1 * Math.min(most, breakpoints.after(t) - t));
        restart = true;
      }
      run.watch().progress(t / plan.stop(), h);
      if (run.watch().cancelled()) {
        return ended(null);
      }
    }
    return ended(null);
  }

  private Outcome ended(@org.jspecify.annotations.Nullable Diagnostic failure) {
    gminCheck.range(control.peak());
    return new Outcome(
        points,
        rejected,
        newton.iterations(),
        Optional.ofNullable(failure),
        gminCheck.remark(equations).stream().toList());
  }

  /** Finds the first point: the operating point, or the initial values made consistent. */
  private boolean begin(DcSolver dc) {
    if (plan.useInitial()) {
      system.initialValues(x);
      evaluation.evaluate(x, false);
      System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
      if (!reconcile()) {
        return false;
      }
    } else {
      dc.force(system.circuit().initial(), true);
      boolean pulled = !system.circuit().initial().isEmpty();
      if (!findStart(dc, pulled)) {
        return false;
      }
      gminCheck.solution(x, equations, newton);
      equations.letGo();
      equations.releaseHeld();
      evaluation.evaluate(x, false);
      System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
      slopes();
      if (pulled && !reconcile()) {
        return false;
      }
    }
    evaluation.seedLimits(x);
    evaluation.startHistory(0, x);
    evaluation.time(0);
    for (int i = 0; i < guards.length; i++) {
      guards[i] = events.guard(i, x, 0);
    }
    return true;
  }

  private boolean findStart(DcSolver dc, boolean pulled) {
    if (!pulled) {
      return OperatingPoint.find(run, equations, dc, x);
    }
    dc.holdStates();
    dc.force(system.circuit().initial(), true);
    return dc.solve(x);
  }

  /** Takes qDot = -f at x, in the rows that have charges. */
  private void slopes() {
    double[] f = evaluation.f();
    for (int i = 0; i < n; i++) {
      past.qDot[i] = system.chargeRow(i) ? -f[i] : 0;
    }
  }

  /**
   * Solves for the unknowns that carry no charge while all charges stay, by a backward Euler step so
   * short that no time passes.
   */
  private boolean reconcile() {
    double tiny = 1e-12 * plan.stop();
    System.arraycopy(x, 0, xNew, 0, n + 1);
    equations.stage(starter.coefficients(0, past, tiny, equations.beta()));
    evaluation.seedLimits(x);
    newton.forget();
    if (newton.solve(equations, xNew, settings.itl1(), 1) != Newton.Ending.CONVERGED) {
      return false;
    }
    System.arraycopy(xNew, 0, x, 0, n + 1);
    evaluation.evaluate(x, false);
    System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
    slopes();
    return true;
  }

  private IntegrationFormula formula() {
    // A corner breaks what the multistep formulas (and the trapezoidal rule's qDot) know.
    return restart && main.needsPast() ? starter : main;
  }

  /** Solves all stages of a step of length h into xNew. */
  private boolean step(double h) {
    IntegrationFormula rule = formula();
    for (int stage = 0; stage < rule.stages(); stage++) {
      double end = rule.end(stage);
      boolean last = stage == rule.stages() - 1;
      evaluation.time(t + end * h);
      predict(end * h, stage);
      double alpha = rule.coefficients(stage, past, h, equations.beta());
      equations.stage(alpha);
      if (newton.advance(equations, xNew, settings.itl4()) != Newton.Ending.CONVERGED) {
        return false;
      }
      double[] beta = equations.beta();
      double[] qTo = last ? past.qNew : past.qStage;
      double[] dotTo = last ? past.qDotNew : past.qDotStage;
      equations.charges(newton.update(), qTo);
      for (int i = 0; i < n; i++) {
        dotTo[i] = system.chargeRow(i) ? alpha * qTo[i] + beta[i] : 0;
      }
      if (!last) {
        System.arraycopy(xNew, 0, xStage, 0, n + 1);
      }
    }
    return true;
  }

  private void predict(double ahead, int stage) {
    if (stage > 0) {
      double s = 1 / TrBdf2.GAMMA;
      for (int i = 0; i < n; i++) {
        xNew[i] = x[i] + s * (xStage[i] - x[i]);
      }
    } else if (unchecked || past.lastStep == 0) {
      System.arraycopy(x, 0, xNew, 0, n + 1);
    } else {
      double s = ahead / past.lastStep;
      for (int i = 0; i < n; i++) {
        xNew[i] = x[i] + s * (x[i] - xBefore[i]);
      }
    }
    xNew[n] = 0;
  }

  private int firedGuard = -1;

  /** Cuts the step to the first rising guard; returns its length. */
  private double locateEvent(double h) {
    firedGuard = -1;
    double length = h;
    for (int attempt = 0; attempt < 20; attempt++) {
      boolean staged = formula().stages() > 1;
      DenseStep dense =
          new DenseStep(t, length, x, xStage, staged ? formula().end(0) : 0, xNew);
      double first = Double.POSITIVE_INFINITY;
      int which = -1;
      for (int i = 0; i < guards.length; i++) {
        if (guards[i] < 0 && events.guard(i, xNew, t + length) >= 0) {
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
      if (!step(length)) {
        // The whole step had a solution; without one for its part the event waits for the next.
        firedGuard = -1;
        step(h);
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
      for (int i = 0; i < guards.length; i++) {
        double now = events.guard(i, x, t);
        if (i == firedGuard || (guards[i] < 0 && now >= 0)) {
          events.run(i, x, t);
          now = Math.max(0, now);
        }
        guards[i] = now;
      }
      evaluation.time(t);
      evaluation.evaluate(x, false);
      System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
      if (!reconcile()) {
        return false;
      }
      lookAtGuards();
    }
    evaluation.appendHistory(t, x, t, x);
    evaluation.seedLimits(x);
    unchecked = true;
    emit();
    return true;
  }

  /**
   * Takes the guards' values at x; one that has risen keeps its old value and is the fired one. So
   * none can pass zero unseen by the rounding of time or of the unknowns.
   */
  private void lookAtGuards() {
    firedGuard = -1;
    for (int i = 0; i < guards.length; i++) {
      double now = events.guard(i, x, t);
      if (guards[i] < 0 && now >= 0) {
        firedGuard = i;
      } else {
        guards[i] = now;
      }
    }
  }

  /** Goes over a time at which delays bring a jump; returns whether that has a solution. */
  private boolean crossJump() throws IOException {
    evaluation.evaluate(x, false);
    System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
    if (!reconcile()) {
      return false;
    }
    evaluation.appendHistory(t, x, t, x);
    lookAtGuards();
    evaluation.seedLimits(x);
    unchecked = true;
    emit();
    return firedGuard < 0 || fireEvents();
  }

  /** Gives the row at the start of the results, when it falls inside this step. */
  private void openResults(double h, double end, double middle) throws IOException {
    double start = plan.start();
    if (plan.interpolate() || t >= start || end <= start * (1 + 1e-12)) {
      return;
    }
    new DenseStep(t, h, x, xStage, middle, xNew).at((start - t) / h, work);
    evaluation.time(start);
    run.emit(buffer, start, work);
    points++;
  }

  private void accept(double h, double end) throws IOException {
    boolean staged = formula().stages() > 1;
    openResults(h, end, staged ? formula().end(0) : 0);
    double[] oldest = xBefore;
    xBefore = x;
    x = xNew;
    xNew = oldest;
    past.accept(h);
    double middle = staged ? t + formula().end(0) * h : end;
    t = end;
    evaluation.appendHistory(t, x, middle, staged ? xStage : x);
    evaluation.time(t);
    if (firedGuard < 0) {
      lookAtGuards();
    }
    restart = false;
    unchecked = false;
  }

  private void emit() throws IOException {
    if (!plan.interpolate()) {
      if (t >= plan.start()) {
        run.emit(buffer, t, x);
        points++;
      }
      return;
    }
    double since = past.lastStep;
    while (nextRow <= t * (1 + 1e-12)) {
      double s = since > 0 ? Math.min(1, 1 - (t - nextRow) / since) : 1;
      for (int i = 0; i < n; i++) {
        work[i] = s >= 1 ? x[i] : xBefore[i] + s * (x[i] - xBefore[i]);
      }
      work[n] = 0;
      run.emit(buffer, nextRow, work);
      points++;
      nextRow = plan.start() + Math.rint((nextRow - plan.start()) / plan.step() + 1) * plan.step();
    }
  }

  private Diagnostic newtonTrouble(double h) {
    return Diagnostic.of(
        Code.E403,
        Span.NONE,
        "the equations of " + system.describe(newton.worst()) + " have no solution at t = " + t
            + " s with a step of " + h + " s",
        "soften what switches there, check the models on that node, or raise .options itl4");
  }

  private Diagnostic tooSmall(double h) {
    return Diagnostic.of(
        Code.E403,
        Span.NONE,
        "time step too small at t = " + t + " s (" + h + " s); largest error at "
            + system.describe(control.worst()),
        "give sources finite edges, add a small capacitance at that node, or loosen reltol");
  }
}
