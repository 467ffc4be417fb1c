package org.ionspice.experiment;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.waveform.Pwl;

/** Pulses and readings one after another on one source. Mutable; used for one run. */
final class Course {
  private final Pulses pulses;
  private final Reading reading;
  private final Levels levels;
  private final List<Samples.Window> windows = new ArrayList<>();
  private final List<Double> voltages = new ArrayList<>();
  private double topEnd;

  Course(Pulses pulses, Reading reading) {
    this.pulses = pulses;
    this.reading = reading;
    levels = pulses.begin();
    topEnd = levels.time();
  }

  /** Returns the source's function of time. */
  Pwl waveform() {
    return levels.waveform();
  }

  /** Returns the time of the last reading. */
  double stop() {
    return windows.get(windows.size() - 1).to();
  }

  List<Samples.Window> windows() {
    return windows;
  }

  /** Adds a pulse; returns the number of its reading, which for readings after pulses is none. */
  int pulse(double amplitude, double width) {
    double start = levels.time();
    levels.go(amplitude);
    double top = levels.time();
    levels.until(start + width);
    topEnd = levels.time();
    return switch (reading.when()) {
      case END -> window(topEnd, topEnd);
      case MEAN, PEAK -> window(top, topEnd);
      case AFTER -> -1;
    };
  }

  /** Goes back to the base and reads there, or with a read pulse; returns the reading's number. */
  int after() {
    levels.go(pulses.base());
    levels.until(levels.time() + reading.delay());
    if (!Double.isNaN(reading.level())) {
      levels.go(reading.level());
      levels.until(levels.time() + reading.width());
    }
    int number = window(levels.time(), levels.time());
    levels.go(pulses.base());
    return number;
  }

  /** Goes back to the base unless the next pulse follows at once, {@code interval} after the top. */
  void pause(double interval) {
    if (interval > 0) {
      levels.go(pulses.base());
      levels.until(topEnd + interval);
    }
  }

  /** Reads at the base, or with a read pulse, at a time; returns the reading's number. */
  int readAt(double time) {
    levels.go(pulses.base());
    boolean pulse = !Double.isNaN(reading.level());
    levels.until(pulse ? time - reading.width() - pulses.edge() : time);
    if (pulse) {
      levels.go(reading.level());
      levels.until(time);
    }
    int number = window(levels.time(), levels.time());
    levels.go(pulses.base());
    return number;
  }

  /** Returns the end of the last pulse's fall. */
  double fallen() {
    return topEnd + pulses.edge();
  }

  private int window(double from, double to) {
    windows.add(new Samples.Window(from, to));
    voltages.add(levels.level());
    return windows.size() - 1;
  }

  /** Returns reading {@code number}. */
  double value(Samples samples, int number) {
    double value =
        switch (reading.when()) {
          case END, AFTER -> samples.last(number);
          case MEAN -> samples.mean(number);
          case PEAK -> samples.peak(number);
        };
    if (!reading.ofSource()) {
      return value;
    }
    return reading.when() == Reading.When.AFTER ? -value / voltages.get(number) : -value;
  }
}
