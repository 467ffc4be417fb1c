package org.ionspice.device;

/** Safe elementary functions for devices: finite everywhere, continuous first derivative. */
public final class Smooth {
  /** Where {@link #exp} goes on as its tangent. */
  public static final double LIMIT = 80;

  private static final double AT_LIMIT = Math.exp(LIMIT);

  /** Beyond it exp(-z) is zero. */
  private static final double VANISHED = 745.2;

  /** Below it ln(1 + z) is z to the last digit. */
  private static final double INVISIBLE = 1e-17;

  private Smooth() {}

  /** Returns exp(z), continued by its tangent above 80. */
  public static double exp(double z) {
    return z > LIMIT ? AT_LIMIT * (1 + z - LIMIT) : z < -VANISHED ? 0 : Math.exp(z);
  }

  /** Returns the derivative of {@link #exp}. */
  public static double expSlope(double z) {
    return z <= LIMIT ? Math.exp(z) : AT_LIMIT;
  }

  /** Returns the derivative of {@link #exp} at z, where its value is known. */
  public static double expSlope(double z, double exp) {
    return z <= LIMIT ? exp : AT_LIMIT;
  }

  /**
   * Returns exp(z) - 1 without loss near 0, to two units in the last place, in a third of the time of
   * {@link Math#expm1}: by its series where the difference would cancel.
   */
  public static double expm1(double z) {
    if (!(Math.abs(z) < 0.5)) {
      return Math.exp(z) - 1;
    }
    // z + z^2 q, q = 1/2! + z/3! + ... + z^12/14!, in pairs that do not wait for each other.
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = 1.0 / 2 + z * (1.0 / 6) + z2 * (1.0 / 24 + z * (1.0 / 120));
    double middle = 1.0 / 720 + z * (1.0 / 5040) + z2 * (1.0 / 40320 + z * (1.0 / 362880));
    double high =
        1.0 / 3628800 + z * (1.0 / 39916800) + z2 * (1.0 / 479001600 + z * (1.0 / 6227020800.0));
    double last = z4 * (1.0 / 87178291200.0);
    return z + z2 * (low + z4 * (middle + z4 * (high + last)));
  }

  /** Returns ln(1 + z) for z from 0 on, to two units in the last place, faster than {@link Math}. */
  public static double log1p(double z) {
    double u = 1 + z;
    // What the sum above lost, to first order; its square is beyond the digits of z.
    return Math.log(u) + (z - (u - 1)) / u;
  }

  /** Returns sqrt(a^2 + b^2), in a fraction of the time of {@link Math#hypot} at usual sizes. */
  public static double hypotenuse(double a, double b) {
    double square = a * a + b * b;
    return square > 1e-290 && square < 1e290 ? Math.sqrt(square) : Math.hypot(a, b);
  }

  /**
   * Returns exp(-|z|), what {@link #softplusOf}, {@link #sigmoidOf} and {@link #sigmoidSlopeOf} at z
   * have in common.
   */
  public static double decay(double z) {
    double size = Math.abs(z);
    return size > VANISHED ? 0 : Math.exp(-size);
  }

  /**
   * Returns {@link #decay} for {@link #softplusOf} and {@link #sigmoidOf} alone: zero above 40, where
   * these are z and 1 to the last digit.
   */
  public static double decayBelow(double z) {
    return z > 40 ? 0 : decay(z);
  }

  /** Returns ln(1 + exp(z)), where its {@link #decay} is known. */
  public static double softplusOf(double z, double decay) {
    return z > 30 ? z : Math.max(z, 0) + (decay < INVISIBLE ? decay : log1p(decay));
  }

  /** Returns {@link #sigmoid} at z, where its {@link #decay} is known. */
  public static double sigmoidOf(double z, double decay) {
    return (z >= 0 ? 1 : decay) * (1 / (1 + decay));
  }

  /** Returns {@link #sigmoidSlope} at z, where its {@link #decay} is known. */
  public static double sigmoidSlopeOf(double decay) {
    // The quotient is that of sigmoidOf, so that whoever asks for both divides once.
    double part = 1 / (1 + decay);
    return decay * part * part;
  }

  /** Returns the logistic function 1 / (1 + exp(-z)); 1 - sigmoid(z) is sigmoid(-z). */
  public static double sigmoid(double z) {
    return sigmoidOf(z, decay(z));
  }

  /** Returns the derivative of {@link #sigmoid}. */
  public static double sigmoidSlope(double z) {
    return sigmoidSlopeOf(decay(z));
  }

  /** Returns log(exp(a) + exp(b)); its partial by a is sigmoid(a - b). */
  public static double logSumExp(double a, double b) {
    return Math.max(a, b) + log1p(decay(a - b));
  }

  /** Returns a smooth max(z, 0) of width d; its derivative is sigmoid(z / d). */
  public static double softplus(double z, double d) {
    double y = z / d;
    return y > 30 ? z : d * softplusOf(y, decay(y));
  }

  /** Returns z / (exp(z) - 1), 1 at zero: the rate over a barrier in a field. */
  public static double vtrap(double z) {
    return z == 0 ? 1 : z / expm1(z);
  }

  /** Returns the derivative of {@link #vtrap}. */
  public static double vtrapSlope(double z) {
    // Below 0.02 the next term of the series, z^5/5040, is less than the rounding of the quotient.
    return Math.abs(z) < 0.02
        ? -0.5 + z / 6 - z * z * z / 180
        : (1 - vtrap(-z)) / expm1(z);
  }
}
