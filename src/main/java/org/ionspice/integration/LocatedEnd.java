package org.ionspice.integration;

import java.util.Arrays;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.EventDerivatives;
import org.ionspice.assembly.ParameterDerivatives;

/**
 * Walks back over the end of a step that lies where a guard s is zero. With L the function and tau
 * the time, kappa = -(dL/dtau) / (ds/dtau) along the step; L + kappa s then does not depend on tau.
 *
 * <p>Mutable workspace, for one thread; it shares those of a {@link TransientAdjoint}.
 */
final class LocatedEnd {
  private final int n;
  private final TransposedPoint transposed;
  private final Adjoints adjoints;
  private final DelayedValues delayed;
  private final MovingTimes moving;
  private final EventDerivatives byEvent;
  private final double[] ofQ;

  LocatedEnd(
      Assembly system,
      TransposedPoint transposed,
      Adjoints adjoints,
      DelayedValues delayed,
      MovingTimes moving,
      EventDerivatives byEvent) {
    n = system.size();
    this.transposed = transposed;
    this.adjoints = adjoints;
    this.delayed = delayed;
    this.moving = moving;
    this.byEvent = byEvent;
    ofQ = new double[n + 1];
  }

  /**
   * Adds what kappa s asks, where {@code end} is such an end; returns whether its equations could
   * be solved.
   *
   * @param theta what is asked of moving times; that of the end becomes zero
   * @param ofCells what is asked of cells
   */
  boolean take(
      Tape tape,
      TapePoint end,
      double[] theta,
      double[] ofCells,
      ParameterDerivatives numbers,
      double[] gradient) {
    if (end.event < 0) {
      return true;
    }
    double[] byGuard = new double[n + 1];
    double[] cellsByGuard = new double[ofCells.length];
    double rise = byEvent.guard(end.event, end.x, end.t, 1, byGuard, cellsByGuard);
    byGuard[n] = 0;
    double[] own = {theta[end.clock], rise};
    double[] times = new double[theta.length];
    if (!timeSlope(tape, end, true, byGuard, times, own)
        || !timeSlope(tape, end, false, byGuard, times, own)) {
      return false;
    }
    double kappa = -own[0] / own[1];
    if (!Double.isFinite(kappa)) {
      return true; // a guard that only touches zero: its time has no derivative
    }
    adjoints.askUnknowns(end, byGuard, kappa);
    Adjoints.add(ofCells, cellsByGuard, kappa);
    for (int k = 0; k < gradient.length && kappa != 0; k++) {
      gradient[k] += kappa * byEvent.guardBy(end.event, end.x, end.t, numbers, k);
    }
    theta[end.clock] = 0;
    return true;
  }

  /**
   * Adds to {@code own} what the step that ends at {@code end} asks of the time of its end: of the
   * function when {@code ofFunction}, otherwise of the guard. Leaves all else as it is.
   *
   * @param times scratch, an entry a moving time
   */
  private boolean timeSlope(
      Tape tape,
      TapePoint end,
      boolean ofFunction,
      double[] byGuard,
      double[] times,
      double[] own) {
    Arrays.fill(times, 0);
    double[] slopes = ofFunction ? end.ofSlopes : new double[0];
    delayed.enter(tape, end);
    transposed.evaluate(end.x, end.alpha);
    Arrays.fill(ofQ, 0);
    if (ofFunction) {
      Adjoints.add(ofQ, end.ofCharges, 1);
      adjoints.maskSlopes(end);
      Adjoints.add(ofQ, slopes, end.alpha);
    }
    if (!transposed.solve(ofFunction ? end.ofUnknowns : byGuard, ofQ)) {
      return false;
    }
    double[] ofEnd = transposed.lambda().clone();
    moving.add(tape, end, ofEnd, slopes, times);
    throughDelays(tape, end, ofEnd, times);
    TapePoint inner = tape.point(end.from[0]);
    if (inner.kind == TapePoint.Kind.STAGE) {
      delayed.enter(tape, inner);
      transposed.evaluate(inner.x, inner.alpha);
      Arrays.fill(ofQ, 0);
      Adjoints.add(ofQ, ofEnd, end.charges[0]);
      Adjoints.add(ofQ, slopes, end.charges[0]);
      if (!transposed.solve(ofFunction ? inner.ofUnknowns : new double[0], ofQ)) {
        return false;
      }
      double[] ofInner = transposed.lambda().clone();
      moving.add(tape, inner, ofInner, new double[0], times);
      throughDelays(tape, inner, ofInner, times);
      delayed.enter(tape, end);
    }
    own[ofFunction ? 0 : 1] += times[end.clock];
    return true;
  }

  /** Adds to {@code times} what multipliers of f, taken over delays, ask of times. */
  private void throughDelays(Tape tape, TapePoint point, double[] ofPoint, double[] times) {
    double[] none = new double[n + 1];
    delayed.take(tape, point, ofPoint, none, moving, times, adjoints, none, true);
  }
}
