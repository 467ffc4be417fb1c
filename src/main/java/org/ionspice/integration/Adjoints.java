package org.ionspice.integration;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.assembly.Assembly;

/**
 * Keeps what a walk back over a {@link Tape} asks of the points on it: points get arrays when
 * something is first asked of them and give them back when the walk has passed.
 *
 * <p>Mutable workspace, for one thread.
 */
final class Adjoints {
  private static final double[] NONE = {};

  private final Assembly system;
  private final Deque<double[]> pool = new ArrayDeque<>();

  /** By position on the tape: what delays ask of each delayed quantity at a point. */
  private final Map<Integer, double[]> delayed = new HashMap<>();

  Adjoints(Assembly system) {
    this.system = system;
  }

  /** Starts over. */
  void begin() {
    delayed.clear();
  }

  /** Returns whether nothing is asked of a point. */
  static boolean isIdle(TapePoint point) {
    return point.ofUnknowns.length == 0
        && point.ofCharges.length == 0
        && point.ofSlopes.length == 0;
  }

  /** Asks {@code factor} of the difference of two unknowns at a point. */
  void ask(TapePoint point, int plus, int minus, double factor) {
    if (factor != 0) {
      point.ofUnknowns = room(point.ofUnknowns);
      point.ofUnknowns[plus] += factor;
      point.ofUnknowns[minus] -= factor;
      point.ofUnknowns[system.size()] = 0;
    }
  }

  /**
   * Asks {@code amount} of delayed quantity {@code slot} at the point at {@code index}, which need not
   * be there yet.
   */
  void askDelayed(int index, int slot, double amount) {
    double[] asked = delayed.get(index);
    if (asked == null) {
      asked = new double[system.evaluation().delayCount()];
      delayed.put(index, asked);
    }
    asked[slot] += amount;
  }

  /** Asks of the unknowns of a point, and of the stage before an end, what delays have asked of it. */
  void takeDelayed(Tape tape, TapePoint point) {
    if (delayed.isEmpty()) {
      return;
    }
    takeDelayed(point);
    if (point.kind == TapePoint.Kind.END) {
      TapePoint inner = tape.point(point.from[0]);
      if (inner.kind == TapePoint.Kind.STAGE) {
        takeDelayed(inner);
      }
    }
  }

  private void takeDelayed(TapePoint point) {
    double[] asked = delayed.remove(point.index);
    for (int i = 0; asked != null && i < asked.length; i++) {
      ask(point, system.evaluation().delayPlus(i), system.evaluation().delayMinus(i), asked[i]);
    }
  }

  /** Moves what is asked of a point to the one that stands for it on the tape now. */
  void carry(TapePoint from, Tape tape) {
    TapePoint to = isIdle(from) ? from : tape.point(from.index);
    if (to != from) {
      to.ofUnknowns = from.ofUnknowns;
      to.ofCharges = from.ofCharges;
      to.ofSlopes = from.ofSlopes;
      from.ofUnknowns = NONE;
      from.ofCharges = NONE;
      from.ofSlopes = NONE;
    }
  }

  /** Asks {@code factor} times {@code vector} of the unknowns of a point. */
  void askUnknowns(TapePoint point, double[] vector, double factor) {
    point.ofUnknowns = room(point.ofUnknowns);
    add(point.ofUnknowns, vector, factor);
  }

  /** Asks {@code factor} times {@code vector} of the charges of a point. */
  void askCharges(TapePoint point, double[] vector, double factor) {
    point.ofCharges = room(point.ofCharges);
    add(point.ofCharges, vector, factor);
  }

  /** Asks {@code factor} times {@code vector} of the slopes of the charges of a point. */
  void askSlopes(TapePoint point, double[] vector, double factor) {
    point.ofSlopes = room(point.ofSlopes);
    add(point.ofSlopes, vector, factor);
  }

  /** Forgets what is asked of slopes in rows that have no charge. */
  void maskSlopes(TapePoint point) {
    for (int i = 0; i < point.ofSlopes.length - 1; i++) {
      if (!system.chargeRow(i)) {
        point.ofSlopes[i] = 0;
      }
    }
  }

  /** Takes the arrays of a point back. */
  void release(TapePoint point) {
    for (double[] used : List.of(point.ofUnknowns, point.ofCharges, point.ofSlopes)) {
      if (used.length > 0) {
        Arrays.fill(used, 0);
        pool.push(used);
      }
    }
    point.ofUnknowns = NONE;
    point.ofCharges = NONE;
    point.ofSlopes = NONE;
  }

  private double[] room(double[] present) {
    if (present.length > 0) {
      return present;
    }
    double[] free = pool.poll();
    return free == null ? new double[system.size() + 1] : free;
  }

  /** Adds {@code factor} times {@code vector}, which may be empty, to {@code to}. */
  static void add(double[] to, double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      to[i] += factor * vector[i];
    }
  }
}
