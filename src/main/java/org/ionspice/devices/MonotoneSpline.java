package org.ionspice.devices;

import org.ionspice.device.Smooth;
import org.ionspice.parameter.Samples;

/**
 * A smooth curve through points that is monotone wherever the points are, and holds the end values
 * outside.
 *
 * <p>A cubic spline (C. de Boor, A Practical Guide to Splines, Springer, 1978, chapter IV) whose
 * slopes at the points are limited to three times the slope of either neighbouring chord, and are
 * zero where these differ in sign (C. de Boor and B. Swartz, J. Approx. Theory 21, 411 (1977)). The
 * second derivative is continuous where no slope had to be limited. Immutable.
 */
final class MonotoneSpline {
  private final double[] x;
  private final double[] y;
  private final double[] slope;
  private final double edgeLow;
  private final double edgeHigh;

  /**
   * Lays the curve through points.
   *
   * @param edge over which share of an end interval the slope goes to zero at the end
   */
  MonotoneSpline(Samples points, double edge) {
    x = points.x().clone();
    y = points.y().clone();
    slope = slopes(x, y);
    int last = x.length - 1;
    edgeLow = edge * (x[1] - x[0]);
    edgeHigh = edge * (x[last] - x[last - 1]);
  }

  private static double[] slopes(double[] x, double[] y) {
    int last = x.length - 1;
    double[] chord = new double[last];
    for (int k = 0; k < last; k++) {
      chord[k] = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
    }
    double[] m = new double[last + 1];
    if (last == 1) {
      m[0] = chord[0];
      m[1] = chord[0];
      return m;
    }
    m[0] = endSlope(x[1] - x[0], x[2] - x[1], chord[0], chord[1]);
    m[last] =
        endSlope(
            x[last] - x[last - 1], x[last - 1] - x[last - 2], chord[last - 1], chord[last - 2]);
    limit(chord, m, 0);
    limit(chord, m, last);
    inner(x, chord, m);
    for (int k = 1; k < last; k++) {
      limit(chord, m, k);
    }
    return m;
  }

  /** Makes the slope at point k one with which the neighbouring intervals are monotone. */
  private static void limit(double[] chord, double[] m, int k) {
    double before = chord[Math.max(0, k - 1)];
    double after = chord[Math.min(chord.length - 1, k)];
    double most = before * after > 0 ? 3 * Math.min(Math.abs(before), Math.abs(after)) : 0;
    double sign = Math.signum(after);
    m[k] = sign * Math.max(0, Math.min(most, sign * m[k]));
  }

  /** Returns the slope at an end of the parabola through the three points there. */
  private static double endSlope(double near, double far, double chord, double next) {
    return ((2 * near + far) * chord - near * next) / (near + far);
  }

  /** Solves for inner slopes that make the second derivative continuous; the end slopes stand. */
  private static void inner(double[] x, double[] chord, double[] m) {
    int last = chord.length;
    double[] factor = new double[last];
    for (int k = 1; k < last; k++) {
      double before = x[k] - x[k - 1];
      double after = x[k + 1] - x[k];
      double right = 3 * (after * chord[k - 1] + before * chord[k]);
      double pivot = 2 * (before + after) - after * factor[k - 1];
      factor[k] = before / pivot;
      m[k] = (right - after * m[k - 1]) / pivot;
      if (k == last - 1) {
        m[k] -= factor[k] * m[last];
      }
    }
    for (int k = last - 2; k >= 1; k--) {
      m[k] -= factor[k] * m[k + 1];
    }
  }

  private double held(double v) {
    int last = x.length - 1;
    double above = x[0] + softplus(v - x[0], edgeLow);
    return x[last] - softplus(x[last] - above, edgeHigh);
  }

  private double heldSlope(double v) {
    int last = x.length - 1;
    double above = x[0] + softplus(v - x[0], edgeLow);
    return sigmoid(v - x[0], edgeLow) * sigmoid(x[last] - above, edgeHigh);
  }

  private static double softplus(double z, double width) {
    return width > 0 ? Smooth.softplus(z, width) : Math.max(0, z);
  }

  private static double sigmoid(double z, double width) {
    return width > 0 ? Smooth.sigmoid(z / width) : z >= 0 ? 1 : 0;
  }

  private int interval(double v) {
    int low = 0;
    int high = x.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (v >= x[middle]) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the curve's value. */
  double at(double v) {
    double u = held(v);
    int k = interval(u);
    double h = x[k + 1] - x[k];
    double t = (u - x[k]) / h;
    double s = 1 - t;
    return y[k] * s * s * (1 + 2 * t)
        + y[k + 1] * t * t * (1 + 2 * s)
        + h * t * s * (slope[k] * s - slope[k + 1] * t);
  }

  /** Returns the curve's derivative. */
  double slope(double v) {
    double u = held(v);
    int k = interval(u);
    double h = x[k + 1] - x[k];
    double t = (u - x[k]) / h;
    double s = 1 - t;
    double inside =
        6 * t * s * (y[k + 1] - y[k]) / h
            + slope[k] * s * (1 - 3 * t)
            + slope[k + 1] * t * (1 - 3 * s);
    return heldSlope(v) * inside;
  }
}
