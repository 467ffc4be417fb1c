package org.ionspice.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionLibraryTest {
  /** Where the arguments are drawn from, if not from (-2, 3). */
  private static final Map<String, double[]> DOMAINS =
      Map.ofEntries(
          Map.entry("sqrt", new double[] {0.1, 9}),
          Map.entry("ln", new double[] {0.1, 9}),
          Map.entry("log", new double[] {0.1, 9}),
          Map.entry("log10", new double[] {0.1, 9}),
          Map.entry("db", new double[] {0.1, 9}),
          Map.entry("tan", new double[] {-1.2, 1.2}),
          Map.entry("asin", new double[] {-0.9, 0.9}),
          Map.entry("acos", new double[] {-0.9, 0.9}),
          Map.entry("atanh", new double[] {-0.9, 0.9}),
          Map.entry("acosh", new double[] {1.1, 9}),
          Map.entry("pow", new double[] {0.2, 3}),
          Map.entry("mod", new double[] {0.7, 3}));

  static Stream<LibraryFunction> rules() {
    return FunctionLibrary.all().stream().filter(f -> !f.memory() && !f.lazy());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void slopesAreThoseOfCentralDifferences(LibraryFunction function) {
    SplittableRandom random = new SplittableRandom(18);
    double[] range = DOMAINS.getOrDefault(function.name(), new double[] {-2, 3});
    for (int trial = 0; trial < 50; trial++) {
      double[] a = arguments(function, random, range);
      double[] slopes = new double[a.length];
      function.rule().apply(a, 0, a.length, slopes);

      for (int k = 0; k < a.length; k++) {
        double h = 1e-6;
        double[] up = a.clone();
        double[] down = a.clone();
        up[k] += h;
        down[k] -= h;
        double expected = (function.value(up) - function.value(down)) / (2 * h);
        // Central differences: error h^2 f''' / 6 plus rounding eps f / h, both near 1e-9 relative.
        assertThat(slopes[k])
            .as("seed 18, trial %d, %s by argument %d", trial, function.signature(), k)
            .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
      }
    }
  }

  private static double[] arguments(
      LibraryFunction function, SplittableRandom random, double[] range) {
    int count = Math.min(function.most(), function.fewest() + 4);
    double[] a = new double[count];
    for (int k = 0; k < count; k++) {
      a[k] = random.nextDouble(range[0], range[1]);
    }
    if (function.isTable()) {
      for (int k = 1; k < count; k += 2) {
        a[k] = k - 3 + random.nextDouble();
      }
    }
    return a;
  }

  @ParameterizedTest
  @CsvSource({
    // Closed forms: definitions, exact powers and tabulated inverses.
    "abs, -3, 3", "sqrt, 9, 3", "exp, 1, 2.718281828459045", "ln, 1, 0", "log10, 1000, 3",
    "db, 10, 20", "atan, 1, 0.7853981633974483", "sinh, 0, 0", "cosh, 0, 1",
    "asinh, 1, 0.881373587019543", "acosh, 2, 1.3169578969248166", "atanh, 0.5, 0.5493061443340549",
    "asinh, 1e-20, 1e-20", "sgn, -2, -1", "u, 0, 0", "u, 1, 1", "stp, -1, 0", "uramp, 2, 2",
    "buf, 0.6, 1", "inv, 0.6, 0", "int, -1.5, -1", "floor, -1.5, -2", "ceil, -1.5, -1",
    "round, 2.5, 3", "round, -2.5, -3", "nint, 2.5, 2"
  })
  void oneArgumentFunctionsHaveTheirClosedForms(String name, double x, double expected) {
    assertThat(FunctionLibrary.find(name).orElseThrow().value(x))
        .isCloseTo(expected, within(4e-16 * (Math.abs(expected) + 1e-30)));
  }

  @ParameterizedTest
  @CsvSource({
    "pow, -2, 3, -8", "pow, -2, 2, 4", "pwr, -2, 3, 8", "pwrs, -2, 2, -4", "mod, -7, 3, -1",
    "hypot, 3, 4, 5", "atan2, 1, 1, 0.7853981633974483", "min, 1, 2, 1", "max, 1, 2, 2"
  })
  void twoArgumentFunctionsHaveTheirClosedForms(String name, double x, double y, double expected) {
    assertThat(FunctionLibrary.find(name).orElseThrow().value(x, y))
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void negativeBasesHaveNoFractionalPowers() {
    assertThat(FunctionLibrary.find("pow").orElseThrow().value(-2, 0.5)).isNaN();
  }

  @Test
  void tablesInterpolateAndHoldTheirEnds() {
    LibraryFunction table = FunctionLibrary.find("table").orElseThrow();

    assertThat(table.value(-1, 0, 5, 1, 7, 3, 1)).isEqualTo(5);
    assertThat(table.value(0.5, 0, 5, 1, 7, 3, 1)).isEqualTo(6);
    assertThat(table.value(2, 0, 5, 1, 7, 3, 1)).isEqualTo(4);
    assertThat(table.value(9, 0, 5, 1, 7, 3, 1)).isEqualTo(1);
    assertThat(table.accepts(4)).isFalse();
  }

  @Test
  void limitHoldsBetweenItsBounds() {
    LibraryFunction limit = FunctionLibrary.find("limit").orElseThrow();

    assertThat(limit.value(5, 1, 3)).isEqualTo(3);
    assertThat(limit.value(0, 1, 3)).isEqualTo(1);
    assertThat(limit.value(2, 3, 1)).isEqualTo(2);
  }

  @Test
  void constantsAreTheExactProductsOfTheSi() {
    Map<String, Double> c = FunctionLibrary.constants();

    assertThat(c.get("faraday"))
        .isCloseTo(c.get("avogadro") * c.get("echarge"), within(2e-11));
    assertThat(c.get("rgas")).isCloseTo(c.get("avogadro") * c.get("boltz"), within(2e-15));
    assertThat(c.get("kelvin")).isEqualTo(-273.15);
  }
}
