package org.ionspice.integration;

import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;

/**
 * What moving a time point changes in the equations of the steps beside it: an event lies where a guard
 * is zero, so its time depends on the parameters.
 *
 * <p>All other times are kept: the step before an event and the one after it change their lengths.
 * Mutable workspace, for one thread.
 */
final class MovingTimes {
  /** A step in time for the derivative of sources, as a part of the length of the time step. */
  private static final double STEP = 1e-3;

  private final Assembly system;
  private final Evaluation evaluation;
  private final double rshunt;
  private final int n;
  private final double[] work;
  private final double[] rates;
  private final DelayedValues delayed;

  /** Of the clocks of the tape under way: whether they move. */
  private boolean[] moves = {};

  MovingTimes(Assembly system, Settings settings, DelayedValues delayed) {
    this.delayed = delayed;
    this.system = system;
    evaluation = system.evaluation();
    rshunt = settings.shunt();
    n = system.size();
    work = new double[n + 1];
    rates = new double[n + 1];
  }

  /** Finds which times of {@code tape} move: those of events, their echoes, and of moved delays. */
  void begin(Tape tape) {
    moves = new boolean[tape.clocks().size()];
    for (int c = 0; c < moves.length; c++) {
      TapeClocks.Clock clock = tape.clocks().get(c);
      moves[c] =
          clock.slot() < 0 || has(clock.parent()) || delayed.isMoved(clock.slot());
    }
  }

  private boolean has(int clock) {
    return clock >= 0 && moves[clock];
  }

  /** Returns whether a time that {@code point}'s equation knows may move. */
  boolean concerns(Tape tape, TapePoint point) {
    if (moves.length == 0) {
      return false;
    }
    if (has(point.clock) || has(point.startClock)) {
      return true;
    }
    for (int j : point.from) {
      if (has(tape.point(j).clock)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds to {@code theta}, one entry a moving time, what the equation of {@code point} asks of times.
   *
   * @param multipliers of the equation
   * @param slopes what is asked of the slopes of the point's charges; empty for nothing
   */
  void add(Tape tape, TapePoint point, double[] multipliers, double[] slopes, double[] theta) {
    if (!concerns(tape, point)) {
      return;
    }
    if (point.kind == TapePoint.Kind.SETTLED) {
      spread(point.clock, explicit(point, multipliers), theta);
      return;
    }
    double explicit = explicit(point, multipliers);
    spread(point, explicit, theta);
    if (point.kind == TapePoint.Kind.END && point.from.length > 1 && !isStaged(tape, point)) {
      byNodes(tape, point, multipliers, slopes, theta);
    } else {
      // Everything but the slopes of earlier points is in proportion to 1/h.
      double byLength = byLength(tape, point, multipliers, slopes);
      spread(point.clock, byLength, theta);
      spread(point.startClock, -byLength, theta);
    }
  }

  private static boolean isStaged(Tape tape, TapePoint point) {
    return tape.point(point.from[0]).kind == TapePoint.Kind.STAGE;
  }

  private void spread(int clock, double amount, double[] theta) {
    if (has(clock)) {
      theta[clock] += amount;
    }
  }

  /** Adds what is asked of the time of {@code point} to the times that it moves with. */
  void spread(TapePoint point, double amount, double[] theta) {
    spread(point.startClock, point.clock, point.place, amount, theta);
  }

  /**
   * Adds what is asked of the time at {@code place} in a step to the moving times at which it began and
   * ended.
   */
  void spread(int startClock, int clock, double place, double amount, double[] theta) {
    spread(clock, place * amount, theta);
    if (place != 1) {
      spread(startClock, (1 - place) * amount, theta);
    }
  }

  /** Returns multipliers times the partial of f by time. */
  private double explicit(TapePoint point, double[] multipliers) {
    double h = STEP * point.span;
    if (h == 0) {
      return 0;
    }
    double sum = 8 * (at(point, h, multipliers) - at(point, -h, multipliers));
    sum -= at(point, 2 * h, multipliers) - at(point, -2 * h, multipliers);
    evaluation.time(point.t);
    return sum / (12 * h);
  }

  private double at(TapePoint point, double later, double[] multipliers) {
    evaluation.time(point.t + later);
    evaluation.evaluate(point.x, false);
    return product(multipliers, evaluation.f());
  }

  private double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Returns (multipliers + slopes) times the derivative of qDot by the length of the step. */
  private double byLength(Tape tape, TapePoint point, double[] multipliers, double[] slopes) {
    slopeOfCharges(tape, point, rates);
    for (int j = 0; j < point.from.length; j++) {
      if (point.slopes[j] != 0) {
        slopeOfCharges(tape, tape.point(point.from[j]), work);
        for (int i = 0; i < n; i++) {
          rates[i] -= point.slopes[j] * work[i];
        }
      }
    }
    delayed.enter(tape, point);
    double sum = product(multipliers, rates) + (slopes.length == 0 ? 0 : product(slopes, rates));
    return -sum / point.span;
  }

  /** Fills qDot at a point, which is what f leaves in the rows with charges. */
  private void slopeOfCharges(Tape tape, TapePoint point, double[] to) {
    delayed.enter(tape, point);
    evaluation.evaluate(point.x, false);
    double[] f = evaluation.f();
    for (int i = 0; i < n; i++) {
      double shunted = system.isNode(i) ? rshunt * point.x[i] : 0;
      to[i] = system.chargeRow(i) ? -f[i] - shunted : 0;
    }
  }

  /** Backward differences over several points: qDot is the slope of the polynomial through them. */
  private void byNodes(
      Tape tape, TapePoint point, double[] multipliers, double[] slopes, double[] theta) {
    int count = point.from.length + 1;
    double[] times = new double[count];
    double[] charges = new double[count];
    for (int k = 0; k < count; k++) {
      TapePoint node = k == 0 ? point : tape.point(point.from[k - 1]);
      times[k] = node.t;
      delayed.enter(tape, node);
      evaluation.evaluate(node.x, false);
      charges[k] = product(multipliers, evaluation.q());
      charges[k] += slopes.length == 0 ? 0 : product(slopes, evaluation.q());
    }
    delayed.enter(tape, point);
    for (int k = 0; k < count; k++) {
      int clock = k == 0 ? point.clock : tape.point(point.from[k - 1]).clock;
      if (!has(clock)) {
        continue;
      }
      double slope = 0;
      double bend = 0;
      for (int j = 0; j < count; j++) {
        slope += NodeTimes.slope(times, j, times[k]) * charges[j];
        bend += NodeTimes.bend(times, j, times[k]) * charges[j];
      }
      double change = -slope * NodeTimes.slope(times, k, times[0]);
      theta[clock] += k == 0 ? bend + change : change;
    }
  }

  /** Adds what a sample of the step that ends at {@code end} asks of times, {@code factor} of it. */
  void sample(Tape tape, TapePoint end, Tape.Sample sample, double factor, double[] theta) {
    int count = end.shown.length;
    double[] times = new double[count];
    double[] values = new double[count];
    for (int j = 0; j < count; j++) {
      TapePoint node = tape.point(end.shown[j]);
      times[j] = node.t;
      values[j] = node.x[sample.plus()] - node.x[sample.minus()];
    }
    for (int j = 0; j < count; j++) {
      TapePoint node = tape.point(end.shown[j]);
      if (has(node.clock) || (node.kind == TapePoint.Kind.STAGE && has(node.startClock))) {
        double change = factor * NodeTimes.byTime(times, values, j, sample.time());
        spread(node, change, theta);
      }
    }
  }
}
