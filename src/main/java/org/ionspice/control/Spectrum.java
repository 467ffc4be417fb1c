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
    double[] even = along(t, y, grid(t));
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

  /** Returns amplitudes at some frequencies, Hz; a sine of amplitude 1 is i there, as in ngspice. */
  static Spectrum at(double[] t, double[] y, String window, double order, double[] frequency) {
    int n = t.length;
    double[] grid = grid(t);
    double[] even = along(t, y, grid);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double w = weight(window, order, (double) i / (n - 1));
      sum += w;
      even[i] *= w;
    }
    double[] re = new double[frequency.length];
    double[] im = new double[frequency.length];
    for (int k = 0; k < frequency.length; k++) {
      double scale = (frequency[k] == 0 ? 1 : 2) / sum;
      for (int i = 0; i < n; i++) {
        double angle = 2 * Math.PI * frequency[k] * grid[i];
        re[k] += scale * even[i] * Math.cos(angle);
        im[k] += scale * even[i] * Math.sin(angle);
      }
    }
    return new Spectrum(frequency, re, im);
  }

  /**
   * Power of each line of a spectrum.
   *
   * @param density V^2/Hz, one-sided
   * @param total the sum of all lines, V^2
   */
  record Power(double[] frequency, double[] density, double total) {}

  /** Returns powers, where the window's mean is 1 and zeros fill up to a power of two. */
  static Power power(double[] t, double[] y, String window, double order) {
    Spectrum lines = of(t, y, window, order);
    int count = lines.frequency.length;
    double size = 2.0 * (count - 1);
    // A line of amplitude a was scaled by 2 / sum of weights; here it is by 1 / size, mean weight 1.
    double scale = t.length / size;
    double[] density = new double[count];
    double width = lines.frequency[1];
    double total = 0;
    for (int k = 0; k < count; k++) {
      double amplitude = Math.hypot(lines.re[k], lines.im[k]) * scale;
      // The last line, at half the rate, was scaled as if it had a twin.
      double power = k == 0 ? amplitude * amplitude : amplitude * amplitude / (k == count - 1 ? 4 : 2);
      total += power;
      density[k] = power / width;
    }
    return new Power(lines.frequency, density, total);
  }

  /** Returns the mean of {@code wide} values around each, of fewer at the ends. */
  static double[] smooth(double[] x, int wide) {
    double[] out = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      int from = Math.max(0, k - wide / 2);
      int end = Math.min(x.length, k - wide / 2 + wide);
      if (k < wide / 2) {
        end = Math.min(x.length, k + Math.max(1, wide / 2)); // as ngspice
      }
      double sum = 0;
      for (int i = from; i < end; i++) {
        sum += x[i];
      }
      out[k] = sum / (end - from);
    }
    return out;
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

  /** Returns as many times in equal steps. */
  private static double[] grid(double[] t) {
    double[] grid = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      grid[i] = t[0] + (t[t.length - 1] - t[0]) * i / (t.length - 1);
    }
    return grid;
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
