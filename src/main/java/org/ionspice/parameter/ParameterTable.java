package org.ionspice.parameter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a record whose components carry {@link Param}: their names, units, ranges and
 * defaults, and the way from given values to a checked record.
 *
 * <p>Components without {@link Param} or of object types are parameters too (given as objects, or
 * null when not given). The components of a {@link Group} count as the record's own.
 */
public final class ParameterTable<R> {
  private static final Map<Class<?>, ParameterTable<?>> CACHE = new ConcurrentHashMap<>();

  /** Stands for the default of a parameter that must be given. */
  private static final Object NONE = new Object();

  private final Class<R> type;
  private final Components<R> components;
  private final List<Parameter> parameters;
  private final Map<String, Integer> index;
  private final Optional<Parameter> principal;
  private final boolean hasInner;

  /** Made with the first record; {@link #NONE} stands for none. */
  private @Nullable Object[] defaults = {};

  private ParameterTable(Class<R> type, Components<R> components) {
    this.type = type;
    this.components = components;
    parameters = components.parameters();
    index = new HashMap<>();
    for (int k = 0; k < parameters.size(); k++) {
      name(parameters.get(k).name(), k);
      for (String alias : parameters.get(k).aliases()) {
        name(alias, k);
      }
    }
    principal = parameters.stream().filter(Parameter::principal).findFirst();
    hasInner = parameters.stream().anyMatch(p -> Numbered.class.isAssignableFrom(p.type()));
  }

  /** Takes the description of a record class; the classes that the build writes call it. */
  public static <R> void register(Class<R> type, Components<R> components) {
    CACHE.put(type, new ParameterTable<>(type, components));
  }

  /**
   * Returns the table of a record class; tables are read once.
   *
   * @throws IllegalArgumentException when the build wrote none, since no component has a {@link
   *     Param}
   */
  @SuppressWarnings("unchecked") // the cache maps each class to the table of that class
  public static <R> ParameterTable<R> of(Class<R> type) {
    ParameterTable<?> table = known(type);
    if (table == null) {
      throw new IllegalArgumentException(type + " has no parameters that the build knows");
    }
    return (ParameterTable<R>) table;
  }

  /** Returns the pins of a device in netlist order; none of a class that the build does not know. */
  public static List<String> pins(Class<?> type) {
    ParameterTable<?> table = known(type);
    return table == null ? List.of() : table.components.pins();
  }

  private static @Nullable ParameterTable<?> known(Class<?> type) {
    ParameterTable<?> table = CACHE.get(type);
    if (table == null) {
      try {
        // Its static part registers it.
        Class.forName(type.getName() + "_Parameters", true, type.getClassLoader());
      } catch (ClassNotFoundException e) {
        return null;
      }
      table = CACHE.get(type);
    }
    return table;
  }

  /** Returns the table of a record class that is known only by an upper bound. */
  public static <R> ParameterTable<? extends R> ofAny(Class<? extends R> type) {
    return of(type);
  }

  /** Returns the record class. */
  public Class<R> type() {
    return type;
  }

