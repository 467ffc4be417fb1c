package org.ionspice.devices;

import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

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
  // Far below the threshold powers underflow; below this they are no motion at all.
  private static final double NOTHING = 1e-200;

  private final double growing;
  private final double falling;

  /** One over the width of a corner in u, and one over the width in units of the threshold. */
  private final double perOff;

  private final double perOn;
  private final double perWidth;
  private final double aoff;
  private final double aon;
  private final double dth;
  private final Bounds bounds;

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
    growing = koff / span;
    falling = kon / span;
    perOff = 1 / (uoff * dth);
    perOn = 1 / (uon * dth);
    perWidth = 1 / dth;
    this.aoff = aoff;
    this.aon = aon;
    this.dth = dth;
    this.bounds = bounds;
  }

  /** Returns dx/dt, 1/s. */
  double rate(double u, double x) {
    double over = u * perOff - perWidth;
    double under = u * perOn - perWidth;
    double up = growing * power(dth * Smooth.softplusOf(over, Smooth.decay(over)), aoff);
    double down = falling * power(dth * Smooth.softplusOf(under, Smooth.decay(under)), aon);
    double high = bounds.up(x);
    double low = bounds.down(x);
    return up * bounds.at(x, 0, high, low)
        + down * bounds.at(x, 1, high, low)
        + (up - down) * bounds.restoring(x, high, low);
  }

  /**
   * Stamps -dx/dt into the state's row.
   *
   * @param uByVoltage the partial of u by the voltage
   * @param uByState the partial of u by x
   */
  void stamp(
      Stamp f,
      Unknown state,
      Voltage voltage,
      double u,
      double uByVoltage,
      double uByState,
      double x) {
    double over = u * perOff - perWidth;
    double decay = Smooth.decay(over);
    double drive = dth * Smooth.softplusOf(over, decay);
    double up = growing * power(drive, aoff);
    double upSlope = up == 0 ? 0 : aoff * up * Smooth.sigmoidOf(over, decay) / drive * perOff * dth;
    double under = u * perOn - perWidth;
    decay = Smooth.decay(under);
    drive = dth * Smooth.softplusOf(under, decay);
    double down = falling * power(drive, aon);
    double downSlope =
        down == 0 ? 0 : aon * down * Smooth.sigmoidOf(under, decay) / drive * perOn * dth;

    double high = bounds.up(x);
    double low = bounds.down(x);
    double grown = bounds.at(x, 0, high, low);
    double fallen = bounds.at(x, 1, high, low);
    double rate = up * grown + down * fallen;
    double byDrive = upSlope * grown + downSlope * fallen;
    double byState =
        up * bounds.byState(x, 0, high, low) + down * bounds.byState(x, 1, high, low);
    if (bounds.restores()) {
      double back = bounds.restoring(x, high, low);
      rate += (up - down) * back;
      byDrive += (upSlope - downSlope) * back;
      byState += (up - down) * bounds.restoringSlope(x, high, low);
    }
    f.add(state, -rate).d(voltage, -byDrive * uByVoltage).d(state, -byDrive * uByState - byState);
  }

  private static double power(double drive, double a) {
    double power = Bounds.power(drive, a);
    return power < NOTHING ? 0 : power;
  }
}
