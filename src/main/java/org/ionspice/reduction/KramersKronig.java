package org.ionspice.reduction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * The linear Kramers-Kronig test: how far a spectrum is from one of a causal, stable, linear system.
 *
 * <p>H(omega) = a + j omega b + c/(j omega) + sum of r_k/(1 + j omega tau_k), with time constants
 * that are given, is fitted to the real and imaginary parts together, every point weighted by 1/|H|
 * (B. A. Boukamp, J. Electrochem. Soc. 142, 1885 (1995), doi:10.1149/1.2044210; b is his inductive
 * term). Every such H fulfils the Kramers-Kronig relations, so what it cannot follow does not. The
 * r_k may be negative.
 *
 * <p>Relaxations cannot follow a resonance, whose poles are complex. Where the poles of a circuit are
 * known, its resonances that die away are fitted as well, with two numbers each.
 *
 * <p>How many r_k there are is found as by M. Schönleber, D. Klotz and E. Ivers-Tiffée, Electrochim.
 * Acta 131, 20 (2014), doi:10.1016/j.electacta.2014.01.034: one more at a time, until mu = 1 -
 * (sum of |r_k| of the rarer sign)/(sum of those of the other) falls to 0.85, at which they begin to
 * cancel each other to follow noise. A single sharp time constant or an inductive arc makes them
 * cancel as well, so the fit goes on beyond as long as two more elements a decade halve the residual.
 *
 * @param elements the number of r_k
 * @param mu of that fit; near zero when they cancel each other
 * @param worst the largest |fit - H| / |H|
 * @param rms its root mean square
 */
public record KramersKronig(int elements, double mu, double worst, double rms) {
  /** Schönleber's limit. */
  private static final double ENOUGH = 0.85;

  /** More elements a decade follow a spectrum of rounding size, and no better. */
  private static final double ELEMENTS_PER_DECADE = 8;

  /** Decades of time constants beyond the frequencies, at each end. */
  private static final double BEYOND = 0.5;

  private static final int FEWEST_POINTS = 8;
  private static final int MOST_POINTS = 400;
  private static final int MOST_ELEMENTS = 120;

  /** Further elements a decade that are tried before a fit counts as the best. */
  private static final double AHEAD = 2;

  /** Part of a column by which columns are kept apart when there are more than H can tell. */
  private static final double REGULAR = 1e-12;

  /**
   * Tests a spectrum; nothing for fewer than eight frequencies above zero.
   *
   * @param omega angular frequencies, ascending
   * @param re real part of the response: of the impedance under a current, of the admittance under a
   *     voltage
   * @param im imaginary part
   * @param poles of the response, where they are known, (re, im); only complex ones that decay count,
   *     once for each pair
   */
  public static Optional<KramersKronig> test(
      double[] omega, double[] re, double[] im, List<double[]> poles) {
    List<double[]> pairs = poles.stream().filter(p -> p[0] < 0 && p[1] > 0).toList();
    int[] used = thinned(omega, re, im);
    if (used.length < FEWEST_POINTS + 2 * pairs.size()) {
      return Optional.empty();
    }
    double[] w = Arrays.stream(used).mapToDouble(k -> omega[k]).toArray();
    double[] x = Arrays.stream(used).mapToDouble(k -> re[k]).toArray();
    double[] y = Arrays.stream(used).mapToDouble(k -> im[k]).toArray();
    double decades = Math.log10(w[w.length - 1] / w[0]);
    int most =
        (int)
            Math.min(
                Math.min(w.length - 3 - pairs.size(), MOST_ELEMENTS),
                Math.max(4, Math.rint(ELEMENTS_PER_DECADE * (decades + 2 * BEYOND))));
    int ahead = (int) Math.ceil(AHEAD * (decades + 2 * BEYOND));
    KramersKronig[] fits = new KramersKronig[most + 1];
    int chosen = 3;
    for (int m = 3; m <= most; m++) {
      fits[m] = fit(w, x, y, m, pairs);
      if (fits[m].rms < fits[chosen].rms) {
        chosen = m;
      }
      int before = m - ahead;
      if (before >= 3 && fits[before].mu <= ENOUGH && lowest(fits, before + 1, m) > fits[before].rms / 2) {
        return Optional.of(fits[lowestAt(fits, 3, before)]);
      }
    }
    return Optional.of(fits[chosen]);
  }

