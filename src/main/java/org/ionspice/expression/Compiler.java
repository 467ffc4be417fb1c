package org.ionspice.expression;

import java.util.List;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.NodeVoltage;
import org.ionspice.expression.Expression.Unary;

/** Turns an expression into a {@link Program}. Used once. */
final class Compiler {
  private final Behaviour.Layout layout;
  private final Program.Builder out;

  Compiler(Behaviour.Layout layout) {
    this.layout = layout;
    this.out = new Program.Builder(layout.inputCount());
  }

  Program compile(Expression e) {
    emit(e);
    return out.build();
  }

  /** Emits code that pushes the value; returns whether it depends on any input. */
  private boolean emit(Expression e) {
    if (e instanceof Literal literal) {
      return out.constant(literal.value());
    } else if (e instanceof Name name) {
      return emitName(name);
    } else if (e instanceof NodeVoltage voltage) {
      return emitVoltage(voltage);
    } else if (e instanceof Unary unary) {
      boolean varies = emit(unary.operand());
      return out.unary(unary.operator(), varies);
    } else if (e instanceof Binary binary) {
      boolean left = emit(binary.left());
      boolean right = emit(binary.right());
      return out.binary(binary.operator(), left, right);
    } else if (e instanceof Conditional choice) {
      return emitChoice(choice.condition(), choice.yes(), choice.no());
    } else if (e instanceof Call call) {
      return emitCall(call);
    } else if (e instanceof Expression.Text) {
      throw new IllegalArgumentException("text where a number is expected: " + e);
    }
    return out.input(layout.quantity(e));
  }

  private boolean emitName(Name name) {
    return switch (name.name()) {
      case "time" -> out.time();
      case "temper" -> out.temperature();
      case "hertz" -> out.constant(0);
      default -> throw new IllegalArgumentException("unresolved name " + name.name());
    };
  }

  private boolean emitVoltage(NodeVoltage voltage) {
    int plus = layout.node(voltage.plus());
    int minus = layout.node(voltage.minus());
    boolean first = plus < 0 ? out.constant(0) : out.input(plus);
    if (minus < 0) {
      return first;
    }
    return out.binary(Expression.Operator.MINUS, first, out.input(minus));
  }

  private boolean emitCall(Call call) {
    List<Expression> arguments = call.arguments();
    LibraryFunction function =
        FunctionLibrary.find(call.function())
            .filter(known -> known.accepts(arguments.size()))
            .orElseThrow(
                () -> new IllegalArgumentException("unresolved call of " + call.function()));
    if (function.memory()) {
      return out.input(layout.memory(call));
    }
    if (function.lazy()) {
      return emitChoice(arguments.get(0), arguments.get(1), arguments.get(2));
    }
    boolean[] varies = new boolean[arguments.size()];
    for (int k = 0; k < varies.length; k++) {
      varies[k] = emit(arguments.get(k));
    }
    return out.call(function, varies);
  }

  private boolean emitChoice(Expression condition, Expression yes, Expression no) {
    emit(condition);
    int branch = out.branch();
    boolean first = emit(yes);
    if (!first) {
      out.flatten();
    }
    int jump = out.jump();
    boolean second = emit(no);
    if (!second) {
      out.flatten();
    }
    out.land(branch, jump);
    return true;
  }
}
