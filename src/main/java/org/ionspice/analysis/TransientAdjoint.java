package org.ionspice.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.EventDerivatives;
import org.ionspice.assembly.Events;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.assembly.RepeatedDerivatives;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.Newton;
import org.ionspice.solver.TransposedSolver;
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
  private final CircuitEquations equations;
  private final LinearSolver factors;
  private final TransposedSolver solver;
  private final int n;
  private final double[] residual;
  private final double[] jacobian;
  private final double[] magnitude;
  private final double[] lambda;
  private final double[] ofF;
  private final double[] ofQ;
  private final double[] right;
  private final double[] column;
  private final Deque<double[]> pool = new ArrayDeque<>();
  private final DelayedValues delayed;
  private final MovingTimes moving;
  private final Events events;
  private final EventDerivatives byEvent;

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
    equations = new CircuitEquations(system, settings);
    factors = system.linearSolver();
    solver = new TransposedSolver(system.pattern(), factors);
    n = system.size();
    residual = new double[n + 1];
    magnitude = new double[n + 1];
    jacobian = new double[system.pattern().entryCount() + 1];
    lambda = new double[n + 1];
    ofF = new double[n + 1];
    ofQ = new double[n + 1];
    right = new double[n + 1];
    column = new double[n + 1];
    delayed = new DelayedValues(system);
    moving = new MovingTimes(system, settings, delayed);
    events = new Events(system);
    byEvent = new EventDerivatives(system, events);
    ofCells = new double[evaluation.cellCount()];
  }

  /** Returns the factorisations of all walks so far. */
  public long factorisations() {
    return solver.factorisations();
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
    lookAtCells(tape, numbers);
    evaluation.takeCells(tape.lastCells());
    theta = new double[tape.clocks().size()];
    int next = bySample.length - 1;
    int[] sorted = tape.sorted();
    for (int i = tape.size() - 1; i >= 0; i--) {
      TapePoint point = tape.point(i);
      if (point.kind == TapePoint.Kind.END || i == tape.first()) {
        double start = i == tape.first() ? -1 : tape.point(point.shown[0]).t;
        while (next >= 0 && tape.samples().get(sorted[next]).time() > start) {
          take(tape, point, start, sorted[next], bySample[sorted[next]]);
          next--;
        }
      }
      delayed.enter(tape, point);
      boolean found =
          switch (point.kind) {
            case STAGE, SETTLED -> isIdle(point) || solved(tape, point, numbers, gradient);
            case END ->
                (isIdle(point) && !isMoved(point))
                    || (located(tape, point, numbers, gradient)
                        && solved(tape, point, numbers, gradient));
            case GIVEN -> isIdle(point) || given(point, numbers, gradient);
            case STEADY -> isIdle(point) || steady(point, numbers, gradient);
            case JUMP -> jump(tape, point, numbers, gradient);
          };
      release(point);
      boolean first = i == 0 || tape.point(i - 1).kind != TapePoint.Kind.STAGE;
      if (first && point.clock >= 0) {
        echo(tape.clocks().get(point.clock), point.clock, gradient);
      }
      if (!found) {
        return Optional.of(NoGradient.singular(system, settings, factors.singularRow(), point.t));
      }
    }
    return Optional.empty();
  }

  /**
   * An echo comes a delay after its corner: what is asked of its time is asked of both, once the step
   * before it has asked.
   */
  private void echo(Tape.Clock clock, int own, double[] gradient) {
    if (clock.slot() < 0 || theta[own] == 0) {
      return;
    }
    if (clock.parent() >= 0) {
      theta[clock.parent()] += theta[own];
    }
    delayed.ofNumbers(clock.slot(), theta[own], gradient);
    theta[own] = 0;
  }

  private static boolean isIdle(TapePoint point) {
    return point.ofUnknowns.length == 0
        && point.ofCharges.length == 0
        && point.ofSlopes.length == 0;
  }

  private boolean isMoved(TapePoint point) {
    return point.event >= 0 && theta[point.clock] != 0;
  }

  /** Finds the cells that depend on anything that varies smoothly, in the order of the events. */
  private void lookAtCells(Tape tape, ParameterDerivatives numbers) {
    byEvent.forget();
    Arrays.fill(ofCells, 0);
    for (int i = 0; i < tape.size(); i++) {
      TapePoint point = tape.point(i);
      if (point.kind == TapePoint.Kind.JUMP) {
        evaluation.takeCells(point.cellsBefore);
        double[] x = tape.point(point.from[0]).x;
        byEvent.look(point.event, x, point.cellsBefore, point.t, numbers);
      }
    }
    hasCells = byEvent.hasLiveCells();
  }

  /**
   * The end of a step that lies where guard s is zero. With L the function and tau the time, kappa =
   * -(dL/dtau) / (ds/dtau) along the step; L + kappa s then does not depend on tau. Adds what kappa s
   * asks.
   */
  private boolean located(
      Tape tape, TapePoint end, ParameterDerivatives numbers, double[] gradient) {
    if (end.event < 0) {
      return true;
    }
    double[] byGuard = new double[n + 1];
    double[] cellsByGuard = new double[ofCells.length];
    double rise = byEvent.guard(end.event, end.x, end.t, 1, byGuard, cellsByGuard);
    byGuard[n] = 0;
    double[] own = {theta[end.clock], rise};
    if (!timeSlope(tape, end, true, byGuard, own) || !timeSlope(tape, end, false, byGuard, own)) {
      return false;
    }
    double kappa = -own[0] / own[1];
    if (!Double.isFinite(kappa)) {
      return true; // a guard that only touches zero: its time has no derivative
    }
    end.ofUnknowns = room(end.ofUnknowns);
    addTo(end.ofUnknowns, byGuard, kappa);
    addTo(ofCells, cellsByGuard, kappa);
    for (int k = 0; k < gradient.length && kappa != 0; k++) {
      gradient[k] += kappa * byEvent.guardBy(end.event, end.x, end.t, numbers, k);
    }
    theta[end.clock] = 0;
    return true;
  }

  /**
   * Adds to {@code own} what the step that ends at {@code end} asks of the time of its end: of the
   * function when {@code ofFunction}, otherwise of the guard. Leaves all else as it is.
   */
  private boolean timeSlope(
      Tape tape, TapePoint end, boolean ofFunction, double[] byGuard, double[] own) {
    double[] scratch = new double[theta.length];
    double[] slopes = ofFunction ? end.ofSlopes : new double[0];
    delayed.enter(tape, end);
    evaluate(end.x, end.alpha);
    Arrays.fill(ofQ, 0);
    if (ofFunction) {
      addTo(ofQ, end.ofCharges, 1);
      maskSlopes(slopes);
      addTo(ofQ, slopes, end.alpha);
    }
    if (!multipliers(ofFunction ? end.ofUnknowns : byGuard)) {
      return false;
    }
    double[] ofEnd = lambda.clone();
    moving.add(tape, end, ofEnd, slopes, scratch);
    throughDelays(tape, end, ofEnd, scratch);
    TapePoint inner = tape.point(end.from[0]);
    if (inner.kind == TapePoint.Kind.STAGE) {
      delayed.enter(tape, inner);
      evaluate(inner.x, inner.alpha);
      Arrays.fill(ofQ, 0);
      addTo(ofQ, ofEnd, end.charges[0]);
      addTo(ofQ, slopes, end.charges[0]);
      if (!multipliers(ofFunction ? inner.ofUnknowns : new double[0])) {
        return false;
      }
      double[] ofInner = lambda.clone();
      moving.add(tape, inner, ofInner, new double[0], scratch);
      throughDelays(tape, inner, ofInner, scratch);
      delayed.enter(tape, end);
    }
    own[ofFunction ? 0 : 1] += scratch[end.clock];
    return true;
  }

  /** Adds to {@code times} what multipliers of f, taken over delays, ask of times. */
  private void throughDelays(Tape tape, TapePoint point, double[] ofPoint, double[] times) {
    double[] none = new double[n + 1];
    delayed.take(tape, point, ofPoint, none, moving, times, this, none, true);
  }

  /** Solves for lambda with the matrix at hand, from what is asked of unknowns and, in ofQ, of q. */
  private boolean multipliers(double[] ofUnknowns) {
    Arrays.fill(lambda, 0);
    addTo(lambda, ofUnknowns, -1);
    Arrays.fill(right, 0);
    evaluation.addChargesTransposed(ofQ, right);
    addTo(lambda, right, -1);
    lambda[n] = 0;
    return solver.solve(jacobian, lambda);
  }

  /** The action of an event: what is asked of what it left is asked of what it met. */
  private boolean jump(
      Tape tape, TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    TapePoint earlier = tape.point(point.from[0]);
    if (!isIdle(point) || hasCells) {
      evaluation.evaluate(point.x, false);
      Arrays.fill(ofF, 0);
      Arrays.fill(ofQ, 0);
      addTo(ofQ, point.ofCharges, 1);
      Arrays.fill(right, 0);
      addTo(right, point.ofUnknowns, 1);
      evaluation.addChargesTransposed(ofQ, right);
      right[n] = 0;
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
      earlier.ofUnknowns = room(earlier.ofUnknowns);
      addTo(earlier.ofUnknowns, right, 1);
    }
    evaluation.takeCells(point.cellsBefore);
    return true;
  }

  /** Takes what a sample in the step that ends at {@code point} asks of the points it is made of. */
  private void take(Tape tape, TapePoint point, double start, int k, double factor) {
    Tape.Sample sample = tape.samples().get(k);
    if (factor == 0 || Double.isNaN(tape.value(k))) {
      return;
    }
    if (point.shown.length == 0) {
      ask(point, sample.plus(), sample.minus(), factor);
      return;
    }
    moving.sample(tape, point, sample, factor, theta);
    double[] weights = Tape.weights(point, start, sample.time());
    for (int j = 0; j < weights.length; j++) {
      ask(
          tape.point(point.shown[j]), sample.plus(), sample.minus(), factor * weights[j]);
    }
  }

  /** Asks {@code factor} of the difference of two unknowns at a point. */
  void ask(TapePoint point, int plus, int minus, double factor) {
    if (factor != 0) {
      point.ofUnknowns = room(point.ofUnknowns);
      point.ofUnknowns[plus] += factor;
      point.ofUnknowns[minus] -= factor;
      point.ofUnknowns[n] = 0;
    }
  }

  /**
   * A point that solves F = f + alpha q + ... = 0: lambda from transposed(G + alpha C) lambda =
   * -(what is asked of its unknowns, charges and slopes).
   */
  private boolean solved(
      Tape tape, TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    boolean settled = point.kind == TapePoint.Kind.SETTLED;
    evaluate(point.x, point.alpha);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    addTo(ofQ, point.ofCharges, 1);
    if (point.ofSlopes.length > 0) {
      // The slope is alpha q + ... at the end of a step and -f where charges were kept.
      maskSlopes(point.ofSlopes);
      addTo(settled ? ofF : ofQ, point.ofSlopes, settled ? -1 : point.alpha);
    }
    if (settled && point.ofSlopes.length > 0) {
      point.ofUnknowns = room(point.ofUnknowns);
      subtractSlopes(point, point.ofUnknowns);
    }
    if (!multipliers(point.ofUnknowns)) {
      return false;
    }
    double[] slopesAsked = settled ? new double[0] : point.ofSlopes;
    if (settled) {
      addTo(ofF, lambda, 1);
      moving.add(tape, point, ofF, slopesAsked, theta);
      addTo(ofF, lambda, -1);
    } else {
      moving.add(tape, point, lambda, slopesAsked, theta);
    }
    addTo(ofF, lambda, 1);
    addTo(ofQ, lambda, point.alpha);
    contract(point.x, numbers, gradient);
    delayed.take(tape, point, ofF, ofQ, moving, theta, this, gradient, false);
    for (int j = 0; j < point.from.length; j++) {
      TapePoint earlier = tape.point(point.from[j]);
      if (point.charges[j] != 0) {
        earlier.ofCharges = room(earlier.ofCharges);
        addTo(earlier.ofCharges, lambda, point.charges[j]);
        addTo(earlier.ofCharges, slopesAsked, point.charges[j]);
      }
      if (point.slopes[j] != 0) {
        earlier.ofSlopes = room(earlier.ofSlopes);
        addTo(earlier.ofSlopes, lambda, point.slopes[j]);
        addTo(earlier.ofSlopes, slopesAsked, point.slopes[j]);
      }
    }
    return true;
  }

  /** Subtracts from {@code asked} transposed(G) times the slopes: slopes of -f ask it of the unknowns. */
  private void subtractSlopes(TapePoint point, double[] asked) {
    evaluation.evaluate(point.x, false);
    Arrays.fill(right, 0);
    evaluation.addConductancesTransposed(point.ofSlopes, right);
    addTo(asked, right, -1);
  }

  /** The initial values that {@code uic} starts from: only their charges matter. */
  private boolean given(TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    evaluation.evaluate(point.x, false);
    Arrays.fill(right, 0);
    addTo(right, point.ofUnknowns, 1);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    addTo(ofQ, point.ofCharges, 1);
    evaluation.addChargesTransposed(ofQ, right);
    contract(point.x, numbers, gradient);
    addInitial(numbers, right, gradient);
    return true;
  }

  /** The operating point: f = 0, with states held or pulled as they were. */
  private boolean steady(TapePoint point, ParameterDerivatives numbers, double[] gradient) {
    CircuitEquations dc = new CircuitEquations(system, settings);
    DcSolver start = new DcSolver(system, settings, dc, new Newton(system.pattern(), factors));
    start.holdStates();
    start.force(system.circuit().initial(), true);
    dc.steady();
    evaluation.seedLimits(point.x);
    dc.evaluate(point.x, residual, jacobian, magnitude);
    Arrays.fill(ofF, 0);
    Arrays.fill(ofQ, 0);
    addTo(ofQ, point.ofCharges, 1);
    if (point.ofSlopes.length > 0) {
      maskSlopes(point.ofSlopes);
      addTo(ofF, point.ofSlopes, -1);
      point.ofUnknowns = room(point.ofUnknowns);
      subtractSlopes(point, point.ofUnknowns);
    }
    if (!multipliers(point.ofUnknowns)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      right[i] = lambda[i] * dc.byInitial(i);
      ofF[i] += dc.isHeld(i) ? 0 : lambda[i];
    }
    contract(point.x, numbers, gradient);
    addInitial(numbers, right, gradient);
    return true;
  }

  private void evaluate(double[] x, double alpha) {
    equations.stage(alpha);
    evaluation.seedLimits(x);
    equations.evaluate(x, residual, jacobian, magnitude);
  }

  private void maskSlopes(double[] slopes) {
    for (int i = 0; i < slopes.length - 1; i++) {
      if (!system.chargeRow(i)) {
        slopes[i] = 0;
      }
    }
  }

  private void contract(double[] x, ParameterDerivatives numbers, double[] gradient) {
    ofF[n] = 0;
    ofQ[n] = 0;
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] += quick.contract(k, x, ofF, ofQ);
    }
    if (hasCells) {
      byEvent.cells(x, ofF, ofQ, ofCells);
    }
  }

  /** Adds what {@code byInitial}, a factor an unknown, makes of the initial values. */
  private void addInitial(ParameterDerivatives numbers, double[] byInitial, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      Arrays.fill(column, 0);
      numbers.addInitial(k, column);
      for (int i = 0; i < n; i++) {
        gradient[k] += byInitial[i] * column[i];
      }
    }
  }

  private static void addTo(double[] to, double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  private double[] room(double[] present) {
    if (present.length > 0) {
      return present;
    }
    double[] free = pool.poll();
    return free == null ? new double[n + 1] : free;
  }

  private void release(TapePoint point) {
    for (double[] used : List.of(point.ofUnknowns, point.ofCharges, point.ofSlopes)) {
      if (used.length > 0) {
        Arrays.fill(used, 0);
        pool.push(used);
      }
    }
    point.ofUnknowns = new double[0];
    point.ofCharges = new double[0];
    point.ofSlopes = new double[0];
  }
}
