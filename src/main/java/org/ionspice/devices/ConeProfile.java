package org.ionspice.devices;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The integrals over the length of a cone by which a flow changes the ions in it.
 *
 * <p>With r the ratio of the radii of base and tip, F in 0..1 the share of the cone's resistance on
 * the base's side, and a the flow over diffusion along the cone (the Péclet number at the tip over
 * r), the profile is I = expm1(a F) / expm1(a), and its mean over the length is
 *
 * <pre>
 *   J(a) = integral of I w dF,   w = r / (1 + F (r - 1))^2,   h(a) = (J(0) - J(a)) / a
 * </pre>
 *
 * <p>J has a closed form with exponential integrals, which overflows and cancels; here it is a sum
 * over Gauss-Legendre points (P. J. Davis and P. Rabinowitz, Methods of Numerical Integration, 2nd
 * ed., Academic Press, 1984, section 2.7) in s, 1 + F (r - 1) = r^s, in which the integrand has no
 * poles. The sum covers the layer in which the exponential lives. Near a = 0, I is the generating
 * function of the Bernoulli polynomials (NIST Handbook of Mathematical Functions, 24.2.3).
 *
 * <p>Immutable.
 */
final class ConeProfile {
  /** Position of J among the results of {@link #at}. */
  static final int MEAN = 0;

  /** Position of dJ/da. */
  static final int MEAN_SLOPE = 1;

  /** Position of h. */
  static final int EXCESS = 2;

  /** Position of dh/da. */
  static final int EXCESS_SLOPE = 3;

  /** Position of dJ/dr among the results of {@link #byRatio}. */
  static final int MEAN_BY_RATIO = 4;

  /** Position of dh/dr. */
  static final int EXCESS_BY_RATIO = 5;

  /** How many results there are. */
  static final int RESULTS = 6;

  private static final int POINTS = 32;

  /** Below this |a| the power series is used; its terms fall like (a / 2 pi)^n. */
  private static final double NEAR = 2;

  /** Below this |a| differences with K at a = 0 lose digits; four terms of a series have them. */
  private static final double TINY = 1e-3;

  private static final int TERMS = 36;

  /** Exponentials beyond this are below the rounding of 1. */
  private static final double DEEP = 40;

  private static final double[] ABSCISSA = new double[POINTS];
  private static final double[] WEIGHT = new double[POINTS];
  private static final double[][] BERNOULLI = bernoulli();

  static {
    for (int k = 0; k < POINTS; k++) {
      double z = Math.cos(Math.PI * (k + 0.75) / (POINTS + 0.5));
      double slope = 0;
      for (int round = 0; round < 8; round++) {
        double before = 1;
        double p = z;
        for (int n = 2; n <= POINTS; n++) {
          double next = ((2 * n - 1) * z * p - (n - 1) * before) / n;
          before = p;
          p = next;
        }
        slope = POINTS * (z * p - before) / (z * z - 1);
        z -= p / slope;
      }
      ABSCISSA[k] = (1 - z) / 2;
      WEIGHT[k] = 1 / ((1 - z * z) * slope * slope);
    }
  }

  private static final int MOST_RECENT = 256;
  private static final Map<Double, ConeProfile> RECENT = new ConcurrentHashMap<>();

  private final double logRatio;
  private final double[] fromBase = new double[POINTS];
  private final double[] weightFromBase = new double[POINTS];
  private final double[] fromTip = new double[POINTS];
  private final double[] weightFromTip = new double[POINTS];
  private final double[] series = new double[TERMS];

  /**
   * Returns the integrals for the ratio of base and tip radius, positive. Cones of one ratio share
   * them: a network has many cones of few shapes, and a gradient rebuilds each cone many times.
   */
  static ConeProfile of(double ratio) {
    if (RECENT.size() >= MOST_RECENT) {
      RECENT.clear();
    }
    return RECENT.computeIfAbsent(ratio, ConeProfile::new);
  }

