package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Limiter;
import org.ionspice.device.Quantity;

/**
 * Where the devices of a bank were last evaluated, and whether they are still near: then their
 * tangents stand for their equations.
 *
 * <p>How far that is: with d the change of a limited voltage and b the voltage over which its law
 * bends ({@link org.ionspice.device.Limiter#bend}), a tangent is wrong by about (d/b)^2 / 2 of what
 * flows. With d = b sqrt(reltol) / 20 that is reltol / 800. See docs/numerics/transient.md.
 *
 * <p>Mutable workspace, for one thread.
 */
final class NearPoints {
  /** Change of a node, V, beside the bends of limited voltages: depletion layers bend over this. */
  private static final double NODE = 0.5;

  /** Change of any other unknown, beside its nominal size. */
  private static final double OTHER = 1e-3;

  private final int own;
  private final int limits;
  private final double[] reachOfLocal;
  private final int[] limitPlus;
  private final int[] limitMinus;

  /** Each device's unknowns where it was evaluated, and the bends of its limited voltages there. */
  private final double[] at;

  private final double[] bends;
  private final boolean[] valid;

  /** How far the device that was last asked for has moved, by local index. */
  final double[] moved;

  NearPoints(Declared law, int count) {
    own = law.locals() - 1;
    limits = law.limits.size();
    reachOfLocal = new double[own + 1];
    for (int i = 1; i <= own; i++) {
      int extra = i - 1 - law.key.pins();
      Quantity quantity = extra < 0 ? null : law.extras.get(extra).quantity();
      boolean node = extra < 0 || law.extras.get(extra).node();
      reachOfLocal[i] = node ? NODE : quantity == null ? 0 : OTHER * quantity.nominal();
    }
    for (Declared.Rate rate : law.rates) {
      reachOfLocal[rate.local()] = Double.POSITIVE_INFINITY; // the equations are linear in it
    }
    limitPlus = law.limits.stream().mapToInt(Declared.Limit::plus).toArray();
    limitMinus = law.limits.stream().mapToInt(Declared.Limit::minus).toArray();
    at = new double[count * own];
    bends = new double[count * limits];
    valid = new boolean[count];
    moved = new double[own + 1];
  }

  /** Forgets where device {@code k} was. */
  void forget(int k) {
    valid[k] = false;
  }

  /** Forgets everything. */
  void forget() {
    Arrays.fill(valid, false);
  }

  /** Returns the value of a local where device {@code k} was evaluated. */
  double at(int k, int local) {
    return at[k * own - 1 + local];
  }

  /**
   * Returns whether device {@code k} at {@code here} is near where it was evaluated, and notes how
   * far from it.
   *
   * @param reach part of a bend that voltages may move
   */
  boolean isNear(int k, double[] here, double reach) {
    if (!valid[k]) {
      return false;
    }
    double[] d = moved;
    int from = k * own - 1;
    for (int i = 1; i <= own; i++) {
      double change = here[i] - at[from + i];
      d[i] = change;
      if (!(Math.abs(change) <= reach * reachOfLocal[i])) {
        return false;
      }
    }
    int first = k * limits;
    for (int l = 0; l < limits; l++) {
      double change = d[limitPlus[l]] - d[limitMinus[l]];
      if (!(Math.abs(change) <= reach * bends[first + l])) {
        return false;
      }
    }
    return true;
  }

  /** Returns how far a local of device {@code k} may move from where it was evaluated, all others at rest. */
  double width(int k, int local, double reach) {
    double least = reachOfLocal[local];
    for (int l = 0; l < limits; l++) {
      if (limitPlus[l] == local || limitMinus[l] == local) {
        least = Math.min(least, bends[k * limits + l]);
      }
    }
    return reach * least;
  }

  /** Takes that device {@code k} is evaluated at {@code point}, where it has not moved. */
  void take(int k, Declared law, LocalPoint point) {
    System.arraycopy(point.x, 1, at, k * own, own);
    boolean exact = !point.asked;
    Limiter[] by = law.limiters();
    for (int l = 0; l < limits; l++) {
      double v = point.x[limitPlus[l]] - point.x[limitMinus[l]];
      exact &= point.seen(l, v) == v;
      bends[k * limits + l] = by[l].bend(v);
    }
    valid[k] = exact;
    Arrays.fill(moved, 0);
  }
}
