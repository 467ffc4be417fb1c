package org.ionspice.device;

/** Says how far a voltage may move in one Newton iteration. Pure. */
@FunctionalInterface
public interface Limiter {
  /** Returns what the device shall see, V, when Newton proposes {@code proposed} after {@code last}. */
  double limit(double proposed, double last);

  /**
   * Returns what the device shall see, V, in the first iteration of a search that begins from
   * nothing; NaN for what Newton proposes. A junction that stands at the knee of its exponential
   * lets the first matrix of a circuit know that it conducts.
   */
  default double first() {
    return Double.NaN;
  }

  /** Returns a limiter that allows a change of at most {@code most} volts an iteration. */
  static Limiter atMost(double most) {
    return (proposed, last) -> Math.max(last - most, Math.min(last + most, proposed));
  }
}
