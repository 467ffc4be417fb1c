package org.ionspice.reduction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A sum of decaying exponentials, y = c0 + c1 exp(-x/tau1) + c2 exp(-x/tau2), fitted to points.
 *
 * @param offset c0
 * @param offsetBound half width of its 95 % confidence interval; 0 when it was given
 * @param terms shortest tau first
 * @param residual root of the mean square, in the unit of y
 */
public record ExponentialFit(
    double offset, double offsetBound, List<Term> terms, double residual) {
  /** Points of the search for a start, along each tau. */
  private static final int GRID = 40;

  /** Longest tau beside the largest x: beyond it the points show no decay, only a slope. */
  private static final double LONGEST = 100;

  /** One exponential; bounds are half widths of 95 % confidence intervals. */
  public record Term(double amplitude, double amplitudeBound, double tau, double tauBound) {}

  public ExponentialFit {
    terms = List.copyOf(terms);
  }

  /** Returns the fitted curve at {@code x}. */
  public double at(double x) {
    double y = offset;
    for (Term term : terms) {
      y += term.amplitude() * Math.exp(-x / term.tau());
    }
    return y;
  }

  /**
   * Fits; empty when there are fewer points than parameters, or y does not vary or not decay.
   *
   * @param x zero or above, not all equal
   * @param count 1 or 2 exponentials
   * @param fixed the offset, NaN to find it too
   */
  public static Optional<ExponentialFit> of(double[] x, double[] y, int count, double fixed) {
    boolean free = Double.isNaN(fixed);
    int n = x.length;
    if (n < 2 * count + (free ? 1 : 0)) {
      return Optional.empty();
    }
    double width = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      width = Math.max(width, x[i]);
      low = Math.min(low, y[i]);
      high = Math.max(high, y[i]);
    }
    double base = free ? 0 : fixed;
    double size = free ? high - low : Math.max(Math.abs(high - base), Math.abs(low - base));
    double largest = Math.max(Math.abs(high), Math.abs(low));
    if (!(width > 0) || !(size > 1e-12 * largest)) {
      return Optional.empty();
    }
    double zero = free ? low : fixed;
    double[] u = new double[n];
    double[] v = new double[n];
    double narrow = width;
    for (int i = 0; i < n; i++) {
      u[i] = x[i] / width;
      v[i] = (y[i] - zero) / size;
      narrow = x[i] > 0 ? Math.min(narrow, x[i]) : narrow;
    }
    double[] taus = start(u, v, count, free, 0.1 * narrow / width);
    double[] c = LeastSquares.linear(basis(u, taus, free), v);
    int first = free ? 1 : 0;
    double[] parameters = new double[first + 2 * count];
    if (free) {
      parameters[0] = c[0];
    }
    for (int k = 0; k < count; k++) {
      parameters[first + 2 * k] = c[first + k];
      parameters[first + 2 * k + 1] = taus[k];
    }
    LeastSquares.Fit fit = LeastSquares.fit(curve(first), u, v, parameters);
    List<Term> terms = new ArrayList<>();
    for (int k = first; k < parameters.length; k += 2) {
      terms.add(
          new Term(
              size * fit.parameters()[k],
              size * fit.bounds()[k],
              width * fit.parameters()[k + 1],
              width * fit.bounds()[k + 1]));
    }
    double longest = LONGEST * width;
    if (terms.stream().anyMatch(t -> !(t.tau() > 0 && t.tau() < longest))) {
      return Optional.empty();
    }
    terms.sort(Comparator.comparingDouble(Term::tau));
    return Optional.of(
        new ExponentialFit(
            free ? zero + size * fit.parameters()[0] : fixed,
            free ? size * fit.bounds()[0] : 0,
            terms,
            size * fit.residual()));
  }

  private static LeastSquares.Curve curve(int first) {
    return (x, p, partials) -> {
      double value = first == 1 ? p[0] : 0;
      if (first == 1) {
        partials[0] = 1;
      }
      for (int k = first; k < p.length; k += 2) {
        // A trial of the search may come to a tau below zero, where nothing decays.
        double tau = Math.max(p[k + 1], 1e-12);
        double e = Math.exp(-x / tau);
        value += p[k] * e;
        partials[k] = e;
        partials[k + 1] = p[k] * e * x / (tau * tau);
      }
      return value;
    };
  }

  /** Returns the best taus of a grid; for each of its points the amplitudes are a linear problem. */
  private static double[] start(double[] x, double[] y, int count, boolean free, double shortest) {
    double ratio = Math.pow(10 / shortest, 1.0 / (GRID - 1));
    double least = Double.POSITIVE_INFINITY;
    double[] best = new double[count];
    int[] at = new int[count];
    int all = count == 1 ? GRID : GRID * GRID;
    for (int k = 0; k < all; k++) {
      at[0] = k % GRID;
      if (count == 2) {
        at[1] = k / GRID;
        if (at[1] <= at[0]) {
          continue;
        }
      }
      double[] taus = new double[count];
      for (int j = 0; j < count; j++) {
        taus[j] = shortest * Math.pow(ratio, at[j]);
      }
      double[] c = LeastSquares.linear(basis(x, taus, free), y);
      if (c[c.length - 1] < least) {
        least = c[c.length - 1];
        best = taus;
      }
    }
    return best;
  }

  private static double[][] basis(double[] x, double[] taus, boolean free) {
    int first = free ? 1 : 0;
    double[][] basis = new double[first + taus.length][x.length];
    for (int i = 0; i < x.length; i++) {
      if (free) {
        basis[0][i] = 1;
      }
      for (int k = 0; k < taus.length; k++) {
        basis[first + k][i] = Math.exp(-x[i] / taus[k]);
      }
    }
    return basis;
  }
}
