package org.ionspice.expression;

import java.util.List;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Unary;

/** Questions about the shape of expressions. */
final class Trees {
  /** How deep an expression may nest; keeps recursion far from the end of the stack. */
  static final int DEEPEST = 500;

  /** How many nodes an expression may have when all functions are inlined. */
  static final int LARGEST = 1_000_000;

  /** How many functions may be inlined into each other. */
  static final int DEEPEST_CALLS = 64;

  private Trees() {}

  /** Returns the direct parts of an expression, in order. */
  static List<Expression> children(Expression e) {
    if (e instanceof Call call) {
      return call.arguments();
    } else if (e instanceof Unary unary) {
      return List.of(unary.operand());
    } else if (e instanceof Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (e instanceof Conditional choice) {
      return List.of(choice.condition(), choice.yes(), choice.no());
    }
    return List.of();
  }
}
