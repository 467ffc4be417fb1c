package org.ionspice.waveform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a SPICE source by name: one place for their order. Immutable. */
final class NumberList {
  private final List<String> names;
  private final List<String> units;

  /** Takes names, and units of which an empty one is the source's own. */
  NumberList(List<String> names, List<String> units) {
    this.names = names;
    this.units = units;
  }

  /** Returns the finite ones of the values. */
  Map<String, Double> of(double... values) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int k = 0; k < names.size(); k++) {
      if (Double.isFinite(values[k])) {
        numbers.put(names.get(k), values[k]);
      }
    }
    return numbers;
  }

  String unit(String name) {
    return units.get(names.indexOf(name));
  }

  /** Returns the values with another one in the place of {@code name}. */
  double[] with(String name, double value, double... values) {
    double[] other = values.clone();
    other[names.indexOf(name)] = value;
    return other;
  }
}
