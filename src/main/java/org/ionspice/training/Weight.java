package org.ionspice.training;

/**
 * A number of a device that training may change.
 *
 * @param device full name of the device, lower case
 * @param parameter as the device's record spells it
 * @param unit of the parameter
 * @param start value to begin with
 * @param min least value, -infinity for none
 * @param max largest value, +infinity for none
 * @param group weights of one group have one value; empty for a weight of its own
 */
public record Weight(
    String device,
    String parameter,
    String unit,
    double start,
    double min,
    double max,
    String group) {
  /** Returns its name in results: the group's, or {@code @device[parameter]}. */
  public String label() {
    return group.isEmpty() ? quantity() : group;
  }

  /** Returns {@code @device[parameter]}. */
  public String quantity() {
    return "@" + device + "[" + parameter + "]";
  }
}
