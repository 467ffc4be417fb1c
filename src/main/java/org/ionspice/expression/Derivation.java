package org.ionspice.expression;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Graph.Kind;
import org.ionspice.expression.Graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Writes a form and its partials down as a graph: what {@link Program} does with numbers, done with
 * nodes, operation by operation, so that both find the same bits.
 *
 * <p>Left out is what serves numbers that are not finite only (a factor of zero clears an infinite
 * partial, an infinite slope becomes a steep one): there the kernel gives up, since what is not
 * finite stays so through products and sums, and the interpreter is asked.
 */
final class Derivation {
  private static final Map<Operator, DoubleBinaryOperator> TESTS = tests();
  private static final DoubleUnaryOperator NOT = x -> Arithmetic.unary(Operator.NOT, x);
  private static final DoubleBinaryOperator LARGER = (a, b) -> Rules.isBetter(a, b, 1) ? 1 : 0;
  private static final DoubleBinaryOperator SMALLER = (a, b) -> Rules.isBetter(a, b, -1) ? 1 : 0;
  private static final Rules.TernaryOperator CHOSEN = Rules.Limit::chosen;
  private static final DoubleBinaryOperator IS = (a, b) -> a == b ? 1 : 0;
  private static final Rules.TernaryOperator UNLESS_NAN =
      (x, low, high) -> Double.isNaN(low + high) ? Double.NaN : x;
  private static final DoubleBinaryOperator POWER = Arithmetic::power;
  private static final Rules.TernaryOperator BY_BASE =
      (a, b, c) -> b * Arithmetic.power(a, b - 1);
  private static final DoubleBinaryOperator BY_EXPONENT = Arithmetic::powerByExponent;

  /** A value and its partials by the inputs it depends on. */
  record Dual(Node value, Map<Integer, Node> partials) {}

  private final Form form;
  private final Graph graph = new Graph();
  private final List<Dual> stack = new ArrayList<>();
  private final int largest;
  private boolean impossible;

  private Derivation(Form form, int largest) {
    this.form = form;
    this.largest = largest;
  }

  /** A graph and what it computes. */
  record Result(Graph graph, Dual output) {}

  /**
   * Returns the graph of a form; null when it has more than {@code largest} nodes or a function that
   * cannot be compiled.
   */
  static @Nullable Result of(Form form, int largest) {
    Derivation d = new Derivation(form, largest);
    d.run(0, form.steps.length);
    return d.impossible ? null : new Result(d.graph, d.pop());
  }

  private static Map<Operator, DoubleBinaryOperator> tests() {
    Map<Operator, DoubleBinaryOperator> tests = new EnumMap<>(Operator.class);
    for (Operator o : Operator.values()) {
      tests.put(o, (a, b) -> Arithmetic.binary(o, a, b));
    }
    return tests;
  }

  private Dual pop() {
    return stack.remove(stack.size() - 1);
  }

  private void push(Node value, Map<Integer, Node> partials) {
    stack.add(new Dual(value, partials));
  }

  private void run(int from, int to) {
    int pc = from;
    while (pc < to && !impossible) {
      Form.Step step = form.steps[pc];
      pc++;
      switch (step.code) {
        case Form.CONSTANT -> push(graph.node(Kind.CONSTANT, step.operand), Map.of());
        case Form.LITERAL -> push(literal(step.literal), Map.of());
        case Form.INPUT ->
            push(graph.node(Kind.INPUT, step.operand), Map.of(step.operand, literal(1)));
        case Form.TIME -> push(graph.node(Kind.TIME, null), Map.of());
        case Form.TEMPERATURE -> push(graph.node(Kind.TEMPERATURE, null), Map.of());
        case Form.UNARY -> unary(Form.OPERATORS[step.operand], pop());
        case Form.BINARY -> {
          Dual right = pop();
          binary(Form.OPERATORS[step.operand], pop(), right);
        }
        case Form.CALL -> call(step);
        case Form.TABLE -> table(step, pop());
        case Form.BRANCH -> {
          choice(step, pc);
          pc = step.extra;
        }
        case Form.JOIN -> {}
        default -> throw new IllegalStateException("code " + step.code);
      }
      impossible |= graph.size() > largest;
    }
  }

