package org.ionspice.integration;

/**
 * Legendre-Gauss-Lobatto points of the interval 0..1: both ends and what lies between them so that
 * weighted sums integrate polynomials up to degree 2 n - 3.
 *
 * <p>M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 25.4.32. Immutable.
 */
final class Lobatto {
  private final double[] places;
  private final double[] weights;

  /** Barycentric weights of the polynomial through the points. */
  private final double[] barycentric;

  /** Finds {@code n} points, three or more. */
  Lobatto(int n) {
    places = new double[n];
    weights = new double[n];
    barycentric = new double[n];
    for (int i = 0; i < n; i++) {
      double x = -Math.cos(Math.PI * i / (n - 1));
      // The inner points are the roots of P'_(n-1); (1 - x^2) P' = m (P_(m-1) - x P_m).
      for (int iteration = 0; iteration < 50 && i > 0 && i < n - 1; iteration++) {
        double[] p = legendre(n - 1, x);
        double step = (x * p[0] - p[1]) / (n * p[0]);
        x -= step;
        if (Math.abs(step) < 1e-16) {
          break;
        }
      }
      double last = legendre(n - 1, x)[0];
      places[i] = (1 + x) / 2;
      weights[i] = 1 / (n * (n - 1) * last * last);
    }
    for (int i = 0; i < n; i++) {
      double product = 1;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          product *= places[i] - places[j];
        }
      }
      barycentric[i] = 1 / product;
    }
  }

  /** Returns P_m(x) and P_(m-1)(x). */
  private static double[] legendre(int m, double x) {
    double before = 1;
    double now = x;
    for (int k = 2; k <= m; k++) {
      double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
      before = now;
      now = next;
    }
    return new double[] {now, before};
  }

  int count() {
    return places.length;
  }

  double place(int i) {
    return places[i];
  }

  /** Returns the integral over 0..1 of the polynomial with these values. */
  double integral(double[] values) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  /** Returns the polynomial at {@code s}. */
  double at(double s, double[] values) {
    double above = 0;
    double below = 0;
    for (int i = 0; i < places.length; i++) {
      double distance = s - places[i];
      if (distance == 0) {
        return values[i];
      }
      double w = barycentric[i] / distance;
      above += w * values[i];
      below += w;
    }
    return above / below;
  }

  /** Returns the integral of the polynomial from 0 to {@code s}. */
  double integral(double s, double[] values) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += weights[i] * at(s * places[i], values);
    }
    return s * sum;
  }

  /** Returns the slope, per unit of s, of the polynomial at point {@code i}. */
  double slope(int i, double[] values) {
    double sum = 0;
    for (int j = 0; j < places.length; j++) {
      if (j != i) {
        double d = barycentric[j] / barycentric[i] / (places[i] - places[j]);
        sum += d * (values[j] - values[i]);
      }
    }
    return sum;
  }
}
