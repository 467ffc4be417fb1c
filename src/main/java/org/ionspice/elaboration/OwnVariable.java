package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.NetlistReader;

/**
 * Reads the charge of a capacitor and the flux of an inductor as LTspice writes them, {@code
 * Q=1n*x+10p*x*x}: without braces, and with x for the element's own voltage or current.
 */
final class OwnVariable {
  private static final String NAME = "x";

  private final Reading reading;
  private final Diagnostics diagnostics;

  OwnVariable(Reading reading, Diagnostics diagnostics) {
    this.reading = reading;
    this.diagnostics = diagnostics;
  }

  /** Returns the resolved formula, with {@code own} in the place of x. */
  Expression formula(Field field, Expression own, Level level) {
    Expression written = field instanceof Field.Formula f ? f.expression() : parsed(field);
    return replaced(reading.resolve(written, new OneVariable(level, NAME)), own);
  }

  private Expression parsed(Field field) {
    Span at = field.span();
    int errors = diagnostics.errorCount();
    Expression formula = NetlistReader.parseExpression(Reading.text(field), at, diagnostics);
    if (diagnostics.errorCount() > errors) {
      throw new Mistake(Code.E107, Span.NONE, "", "");
    }
    return formula;
  }

  private static Expression replaced(Expression e, Expression own) {
    if (e instanceof Expression.Name n) {
      return n.name().equals(NAME) ? own : e;
    }
    if (e instanceof Expression.Unary u) {
      return new Expression.Unary(u.operator(), replaced(u.operand(), own), u.span());
    }
    if (e instanceof Expression.Binary b) {
      return new Expression.Binary(
          b.operator(), replaced(b.left(), own), replaced(b.right(), own), b.span());
    }
    if (e instanceof Expression.Conditional c) {
      return new Expression.Conditional(
          replaced(c.condition(), own), replaced(c.yes(), own), replaced(c.no(), own), c.span());
    }
    if (e instanceof Expression.Call c) {
      List<Expression> arguments = c.arguments().stream().map(a -> replaced(a, own)).toList();
      return new Expression.Call(c.function(), arguments, c.span());
    }
    return e;
  }
}
