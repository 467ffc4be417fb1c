package org.ionspice.devices;

import org.ionspice.device.Limiter;

/**
 * Limits a junction's voltage as SPICE does: above the knee of the exponential Newton may raise the
 * current, not the voltage, as much as the tangent asks (Nagel 1975, section 4.4). Immutable.
 */
final class PnLimiter implements Limiter {
  private final double thermal;
  private final double breakdown;
  private final double knee;

  /**
   * Makes a limiter.
   *
   * @param thermal n k T / q, V
   * @param saturation A
   * @param breakdown V; NaN for none
   */
  PnLimiter(double thermal, double saturation, double breakdown) {
    this.thermal = thermal;
    this.breakdown = breakdown;
    knee = thermal * Math.log(thermal / (Math.sqrt(2) * saturation));
  }

  @Override
  public double limit(double proposed, double last) {
    if (!Double.isNaN(breakdown) && proposed < -breakdown + 10 * thermal && proposed < 0) {
      return -breakdown - forward(-(proposed + breakdown), -(last + breakdown));
    }
    return forward(proposed, last);
  }

  private double forward(double proposed, double last) {
    if (!(proposed > knee) || Math.abs(proposed - last) <= 2 * thermal) {
      return proposed;
    }
    if (last <= 0) {
      return Math.max(knee, thermal * Math.log(proposed / thermal));
    }
    double growth = 1 + (proposed - last) / thermal;
    return growth > 0 ? last + thermal * Math.log(growth) : knee;
  }
}
