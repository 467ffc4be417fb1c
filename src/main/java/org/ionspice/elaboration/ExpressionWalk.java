package org.ionspice.elaboration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ionspice.expression.Expression;
import org.ionspice.expression.RandomFunctions;

/** Looks through formulas, and rewrites the circuit's quantities in them. */
final class ExpressionWalk {
  private ExpressionWalk() {}

  /** Adds the parameter names and the functions that a formula mentions. */
  static void names(Expression formula, Set<String> names, Set<String> calls) {
    Deque<Expression> todo = new ArrayDeque<>();
    todo.push(formula);
    while (!todo.isEmpty()) {
      Expression e = todo.pop();
      if (e instanceof Expression.Name n) {
        names.add(n.name());
      } else if (e instanceof Expression.Call c) {
        calls.add(c.function());
      }
      children(e).forEach(todo::push);
    }
  }

  /** Returns whether a function of this name may draw random numbers. */
  static boolean isRandom(String function) {
    return RandomFunctions.all().stream().anyMatch(f -> f.name().equals(function));
  }

  /** Returns whether a resolved formula depends on the circuit or on time. */
  static boolean isVariable(Expression formula) {
    Deque<Expression> todo = new ArrayDeque<>();
    todo.push(formula);
    while (!todo.isEmpty()) {
      Expression e = todo.pop();
      if (isQuantity(e)
          || e instanceof Expression.Name n && (n.name().equals("time") || n.name().equals("hertz"))) {
        return true;
      }
      children(e).forEach(todo::push);
    }
    return false;
  }

  static boolean isQuantity(Expression e) {
    return e instanceof Expression.NodeVoltage
        || e instanceof Expression.BranchCurrent
        || e instanceof Expression.DeviceQuantity;
  }

  /** Returns every circuit quantity of a formula, in order. */
  static List<Expression> quantities(Expression formula) {
    List<Expression> found = new ArrayList<>();
    rewrite(
        formula,
        q -> {
          found.add(q);
          return q;
        });
    return found;
  }

  /** Returns the formula with each circuit quantity replaced by what {@code rename} makes of it. */
  static Expression rewrite(Expression e, UnaryOperator<Expression> rename) {
    if (isQuantity(e)) {
      return rename.apply(e);
    }
    if (e instanceof Expression.Unary u) {
      return new Expression.Unary(u.operator(), rewrite(u.operand(), rename), u.span());
    }
    if (e instanceof Expression.Binary b) {
      return new Expression.Binary(
          b.operator(), rewrite(b.left(), rename), rewrite(b.right(), rename), b.span());
    }
    if (e instanceof Expression.Conditional c) {
      return new Expression.Conditional(
          rewrite(c.condition(), rename), rewrite(c.yes(), rename), rewrite(c.no(), rename),
          c.span());
    }
    if (e instanceof Expression.Call c) {
      return new Expression.Call(
          c.function(), c.arguments().stream().map(a -> rewrite(a, rename)).toList(), c.span());
    }
    return e;
  }

  private static List<Expression> children(Expression e) {
    if (e instanceof Expression.Unary u) {
      return List.of(u.operand());
    }
    if (e instanceof Expression.Binary b) {
      return List.of(b.left(), b.right());
    }
    if (e instanceof Expression.Conditional c) {
      return List.of(c.condition(), c.yes(), c.no());
    }
    return e instanceof Expression.Call c ? c.arguments() : List.of();
  }
}
