package org.ionspice.devices;

import org.ionspice.device.Limiter;

/**
 * Limits a voltage that opens a channel: Newton may not pass the threshold upwards by more than a volt,
 * or downwards by more than half a volt, in one iteration, and on either side of it moves at most twice
 * its distance from the threshold and two volts more. Gate to source and gate to drain are both limited, so that
 * the drain of a channel that saturates, or is off, cannot be thrown far away by its small conductance: it would
 * come back from beyond the source, and Newton run in circles. The idea is Nagel's (1975, section 4.4).
 *
 * @param threshold V
 */
record GateLimiter(double threshold) implements Limiter {
  private static final double ABOVE = 1;
  private static final double BELOW = 0.5;

  /**
   * How far below the threshold, V, a channel is off. What leaks through one that is exponential over
   * 50 mV is still known to reltol / 8 by a tangent that half a volt lets stand (docs/numerics/transient.md).
   */
  private static final double OFF = 0.5;

  /** Over which the laws of a channel and of its depletion layer bend, V. */
  private static final double CONDUCTING = 0.05;

  private static final double DEPLETED = 0.5;

  /** Where a channel begins to conduct some levels are exponential, with more than k T / q. */
  @Override
  public double bend(double v) {
    // Well below it nothing bends but the depletion layer.
    return v < threshold - OFF ? DEPLETED : CONDUCTING;
  }

  @Override
  public double limit(double proposed, double last) {
    double reach = 2 * Math.abs(last - threshold) + 2;
    if (last <= threshold) {
      return Math.max(last - reach, Math.min(proposed, threshold + ABOVE));
    }
    double low = Math.max(last - reach, threshold - BELOW);
    return Math.max(low, Math.min(last + reach, proposed));
  }
}
