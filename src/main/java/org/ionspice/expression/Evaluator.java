package org.ionspice.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Text;
import org.ionspice.expression.Expression.Unary;

/**
 * Computes the number that an expression is. A mistake is reported once, at the smallest part that
 * has it, and makes the result NaN.
 */
public final class Evaluator {
  private final Scope scope;
  private final Diagnostics sink;
  private final List<Call> chain = new ArrayList<>();
  private int steps;
  private boolean exhausted;

  private Evaluator(Scope scope, Diagnostics sink) {
    this.scope = scope;
    this.sink = sink;
  }

  /** Returns the value, or NaN after at least one diagnostic. */
  public static double evaluate(Expression e, Scope scope, Diagnostics sink) {
    return new Evaluator(scope, sink).value(e, Map.of(), 0);
  }

  private double value(Expression e, Map<String, Double> arguments, int depth) {
    if (exhausted) {
      return Double.NaN;
    }
    if (++steps > Trees.LARGEST || depth > Trees.DEEPEST) {
      exhausted = true;
      return Mistakes.tooLarge(sink, e, depth > Trees.DEEPEST);
    }
    if (e instanceof Literal literal) {
      return checked(e, literal.value(), Double.isNaN(literal.value()));
    } else if (e instanceof Name name) {
      return name(name, arguments);
    } else if (e instanceof Unary unary) {
      return Arithmetic.unary(unary.operator(), value(unary.operand(), arguments, depth + 1));
    } else if (e instanceof Binary binary) {
      return binary(binary, arguments, depth);
    } else if (e instanceof Conditional choice) {
      return choice(choice.condition(), choice.yes(), choice.no(), arguments, depth);
    } else if (e instanceof Call call) {
      return call(call, arguments, depth);
    } else if (e instanceof Text) {
      return Mistakes.text(sink, e);
    }
    OptionalDouble quantity = scope.quantity(e);
    return quantity.isPresent() ? quantity.getAsDouble() : Mistakes.noValue(sink, e);
  }

  private double name(Name name, Map<String, Double> arguments) {
    Double argument = arguments.get(name.name());
    if (argument != null) {
      return argument;
    }
    OptionalDouble known = scope.value(name.name());
    if (known.isEmpty() && !scope.comesLater(name.name())) {
      known = FunctionLibrary.constant(name.name());
    }
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    if (FunctionLibrary.RUNNING.contains(name.name())) {
      return Mistakes.noValue(sink, name);
    }
    return Mistakes.unknownName(sink, name, scope, arguments.keySet());
  }

  private double binary(Binary e, Map<String, Double> arguments, int depth) {
    double a = value(e.left(), arguments, depth + 1);
    boolean decided =
        (e.operator() == Operator.AND && a == 0)
            || (e.operator() == Operator.OR && Arithmetic.isTrue(a));
    double b = decided ? 0 : value(e.right(), arguments, depth + 1);
    boolean known = Double.isNaN(a) || Double.isNaN(b);
    return checked(e, Arithmetic.binary(e.operator(), a, b), known);
  }

  private double choice(
      Expression condition, Expression yes, Expression no, Map<String, Double> args, int depth) {
    double c = value(condition, args, depth + 1);
    return Double.isNaN(c) ? c : value(c != 0 ? yes : no, args, depth + 1);
  }

  private double call(Call call, Map<String, Double> arguments, int depth) {
    var user = scope.function(call.function());
    if (user.isPresent()) {
      return user(call, user.get(), arguments, depth);
    }
    List<Expression> given = call.arguments();
    if (RandomFunctions.isCall(call)) {
      double[] a = new double[given.size()];
      for (int k = 0; k < a.length; k++) {
        a[k] = value(given.get(k), arguments, depth + 1);
      }
      return Mistakes.draw(sink, scope, call, chain, a);
    }
    var found = Mistakes.check(sink, call, scope);
    if (found.isEmpty()) {
      return Double.NaN;
    }
    LibraryFunction function = found.get();
    if (function.memory()) {
      return Mistakes.noValue(sink, call);
    }
    if (function.lazy()) {
      return choice(given.get(0), given.get(1), given.get(2), arguments, depth);
    }
    double[] a = new double[given.size()];
    boolean known = false;
    for (int k = 0; k < a.length; k++) {
      a[k] = value(given.get(k), arguments, depth + 1);
      known |= Double.isNaN(a[k]);
    }
    if (known) {
      return Double.NaN;
    }
    return checked(call, function.value(a), false);
  }

  private double user(Call call, UserFunction function, Map<String, Double> outer, int depth) {
    List<String> names = function.arguments();
    if (!Mistakes.fits(sink, call, function)) {
      return Double.NaN;
    }
    if (chain.size() >= Trees.DEEPEST_CALLS) {
      exhausted = true;
      return Mistakes.recursion(sink, call, chain);
    }
    Map<String, Double> inner = new java.util.HashMap<>();
    for (int k = 0; k < names.size(); k++) {
      inner.put(names.get(k), value(call.arguments().get(k), outer, depth + 1));
    }
    chain.add(call);
    double result = value(function.body(), inner, depth + 1);
    chain.remove(chain.size() - 1);
    return result;
  }

