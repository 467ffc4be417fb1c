package org.ionspice.elaboration;

import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One value on a command line: {@code 1u}, {@code uic}, {@code v(out)}, {@code from=1m}, {@code
 * when v(out)=0.5}.
 *
 * <p>{@code v(out)=0.5} is one value: its expression is {@code v(out)}, its target is the right
 * side. {@code param='a+b'} and {@code from=1m} have a name.
 *
 * @param name lower case; empty for a positional value
 * @param text the value as written
 * @param number the number, NaN when it is none
 * @param expression the formula, parameters resolved; quantities of the circuit remain in it. Null
 *     when the value cannot be one (keywords have the expression of a name only if they resolve)
 * @param target the right side of {@code quantity=formula}; null when there is none
 */
public record Value(
    String name,
    String text,
    double number,
    @Nullable Expression expression,
    @Nullable Expression target,
    Span span) {

  /** Returns the text in lower case, for keywords. */
  public String key() {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns whether the value is a number. */
  public boolean isNumber() {
    return !Double.isNaN(number);
  }

  /** Returns whether the value has no name. */
  public boolean isPositional() {
    return name.isEmpty();
  }
}
