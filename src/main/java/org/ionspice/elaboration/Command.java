package org.ionspice.elaboration;

import java.util.List;
import java.util.Optional;
import org.ionspice.diagnostics.Span;

/**
 * A dot line that asks for work ({@code .tran .ac .dc .op .tf .noise .pz .four .save .print .meas .plot .probe}), names
 * and formulas resolved.
 *
 * @param keyword lower case, without the dot; {@code measure} is given as {@code meas}
 */
public record Command(String keyword, List<Value> values, Span span) {
  public Command {
    values = List.copyOf(values);
  }

  /** Returns the value of this name, when the line has it. */
  public Optional<Value> named(String name) {
    return values.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  /** Returns the values without a name, in order. */
  public List<Value> positional() {
    return values.stream().filter(Value::isPositional).toList();
  }

  /** Returns whether a keyword such as {@code uic} is on the line. */
  public boolean has(String keyword) {
    return values.stream().anyMatch(v -> v.isPositional() && v.key().equals(keyword));
  }
}
