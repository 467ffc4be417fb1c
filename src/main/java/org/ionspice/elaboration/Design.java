package org.ionspice.elaboration;

import java.util.List;
import java.util.Map;
import org.ionspice.circuit.Circuit;

/**
 * What a netlist means: the circuit, and what to do with it.
 *
 * @param commands analyses, saves, prints and measurements in netlist order
 * @param steps {@code .step} lines, innermost loop first
 * @param options {@code .options}, lower case names; flags have the number 1
 * @param ammeters device path to the instance that measures its current, for devices without a
 *     branch current of their own: the current of {@code r1} is the unknown {@code i} of {@code
 *     r1#i}
 * @param parameters values of the top-level {@code .param}s
 */
public record Design(
    Circuit circuit,
    List<Command> commands,
    List<Step> steps,
    Map<String, Value> options,
    Map<String, String> ammeters,
    Map<String, Double> parameters) {
  public Design {
    commands = List.copyOf(commands);
    steps = List.copyOf(steps);
    options = Map.copyOf(options);
    ammeters = Map.copyOf(ammeters);
    parameters = Map.copyOf(parameters);
  }

  /** Returns the number of an option, or {@code otherwise} when it is not given. */
  public double option(String name, double otherwise) {
    Value value = options.get(name);
    return value == null || !value.isNumber() ? otherwise : value.number();
  }
}
