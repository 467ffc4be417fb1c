package org.ionspice.devices;

import org.ionspice.device.Smooth;
import org.ionspice.device.StateLaw;

/**
 * The drift of TEAM and VTEAM: none between two thresholds of a drive u (a voltage or a current),
 * and a power of the overdrive beyond them.
 *
 * <pre>
 *   dx/dt = (koff o(u/uoff)^aoff w(x, 0) + kon o(u/uon)^aon w(x, 1)) / span + walls
 *   o(y)  = softplus(y - 1), of width dth: max(y - 1, 0) with a rounded corner
 * </pre>
 */
final class ThresholdDrift {
  private final Side off;
  private final Side on;
  private final Bounds bounds;

  /**
   * What happens beyond one threshold: speed, and how far the drive is beyond.
   *
   * @param speed 1/s, at a drive of twice the threshold
   * @param per one over the width of the corner in u
   * @param perWidth one over the width in units of the threshold
   * @param a the exponent
   * @param lowest corner widths from the threshold below which the power is no motion at all
   */
  private record Side(double speed, double per, double perWidth, double a, double lowest) {
    /** Below it a power of the drive is no motion at all. */
    private static final double NOTHING = 1e-100;

    static Side of(double speed, double threshold, double a, double dth) {
      double lowest = (Math.log(NOTHING) / a) - Math.log(dth);
      return new Side(speed, 1 / (threshold * dth), 1 / dth, a, Math.max(lowest, -700));
    }

    /** Returns how far the drive is beyond the threshold, in corner widths. */
    double beyond(double u) {
      return u * per - perWidth;
    }

    boolean isMoving(double z) {
      return !(z < lowest);
    }

    /** Returns the rate, 1/s, without a window. */
    double rate(double overdrive) {
      return speed * Bounds.power(overdrive / perWidth, a);
    }

    /** Returns the derivative of the rate by u. */
    double slope(double z, double decay, double overdrive, double rate) {
      return a * rate * Smooth.sigmoidOf(z, decay) * per / overdrive;
    }

    double rateAt(double u) {
      double z = beyond(u);
      return isMoving(z) ? rate(Smooth.softplusOf(z, Smooth.decayBelow(z))) : 0;
    }
  }

  /**
   * Makes a law.
   *
   * @param koff rate of growth, m/s, at least 0
   * @param kon rate of fall, m/s, at most 0
   * @param uoff threshold of growth
   * @param uon threshold of fall, of the other sign
   * @param span the range of the state, m
   * @param dth width of the corner, as a share of the threshold
   */
  ThresholdDrift(
      double koff,
      double kon,
      double uoff,
      double uon,
      double aoff,
      double aon,
      double span,
      double dth,
      Bounds bounds) {
    off = Side.of(koff / span, uoff, aoff, dth);
    on = Side.of(kon / span, uon, aon, dth);
    this.bounds = bounds;
  }

  /** Returns dx/dt, 1/s. */
  double rate(double u, double x) {
    double up = off.rateAt(u);
    double down = on.rateAt(u);
    double high = bounds.up(x);
    double low = bounds.down(x);
    return up * bounds.at(x, 0, high, low)
        + down * bounds.at(x, 1, high, low)
        + (up - down) * bounds.restoring(x, high, low);
  }

  /**
   * Replies dx/dt.
   *
   * @param uByVoltage the partial of u by the voltage
   * @param uByState the partial of u by x
   */
  void reply(double u, double uByVoltage, double uByState, double x, StateLaw.Reply to) {
    double up = 0;
    double upSlope = 0;
    double z = off.beyond(u);
    if (off.isMoving(z)) {
      double decay = Smooth.decayBelow(z);
      double overdrive = Smooth.softplusOf(z, decay);
      up = off.rate(overdrive);
      upSlope = off.slope(z, decay, overdrive, up);
    }
    double down = 0;
    double downSlope = 0;
    z = on.beyond(u);
    if (on.isMoving(z)) {
      double decay = Smooth.decayBelow(z);
      double overdrive = Smooth.softplusOf(z, decay);
      down = on.rate(overdrive);
      downSlope = on.slope(z, decay, overdrive, down);
    }
    double rate = up + down;
    double byDrive = upSlope + downSlope;
    double byState = 0;
    if (!bounds.isFree(x)) {
      double high = bounds.up(x);
      double low = bounds.down(x);
      double grown = bounds.at(x, 0, high, low);
      double fallen = bounds.at(x, 1, high, low);
      rate = up * grown + down * fallen;
      byDrive = upSlope * grown + downSlope * fallen;
      byState = up * bounds.byState(x, 0, high, low) + down * bounds.byState(x, 1, high, low);
      if (bounds.restores()) {
        double back = bounds.restoring(x, high, low);
        rate += (up - down) * back;
        byDrive += (upSlope - downSlope) * back;
        byState += (up - down) * bounds.restoringSlope(x, high, low);
      }
    }
    to.rate(rate, byDrive * uByVoltage, byDrive * uByState + byState);
  }
}