  private static double lowest(KramersKronig[] fits, int from, int to) {
    return fits[lowestAt(fits, from, to)].rms;
  }

  private static int lowestAt(KramersKronig[] fits, int from, int to) {
    int at = from;
    for (int m = from; m <= to; m++) {
      at = fits[m].rms < fits[at].rms ? m : at;
    }
    return at;
  }

  /** Returns the points that are used: with a frequency and a value, at most 400. */
  private static int[] thinned(double[] omega, double[] re, double[] im) {
    int[] good =
        java.util.stream.IntStream.range(0, omega.length)
            .filter(k -> omega[k] > 0 && Math.hypot(re[k], im[k]) > 0)
            .toArray();
    if (good.length <= MOST_POINTS) {
      return good;
    }
    int[] some = new int[MOST_POINTS];
    for (int k = 0; k < MOST_POINTS; k++) {
      some[k] = good[(int) ((long) k * (good.length - 1) / (MOST_POINTS - 1))];
    }
    return some;
  }

  /** Fills 1/(s - p) and j/(s - p), each with its conjugate's, at s = j w; both times |p|. */
  private static void resonance(
      double[] pole, double w, double weight, double[] re, double[] im, int column) {
    double square = pole[0] * pole[0] + pole[1] * pole[1];
    double size = Math.sqrt(square);
    double x = square - w * w;
    double y = -2 * pole[0] * w;
    double scale = weight * size / (x * x + y * y);
    re[column] = scale * (-pole[0] * x + w * y);
    im[column] = scale * (w * x + pole[0] * y);
    re[column + 1] = scale * pole[1] * x;
    im[column + 1] = -scale * pole[1] * y;
  }

  private static KramersKronig fit(
      double[] w, double[] re, double[] im, int m, List<double[]> pairs) {
    int n = w.length;
    int columns = m + 3 + 2 * pairs.size();
    double first = w[0];
    double last = w[n - 1];
    double[] tau = new double[m];
    double shortest = -Math.log10(last) - BEYOND;
    double span = Math.log10(last / first) + 2 * BEYOND;
    for (int k = 0; k < m; k++) {
      tau[k] = Math.pow(10, shortest + span * k / (m - 1));
    }
    double[][] a = new double[2 * n + columns][columns];
    double[] b = new double[2 * n + columns];
    for (int i = 0; i < n; i++) {
      double weight = 1 / Math.hypot(re[i], im[i]);
      for (int k = 0; k < m; k++) {
        double wt = w[i] * tau[k];
        a[i][k] = weight / (1 + wt * wt);
        a[n + i][k] = -weight * wt / (1 + wt * wt);
      }
      a[i][m] = weight;
      a[n + i][m + 1] = weight * w[i] / last;
      a[n + i][m + 2] = -weight * first / w[i];
      for (int k = 0; k < pairs.size(); k++) {
        resonance(pairs.get(k), w[i], weight, a[i], a[n + i], m + 3 + 2 * k);
      }
      b[i] = weight * re[i];
      b[n + i] = weight * im[i];
    }
    double[] scale = new double[columns];
    for (int k = 0; k < columns; k++) {
      double sum = 0;
      for (int i = 0; i < 2 * n; i++) {
        sum += a[i][k] * a[i][k];
      }
      scale[k] = 1 / Math.sqrt(sum);
      for (int i = 0; i < 2 * n; i++) {
        a[i][k] *= scale[k];
      }
      a[2 * n + k][k] = REGULAR;
    }
    double[] r =
        new QRDecomposition(new Array2DRowRealMatrix(a, false))
            .getSolver()
            .solve(new ArrayRealVector(b, false))
            .toArray();
    double worst = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double dx = -b[i];
      double dy = -b[n + i];
      for (int k = 0; k < columns; k++) {
        dx += a[i][k] * r[k];
        dy += a[n + i][k] * r[k];
      }
      worst = Math.max(worst, Math.hypot(dx, dy));
      squares += dx * dx + dy * dy;
    }
    double positive = 0;
    double negative = 0;
    for (int k = 0; k < m; k++) {
      double each = r[k] * scale[k];
      positive += Math.max(each, 0);
      negative += Math.max(-each, 0);
    }
    double most = Math.max(positive, negative);
    double mu = most > 0 ? 1 - Math.min(positive, negative) / most : 1;
    return new KramersKronig(m, mu, worst, Math.sqrt(squares / n));
  }
}
