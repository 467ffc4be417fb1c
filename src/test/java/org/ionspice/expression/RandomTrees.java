package org.ionspice.expression;

import java.util.List;
import java.util.SplittableRandom;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.NodeVoltage;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Unary;

/** Builds random expressions of voltages a and b, the parameter p, and smooth operations. */
final class RandomTrees {
  private static final List<String> SMOOTH =
      List.of("sin", "tanh", "atan", "asinh", "exp", "sqrt", "ln");
  private final SplittableRandom random;

  RandomTrees(long seed) {
    random = new SplittableRandom(seed);
  }

  Expression tree(int depth) {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(3, 10);
    switch (kind) {
      case 0:
        return new Literal(random.nextInt(1, 40) / 8.0, Span.NONE);
      case 1:
        return new Name(random.nextBoolean() ? "p" : "time", Span.NONE);
      case 2:
        return voltage(random.nextBoolean() ? "a" : "b", random.nextBoolean() ? "" : "a");
      case 3:
        return new Unary(Operator.MINUS, tree(depth - 1), Span.NONE);
      case 4:
        String name = SMOOTH.get(random.nextInt(SMOOTH.size()));
        return new Call(name, List.of(tree(depth - 1)), Span.NONE);
      case 5:
        Expression condition = binary(Operator.LESS, tree(0), tree(0));
        return new Conditional(condition, tree(depth - 1), tree(depth - 1), Span.NONE);
      case 6:
        return new Call("hypot", List.of(tree(depth - 1), tree(depth - 1)), Span.NONE);
      default:
        Operator[] all = {
          Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.DIVIDE, Operator.POWER
        };
        return binary(all[random.nextInt(all.length)], tree(depth - 1), tree(depth - 1));
    }
  }

  static Expression binary(Operator operator, Expression a, Expression b) {
    return new Binary(operator, a, b, Span.NONE);
  }

  static Expression voltage(String plus, String minus) {
    return new NodeVoltage(plus, minus, Span.NONE);
  }

  static Expression number(double value) {
    return new Literal(value, Span.NONE);
  }

  static Expression call(String name, Expression... arguments) {
    return new Call(name, List.of(arguments), Span.NONE);
  }
}
