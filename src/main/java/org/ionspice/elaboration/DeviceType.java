package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.parameter.ParameterTable;
import org.jspecify.annotations.Nullable;

/**
 * A device type of the catalogue: what {@link Model} says of its record.
 *
 * @param name type name in {@code .model} cards, lower case
 * @param also further names in {@code .model} cards, with the parameter each sets, name=word
 * @param letter element letter, upper case
 * @param terminals pin names in netlist order; empty for any number
 * @param optional groups of further pins, which a line may leave out from the end
 * @param className the binary name of the record, which is loaded when it is needed
 * @param loader what loads it
 */
public record DeviceType(
    String name,
    Map<String, String> also,
    char letter,
    String title,
    List<String> terminals,
    List<List<String>> optional,
    String className,
    ClassLoader loader) {
  /** Makes a type of the library, as the build lists it. */
  DeviceType(
      String name,
      Map<String, String> also,
      char letter,
      String title,
      List<String> terminals,
      List<List<String>> optional,
      String className) {
    this(
        name, also, letter, title, terminals, optional, className,
        DeviceType.class.getClassLoader());
  }

  /** Reads the type from its record. */
  public static DeviceType of(Class<? extends DeviceModel> type) {
    Model model = type.getAnnotation(Model.class);
    if (model == null) {
      throw new IllegalArgumentException(type + " has no @Model");
    }
    Map<String, String> also = new HashMap<>();
    for (String other : model.also()) {
      also.put(other.split(" ")[0], other.split(" ")[1]);
    }
    List<List<String>> optional = new ArrayList<>();
    for (String group : model.optional()) {
      optional.add(List.of(group.split(" ")));
    }
    return new DeviceType(
        model.name(),
        Map.copyOf(also),
        model.letter().charAt(0),
        model.title(),
        List.of(model.terminals()),
        List.copyOf(optional),
        type.getName(),
        type.getClassLoader());
  }

  /** Returns the class whose components are the parameters. */
  public Class<? extends DeviceModel> record() {
    try {
      return Class.forName(className, false, loader).asSubclass(DeviceModel.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(className + " is listed but missing", e);
    }
  }

  /** Returns author, year, journal, DOI of the equations. */
  public String source() {
    return model().source();
  }

  /** Returns the equations in plain text, a line each. */
  public List<String> equations() {
    return List.of(model().equations());
  }

  /** Returns what the device does not cover, a sentence each. */
  public List<String> limits() {
    return List.of(model().limits());
  }

  private Model model() {
    return record().getAnnotation(Model.class);
  }

  /** Returns the parameters; read when first asked for, since most netlists use few types. */
  public ParameterTable<? extends DeviceModel> table() {
    return ParameterTable.ofAny(record());
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
    List<String> pins = new ArrayList<>(terminals);
    optional.forEach(pins::addAll);
    return pins;
  }

  /** Returns the pins as manuals show them: {@code p n [q]}. */
  public String pinForm() {
    StringBuilder form = new StringBuilder(String.join(" ", terminals));
    optional.forEach(g -> form.append(" [").append(String.join(" ", g)));
    return form.append("]".repeat(optional.size())).toString();
  }
}
