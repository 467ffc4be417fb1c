package org.ionspice.expression;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Literal;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.NodeVoltage;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Unary;

/** Turns an expression into a {@link Program}. Used once. */
final class Compiler {
  private final Behaviour.Layout layout;
  private final Form.Builder out;

  Compiler(Behaviour.Layout layout) {
    this.layout = layout;
    this.out = new Form.Builder(layout.inputCount());
  }

  Program compile(Expression e) {
    Form form = out.build(emit(e));
    return new Program(Forms.shared(form), out.constants());
  }

  /** Emits steps that push the value; returns the inputs that it depends on. */
  private BitSet emit(Expression e) {
    if (e instanceof Literal literal) {
      return out.constant(literal.value());
    } else if (e instanceof Name name) {
      return emitName(name);
    } else if (e instanceof NodeVoltage voltage) {
      return emitVoltage(voltage);
    } else if (e instanceof Unary unary) {
      return out.unary(unary.operator(), emit(unary.operand()));
    } else if (e instanceof Binary binary) {
      BitSet left = emit(binary.left());
      BitSet right =
          binary.operator() == Operator.POWER
              ? emitExponent(binary.right())
              : emit(binary.right());
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

  /** A small whole exponent belongs to the form: it says how a power is computed. */
  private BitSet emitExponent(Expression e) {
    boolean small =
        e instanceof Literal power
            && power.value() == Math.rint(power.value())
            && Math.abs(power.value()) <= 8;
    return small ? out.literal(((Literal) e).value()) : emit(e);
  }

  private BitSet emitName(Name name) {
    return switch (name.name()) {
      case "time" -> out.time();
      case "temper" -> out.temperature();
      case "hertz" -> out.literal(0);
      default -> throw new IllegalArgumentException("unresolved name " + name.name());
    };
  }

  private BitSet emitVoltage(NodeVoltage voltage) {
    int plus = layout.node(voltage.plus());
    int minus = layout.node(voltage.minus());
    BitSet first = plus < 0 ? out.literal(0) : out.input(plus);
    return minus < 0 ? first : out.binary(Operator.MINUS, first, out.input(minus));
  }

  private BitSet emitCall(Call call) {
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
    List<Expression> points = arguments.subList(1, arguments.size());
    if (function.isTable() && points.stream().allMatch(p -> p instanceof Literal)) {
      BitSet x = emit(arguments.get(0));
      return out.table(points.stream().map(p -> ((Literal) p).value()).toList(), x);
    }
    List<BitSet> parts = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      boolean exponent = k == 1 && function.name().startsWith("p");
      parts.add(exponent ? emitExponent(arguments.get(k)) : emit(arguments.get(k)));
    }
    return out.call(function, parts);
  }

  private BitSet emitChoice(Expression condition, Expression yes, Expression no) {
    emit(condition);
    int branch = out.branch();
    BitSet first = emit(yes);
    int join = out.join();
    int jump = out.jump();
    BitSet second = emit(no);
    out.join();
    return out.land(branch, join, jump, first, second);
  }
}
