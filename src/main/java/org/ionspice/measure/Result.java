package org.ionspice.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ionspice.diagnostics.Span;

/**
 * What one measurement gave for one run.
 *
 * @param analysis name of the results: {@code tran}, {@code tran2} for a second one
 * @param value NaN when it failed
 * @param unit SI unit symbol of the value
 * @param place which further numbers there are
 * @param first {@code at}, {@code with}, {@code from} or {@code targ}
 * @param second {@code to} or {@code trig}
 * @param reason why it failed, empty when it did not
 * @param steps values of the stepped parameters by label, in order; empty without {@code .step}
 */
public record Result(
    String analysis,
    String name,
    double value,
    String unit,
    Place place,
    double first,
    double second,
    String reason,
    Span span,
    Map<String, Double> steps) {

  public Result {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /** The further numbers of a result, as they are printed after the value. */
  public enum Place {
    NONE("", ""),
    AT("at", ""),
    WITH("with", ""),
    WINDOW("from", "to"),
    DELAY("targ", "trig");

    private final String firstName;
    private final String secondName;

    Place(String firstName, String secondName) {
      this.firstName = firstName;
      this.secondName = secondName;
    }

    /** Returns the first number's name, empty when there is none. */
    public String firstName() {
      return firstName;
    }

    /** Returns the second number's name, empty when there is none. */
    public String secondName() {
      return secondName;
    }
  }

  /** Returns the same result as one of the run {@code table} with these step values. */
  public Result at(String table, List<String> labels, double[] values) {
    Map<String, Double> here = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      here.put(labels.get(i), values[i]);
    }
    return new Result(table, name, value, unit, place, first, second, reason, span, here);
  }

  /** Returns whether there is a value. */
  public boolean succeeded() {
    return reason.isEmpty();
  }

  /** Returns the line with 6 digits after the point. */
  public String render() {
    return render(6);
  }

  /**
   * Returns the line that ngspice prints, {@code name                =  1.000000e+00 at=  ...}.
   *
   * @param digits digits after the point, 6 unless the user asks for others
   */
  public String render(int digits) {
    if (!succeeded()) {
      return String.format(Locale.ROOT, "%-20s=   failed", name) + " (" + reason + ")";
    }
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-20s=  %." + digits + "e", name, value));
    append(line, place.firstName(), first, digits);
    append(line, place.secondName(), second, digits);
    return line.toString();
  }

  private static void append(StringBuilder line, String what, double number, int digits) {
    if (!what.isEmpty()) {
      line.append(String.format(Locale.ROOT, " %s=  %." + digits + "e", what, number));
    }
  }
}
