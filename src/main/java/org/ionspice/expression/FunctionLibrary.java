package org.ionspice.expression;

import static org.ionspice.expression.Arithmetic.finite;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.expression.LibraryFunction.Rule;

/**
 * The functions and constants that every expression knows, wherever it stands.
 *
 * <p>Angles are in radians, {@code log} is natural, {@code pow} is the real power. Steps and
 * roundings have zero slope everywhere.
 */
public final class FunctionLibrary {
  /** Names whose value is known only while a simulation runs: s, degrees Celsius, Hz. */
  public static final List<String> RUNNING = List.of("time", "temper", "hertz");

  private static final double LN10 = Math.log(10);
  /** The slope of what is constant but for jumps. */
  static final DoubleBinaryOperator FLAT = (x, y) -> 0;

  private static final Map<String, LibraryFunction> FUNCTIONS = functions();
  private static final Map<String, Double> CONSTANTS = constantTable();

  private FunctionLibrary() {}

  /** Returns the function of a name, in lower case. */
  public static Optional<LibraryFunction> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  /** Returns all functions in the order of the documentation. */
  public static Collection<LibraryFunction> all() {
    return FUNCTIONS.values();
  }

  /** Returns the value of a constant in SI units. */
  public static OptionalDouble constant(String name) {
    Double value = CONSTANTS.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns the constants and their values in SI units. */
  public static Map<String, Double> constants() {
    return CONSTANTS;
  }

  private static Map<String, Double> constantTable() {
    // Boltzmann, charge, Avogadro and c are exact in the SI of 2019 (CODATA 2018).
    double boltzmann = 1.380649e-23;
    double charge = 1.602176634e-19;
    double avogadro = 6.02214076e23;
    Map<String, Double> table = new LinkedHashMap<>();
    table.put("pi", Math.PI);
    table.put("e", Math.E);
    table.put("boltz", boltzmann);
    table.put("echarge", charge);
    table.put("kelvin", -273.15);
    // The exact products, rounded once.
    table.put("faraday", 96485.3321233100184);
    table.put("avogadro", avogadro);
    table.put("rgas", 8.31446261815324);
    table.put("c", 299792458.0);
    table.put("true", 1.0);
    table.put("false", 0.0);
    return Collections.unmodifiableMap(table);
  }

  private static Map<String, LibraryFunction> functions() {
    Map<String, LibraryFunction> table = new LinkedHashMap<>();
    elementary(table);
    trigonometric(table);
    steps(table);
    powers(table);
    choices(table);
    memories(table);
    return Collections.unmodifiableMap(table);
  }

  private static void elementary(Map<String, LibraryFunction> t) {
    one(t, "abs", "absolute value", Math::abs, (x, y) -> Math.signum(x));
    one(t, "sqrt", "square root", Math::sqrt, (x, y) -> 0.5 / y);
    one(t, "sqr", "square", x -> x * x, (x, y) -> 2 * x);
    one(t, "square", "square", x -> x * x, (x, y) -> 2 * x);
    one(t, "exp", "exponential", Math::exp, (x, y) -> y);
    one(t, "ln", "natural logarithm", Math::log, (x, y) -> 1 / x);
    one(t, "log", "natural logarithm", Math::log, (x, y) -> 1 / x);
    one(t, "log10", "logarithm to base 10", Math::log10, (x, y) -> 1 / (x * LN10));
    one(
        t,
        "db",
        "decibels of an amplitude, 20 log10|x|",
        x -> 20 * Math.log10(Math.abs(x)),
        (x, y) -> 20 / (x * LN10));
  }

  private static void trigonometric(Map<String, LibraryFunction> t) {
    one(t, "sin", "sine", Math::sin, (x, y) -> Math.cos(x));
    one(t, "cos", "cosine", Math::cos, (x, y) -> -Math.sin(x));
    one(t, "tan", "tangent", Math::tan, (x, y) -> 1 + y * y);
    one(t, "asin", "arc sine", Math::asin, (x, y) -> 1 / Math.sqrt((1 - x) * (1 + x)));
    one(t, "acos", "arc cosine", Math::acos, (x, y) -> -1 / Math.sqrt((1 - x) * (1 + x)));
    DoubleBinaryOperator atanSlope = (x, y) -> 1 / (1 + x * x);
    one(t, "atan", "arc tangent", Math::atan, atanSlope);
    one(t, "arctan", "arc tangent", Math::atan, atanSlope);
    two(
        t,
        "atan2(y,x)",
        "angle of the point (x, y)",
        Math::atan2,
        (y, x, z) -> x / Math.hypot(x, y) / Math.hypot(x, y),
        (y, x, z) -> -y / Math.hypot(x, y) / Math.hypot(x, y));
    one(t, "sinh", "hyperbolic sine", Hyperbolic::sinh, Hyperbolic::sinhSlope);
    one(t, "cosh", "hyperbolic cosine", Math::cosh, (x, y) -> Hyperbolic.sinh(x));
    one(t, "tanh", "hyperbolic tangent", Hyperbolic::tanh, Hyperbolic::tanhSlope);
    one(t, "asinh", "inverse hyperbolic sine", Hyperbolic::asinh, (x, y) -> 1 / Math.hypot(x, 1));
    one(
        t,
        "acosh",
        "inverse hyperbolic cosine",
        Hyperbolic::acosh,
        (x, y) -> 1 / Math.sqrt(x - 1) / Math.sqrt(x + 1));
    one(
        t,
        "atanh",
        "inverse hyperbolic tangent",
        Hyperbolic::atanh,
        (x, y) -> 1 / ((1 - x) * (1 + x)));
  }

  private static void steps(Map<String, LibraryFunction> t) {
    one(t, "sgn", "sign: -1, 0 or 1", Math::signum, FLAT);
    one(t, "sign", "sign: -1, 0 or 1", Math::signum, FLAT);
    one(t, "u", "unit step: 1 above zero, else 0", x -> step(x, 0), FLAT);
    one(t, "stp", "unit step: 1 above zero, else 0", x -> step(x, 0), FLAT);
    one(
        t, "uramp", "ramp: x above zero, else 0", x -> x <= 0 ? 0 : x, (x, y) -> x > 0 ? 1 : 0);
    one(
        t,
        "u2",
        "ramp from 0 to 1: 0 below zero, 1 above one, x between",
        x -> x <= 0 ? 0 : x >= 1 ? 1 : x,
        (x, y) -> x > 0 && x < 1 ? 1 : 0);
    one(t, "eq0", "1 where x is zero, else 0", x -> flag(x, x == 0), FLAT);
    one(t, "ne0", "1 where x is not zero, else 0", x -> flag(x, x != 0), FLAT);
    one(t, "gt0", "1 above zero, else 0", x -> flag(x, x > 0), FLAT);
    one(t, "ge0", "1 from zero on, else 0", x -> flag(x, x >= 0), FLAT);
    one(t, "lt0", "1 below zero, else 0", x -> flag(x, x < 0), FLAT);
    one(t, "le0", "1 up to zero, else 0", x -> flag(x, x <= 0), FLAT);
    one(t, "buf", "1 above one half, else 0", x -> step(x, 0.5), FLAT);
    one(t, "inv", "0 above one half, else 1", x -> 1 - step(x, 0.5), FLAT);
    one(
        t,
        "int",
        "integer part, cut towards zero",
        x -> x < 0 ? Math.ceil(x) : Math.floor(x),
        FLAT);
    one(t, "floor", "largest integer not above x", Math::floor, FLAT);
    one(t, "ceil", "smallest integer not below x", Math::ceil, FLAT);
    one(
        t,
        "round",
        "nearest integer, halves away from zero",
        x -> Math.abs(x) < 1e15 ? Math.copySign(Math.floor(Math.abs(x) + 0.5), x) : x,
        FLAT);
    one(t, "nint", "nearest integer, halves to the even one", Math::rint, FLAT);
  }

  private static double step(double x, double threshold) {
    return flag(x, x > threshold);
  }

  private static double flag(double x, boolean holds) {
    return Double.isNaN(x) ? x : holds ? 1 : 0;
  }

  private static void powers(Map<String, LibraryFunction> t) {
    two(
        t,
        "pow(x,y)",
        "real power x^y; a negative base needs an integer exponent",
        Arithmetic::power,
        (x, y, z) -> Arithmetic.powerByBase(x, y),
        (x, y, z) -> Arithmetic.powerByExponent(x, z));
    two(
        t,
        "pwr(x,y)",
        "|x|^y, as PSpice and LTspice have it",
        (x, y) -> Arithmetic.power(Math.abs(x), y),
        (x, y, z) -> Math.signum(x) * Arithmetic.powerByBase(Math.abs(x), y),
        (x, y, z) -> Arithmetic.powerByExponent(Math.abs(x), z));
    two(
        t,
        "pwrs(x,y)",
        "|x|^y with the sign of x",
        (x, y) -> Math.signum(x) * Arithmetic.power(Math.abs(x), y),
        (x, y, z) -> Arithmetic.powerByBase(Math.abs(x), y),
        (x, y, z) ->
            Math.signum(x) * Arithmetic.powerByExponent(Math.abs(x), Math.abs(z)));
    for (String name : List.of("mod", "fmod")) {
      two(
          t,
          name + "(x,y)",
          "remainder of x / y, with the sign of x",
          (x, y) -> x % y,
          (x, y, z) -> 1,
          (x, y, z) -> (z - x) / y);
    }
    two(
        t,
        "hypot(x,y)",
        "sqrt(x^2 + y^2)",
        Math::hypot,
        (x, y, z) -> x / z,
        (x, y, z) -> y / z);
  }

  private static void choices(Map<String, LibraryFunction> t) {
    add(t, "min(x,...)", 1, Integer.MAX_VALUE, "smallest argument", new Rules.Best(-1));
    add(t, "max(x,...)", 1, Integer.MAX_VALUE, "largest argument", new Rules.Best(1));
    add(
        t,
        "limit(x,lo,hi)",
        3,
        3,
        "x held between lo and hi, which may be swapped",
        new Rules.Limit());
    String table = "straight lines through the points, constant beyond the first and the last";
    add(t, "table(x,x1,y1,...)", 3, Integer.MAX_VALUE, table, FunctionLibrary::table);
    add(t, "pwl(x,x1,y1,...)", 3, Integer.MAX_VALUE, table, FunctionLibrary::table);
    for (String name : List.of("if", "ternary_fcn")) {
      t.put(
          name,
          new LibraryFunction(
              name,
              name + "(c,a,b)",
              3,
              3,
              "a if c is not zero, else b; the other one is not evaluated",
              false,
              true,
              FunctionLibrary::none));
    }
  }

  private static void memories(Map<String, LibraryFunction> t) {
    memory(t, "ddt(x)", 1, 1, "derivative by time, per second");
    memory(t, "idt(x,start)", 1, 2, "integral over time from the value start (0 if not given)");
    memory(t, "sdt(x,start)", 1, 2, "the same as idt");
    memory(t, "delay(x,seconds)", 2, 2, "x as it was the given seconds ago");
    memory(t, "absdelay(x,seconds)", 2, 2, "the same as delay");
  }

  private static void memory(
      Map<String, LibraryFunction> t, String signature, int fewest, int most, String doc) {
    String name = signature.substring(0, signature.indexOf('('));
    t.put(
        name,
        new LibraryFunction(
            name, signature, fewest, most, doc, true, false, FunctionLibrary::none));
  }

  private static double none(double[] a, int from, int count, double[] slopes) {
    throw new IllegalStateException("this function is not a rule");
  }

  private static double table(double[] a, int from, int count, double[] slopes) {
    double x = a[from];
    if (Double.isNaN(x)) {
      return x;
    }
    java.util.Arrays.fill(slopes, 0, count, 0);
    int points = count / 2;
    // Invariant: points below `low` have abscissae <= x, points from `high` on have larger ones.
    int low = 0;
    int high = points;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (a[from + 1 + 2 * middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0 || low == points) {
      int end = low == 0 ? 2 : count - 1;
      slopes[end] = 1;
      return a[from + end];
    }
    int left = 2 * low - 1;
    double x1 = a[from + left];
    double y1 = a[from + left + 1];
    double width = a[from + left + 2] - x1;
    double part = (x - x1) / width;
    double slope = finite((a[from + left + 3] - y1) / width);
    slopes[0] = slope;
    slopes[left] = -slope * (1 - part);
    slopes[left + 1] = 1 - part;
    slopes[left + 2] = -slope * part;
    slopes[left + 3] = part;
    return y1 + part * (a[from + left + 3] - y1);
  }

  private static void one(
      Map<String, LibraryFunction> t,
      String name,
      String doc,
      DoubleUnaryOperator value,
      DoubleBinaryOperator slope) {
    add(t, name + "(x)", 1, 1, doc, new Rules.Unary(value, slope));
  }

  private static void two(
      Map<String, LibraryFunction> t,
      String signature,
      String doc,
      DoubleBinaryOperator value,
      Rules.TernaryOperator byFirst,
      Rules.TernaryOperator bySecond) {
    add(t, signature, 2, 2, doc, new Rules.Binary(value, byFirst, bySecond));
  }

  private static void add(
      Map<String, LibraryFunction> t,
      String signature,
      int fewest,
      int most,
      String doc,
      Rule rule) {
    String name = signature.substring(0, signature.indexOf('('));
    t.put(name, new LibraryFunction(name, signature, fewest, most, doc, false, false, rule));
  }
}
