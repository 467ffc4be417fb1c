package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.parameter.ParameterTable;

/**
 * A device type of the catalogue: what its record's annotations say.
 *
 * @param name type name in {@code .model} cards, lower case
 * @param letter element letter, upper case
 * @param terminals pin names in netlist order; empty for any number
 */
public record DeviceType(
    String name,
    char letter,
    String title,
    List<String> terminals,
    String source,
    List<String> equations,
    List<String> limits,
    ParameterTable<? extends DeviceModel> table) {
  public DeviceType {
    terminals = List.copyOf(terminals);
    equations = List.copyOf(equations);
    limits = List.copyOf(limits);
  }

  /** Reads the type from its record. */
  public static DeviceType of(Class<? extends DeviceModel> type) {
    Model model = type.getAnnotation(Model.class);
    if (model == null) {
      throw new IllegalArgumentException(type + " has no @Model");
    }
    return new DeviceType(
        model.name(),
        model.letter().charAt(0),
        model.title(),
        List.of(model.terminals()),
        model.source(),
        List.of(model.equations()),
        List.of(model.limits()),
        ParameterTable.ofAny(type));
  }
}
