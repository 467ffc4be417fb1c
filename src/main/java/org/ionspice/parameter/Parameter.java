package org.ionspice.parameter;

import java.util.List;

/**
 * One parameter of a record: what its {@link Param} says, defaults read.
 *
 * @param name the component's name, as printed
 * @param aliases other names
 * @param unit SI unit, {@code 1} for a pure number, empty for a word
 * @param defaultText default as written; empty when required
 * @param defaultValue the default's number; NaN when there is none
 * @param choices the words of an enum, lower case; empty otherwise
 * @param type the component's Java type
 * @param argument the variable of a formula; empty otherwise
 */
public record Parameter(
    String name,
    List<String> aliases,
    String unit,
    String defaultText,
    double defaultValue,
    double min,
    double max,
    double above,
    double below,
    boolean principal,
    String doc,
    Class<?> type,
    List<String> choices,
    String argument) {
  public Parameter {
    aliases = List.copyOf(aliases);
    choices = List.copyOf(choices);
  }

  /** Makes a parameter of what its {@link Param} says; the build writes the calls. */
  public static Parameter described(
      String name,
      List<String> aliases,
      String unit,
      String defaultText,
      double min,
      double max,
      double above,
      double below,
      boolean principal,
      String doc,
      Class<?> type,
      List<String> choices,
      String argument) {
    boolean number = type == double.class || type == int.class || type == boolean.class;
    double value = number ? DefaultText.number(defaultText) : Double.NaN;
    return new Parameter(
        name, aliases, unit, defaultText, value, min, max, above, below, principal, doc, type,
        choices, argument);
  }

  /** Makes a parameter without {@link Param}: given as an object, or null. */
  public static Parameter undescribed(String name, Class<?> type, List<String> choices) {
    return new Parameter(
        name, List.of(), "", "", Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, "", type, choices, "");
  }

  /** Makes a number of any value, such as one of a waveform. */
  public static Parameter free(String name, String unit) {
    return new Parameter(
        name, List.of(), unit, "", Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, "", double.class, List.of(), "");
  }

  /** Returns whether the parameter is a number (double, int or boolean). */
  public boolean isNumber() {
    return type == double.class || type == int.class || type == boolean.class;
  }

  /** Returns whether the parameter must be given. */
  public boolean isRequired() {
    return defaultText.isEmpty();
  }

  /** Returns the range as people write it, {@code > 0 and <= 1}; empty when there is none. */
  public String range() {
    StringBuilder text = new StringBuilder();
    part(text, "> ", above, Double.NEGATIVE_INFINITY);
    part(text, ">= ", min, Double.NEGATIVE_INFINITY);
    part(text, "< ", below, Double.POSITIVE_INFINITY);
    part(text, "<= ", max, Double.POSITIVE_INFINITY);
    return text.toString();
  }

  /** Returns whether {@code value} lies in the range; NaN only when NaN is the default. */
  public boolean allows(double value) {
    if (Double.isNaN(value)) {
      return defaultText.equalsIgnoreCase("none");
    }
    return value >= min && value <= max && value > above && value < below
        || value == min && min == Double.NEGATIVE_INFINITY;
  }

  private static void part(StringBuilder text, String sign, double bound, double none) {
    if (bound != none) {
      String number =
          bound == Math.rint(bound) && Math.abs(bound) < 1e6
              ? Long.toString((long) bound)
              : Double.toString(bound);
      text.append(text.isEmpty() ? "" : " and ").append(sign).append(number);
    }
  }
}
