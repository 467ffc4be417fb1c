package org.ionspice.device;

/** Receives values of f or q and their partials; each {@code d} belongs to the last {@code add}. */
public interface Stamp {
  /** Adds {@code value} to a current: + at its plus node's row, - at its minus node's. */
  Stamp add(Current row, double value);

  /** Adds {@code value} to an unknown's row. */
  Stamp add(Unknown row, double value);

  Stamp d(Voltage by, double partial);

  Stamp d(Unknown by, double partial);

  Stamp d(Delayed by, double partial);

  Stamp d(Limited by, double partial);
}
