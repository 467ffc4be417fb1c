package org.ionspice.integration;

/**
 * The polynomial through values at given times: what the values have in it and in its slope, and how
 * it changes when one of the times moves.
 *
 * <p>With the cardinal polynomials l_k, P(t) = sum_k l_k(t) y_k. When the time t_k moves and y_k stays,
 * P changes by -P'(t_k) l_k(t).
 */
final class NodeTimes {
  private NodeTimes() {}

  /** Returns l_k(t). */
  static double cardinal(double[] times, int k, double t) {
    double w = 1;
    for (int j = 0; j < times.length; j++) {
      if (j != k) {
        w *= (t - times[j]) / (times[k] - times[j]);
      }
    }
    return w;
  }

  /** Returns the derivative of l_k at t, 1/s. */
  static double slope(double[] times, int k, double t) {
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      if (i != k) {
        double w = 1 / (times[k] - times[i]);
        for (int j = 0; j < times.length; j++) {
          if (j != k && j != i) {
            w *= (t - times[j]) / (times[k] - times[j]);
          }
        }
        sum += w;
      }
    }
    return sum;
  }

  /** Returns the second derivative of l_k at t, 1/s^2. */
  static double bend(double[] times, int k, double t) {
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      for (int m = 0; i != k && m < times.length; m++) {
        if (m != k && m != i) {
          double w = 1 / ((times[k] - times[i]) * (times[k] - times[m]));
          for (int j = 0; j < times.length; j++) {
            if (j != k && j != i && j != m) {
              w *= (t - times[j]) / (times[k] - times[j]);
            }
          }
          sum += w;
        }
      }
    }
    return sum;
  }

  /** Returns what P(t) gains, a second, when time k moves on. */
  static double byTime(double[] times, double[] values, int k, double t) {
    double slope = 0;
    for (int j = 0; j < times.length; j++) {
      slope += slope(times, j, times[k]) * values[j];
    }
    return -slope * cardinal(times, k, t);
  }
}
