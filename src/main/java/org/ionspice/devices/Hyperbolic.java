package org.ionspice.devices;

import org.ionspice.device.Smooth;

/** Functions made of exponentials that stay finite, {@link Smooth#exp} in place of exp. */
final class Hyperbolic {
  private Hyperbolic() {}

  /** Returns sinh(z), continued by its tangent beyond 80. */
  static double sinh(double z) {
    double size = Math.abs(z);
    if (size < 2) {
      // z + z^3/3! + ... + z^23/23!, in pairs that do not wait for each other.
      double y = z * z;
      double y2 = y * y;
      double y4 = y2 * y2;
      double low = 1.0 / 6 + y * (1.0 / 120) + y2 * (1.0 / 5040 + y * (1.0 / 362880));
      double middle =
          1.0 / 39916800
              + y * (1.0 / 6227020800.0)
              + y2 * (1.0 / 1307674368000.0 + y * (1.0 / 355687428096000.0));
      double high =
          1.0 / 121645100408832000.0
              + y * (1.0 / 51090942171709440000.0)
              + y2 * (1.0 / 25852016738884976640000.0);
      return z + z * y * (low + y4 * (middle + y4 * high));
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
