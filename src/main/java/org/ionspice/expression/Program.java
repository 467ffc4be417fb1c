package org.ionspice.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.expression.Expression.Operator;

/**
 * A postfix program over a stack of values, each with its vector of partial derivatives (forward
 * mode). Owns its stacks, so one thread at a time.
 *
 * <p>The compiler knows which stack entries depend on inputs; the vectors of the others are neither
 * written nor read.
 */
final class Program {
  /** exp is continued by its tangent from here, so that a Newton trial cannot overflow. */
  static final double EXP_LIMIT = 300;

  private static final double EXP_AT_LIMIT = Math.exp(EXP_LIMIT);
  private static final Operator[] OPERATORS = Operator.values();

  private static final int CONSTANT = 0;
  private static final int INPUT = 1;
  private static final int TIME = 2;
  private static final int TEMPERATURE = 3;
  private static final int UNARY = 4;
  private static final int BINARY = 5;
  private static final int CALL = 6;
  private static final int BRANCH = 7;
  private static final int JUMP = 8;
  private static final int FLATTEN = 9;

  private final int n;
  private final int[] code;
  private final int[] operand;
  private final int[] extra;
  private final double[] constants;
  private final LibraryFunction.Rule[] rules;
  private final boolean[][] varies;
  private final boolean resultVaries;
  private final double[] value;
  private final double[] partial;
  private final double[] slopes;

  private Program(Builder b) {
    n = b.inputs;
    int size = b.steps.size();
    code = new int[size];
    operand = new int[size];
    extra = new int[size];
    constants = new double[size];
    rules = new LibraryFunction.Rule[size];
    varies = new boolean[size][];
    for (int i = 0; i < size; i++) {
      Step step = b.steps.get(i);
      code[i] = step.code;
      operand[i] = step.operand;
      extra[i] = step.extra;
      constants[i] = step.constant;
      rules[i] = step.rule;
      varies[i] = step.varies;
    }
    resultVaries = b.last;
    value = new double[b.deepest + 1];
    partial = new double[Math.multiplyExact(b.deepest + 1, n)];
    slopes = new double[Math.max(1, b.widest)];
  }

  double run(double[] inputs, double time, double temperature, double[] result) {
    int top = -1;
    for (int pc = 0; pc < code.length; pc++) {
      switch (code[pc]) {
        case CONSTANT:
          value[++top] = constants[pc];
          break;
        case INPUT:
          value[++top] = inputs[operand[pc]];
          flat(top);
          partial[top * n + operand[pc]] = 1;
          break;
        case TIME:
          value[++top] = time;
          break;
        case TEMPERATURE:
          value[++top] = temperature;
          break;
        case UNARY:
          unary(OPERATORS[operand[pc]], top, varies[pc][0]);
          break;
        case BINARY:
          top--;
          binary(OPERATORS[operand[pc]], top, varies[pc][0], varies[pc][1]);
          break;
        case CALL:
          top -= operand[pc] - 1;
          call(pc, top, operand[pc]);
          break;
        case BRANCH:
          double condition = value[top];
          if (Double.isNaN(condition)) {
            flat(top);
            pc = extra[pc] - 1;
          } else {
            top--;
            if (condition == 0) {
              pc = operand[pc] - 1;
            }
          }
          break;
        case JUMP:
          pc = operand[pc] - 1;
          break;
        case FLATTEN:
          flat(top);
          break;
        default:
          throw new IllegalStateException("code " + code[pc]);
      }
    }
    for (int i = 0; i < n; i++) {
      result[i] = resultVaries ? Arithmetic.finite(partial[i]) : 0;
    }
    return value[0];
  }

  private void flat(int entry) {
    Arrays.fill(partial, entry * n, entry * n + n, 0);
  }

  /** Scales the vector of an entry; a factor of zero clears what was infinite, too. */
  private void scale(int entry, double factor) {
    if (factor == 0) {
      flat(entry);
      return;
    }
    for (int i = entry * n; i < entry * n + n; i++) {
      partial[i] *= factor;
    }
  }

  /** Makes the vector of {@code entry} its own times {@code a} plus that of the next times b. */
  private void combine(int entry, double a, boolean left, double b, boolean right) {
    if (left) {
      scale(entry, a);
    } else {
      flat(entry);
    }
    if (right && b != 0) {
      int to = entry * n;
      for (int i = 0; i < n; i++) {
        partial[to + i] += b * partial[to + n + i];
      }
    }
  }

  private void unary(Operator operator, int top, boolean varies) {
    value[top] = Arithmetic.unary(operator, value[top]);
    if (varies && operator != Operator.PLUS) {
      scale(top, operator == Operator.MINUS ? -1 : 0);
    }
  }

