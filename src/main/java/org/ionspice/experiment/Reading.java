package org.ionspice.experiment;

import java.util.Map;

/**
 * What is read from the circuit, and when.
 *
 * @param quantity such as {@code @n1[g]}; the current {@code i(v1)} of the pulsed source itself counts
 *     as a current into the circuit, and after a pulse as a conductance
 * @param ofSource whether it is that current
 * @param meters where currents of devices without a branch of their own are, by device
 * @param when when it is read
 * @param level of the read pulse that follows each pulse; NaN for none
 * @param width of the read pulse, s; its end is the time of reading
 * @param delay from the end of a pulse's fall to the read pulse or the reading, s
 */
public record Reading(
    String quantity,
    boolean ofSource,
    Map<String, String> meters,
    When when,
    double level,
    double width,
    double delay) {
  public Reading {
    meters = Map.copyOf(meters);
  }

  /** The time of a reading. */
  public enum When {
    /** At the end of the pulse's top. */
    END,
    /** The mean over the top. */
    MEAN,
    /** The largest magnitude on the top. */
    PEAK,
    /** After the pulse: at the end of a read pulse, or at the level between pulses. */
    AFTER
  }

  /** Returns the unit, where the quantity has {@code unit}. */
  String unit(String unit) {
    return ofSource && when == When.AFTER ? "S" : unit;
  }

  /** Returns how long the source must be free after the end of a top, s. */
  public double span(double edge) {
    if (when != When.AFTER) {
      return edge;
    }
    return edge + delay + (Double.isNaN(level) ? 0 : width + 2 * edge);
  }
}
