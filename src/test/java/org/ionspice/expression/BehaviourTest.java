package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.expression.RandomTrees.binary;
import static org.ionspice.expression.RandomTrees.call;
import static org.ionspice.expression.RandomTrees.number;
import static org.ionspice.expression.RandomTrees.voltage;

import java.util.Map;
import java.util.OptionalDouble;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Behaviour.Dynamic;
import org.ionspice.expression.Expression.BranchCurrent;
import org.ionspice.expression.Expression.Conditional;
import org.ionspice.expression.Expression.Name;
import org.ionspice.expression.Expression.NodeVoltage;
import org.ionspice.expression.Expression.Operator;
import org.junit.jupiter.api.Test;

class BehaviourTest {
  private static final Map<String, Double> VOLTS = Map.of("a", 0.7, "b", -0.4, "", 0.0);

  @Test
  void randomTreesHaveTheValueOfTheEvaluatorAndTheSlopesOfDifferences() {
    int compared = 0;
    for (long seed = 0; seed < 2000; seed++) {
      Expression tree = new RandomTrees(seed).tree(4);
      double expected = Evaluator.evaluate(tree, scope(), new Diagnostics());
      Expression resolved =
          Resolver.resolve(tree, Scope.of(Map.of("p", 1.5)), new Diagnostics());
      Behaviour behaviour = Behaviour.of(resolved);
      double[] x = behaviour.nodes().stream().mapToDouble(VOLTS::get).toArray();
      double[] partials = new double[x.length];
      double value = behaviour.evaluate(x, 0.3, 27, partials);
      if (Double.isNaN(expected) || Math.abs(expected) > 1e6) {
        continue;
      }
      compared++;
      // The same operations in the same order; folding does not change them.
      assertThat(value).as("seed %d: %s", seed, behaviour).isEqualTo(expected);
      for (int k = 0; k < x.length; k++) {
        assertSlope(behaviour, x, k, partials[k], seed);
      }
    }
    assertThat(compared).isGreaterThan(800);
  }

  private static void assertSlope(Behaviour b, double[] x, int k, double slope, long seed) {
    double[] unused = new double[x.length];
    double[] estimates = new double[2];
    for (int i = 0; i < 2; i++) {
      double h = i == 0 ? 1e-5 : 5e-6;
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += h;
      down[k] -= h;
      double high = b.evaluate(up, 0.3, 27, unused);
      estimates[i] = (high - b.evaluate(down, 0.3, 27, unused)) / (2 * h);
    }
    double scale = 1 + Math.abs(estimates[1]);
    // Where two steps disagree the differences, not the slopes, are in doubt (kinks, edges).
    if (Math.abs(estimates[0] - estimates[1]) < 1e-5 * scale && scale < 1e6) {
      assertThat(slope)
          .as("seed %d, input %d of %s", seed, k, b)
          .isCloseTo(estimates[1], within(2e-4 * scale));
    }
  }

  private static Scope scope() {
    return new Scope() {
      @Override
      public OptionalDouble value(String name) {
        return switch (name) {
          case "p" -> OptionalDouble.of(1.5);
          case "time" -> OptionalDouble.of(0.3);
          default -> OptionalDouble.empty();
        };
      }

      @Override
      public OptionalDouble quantity(Expression e) {
        NodeVoltage v = (NodeVoltage) e;
        return OptionalDouble.of(VOLTS.get(v.plus()) - VOLTS.get(v.minus()));
      }
    };
  }

  @Test
  void anUntakenBranchMayHaveNoValue() {
    Expression a = voltage("a", "");
    Expression root = call("sqrt", a);
    Behaviour b =
        Behaviour.of(
            new Conditional(
                binary(Operator.GREATER, a, number(0)), root, number(7), Span.NONE));
    double[] partials = {9};

    assertThat(b.evaluate(new double[] {-4}, 0, 27, partials)).isEqualTo(7);
    assertThat(partials).containsExactly(0);
    assertThat(b.evaluate(new double[] {4}, 0, 27, partials)).isEqualTo(2);
    assertThat(partials).containsExactly(0.25);
    assertThat(b.evaluate(new double[] {Double.NaN}, 0, 27, partials)).isNaN();
  }

  @Test
  void slopesAreFiniteWhereTheValueIs() {
    Expression a = voltage("a", "0");
    double[] partials = new double[1];

    assertThat(Behaviour.of(call("sqrt", a)).evaluate(new double[1], 0, 27, partials)).isZero();
    assertThat(partials[0]).isFinite().isGreaterThan(1e6);
    Behaviour power = Behaviour.of(binary(Operator.POWER, a, number(0.5)));
    assertThat(power.evaluate(new double[1], 0, 27, partials)).isZero();
    assertThat(partials[0]).isFinite().isGreaterThan(1e6);
  }

  @Test
  void exponentialsOfNewtonTrialsStayFinite() {
    double[] partials = new double[1];

    double value = Behaviour.of(call("exp", voltage("a", ""))).evaluate(
        new double[] {4000}, 0, 27, partials);

    assertThat(value).isFinite();
    assertThat(partials[0]).isFinite();
  }

  @Test
  void inputsAreNodesThenQuantitiesThenDynamicsInnerFirst() {
    Expression current = new BranchCurrent("v1", Span.NONE);
    Expression inner = call("idt", voltage("b", "gnd"), number(2));
    Expression outer = call("ddt", binary(Operator.TIMES, inner, voltage("a", "b")));
    Behaviour b = Behaviour.of(binary(Operator.PLUS, outer, binary(Operator.PLUS, current,
        binary(Operator.PLUS, current, call("delay", new Name("time", Span.NONE), number(3))))));

    assertThat(b.nodes()).containsExactly("b", "a");
    assertThat(b.quantities()).containsExactly(current);
    assertThat(b.dynamics())
        .extracting(Dynamic::kind)
        .containsExactly(Dynamic.Kind.IDT, Dynamic.Kind.DDT, Dynamic.Kind.DELAY);
    assertThat(b.dynamics().get(0).initial()).isEqualTo(2);
    assertThat(b.dynamics().get(2).seconds()).isEqualTo(3);
    assertThat(b.inputCount()).isEqualTo(6);
    assertThat(b.dependsOnTime()).isTrue();
    // Inputs: v(b)=10, v(a)=12, i(v1)=0.5, idt=100, ddt=1000, delay=7.
    double[] inputs = {10, 12, 0.5, 100, 1000, 7};
    double[] partials = new double[6];
    assertThat(b.evaluate(inputs, 0, 27, partials)).isEqualTo(1008);
    assertThat(partials).containsExactly(0, 0, 2, 0, 1, 1);
    assertThat(b.dynamics().get(1).argument().evaluate(inputs, 0, 27, partials)).isEqualTo(200);
    assertThat(partials).containsExactly(-100, 100, 0, 2, 0, 0);
  }

  @Test
  void comparisonsAndTruthAreZeroOrOneAndFlat() {
    Expression a = voltage("a", "");
    Expression less = binary(Operator.LESS, a, number(1));
    double[] partials = {5};

    Behaviour b = Behaviour.of(binary(Operator.AND, less, a));

    assertThat(b.evaluate(new double[] {0.5}, 0, 27, partials)).isEqualTo(1);
    assertThat(partials).containsExactly(0);
  }
}
