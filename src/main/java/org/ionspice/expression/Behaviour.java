package org.ionspice.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.expression.Expression.BranchCurrent;
import org.ionspice.expression.Expression.DeviceQuantity;
import org.ionspice.expression.Expression.NodeVoltage;

/**
 * A resolved expression compiled for the Newton loop: value and exact partial derivatives by all
 * its inputs, without allocation. Mutable workspace: one thread at a time; see {@link #fresh}.
 *
 * <p>Inputs are the voltages of {@link #nodes} (V, to ground), then {@link #quantities} in their SI
 * units, then the values of {@link #dynamics}. {@code hertz} is 0: behaviours work in the time
 * domain.
 */
public final class Behaviour {
  /** A part of an expression with a memory; its value is an input that the simulator supplies. */
  public record Dynamic(Kind kind, Behaviour argument, double initial, double seconds) {
    /** What the simulator does with the argument. */
    public enum Kind {
      /** Its derivative by time. */
      DDT,
      /** Its integral over time, from {@code initial}. */
      IDT,
      /** Its value {@code seconds} ago. */
      DELAY
    }
  }

  private final Expression expression;
  private final Layout layout;
  private final Program program;
  private final List<Dynamic> dynamics;

  private Behaviour(
      Expression expression, Layout layout, Program program, List<Dynamic> dynamics) {
    this.expression = expression;
    this.layout = layout;
    this.program = program;
    this.dynamics = dynamics;
  }

  /**
   * Compiles what {@link Resolver} made.
   *
   * @throws IllegalArgumentException when a name or a call is left that the resolver would have
   *     refused; a bug of the caller
   */
  public static Behaviour of(Expression resolved) {
    Layout layout = new Layout();
    layout.collect(resolved);
    List<Dynamic> dynamics = layout.dynamics();
    return new Behaviour(resolved, layout, new Compiler(layout).compile(resolved), dynamics);
  }

  /** Returns the expression it was made from. */
  public Expression expression() {
    return expression;
  }

  /** Returns the distinct nodes that it reads, ground excluded, in the order of the inputs. */
  public List<String> nodes() {
    return Collections.unmodifiableList(layout.nodes);
  }

  /** Returns the distinct branch currents and device quantities, in the order of the inputs. */
  public List<Expression> quantities() {
    return Collections.unmodifiableList(layout.quantities);
  }

  /** Returns the parts with a memory, inner ones first, in the order of the inputs. */
  public List<Dynamic> dynamics() {
    return dynamics;
  }

  /** Returns how many inputs there are; the same for the arguments of its dynamics. */
  public int inputCount() {
    return layout.inputCount();
  }

  /** Returns whether {@code time} occurs in it, dynamics included. */
  public boolean dependsOnTime() {
    return layout.readsTime;
  }

  /** Returns a copy with a workspace of its own, for another instance or thread. */
  public Behaviour fresh() {
    List<Dynamic> parts =
        dynamics.stream()
            .map(d -> new Dynamic(d.kind(), d.argument().fresh(), d.initial(), d.seconds()))
            .toList();
    return new Behaviour(expression, layout, program.fresh(), parts);
  }

  /**
   * Returns the value; NaN or infinite where the expression has none.
   *
   * @param inputs values in the order of the class description, length {@link #inputCount}
   * @param time s
   * @param temperatureCelsius what {@code temper} is
   * @param partials receives the partial derivative by every input; finite if the value is
   */
  public double evaluate(
      double[] inputs, double time, double temperatureCelsius, double[] partials) {
    return program.run(inputs, time, temperatureCelsius, partials);
  }

  /** Returns what is evaluated, for tests. */
  Program program() {
    return program;
  }

  @Override
  public String toString() {
    return Printer.print(expression);
  }

  /** Numbers the inputs. */
  static final class Layout {
    private final List<String> nodes = new ArrayList<>();
    private final List<Expression> quantities = new ArrayList<>();
    private final List<Expression.Call> calls = new ArrayList<>();
    // By identity: an argument inlined twice is one object and needs one memory only.
    private final Map<Expression, Integer> memories = new IdentityHashMap<>();
    private boolean readsTime;

    int inputCount() {
      return nodes.size() + quantities.size() + calls.size();
    }

    /** Returns the input of a node, or -1 for ground. */
    int node(String name) {
      return isGround(name) ? -1 : nodes.indexOf(name);
    }

    int quantity(Expression quantity) {
      for (int k = 0; k < quantities.size(); k++) {
        if (same(quantities.get(k), quantity)) {
          return nodes.size() + k;
        }
      }
      throw new IllegalArgumentException("unknown quantity " + quantity);
    }

    int memory(Expression.Call call) {
      return nodes.size() + quantities.size() + memories.get(call);
    }

    private void collect(Expression e) {
      if (e instanceof NodeVoltage voltage) {
        addNode(voltage.plus());
        addNode(voltage.minus());
      } else if (e instanceof BranchCurrent || e instanceof DeviceQuantity) {
        if (quantities.stream().noneMatch(known -> same(known, e))) {
          quantities.add(e);
        }
      } else if (e instanceof Expression.Name name) {
        readsTime |= name.name().equals("time");
      } else if (e instanceof Expression.Call call && isMemory(call)) {
        if (!memories.containsKey(call)) {
          collect(call.arguments().get(0));
          memories.put(call, calls.size());
          calls.add(call);
        }
      } else {
        Trees.children(e).forEach(this::collect);
      }
    }

    private void addNode(String name) {
      if (!isGround(name) && !nodes.contains(name)) {
        nodes.add(name);
      }
    }

    private List<Dynamic> dynamics() {
      List<Dynamic> dynamics = new ArrayList<>();
      for (Expression.Call call : calls) {
        Expression of = call.arguments().get(0);
        Behaviour argument = new Behaviour(of, this, new Compiler(this).compile(of), List.of());
        double second = call.arguments().size() > 1 ? constant(call.arguments().get(1)) : 0;
        dynamics.add(
            switch (call.function()) {
              case "ddt" -> new Dynamic(Dynamic.Kind.DDT, argument, 0, 0);
              case "delay", "absdelay" -> new Dynamic(Dynamic.Kind.DELAY, argument, 0, second);
              default -> new Dynamic(Dynamic.Kind.IDT, argument, second, 0);
            });
      }
      return List.copyOf(dynamics);
    }

    private static double constant(Expression e) {
      if (e instanceof Expression.Literal literal) {
        return literal.value();
      }
      throw new IllegalArgumentException("not a constant: " + Printer.print(e));
    }

    private static boolean isMemory(Expression.Call call) {
      return FunctionLibrary.find(call.function()).map(LibraryFunction::memory).orElse(false);
    }

    private static boolean isGround(String name) {
      return name.isEmpty() || name.equals("0") || name.equals("gnd") || name.equals("gnd!");
    }

    private static boolean same(Expression a, Expression b) {
      if (a instanceof BranchCurrent first && b instanceof BranchCurrent second) {
        return first.device().equals(second.device());
      }
      return a instanceof DeviceQuantity first
          && b instanceof DeviceQuantity second
          && first.device().equals(second.device())
          && first.quantity().equals(second.quantity());
    }
  }
}
