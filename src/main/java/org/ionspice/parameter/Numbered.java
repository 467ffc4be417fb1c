package org.ionspice.parameter;

import java.util.Map;

/**
 * An object among a record's parameters that has numbers of its own, such as the waveform of a source.
 * Immutable. A {@link ParameterTable} treats its numbers as the record's.
 */
public interface Numbered {
  /** Returns the numbers by name, lower case, in the order in which they are written; finite ones only. */
  Map<String, Double> numbers();

  /** Returns the unit of a number; empty for that of the record's principal parameter. */
  String unit(String name);

  /**
   * Returns the same with another number.
   *
   * @param name one of {@link #numbers()}
   * @throws IllegalArgumentException when the value does not fit
   */
  Numbered with(String name, double value);
}
