package org.ionspice.expression;

import java.util.List;
import java.util.Locale;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.BranchCurrent;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.DeviceQuantity;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.NodeVoltage;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Text;
import org.ionspice.expression.Expression.Unary;

/**
 * Prints an expression as netlist text that reads back as the same expression.
 *
 * <p>Operands that are not atoms go in parentheses except in plain sums and products, so that no
 * reader needs to know the precedences. A negative literal, which only the resolver makes, reads
 * back as a sign and a literal.
 */
public final class Printer {
  private Printer() {}

  /** Returns the text, without braces around it. */
  public static String print(Expression e) {
    StringBuilder text = new StringBuilder();
    append(text, e);
    return text.toString();
  }

  private static void append(StringBuilder text, Expression e) {
    if (e instanceof Literal literal) {
      text.append(number(literal.value()));
    } else if (e instanceof Name name) {
      text.append(name.name());
    } else if (e instanceof Text word) {
      text.append('"').append(word.value()).append('"');
    } else if (e instanceof Call call) {
      text.append(call.function());
      appendList(text, call.arguments());
    } else if (e instanceof Unary unary) {
      text.append(unary.operator().symbol());
      appendOperand(text, unary.operand(), false);
    } else if (e instanceof Binary binary) {
      boolean sum = binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS;
      appendOperand(text, binary.left(), sum);
      text.append(' ').append(binary.operator().symbol()).append(' ');
      appendOperand(text, binary.right(), false);
    } else if (e instanceof Conditional choice) {
      appendOperand(text, choice.condition(), false);
      text.append(" ? ");
      appendOperand(text, choice.yes(), false);
      text.append(" : ");
      appendOperand(text, choice.no(), false);
    } else if (e instanceof NodeVoltage voltage) {
      text.append("v(").append(voltage.plus());
      if (!voltage.minus().isEmpty()) {
        text.append(',').append(voltage.minus());
      }
      text.append(')');
    } else if (e instanceof BranchCurrent current) {
      text.append("i(").append(current.device()).append(')');
    } else if (e instanceof DeviceQuantity quantity) {
      text.append('@').append(quantity.device());
      text.append('[').append(quantity.quantity()).append(']');
    }
  }

  private static void appendList(StringBuilder text, List<Expression> arguments) {
    text.append('(');
    for (int k = 0; k < arguments.size(); k++) {
      text.append(k == 0 ? "" : ", ");
      append(text, arguments.get(k));
    }
    text.append(')');
  }

  /** Prints an operand; the left one of a sum may itself be a sum or product without brackets. */
  private static void appendOperand(StringBuilder text, Expression e, boolean leftOfSum) {
    boolean plain =
        leftOfSum
            && e instanceof Binary inner
            && (inner.operator() == Operator.PLUS
                || inner.operator() == Operator.MINUS
                || inner.operator() == Operator.TIMES
                || inner.operator() == Operator.DIVIDE);
    boolean compound =
        e instanceof Binary
            || e instanceof Unary
            || e instanceof Conditional
            || (e instanceof Literal literal && Math.copySign(1, literal.value()) < 0);
    if (compound && !plain) {
      text.append('(');
      append(text, e);
      text.append(')');
    } else {
      append(text, e);
    }
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6 && Math.copySign(1, value) > 0) {
      return Integer.toString((int) value);
    }
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
