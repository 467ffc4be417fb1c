package org.ionspice.assembly;

import org.ionspice.device.Limiter;

/**
 * What devices saw of their limited voltages in the last evaluation and see in this one.
 *
 * <p>Mutable workspace, for one thread.
 */
final class Limits {
  private final Assembly system;

  /** The unknowns between which each limited voltage is. */
  private final int[] plus;

  private final int[] minus;
  private final double[] last;
  private final double[] now;
  private boolean active;

  /** Whether the next evaluation is the first of a search from nothing. */
  private boolean fresh;

  Limits(Assembly system) {
    this.system = system;
    int count = system.limitBase(system.partCount());
    last = new double[count];
    now = new double[count];
    plus = new int[count];
    minus = new int[count];
    for (int k = 0; count > 0 && k < system.partCount(); k++) {
      int slot = system.limitBase(k);
      for (Declared.Limit limit : system.part(k).limits) {
        plus[slot] = system.unknownOf(k, limit.plus());
        minus[slot++] = system.unknownOf(k, limit.minus());
      }
    }
  }

  /** Starts from the voltages in {@code x}. */
  void seed(double[] x) {
    fresh = false;
    for (int slot = 0; slot < last.length; slot++) {
      last[slot] = x[plus[slot]] - x[minus[slot]];
    }
  }

  /**
   * Lets devices see in the next evaluation what they want to begin with; returns whether any does.
   */
  boolean startAfresh() {
    for (int k = 0; !fresh && last.length > 0 && k < system.partCount(); k++) {
      for (Declared.Limit limit : system.part(k).limits) {
        fresh |= !Double.isNaN(limit.by().first());
      }
    }
    return fresh;
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    fresh = snapshot.pass(fresh);
    snapshot.pass(last);
  }

  /** Starts an evaluation in which no voltage has been limited yet. */
  void begin() {
    active = false;
  }

  /** Returns what the device in {@code slot} sees of the voltage {@code v}. */
  double see(int slot, Limiter limiter, double v) {
    double first = fresh ? limiter.first() : Double.NaN;
    double seen = Double.isNaN(first) ? limiter.limit(v, last[slot]) : first;
    now[slot] = seen;
    active |= Math.abs(seen - v) > 1e-9 + 1e-6 * Math.abs(v);
    return seen;
  }

  /** Returns what the device in {@code slot} saw in this evaluation. */
  double seen(int slot) {
    return now[slot];
  }

  /** Makes what was seen the start of the next evaluation; returns whether a voltage was limited. */
  boolean end() {
    System.arraycopy(now, 0, last, 0, now.length);
    fresh = false;
    return active;
  }
}
