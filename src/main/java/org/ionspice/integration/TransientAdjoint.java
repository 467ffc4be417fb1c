package org.ionspice.integration;

import java.util.Arrays;
import java.util.Optional;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.DcSolver;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.EventDerivatives;
import org.ionspice.assembly.Events;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.assembly.RepeatedDerivatives;
import org.ionspice.diagnostics.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a function of a transient's waveforms, by a walk back over its {@link Tape}: the
 * derivative of the numbers that were computed, with the steps as they were.
 *
 * <p>At every point the transposed equations are solved once, whatever the number of parameters.
 * Derivation: docs/numerics/adjoint.md. Mutable workspace, for one thread; it uses that of the
 * assembly.
 */
public final class TransientAdjoint {
  private final Assembly system;
  private final Settings settings;
  private final Evaluation evaluation;
  private final TransposedPoint transposed;
  private final Adjoints adjoints;
  private final LocatedEnd located;
  private final int n;
  private final double[] ofF;
  private final double[] ofQ;
  private final double[] right;
  private final double[] column;
  private final DelayedValues delayed;
  private final MovingTimes moving;
  private final Events events;
  private final EventDerivatives byEvent;

  /** Why the walk under way ended at two events of one time. */
  private @Nullable Diagnostic coincidence;

  /** The sample that comes next in the walk under way, by the order of their times. */
  private int next;

  /** What is asked of moving times and of cells. */
  private double[] theta = {};

  private final double[] ofCells;
  private boolean hasCells;

  /** Derivatives by the numbers of the walk under way. */
  private @Nullable RepeatedDerivatives quick;

  /** Prepares to walk back over runs of {@code system} with {@code settings}. */
  public TransientAdjoint(Assembly system, Settings settings) {
    this.system = system;
    this.settings = settings;
    evaluation = system.evaluation();
    transposed = new TransposedPoint(system, settings);
    adjoints = new Adjoints(system);
    n = system.size();
    ofF = new double[n + 1];
    ofQ = new double[n + 1];
    right = new double[n + 1];
    column = new double[n + 1];
    delayed = new DelayedValues(system);
    moving = new MovingTimes(system, settings, delayed);
    events = new Events(system);
    byEvent = new EventDerivatives(system, events);
    located = new LocatedEnd(system, transposed, adjoints, delayed, moving, byEvent);
    ofCells = new double[evaluation.cellCount()];
  }

  /** Returns the factorisations of all walks so far. */
  public long factorisations() {
    return transposed.factorisations();
  }

  /**
   * Walks back and adds the gradient.
   *
   * @param bySample the derivative of the function by the value of each sample of the tape
   * @param numbers what the gradient is by
   * @param gradient receives the sum of what it had and the gradient; one entry a number
   * @return why there is none; empty when there is one
   */
  public Optional<Diagnostic> add(
      Tape tape, double[] bySample, ParameterDerivatives numbers, double[] gradient) {
    evaluation.mode(true);
    quick = new RepeatedDerivatives(system, numbers);
    delayed.begin(numbers);
    int ambiguous = delayed.ambiguous();
    if (ambiguous >= 0) {
      return Optional.of(NoGradient.sharedDelay(system, numbers.numbers().get(ambiguous)));
    }
    moving.begin(tape);
    coincidence = null;
    adjoints.begin();
    transposed.begin();
    tape.toEnd();
    lookAtCells(tape, numbers);
    evaluation.takeCells(tape.lastCells());
    theta = new double[tape.clocks().size()];
    next = bySample.length - 1;
    Optional<Diagnostic> trouble;
    boolean more;
    do {
      trouble = walk(tape, bySample, numbers, gradient);
      TapePoint[] before = tape.window().before();
      more = trouble.isEmpty() && tape.back();
      for (TapePoint one : before) {
        adjoints.carry(one, tape);
      }
    } while (more);
    return trouble;
  }

  /** Walks back over the points that are on the tape. */
  private Optional<Diagnostic> walk(
      Tape tape, double[] bySample, ParameterDerivatives numbers, double[] gradient) {
    int[] sorted = tape.sorted();
    for (int i = tape.size() - 1; i >= tape.window().begin(); i--) {
      TapePoint point = tape.point(i);
      if (point.kind == TapePoint.Kind.END || i == tape.first()) {
        double start = i == tape.first() ? -1 : tape.point(point.shown[0]).t;
        while (next >= 0 && tape.samples().get(sorted[next]).time() > start) {
          take(tape, point, start, sorted[next], bySample[sorted[next]]);
          next--;
        }
      }
      adjoints.takeDelayed(tape, point);
      delayed.enter(tape, point);
      boolean found =
          switch (point.kind) {
            case STAGE, SETTLED ->
                Adjoints.isIdle(point) || solved(tape, point, numbers, gradient);
            case END ->
                (Adjoints.isIdle(point) && !isMoved(point))
                    || (located.take(tape, point, theta, ofCells, numbers, gradient)
                        && solved(tape, point, numbers, gradient));
            case GIVEN -> Adjoints.isIdle(point) || given(point, numbers, gradient);
            case STEADY -> Adjoints.isIdle(point) || steady(point, numbers, gradient);
            case JUMP -> jump(tape, point, numbers, gradient);
          };
      adjoints.release(point);
      boolean first =
          i == tape.window().begin() || tape.point(i - 1).kind != TapePoint.Kind.STAGE;
      if (first && point.clock >= 0) {
        echo(tape.clocks().get(point.clock), point.clock, gradient);
      }
      if (coincidence != null) {
        return Optional.of(coincidence);
      }
      if (!found) {
        int row = transposed.singularRow();
        return Optional.of(NoGradient.singular(system, settings, row, point.t));
      }
    }
    return Optional.empty();
  }

