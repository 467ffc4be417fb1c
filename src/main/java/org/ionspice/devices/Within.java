package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * A smooth clamp of a quantity that must stay in a range where the formulas make sense. Twenty
 * widths inside the range it is the quantity itself to nine digits.
 */
record Within(double low, double high, double width) {
  /** Returns the clamped value. */
  double of(double z) {
    double floored = low + Smooth.softplus(z - low, width);
    return high - Smooth.softplus(high - floored, width);
  }

  /** Returns the derivative of {@link #of}. */
  double slope(double z) {
    double floored = low + Smooth.softplus(z - low, width);
    return Smooth.sigmoid((z - low) / width) * Smooth.sigmoid((high - floored) / width);
  }
}