  /** Returns all parameters in the order of the record's components. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the parameter of this name or alias, any case. */
  public Optional<Parameter> find(String name) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    return k == null ? Optional.empty() : Optional.of(parameters.get(k));
  }

  /** Returns the parameter that a value without a name is. */
  public Optional<Parameter> principal() {
    return principal;
  }

  /**
   * Builds a record. Values are Number or Boolean for numbers, String for words, and objects of the
   * component's type for the rest; names are in any case and may be aliases.
   */
  public Built<R> build(Map<String, ?> given) {
    Object[] arguments = defaults().clone();
    List<Built.Problem> problems = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          Integer k = index.get(name.toLowerCase(Locale.ROOT));
          if (k == null) {
            problems.add(
                new Built.Problem(Built.Kind.UNKNOWN, name, "there is no parameter '" + name + "'"));
          } else {
            arguments[k] = convert(k, name, value, problems);
          }
        });
    for (int k = 0; k < arguments.length; k++) {
      if (arguments[k] == NONE) {
        arguments[k] = defaultOf(k, problems);
      }
    }
    if (!problems.isEmpty()) {
      return new Built<>(Optional.empty(), problems);
    }
    try {
      return new Built<>(Optional.of(components.make(arguments)), List.of());
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? "the values do not fit together" : e.getMessage();
      return new Built<>(
          Optional.empty(),
          List.of(new Built.Problem(Built.Kind.RELATION, named(message, given), message)));
    }
  }

  private @Nullable Object[] defaults() {
    if (defaults.length < parameters.size()) {
      @Nullable Object[] values = new Object[parameters.size()];
      for (int k = 0; k < values.length; k++) {
        List<Built.Problem> missing = new ArrayList<>();
        Object value = defaultOf(k, missing);
        values[k] = missing.isEmpty() ? value : NONE;
      }
      defaults = values;
    }
    return defaults;
  }

  /**
   * Returns the numbers of the {@link Numbered} objects in {@code record}, by name; a parameter of the
   * same name hides one.
   */
  public Map<String, Double> inner(Object record) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (hasInner) {
      for (Object value : values(record)) {
        if (value instanceof Numbered object) {
          object.numbers().forEach((n, v) -> all.putIfAbsent(n, v));
        }
      }
      all.keySet().removeAll(index.keySet());
    }
    return all;
  }

  /** Returns the unit of one of the numbers that {@link #inner} returns. */
  public String innerUnit(Object record, String name) {
    for (Object value : values(record)) {
      if (value instanceof Numbered object && object.numbers().containsKey(name)) {
        String unit = object.unit(name);
        return unit.isEmpty() ? principal.map(Parameter::unit).orElse("") : unit;
      }
    }
    return "";
  }

  /** Returns a copy of {@code record} with one number of an object in it changed. */
  private Built<R> withInner(Object record, String name, double value) {
    Object[] arguments = values(record);
    try {
      for (int k = 0; k < arguments.length; k++) {
        if (arguments[k] instanceof Numbered object && object.numbers().containsKey(name)) {
          arguments[k] = object.with(name, value);
        }
      }
      return new Built<>(Optional.of(components.make(arguments)), List.of());
    } catch (IllegalArgumentException e) {
      return new Built<>(
          Optional.empty(),
          List.of(new Built.Problem(Built.Kind.RELATION, name, String.valueOf(e.getMessage()))));
    }
  }

  /** Returns the number of a parameter of {@code record}; empty when it is not a number. */
  public OptionalDouble get(Object record, String name) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    if (k == null) {
      Double inner = inner(record).get(name.toLowerCase(Locale.ROOT));
      return inner == null ? OptionalDouble.empty() : OptionalDouble.of(inner);
    }
    if (!parameters.get(k).isNumber()) {
      return OptionalDouble.empty();
    }
    Object value = values(record)[k];
    if (value instanceof Boolean flag) {
      return OptionalDouble.of(flag ? 1 : 0);
    }
    return OptionalDouble.of(((Number) value).doubleValue());
  }

  /** Returns a parameter of {@code record} that is a word; empty when it is something else. */
  public String text(Object record, String name) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    Object value = k == null ? null : values(record)[k];
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof String words ? words : "";
  }

  /** Returns a parameter of {@code record} as it stands; null when it has none of this name. */
  public @Nullable Object object(Object record, String name) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    return k == null ? null : values(record)[k];
  }

  /** Returns a copy of {@code record} with one number changed, checked as in {@link #build}. */
  public Built<R> with(Object record, String name, double value) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    if (k == null && inner(record).containsKey(name.toLowerCase(Locale.ROOT))) {
      return withInner(record, name.toLowerCase(Locale.ROOT), value);
    }
    if (k == null) {
      return new Built<>(
          Optional.empty(),
          List.of(
              new Built.Problem(
                  Built.Kind.UNKNOWN, name, "there is no parameter '" + name + "'")));
    }
    List<Built.Problem> problems = new ArrayList<>();
    Object[] arguments = values(record);
    arguments[k] = convert(k, name, value, problems);
    if (!problems.isEmpty()) {
      return new Built<>(Optional.empty(), problems);
    }
    try {
      return new Built<>(Optional.of(components.make(arguments)), List.of());
    } catch (IllegalArgumentException e) {
      return new Built<>(
          Optional.empty(),
          List.of(
              new Built.Problem(Built.Kind.RELATION, name, String.valueOf(e.getMessage()))));
    }
  }

  /**
   * Returns a copy of {@code record} with one of its objects exchanged, such as a source's waveform.
   *
   * @throws IllegalArgumentException when there is no such parameter, it is no object, or the record
   *     refuses it
   */
  public R exchange(Object record, String name, Object value) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    if (k == null || !parameters.get(k).type().isInstance(value)) {
      throw new IllegalArgumentException(type + " has no object '" + name + "' of this kind");
    }
    Object[] arguments = values(record);
    arguments[k] = value;
    return components.make(arguments);
  }

  /** Returns which given parameter a record's own message begins with, so that it can be marked. */
  private String named(String message, Map<String, ?> given) {
    for (String name : given.keySet()) {
      Integer k = index.get(name.toLowerCase(Locale.ROOT));
      if (k != null && message.matches("(?s).*\\b" + parameters.get(k).name() + "\\b.*")) {
        return name;
      }
    }
    return "";
  }

  private void name(String name, int k) {
    if (index.put(name.toLowerCase(Locale.ROOT), k) != null) {
      throw new IllegalStateException(type + " has two parameters named " + name);
    }
  }

  private Object[] values(Object record) {
    return components.values(type.cast(record));
  }

  private @Nullable Object defaultOf(int k, List<Built.Problem> problems) {
    Parameter p = parameters.get(k);
    if (p.isNumber() || p.type().isEnum() || p.type() == String.class) {
      if (p.isRequired() && p.type() != boolean.class && p.type() != String.class) {
        problems.add(
            new Built.Problem(
                Built.Kind.MISSING, p.name(), "the parameter '" + p.name() + "' must be given"));
        return zero(p.type());
      }
      if (p.isNumber()) {
        double value = p.defaultValue();
        return p.type() == double.class
            ? (Object) value
            : p.type() == int.class ? (Object) (int) value : (Object) (value == 1);
      }
      if (p.type() == String.class) {
        return p.defaultText();
      }
      return convert(k, p.name(), p.defaultText(), problems);
    }
    return zero(p.type());
  }

  private static @Nullable Object zero(Class<?> type) {
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : (Object) 0.0;
  }

  private @Nullable Object convert(
      int parameter, String name, Object value, List<Built.Problem> problems) {
    Parameter p = parameters.get(parameter);
    Class<?> t = p.type();
    if (p.isNumber()) {
      double number;
      if (value instanceof Boolean flag) {
        number = flag ? 1 : 0;
      } else if (value instanceof Number n) {
        number = n.doubleValue();
      } else {
        problems.add(
            new Built.Problem(Built.Kind.WORD, name, "'" + p.name() + "' must be a number"));
        return zero(t);
      }
      return convert(p, name, number, problems);
    }
    if (t.isEnum()) {
      String word = value.toString().toLowerCase(Locale.ROOT);
      int k = p.choices().indexOf(word);
      if (k < 0) {
        problems.add(
            new Built.Problem(
                Built.Kind.WORD,
                name,
                "'" + p.name() + "' must be one of " + String.join(", ", p.choices())));
        return null;
      }
      return components.constants(parameter)[k];
    }
    if (t == String.class) {
      return value.toString();
    }
    if (!t.isInstance(value)) {
      problems.add(
          new Built.Problem(
              Built.Kind.WORD, name, "'" + p.name() + "' cannot be given as " + value));
      return null;
    }
    return value;
  }

  private static Object convert(
      Parameter p, String name, double number, List<Built.Problem> problems) {
    if (!p.allows(number)) {
      String range = p.range().isEmpty() ? "a finite number" : p.range();
      problems.add(
          new Built.Problem(
              Built.Kind.RANGE, name, "'" + p.name() + "' is " + number + " but must be " + range));
      return zero(p.type());
    }
    if (p.type() == double.class) {
      return number;
    }
    if (p.type() == boolean.class && (number == 0 || number == 1)) {
      return number == 1;
    }
    if (p.type() == int.class && number == Math.rint(number) && Math.abs(number) < 1L << 31) {
      return (int) number;
    }
    problems.add(
        new Built.Problem(
            Built.Kind.RANGE,
            name,
            "'" + p.name() + "' is " + number + " but must be "
                + (p.type() == int.class ? "a whole number" : "0 or 1")));
    return zero(p.type());
  }
}
