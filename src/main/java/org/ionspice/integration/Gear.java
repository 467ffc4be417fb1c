package org.ionspice.integration;

import org.ionspice.assembly.Snapshot;

/**
 * Backward differences of order one to six on unequal steps (Gear 1971): dq/dt at t_(n+1) is the
 * derivative of the polynomial through q_(n+1) and the last k points.
 *
 * <p>Coefficients for unequal steps: R. K. Brayton, F. G. Gustavson and G. D. Hachtel, Proc. IEEE 60
 * (1972) 98, doi:10.1109/PROC.1972.8562. With d_i = t_(n+1) - t_(n+1-i) and divided differences
 * q[..],
 *
 * <p>error of qDot = d_1 ... d_k q[t_(n+1), ..., t_(n-k)].
 *
 * <p>The order is chosen as in G. D. Byrne and A. C. Hindmarsh, ACM Trans. Math. Softw. 1 (1975) 71,
 * doi:10.1145/355626.355636: after k + 1 steps of order k the errors of the orders k - 1 and k + 1
 * are estimated as well, and the order that allows the longest step is taken. Orders one and two
 * damp every decaying and oscillating component (A-stable, on equal steps); the higher ones do not
 * damp oscillations of high quality, the sixth least. Mutable: it has an order.
 */
final class Gear implements IntegrationFormula {
  /** The highest order there is; the seventh formula is not stable. */
  static final int HIGHEST = 6;

  /** Another order must let the step grow by this much more, or changes would have no end. */
  private static final double WORTH = 1.15;

  /** From order three on steps change by at least this factor: unequal steps cost stability. */
  private static final double WORTH_CHANGING = 1.2;

  private final int most;
  private final double[] distance = new double[HIGHEST + 3];
  private final double[] scratch;
  private int order = 1;
  private int steps;
  private int sinceChange;

  /** Makes the formulas up to order {@code most} for systems of {@code size} unknowns. */
  Gear(int most, int size) {
    this.most = most;
    scratch = new double[size + 1];
  }

  /** Takes the formula of that order next. */
  void take(int newOrder) {
    order = newOrder;
    steps = 0;
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public double end(int stage) {
    return 1;
  }

  @Override
  public int depth() {
    return Math.max(2, most + 1);
  }

  @Override
  public boolean isDense() {
    return true;
  }

  @Override
  public boolean needsPast() {
    return false;
  }

  /** Notes d_1 to d_count: how long before the end of the step the known points are. */
  private void distances(StepHistory past, double h, int count) {
    for (int i = 1; i <= count; i++) {
      distance[i] = h + past.age(i - 1);
    }
  }

  @Override
  public double coefficients(int stage, StepHistory past, double h, double[] beta) {
    distances(past, h, order);
    double alpha = 0;
    for (int i = 1; i <= order; i++) {
      double c = weight(i);
      alpha += 1 / distance[i];
      double[] q = past.charges(i - 1);
      for (int r = 0; r < past.size; r++) {
        beta[r] = i == 1 ? c * q[r] : beta[r] + c * q[r];
      }
    }
    return alpha;
  }

  @Override
  public int weights(int stage, StepHistory past, double h, double[] charges, double[] slopes) {
    distances(past, h, order);
    for (int i = 0; i <= order; i++) {
      charges[i] = i == 0 ? 0 : weight(i);
      slopes[i] = 0;
    }
    return order + 1;
  }

  /** Returns the factor of q at t_(n+1-i) in qDot, 1/s, once the distances are known. */
  private double weight(int i) {
    double c = -1 / distance[i];
    for (int j = 1; j <= order; j++) {
      if (j != i) {
        c *= distance[j] / (distance[j] - distance[i]);
      }
    }
    return c;
  }

  @Override
  public void error(StepHistory past, double h, double[] error) {
    if (past.known() > order) {
      difference(order, past, h, error);
    } else if (order == 1) {
      for (int i = 0; i < past.size; i++) {
        error[i] = 0.5 * (past.qDotNew[i] - past.qDot[i]);
      }
    } else {
      // The second step since a restart: the slope at its beginning stands for the point before.
      double h1 = past.age(1);
      for (int i = 0; i < past.size; i++) {
        double late = (past.qDotNew[i] - past.qDot[i]) / h;
        double early = (past.qDot[i] - past.qDotBefore[i]) / h1;
        error[i] = h / 3 * (late - early);
      }
    }
  }

  /** Fills the error of the formula of order {@code k}; needs k + 1 known points. */
  private void difference(int k, StepHistory past, double h, double[] error) {
    int points = k + 1;
    distances(past, h, points);
    distance[0] = 0;
    for (int i = 0; i <= points; i++) {
      double c = 1;
      for (int j = 1; j <= k; j++) {
        c *= distance[j];
      }
      for (int j = 0; j <= points; j++) {
        if (j != i) {
          c /= distance[j] - distance[i];
        }
      }
      double[] q = i == 0 ? past.qNew : past.charges(i - 1);
      for (int r = 0; r < past.size; r++) {
        error[r] = i == 0 ? c * q[r] : error[r] + c * q[r];
      }
    }
  }

  @Override
  public void restart() {
    take(1);
    sinceChange = 0;
  }

  @Override
  public void pass(Snapshot snapshot) {
    order = snapshot.pass(order);
    steps = snapshot.pass(steps);
    sinceChange = snapshot.pass(sinceChange);
  }

  @Override
  public double accepted(StepHistory past, double h, double ratio, Judge judge) {
    double best = StepControl.factor(ratio, order);
    steps++;
    sinceChange++;
    if (past.known() == 1) {
      if (most > 1) {
        take(2);
      }
      return best;
    }
    if (steps > order) {
      best = choose(past, h, best, judge);
      steps = Math.min(steps, order);
    }
    if (order < 3 || best < 1) {
      sinceChange = 0;
      return best;
    }
    if (best < WORTH_CHANGING || sinceChange <= order) {
      return 1;
    }
    sinceChange = 0;
    return best;
  }

  /** Takes the order that allows the longest step; returns the factor for it. */
  private double choose(StepHistory past, double h, double same, Judge judge) {
    int now = order;
    double best = Math.min(2, same);
    if (now > 1) {
      double lower = lower(past, h, judge);
      if (lower > WORTH * best) {
        best = lower;
        take(now - 1);
      }
    }
    if (now < most && past.known() >= now + 2) {
      difference(now + 1, past, h, scratch);
      double higher = useful(judge.ratio(scratch, now + 1), now + 1);
      if (higher > WORTH * best) {
        best = higher;
        take(now + 1);
      }
    }
    return best;
  }

  private double lower(StepHistory past, double h, Judge judge) {
    difference(order - 1, past, h, scratch);
    return useful(judge.ratio(scratch, order - 1), order - 1);
  }

  /** Returns the factor by which the step may change, as far as it is of use. */
  private static double useful(double ratio, int order) {
    return Math.min(2, StepControl.factor(ratio, order));
  }

  @Override
  public double rejected(StepHistory past, double h, double ratio, int attempt, Judge judge) {
    double same = StepControl.factor(ratio, order);
    sinceChange = 0;
    if (attempt > 2) {
      take(1);
    } else if (order > 1) {
      double lower = lower(past, h, judge);
      if (lower > same) {
        take(order - 1);
        return Math.min(1, lower);
      }
    }
    return same;
  }
}
