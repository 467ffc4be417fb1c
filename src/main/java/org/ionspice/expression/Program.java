package org.ionspice.expression;

import org.ionspice.expression.Expression.Operator;

/**
 * A formula ready to evaluate: a {@link Form} and its numbers. Runs the compiled form where there
 * is one, else interprets it with values and partials side by side (forward mode). Owns its stacks,
 * so one thread at a time.
 */
final class Program {
  /** exp is continued by its tangent from here, so that a Newton trial cannot overflow. */
  static final double EXP_LIMIT = 300;

  /** The exponential of formulas that run in a Newton loop. */
  static final LibraryFunction.Rule EXP =
      new Rules.Unary(Program::limitedExp, Program::limitedExpSlope);

  private static final double EXP_AT_LIMIT = Math.exp(EXP_LIMIT);
  private static final double[] NOTHING = {};

  private final Form form;
  private final double[] constants;
  private final int n;
  private double[] value = NOTHING;
  private double[] partial = NOTHING;
  private double[] slopes = NOTHING;

  Program(Form form, double[] constants) {
    this.form = form;
    this.constants = constants;
    this.n = form.inputs;
  }

  double[] constants() {
    return constants;
  }

  /** Returns a program with stacks of its own. */
  Program fresh() {
    return new Program(form, constants);
  }

  Form form() {
    return form;
  }

  double run(double[] inputs, double time, double temperature, double[] result) {
    Kernel kernel = form.kernel();
    if (kernel != null) {
      double known = kernel.evaluate(inputs, time, temperature, constants, result);
      if (known - known == 0) {
        return known;
      }
      // A slope without bounds on the way, or no value at all: the interpreter knows what to make
      // of either.
    }
    return interpret(inputs, time, temperature, result);
  }

  double interpret(double[] inputs, double time, double temperature, double[] result) {
    if (value.length == 0) {
      value = new double[form.height];
      partial = new double[Math.multiplyExact(form.height, n)];
      slopes = new double[form.widest];
    }
    Form.Step[] steps = form.steps;
    int top = -1;
    for (int pc = 0; pc < steps.length; pc++) {
      Form.Step step = steps[pc];
      switch (step.code) {
        case Form.CONSTANT:
          value[++top] = constants[step.operand];
          break;
        case Form.LITERAL:
          value[++top] = step.literal;
          break;
        case Form.INPUT:
          value[++top] = inputs[step.operand];
          partial[top * n + step.operand] = 1;
          break;
        case Form.TIME:
          value[++top] = time;
          break;
        case Form.TEMPERATURE:
          value[++top] = temperature;
          break;
        case Form.UNARY:
          unary(step, top);
          break;
        case Form.BINARY:
          top--;
          binary(step, top);
          break;
        case Form.CALL:
          top -= step.operand - 1;
          call(step, top);
          break;
        case Form.TABLE:
          double x = value[top];
          int segment = Rules.segment(constants, step.operand, step.extra, x);
          value[top] = Rules.tableValue(constants, step.operand, step.extra, segment, x);
          scale(
              top,
              step.reads[0],
              Arithmetic.finite(
                  Rules.tableSlope(constants, step.operand, step.extra, segment)));
          break;
        case Form.BRANCH:
          double condition = value[top];
          if (Double.isNaN(condition)) {
            clear(top, step.missing);
            pc = step.extra - 1;
          } else {
            top--;
            if (condition == 0) {
              pc = step.operand - 1;
            }
          }
          break;
        case Form.JUMP:
          pc = step.operand - 1;
          break;
        case Form.JOIN:
          clear(top, step.missing);
          break;
        default:
          throw new IllegalStateException("code " + step.code);
      }
    }
    for (int i = 0; i < n; i++) {
      result[i] = 0;
    }
    for (int i : form.result) {
      // The sum makes a zero positive, whichever way it was found.
      result[i] = Arithmetic.finite(partial[i]) + 0.0;
    }
    return value[0];
  }

  private void clear(int entry, int[] which) {
    for (int i : which) {
      partial[entry * n + i] = 0;
    }
  }

  /** Scales the partials of an entry; a factor of zero clears what was infinite, too. */
  private void scale(int entry, int[] which, double factor) {
    if (factor == 0) {
      clear(entry, which);
      return;
    }
    for (int i : which) {
      partial[entry * n + i] *= factor;
    }
  }

  /** Makes the partials of {@code entry} their own times {@code a} plus those of the next times b. */
  private void combine(Form.Step step, int entry, double a, double b) {
    scale(entry, step.reads[0], a);
    clear(entry, step.missing);
    accumulate(entry, entry + 1, step.reads[1], b);
  }

  private void accumulate(int entry, int from, int[] which, double factor) {
    if (factor == 0) {
      return;
    }
    for (int i : which) {
      partial[entry * n + i] += factor * partial[from * n + i];
    }
  }

  private void unary(Form.Step step, int top) {
    Operator operator = Form.OPERATORS[step.operand];
    value[top] = Arithmetic.unary(operator, value[top]);
    if (operator != Operator.PLUS) {
      scale(top, step.reads[0], operator == Operator.MINUS ? -1 : 0);
    }
  }

  private void binary(Form.Step step, int top) {
    Operator operator = Form.OPERATORS[step.operand];
    double a = value[top];
    double b = value[top + 1];
    double c = Arithmetic.binary(operator, a, b);
    value[top] = c;
    int[] left = step.reads[0];
    int[] right = step.reads[1];
    if (left.length == 0 && right.length == 0) {
      return;
    }
    switch (operator) {
      case PLUS:
        combine(step, top, 1, 1);
        break;
      case MINUS:
        combine(step, top, 1, -1);
        break;
      case TIMES:
        combine(step, top, b, a);
        break;
      case DIVIDE:
        double inverse = 1 / b;
        combine(step, top, Arithmetic.finite(inverse), Arithmetic.finite(-c * inverse));
        break;
      case REMAINDER:
        combine(step, top, 1, Arithmetic.finite((c - a) / b));
        break;
      case POWER:
        combine(
            step,
            top,
            left.length > 0 ? Arithmetic.powerByBase(a, b) : 0,
            right.length > 0 ? Arithmetic.powerByExponent(a, c) : 0);
        break;
      default:
        combine(step, top, 0, 0);
    }
  }

  private void call(Form.Step step, int top) {
    int[][] reads = step.reads;
    value[top] = step.rule.apply(value, top, reads.length, slopes);
    scale(top, reads[0], slopes[0]);
    clear(top, step.missing);
    for (int k = 1; k < reads.length; k++) {
      accumulate(top, top + k, reads[k], slopes[k]);
    }
  }

  private static double limitedExp(double x) {
    return x <= EXP_LIMIT ? Math.exp(x) : EXP_AT_LIMIT * (1 + x - EXP_LIMIT);
  }

  private static double limitedExpSlope(double x, double y) {
    return x <= EXP_LIMIT ? y : EXP_AT_LIMIT;
  }
}
