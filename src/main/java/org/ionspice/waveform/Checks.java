package org.ionspice.waveform;

import java.util.List;

/** Refuses arguments that no waveform can have, and orders corners in spite of rounding. */
final class Checks {
  private Checks() {}

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a finite number, not " + value);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " must not be negative, it is " + value);
    }
  }

  /**
   * Returns a remark when times around {@code at} are rounded so coarsely that {@code distance} is
   * known to less than three digits, as picoseconds are after hours.
   */
  static List<String> resolution(double at, double distance) {
    return distance > 0 && distance < 1000 * Math.ulp(at)
        ? List.of(
            "corners " + distance + " s apart at " + at + " s are rounded to " + Math.ulp(at)
                + " s; let what comes before take less time")
        : List.of();
  }

  static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be above zero, it is " + value);
    }
  }

  /**
   * Returns whether a corner lies after a time by more than what rounding explains. A transient that
   * has just landed on a corner must not be sent to it again.
   */
  static boolean isAfter(double corner, double after) {
    return corner - after > 16 * Math.ulp(Math.max(Math.abs(corner), Math.abs(after)));
  }
}
