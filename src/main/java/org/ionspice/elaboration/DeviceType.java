package org.ionspice.elaboration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.parameter.ParameterTable;
import org.jspecify.annotations.Nullable;

/**
 * A device type of the catalogue: what its record's annotations say.
 *
 * @param name type name in {@code .model} cards, lower case
 * @param also further names in {@code .model} cards, with the parameter each sets, name=word
 * @param letter element letter, upper case
 * @param terminals pin names in netlist order; empty for any number
 * @param optional groups of further pins, which a line may leave out from the end
 * @param record the class whose components are the parameters
 */
public record DeviceType(
    String name,
    Map<String, String> also,
    char letter,
    String title,
    List<String> terminals,
    List<List<String>> optional,
    String source,
    List<String> equations,
    List<String> limits,
    Class<? extends DeviceModel> record) {
  public DeviceType {
    also = Map.copyOf(also);
    terminals = List.copyOf(terminals);
    optional = optional.stream().map(List::copyOf).toList();
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
        Stream.of(model.also())
            .map(a -> a.split(" "))
            .collect(Collectors.toMap(a -> a[0], a -> a[1])),
        model.letter().charAt(0),
        model.title(),
        List.of(model.terminals()),
        Stream.of(model.optional()).map(g -> List.of(g.split(" "))).toList(),
        model.source(),
        List.of(model.equations()),
        List.of(model.limits()),
        type);
  }

  /** Returns the parameters; read when first asked for, since most netlists use few types. */
  public ParameterTable<? extends DeviceModel> table() {
    return ParameterTable.ofAny(record);
  }

  /**
   * Returns what a card's type name says besides the type itself, {@code name=word}, or null. The
   * family's name stands for any of its levels: {@code pmos} for {@code pmos3}.
   */
  @Nullable String preset(String written) {
    for (Map.Entry<String, String> other : also.entrySet()) {
      String name = other.getKey();
      if (name.equals(written) || name.startsWith(written) && isNumber(name.substring(written.length()))) {
        return other.getValue();
      }
    }
    return null;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns whether an instance may have this many pins. */
  public boolean allows(int pins) {
    int count = terminals.size();
    boolean fits = terminals.isEmpty() || pins == count;
    for (List<String> group : optional) {
      count += group.size();
      fits |= pins == count;
    }
    return fits;
  }

  /** Returns all named pins, the optional ones last. */
  public List<String> allPins() {
    return Stream.concat(terminals.stream(), optional.stream().flatMap(List::stream)).toList();
  }

  /** Returns the pins as manuals show them: {@code p n [q]}. */
  public String pinForm() {
    StringBuilder form = new StringBuilder(String.join(" ", terminals));
    optional.forEach(g -> form.append(" [").append(String.join(" ", g)));
    return form.append("]".repeat(optional.size())).toString();
  }
}
