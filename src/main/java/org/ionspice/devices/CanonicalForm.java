package org.ionspice.devices;

import org.ionspice.device.Declaration;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Transfer;

/**
 * A rational transfer function as state equations: the controllable canonical form, scaled.
 *
 * <p>With U the input, D(s) = sum d_k s^k and z_k = s^k U/D, the unknowns are x_k = g_k z_k, k = 0 to n
 * the order of D. Then
 *
 * <pre>
 *   (g_{k+1}/g_k) dx_k/dt = x_{k+1}     k &lt; n
 *   sum (d_k/g_k) x_k = u
 *   y = sum (n_k/g_k) x_k  [ + (n_{n+1}/g_n) dx_n/dt ]
 * </pre>
 *
 * <p>g_k is |d_k|, or what lies above it on the least concave curve over all log |d_k| (Newton's
 * polygon). So all x_k have the size of u, whether the poles lie close together or many decades apart,
 * and their rates are those of the poles.
 */
final class CanonicalForm {
  private final int order;
  private final Unknown[] x;
  private final double[] seconds;
  private final double[] back;
  private final double[] out;
  private final double direct;

  private CanonicalForm(Declaration self, double[] top, double[] bottom) {
    order = bottom.length - 1;
    double[] scale = scales(top, bottom);
    x = new Unknown[order + 1];
    seconds = new double[order];
    back = new double[order + 1];
    out = new double[order + 1];
    for (int k = 0; k <= order; k++) {
      x[k] = self.unknown(Quantity.of("x" + k, "V"));
      back[k] = bottom[k] / scale[k];
      out[k] = k < top.length ? top[k] / scale[k] : 0;
      if (k < order) {
        seconds[k] = scale[k + 1] / scale[k];
      }
    }
    direct = top.length > order + 1 ? top[order + 1] / scale[order] : 0;
  }

  /** Declares the states of a rational function whose numerator is at most one order higher. */
  static CanonicalForm of(Declaration self, Transfer transfer) {
    return new CanonicalForm(self, transfer.numerator(), transfer.denominator());
  }

  /** Returns g: a concave curve over the sizes of the coefficients, in logarithms. */
  static double[] scales(double[] top, double[] bottom) {
    int n = bottom.length - 1;
    double[] log = new double[n + 1];
    int lowest = n;
    for (int k = 0; k <= n; k++) {
      log[k] = bottom[k] == 0 ? Double.NEGATIVE_INFINITY : Math.log(Math.abs(bottom[k]));
      lowest = Math.min(lowest, bottom[k] == 0 ? n : k);
    }
    double[] curve = log.clone();
    int from = lowest;
    double slope = Double.NaN;
    double first = Double.NaN;
    while (from < n) {
      int to = from + 1;
      for (int k = from + 1; k <= n; k++) {
        if ((log[k] - log[from]) / (k - from) >= (log[to] - log[from]) / (to - from)) {
          to = k;
        }
      }
      slope = (log[to] - log[from]) / (to - from);
      first = Double.isNaN(first) ? slope : first;
      for (int k = from; k < to; k++) {
        curve[k] = log[from] + slope * (k - from);
      }
      from = to;
    }
    // Integrators have no coefficient to go by: the rate of the next pole, or of the gain alone.
    if (Double.isNaN(first)) {
      double gain = top[0] == 0 ? 0 : Math.log(Math.abs(top[0]));
      first = n == 0 ? 0 : (log[n] - gain) / n;
    }
    for (int k = lowest - 1; k >= 0; k--) {
      curve[k] = curve[k + 1] - first;
    }
    double[] scale = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      scale[k] = bottom[k] != 0 && curve[k] == log[k] ? Math.abs(bottom[k]) : Math.exp(curve[k]);
    }
    return scale;
  }

  /** Adds the rows of the states; {@code input} is u. */
  void states(Point at, Stamp f, Stamp q, Voltage input) {
    for (int k = 0; k < order; k++) {
      f.add(x[k], -at.of(x[k + 1])).d(x[k + 1], -1);
      q.add(x[k], seconds[k] * at.of(x[k])).d(x[k], seconds[k]);
    }
    double sum = -at.of(input);
    for (int k = 0; k <= order; k++) {
      sum += back[k] * at.of(x[k]);
    }
    Stamp row = f.add(x[order], sum).d(input, -1);
    for (int k = 0; k <= order; k++) {
      row.d(x[k], back[k]);
    }
  }

  /** Returns y without its part by the derivative. */
  double output(Point at) {
    double y = 0;
    for (int k = 0; k <= order; k++) {
      y += out[k] * at.of(x[k]);
    }
    return y;
  }

  /** Adds the partials of {@code factor} times {@link #output}. */
  void partials(Stamp row, double factor) {
    for (int k = 0; k <= order; k++) {
      row.d(x[k], factor * out[k]);
    }
  }

  /** Returns what in y is a derivative by time of the last state: its factor. */
  double direct() {
    return direct;
  }

  /** Returns the last state. */
  Unknown last() {
    return x[order];
  }
}
