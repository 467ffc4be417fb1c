package org.ionspice.assembly;

import java.util.Arrays;

/**
 * Sums of what a device stamps, as every device of a kind makes them: sum {@code s} has the terms
 * {@code starts[s]} to {@code starts[s + 1]}, each a stamp, by its position in the order of stamping,
 * with a sign.
 */
record StampSums(int[] starts, int[] stamps, double[] signs) {
  /** Collects terms, in any order, for sums that are numbered already. Mutable. */
  static final class Builder {
    private int[] sums = new int[16];
    private int[] stamps = new int[16];
    private double[] signs = new double[16];
    private int count;

    void add(int sum, int stamp, double sign) {
      if (count == sums.length) {
        sums = Arrays.copyOf(sums, 2 * count);
        stamps = Arrays.copyOf(stamps, 2 * count);
        signs = Arrays.copyOf(signs, 2 * count);
      }
      sums[count] = sum;
      stamps[count] = stamp;
      signs[count++] = sign;
    }

    /** Returns the terms by sum, in the order in which they were added. */
    StampSums of(int sumCount) {
      int[] starts = new int[sumCount + 1];
      for (int t = 0; t < count; t++) {
        starts[sums[t] + 1]++;
      }
      for (int s = 0; s < sumCount; s++) {
        starts[s + 1] += starts[s];
      }
      int[] next = starts.clone();
      int[] sortedStamps = new int[count];
      double[] sortedSigns = new double[count];
      for (int t = 0; t < count; t++) {
        int at = next[sums[t]]++;
        sortedStamps[at] = stamps[t];
        sortedSigns[at] = signs[t];
      }
      return new StampSums(starts, sortedStamps, sortedSigns);
    }
  }

  /** Returns whether these are the same sums. */
  boolean same(StampSums other) {
    return Arrays.equals(starts, other.starts)
        && Arrays.equals(stamps, other.stamps)
        && Arrays.equals(signs, other.signs);
  }
}