  private Node literal(double value) {
    return graph.node(Kind.LITERAL, value);
  }

  private static boolean is(Node node, double value) {
    return node.kind == Kind.LITERAL && node.payload instanceof Double d && d == value;
  }

  private Node times(Node a, Node b) {
    return is(a, 1) ? b : is(b, 1) ? a : graph.node(Kind.MULTIPLY, null, a, b);
  }

  private Node over(Node a, Node b) {
    return graph.node(Kind.DIVIDE, null, a, b);
  }

  private Node negated(Node a) {
    return graph.node(Kind.NEGATE, null, a);
  }

  private Node call(Object function, Node... arguments) {
    return graph.node(Kind.CALL, function, arguments);
  }

  private Map<Integer, Node> scaled(Map<Integer, Node> partials, Node factor) {
    Map<Integer, Node> result = new TreeMap<>();
    partials.forEach((i, p) -> result.put(i, times(factor, p)));
    return result;
  }

  private Map<Integer, Node> sum(Map<Integer, Node> a, Map<Integer, Node> b) {
    Map<Integer, Node> result = new TreeMap<>(a);
    b.forEach((i, p) -> result.merge(i, p, (x, y) -> graph.node(Kind.ADD, null, x, y)));
    return result;
  }

  private Map<Integer, Node> difference(Map<Integer, Node> a, Map<Integer, Node> b) {
    Map<Integer, Node> result = new TreeMap<>(a);
    b.forEach(
        (i, p) -> {
          Node left = a.get(i);
          result.put(
              i, left == null ? negated(p) : graph.node(Kind.SUBTRACT, null, left, p));
        });
    return result;
  }

  private void unary(Operator operator, Dual a) {
    switch (operator) {
      case PLUS -> stack.add(a);
      case MINUS -> {
        Map<Integer, Node> partials = new TreeMap<>();
        a.partials.forEach((i, p) -> partials.put(i, negated(p)));
        push(negated(a.value), partials);
      }
      default -> push(call(NOT, a.value), Map.of());
    }
  }

  private void binary(Operator operator, Dual a, Dual b) {
    Node x = a.value;
    Node y = b.value;
    switch (operator) {
      case PLUS -> push(graph.node(Kind.ADD, null, x, y), sum(a.partials, b.partials));
      case MINUS ->
          push(graph.node(Kind.SUBTRACT, null, x, y), difference(a.partials, b.partials));
      case TIMES ->
          push(
              graph.node(Kind.MULTIPLY, null, x, y),
              sum(scaled(a.partials, y), scaled(b.partials, x)));
      case DIVIDE -> {
        Node c = over(x, y);
        Node inverse = over(literal(1), y);
        Node factor = graph.node(Kind.MULTIPLY, null, negated(c), inverse);
        push(c, sum(scaled(a.partials, inverse), scaled(b.partials, factor)));
      }
      case REMAINDER -> {
        Node c = graph.node(Kind.REMAINDER, null, x, y);
        Node factor = over(graph.node(Kind.SUBTRACT, null, c, x), y);
        push(c, sum(a.partials, scaled(b.partials, factor)));
      }
      case POWER -> power(a, b);
      default -> push(call(TESTS.get(operator), x, y), Map.of());
    }
  }

  private void power(Dual a, Dual b) {
    Node x = a.value;
    Node y = b.value;
    Node c = power(x, y);
    Map<Integer, Node> partials = Map.of();
    if (y.kind == Kind.LITERAL && y.payload instanceof Double exponent) {
      if (exponent != 0) {
        Node factor =
            graph.node(Kind.MULTIPLY, null, y, power(x, literal(exponent - 1)));
        partials = scaled(a.partials, factor);
      }
    } else {
      partials =
          sum(
              scaled(a.partials, call(BY_BASE, x, y, c)),
              scaled(b.partials, call(BY_EXPONENT, x, c)));
    }
    push(c, partials);
  }

