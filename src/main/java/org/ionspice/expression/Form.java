package org.ionspice.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ionspice.expression.Expression.Operator;
import org.jspecify.annotations.Nullable;

/**
 * What formulas that differ in their numbers and in what they read have in common: a postfix
 * program over a stack of values, each with the partials by the inputs it depends on.
 *
 * <p>Immutable but for what it knows of its own use: how often it was evaluated and, once that was
 * often, the {@link Kernel} made of it. Formulas of one form share one object ({@link Forms}).
 */
final class Form {
  /** Pushes constant {@code operand}. */
  static final int CONSTANT = 0;

  /** Pushes the number of the step. */
  static final int LITERAL = 1;

  static final int INPUT = 2;
  static final int TIME = 3;
  static final int TEMPERATURE = 4;
  static final int UNARY = 5;
  static final int BINARY = 6;

  /** Replaces {@code operand} arguments by the value of a function. */
  static final int CALL = 7;

  /** Replaces x by the value of a table of {@code extra} constants from {@code operand} on. */
  static final int TABLE = 8;

  /** Goes on at {@code operand} when the popped condition is zero, at {@code extra} when NaN. */
  static final int BRANCH = 9;

  static final int JUMP = 10;

  /** Gives the top entry the partials that the other branch has and this one has not. */
  static final int JOIN = 11;

  static final Operator[] OPERATORS = Operator.values();

  private static final int[] NONE = {};

  /** A step of the program. */
  static final class Step {
    final int code;
    int operand;
    int extra;
    double literal;
    LibraryFunction.@Nullable Rule rule;

    /** A row an argument: the inputs that it depends on, ascending. */
    int[][] reads = {};

    /** Inputs that the result depends on and the first argument does not. */
    int[] missing = NONE;

    private Step(int code, int operand, int extra) {
      this.code = code;
      this.operand = operand;
      this.extra = extra;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Step s
          && code == s.code
          && operand == s.operand
          && extra == s.extra
          && rule == s.rule
          && Double.doubleToRawLongBits(literal) == Double.doubleToRawLongBits(s.literal);
    }

    @Override
    public int hashCode() {
      int hash = Objects.hash(code, operand, extra, literal);
      return 31 * hash + System.identityHashCode(rule);
    }
  }

  final int inputs;
  final Step[] steps;

  /** How many entries the stack has, and how many arguments its longest call. */
  final int height;

  final int widest;

  /** The inputs that the result depends on, ascending. */
  final int[] result;

  private final int hash;
  private @Nullable Kernel kernel;
  private long evaluations;
  private boolean interpreted;

  private Form(Builder b, int[] result) {
    inputs = b.inputs;
    steps = b.steps.toArray(new Step[0]);
    height = b.deepest;
    widest = b.widest;
    this.result = result;
    hash = 31 * inputs + Arrays.hashCode(steps);
  }

  /** Returns the compiled form; null while it is evaluated too seldom, or cannot be compiled. */
  @Nullable Kernel kernel() {
    return kernel != null || interpreted ? kernel : count();
  }

  private @Nullable Kernel count() {
    // Threads may lose counts or compile twice; the kernels are equal.
    evaluations++;
    if (Forms.isHot(evaluations)) {
      compile();
    }
    return kernel;
  }

  /** Makes the kernel now; stays interpreted where that is impossible. */
  void compile() {
    Kernel made = Forms.compile(this);
    kernel = made;
    interpreted = made == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Form f && inputs == f.inputs && Arrays.equals(steps, f.steps);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /**
   * Collects the steps of a form and the constants of one formula; the methods that push return the
   * inputs that the pushed entry depends on.
   */
  static final class Builder {
    private final int inputs;
    private final List<Step> steps = new ArrayList<>();
    private final List<Double> constants = new ArrayList<>();
    private final Map<Double, Integer> places = new HashMap<>();
    private int depth;
    private int deepest;
    private int widest = 1;

    Builder(int inputs) {
      this.inputs = inputs;
    }

    Form build(BitSet result) {
      return new Form(this, list(result));
    }

    /** Returns the constants of this formula. */
    double[] constants() {
      return constants.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Step add(int code, int operand, int extra, int change) {
      Step step = new Step(code, operand, extra);
      steps.add(step);
      depth += change;
      deepest = Math.max(deepest, depth);
      return step;
    }

    /** Pushes a number in which formulas of one form may differ; equal ones are one. */
    BitSet constant(double value) {
      Integer known = places.putIfAbsent(value, constants.size());
      if (known == null) {
        constants.add(value);
      }
      add(CONSTANT, known == null ? constants.size() - 1 : known, 0, 1);
      return new BitSet();
    }

    /** Pushes a number that belongs to the form. */
    BitSet literal(double value) {
      add(LITERAL, 0, 0, 1).literal = value;
      return new BitSet();
    }

    BitSet input(int index) {
      add(INPUT, index, 0, 1);
      BitSet self = new BitSet();
      self.set(index);
      return self;
    }

    BitSet time() {
      add(TIME, 0, 0, 1);
      return new BitSet();
    }

    BitSet temperature() {
      add(TEMPERATURE, 0, 0, 1);
      return new BitSet();
    }

    BitSet unary(Operator operator, BitSet operand) {
      return combined(add(UNARY, operator.ordinal(), 0, 0), List.of(operand));
    }

    BitSet binary(Operator operator, BitSet left, BitSet right) {
      return combined(add(BINARY, operator.ordinal(), 0, -1), List.of(left, right));
    }

    BitSet call(LibraryFunction function, List<BitSet> arguments) {
      Step step = add(CALL, arguments.size(), 0, 1 - arguments.size());
      step.rule = function.name().equals("exp") ? Program.EXP : function.rule();
      widest = Math.max(widest, arguments.size());
      return combined(step, arguments);
    }

    /** Puts a table of points x1, y1, x2 ... in the place of its argument. */
    BitSet table(List<Double> points, BitSet argument) {
      Step step = add(TABLE, constants.size(), points.size(), 0);
      constants.addAll(points);
      return combined(step, List.of(argument));
    }

    private static BitSet combined(Step step, List<BitSet> arguments) {
      BitSet all = new BitSet();
      arguments.forEach(all::or);
      step.reads = arguments.stream().map(Builder::list).toArray(int[][]::new);
      step.missing = without(all, arguments.get(0));
      return all;
    }

    /** Emits a jump that is taken when the popped condition is zero. */
    int branch() {
      add(BRANCH, 0, 0, -1);
      return steps.size() - 1;
    }

    /** Ends a branch; returns where. Both branches leave their result in the same entry. */
    int join() {
      add(JOIN, 0, 0, 0);
      return steps.size() - 1;
    }

    int jump() {
      add(JUMP, 0, 0, -1);
      return steps.size() - 1;
    }

    /** Ends the second branch, whose join was emitted last. */
    BitSet land(int branch, int firstJoin, int jump, BitSet first, BitSet second) {
      BitSet all = new BitSet();
      all.or(first);
      all.or(second);
      steps.get(branch).operand = jump + 1;
      steps.get(branch).extra = steps.size();
      steps.get(branch).missing = list(all);
      steps.get(firstJoin).missing = without(all, first);
      steps.get(jump).operand = steps.size();
      steps.get(steps.size() - 1).missing = without(all, second);
      return all;
    }

    private static int[] without(BitSet all, BitSet some) {
      BitSet rest = new BitSet();
      rest.or(all);
      rest.andNot(some);
      return list(rest);
    }

    private static int[] list(BitSet set) {
      return set.stream().toArray();
    }
  }
}
