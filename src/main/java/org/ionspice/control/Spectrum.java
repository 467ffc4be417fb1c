package org.ionspice.control;

import java.util.List;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The discrete spectrum of a wave of time, from equal steps, windowed and filled with zeros to a
 * power of two. A sine of amplitude 1 in the middle of a bin is 1.
 */
record Spectrum(double[] frequency, double[] re, double[] im) {
  static final List<String> WINDOWS =
      List.of("none", "rectangular", "hanning", "hann", "cosine", "hamming", "blackman", "flattop",
          "gaussian", "triangle", "bartlet", "bartlett");

  /**
   * Returns the spectrum of samples at increasing times, s.
   *
   * @param order of the Gaussian window: how many standard deviations its half width is
   */
  static Spectrum of(double[] t, double[] y, String window, double order) {
    int n = t.length;
    double span = t[n - 1] - t[0];
    double[] grid = new double[n];
    for (int i = 0; i < n; i++) {
      grid[i] = t[0] + span * i / (n - 1);
    }
    double[] even = along(t, y, grid);
    int size = Integer.highestOneBit(Math.max(1, n - 1)) << 1;
    double[] padded = new double[size];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double w = weight(window, order, (double) i / (n - 1));
      sum += w;
      padded[i] = even[i] * w;
    }
    Complex[] lines =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(padded, TransformType.FORWARD);
    int count = size / 2 + 1;
    double[] frequency = new double[count];
    double[] re = new double[count];
    double[] im = new double[count];
    double rate = (n - 1) / span;
    for (int k = 0; k < count; k++) {
      double scale = (k == 0 ? 1 : 2) / sum;
      frequency[k] = k * rate / size;
      re[k] = lines[k].getReal() * scale;
      im[k] = lines[k].getImaginary() * scale;
    }
    return new Spectrum(frequency, re, im);
  }

  private static double weight(String window, double order, double x) {
    double turn = 2 * Math.PI * x;
    return switch (window) {
      case "hanning", "hann", "cosine" -> 0.5 - 0.5 * Math.cos(turn);
      case "hamming" -> 0.54 - 0.46 * Math.cos(turn);
      case "blackman" -> 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
      case "flattop" ->
          1 - 1.93 * Math.cos(turn) + 1.29 * Math.cos(2 * turn) - 0.388 * Math.cos(3 * turn)
              + 0.032 * Math.cos(4 * turn);
      case "gaussian" -> Math.exp(-0.5 * (2 * x - 1) * (2 * x - 1) * order * order);
      case "triangle", "bartlet", "bartlett" -> 1 - Math.abs(2 * x - 1);
      default -> 1;
    };
  }

  /** Returns the straight lines between points, at the places of a grid within them. */
  static double[] along(double[] t, double[] y, double[] grid) {
    double[] out = new double[grid.length];
    int k = 1;
    for (int i = 0; i < grid.length; i++) {
      while (k < t.length - 1 && t[k] < grid[i]) {
        k++;
      }
      double width = t[k] - t[k - 1];
      double share = width > 0 ? Math.min(1, Math.max(0, (grid[i] - t[k - 1]) / width)) : 1;
      out[i] = y[k - 1] + (y[k] - y[k - 1]) * share;
    }
    return out;
  }
}
