package org.ionspice.elaboration;

import java.util.List;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Expression.Operator;

/** Writes formulas that stand for an element of another simulator, all at one place of the netlist. */
record Terms(Span at) {
  Expression number(double value) {
    return new Expression.Literal(value, at);
  }

  Expression plus(Expression a, Expression b) {
    return new Expression.Binary(Operator.PLUS, a, b, at);
  }

  /** Returns a + b, and a itself when b is zero. */
  Expression plus(Expression a, double b) {
    return b == 0 ? a : plus(a, number(b));
  }

  Expression minus(Expression a, Expression b) {
    return new Expression.Binary(Operator.MINUS, a, b, at);
  }

  Expression times(Expression a, Expression b) {
    return new Expression.Binary(Operator.TIMES, a, b, at);
  }

  /** Returns a b, and a itself when b is one. */
  Expression times(double b, Expression a) {
    return b == 1 ? a : times(number(b), a);
  }

  Expression over(Expression a, Expression b) {
    return new Expression.Binary(Operator.DIVIDE, a, b, at);
  }

  Expression call(String function, Expression... arguments) {
    return new Expression.Call(function, List.of(arguments), at);
  }

  /**
   * Returns z above zero, else 0, with a parabola between -d and d: value and slope are continuous. A
   * d of 0 is a sharp corner.
   */
  Expression corner(Expression z, double d) {
    if (!(d > 0)) {
      return call("uramp", z);
    }
    Expression part = call("u2", over(plus(z, d), number(2 * d)));
    return plus(times(d, times(part, part)), call("uramp", plus(z, -d)));
  }
}
