package org.ionspice.elaboration;

import java.util.Map;
import java.util.OptionalDouble;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.netlist.Field;

/**
 * Puts the temperature coefficients of a B source, or of an R, C or L by formula, into its formula: {@code tc1}, {@code tc2}, {@code
 * temp}, {@code dtemp} and {@code reciproctc} on its line.
 */
final class Warmth {
  private final Reading reading;
  private final Flattening flat;

  Warmth(Reading reading, Flattening flat) {
    this.reading = reading;
    this.flat = flat;
  }

  /** Returns the formula times 1 + tc1 dT + tc2 dT^2, or over it; itself without coefficients. */
  Expression applied(Expression formula, Line line) {
    return applied(formula, line, Map.of());
  }

  /**
   * Does the same.
   *
   * @param given what the element's model and {@code tc=} say; the line's tc1 and tc2 come first
   */
  Expression applied(Expression formula, Line line, Map<String, Given> given) {
    OptionalDouble first = coefficient("tc1", line, given);
    OptionalDouble second = coefficient("tc2", line, given);
    Field.Assignment inverse = line.remove("reciproctc");
    if (first.isEmpty() && second.isEmpty()) {
      if (inverse != null) {
        throw new Mistake(
            Code.E213,
            inverse.name().span(),
            "reciproctc says how tc1 and tc2 are used, and neither is given",
            "remove it");
      }
      return formula;
    }
    Expression dt = binary(Operator.MINUS, temperature(formula, line), number(flat.nominalTemperature, formula));
    Expression factor =
        binary(
            Operator.PLUS,
            number(1, formula),
            binary(
                Operator.TIMES,
                dt,
                binary(
                    Operator.PLUS,
                    number(first.orElse(0), formula),
                    binary(Operator.TIMES, dt, number(second.orElse(0), formula)))));
    boolean under = inverse != null && value(inverse, line) != 0;
    return binary(under ? Operator.DIVIDE : Operator.TIMES, formula, factor);
  }

  /** Returns the element's temperature, degrees Celsius: {@code temp}, or the circuit's and dtemp. */
  private Expression temperature(Expression formula, Line line) {
    Field.Assignment temp = line.remove("temp");
    Field.Assignment dtemp = line.remove("dtemp");
    Expression own =
        temp != null
            ? number(value(temp, line), formula)
            : new Expression.Name("temper", formula.span());
    return dtemp == null ? own : binary(Operator.PLUS, own, number(value(dtemp, line), formula));
  }

  private OptionalDouble coefficient(String name, Line line, Map<String, Given> given) {
    Field.Assignment own = line.remove(name);
    if (own != null) {
      return OptionalDouble.of(value(own, line));
    }
    return given.containsKey(name) && given.get(name).value() instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  private double value(Field.Assignment field, Line line) {
    return field == null ? 0 : reading.number(field.value(), line.level);
  }

  private static Expression number(double value, Expression at) {
    return new Expression.Literal(value, at.span());
  }

  private static Expression binary(Operator operator, Expression left, Expression right) {
    return new Expression.Binary(operator, left, right, left.span());
  }
}
