package org.ionspice.reduction;

import java.util.Optional;

/**
 * What is left of a state along logarithmic time: y = c0 + c1 exp(-(t/tau)^beta), the stretched
 * exponential of R. Kohlrausch, Ann. Phys. (Leipzig) 91 (1854) 56.
 *
 * @param end c0, the value that is approached
 * @param amplitude c1
 * @param tau s
 * @param beta 1 for one relaxation time, smaller for a spread of them
 * @param bounds half widths of the 95 % confidence intervals of the four, in this order
 * @param residual root of the mean square, in the unit of y
 */
public record RetentionFit(
    double end, double amplitude, double tau, double beta, double[] bounds, double residual) {
  public RetentionFit {
    bounds = bounds.clone();
  }

  @Override
  public double[] bounds() {
    return bounds.clone();
  }

  /** Returns the fitted curve at {@code t}. */
  public double at(double t) {
    return end + amplitude * Math.exp(-Math.pow(t / tau, beta));
  }

  /**
   * Fits from the plain exponential on; empty with fewer than five points, or when y does not vary.
   *
   * @param t s, above zero
   */
  public static Optional<RetentionFit> of(double[] t, double[] y) {
    Optional<ExponentialFit> plain = ExponentialFit.of(t, y, 1, Double.NaN);
    if (t.length < 5 || plain.isEmpty()) {
      return Optional.empty();
    }
    double tau = plain.get().terms().get(0).tau();
    double size = Math.abs(plain.get().terms().get(0).amplitude());
    double zero = plain.get().offset();
    double[] v = new double[y.length];
    double[] u = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      u[i] = t[i] / tau;
      v[i] = (y[i] - zero) / size;
    }
    LeastSquares.Curve curve =
        (x, p, partials) -> {
          // Logarithms of tau and beta: neither comes to zero on the way.
          double z = Math.exp(Math.exp(p[3]) * (Math.log(x) - p[2]));
          double e = Math.exp(-z);
          partials[0] = 1;
          partials[1] = e;
          partials[2] = p[1] * e * z * Math.exp(p[3]);
          partials[3] = -p[1] * e * z * Math.exp(p[3]) * (Math.log(x) - p[2]);
          return p[0] + p[1] * e;
        };
    double sign = Math.signum(plain.get().terms().get(0).amplitude());
    LeastSquares.Fit fit = LeastSquares.fit(curve, u, v, new double[] {0, sign, 0, 0});
    double[] p = fit.parameters();
    double[] b = fit.bounds();
    double foundTau = tau * Math.exp(p[2]);
    double beta = Math.exp(p[3]);
    return Optional.of(
        new RetentionFit(
            zero + size * p[0],
            size * p[1],
            foundTau,
            beta,
            new double[] {size * b[0], size * b[1], foundTau * b[2], beta * b[3]},
            size * fit.residual()));
  }
}
