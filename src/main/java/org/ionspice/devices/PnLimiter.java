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
  private final double first;

  /**
   * Makes a limiter.
   *
   * @param thermal n k T / q, V
   * @param saturation A
   * @param breakdown V; NaN for none
   */
  PnLimiter(double thermal, double saturation, double breakdown) {
    this(thermal, breakdown, thermal * Math.log(thermal / (Math.sqrt(2) * saturation)), Double.NaN);
  }

  private PnLimiter(double thermal, double breakdown, double knee, double first) {
    this.thermal = thermal;
    this.breakdown = breakdown;
    this.knee = knee;
    this.first = first;
  }

  /** Returns the same limiter for a junction that a search begins with at its knee (ibid.). */
  PnLimiter conducting() {
    return new PnLimiter(thermal, breakdown, knee, Double.isFinite(knee) ? knee : Double.NaN);
  }

  @Override
  public double first() {
    return first;
  }

  @Override
  public double bend(double v) {
    // Far from the exponentials there is nothing but the depletion layer, about half a volt.
    boolean blocks = v < -10 * thermal && !(v < -breakdown + 30 * thermal);
    return blocks ? 20 * thermal : thermal;
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