  /**
   * An echo comes a delay after its corner: what is asked of its time is asked of both, once the step
   * before it has asked.
   */
  private void echo(TapeClocks.Clock clock, int own, double[] gradient) {
    if (clock.slot() < 0 || theta[own] == 0) {
      return;
    }
    if (clock.parent() >= 0) {
      theta[clock.parent()] += theta[own];
    }
    delayed.ofNumbers(clock.slot(), theta[own], gradient);
    theta[own] = 0;
  }

  private boolean isMoved(TapePoint point) {
    return point.event >= 0 && theta[point.clock] != 0;
  }

  /** Finds the cells that depend on anything that varies smoothly, in the order of the events. */
  private void lookAtCells(Tape tape, ParameterDerivatives numbers) {
    byEvent.forget();
    Arrays.fill(ofCells, 0);
    EventDerivatives looked = tape.looked();
    if (looked != null) {
      byEvent.follow(looked);
    }
    for (int i = 0; looked == null && ofCells.length > 0 && i < tape.size(); i++) {
      TapePoint point = tape.point(i);
      if (point.kind == TapePoint.Kind.JUMP) {
        evaluation.takeCells(point.cellsBefore);
        double[] x = tape.point(point.from[0]).x;
        byEvent.look(point.event, x, point.cellsBefore, point.t, numbers);
      }
    }
    hasCells = byEvent.hasLiveCells();
  }

