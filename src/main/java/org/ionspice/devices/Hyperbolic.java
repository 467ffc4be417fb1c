package org.ionspice.devices;

import org.ionspice.device.Smooth;

/** Functions made of exponentials that stay finite, {@link Smooth#exp} in place of exp. */
final class Hyperbolic {
  private Hyperbolic() {}

  /** Returns sinh(z), continued by its tangent beyond 80. */
  static double sinh(double z) {
    double size = Math.abs(z);
    if (size < 0.5) {
      // z + z^3/3! + ... + z^13/13!
      double y = z * z;
      double low = 1.0 / 6 + y * (1.0 / 120);
      double middle = 1.0 / 5040 + y * (1.0 / 362880);
      double high = 1.0 / 39916800 + y * (1.0 / 6227020800.0);
      double y2 = y * y;
      return z + z * y * (low + y2 * (middle + y2 * high));
    }
    if (size <= Smooth.LIMIT) {
      double e = Math.exp(size);
      return Math.copySign(0.5 * (e - 1 / e), z);
    }
    return (Smooth.exp(z) - Smooth.exp(-z)) / 2;
  }

  /** Returns the derivative of {@link #sinh}. */
  static double cosh(double z) {
    return slope(z, sinh(z));
  }

  /** Returns the derivative of {@link #sinh} at z, where its value is known. */
  static double slope(double z, double sinh) {
    return Math.abs(z) <= Smooth.LIMIT
        ? Math.sqrt(1 + sinh * sinh)
        : (Smooth.expSlope(z) + Smooth.expSlope(-z)) / 2;
  }

  /** Returns exp(z) - 1, exact near 0, continued by its tangent above 80. */
  static double expm1(double z) {
    return z <= Smooth.LIMIT ? Smooth.expm1(z) : Smooth.exp(z) - 1;
  }

  /**
   * Returns the width with which a threshold is rounded, V: as wished, but so small beside the
   * threshold that at rest nothing moves (exp(-100)).
   */
  static double rounding(double wished, double threshold) {
    return threshold > 0 ? Math.min(wished, threshold / 100) : wished;
  }
}
