package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ionspice.expression.RandomTrees.binary;
import static org.ionspice.expression.RandomTrees.call;
import static org.ionspice.expression.RandomTrees.number;
import static org.ionspice.expression.RandomTrees.voltage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression.Binary;
import org.ionspice.expression.Expression.Call;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.expression.Expression.Unary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compiled formulas against the interpreter: the same bits, or the interpreter is asked. */
class KernelTest {
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 2, 1e-300, -1e-300, 1e200, -1e200, 709, 1e15,
    Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  @Test
  void randomFormulasHaveTheBitsOfTheInterpreter() {
    compare(1, 1200, 90);
  }

  @Test
  @Tag("slow")
  void manyRandomFormulasHaveTheBitsOfTheInterpreter() {
    compare(1_000_000, 60_000, 200);
  }

  private static void compare(long firstSeed, int formulas, int points) {
    int compiled = 0;
    int finite = 0;
    TreeSet<String> used = new TreeSet<>();
    for (long seed = firstSeed; seed < firstSeed + formulas; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Expression formula = formula(random, random.nextInt(1, 6), used);
      Behaviour behaviour = Behaviour.of(formula);
      Program program = behaviour.program();
      Kernel kernel = KernelWriter.compile(program.form());
      if (kernel == null) {
        continue;
      }
      compiled++;
      double[] x = new double[behaviour.inputCount()];
      double[] expected = new double[x.length];
      double[] found = new double[x.length];
      for (int k = 0; k < points; k++) {
        for (int i = 0; i < x.length; i++) {
          x[i] = random.nextInt(8) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : random.nextDouble(-3, 3);
        }
        double value = program.interpret(x, 0.25, 27, expected);
        double known = kernel.evaluate(x, 0.25, 27, program.constants(), found);
        if (!Double.isFinite(known)) {
          // The interpreter is asked.
          continue;
        }
        finite++;
        assertThat(bits(known))
            .as("seed %d, point %d: %s = %s, interpreted %s", seed, k, behaviour, known, value)
            .isEqualTo(bits(value));
        for (int i = 0; i < x.length; i++) {
          assertThat(bits(found[i]))
              .as(
                  "seed %d, point %d, partial %d of %s: %s, interpreted %s",
                  seed, k, i, behaviour, found[i], expected[i])
              .isEqualTo(bits(expected[i]));
        }
      }
    }
    // Functions outside their domain and tables of variable points are the rest.
    assertThat(compiled).isGreaterThan(formulas * 9 / 10);
    assertThat(finite).isGreaterThan(formulas * points / 2);
    for (LibraryFunction function : FunctionLibrary.all()) {
      assertThat(used).contains(function.name());
    }
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Draws from all of the language: every operator, every function, all inputs. */
  private static Expression formula(SplittableRandom random, int depth, TreeSet<String> used) {
    int kind = depth == 0 ? random.nextInt(5) : random.nextInt(4, 14);
    switch (kind) {
      case 0:
        return number(random.nextInt(-20, 40) / 8.0);
      case 1:
        return new Name(random.nextInt(3) == 0 ? "temper" : "time", Span.NONE);
      case 2:
      case 3:
        String[] nodes = {"a", "b", "c"};
        String minus = random.nextBoolean() ? "" : nodes[random.nextInt(3)];
        return voltage(random.nextInt(9) == 0 ? "0" : nodes[random.nextInt(3)], minus);
      case 4:
        return new Expression.BranchCurrent("v1", Span.NONE);
      case 5:
        Operator[] signs = {Operator.MINUS, Operator.PLUS, Operator.NOT};
        return new Unary(
            signs[random.nextInt(3)], formula(random, depth - 1, used), Span.NONE);
      case 6:
        return new Conditional(
            formula(random, depth - 1, used),
            formula(random, depth - 1, used),
            formula(random, depth - 1, used),
            Span.NONE);
      case 7:
        return new Binary(
            Operator.POWER,
            formula(random, depth - 1, used),
            number(random.nextInt(-3, 7)),
            Span.NONE);
      case 8:
      case 9:
      case 10:
        Operator[] all = Operator.values();
        Operator operator = all[random.nextInt(all.length - 1)];
        return binary(operator, formula(random, depth - 1, used), formula(random, depth - 1, used));
      default:
        return library(random, depth, used);
    }
  }

  private static Expression library(SplittableRandom random, int depth, TreeSet<String> used) {
    List<LibraryFunction> all = List.copyOf(FunctionLibrary.all());
    LibraryFunction function = all.get(random.nextInt(all.size()));
    used.add(function.name());
    int count = Math.min(function.most(), function.fewest() + random.nextInt(3));
    List<Expression> arguments = new ArrayList<>();
    if (function.isTable()) {
      arguments.add(formula(random, depth - 1, used));
      for (int k = 0; k < count; k++) {
        arguments.add(number(k - 1 + random.nextInt(4) / 4.0));
        arguments.add(number(random.nextInt(-9, 9) / 4.0));
      }
      return new Call(function.name(), arguments, Span.NONE);
    }
    for (int k = 0; k < count; k++) {
      boolean constant = function.memory() && k == 1;
      arguments.add(constant ? number(1) : formula(random, depth - 1, used));
    }
    return new Call(function.name(), arguments, Span.NONE);
  }

  @Test
  void formulasOfOneFormAreCompiledOnce() {
    Program one = Behaviour.of(conductance("a", 1234.5, 0.1)).program();
    Program other = Behaviour.of(conductance("b", 17, 0.25)).program();
    Program different = Behaviour.of(call("sin", conductance("b", 17, 0.25))).program();

    assertThat(one.form()).isSameAs(other.form()).isNotSameAs(different.form());
    double[] partials = new double[1];
    Kernel kernel = KernelWriter.compile(one.form());
    assertThat(kernel.evaluate(new double[] {2}, 0, 27, other.constants(), partials))
        .isEqualTo(2 / (17 + 0.25 * 2));
  }

  private static Expression conductance(String node, double r, double slope) {
    Expression v = voltage(node, "");
    Expression rising = binary(Operator.TIMES, number(slope), v);
    return binary(Operator.DIVIDE, v, binary(Operator.PLUS, number(r), rising));
  }

  @Test
  void aHotFormulaGoesOnWithTheSameNumbers() {
    // sqrt has an infinite slope at 0, ln no value below: both are the interpreter's to answer.
    Expression v = voltage("hot", "");
    Behaviour b =
        Behaviour.of(binary(Operator.PLUS, call("sqrt", v), call("ln", call("cos", v))));
    double[] at = {0.7, 0, 2, 0.3};
    double[] values = new double[at.length];
    double[] slopes = new double[at.length];
    double[] partials = new double[1];
    for (int k = 0; k < at.length; k++) {
      values[k] = b.evaluate(new double[] {at[k]}, 0, 27, partials);
      slopes[k] = partials[0];
    }
    assertThat(values[2]).isNaN();
    assertThat(slopes[1]).isEqualTo(Arithmetic.STEEPEST);

    b.program().form().compile();

    assertThat(b.program().form().kernel()).isNotNull();
    for (int k = 0; k < at.length; k++) {
      double value = b.evaluate(new double[] {at[k]}, 0, 27, partials);
      assertThat(bits(value)).isEqualTo(bits(values[k]));
      assertThat(partials[0]).isEqualTo(slopes[k]);
    }
  }

  @Test
  void aFormulaBecomesHotByItsEvaluationsInAllInstances() {
    List<Behaviour> instances = new ArrayList<>();
    for (int k = 0; k < 100; k++) {
      instances.add(Behaviour.of(call("atan", conductance("n" + k, 3 + k * 0.5, 0.125))));
    }
    Form form = instances.get(0).program().form();
    double[] x = {0.5};
    double[] partials = new double[1];
    for (int round = 0; round < 2100; round++) {
      for (Behaviour b : instances) {
        b.evaluate(x, 0, 27, partials);
      }
    }
    assertThat(form.kernel()).isNotNull();
    assertThat(instances.get(99).program().form()).isSameAs(form);
  }

  @Test
  void aVeryLongFormulaStaysInterpreted() {
    Expression sum = number(1);
    for (int k = 0; k < 400; k++) {
      Expression wave = call("sin", binary(Operator.TIMES, number(k + 0.5), voltage("a", "")));
      sum = binary(Operator.PLUS, sum, wave);
    }
    Behaviour b = Behaviour.of(sum);

    b.program().form().compile();

    assertThat(b.program().form().kernel()).isNull();
    double[] partials = new double[1];
    assertThat(b.evaluate(new double[1], 0, 27, partials)).isEqualTo(1);
    // The sum of k + 1/2 for k = 0 ... 399.
    assertThat(partials[0]).isEqualTo(80_000);
  }

  @Test
  void aDeepFormulaIsCompiledWithoutADeepStack() {
    Expression v = voltage("a", "");
    Expression nested = v;
    List<Expression> many = new ArrayList<>();
    for (int k = 0; k < 400; k++) {
      nested = binary(Operator.PLUS, number(1), nested);
      many.add(binary(Operator.TIMES, number(k), v));
    }
    Expression largest = new Call("max", many.subList(0, 20), Span.NONE);
    Behaviour b = Behaviour.of(binary(Operator.PLUS, nested, largest));

    Kernel kernel = KernelWriter.compile(b.program().form());

    double[] partials = new double[1];
    double value =
        kernel.evaluate(new double[] {2}, 0, 27, b.program().constants(), partials);
    // 400 ones and v; the largest of 0 v ... 19 v.
    assertThat(value).isEqualTo(402 + 19 * 2);
    assertThat(partials[0]).isEqualTo(20);
  }

  @Test
  void nothingIsAllocated() {
    Expression v = voltage("a", "");
    Expression wave = binary(Operator.TIMES, call("sinh", v), call("table", v, number(0),
        number(1), number(1), number(3)));
    Expression positive = binary(Operator.GREATER, v, number(0.25));
    Behaviour b =
        Behaviour.of(new Conditional(positive, call("max", wave, v), call("ln", v), Span.NONE));
    var threads =
        (com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean();
    double[] x = {0.5};
    double[] partials = new double[1];
    for (boolean compiled : new boolean[] {false, true}) {
      if (compiled) {
        b.program().form().compile();
      }
      // The second round counts: the first loads classes.
      long allocated = 0;
      for (int round = 0; round < 2; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 10_000; k++) {
          x[0] = k / 20_000.0;
          b.evaluate(x, 0, 27, partials);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      // Less than a byte an evaluation: nothing but what the counting itself takes.
      assertThat(allocated).as("compiled: %s", compiled).isLessThan(10_000);
    }
  }
}
