package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * A smooth clamp of a quantity that must stay in a range where the formulas make sense. Twenty
 * widths inside the range it is the quantity itself to nine digits.
 */
record Within(double low, double high, double width) {
  /** Widths from a bound at which it is not felt in the last digit any more. */
  private static final double FAR = 40;

  /** Returns whether no bound is felt at z, where the clamped value is z and its slope 1. */
  private boolean isFree(double z) {
    double room = FAR * width;
    return z - low > room && high - z > room;
  }

  /** Returns the clamped value. */
  double of(double z) {
    return isFree(z) ? z : high - Smooth.softplus(high - floored(z), width);
  }

  /** Returns the derivative of {@link #of}. */
  double slope(double z) {
    return isFree(z)
        ? 1
        : Smooth.sigmoid((z - low) / width) * Smooth.sigmoid((high - floored(z)) / width);
  }

  private double floored(double z) {
    return low + Smooth.softplus(z - low, width);
  }
}
