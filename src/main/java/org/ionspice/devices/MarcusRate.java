package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The Marcus-Hush-Chidsey rate between a molecule and the electrons of a metal, without its Fermi
 * factor. With L the reorganisation energy and d the level above the metal, both in kT, the rate of
 * reduction is
 *
 * <pre>
 *   k(d) = integral of exp(-(x - L - d)^2 / (4 L)) / (1 + exp(x)) dx = S(d) / (1 + exp(d))
 * </pre>
 *
 * <p>and S is even. Zeng, Smith, Bai and Bazant, J. Electroanal. Chem. 735, 77 (2014),
 * doi:10.1016/j.jelechem.2014.09.038, give S in closed form; the integral takes some hundred
 * points.
 */
final class MarcusRate {
  private static final double ROOT_PI = Math.sqrt(Math.PI);

  /** How many e-folds below its maximum the integrand is left out. */
  private static final double NEGLECTED = 37;

  private MarcusRate() {}

  /** Returns S at d for the reorganisation energy L, both in kT. */
  static double speed(double l, double d, boolean exact) {
    if (exact) {
      return integral(l, d, false);
    }
    return Math.sqrt(Math.PI * l) * erfc(argument(l, d));
  }

  /** Returns the derivative of {@link #speed} by d. */
  static double speedSlope(double l, double d, boolean exact) {
    if (exact) {
      return integral(l, d, true);
    }
    double z = argument(l, d);
    return Math.exp(-z * z) * d / Math.sqrt(1 + Math.sqrt(l) + d * d);
  }

  private static double argument(double l, double d) {
    return (l - Math.sqrt(1 + Math.sqrt(l) + d * d)) / (2 * Math.sqrt(l));
  }

  /**
   * Integrates S = (1 + exp(-|d|)) integral of exp(-(x - a)^2 / (4 L)) / (1 + exp(-x)) dx with a =
   * |d| - L, or its derivative, by the trapezoidal rule. The integrand is analytic within pi of the
   * real axis, so that a step of 0.6 is exact to rounding.
   */
  private static double integral(double l, double d, boolean slope) {
    double distance = Math.abs(d);
    double a = distance - l;
    double step = Math.min(0.6, Math.sqrt(l));
    double peak = peak(l, a);
    // The integrand lies below exp(-(x - a)^2 / 4L) and below that times exp(x), which is another
    // bell about a + 2 L: beyond either both are negligible against the maximum.
    double depth = (peak - a) * (peak - a) / (4 * l) + Smooth.softplus(-peak, 1) + NEGLECTED;
    double bell = 2 * Math.sqrt(l * depth);
    double shifted = 2 * Math.sqrt(l * Math.max(0, depth + a + l));
    double left = Math.max(a - bell, a + 2 * l - shifted);
    double right = Math.min(a + bell, a + 2 * l + shifted);
    double sum = 0;
    double sumOfSlope = 0;
    // At an enormous |d| the grid may be finer than the numbers; the count of points ends the loop.
    long points = (long) Math.ceil((right - left) / step);
    double first = Math.floor((left - a) / step);
    for (long k = 0; k <= points + 1; k++) {
      double y = (first + k) * step;
      double value = Math.exp(-y * y / (4 * l)) * Smooth.sigmoid(a + y);
      sum += value;
      sumOfSlope += value * y / (2 * l);
    }
    double far = Math.exp(-distance);
    if (!slope) {
      return (1 + far) * sum * step;
    }
    return Math.signum(d) * ((1 + far) * sumOfSlope - far * sum) * step;
  }

  /** Returns roughly where exp(-(x - a)^2 / (4 L)) / (1 + exp(-x)) is largest. */
  private static double peak(double l, double a) {
    double low = a;
    double high = a + 2 * l;
    for (int k = 0; k < 8; k++) {
      double middle = 0.5 * (low + high);
      if (Smooth.sigmoid(-middle) > (middle - a) / (2 * l)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /**
   * Returns the complementary error function, to 1e-14 of itself: a series of positive terms below
   * two (Abramowitz and Stegun, eq. 7.1.6), the continued fraction above (eq. 7.1.14).
   */
  static double erfc(double x) {
    if (x < 0) {
      return 2 - erfc(-x);
    }
    if (x < 2) {
      double term = x;
      double sum = x;
      for (int n = 1; term > 1e-17 * sum; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      return 1 - 2 / ROOT_PI * Math.exp(-x * x) * sum;
    }
    double tail = x;
    for (int k = 60; k >= 1; k--) {
      tail = x + 0.5 * k / tail;
    }
    return Math.exp(-x * x) / (ROOT_PI * tail);
  }
}
