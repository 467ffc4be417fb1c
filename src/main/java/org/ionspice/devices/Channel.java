package org.ionspice.devices;

/**
 * The current of a MOSFET's channel after Shichman and Hodges (1968), for a drain at or above the
 * source.
 *
 * <pre>
 *   von = builtIn + gamma sqrt(phi - vbs)
 *   i   = 0                                                vgst = vgs - von at or below 0
 *   i   = beta vds (vgst - vds / 2) (1 + lambda vds)       vds below vgst
 *   i   = beta / 2 vgst^2 (1 + lambda vds)                 else
 * </pre>
 *
 * <p>Above vbs = 0 the root goes on along its tangent, to zero at most.
 */
record Channel(double beta, double lambda, double builtIn, double gamma, double phi) {

  /** Returns von, V. */
  double threshold(double vbs) {
    return builtIn + gamma * root(vbs);
  }

  /** Returns the derivative of von by vbs. */
  double thresholdSlope(double vbs) {
    if (vbs <= 0) {
      return -0.5 * gamma / Math.sqrt(phi - vbs);
    }
    return root(vbs) > 0 ? -0.5 * gamma / Math.sqrt(phi) : 0;
  }

  private double root(double vbs) {
    if (vbs <= 0) {
      return Math.sqrt(phi - vbs);
    }
    double atZero = Math.sqrt(phi);
    return Math.max(0, atZero - 0.5 * vbs / atZero);
  }

  /** Returns the current, A. */
  double current(double vgst, double vds) {
    return beta * (1 + lambda * vds) * shape(vgst, vds);
  }

  /** Returns the derivative of the current by vgst, S. */
  double byGate(double vgst, double vds) {
    return beta * (1 + lambda * vds) * Math.min(Math.max(vgst, 0), vds);
  }

  /** Returns the derivative of the current by vds, S. */
  double byDrain(double vgst, double vds) {
    double rising = Math.max(Math.max(vgst, 0) - vds, 0);
    return beta * (lambda * shape(vgst, vds) + (1 + lambda * vds) * rising);
  }

  private static double shape(double vgst, double vds) {
    double on = Math.max(vgst, 0);
    double along = Math.min(vds, on);
    return along * (on - 0.5 * along);
  }
}
