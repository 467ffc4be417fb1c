package org.ionspice.expression;

/**
 * A formula of one variable, with its derivative: a parameter such as {@code ginf={1+tanh(v)}}.
 * Mutable workspace: one thread at a time; see {@link #fresh}.
 */
public final class Law {
  private final Behaviour behaviour;
  private final boolean constant;
  private final double[] input;
  private final double[] partial;
  private double value;

  private Law(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.constant = behaviour.inputCount() == 0;
    this.input = new double[] {Double.NaN};
    this.partial = new double[behaviour.inputCount()];
  }

  /**
   * Compiles a resolved formula that reads nothing but its variable, as a name.
   *
   * @throws IllegalArgumentException when it reads time, the circuit or its past
   */
  public static Law of(Expression resolved, String variable) {
    Behaviour behaviour = Behaviour.of(asInput(resolved, variable));
    if (!behaviour.dynamics().isEmpty()) {
      throw foreign(variable);
    }
    return new Law(behaviour);
  }

  /** Makes the variable an input of the compiled formula; nothing else may be one. */
  private static Expression asInput(Expression e, String variable) {
    if (e instanceof Expression.Name name) {
      if (!name.name().equals(variable)) {
        throw foreign(variable);
      }
      return new Expression.NodeVoltage(variable, "", e.span());
    } else if (e instanceof Expression.Unary u) {
      return new Expression.Unary(u.operator(), asInput(u.operand(), variable), u.span());
    } else if (e instanceof Expression.Binary b) {
      return new Expression.Binary(
          b.operator(), asInput(b.left(), variable), asInput(b.right(), variable), b.span());
    } else if (e instanceof Expression.Conditional c) {
      return new Expression.Conditional(
          asInput(c.condition(), variable),
          asInput(c.yes(), variable),
          asInput(c.no(), variable),
          c.span());
    } else if (e instanceof Expression.Call c) {
      return new Expression.Call(
          c.function(), c.arguments().stream().map(a -> asInput(a, variable)).toList(), c.span());
    } else if (e instanceof Expression.Literal) {
      return e;
    }
    throw foreign(variable);
  }

  private static IllegalArgumentException foreign(String variable) {
    return new IllegalArgumentException("the formula may read nothing but " + variable);
  }

  /** Returns a copy with a workspace of its own, for another instance or thread. */
  public Law fresh() {
    return new Law(behaviour.fresh());
  }

  /** Returns the value at {@code x}; NaN or infinite where the formula has none. */
  public double at(double x) {
    return evaluate(x);
  }

  /** Returns the derivative at {@code x}. */
  public double slope(double x) {
    evaluate(x);
    return constant ? 0 : partial[0];
  }

  private double evaluate(double x) {
    // Value and slope are asked for one after the other. Zero has a sign, which a formula may see.
    if (input[0] != x || x == 0) {
      input[0] = x;
      value = behaviour.evaluate(input, 0, 27, partial);
    }
    return value;
  }

  @Override
  public String toString() {
    return behaviour.toString();
  }
}
