package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ionspice.expression.RandomTrees.binary;
import static org.ionspice.expression.RandomTrees.call;
import static org.ionspice.expression.RandomTrees.number;
import static org.ionspice.expression.RandomTrees.voltage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.Operator;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Source SOURCE = new Source("t.cir", ".param x={1+sqroot(-widht)}");
  private final Diagnostics sink = new Diagnostics();

  private static Name name(String name) {
    return new Name(name, Span.NONE);
  }

  private static Span at(int column, int length) {
    return new Span(SOURCE, 1, column, length);
  }

  private Diagnostic only() {
    assertThat(sink.sorted()).hasSize(1);
    return sink.sorted().get(0);
  }

  @Test
  void anUnknownNameIsMarkedAndTheNearestOneIsOffered() {
    Expression e = binary(Operator.PLUS, number(1), new Name("widht", at(21, 5)));

    double value = Evaluator.evaluate(e, Scope.of(Map.of("width", 2.0)), sink);

    assertThat(value).isNaN();
    assertThat(only().code()).isEqualTo(Code.E201);
    assertThat(only().at()).isEqualTo(at(21, 5));
    assertThat(only().hint()).isEqualTo("did you mean 'width'?");
  }

  @Test
  void anUnknownFunctionIsMarkedAtItsName() {
    Expression e = new Call("sqrrt", List.of(number(2)), at(12, 8));

    assertThat(Evaluator.evaluate(e, Scope.EMPTY, sink)).isNaN();
    assertThat(only().code()).isEqualTo(Code.E221);
    assertThat(only().at()).isEqualTo(at(12, 5));
    assertThat(only().hint()).isEqualTo("did you mean 'sqrt'?");
  }

  @Test
  void aWrongArgumentCountShowsTheForm() {
    Evaluator.evaluate(call("limit", number(2)), Scope.EMPTY, sink);

    assertThat(only().code()).isEqualTo(Code.E222);
    assertThat(only().hint()).isEqualTo("write limit(x,lo,hi)");
  }

  @Test
  void onlyThePartThatFailsIsReported() {
    Expression root = new Call("sqrt", List.of(number(-1)), at(3, 8));
    Expression e = call("exp", binary(Operator.DIVIDE, root, number(0)));

    assertThat(Evaluator.evaluate(e, Scope.EMPTY, sink)).isNaN();
    assertThat(only().code()).isEqualTo(Code.E223);
    assertThat(only().at()).isEqualTo(at(3, 8));
  }

  @Test
  void anInfiniteLiteralAndADivisionByZeroAreRangeErrors() {
    Evaluator.evaluate(new Literal(Double.POSITIVE_INFINITY, at(1, 5)), Scope.EMPTY, sink);
    Evaluator.evaluate(binary(Operator.DIVIDE, number(1), number(0)), Scope.EMPTY, sink);

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsOnly(Code.E223).hasSize(2);
  }

  @Test
  void anUntakenBranchIsNotEvaluated() {
    Expression e = call("if", number(0), call("ln", number(-1)), number(4));

    assertThat(Evaluator.evaluate(e, Scope.EMPTY, sink)).isEqualTo(4);
    assertThat(sink.hasErrors()).isFalse();
  }

  @Test
  void aFunctionThatCallsItselfIsRefusedEverywhere() {
    UserFunction f = new UserFunction(List.of("x"), call("f", name("x")));
    Scope scope = Scope.of(Map.of(), Map.of("f", f));

    assertThat(Evaluator.evaluate(call("f", number(1)), scope, sink)).isNaN();
    assertThat(only().code()).isEqualTo(Code.E224);
    assertThat(only().notes()).isNotEmpty();
    Diagnostics second = new Diagnostics();
    Resolver.resolve(call("f", number(1)), scope, second);
    assertThat(second.sorted()).extracting(Diagnostic::code).containsExactly(Code.E224);
  }

  @Test
  void pyramidsOfFunctionsEndWithADiagnostic() {
    Map<String, UserFunction> functions = new HashMap<>();
    functions.put("f0", new UserFunction(List.of("x"), name("x")));
    for (int k = 1; k < 40; k++) {
      Expression below = call("f" + (k - 1), name("x"));
      functions.put(
          "f" + k, new UserFunction(List.of("x"), binary(Operator.PLUS, below, below)));
    }
    Scope scope = Scope.of(Map.of(), functions);

    Evaluator.evaluate(call("f39", number(1)), scope, sink);
    Resolver.resolve(call("f39", voltage("a", "")), scope, sink);

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsOnly(Code.E225);
  }

  @Test
  void deepExpressionsEndWithADiagnostic() {
    Expression e = number(1);
    for (int k = 0; k < 100_000; k++) {
      e = binary(Operator.PLUS, e, number(1));
    }

    Evaluator.evaluate(e, Scope.EMPTY, sink);
    Resolver.resolve(e, Scope.EMPTY, sink);

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsOnly(Code.E225);
  }

  @Test
  void resolvingFoldsParametersAndInlinesFunctions() {
    UserFunction f =
        new UserFunction(
            List.of("x"),
            binary(Operator.TIMES, name("x"), binary(Operator.PLUS, name("k"), number(1))));
    Scope scope = Scope.of(Map.of("k", 2.0), Map.of("f", f));

    Expression e = Resolver.resolve(call("f", voltage("a", "")), scope, sink);

    assertThat(Printer.print(e)).isEqualTo("v(a) * 3");
    assertThat(sink.sorted()).isEmpty();
  }

  @Test
  void aDelayMustBeConstant() {
    Resolver.resolve(call("delay", voltage("a", ""), voltage("b", "")), Scope.EMPTY, sink);

    assertThat(only().code()).isEqualTo(Code.E227);
  }

  @Test
  void aVoltageHasNoValueInAParameter() {
    Evaluator.evaluate(voltage("a", ""), Scope.EMPTY, sink);

    assertThat(only().code()).isEqualTo(Code.E226);
  }

  @Test
  void parametersGoBeforeConstants() {
    assertThat(Evaluator.evaluate(name("c"), Scope.of(Map.of("c", 1e-9)), sink)).isEqualTo(1e-9);
    assertThat(Evaluator.evaluate(name("c"), Scope.EMPTY, sink)).isEqualTo(299792458.0);
  }

  @Test
  void nearestCountsSwappedNeighboursAsOneSlip() {
    assertThat(Nearest.distance("widht", "width")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.of("x", List.of("y"))).isEmpty();
    assertThat(Nearest.of("reltoll", List.of("abstol", "reltol"))).contains("reltol");
  }
}
