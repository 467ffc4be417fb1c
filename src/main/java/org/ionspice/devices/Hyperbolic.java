package org.ionspice.devices;

import org.ionspice.device.Smooth;

/** Functions made of exponentials that stay finite, {@link Smooth#exp} in place of exp. */
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

  /** Returns exp(z) - 1, exact near 0, continued by its tangent above 80. */
  static double expm1(double z) {
    return z <= 80 ? Math.expm1(z) : Smooth.exp(z) - 1;
  }

  /**
   * Returns the width with which a threshold is rounded, V: as wished, but so small beside the
   * threshold that at rest nothing moves (exp(-100)).
   */
  static double rounding(double wished, double threshold) {
    return threshold > 0 ? Math.min(wished, threshold / 100) : wished;
  }
}
