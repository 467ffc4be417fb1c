package org.ionspice.waveform;

import java.util.List;
import java.util.Map;
import org.ionspice.parameter.Numbered;

/** A function of time that a source follows. Immutable. */
public interface Waveform extends Numbered {
  /** Returns the value at {@code seconds}, in the source's unit. */
  double at(double seconds);

  /** Returns the first time strictly after {@code after} where value or slope jumps; infinity if none. */
  double nextCorner(double after);

  /** Returns the value that DC analyses use when no dc value is given; the one at t = 0. */
  default double initial() {
    return at(0);
  }

  /** Returns whether the function is a straight line between neighbouring corners. */
  default boolean isPiecewiseLinear() {
    return false;
  }

  /** Returns the time until which the value stays what it is at {@code seconds}; itself if it varies. */
  default double steadyUntil(double seconds) {
    if (!isPiecewiseLinear()) {
      return seconds;
    }
    double corner = nextCorner(seconds);
    double inside = Double.isInfinite(corner) ? 2 * Math.abs(seconds) + 1 : (seconds + corner) / 2;
    return at(inside) == at(seconds) ? corner : seconds;
  }

  @Override
  default Map<String, Double> numbers() {
    return Map.of();
  }

  @Override
  default String unit(String name) {
    return "";
  }

  @Override
  default Waveform with(String name, double value) {
    throw new IllegalArgumentException("the waveform has no number '" + name + "'");
  }

  /** Returns what is doubtful about the waveform, a sentence each. */
  default List<String> remarks() {
    return List.of();
  }
}
