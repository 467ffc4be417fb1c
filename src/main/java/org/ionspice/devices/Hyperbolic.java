package org.ionspice.devices;

import org.ionspice.device.Smooth;

/** Hyperbolic functions that stay finite, {@link Smooth#exp} in place of the exponentials. */
final class Hyperbolic {
  private Hyperbolic() {}

  /** Returns sinh(z), continued by its tangent beyond 80. */
  static double sinh(double z) {
    return Math.abs(z) <= 80 ? Math.sinh(z) : (Smooth.exp(z) - Smooth.exp(-z)) / 2;
  }

  /** Returns the derivative of {@link #sinh}. */
  static double cosh(double z) {
    return Math.abs(z) <= 80 ? Math.cosh(z) : (Smooth.expSlope(z) + Smooth.expSlope(-z)) / 2;
  }
}