  private ConeProfile(double ratio) {
    logRatio = Math.log(ratio);
    for (int k = 0; k < POINTS; k++) {
      fromBase[k] = share(logRatio, ABSCISSA[k]);
      weightFromBase[k] = WEIGHT[k] * density(logRatio, ABSCISSA[k]);
      fromTip[k] = share(-logRatio, ABSCISSA[k]);
      weightFromTip[k] = WEIGHT[k] * density(-logRatio, ABSCISSA[k]);
    }
    powers();
  }

  /** Returns F at s. */
  private static double share(double logRatio, double s) {
    return logRatio == 0 ? s : Math.expm1(s * logRatio) / Math.expm1(logRatio);
  }

  /** Returns w dF/ds at s. */
  private static double density(double logRatio, double s) {
    return logRatio == 0 ? 1 : Math.exp(logRatio * (1 - s)) * logRatio / Math.expm1(logRatio);
  }

  /**
   * Returns, for n from 1, the factors of F^m, m from 1 to n, in (B_n(F) - B_n) / n!: B_(n-m) / (n-m)!
   * over m!.
   */
  private static double[][] bernoulli() {
    // c_n = B_n / n! by the recursion that follows from (e^a - 1) sum c_n a^n = a.
    double[] c = new double[TERMS + 1];
    double[] inverseFactorial = new double[TERMS + 2];
    inverseFactorial[0] = 1;
    for (int n = 1; n <= TERMS + 1; n++) {
      inverseFactorial[n] = inverseFactorial[n - 1] / n;
    }
    c[0] = 1;
    for (int n = 1; n <= TERMS; n++) {
      for (int k = 0; k < n; k++) {
        c[n] -= c[k] * inverseFactorial[n + 1 - k];
      }
    }
    double[][] factors = new double[TERMS][];
    for (int n = 1; n <= TERMS; n++) {
      factors[n - 1] = new double[n];
      for (int m = 1; m <= n; m++) {
        factors[n - 1][m - 1] = c[n - m] * inverseFactorial[m];
      }
    }
    return factors;
  }

  /** Fills the coefficients of J in powers of a: the means of (B_n(F) - B_n) / n!, n from 1. */
  private void powers() {
    double[] power = weightFromBase.clone();
    double[] moments = new double[TERMS];
    for (int m = 0; m < TERMS; m++) {
      for (int k = 0; k < POINTS; k++) {
        power[k] *= fromBase[k];
        moments[m] += power[k];
      }
    }
    for (int n = 0; n < TERMS; n++) {
      double sum = 0;
      for (int m = 0; m <= n; m++) {
        sum += BERNOULLI[n][m] * moments[m];
      }
      series[n] = sum;
    }
  }

  /** Writes J, dJ/da, h and dh/da at {@code a} into {@code out}. Finite for every finite a. */
  void at(double a, double[] out) {
    if (Math.abs(a) < NEAR) {
      near(a, out);
      return;
    }
    // I is 1 - I of the mirrored cone at -a: one sum over decaying exponentials serves both signs.
    layer(Math.abs(a), a > 0, out);
    if (a < 0) {
      out[MEAN] = 1 - out[MEAN];
    }
    out[EXCESS] = (series[0] - out[MEAN]) / a;
    out[EXCESS_SLOPE] = -(out[MEAN_SLOPE] + out[EXCESS]) / a;
  }

  private void near(double a, double[] out) {
    double mean = 0;
    double meanSlope = 0;
    double excess = 0;
    double excessSlope = 0;
    for (int n = TERMS - 1; n >= 1; n--) {
      meanSlope = meanSlope * a + mean;
      mean = mean * a + series[n];
      excessSlope = excessSlope * a + excess;
      excess = excess * a - series[n];
    }
    out[MEAN] = series[0] + a * mean;
    out[MEAN_SLOPE] = mean + a * meanSlope;
    out[EXCESS] = excess;
    out[EXCESS_SLOPE] = excessSlope;
  }

