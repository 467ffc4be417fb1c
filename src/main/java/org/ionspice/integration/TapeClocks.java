package org.ionspice.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ionspice.assembly.Evaluation;

/**
 * The moving times of a recorded transient, and the corners that delays bring back.
 *
 * <p>They are kept for the whole run. Where a part of it is repeated the same ones are met again.
 * Mutable; part of a {@link Tape}.
 */
final class TapeClocks {
  /**
   * A time that may move: where a guard is zero, or some delay after another corner.
   *
   * @param parent the corner that this is an echo of: a clock, -1 for one that does not move
   * @param slot the delayed quantity that brings the echo, -1 for an event
   */
  record Clock(int parent, int slot) {}

  /** About what a moving time takes, or a corner, bytes. */
  private static final double EACH = 100;

  private final List<Clock> clocks = new ArrayList<>();
  private int next;

  /** Corners so far, with their clocks: delays bring them back. */
  private final TreeMap<Double, Integer> corners = new TreeMap<>();

  private double[] delays = {};

  /** Starts over for a circuit with these delays, s. */
  void begin(double[] seconds) {
    delays = seconds;
    clocks.clear();
    next = 0;
    corners.clear();
    corners.put(0.0, -1);
  }

  List<Clock> all() {
    return clocks;
  }

  /** Returns the bytes that all take. */
  double bytes() {
    return EACH * (clocks.size() + corners.size());
  }

  /** Returns the number that the next moving time will have. */
  int next() {
    return next;
  }

  /** Goes back to where the next moving time has this number. */
  void back(int number) {
    next = number;
  }

  boolean hasDelays() {
    return delays.length > 0;
  }

  /** Returns the clock of an event. */
  int event() {
    return clock(-1, -1);
  }

  /** Notes a corner at {@code t} with its clock. */
  void corner(double t, int clock) {
    if (hasDelays()) {
      corners.put(t, clock);
    }
  }

  /** Returns the clock of an echo at {@code t}: some corner's, a delay later. */
  int echo(Evaluation evaluation, double t) {
    for (double delay : delays) {
      double apart = 4e-9 * delay;
      Map.Entry<Double, Integer> from = corners.ceilingEntry(t - delay - apart);
      if (from != null && from.getKey() <= t - delay + apart) {
        return clock(from.getValue(), DelayedValues.slotOf(evaluation, delay));
      }
    }
    return -1;
  }

  private int clock(int parent, int slot) {
    if (next == clocks.size()) {
      clocks.add(new Clock(parent, slot));
    }
    return next++;
  }
}
