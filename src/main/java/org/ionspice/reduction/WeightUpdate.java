package org.ionspice.reduction;

/**
 * How a conductance goes from one end to the other in N pulses, by the curve of P.-Y. Chen, X. Peng
 * and S. Yu, IEEE Trans. Comput.-Aided Des. 37 (2018) 3067, doi:10.1109/TCAD.2018.2789723:
 *
 * <pre>
 *   G(n) = G0 + B (1 - exp(-n/A)),   B = (GN - G0) / (1 - exp(-N/A))
 * </pre>
 *
 * through its first and last point, so that A is the only number to find.
 *
 * @param a pulses; negative when steps grow along the way, infinite on a straight line
 * @param aBound half width of its 95 % confidence interval
 * @param label the largest distance of the curve from the straight line, perpendicular to it in a
 *     square frame, in units of 0.07, with the sign of A: the nonlinearity from 0 to 10 that NeuroSim
 *     tabulates against A/N
 * @param residual root of the mean square, relative to GN - G0
 */
public record WeightUpdate(double a, double aBound, double label, double residual) {
  private static final double LABEL_UNIT = 0.07;

  /**
   * Fits the conductances after 0, 1, ... N pulses; NaN everywhere when the ends are equal.
   *
   * @param g at least three
   */
  public static WeightUpdate of(double[] g) {
    int n = g.length - 1;
    double range = g[n] - g[0];
    if (n < 2 || !(Math.abs(range) > 1e-12 * Math.max(Math.abs(g[0]), Math.abs(g[n])))) {
      return new WeightUpdate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] x = new double[n - 1];
    double[] y = new double[n - 1];
    for (int i = 1; i < n; i++) {
      x[i - 1] = (double) i / n;
      y[i - 1] = (g[i] - g[0]) / range;
    }
    // A curve through the middle point: y = 1 / (1 + exp(-k/2)) at x = 1/2.
    double middle = Math.max(1e-6, Math.min(1 - 1e-6, y[(n - 1) / 2]));
    double start = 2 * Math.log(middle / (1 - middle));
    LeastSquares.Fit fit =
        LeastSquares.fit(
            (at, p, partials) -> {
              partials[0] = slope(at, p[0]);
              return value(at, p[0]);
            },
            x,
            y,
            new double[] {start});
    double k = fit.parameters()[0];
    return new WeightUpdate(n / k, n / (k * k) * fit.bounds()[0], label(k), fit.residual());
  }

  /** Returns the curve at pulse {@code pulse} of {@code n}, from {@code first} to {@code last}. */
  public double at(double pulse, int n, double first, double last) {
    return first + (last - first) * value(pulse / n, n / a);
  }

  private static double value(double x, double k) {
    return Math.abs(k) < 1e-9 ? x : ratio(x, k);
  }

  /** Returns (1 - exp(-k x)) / (1 - exp(-k)), without overflow for either sign of k. */
  private static double ratio(double x, double k) {
    if (k > 0) {
      return Math.expm1(-k * x) / Math.expm1(-k);
    }
    double m = -k;
    return Math.exp(-m * (1 - x)) * Math.expm1(-m * x) / Math.expm1(-m);
  }

  private static double slope(double x, double k) {
    double h = 1e-4 * Math.max(1, Math.abs(k));
    return (value(x, k + h) - value(x, k - h)) / (2 * h);
  }

  /** Returns the nonlinearity of the curve with N/A = k. */
  static double label(double k) {
    if (Math.abs(k) < 1e-6) {
      return k / 8 / (Math.sqrt(2) * LABEL_UNIT);
    }
    double m = Math.abs(k);
    // Where the slope of the curve is one.
    double x = -Math.log(-Math.expm1(-m) / m) / m;
    double above = ratio(x, m) - x;
    return Math.signum(k) * above / (Math.sqrt(2) * LABEL_UNIT);
  }
}
