package org.ionspice.device;

/** Where the equations are evaluated: values of all unknowns, the time, and the kind of run. */
public interface Point {
  double of(Voltage voltage);

  double of(Unknown unknown);

  double of(Delayed delayed);

  double of(Limited limited);

  double of(Cell cell);

  /** Returns the time, s; 0 outside a transient. */
  double time();

  /** Returns whether this is a transient, its first operating point included. */
  boolean inTransient();

  /** Returns the factor in 0..1 that source stepping puts on independent sources. */
  double sourceScale();

  /**
   * Returns whether anyone reads the charges and their partials: where nobody does, as in a sweep of
   * operating points, nothing need be stamped for them.
   */
  default boolean charges() {
    return true;
  }

  /** Returns room for what a {@link StateLaw} says; the same object at each call, where one is kept. */
  default StateLaw.Reply reply() {
    return new StateLaw.Reply();
  }
}
