package org.ionspice.devices;

import org.ionspice.device.Limiter;

/**
 * Lets Newton move a voltage by {@code least} volts, or to twice its size, in one iteration: enough
 * to follow any source in a few iterations, too little to leap far up an exponential.
 */
record Doubling(double least) implements Limiter {
  @Override
  public double limit(double proposed, double last) {
    double most = Math.max(least, Math.abs(last));
    return Math.max(last - most, Math.min(last + most, proposed));
  }
}
