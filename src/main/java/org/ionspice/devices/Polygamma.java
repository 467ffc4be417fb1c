package org.ionspice.devices;

/**
 * Parts of the digamma and trigamma functions of a complex argument with a positive real part, by
 * upward recurrence and the asymptotic series (Abramowitz and Stegun, eqs 6.3.5, 6.3.18, 6.4.6 and
 * 6.4.12).
 */
final class Polygamma {
  /** Squared modulus from which eight terms of the series are exact to rounding. */
  private static final double FAR = 64;

  /** The Bernoulli numbers B2, B4, ... B16. */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  private Polygamma() {}

  /** Returns Im psi(x + j y), x positive. */
  static double imDigamma(double x, double y) {
    double sum = 0;
    double re = x;
    for (double r = re * re + y * y; r < FAR; r = re * re + y * y) {
      sum += y / r;
      re += 1;
    }
    // psi(z) = ln z - 1/(2 z) - sum of B2k / (2k z^2k)
    double square = re * re + y * y;
    double wr = re / square;
    double wi = -y / square;
    double w2r = wr * wr - wi * wi;
    double w2i = 2 * wr * wi;
    double pr = w2r;
    double pi = w2i;
    sum += Math.atan2(y, re) - 0.5 * wi;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum -= BERNOULLI[k - 1] / (2 * k) * pi;
      double next = pr * w2r - pi * w2i;
      pi = pr * w2i + pi * w2r;
      pr = next;
    }
    return sum;
  }

  /** Returns Re psi'(x + j y), x positive. */
  static double reTrigamma(double x, double y) {
    double sum = 0;
    double re = x;
    for (double r = re * re + y * y; r < FAR; r = re * re + y * y) {
      sum += (re * re - y * y) / (r * r);
      re += 1;
    }
    // psi'(z) = 1/z + 1/(2 z^2) + sum of B2k / z^(2k+1)
    double square = re * re + y * y;
    double wr = re / square;
    double wi = -y / square;
    double w2r = wr * wr - wi * wi;
    double w2i = 2 * wr * wi;
    double pr = wr * w2r - wi * w2i;
    double pi = wr * w2i + wi * w2r;
    sum += wr + 0.5 * w2r;
    for (double b : BERNOULLI) {
      sum += b * pr;
      double next = pr * w2r - pi * w2i;
      pi = pr * w2i + pi * w2r;
      pr = next;
    }
    return sum;
  }
}
