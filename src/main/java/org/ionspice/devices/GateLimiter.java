package org.ionspice.devices;

import org.ionspice.device.Limiter;

/**
 * Limits a voltage that opens a channel: Newton may not pass the threshold by more than half a volt
 * in one iteration, and above it moves at most twice the overdrive and two volts more. The idea is
 * Nagel's (1975, section 4.4).
 *
 * @param threshold V
 */
record GateLimiter(double threshold) implements Limiter {
  private static final double PAST = 0.5;

  /** Where a channel begins to conduct some levels are exponential, with more than k T / q. */
  @Override
  public double bend(double v) {
    return 0.05;
  }

  @Override
  public double limit(double proposed, double last) {
    if (last <= threshold) {
      return Math.min(proposed, threshold + PAST);
    }
    double reach = 2 * (last - threshold) + 2;
    double low = Math.max(last - reach, threshold - PAST);
    return Math.max(low, Math.min(last + reach, proposed));
  }
}
