package org.ionspice.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Evaluator.Mistakes;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Text;
import org.ionspice.expression.Expression.Unary;

/**
 * Replaces parameters by their values and calls of {@code .func} functions by their bodies, and
 * computes what is constant. What is left are literals, operators, {@code time}, {@code temper},
 * {@code hertz}, voltages, currents, device quantities and functions of the library.
 */
public final class Resolver {
  private final Scope scope;
  private final Diagnostics sink;
  private final List<Call> chain = new ArrayList<>();
  private int steps;
  private boolean exhausted;

  private Resolver(Scope scope, Diagnostics sink) {
    this.scope = scope;
    this.sink = sink;
  }

  /** A result with its size as a tree, which the shared parts of it do not show. */
  private record Part(Expression e, int size, int depth) {
    boolean isConstant() {
      return e instanceof Literal;
    }

    double value() {
      return ((Literal) e).value();
    }
  }

  /** Returns the resolved expression; parts with a mistake are reported and become NaN. */
  public static Expression resolve(Expression e, Scope scope, Diagnostics sink) {
    return new Resolver(scope, sink).part(e, Map.of(), 0, false).e;
  }

  /**
   * @param guarded whether it stands in a branch that may never be evaluated, where a constant
   *     without a value is no mistake yet
   */
  private Part part(Expression e, Map<String, Part> arguments, int depth, boolean guarded) {
    if (exhausted) {
      return literal(Double.NaN, e.span());
    }
    // Folding hides from the size how much work a pyramid of functions makes; steps do not.
    if (++steps > Trees.LARGEST || depth > Trees.DEEPEST) {
      return tooLarge(e, depth > Trees.DEEPEST);
    }
    if (e instanceof Name name) {
      return name(name, arguments);
    } else if (e instanceof Unary unary) {
      Part a = part(unary.operand(), arguments, depth + 1, guarded);
      return a.isConstant()
          ? literal(Arithmetic.unary(unary.operator(), a.value()), e.span())
          : whole(new Unary(unary.operator(), a.e, e.span()), List.of(a));
    } else if (e instanceof Binary binary) {
      return binary(binary, arguments, depth, guarded);
    } else if (e instanceof Conditional choice) {
      List<Expression> parts = List.of(choice.condition(), choice.yes(), choice.no());
      return choice(e, parts, arguments, depth, guarded);
    } else if (e instanceof Call call) {
      return call(call, arguments, depth, guarded);
    } else if (e instanceof Text) {
      return literal(Mistakes.text(sink, e), e.span());
    } else if (e instanceof Literal literal && Double.isInfinite(literal.value())) {
      return literal(Mistakes.notANumber(sink, e, literal.value()), e.span());
    }
    return new Part(e, 1, 1);
  }

  private Part name(Name name, Map<String, Part> arguments) {
    Part argument = arguments.get(name.name());
    if (argument != null) {
      return argument;
    }
    if (FunctionLibrary.RUNNING.contains(name.name())) {
      return new Part(name, 1, 1);
    }
    OptionalDouble known = scope.value(name.name());
    if (known.isEmpty() && scope.comesLater(name.name())) {
      return new Part(name, 1, 1); // A measurement c is not the speed of light.
    }
    if (known.isEmpty()) {
      known = FunctionLibrary.constant(name.name());
    }
    return literal(
        known.isPresent()
            ? known.getAsDouble()
            : Mistakes.unknownName(sink, name, scope, arguments.keySet()),
        name.span());
  }

  private Part binary(Binary e, Map<String, Part> arguments, int depth, boolean guarded) {
    Part a = part(e.left(), arguments, depth + 1, guarded);
    boolean logical = e.operator() == Operator.AND || e.operator() == Operator.OR;
    Part b = part(e.right(), arguments, depth + 1, guarded || logical);
    if (a.isConstant() && b.isConstant()) {
      double value = Arithmetic.binary(e.operator(), a.value(), b.value());
      boolean known = Double.isNaN(a.value()) || Double.isNaN(b.value());
      if (known || Math.abs(value) <= Double.MAX_VALUE) {
        return literal(value, e.span());
      }
      if (!guarded) {
        return literal(Mistakes.notANumber(sink, e, value), e.span());
      }
    }
    return whole(new Binary(e.operator(), a.e, b.e, e.span()), List.of(a, b));
  }

  private Part choice(
      Expression e, List<Expression> parts, Map<String, Part> args, int depth, boolean guarded) {
    Part condition = part(parts.get(0), args, depth + 1, guarded);
    if (condition.isConstant()) {
      double c = condition.value();
      return Double.isNaN(c)
          ? condition
          : part(parts.get(c != 0 ? 1 : 2), args, depth + 1, guarded);
    }
    Part yes = part(parts.get(1), args, depth + 1, true);
    Part no = part(parts.get(2), args, depth + 1, true);
    Expression result =
        e instanceof Call call
            ? new Call(call.function(), List.of(condition.e, yes.e, no.e), e.span())
            : new Conditional(condition.e, yes.e, no.e, e.span());
    return whole(result, List.of(condition, yes, no));
  }