  /** The action of an event: what is asked of what it left is asked of what it met. */
  private boolean jump(
      Tape tape, TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    TapePoint earlier = tape.point(point.from[0]);
    if (!Adjoints.isIdle(point) || hasCells) {
      evaluation.evaluate(point.x, false);
      Arrays.fill(ofF, 0);
      Arrays.fill(ofQ, 0);
      Adjoints.add(ofQ, point.ofCharges, 1);
      Arrays.fill(right, 0);
      Adjoints.add(right, point.ofUnknowns, 1);
      evaluation.addChargesTransposed(ofQ, right);
      right[n] = 0;
      if (byEvent.matters(point.event, right, ofCells)) {
        coincidence = coincidence(tape, point);
        if (coincidence != null) {
          return false;
        }
      }
      contract(point.x, numbers, gradient);
      evaluation.takeCells(point.cellsBefore);
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] +=
            byEvent.actionBy(
                point.event, earlier.x, point.cellsBefore, point.t, right, ofCells, numbers, k);
      }
      double rate =
          byEvent.action(point.event, earlier.x, point.cellsBefore, point.t, right, ofCells);
      moving.spread(point, rate, theta);
      adjoints.askUnknowns(earlier, right, 1);
    }
    evaluation.takeCells(point.cellsBefore);
    return true;
  }

  /**
   * Returns why an event has no derivative: another one ended its step, and it had come by then too. One
   * that the action of another makes due has the time of that. Null when all is well.
   */
  private @Nullable Diagnostic coincidence(Tape tape, TapePoint jump) {
    TapePoint first = jump;
    TapePoint end = tape.point(jump.from[0]);
    while (end.kind == TapePoint.Kind.JUMP || end.kind == TapePoint.Kind.SETTLED) {
      first = end.kind == TapePoint.Kind.JUMP ? end : first;
      end = tape.point(end.from[0]);
    }
    if (end.event < 0 || end.event == jump.event) {
      return null;
    }
    double[] now = new double[evaluation.cellCount()];
    evaluation.keepCells(now);
    evaluation.takeCells(first.cellsBefore);
    delayed.enter(tape, end);
    double guard = events.guard(jump.event, end.x, end.t);
    evaluation.takeCells(now);
    delayed.enter(tape, jump);
    return guard >= 0
        ? NoGradient.together(system, events, end.event, jump.event, jump.t)
        : null;
  }

  /** Takes what a sample in the step that ends at {@code point} asks of the points it is made of. */
  private void take(Tape tape, TapePoint point, double start, int k, double factor) {
    Tape.Sample sample = tape.samples().get(k);
    if (factor == 0 || Double.isNaN(tape.value(k))) {
      return;
    }
    if (point.shown.length == 0) {
      adjoints.ask(point, sample.plus(), sample.minus(), factor);
      return;
    }
    moving.sample(tape, point, sample, factor, theta);
    double[] weights = TapeSamples.weights(point, start, sample.time());
    for (int j = 0; j < weights.length; j++) {
      adjoints.ask(
          tape.point(point.shown[j]), sample.plus(), sample.minus(), factor * weights[j]);
    }
  }

  /**
   * A point that solves F = f + alpha q + ... = 0: lambda from transposed(G + alpha C) lambda =
   * -(what is asked of its unknowns, charges and slopes).
   */
  private boolean solved(
      Tape tape, TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    boolean settled = point.kind == TapePoint.Kind.SETTLED;
    transposed.evaluate(point.x, point.alpha);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    Adjoints.add(ofQ, point.ofCharges, 1);
    if (point.ofSlopes.length > 0) {
      // The slope is alpha q + ... at the end of a step and -f where charges were kept.
      adjoints.maskSlopes(point);
      Adjoints.add(settled ? ofF : ofQ, point.ofSlopes, settled ? -1 : point.alpha);
    }
    if (settled && point.ofSlopes.length > 0) {
      subtractSlopes(point);
    }
    if (!transposed.solve(point.ofUnknowns, ofQ)) {
      return false;
    }
    double[] lambda = transposed.lambda();
    double[] slopesAsked = settled ? new double[0] : point.ofSlopes;
    if (settled) {
      Adjoints.add(ofF, lambda, 1);
      moving.add(tape, point, ofF, slopesAsked, theta);
      Adjoints.add(ofF, lambda, -1);
    } else {
      moving.add(tape, point, lambda, slopesAsked, theta);
    }
    Adjoints.add(ofF, lambda, 1);
    Adjoints.add(ofQ, lambda, point.alpha);
    contract(point.x, numbers, gradient);
    delayed.take(tape, point, ofF, ofQ, moving, theta, adjoints, gradient, false);
    for (int j = 0; j < point.from.length; j++) {
      TapePoint earlier = tape.point(point.from[j]);
      if (point.charges[j] != 0) {
        adjoints.askCharges(earlier, lambda, point.charges[j]);
        adjoints.askCharges(earlier, slopesAsked, point.charges[j]);
      }
      if (point.slopes[j] != 0) {
        adjoints.askSlopes(earlier, lambda, point.slopes[j]);
        adjoints.askSlopes(earlier, slopesAsked, point.slopes[j]);
      }
    }
    return true;
  }

  /** Asks -transposed(G) times what is asked of the slopes of the unknowns: the slopes are -f. */
  private void subtractSlopes(TapePoint point) {
    evaluation.evaluate(point.x, false);
    Arrays.fill(right, 0);
    evaluation.addConductancesTransposed(point.ofSlopes, right);
    for (int i = 0; i < system.size(); i++) {
      right[i] += system.isNode(i) ? settings.shunt() * point.ofSlopes[i] : 0;
    }
    adjoints.askUnknowns(point, right, -1);
  }

  /** The initial values that {@code uic} starts from: only their charges matter. */
  private boolean given(TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    evaluation.evaluate(point.x, false);
    Arrays.fill(right, 0);
    Adjoints.add(right, point.ofUnknowns, 1);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    Adjoints.add(ofQ, point.ofCharges, 1);
    evaluation.addChargesTransposed(ofQ, right);
    contract(point.x, numbers, gradient);
    addInitial(numbers, right, gradient);
    return true;
  }

  /** The operating point: f = 0, with states held or pulled as they were. */
  private boolean steady(TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    CircuitEquations dc = new CircuitEquations(system, settings);
    DcSolver start = new DcSolver(system, settings, dc, transposed.newton());
    start.holdStates();
    start.force(system.circuit().initial(), true);
    dc.steady();
    transposed.evaluate(dc, point.x);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    Adjoints.add(ofQ, point.ofCharges, 1);
    if (point.ofSlopes.length > 0) {
      adjoints.maskSlopes(point);
      Adjoints.add(ofF, point.ofSlopes, -1);
      subtractSlopes(point);
    }
    if (!transposed.solve(point.ofUnknowns, ofQ)) {
      return false;
    }
    double[] lambda = transposed.lambda();
    for (int i = 0; i < n; i++) {
      right[i] = lambda[i] * dc.byInitial(i);
      ofF[i] += dc.isHeld(i) ? 0 : lambda[i];
    }
    contract(point.x, numbers, gradient);
    addInitial(numbers, right, gradient);
    return true;
  }

  private void contract(double[] x, ParameterDerivatives numbers, double[] gradient) {
    ofF[n] = 0;
    ofQ[n] = 0;
    quick.contract(x, ofF, ofQ, gradient);
    if (hasCells) {
      byEvent.cells(x, ofF, ofQ, ofCells);
    }
  }

  /** Adds what {@code byInitial}, a factor an unknown, makes of the initial values. */
  private void addInitial(ParameterDerivatives numbers, double[] byInitial, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] += numbers.contractInitial(k, byInitial);
    }
  }
}
