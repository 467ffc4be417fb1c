package org.ionspice.expression;

import java.util.Arrays;

/**
 * A transfer function known at single frequencies, PSpice's FREQ: between two of them the magnitude in
 * decibels and the phase are straight lines over the frequency, outside the function is zero.
 */
final class FrequencyTable {
  private final double[] hertz;
  private final double[] decibels;
  private final double[] radians;

  FrequencyTable(double[] hertz, double[] decibels, double[] radians) {
    for (int k = 0; k < hertz.length; k++) {
      if (!(hertz[k] >= 0) || k > 0 && !(hertz[k] > hertz[k - 1])) {
        throw new IllegalArgumentException("the frequencies must rise from zero on");
      }
    }
    this.hertz = hertz.clone();
    this.decibels = decibels.clone();
    this.radians = radians.clone();
  }

  /** Returns the real value at zero frequency; NaN when it has an imaginary part. */
  double atRest() {
    if (hertz[0] > 0) {
      return 0;
    }
    double turns = radians[0] / Math.PI;
    double half = Math.rint(turns);
    double size = Math.pow(10, decibels[0] / 20);
    return Math.abs(turns - half) > 1e-9 ? Double.NaN : half % 2 == 0 ? size : -size;
  }

  /** Writes the value at an angular frequency, rad/s, into {@code y}: real part, imaginary part. */
  void at(double omega, double[] y) {
    double f = omega / (2 * Math.PI);
    int last = hertz.length - 1;
    // A frequency of the table itself may miss its end by rounding.
    double near = 1e-12 * f;
    if (f < hertz[0] - near || f > hertz[last] + near) {
      y[0] = 0;
      y[1] = 0;
      return;
    }
    int found = Arrays.binarySearch(hertz, f);
    int k = Math.min(Math.max(found >= 0 ? found : -found - 2, 0), last - 1);
    double share = (f - hertz[k]) / (hertz[k + 1] - hertz[k]);
    double size = Math.pow(10, (decibels[k] + share * (decibels[k + 1] - decibels[k])) / 20);
    double phase = radians[k] + share * (radians[k + 1] - radians[k]);
    y[0] = size * Math.cos(phase);
    y[1] = size * Math.sin(phase);
  }
}
