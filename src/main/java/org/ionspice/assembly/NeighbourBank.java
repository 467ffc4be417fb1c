package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Equations;

/**
 * Devices at two neighbouring values of one of their numbers each, side by side in flat arrays: what
 * they stamp at a point is evaluated twice and differenced.
 *
 * <p>Mutable workspace, for one thread.
 */
final class NeighbourBank {
  /** One device at two values of a number. */
  private static final class Pair {
    final int number;
    final int instance;
    final boolean remembers;
    final Equations up;
    final Equations down;
    final Declared upLaw;
    final Declared downLaw;
    final double copiesUp;
    final double copiesDown;
    final double perApart;

    /** Unknowns of the locals but ground. */
    final int[] unknowns;

    /** For each value in f, then in q: rows that it is added to and taken from. */
    final int[] plus;

    final int[] minus;
    final boolean[] current;
    final int ofF;

    Pair(
        int number,
        int instance,
        Declared upLaw,
        double copiesUp,
        Declared downLaw,
        double copiesDown,
        double apart,
        int[] unknowns,
        Shape shape) {
      this.number = number;
      this.instance = instance;
      this.upLaw = upLaw;
      this.downLaw = downLaw;
      remembers = upLaw.isRemembering();
      up = upLaw.equations;
      down = downLaw.equations;
      this.copiesUp = copiesUp;
      this.copiesDown = copiesDown;
      perApart = 1 / apart;
      this.unknowns = unknowns;
      Terms f = shape.fTerms();
      Terms q = shape.qTerms();
      ofF = f.values;
      plus = new int[f.values + q.values];
      minus = new int[plus.length];
      current = new boolean[plus.length];
      for (int k = 0; k < plus.length; k++) {
        Terms of = k < ofF ? f : q;
        int v = k < ofF ? k : k - ofF;
        plus[k] = unknowns[of.valuePlus[v]];
        minus[k] = unknowns[of.valueMinus[v]];
        current[k] = of.valueCurrent[v];
      }
    }
  }

  private final Assembly system;
  private final LocalPoint point;
  private final LocalStamp upF;
  private final LocalStamp upQ;
  private final LocalStamp downF;
  private final LocalStamp downQ;
  private final List<Pair> pairs = new ArrayList<>();
  private Pair[] all = {};

  /** Prepares for the devices of {@code system}, which see what {@code point} says of the run. */
  NeighbourBank(Assembly system, LocalPoint point) {
    this.system = system;
    this.point = point;
    upF = new LocalStamp(point);
    upQ = new LocalStamp(point);
    downF = new LocalStamp(point);
    downQ = new LocalStamp(point);
  }

  /**
   * Adds a device.
   *
   * @param number what the differences belong to
   * @param apart how far apart the two values are
   * @param unknowns of the locals, ground first
   */
  void add(
      int number,
      int instance,
      Declared up,
      double copiesUp,
      Declared down,
      double copiesDown,
      double apart,
      int[] unknowns,
      Shape shape) {
    pairs.add(
        new Pair(number, instance, up, copiesUp, down, copiesDown, apart, unknowns, shape));
    for (LocalStamp stamp : new LocalStamp[] {upF, downF}) {
      stamp.list(shape.f());
    }
    for (LocalStamp stamp : new LocalStamp[] {upQ, downQ}) {
      stamp.list(shape.q());
    }
    all = new Pair[0];
  }

  /**
   * Adds lambda' df/dp + mu' dq/dp at {@code x} to the entry of each number, in the present mode, time
   * and memory.
   */
  void contract(double[] x, double[] lambda, double[] mu, double[] byNumber) {
    if (all.length != pairs.size()) {
      all = pairs.toArray(new Pair[0]);
    }
    double[] here = point.x;
    for (Pair pair : all) {
      int[] unknowns = pair.unknowns;
      if (point.x.length < unknowns.length) {
        point.room(unknowns.length);
      }
      here = point.x;
      here[0] = 0;
      for (int i = 1; i < unknowns.length; i++) {
        here[i] = x[unknowns[i]];
      }
      upF.begin();
      upQ.begin();
      downF.begin();
      downQ.begin();
      if (pair.remembers) {
        point.enter(system, pair.instance);
        point.law = pair.upLaw;
      }
      pair.up.evaluate(point, upF, upQ);
      if (pair.remembers) {
        point.law = pair.downLaw;
      }
      pair.down.evaluate(point, downF, downQ);
      double sum = weigh(pair, 0, pair.ofF, upF.values, downF.values, lambda);
      sum += weigh(pair, pair.ofF, pair.plus.length, upQ.values, downQ.values, mu);
      byNumber[pair.number] += sum * pair.perApart;
    }
  }

  private static double weigh(
      Pair pair, int from, int to, double[] up, double[] down, double[] multipliers) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      double more = up[k - from];
      double less = down[k - from];
      double change =
          pair.current[k] ? pair.copiesUp * more - pair.copiesDown * less : more - less;
      sum += change * (multipliers[pair.plus[k]] - multipliers[pair.minus[k]]);
    }
    return sum;
  }
}