  private void binary(Operator operator, int top, boolean left, boolean right) {
    double a = value[top];
    double b = value[top + 1];
    double c = Arithmetic.binary(operator, a, b);
    value[top] = c;
    if (!left && !right) {
      return;
    }
    switch (operator) {
      case PLUS:
        combine(top, 1, left, 1, right);
        break;
      case MINUS:
        combine(top, 1, left, -1, right);
        break;
      case TIMES:
        combine(top, b, left, a, right);
        break;
      case DIVIDE:
        combine(top, Arithmetic.finite(1 / b), left, Arithmetic.finite(-c / b), right);
        break;
      case REMAINDER:
        combine(top, 1, left, Arithmetic.finite((c - a) / b), right);
        break;
      case POWER:
        combine(
            top,
            left ? Arithmetic.powerByBase(a, b) : 0,
            left,
            right ? Arithmetic.powerByExponent(a, c) : 0,
            right);
        break;
      default:
        flat(top);
    }
  }

  private void call(int pc, int top, int count) {
    boolean[] vary = varies[pc];
    double result;
    if (rules[pc] == null) {
      double x = value[top];
      result = x <= EXP_LIMIT ? Math.exp(x) : EXP_AT_LIMIT * (1 + x - EXP_LIMIT);
      slopes[0] = x <= EXP_LIMIT ? result : EXP_AT_LIMIT;
    } else {
      result = rules[pc].apply(value, top, count, slopes);
    }
    value[top] = result;
    if (extra[pc] == 0) {
      return;
    }
    if (vary[0]) {
      scale(top, slopes[0]);
    } else {
      flat(top);
    }
    int to = top * n;
    for (int k = 1; k < count; k++) {
      double slope = slopes[k];
      if (vary[k] && slope != 0) {
        for (int i = 0; i < n; i++) {
          partial[to + i] += slope * partial[to + k * n + i];
        }
      }
    }
  }

  private static final class Step {
    private final int code;
    private int operand;
    private int extra;
    private double constant;
    private LibraryFunction.Rule rule;
    private boolean[] varies;

    private Step(int code, int operand) {
      this.code = code;
      this.operand = operand;
    }
  }

  /** Collects the steps of a program; the methods that push return whether the result varies. */
  static final class Builder {
    private final int inputs;
    private final List<Step> steps = new ArrayList<>();
    private int height;
    private int deepest;
    private int widest = 1;
    private boolean last;

    Builder(int inputs) {
      this.inputs = inputs;
    }

    Program build() {
      return new Program(this);
    }

    private Step add(int code, int operand, int change) {
      Step step = new Step(code, operand);
      steps.add(step);
      height += change;
      deepest = Math.max(deepest, height);
      return step;
    }

    boolean constant(double value) {
      add(CONSTANT, 0, 1).constant = value;
      return last = false;
    }

    boolean input(int index) {
      add(INPUT, index, 1);
      return last = true;
    }

    boolean time() {
      add(TIME, 0, 1);
      return last = false;
    }

    boolean temperature() {
      add(TEMPERATURE, 0, 1);
      return last = false;
    }

    boolean unary(Operator operator, boolean varies) {
      add(UNARY, operator.ordinal(), 0).varies = new boolean[] {varies};
      return last = varies;
    }

    boolean binary(Operator operator, boolean left, boolean right) {
      add(BINARY, operator.ordinal(), -1).varies = new boolean[] {left, right};
      return last = left || right;
    }

    boolean call(LibraryFunction function, boolean[] varies) {
      Step step = add(CALL, varies.length, 1 - varies.length);
      step.rule = function.name().equals("exp") ? null : function.rule();
      step.varies = varies;
      widest = Math.max(widest, varies.length);
      for (boolean one : varies) {
        step.extra |= one ? 1 : 0;
      }
      return last = step.extra != 0;
    }

    /** Emits a jump that is taken when the popped condition is zero. */
    int branch() {
      add(BRANCH, 0, -1);
      return steps.size() - 1;
    }

    /** Emits the end of the first branch; both branches leave their result in the same entry. */
    int jump() {
      add(JUMP, 0, -1);
      return steps.size() - 1;
    }

    void flatten() {
      add(FLATTEN, 0, 0);
    }

    /** Ends the second branch. */
    void land(int branch, int jump) {
      steps.get(branch).operand = jump + 1;
      steps.get(branch).extra = steps.size();
      steps.get(jump).operand = steps.size();
      last = true;
    }
  }
}
