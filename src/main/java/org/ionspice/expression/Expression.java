package org.ionspice.expression;

import java.util.List;
import org.ionspice.diagnostics.Span;

/** A formula as the netlist has it. Immutable; names are in lower case. */
public sealed interface Expression {
  /** Returns where it stands. */
  Span span();

  /** A number, suffix applied. */
  record Literal(double value, Span span) implements Expression {}

  /** A parameter, constant, function argument, {@code time}, {@code temper}, {@code hertz}. */
  record Name(String name, Span span) implements Expression {}

  /** A function of the library or of {@code .func}. */
  record Call(String function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A sign or a negation. */
  record Unary(Operator operator, Expression operand, Span span) implements Expression {}

  /** An operator between two operands. */
  record Binary(Operator operator, Expression left, Expression right, Span span)
      implements Expression {}

  /** {@code condition ? yes : no}. */
  record Conditional(Expression condition, Expression yes, Expression no, Span span)
      implements Expression {}

  /** A voltage {@code v(plus[,minus])}; {@code minus} empty is ground. Real unless part is given. */
  record NodeVoltage(String plus, String minus, Span span) implements Expression {}

  /** A branch current {@code i(device)}. */
  record BranchCurrent(String device, Span span) implements Expression {}

  /** A state, output or parameter of a device, {@code @device[quantity]}. */
  record DeviceQuantity(String device, String quantity, Span span) implements Expression {}

  /** A character string, as file names and PWL tables need. */
  record Text(String value, Span span) implements Expression {}

  /** Operators, with the precedence that the grammar gives them. */
  enum Operator {
    PLUS("+"), MINUS("-"), TIMES("*"), DIVIDE("/"), REMAINDER("%"), POWER("^"),
    LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(">="), EQUAL("=="), NOT_EQUAL("!="),
    AND("&&"), OR("||"), NOT("!");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** Returns the operator as it is written. */
    public String symbol() {
      return symbol;
    }
  }
}
