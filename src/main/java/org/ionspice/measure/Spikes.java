package org.ionspice.measure;

import java.util.Arrays;

/**
 * The spikes of a wave: it rises through a threshold, and counts again only after it has fallen
 * through a reset level, which is the threshold itself unless another is given.
 *
 * @param starts where each rises through the threshold, by linear interpolation
 * @param widths how long each stays above the threshold at first; NaN when it does not come down
 */
record Spikes(double[] starts, double[] widths) {

  /**
   * Finds the spikes that begin between {@code low} and {@code high}. What is above the threshold in
   * the first row has not risen: it is no spike.
   *
   * @param at the scale, ascending
   * @param above the wave minus the threshold, row by row
   * @param aboveReset the wave minus the reset level
   */
  static Spikes find(
      double[] at, double[] above, double[] aboveReset, double low, double high) {
    double[] starts = new double[16];
    double[] widths = new double[16];
    int count = 0;
    boolean armed = false;
    boolean open = false; // the last spike that counts has not come down yet
    for (int i = 0; i < at.length; i++) {
      if (i > 0 && open && above[i - 1] > 0 && above[i] <= 0) {
        widths[count - 1] = crossing(at, above, i) - starts[count - 1];
        open = false;
      }
      // NaN is neither above nor below.
      if (i > 0 && armed && above[i - 1] <= 0 && above[i] > 0) {
        armed = false;
        double place = crossing(at, above, i);
        if (place >= low && place <= high) {
          if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            widths = Arrays.copyOf(widths, 2 * count);
          }
          starts[count] = place;
          widths[count++] = Double.NaN;
          open = true;
        }
      }
      armed |= above[i] <= 0 && aboveReset[i] <= 0;
    }
    return new Spikes(Arrays.copyOf(starts, count), Arrays.copyOf(widths, count));
  }

  /** Returns the times at which a counter goes up, as often as it goes up. */
  static double[] counted(double[] at, double[] counter) {
    double[] times = new double[16];
    int count = 0;
    for (int i = 1; i < at.length; i++) {
      for (double k = counter[i - 1]; k < counter[i] - 0.5; k++) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = at[i];
      }
    }
    return Arrays.copyOf(times, count);
  }

  /** Returns where the wave passes zero between rows {@code i - 1} and {@code i}. */
  private static double crossing(double[] at, double[] gap, int i) {
    double part = gap[i - 1] / (gap[i - 1] - gap[i]);
    return at[i - 1] + part * (at[i] - at[i - 1]);
  }

  int count() {
    return starts.length;
  }

  /** Returns the times from each spike to the next. */
  double[] intervals() {
    double[] intervals = new double[Math.max(0, starts.length - 1)];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = starts[i + 1] - starts[i];
    }
    return intervals;
  }

  /** Returns the widths of the spikes that come down. */
  double[] wholeWidths() {
    return Arrays.stream(widths).filter(w -> !Double.isNaN(w)).toArray();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Returns the standard deviation over the mean; with n, not n - 1, in the variance. */
  static double variation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length) / mean;
  }
}
