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
 * @param perActivation one over activation, as the others: a quotient costs more than a product
 */
record Relaxation(
    TauMode mode,
    double tau0,
    double va,
    double vd,
    double activation,
    double deactivation,
    double taum,
    double taumin,
    double perActivation,
    double perDeactivation,
    double slowest) {
  /** Makes the law; quotients of its numbers are computed once. */
  Relaxation(
      TauMode mode,
      double tau0,
      double va,
      double vd,
      double activation,
      double deactivation,
      double taum,
      double taumin) {
    this(
        mode, tau0, va, vd, activation, deactivation, taum, taumin, 1 / activation,
        1 / deactivation, mode == TauMode.GEN && taum > 0 ? 1 / taum : 0);
  }

  /** Returns 1/tau, 1/s, at u, V. */
  double rate(double u) {
    return rate(opening(u), closing(u));
  }

  /** Returns the exponential of activation, which {@link #rate} and {@link #slope} share. */
  double opening(double u) {
    return mode == TauMode.CONST ? 0 : Smooth.exp((u - va) * perActivation);
  }

  /** Returns the exponential of deactivation. */
  double closing(double u) {
    return mode == TauMode.CONST ? 0 : Smooth.exp(-(u - vd) * perDeactivation);
  }

  /** Returns 1/tau, 1/s, where its exponentials are known. */
  double rate(double opening, double closing) {
    double raw = raw(opening, closing);
    return taumin == 0 ? raw : raw / (1 + raw * taumin);
  }

  /** Returns the derivative of {@link #rate}, 1/(V s), at u, V. */
  double slope(double u, double opening, double closing) {
    if (mode == TauMode.CONST) {
      return 0;
    }
    double up = Smooth.expSlope((u - va) * perActivation, opening) * perActivation;
    double down = Smooth.expSlope(-(u - vd) * perDeactivation, closing) * perDeactivation;
    double slope = (up - down) / tau0;
    if (taumin == 0) {
      return slope;
    }
    double damping = 1 + raw(opening, closing) * taumin;
    return slope / (damping * damping);
  }

  /** Returns the smallest voltage over which the rate changes by e, V; infinite for none. */
  double width() {
    return mode == TauMode.CONST
        ? Double.POSITIVE_INFINITY
        : Math.min(activation, deactivation);
  }

  private double raw(double opening, double closing) {
    if (mode == TauMode.CONST) {
      return 1 / tau0;
    }
    return slowest + (opening + closing) / tau0;
  }
}
