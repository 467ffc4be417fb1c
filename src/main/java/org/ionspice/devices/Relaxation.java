package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The rate at which a gate relaxes, as a function of voltage: activation over one barrier and
 * deactivation over another (Bisquert 2024, eqs 46-50 and 68).
 *
 * @param mode which of the terms count
 * @param tau0 s
 * @param va V, where activation takes tau0
 * @param vd V, where deactivation takes tau0
 * @param activation na vm, V
 * @param deactivation nd vm, V
 * @param taum longest time, s; 0 for none
 * @param taumin shortest time, s, added
 */
record Relaxation(
    TauMode mode,
    double tau0,
    double va,
    double vd,
    double activation,
    double deactivation,
    double taum,
    double taumin) {

  /** Returns 1/tau, 1/s, at u, V. */
  double rate(double u) {
    double raw = raw(u);
    return raw / (1 + raw * taumin);
  }

  /** Returns the derivative of {@link #rate}, 1/(V s). */
  double slope(double u) {
    if (mode == TauMode.CONST) {
      return 0;
    }
    double a = (u - va) / activation;
    double b = -(u - vd) / deactivation;
    double logSlope = Smooth.sigmoid(a - b) / activation - Smooth.sigmoid(b - a) / deactivation;
    double damping = 1 + raw(u) * taumin;
    return Smooth.expSlope(Smooth.logSumExp(a, b)) / tau0 * logSlope / (damping * damping);
  }

  /** Returns the smallest voltage over which the rate changes by e, V; infinite for none. */
  double width() {
    return mode == TauMode.CONST
        ? Double.POSITIVE_INFINITY
        : Math.min(activation, deactivation);
  }

  private double raw(double u) {
    if (mode == TauMode.CONST) {
      return 1 / tau0;
    }
    double s = Smooth.logSumExp((u - va) / activation, -(u - vd) / deactivation);
    double longest = mode == TauMode.GEN && taum > 0 ? 1 / taum : 0;
    return longest + Smooth.exp(s) / tau0;
  }
}
