package org.ionspice.integration;

import org.ionspice.assembly.Events;
import org.ionspice.assembly.Snapshot;

/**
 * What the guards of events were at the present point. An event is due when its guard rises through
 * zero.
 *
 * <p>A guard that has risen counts as risen until it is clearly below zero again. A step's unknowns
 * are as exact as Newton's method was asked to be; when the point is made consistent after the event,
 * the guard may come out a hair below zero again, and would be due at the same time for ever.
 *
 * <p>Mutable workspace, for one thread.
 */
final class Guards {
  /** What Newton's method leaves of an unknown, beside reltol, ten times over. */
  private static final double CLEAR = 0.1;

  private final Events events;
  private final double clear;
  private final double[] values;
  private final double[] largest;

  Guards(Events events, double reltol) {
    this.events = events;
    clear = CLEAR * reltol;
    values = new double[events.count()];
    largest = new double[events.count()];
  }

  /** Takes the values at the start of the run. */
  void begin(double[] x) {
    for (int i = 0; i < values.length; i++) {
      values[i] = events.guard(i, x, 0);
      largest[i] = Math.abs(values[i]);
    }
  }

  /** Passes the state between two steps. */
  void pass(Snapshot snapshot) {
    snapshot.pass(values);
    snapshot.pass(largest);
  }

  /** Returns whether guard {@code i} rises through zero on the way to {@code x}. */
  boolean rises(int i, double[] x, double t) {
    return values[i] < 0 && events.guard(i, x, t) >= 0;
  }

  /**
   * Takes the value of guard {@code i}; returns whether its event is due, which it is anyway when it
   * has {@code fired}.
   */
  boolean isDue(int i, boolean fired, double[] x, double t) {
    double now = events.guard(i, x, t);
    boolean due = fired || (values[i] < 0 && now >= 0);
    take(i, due ? Math.max(0, now) : now);
    return due;
  }

  /**
   * Takes the values at {@code x}; one that has risen keeps its old value, and its number is returned,
   * -1 if there is none. So no guard passes zero unseen by the rounding of time or of the unknowns.
   */
  int look(double[] x, double t) {
    int fired = -1;
    for (int i = 0; i < values.length; i++) {
      double now = events.guard(i, x, t);
      if (values[i] < 0 && now >= 0) {
        fired = i;
      } else {
        take(i, now);
      }
    }
    return fired;
  }

  private void take(int i, double now) {
    largest[i] = Math.max(largest[i], Math.abs(now));
    boolean still = values[i] >= 0 && now < 0 && now > -clear * largest[i];
    values[i] = still ? 0 : now;
  }
}
