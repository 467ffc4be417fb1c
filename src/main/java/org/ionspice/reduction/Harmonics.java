package org.ionspice.reduction;

/**
 * Harmonics of one period: y(t) = mean + sum of re_n sin(2 pi n t/T) + im_n cos(2 pi n t/T), so that
 * re + j im is the phasor of a sine.
 *
 * <p>The samples may stand at unequal distances; every two intervals are of equal length and carry a
 * parabola. Its product with sine and cosine is integrated by Gauss's rule of five points, on pieces
 * over which the phase changes by at most one radian.
 */
public final class Harmonics {
  private static final double[] NODES = {
    -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
  };
  private static final double[] WEIGHTS = {
    0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
    0.2369268850561891
  };

  private Harmonics() {}

  /**
   * Returns the phasors (re_n, im_n), the mean first as (mean, 0).
   *
   * @param t s, ascending over one period, both ends included; an odd number of times, each with an
   *     odd position in the middle of its neighbours
   * @param y values at these times
   * @param count harmonics, the mean included
   */
  public static double[][] of(double[] t, double[] y, int count) {
    if (t.length < 3 || t.length % 2 == 0 || y.length != t.length) {
      throw new IllegalArgumentException("an odd number of samples is needed, not " + t.length);
    }
    double period = t[t.length - 1] - t[0];
    double[][] phasors = new double[count][2];
    for (int n = 0; n < count; n++) {
      double omega = 2 * Math.PI * n / period;
      double sine = 0;
      double cosine = 0;
      for (int k = 0; k + 2 < t.length; k += 2) {
        double h = t[k + 2] - t[k];
        int pieces = Math.max(1, (int) Math.ceil(omega * h));
        double half = h / (2 * pieces);
        for (int p = 0; p < pieces; p++) {
          double middle = (2 * p + 1) * half;
          for (int g = 0; g < NODES.length; g++) {
            double s = middle + half * NODES[g];
            double value = WEIGHTS[g] * half * parabola(y, k, s / h);
            double angle = omega * (t[k] - t[0] + s);
            sine += value * Math.sin(angle);
            cosine += value * Math.cos(angle);
          }
        }
      }
      phasors[n][0] = n == 0 ? cosine / period : 2 * sine / period;
      phasors[n][1] = n == 0 ? 0 : 2 * cosine / period;
    }
    return phasors;
  }

  /** Returns the parabola through three values at the fraction {@code s} of their span. */
  private static double parabola(double[] y, int k, double s) {
    double bend = 2 * (y[k] - 2 * y[k + 1] + y[k + 2]);
    double slope = y[k + 2] - y[k] - bend;
    return y[k] + s * (slope + s * bend);
  }
}
