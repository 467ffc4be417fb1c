package org.ionspice.netlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are arithmetic by hand; the shapes follow the precedence of the manual. */
class FormulaTest {
  private final Diagnostics sink = new Diagnostics();

  private Expression parse(String text) {
    return NetlistReader.parseExpression(text, new Span(new Source("f", text), 1, 1, 1), sink);
  }

  /** Computes constant formulas, just enough to see how they were read. */
  private static double value(Expression e) {
    if (e instanceof Expression.Literal literal) {
      return literal.value();
    } else if (e instanceof Expression.Unary unary) {
      double x = value(unary.operand());
      return unary.operator() == Expression.Operator.MINUS ? -x : x;
    } else if (e instanceof Expression.Conditional c) {
      return value(c.condition()) != 0 ? value(c.yes()) : value(c.no());
    }
    Expression.Binary b = (Expression.Binary) e;
    double x = value(b.left());
    double y = value(b.right());
    return switch (b.operator()) {
      case PLUS -> x + y;
      case MINUS -> x - y;
      case TIMES -> x * y;
      case DIVIDE -> x / y;
      case REMAINDER -> x % y;
      case POWER -> Math.pow(x, y);
      case LESS -> x < y ? 1 : 0;
      case LESS_EQUAL -> x <= y ? 1 : 0;
      case GREATER -> x > y ? 1 : 0;
      case GREATER_EQUAL -> x >= y ? 1 : 0;
      case EQUAL -> x == y ? 1 : 0;
      case NOT_EQUAL -> x != y ? 1 : 0;
      case AND -> x != 0 && y != 0 ? 1 : 0;
      case OR -> x != 0 || y != 0 ? 1 : 0;
      case NOT -> throw new IllegalStateException();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1+2*3 | 7", "(1+2)*3 | 9", "7-2-1 | 4", "8/4/2 | 1", "7%4 | 3", "-2^2 | -4", "2^-1 | 0.5",
        "(2^3)^2 | 64", "2**3 | 8", "1?2:0?3:4 | 2", "0?2:0?3:4 | 4", "1<2 == 1 | 1",
        "'1||0&&0' | 1", "'1|0&0' | 1", "1+1==2 && 3!=4 | 1", "--3 | 3", "+3 | 3", "2*-3 | -6", "{1+{2}} | 3",
        "3mil | 76.2e-6", "1k+1meg | 1001000", "1e-3*1e3 | 1", "2>=2 | 1", "'1+2'*2 | 6"
      })
  void followsTheUsualPrecedence(String text, double expected) {
    Expression read = parse(text);

    assertThat(sink.sorted()).isEmpty();
    assertThat(value(read)).isEqualTo(expected);
  }

  @Test
  void readsAPowerOfAPowerFromTheRightAndWarns() {
    assertThat(value(parse("2^3^2"))).isEqualTo(512);
    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.W103);
  }

  @Test
  void readsVoltagesCurrentsAndDeviceQuantities() {
    assertThat(parse("V(out[1])")).isInstanceOf(Expression.NodeVoltage.class);
    assertThat(((Expression.NodeVoltage) parse("v(A , b)")).minus()).isEqualTo("b");
    assertThat(((Expression.NodeVoltage) parse("v(\"in+\")")).plus()).isEqualTo("in+");
    assertThat(((Expression.BranchCurrent) parse("I(V1)")).device()).isEqualTo("v1");
    assertThat(((Expression.DeviceQuantity) parse("@Xc.n1[X]")).device()).isEqualTo("xc.n1");
    assertThat(((Expression.Call) parse("vdb(out)")).function()).isEqualTo("vdb");
    assertThat(((Expression.Name) parse("TEMPER")).name()).isEqualTo("temper");
    assertThat(sink.sorted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1+ | 3", "(1 | 3", "1) | 2", "1 2 | 3", "a=1 | 2", "1,5 | 2", "2*/3 | 3", "f(1, | 5",
        "a&*b | 3", "v() | 3", "i(a,b) | 1", "1? 2 | 5", "1e | 2", "0x10 | 2", "@n1 | 1"
      })
  void placesTheCaretOnTheMistake(String text, int column) {
    parse(text);

    assertThat(sink.sorted()).hasSize(1);
    assertThat(sink.sorted().get(0).at().column()).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "2^", "1?", "f(", "'", "{", "-(1+--(1+", "!", "1?-", "a^-"})
  void refusesDeepNestingWithoutOverflowingTheStack(String level) {
    parse(level.repeat(100_000) + "1");

    assertThat(sink.sorted()).extracting(Diagnostic::code).containsExactly(Code.E106);
  }

  @Test
  void allowsAHundredLevels() {
    parse("(".repeat(100) + "1" + ")".repeat(100));

    assertThat(sink.sorted()).isEmpty();
  }

  @Test
  void addsALongSumAsABalancedTree() {
    assertThat(value(parse("0" + "+3-1".repeat(50_000)))).isEqualTo(100_000);
    assertThat(sink.sorted()).isEmpty();
  }

  @Test
  void multipliesALongProductAsABalancedTree() {
    assertThat(value(parse("1" + "*4/2/2".repeat(500)))).isEqualTo(1);
  }
}
