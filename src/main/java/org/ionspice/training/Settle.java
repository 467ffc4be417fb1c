package org.ionspice.training;

import org.ionspice.diagnostics.Span;

/**
 * How a circuit settles before its outputs are read.
 *
 * @param stop s, the length of a transient; NaN for the operating point
 * @param initial whether the transient starts from the initial values, not from the operating point
 * @param memory bytes that the steps of one transient may take for the gradient
 * @param place where the netlist gives them, or the length of the transient
 */
public record Settle(double stop, boolean initial, double memory, Span place) {
  /** The bytes that steps may take when the netlist says nothing. */
  public static final double MEMORY = 256e6;

  /** Returns settling at the operating point. */
  public static Settle steady() {
    return new Settle(Double.NaN, false, MEMORY, Span.NONE);
  }

  /** Returns whether a transient leads to the outputs. */
  public boolean isTransient() {
    return !Double.isNaN(stop);
  }
}
