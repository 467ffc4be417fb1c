package org.ionspice.parameter;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a record whose components carry {@link Param}: their names, units, ranges and
 * defaults, and the way from given values to a checked record.
 *
 * <p>Components without {@link Param} or of object types are parameters too (given as objects, or
 * null when not given). The components of a {@link Group} count as the record's own.
 */
public final class ParameterTable<R> {
  private static final Map<Class<?>, ParameterTable<?>> CACHE =
      new java.util.concurrent.ConcurrentHashMap<>();

  private final Class<R> type;
  private final List<Parameter> parameters;
  private final Map<String, Integer> index;
  private final RecordComponent[] components;

  /** The tables of the components that are groups; null for the others. */
  private final @Nullable ParameterTable<?>[] groups;

  private final Constructor<R> constructor;

  private ParameterTable(Class<R> type) {
    this.type = type;
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    components = type.getRecordComponents();
    List<Parameter> list = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    Class<?>[] types = new Class<?>[components.length];
    groups = new ParameterTable<?>[components.length];
    for (int k = 0; k < components.length; k++) {
      types[k] = components[k].getType();
      if (components[k].isAnnotationPresent(Group.class)) {
        ParameterTable<?> group = new ParameterTable<>(types[k]);
        groups[k] = group;
        list.addAll(group.parameters);
      } else {
        list.add(read(components[k]));
      }
    }
    for (int k = 0; k < list.size(); k++) {
      name(names, list.get(k).name(), k);
      for (String alias : list.get(k).aliases()) {
        name(names, alias, k);
      }
    }
    parameters = List.copyOf(list);
    index = Map.copyOf(names);
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      for (RecordComponent c : components) {
        c.getAccessor().setAccessible(true);
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  /** Returns the table of a record class; tables are read once. */
  @SuppressWarnings("unchecked") // the cache maps each class to the table of that class
  public static <R> ParameterTable<R> of(Class<R> type) {
    return (ParameterTable<R>) CACHE.computeIfAbsent(type, ParameterTable::new);
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
    return parameters.stream().filter(Parameter::principal).findFirst();
  }

  /**
   * Builds a record. Values are Number or Boolean for numbers, String for words, and objects of the
   * component's type for the rest; names are in any case and may be aliases.
   */
  public Built<R> build(Map<String, ?> given) {
    Object[] arguments = new Object[parameters.size()];
    boolean[] isGiven = new boolean[parameters.size()];
    List<Built.Problem> problems = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          Integer k = index.get(name.toLowerCase(Locale.ROOT));
          if (k == null) {
            problems.add(
                new Built.Problem(Built.Kind.UNKNOWN, name, "there is no parameter '" + name + "'"));
          } else {
            isGiven[k] = true;
            arguments[k] = convert(parameters.get(k), name, value, problems);
          }
        });
    for (int k = 0; k < arguments.length; k++) {
      if (!isGiven[k]) {
        arguments[k] = defaultOf(parameters.get(k), problems);
      }
    }
    if (!problems.isEmpty()) {
      return new Built<>(Optional.empty(), problems);
    }
    try {
      return new Built<>(Optional.of(make(arguments)), List.of());
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? "the values do not fit together" : e.getMessage();
      return new Built<>(
          Optional.empty(),
          List.of(new Built.Problem(Built.Kind.RELATION, named(message, given), message)));
    }
  }

  /** Returns the number of a parameter of {@code record}; empty when it is not a number. */
  public OptionalDouble get(Object record, String name) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    if (k == null || !parameters.get(k).isNumber()) {
      return OptionalDouble.empty();
    }
    Object value = values(record).get(k);
    if (value instanceof Boolean flag) {
      return OptionalDouble.of(flag ? 1 : 0);
    }
    return OptionalDouble.of(((Number) value).doubleValue());
  }

  /** Returns a copy of {@code record} with one number changed, checked as in {@link #build}. */
  public Built<R> with(Object record, String name, double value) {
    Integer k = index.get(name.toLowerCase(Locale.ROOT));
    if (k == null) {
      return new Built<>(
          Optional.empty(),
          List.of(
              new Built.Problem(
                  Built.Kind.UNKNOWN, name, "there is no parameter '" + name + "'")));
    }
    List<Built.Problem> problems = new ArrayList<>();
    Object[] arguments = values(record).toArray();
    arguments[k] = convert(parameters.get(k), name, value, problems);
    if (!problems.isEmpty()) {
      return new Built<>(Optional.empty(), problems);
    }
    try {
      return new Built<>(Optional.of(make(arguments)), List.of());
    } catch (IllegalArgumentException e) {
      return new Built<>(
          Optional.empty(),
          List.of(
              new Built.Problem(Built.Kind.RELATION, name, String.valueOf(e.getMessage()))));
    }
  }

  /** Makes the record from the values of all parameters. */
  private R make(Object[] values) {
    Object[] arguments = new Object[components.length];
    int next = 0;
    for (int k = 0; k < arguments.length; k++) {
      ParameterTable<?> group = groups[k];
      int count = group == null ? 1 : group.parameters.size();
      arguments[k] =
          group == null ? values[next] : group.make(Arrays.copyOfRange(values, next, next + count));
      next += count;
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(type + " cannot be built", e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(type + " cannot be built", e);
    }
  }

  /** Returns the values of all parameters; null stands for an object that was not given. */
  private List<@Nullable Object> values(Object record) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int k = 0; k < components.length; k++) {
      ParameterTable<?> group = groups[k];
      Object value = read(components[k], record);
      if (group == null) {
        values.add(value);
      } else {
        values.addAll(group.values(value));
      }
    }
    return values;
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
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

  private void name(Map<String, Integer> names, String name, int k) {
    if (names.put(name.toLowerCase(Locale.ROOT), k) != null) {
      throw new IllegalStateException(type + " has two parameters named " + name);
    }
  }

  private static Parameter read(RecordComponent component) {
    Class<?> t = component.getType();
    Param p = component.getAnnotation(Param.class);
    List<String> choices = new ArrayList<>();
    if (t.isEnum()) {
      for (Object constant : t.getEnumConstants()) {
        choices.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
      }
    }
    if (p == null) {
      return new Parameter(
          component.getName(), List.of(), "", "", Double.NaN, Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, "",
          t, choices, "");
    }
    boolean number = t == double.class || t == int.class || t == boolean.class;
    return new Parameter(
        component.getName(), List.of(p.alias()), p.unit(), p.def(),
        number ? DefaultText.number(p.def()) : Double.NaN,
        p.min(), p.max(), p.above(), p.below(), p.principal(), p.doc(), t, choices,
        p.argument());
  }

  private Object defaultOf(Parameter p, List<Built.Problem> problems) {
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
      return convert(p, p.name(), p.defaultText(), problems);
    }
    return zero(p.type());
  }

  private static Object zero(Class<?> type) {
    if (!type.isPrimitive()) {
      return null;
    }
    return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
  }

  private static Object convert(
      Parameter p, String name, Object value, List<Built.Problem> problems) {
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
      return t.getEnumConstants()[k];
    }
    if (t == String.class) {
      return value.toString();
    }
    if (!MethodType.methodType(t).wrap().returnType().isInstance(value)) {
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
