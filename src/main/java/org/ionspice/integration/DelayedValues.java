package org.ionspice.integration;

import java.util.Arrays;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DelayStencil;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.ParameterDerivatives;

/**
 * What delays brought to the points of a recorded transient, and what is asked of the points that it
 * came from: the interpolation of the past, transposed.
 *
 * <p>Mutable workspace, for one thread.
 */
final class DelayedValues {
  private final Evaluation evaluation;
  private final int count;
  private final double[] values;
  private final double[] weights;
  private final double[] asked;

  /** For each number, the derivative of every delay by it; empty where there is none. */
  private double[][] ofDelay = {};

  // The past of one quantity about the time that is looked at: up to three times and values.
  private final TapePasts.Node[] nodes = new TapePasts.Node[3];
  private double[] times = {};
  private double[] remembered = {};
  private boolean present;
  private double query;

  DelayedValues(Assembly system) {
    evaluation = system.evaluation();
    count = evaluation.delayCount();
    values = new double[count];
    weights = new double[count];
    asked = new double[count];
  }

  /** Finds which numbers change delays. */
  void begin(ParameterDerivatives numbers) {
    ofDelay = new double[numbers.numbers().size()][];
    for (int k = 0; k < ofDelay.length; k++) {
      ofDelay[k] = new double[0];
      if (count > 0 && numbers.movesDelays(k)) {
        ofDelay[k] = new double[count];
        for (int i = 0; i < count; i++) {
          ofDelay[k][i] = numbers.ofDelay(k, i);
        }
      }
    }
  }

  /**
   * Returns a number that changes one delay and leaves another alone that is as long, so that their
   * echoes come at one time and nobody could say how it moves; -1 when there is none.
   */
  int ambiguous() {
    for (int k = 0; k < ofDelay.length; k++) {
      for (int i = 0; i < ofDelay[k].length; i++) {
        for (int j = 0; j < i; j++) {
          if (evaluation.delay(i) == evaluation.delay(j) && ofDelay[k][i] != ofDelay[k][j]) {
            return k;
          }
        }
      }
    }
    return -1;
  }

  /** Returns whether a number changes delayed quantity {@code slot}'s delay. */
  boolean isMoved(int slot) {
    return Arrays.stream(ofDelay).anyMatch(d -> d.length > 0 && d[slot] != 0);
  }

  /** Returns the first delayed quantity with a delay of {@code seconds}. */
  static int slotOf(Evaluation evaluation, double seconds) {
    for (int i = 0; i < evaluation.delayCount(); i++) {
      if (evaluation.delay(i) == seconds) {
        return i;
      }
    }
    return -1;
  }

  /** Adds what {@code perSecond}, asked of the delay of {@code slot}, asks of the numbers. */
  void ofNumbers(int slot, double perSecond, double[] gradient) {
    for (int k = 0; k < gradient.length; k++) {
      if (ofDelay[k].length > 0) {
        gradient[k] += perSecond * ofDelay[k][slot];
      }
    }
  }

  /** Goes to the time of {@code point} and to what delays brought to it. */
  void enter(Tape tape, TapePoint point) {
    evaluation.time(point.t);
    if (count == 0) {
      return;
    }
    if (point.delays == null) {
      evaluation.mode(true);
      evaluation.time(point.t);
      return;
    }
    for (int i = 0; i < count; i++) {
      look(tape, point, i);
      values[i] = 0;
      weights[i] = 0;
      for (int k = 0; k < times.length; k++) {
        double w = NodeTimes.cardinal(times, k, query);
        if (present && k == times.length - 1) {
          weights[i] = w;
        } else {
          values[i] += w * remembered[k];
        }
      }
    }
    evaluation.pinDelays(values, weights);
  }

  /** Finds the points about the time that delayed quantity {@code i} looks back at from a point. */
  private void look(Tape tape, TapePoint point, int i) {
    DelayStencil stencil = point.delays;
    int low = stencil.low()[i];
    int high = stencil.high()[i];
    query = point.t - evaluation.delay(i);
    present = high == DelayStencil.PRESENT;
    int used = 0;
    nodes[used++] = tape.pasts().node(low);
    if (present) {
      room(2);
      times[1] = point.t;
      remembered[1] = difference(point.x, i);
    } else if (low != high) {
      TapePasts.Node middle = tape.pasts().middle(high);
      TapePasts.Node end = tape.pasts().node(high);
      if (middle.t() > nodes[0].t() && middle.t() < end.t()) {
        nodes[used++] = middle;
      }
      nodes[used++] = end;
      room(used);
    } else {
      room(1);
    }
    for (int k = 0; k < used; k++) {
      times[k] = nodes[k].t();
      remembered[k] = nodes[k].values()[i];
    }
  }

  private void room(int used) {
    if (times.length != used) {
      times = new double[used];
      remembered = new double[used];
    }
  }

  private double difference(double[] x, int i) {
    return x[evaluation.delayPlus(i)] - x[evaluation.delayMinus(i)];
  }

  /**
   * Adds what an equation with these multipliers asks, through delayed quantities, of moving times and,
   * unless {@code timesOnly}, of earlier points and of numbers that change delays.
   */
  void take(
      Tape tape,
      TapePoint point,
      double[] ofF,
      double[] ofQ,
      MovingTimes moving,
      double[] theta,
      Adjoints adjoints,
      double[] gradient,
      boolean timesOnly) {
    if (count == 0 || point.delays == null) {
      return;
    }
    Arrays.fill(asked, 0);
    evaluation.addByDelays(point.x, ofF, ofQ, asked);
    for (int i = 0; i < count; i++) {
      if (asked[i] == 0) {
        continue;
      }
      look(tape, point, i);
      int past = present ? times.length - 1 : times.length;
      double slope = 0;
      for (int k = 0; k < times.length; k++) {
        slope += NodeTimes.slope(times, k, query) * remembered[k];
      }
      slope = times.length == 1 ? 0 : slope;
      moving.spread(point, asked[i] * slope, theta);
      if (present) {
        moving.spread(
            point, asked[i] * NodeTimes.byTime(times, remembered, past, query), theta);
      }
      for (int k = 0; k < past; k++) {
        if (times.length > 1) {
          moving.spread(
              nodes[k].startClock(),
              nodes[k].clock(),
              nodes[k].place(),
              asked[i] * NodeTimes.byTime(times, remembered, k, query),
              theta);
        }
        for (int j = 0; !timesOnly && j < nodes[k].points().length; j++) {
          double amount =
              asked[i] * NodeTimes.cardinal(times, k, query) * nodes[k].weights()[j];
          adjoints.askDelayed(nodes[k].points()[j], i, amount);
        }
      }
      if (!timesOnly) {
        ofNumbers(i, -asked[i] * slope, gradient);
      }
    }
  }
}
