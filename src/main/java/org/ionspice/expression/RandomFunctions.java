package org.ionspice.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.expression.Expression.Call;

/**
 * Functions that draw a random value around a nominal one when a circuit is built, as ngspice,
 * HSPICE and LTspice have them.
 *
 * <p>They are told from {@link FunctionLibrary} by name and number of arguments: {@code limit} of two
 * arguments is random, of three it holds a value between bounds.
 */
public final class RandomFunctions {
  private static final int MOST_REPEATS = 1000;

  private static final Map<String, Form> FORMS = forms();

  private RandomFunctions() {}

  /** Computes a value from its arguments and random numbers. */
  @FunctionalInterface
  public interface Rule {
    /** Returns a value; not finite outside the domain. */
    double value(double[] a, RandomSource source);
  }

  /**
   * One function.
   *
   * @param counts how many arguments it takes
   */
  public record Form(String name, String signature, List<Integer> counts, String doc, Rule rule) {
    public Form {
      counts = List.copyOf(counts);
    }
  }

  /** Returns all functions in the order of the documentation. */
  public static Collection<Form> all() {
    return FORMS.values();
  }

  /** Returns whether this is a call of a random function, as its number of arguments tells. */
  public static boolean isCall(Call call) {
    Form form = FORMS.get(call.function());
    return form != null && form.counts().contains(call.arguments().size());
  }

  /** Returns how a function is written that has a random form only; empty for any other name. */
  static String signature(String name) {
    Form form = FORMS.get(name);
    return form == null || FunctionLibrary.find(name).isPresent() ? "" : form.signature();
  }

  /** Draws a value of a call for which {@link #isCall} holds; not finite outside its domain. */
  static double value(String name, double[] arguments, RandomSource source) {
    return FORMS.get(name).rule().value(arguments, source);
  }

  private static Map<String, Form> forms() {
    Map<String, Form> table = new LinkedHashMap<>();
    add(
        table,
        "gauss(nominal,relative,sigmas,[repeats])",
        "normal; relative*nominal is so many standard deviations. gauss(deviation) is normal around 0",
        (a, s) -> a.length == 1 ? a[0] * s.normal() : a[0] + a[0] * deviation(a, s),
        1, 3, 4);
    add(
        table,
        "agauss(nominal,absolute,sigmas,[repeats])",
        "normal; absolute is so many standard deviations",
        (a, s) -> a[0] + deviation(a, s),
        3, 4);
    add(
        table,
        "unif(nominal,relative,[repeats])",
        "even over nominal*(1 -+ relative)",
        (a, s) -> a[0] + a[0] * even(a, s),
        2, 3);
    add(
        table,
        "aunif(nominal,absolute,[repeats])",
        "even over nominal -+ absolute",
        (a, s) -> a[0] + even(a, s),
        2, 3);
    add(
        table,
        "limit(nominal,absolute)",
        "nominal + absolute or nominal - absolute, each as likely",
        (a, s) -> a[0] + (s.uniform() < 0.5 ? -a[1] : a[1]),
        2);
    add(
        table,
        "mc(nominal,relative)",
        "even over nominal*(1 -+ relative), as unif",
        (a, s) -> a[0] + a[0] * even(a, s),
        2);
    add(table, "flat(absolute)", "even over -absolute to absolute", (a, s) -> a[0] * side(s), 1);
    return Collections.unmodifiableMap(table);
  }

  private static double side(RandomSource source) {
    return 2 * source.uniform() - 1;
  }

  private static double deviation(double[] a, RandomSource source) {
    if (!(a[2] > 0)) {
      return Double.NaN;
    }
    return a[1] / a[2] * largest(a.length > 3 ? a[3] : 1, source, RandomSource::normal);
  }

  private static double even(double[] a, RandomSource source) {
    return a[1] * largest(a.length > 2 ? a[2] : 1, source, RandomFunctions::side);
  }

  /** Draws so many times and keeps what is farthest from zero, as HSPICE's multiplier does. */
  private static double largest(
      double repeats, RandomSource source, java.util.function.ToDoubleFunction<RandomSource> draw) {
    if (!(repeats >= 1 && repeats <= MOST_REPEATS) || repeats != Math.rint(repeats)) {
      return Double.NaN;
    }
    double most = 0;
    for (int k = 0; k < repeats; k++) {
      double x = draw.applyAsDouble(source);
      if (Math.abs(x) > Math.abs(most)) {
        most = x;
      }
    }
    return most;
  }

  private static void add(
      Map<String, Form> table, String signature, String doc, Rule rule, Integer... counts) {
    String name = signature.substring(0, signature.indexOf('('));
    table.put(name, new Form(name, signature, List.of(counts), doc, rule));
  }
}