  /** As {@link Arithmetic#power}, where that multiplies. */
  private Node power(Node x, Node y) {
    if (is(y, 1)) {
      return x;
    }
    if (!is(y, 2) && !is(y, 3) && !is(y, 4)) {
      return call(POWER, x, y);
    }
    Node square = graph.node(Kind.MULTIPLY, null, x, x);
    return is(y, 2)
        ? square
        : graph.node(Kind.MULTIPLY, null, square, is(y, 3) ? x : square);
  }

  private void call(Form.Step step) {
    int count = step.operand;
    List<Dual> arguments = List.copyOf(stack.subList(stack.size() - count, stack.size()));
    stack.subList(stack.size() - count, stack.size()).clear();
    if (step.rule instanceof Rules.Unary f) {
      Dual x = arguments.get(0);
      Node y = call(f.value(), x.value);
      boolean flat = f.slope() == FunctionLibrary.FLAT;
      push(y, flat ? Map.of() : scaled(x.partials, call(f.slope(), x.value, y)));
    } else if (step.rule instanceof Rules.Binary f) {
      Dual a = arguments.get(0);
      Dual b = arguments.get(1);
      Node c = call(f.value(), a.value, b.value);
      push(
          c,
          sum(
              scaled(a.partials, call(f.byFirst(), a.value, b.value, c)),
              scaled(b.partials, call(f.bySecond(), a.value, b.value, c))));
    } else if (step.rule instanceof Rules.Best best) {
      Dual found = arguments.get(0);
      for (Dual one : arguments.subList(1, count)) {
        Node better = call(best.sense() > 0 ? LARGER : SMALLER, one.value, found.value);
        found = select(better, one, found);
      }
      stack.add(found);
    } else if (step.rule instanceof Rules.Limit) {
      Dual x = arguments.get(0);
      Dual low = arguments.get(1);
      Dual high = arguments.get(2);
      Node chosen = call(CHOSEN, x.value, low.value, high.value);
      Dual bound = select(call(IS, chosen, literal(1)), low, high);
      Dual value = select(call(IS, chosen, literal(0)), x, bound);
      push(call(UNLESS_NAN, value.value, low.value, high.value), value.partials);
    } else {
      impossible = true;
    }
  }

  private Dual select(Node condition, Dual yes, Dual no) {
    Map<Integer, Node> partials = new TreeMap<>();
    for (int i : union(yes, no)) {
      partials.put(
          i,
          graph.node(
              Kind.SELECT,
              null,
              condition,
              yes.partials.getOrDefault(i, literal(0)),
              no.partials.getOrDefault(i, literal(0))));
    }
    return new Dual(graph.node(Kind.SELECT, null, condition, yes.value, no.value), partials);
  }

  private static TreeSet<Integer> union(Dual a, Dual b) {
    TreeSet<Integer> all = new TreeSet<>(a.partials.keySet());
    all.addAll(b.partials.keySet());
    return all;
  }

  private void table(Form.Step step, Dual x) {
    Graph.Table table = new Graph.Table(step.operand, step.extra);
    Node segment = graph.node(Kind.SEGMENT, table, x.value);
    push(
        graph.node(Kind.TABLE_VALUE, table, segment, x.value),
        scaled(x.partials, graph.node(Kind.TABLE_SLOPE, table, segment)));
  }

  private void choice(Form.Step step, int pc) {
    Node condition = pop().value;
    Graph.Region yes = graph.open();
    run(pc, step.operand - 1);
    graph.close();
    Graph.Region no = graph.open();
    if (!impossible) {
      run(step.operand, step.extra);
    }
    graph.close();
    if (impossible) {
      return;
    }
    Dual second = pop();
    Dual first = pop();
    List<@Nullable Node> ofYes = new ArrayList<>(List.of(first.value));
    List<@Nullable Node> ofNo = new ArrayList<>(List.of(second.value));
    List<Integer> inputs = List.copyOf(union(first, second));
    for (int i : inputs) {
      ofYes.add(first.partials.get(i));
      ofNo.add(second.partials.get(i));
    }
    List<Node> results = graph.choose(condition, yes, no, ofYes, ofNo);
    Map<Integer, Node> partials = new TreeMap<>();
    for (int k = 0; k < inputs.size(); k++) {
      partials.put(inputs.get(k), results.get(k + 1));
    }
    push(results.get(0), partials);
  }
}