  /** Means of (e^(-b y) - e^-b) / (1 - e^-b) and its derivative by b; y is F from either end. */
  private void layer(double b, boolean tip, double[] out) {
    double tail = Math.exp(-b);
    double scale = 1 / -Math.expm1(-b);
    boolean whole = b <= DEEP;
    double logarithm = tip ? -logRatio : logRatio;
    double[] shares = tip ? fromTip : fromBase;
    double[] weights = tip ? weightFromTip : weightFromBase;
    double depth = whole ? 1 : place(logarithm, DEEP / b);
    double sum = 0;
    double moment = 0;
    for (int k = POINTS - 1; k >= 0; k--) {
      double s = depth * ABSCISSA[k];
      double y = whole ? shares[k] : share(logarithm, s);
      double weight = whole ? weights[k] : depth * WEIGHT[k] * density(logarithm, s);
      double e = weight * Math.exp(-b * y);
      sum += e;
      moment += y * e;
    }
    double mean = (sum - tail) * scale;
    double slope = (tail - moment - mean * tail) * scale;
    out[MEAN] = mean;
    out[MEAN_SLOPE] = slope;
  }

  /**
   * Writes dJ/dr and dh/dr at {@code a} into {@code out}.
   *
   * <p>At a place F of the resistance the position is X = r F / (1 + F (r - 1)), and dX/dr at fixed F
   * is F (1 - F) w / r. So dJ/dr is, by parts, minus the integral of K F (1 - F) w dF / r, with K =
   * dI/dF = a e^(a F) / expm1(a).
   */
  void byRatio(double a, double[] out) {
    double b = Math.abs(a);
    if (b < NEAR) {
      byRatioNear(a, out);
      return;
    }
    boolean tip = a > 0;
    boolean whole = b <= DEEP;
    double logarithm = tip ? -logRatio : logRatio;
    double[] shares = tip ? fromTip : fromBase;
    double[] weights = tip ? weightFromTip : weightFromBase;
    double depth = whole ? 1 : place(logarithm, DEEP / b);
    double sum = 0;
    double still = 0;
    for (int k = POINTS - 1; k >= 0; k--) {
      double s = depth * ABSCISSA[k];
      double y = whole ? shares[k] : share(logarithm, s);
      double weight = whole ? weights[k] : depth * WEIGHT[k] * density(logarithm, s);
      sum += weight * y * (1 - y) * Math.exp(-b * y);
      still += weights[k] * shares[k] * (1 - shares[k]);
    }
    double ratio = Math.exp(logRatio);
    double slope = sum * b / Math.expm1(-b) / ratio;
    out[MEAN_BY_RATIO] = slope;
    out[EXCESS_BY_RATIO] = (-still / ratio - slope) / a;
  }

  private void byRatioNear(double a, double[] out) {
    double mean = 0;
    double excess = 0;
    for (int k = POINTS - 1; k >= 0; k--) {
      double share = fromBase[k];
      double weight = weightFromBase[k] * share * (1 - share);
      double kernel = a == 0 ? 1 : a * Math.exp(a * share) / Math.expm1(a);
      mean -= weight * kernel;
      excess += weight * (Math.abs(a) < TINY ? gentle(a, share) : (kernel - 1) / a);
    }
    double ratio = Math.exp(logRatio);
    out[MEAN_BY_RATIO] = mean / ratio;
    out[EXCESS_BY_RATIO] = excess / ratio;
  }

  /** Returns (K - 1) / a by the first Bernoulli polynomials, whose generating function K is. */
  private static double gentle(double a, double f) {
    double second = (f * f - f + 1.0 / 6) / 2;
    double third = f * (f * f - 1.5 * f + 0.5) / 6;
    double fourth = (f * f * (f * f - 2 * f + 1) - 1.0 / 30) / 24;
    return f - 0.5 + a * (second + a * (third + a * fourth));
  }

  /** Returns s at F. */
  private static double place(double logRatio, double share) {
    return logRatio == 0 ? share : Math.log1p(share * Math.expm1(logRatio)) / logRatio;
  }
}