  private double checked(Expression e, double result, boolean alreadyReported) {
    if (alreadyReported || Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    return Mistakes.notANumber(sink, e, result);
  }

  /** The diagnostics of evaluation and resolution; each method returns NaN for its caller. */
  static final class Mistakes {
    private Mistakes() {}

    static double tooLarge(Diagnostics sink, Expression e, boolean deep) {
      String limit =
          deep ? "nests deeper than " + Trees.DEEPEST : "has more than " + Trees.LARGEST + " parts";
      return report(
          sink, Code.E225, e, "the expression " + limit, "give its parts B sources of their own");
    }

    static double text(Diagnostics sink, Expression e) {
      return report(sink, Code.E223, e, "text where a number is expected", "");
    }

    static double noValue(Diagnostics sink, Expression e) {
      String what = "'" + Printer.print(e) + "' has no value here";
      return report(sink, Code.E226, e, what, "it has one in behavioural sources only");
    }

    /** Returns a random value, or NaN after at least one diagnostic. */
    static double draw(
        Diagnostics sink, Scope scope, Call call, List<Call> chain, double[] arguments) {
      for (double argument : arguments) {
        if (Double.isNaN(argument)) {
          return argument;
        }
      }
      List<Call> calls = new ArrayList<>(chain);
      calls.add(call);
      var source = scope.random(calls);
      if (source.isEmpty()) {
        String what = "'" + call.function() + "' draws no number here";
        String hint = "random values are those of elements, models and parameters";
        return report(sink, Code.E226, call, what, hint);
      }
      double value = RandomFunctions.value(call.function(), arguments, source.get());
      return Math.abs(value) <= Double.MAX_VALUE ? value : notANumber(sink, call, value);
    }

    static double unknownName(
        Diagnostics sink, Name name, Scope scope, java.util.Collection<String> arguments) {
      List<String> candidates =
          Stream.of(
                  arguments,
                  scope.names(),
                  FunctionLibrary.constants().keySet(),
                  FunctionLibrary.RUNNING)
              .flatMap(java.util.Collection::stream)
              .toList();
      String near = Nearest.hint(name.name(), candidates);
      String hint = near.isEmpty() ? "define it with .param " + name.name() + "=value" : near;
      return report(sink, Code.E201, name, "unknown name '" + name.name() + "'", hint);
    }

    /** Returns the library function that is called; empty after a diagnostic. */
    static java.util.Optional<LibraryFunction> check(Diagnostics sink, Call call, Scope scope) {
      var found = FunctionLibrary.find(call.function());
      var part = ResultFunctions.find(call.function());
      if (found.isEmpty() && scope.hasResults()) {
        found = part;
      }
      Span at = head(call);
      String random = RandomFunctions.signature(call.function());
      if (!random.isEmpty()) {
        count(sink, call, "write " + random);
        return java.util.Optional.empty();
      }
      if (found.isEmpty()) {
        String hint =
            part.isPresent()
                ? "it takes results: write it in .meas, .plot or .print"
                : OtherFunctions.instead(call.function())
                    .orElseGet(() -> Nearest.hint(call.function(), candidates(scope)));
        sink.add(Code.E221, at, "unknown function '" + call.function() + "'", hint);
      } else if (!found.get().accepts(call.arguments().size())) {
        count(sink, call, "write " + found.get().signature());
        return java.util.Optional.empty();
      }
      return found;
    }

    private static List<String> candidates(Scope scope) {
      Stream<LibraryFunction> library = FunctionLibrary.all().stream();
      if (scope.hasResults()) {
        library = Stream.concat(library, ResultFunctions.all().stream());
      }
      return Stream.of(
              scope.functionNames().stream(),
              library.map(LibraryFunction::name),
              RandomFunctions.all().stream().map(RandomFunctions.Form::name))
          .flatMap(names -> names)
          .toList();
    }

    static boolean fits(Diagnostics sink, Call call, UserFunction function) {
      if (function.arguments().size() == call.arguments().size()) {
        return true;
      }
      String form = call.function() + "(" + String.join(",", function.arguments()) + ")";
      count(sink, call, "write " + form);
      return false;
    }

    private static void count(Diagnostics sink, Call call, String hint) {
      String given = "'" + call.function() + "' does not take " + call.arguments().size();
      String plural = call.arguments().size() == 1 ? " argument" : " arguments";
      sink.add(Code.E222, call.span(), given + plural, hint);
    }

    static double recursion(Diagnostics sink, Call call, List<Call> chain) {
      Diagnostic diagnostic =
          Diagnostic.of(
              Code.E224,
              call.span(),
              "functions nest deeper than " + Trees.DEEPEST_CALLS + " at '" + call.function() + "'",
              "a .func function must not call itself");
      // The first round of the cycle says it all.
      for (int k = 0; k < Math.min(chain.size(), 4); k++) {
        Call link = chain.get(k);
        diagnostic = diagnostic.with(new Note(link.span(), "'" + link.function() + "' called here"));
      }
      sink.add(diagnostic);
      return Double.NaN;
    }

    static double notANumber(Diagnostics sink, Expression e, double result) {
      String what = Double.isNaN(result) ? "has no real value" : "is infinite or overflows";
      String subject = e instanceof Call call ? "'" + call.function() + "' " : "this ";
      return report(sink, Code.E223, e, subject + what, "");
    }

    static double report(Diagnostics sink, Code code, Expression e, String message, String hint) {
      sink.add(code, e.span(), message, hint);
      return Double.NaN;
    }

    private static Span head(Call call) {
      Span span = call.span();
      int length = Math.min(span.length(), call.function().length());
      return new Span(span.source(), span.line(), span.column(), length);
    }
  }
}
