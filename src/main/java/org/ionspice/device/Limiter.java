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

  /**
   * Returns the change, V, over which the law of this voltage bends at {@code v}, as k T / q is for
   * an exponential: where the voltages of a device have moved by a small part of that, its tangents
   * may stand for its equations. 0, when nothing is known, lets the device be evaluated every time.
   */
  default double bend(double v) {
    return 0;
  }

  /** Returns a limiter that allows a change of at most {@code most} volts an iteration. */
  static Limiter atMost(double most) {
    return (proposed, last) -> Math.max(last - most, Math.min(last + most, proposed));
  }
}
