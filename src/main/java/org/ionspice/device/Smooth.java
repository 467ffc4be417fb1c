package org.ionspice.device;

/** Safe elementary functions for devices: finite everywhere, continuous first derivative. */
public final class Smooth {
  private static final double LIMIT = 80;
  private static final double AT_LIMIT = Math.exp(LIMIT);

  private Smooth() {}

  /** Returns exp(z), continued by its tangent above 80. */
  public static double exp(double z) {
    return z <= LIMIT ? Math.exp(z) : AT_LIMIT * (1 + z - LIMIT);
  }

  /** Returns the derivative of {@link #exp}. */
  public static double expSlope(double z) {
    return z <= LIMIT ? Math.exp(z) : AT_LIMIT;
  }

  /** Returns the derivative of {@link #exp} at z, where its value is known. */
  public static double expSlope(double z, double exp) {
    return z <= LIMIT ? exp : AT_LIMIT;
  }

  /** Returns the logistic function 1 / (1 + exp(-z)); 1 - sigmoid(z) is sigmoid(-z). */
  public static double sigmoid(double z) {
    if (z >= 0) {
      return 1 / (1 + Math.exp(-z));
    }
    double e = Math.exp(z);
    return e / (1 + e);
  }

  /** Returns the derivative of {@link #sigmoid}. */
  public static double sigmoidSlope(double z) {
    double e = Math.exp(-Math.abs(z));
    return e / ((1 + e) * (1 + e));
  }

  /** Returns log(exp(a) + exp(b)); its partial by a is sigmoid(a - b). */
  public static double logSumExp(double a, double b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  /** Returns a smooth max(z, 0) of width d; its derivative is sigmoid(z / d). */
  public static double softplus(double z, double d) {
    double y = z / d;
    return y > 30 ? z : d * Math.log1p(Math.exp(y));
  }

  /** Returns z / (exp(z) - 1), 1 at zero: the rate over a barrier in a field. */
  public static double vtrap(double z) {
    return z == 0 ? 1 : z / Math.expm1(z);
  }

  /** Returns the derivative of {@link #vtrap}. */
  public static double vtrapSlope(double z) {
    // Below 0.02 the next term of the series, z^5/5040, is less than the rounding of the quotient.
    return Math.abs(z) < 0.02
        ? -0.5 + z / 6 - z * z * z / 180
        : (1 - vtrap(-z)) / Math.expm1(z);
  }
}
