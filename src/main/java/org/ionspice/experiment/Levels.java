package org.ionspice.experiment;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.waveform.Pwl;

/**
 * A source's course as levels joined by short ramps, built from left to right. Every point that is
 * named here is a time at which the transient makes a step end. Mutable; used once.
 */
final class Levels {
  private final List<Double> times = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final double edge;
  private double time;
  private double level;

  /** Starts at time zero on a level; ramps take {@code edge} seconds. */
  Levels(double level, double edge) {
    this.level = level;
    this.edge = edge;
    mark();
  }

  private void mark() {
    times.add(time);
    values.add(level);
  }

  /** Returns the time reached, s. */
  double time() {
    return time;
  }

  /** Returns the level reached. */
  double level() {
    return level;
  }

  /** Goes to another level, or makes a corner where it is the same one. */
  void go(double other) {
    if (other != level) {
      time += edge;
      level = other;
      mark();
    }
  }

  /** Stays until {@code end}, which is not before the time reached. */
  void until(double end) {
    if (end > time) {
      time = end;
      mark();
    }
  }

  /** Returns the source's function of time. */
  Pwl waveform() {
    return new Pwl(
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        Double.NaN,
        0);
  }
}
