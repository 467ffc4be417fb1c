package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ionspice.expression.RandomTrees.call;
import static org.ionspice.expression.RandomTrees.number;
import static org.ionspice.expression.RandomTrees.voltage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;

/** Random functions against the distributions that the manuals of ngspice and HSPICE state. */
class RandomFunctionsTest {
  private static final int DRAWS = 20_000;

  /** The sample is the same each time; this only says how unlikely a good one may be. */
  private static final double LEAST_PROBABILITY = 1e-3;

  private final Diagnostics sink = new Diagnostics();

  /** Draws from one stream for all calls. */
  private static final class Drawing implements Scope {
    private final SplittableRandom random = new SplittableRandom(20240229);

    @Override
    public OptionalDouble value(String name) {
      return OptionalDouble.empty();
    }

    @Override
    public Optional<RandomSource> random(List<Expression.Call> calls) {
      return Optional.of(random::nextDouble);
    }
  }

  private double[] sample(String function, double... arguments) {
    Expression e =
        call(function, Arrays.stream(arguments).mapToObj(RandomTrees::number).toArray(Expression[]::new));
    Scope scope = new Drawing();
    double[] sample = new double[DRAWS];
    Arrays.setAll(sample, k -> Evaluator.evaluate(e, scope, sink));
    assertThat(sink.sorted()).isEmpty();
    return sample;
  }

  private static void follows(double[] sample, RealDistribution distribution) {
    double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(distribution, sample);
    assertThat(p).isGreaterThan(LEAST_PROBABILITY);
  }

  @Test
  void gaussIsNormalWithARelativeDeviationAtSoManySigmas() {
    follows(sample("gauss", 1000, 0.3, 3), new NormalDistribution(1000, 100));
  }

  @Test
  void agaussIsNormalWithAnAbsoluteDeviationAtSoManySigmas() {
    follows(sample("agauss", -2, 0.5, 1), new NormalDistribution(-2, 0.5));
  }

  @Test
  void gaussOfOneArgumentIsLtspices() {
    follows(sample("gauss", 0.1), new NormalDistribution(0, 0.1));
  }

  @Test
  void unifAndMcAreEvenOverARelativeWidth() {
    follows(sample("unif", 50, 0.1), new UniformRealDistribution(45, 55));
    follows(sample("mc", 50, 0.1), new UniformRealDistribution(45, 55));
  }

  @Test
  void aunifAndFlatAreEvenOverAnAbsoluteWidth() {
    follows(sample("aunif", 50, 2), new UniformRealDistribution(48, 52));
    follows(sample("flat", 2), new UniformRealDistribution(-2, 2));
  }

  @Test
  void limitOfTwoArgumentsTakesOneOfTheEnds() {
    double[] sample = sample("limit", 5, 1);

    assertThat(Arrays.stream(sample).distinct().sorted()).containsExactly(4.0, 6.0);
    // Five standard deviations of the mean of so many tosses.
    assertThat(Arrays.stream(sample).average().orElseThrow())
        .isCloseTo(5, within(5 / Math.sqrt(DRAWS)));
  }

  @Test
  void limitOfThreeArgumentsHoldsAValueBetweenBounds() {
    assertThat(Evaluator.evaluate(call("limit", number(5), number(1), number(3)), Scope.EMPTY, sink))
        .isEqualTo(3);
  }

  @Test
  void repeatsKeepWhatIsFarthestFromTheNominalValue() {
    // |u| of the larger of two even draws has the distribution u^2 on 0 to 1.
    double[] squares =
        Arrays.stream(sample("aunif", 0, 1, 2)).map(u -> u * u).toArray();

    follows(squares, new UniformRealDistribution(0, 1));
  }

  @Test
  void aWrongCountShowsTheForm() {
    Evaluator.evaluate(call("agauss", number(1)), new Drawing(), sink);
    Evaluator.evaluate(call("aunif", number(1)), Scope.EMPTY, sink);

    assertThat(sink.sorted().stream().map(Diagnostic::code)).containsOnly(Code.E222);
    assertThat(sink.sorted().stream().map(Diagnostic::hint))
        .contains("write agauss(nominal,absolute,sigmas,[repeats])");
  }

  @Test
  void noSigmasAndNoWholeRepeatsAreNoNumbers() {
    Evaluator.evaluate(call("gauss", number(1), number(1), number(0)), new Drawing(), sink);
    Evaluator.evaluate(call("aunif", number(1), number(1), number(1.5)), new Drawing(), sink);

    assertThat(sink.sorted().stream().map(Diagnostic::code))
        .containsExactly(Code.E223, Code.E223);
  }

  @Test
  void nothingIsDrawnWhereTheScopeHasNoRandomNumbers() {
    Evaluator.evaluate(call("unif", number(1), number(0.1)), Scope.EMPTY, sink);

    assertThat(sink.sorted().get(0).code()).isEqualTo(Code.E226);
  }

  @Test
  void anArgumentMayNotDependOnTheCircuit() {
    Resolver.resolve(call("unif", voltage("a", ""), number(0.1)), new Drawing(), sink);

    assertThat(sink.sorted().get(0).code()).isEqualTo(Code.E227);
  }
}
