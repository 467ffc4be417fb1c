package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The drift of TEAM and VTEAM: none between two thresholds of a drive u (a voltage or a current),
 * and a power of the overdrive beyond them.
 *
 * <pre>
 *   dx/dt = (koff o(u/uoff)^aoff w(x, 0) + kon o(u/uon)^aon w(x, 1)) / span + walls
 *   o(y)  = softplus(y - 1), of width dth: max(y - 1, 0) with a rounded corner
 * </pre>
 *
 * @param koff rate of growth, m/s, at least 0
 * @param kon rate of fall, m/s, at most 0
 * @param uoff threshold of growth
 * @param uon threshold of fall, of the other sign
 * @param span the range of the state, m
 * @param dth width of the corner, as a share of the threshold
 */
record ThresholdDrift(
    double koff,
    double kon,
    double uoff,
    double uon,
    double aoff,
    double aon,
    double span,
    double dth,
    Bounds bounds) {
  // Far below the threshold powers underflow; below this they are no motion at all.
  private static final double NOTHING = 1e-200;

  /** Returns the speed of growth without a window, 1/s, at least 0. */
  double growth(double u) {
    return koff / span * power(u / uoff - 1, aoff);
  }

  private double growthSlope(double u) {
    return koff / span * powerSlope(u / uoff - 1, aoff) / uoff;
  }

  /** Returns the speed of fall without a window, 1/s, at most 0. */
  double fall(double u) {
    return kon / span * power(u / uon - 1, aon);
  }

  private double fallSlope(double u) {
    return kon / span * powerSlope(u / uon - 1, aon) / uon;
  }

  /** Returns dx/dt, 1/s. */
  double rate(double u, double x) {
    double up = growth(u);
    double down = fall(u);
    return up * bounds.at(x, 0) + down * bounds.at(x, 1) + (up - down) * bounds.restoring(x);
  }

  /** Returns the partial of {@link #rate} by the drive. */
  double byDrive(double u, double x) {
    double up = growthSlope(u);
    double down = fallSlope(u);
    return up * bounds.at(x, 0) + down * bounds.at(x, 1) + (up - down) * bounds.restoring(x);
  }

  /** Returns the partial of {@link #rate} by the state. */
  double byState(double u, double x) {
    double up = growth(u);
    double down = fall(u);
    return up * bounds.byState(x, 0)
        + down * bounds.byState(x, 1)
        + (up - down) * bounds.restoringSlope(x);
  }

  private double power(double over, double a) {
    double y = Math.pow(Smooth.softplus(over, dth), a);
    return y < NOTHING ? 0 : y;
  }

  private double powerSlope(double over, double a) {
    double o = Smooth.softplus(over, dth);
    double y = Math.pow(o, a);
    return y < NOTHING ? 0 : a * y * (Smooth.sigmoid(over / dth) / o);
  }
}