  private Part call(Call call, Map<String, Part> arguments, int depth, boolean guarded) {
    var user = scope.function(call.function());
    if (user.isPresent()) {
      return inline(call, user.get(), arguments, depth, guarded);
    }
    if (scope.hasResults()) {
      var part = ResultFunctions.partOfCurrent(call, scope);
      if (part.isPresent()) {
        return new Part(part.get(), 2, 2);
      }
    }
    if (RandomFunctions.isCall(call)) {
      return random(call, arguments, depth, guarded);
    }
    var found = Mistakes.check(sink, call, scope);
    if (found.isEmpty()) {
      return literal(Double.NaN, call.span());
    }
    if (found.get().lazy()) {
      return choice(call, call.arguments(), arguments, depth, guarded);
    }
    List<Part> parts = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      parts.add(part(argument, arguments, depth + 1, guarded));
    }
    if (found.get().memory() && scope.hasResults()) {
      return literal(Mistakes.noValue(sink, call), call.span());
    }
    if (found.get().memory()) {
      return memory(call, parts);
    }
    if (parts.stream().allMatch(Part::isConstant)) {
      double[] values = parts.stream().mapToDouble(Part::value).toArray();
      boolean known = java.util.Arrays.stream(values).anyMatch(Double::isNaN);
      double value = known ? Double.NaN : found.get().value(values);
      if (known || Math.abs(value) <= Double.MAX_VALUE) {
        return literal(value, call.span());
      }
      if (!guarded) {
        return literal(Mistakes.notANumber(sink, call, value), call.span());
      }
    }
    return rebuilt(call, parts);
  }

  /** Draws a random value, which stays the same while the circuit runs. */
  private Part random(Call call, Map<String, Part> arguments, int depth, boolean guarded) {
    double[] values = new double[call.arguments().size()];
    for (int k = 0; k < values.length; k++) {
      Expression given = call.arguments().get(k);
      Part argument = part(given, arguments, depth + 1, guarded);
      if (!argument.isConstant()) {
        String what = "the arguments of '" + call.function() + "' must be constant";
        return literal(Mistakes.report(sink, Code.E227, given, what, ""), call.span());
      }
      values[k] = argument.value();
    }
    return literal(Mistakes.draw(sink, scope, call, chain, values), call.span());
  }

  /** Checks that what a function with a memory needs at construction is constant. */
  private Part memory(Call call, List<Part> parts) {
    if (parts.size() > 1) {
      Part second = parts.get(1);
      Expression given = call.arguments().get(1);
      if (!second.isConstant()) {
        String what = "the second argument of '" + call.function() + "' must be constant";
        return literal(Mistakes.report(sink, Code.E227, given, what, ""), call.span());
      }
      if (call.function().endsWith("delay") && second.value() < 0) {
        String what = "a delay cannot be negative";
        return literal(Mistakes.report(sink, Code.E203, given, what, ""), call.span());
      }
    }
    return rebuilt(call, parts);
  }

  private Part inline(
      Call call, UserFunction function, Map<String, Part> outer, int depth, boolean guarded) {
    if (!Mistakes.fits(sink, call, function)) {
      return literal(Double.NaN, call.span());
    }
    if (chain.size() >= Trees.DEEPEST_CALLS) {
      exhausted = true;
      return literal(Mistakes.recursion(sink, call, chain), call.span());
    }
    Map<String, Part> inner = new HashMap<>();
    for (int k = 0; k < function.arguments().size(); k++) {
      Part argument = part(call.arguments().get(k), outer, depth + 1, guarded);
      inner.put(function.arguments().get(k), argument);
    }
    chain.add(call);
    Part result = part(function.body(), inner, depth + 1, guarded);
    chain.remove(chain.size() - 1);
    return result;
  }

  private Part rebuilt(Call call, List<Part> parts) {
    List<Expression> arguments = parts.stream().map(Part::e).toList();
    return whole(new Call(call.function(), arguments, call.span()), parts);
  }

  private Part whole(Expression e, List<Part> parts) {
    long size = 1;
    int depth = 0;
    for (Part part : parts) {
      size += part.size;
      depth = Math.max(depth, part.depth);
    }
    if (size > Trees.LARGEST || depth >= Trees.DEEPEST) {
      return exhausted ? literal(Double.NaN, e.span()) : tooLarge(e, depth >= Trees.DEEPEST);
    }
    return new Part(e, (int) size, depth + 1);
  }

  private Part tooLarge(Expression e, boolean deep) {
    exhausted = true;
    return literal(Mistakes.tooLarge(sink, e, deep), e.span());
  }

  private static Part literal(double value, Span span) {
    return new Part(new Literal(value, span), 1, 1);
  }
}
