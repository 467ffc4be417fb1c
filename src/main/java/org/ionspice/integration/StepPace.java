package org.ionspice.integration;

import org.ionspice.assembly.Snapshot;

/**
 * Chooses the next length of a step from the errors of the last two: a proportional-integral
 * controller (K. Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533, doi:10.1145/210232.210242). A
 * controller that looks at one error only overshoots where errors rise and fall, and every step that
 * is too long is computed for nothing.
 *
 * <p>Mutable, for one thread.
 */
final class StepPace {
  /** The error, as a part of the allowed one, that a step aims at: 0.9^3. */
  private static final double AIM = 0.73;

  /** Shares of the exponent 1 / (order + 1) of the last error and of the one before. */
  private static final double LAST = 0.7;

  private static final double BEFORE = 0.4;

  /** Errors below this part of the allowed one had no say in the length of their step. */
  private static final double IDLE = 0.1;

  /** The order that two failed attempts may show; a kink in the step makes it low. */
  private static final double LEAST_ORDER = 0.5;

  private double before = AIM;
  private double failedRatio;
  private double failedLength;
  private boolean failed;

  /** Passes the state between two steps. */
  void pass(Snapshot snapshot) {
    before = snapshot.pass(before);
  }

  /** Forgets the last error, at a corner. */
  void restart() {
    before = AIM;
  }

  /**
   * Takes that a step of a formula of this order was accepted with the error {@code ratio}; returns
   * the factor by which the next step may be longer.
   */
  double accepted(double ratio, int order) {
    double now = Math.max(ratio, 1e-6);
    double exponent = 1.0 / (order + 1);
    double factor =
        Math.pow(now / AIM, -LAST * exponent) * Math.pow(before / AIM, BEFORE * exponent);
    before = Math.max(IDLE, now);
    if (failed) {
      failed = false;
      return Math.min(1, factor);
    }
    return factor;
  }

  /**
   * Takes that a step of length {@code h} had too large an error; returns the factor by which the
   * next attempt should be shorter. From the second attempt on it follows the order that the errors
   * of the attempts show.
   */
  double rejected(double h, double ratio, int order) {
    double factor = StepControl.factor(ratio, order);
    if (failed && failedRatio > ratio && failedLength > h) {
      double seen = Math.log(failedRatio / ratio) / Math.log(failedLength / h);
      double slope = Math.max(LEAST_ORDER, Math.min(order + 1, seen));
      factor = Math.min(factor, 0.9 * Math.pow(ratio, -1 / slope));
    }
    failed = true;
    failedRatio = ratio;
    failedLength = h;
    return factor;
  }
}
