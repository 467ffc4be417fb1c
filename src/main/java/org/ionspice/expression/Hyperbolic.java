package org.ionspice.expression;

/**
 * Hyperbolic functions and their inverses. From one exponential where that is as accurate as {@link
 * Math}, whose own take five times as long.
 */
final class Hyperbolic {
  private static final double LN2 = Math.log(2);

  private Hyperbolic() {}

  /** Returns sinh x; beyond 1 the difference of exponentials loses less than a bit. */
  static double sinh(double x) {
    double size = Math.abs(x);
    if (size > 1 && size < 700) {
      double e = Math.exp(x);
      return 0.5 * (e - 1 / e);
    }
    return Math.sinh(x);
  }

  /** Returns cosh x from y = sinh x. */
  static double sinhSlope(double x, double y) {
    return Math.abs(y) < 1e150 ? Math.sqrt(1 + y * y) : Math.abs(y);
  }

  /** Returns tanh x; beyond 0.6 the difference of exponentials loses less than a bit. */
  static double tanh(double x) {
    double size = Math.abs(x);
    if (size > 0.6) {
      double e = Math.exp(-2 * size);
      return Math.copySign((1 - e) / (1 + e), x);
    }
    return Math.tanh(x);
  }

  /** Returns 1 - tanh^2 x from y = tanh x, without cancellation near 1. */
  static double tanhSlope(double x, double y) {
    if (Math.abs(y) < 0.75) {
      return (1 - y) * (1 + y);
    }
    double e = Math.exp(-2 * Math.abs(x));
    return 4 * e / ((1 + e) * (1 + e));
  }

  /** Returns ln(x + sqrt(x^2 + 1)), written without cancellation near zero. */
  static double asinh(double x) {
    double size = Math.abs(x);
    double value =
        size > 1e154
            ? Math.log(size) + LN2
            : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(value, x);
  }

  static double acosh(double x) {
    return x > 1e154 ? Math.log(x) + LN2 : Math.log(x + Math.sqrt((x - 1) * (x + 1)));
  }

  static double atanh(double x) {
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }
}
