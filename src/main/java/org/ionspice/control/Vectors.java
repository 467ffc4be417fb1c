package org.ionspice.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.measure.NotMeasurable;
import org.ionspice.measure.Wave;
import org.ionspice.measure.Waves;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.units.SpiceNumber;
import org.jspecify.annotations.Nullable;

/** The plots of a script and the formulas over their vectors. Mutable. */
final class Vectors {
  /** Physical and other constants, as the plot {@code const}; SI units. */
  private static final Map<String, Double> CONSTANTS =
      Map.ofEntries(
          Map.entry("pi", Math.PI),
          Map.entry("e", Math.E),
          Map.entry("c", 299792458.0),
          Map.entry("kelvin", -273.15),
          Map.entry("echarge", 1.602176634e-19),
          Map.entry("boltz", 1.380649e-23),
          Map.entry("planck", 6.62607015e-34),
          Map.entry("yes", 1.0),
          Map.entry("no", 0.0),
          Map.entry("true", 1.0),
          Map.entry("false", 0.0));

  private static final Pattern OF_PLOT = Pattern.compile("([A-Za-z]\\w*)\\.");

  private static final int MOST_FORMULAS = 1000;

  /** Functions of the script that call each other at most. */
  private static final int DEEPEST = 64;

  /** Reads the parameters of instances, {@code @r1[resistance]}. */
  interface Parameters {
    OptionalDouble of(String device, String parameter);
  }

  private final Map<String, ResultPlot> plots = new LinkedHashMap<>();
  /** Formulas as they were parsed, since loops evaluate the same again and again. */
  private final Map<String, Expression> formulas = new HashMap<>();

  private final Parameters parameters;
  private final Definitions definitions = new Definitions();
  private final RandomVectors random;
  private ResultPlot current;

  /** The number in the names of new plots; as in ngspice, one for all kinds. */
  private int count = 1;

  private int depth;

  /** Whether angles are in degrees: {@code set units=degrees}. */
  boolean degrees;

  Vectors(Parameters parameters, RandomVectors random) {
    this.parameters = parameters;
    this.random = random;
    ResultPlot constants = new ResultPlot("const", "Constant values", "constants", "", null);
    CONSTANTS.forEach((name, value) -> constants.vectors.put(name, number(value)));
    constants.vectors.put("i", new Wave("1", new double[1], new double[] {1}));
    plots.put("const", constants);
    current = constants;
  }

  static Wave number(double value) {
    return new Wave("1", new double[] {value}, null);
  }

  RandomVectors random() {
    return random;
  }

  Definitions definitions() {
    return definitions;
  }

  /** Returns whether a script made a vector of this name before any analysis. */
  boolean isMadeBefore(String name) {
    return !CONSTANTS.containsKey(name)
        && !name.equals("i")
        && plots.get("const").vectors.containsKey(name);
  }

  ResultPlot current() {
    return current;
  }

  Map<String, ResultPlot> plots() {
    return plots;
  }

  @Nullable ResultPlot plot(String name) {
    return plots.get(name.toLowerCase(Locale.ROOT));
  }

  void choose(ResultPlot plot) {
    current = plot;
  }

  /** Returns a new plot's name: {@code tran1}, {@code ac1}; when there is one, the number goes on. */
  String next(String kind) {
    while (plots.containsKey(kind + count)) {
      count++;
    }
    return kind + count;
  }

  /** Lets the numbers of plots begin again. */
  void startAgain() {
    count = 1;
  }

  /** Adds a plot and makes it the current one. */
  void add(ResultPlot plot) {
    plots.put(plot.name, plot);
    current = plot;
  }

  /** Removes a plot; the one made before it becomes the current one. */
  void remove(ResultPlot plot) {
    if (plot.name.equals("const")) {
      return;
    }
    plots.remove(plot.name);
    if (current == plot) {
      for (ResultPlot each : plots.values()) {
        current = each;
      }
    }
  }

  /** Returns the value of a formula as the script writes it. */
  Wave of(String text, Span at) throws ScriptError {
    Expression expression = formulas.get(text);
    if (expression == null) {
      Diagnostics sink = new Diagnostics();
      expression = NetlistReader.parseExpression(Expressions.formula(text), at, sink);
      if (sink.hasErrors()) {
        Diagnostic first = sink.sorted().get(0);
        throw new ScriptError(first.code(), at, "'" + text + "': " + first.message(), first.hint());
      }
      if (formulas.size() < MOST_FORMULAS) {
        formulas.put(text, expression);
      }
    }
    try {
      return evaluate(expression, current);
    } catch (NotMeasurable e) {
      throw new ScriptError(Code.E141, at, "'" + text + "': " + e.getMessage(), "");
    }
  }

  /** Returns the scale of the plot that a formula names, {@code tran1.v(out)}; null without one. */
  @Nullable Wave scaleOf(String formula) {
    Matcher named = OF_PLOT.matcher(formula);
    while (named.find()) {
      ResultPlot plot = plot(named.group(1));
      if (plot != null) {
        return plot.scale();
      }
    }
    return null;
  }

  /** Returns a formula's single number: the last of a longer vector. */
  double numberOf(String text, Span at) throws ScriptError {
    SpiceNumber.Result plain = SpiceNumber.looksLikeNumber(text) ? SpiceNumber.parse(text) : null;
    if (plain != null && plain.isNumber() && plain.caution().isEmpty()) {
      return plain.value(); // Loops give a new number each time: no formula is made of it.
    }
    Wave wave = of(text, at);
    return wave.re().length == 0 ? Double.NaN : wave.re()[wave.re().length - 1];
  }

  private Wave evaluate(Expression expression, ResultPlot plot) throws NotMeasurable {
    if (expression instanceof Expression.Literal literal) {
      return number(literal.value());
    } else if (expression instanceof Expression.Name name) {
      return named(name.name(), plot);
    } else if (expression instanceof Expression.NodeVoltage voltage) {
      return voltage(voltage.plus(), voltage.minus(), plot);
    } else if (expression instanceof Expression.BranchCurrent branch) {
      return branch(branch.device(), plot);
    } else if (expression instanceof Expression.DeviceQuantity quantity) {
      return quantity(quantity, plot);
    } else if (expression instanceof Expression.Unary unary) {
      Wave x = evaluate(unary.operand(), plot);
      return switch (unary.operator()) {
        case MINUS -> Waves.binary(Expression.Operator.TIMES, like(-1, x), x);
        case NOT -> x.map("1", y -> y == 0 ? 1 : 0);
        default -> x;
      };
    } else if (expression instanceof Expression.Binary binary) {
      Wave a = evaluate(binary.left(), plot);
      Wave b = evaluate(binary.right(), plot);
      int size = Math.max(a.re().length, b.re().length);
      return Waves.binary(binary.operator(), stretched(a, size), stretched(b, size));
    } else if (expression instanceof Expression.Conditional conditional) {
      Wave condition = evaluate(conditional.condition(), plot);
      boolean yes = condition.re().length > 0 && condition.re()[0] != 0;
      return evaluate(yes ? conditional.yes() : conditional.no(), plot);
    } else if (expression instanceof Expression.Call call) {
      return call(call, plot);
    }
    throw new NotMeasurable("a text is not a vector");
  }

  private static Wave like(double value, Wave x) {
    return Wave.constant(value, x.re().length);
  }

  /** Returns a vector of this length: the last value again and again. */
  static Wave stretched(Wave x, int size) {
    int n = x.re().length;
    if (n == size || n == 0) {
      return x;
    }
    double[] re = Arrays.copyOf(x.re(), size);
    Arrays.fill(re, n, size, x.re()[n - 1]);
    double[] from = x.im();
    double[] im = from == null ? null : Arrays.copyOf(from, size);
    if (im != null) {
      Arrays.fill(im, n, size, im[n - 1]);
    }
    return new Wave(x.unit(), re, im);
  }

  private Wave named(String name, ResultPlot plot) throws NotMeasurable {
    Wave found = plot.find(name);
    int dot = name.indexOf('.');
    if (found == null && dot > 0 && plot(name.substring(0, dot)) != null) {
      found = plots.get(name.substring(0, dot).toLowerCase(Locale.ROOT)).find(name.substring(dot + 1));
    }
    if (found == null) {
      found = plots.get("const").find(name);
    }
    if (found == null) {
      String near = Nearest.of(name.toLowerCase(Locale.ROOT), plot.vectors.keySet()).orElse("");
      throw new NotMeasurable(
          "there is no vector " + name + " in " + plot.name
              + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
    }
    return found;
  }

  /** Returns the current of a branch, which may name its plot: {@code tran1.v1#branch}. */
  private Wave branch(String device, ResultPlot plot) throws NotMeasurable {
    String name = "i(" + device + ")";
    int dot = device.indexOf('.');
    ResultPlot other = dot > 0 && plot.find(name) == null ? plot(device.substring(0, dot)) : null;
    return other == null ? named(name, plot) : named("i(" + device.substring(dot + 1) + ")", other);
  }

  private Wave voltage(String plus, String minus, ResultPlot plot) throws NotMeasurable {
    Wave whole = plot.find("v(" + plus + "," + minus + ")");
    if (whole != null) {
      return whole;
    }
    int size = plot.vectors.values().stream().mapToInt(w -> w.re().length).max().orElse(1);
    Wave high = isGround(plus) ? Wave.constant(0, size).in("V") : named("v(" + plus + ")", plot);
    return isGround(minus) ? high : high.plus(-1, named("v(" + minus + ")", plot));
  }

  private static boolean isGround(String node) {
    return node.isEmpty() || node.equals("0") || node.equalsIgnoreCase("gnd");
  }

  private Wave quantity(Expression.DeviceQuantity q, ResultPlot plot) throws NotMeasurable {
    Wave found = plot.find("@" + q.device() + "[" + q.quantity() + "]");
    if (found == null) {
      found = plot.present("@" + q.device() + "[" + q.quantity() + "]");
    }
    if (found != null) {
      return found;
    }
    OptionalDouble value = parameters.of(q.device(), q.quantity());
    if (value.isEmpty()) {
      throw new NotMeasurable(
          "there is no quantity and no parameter @" + q.device() + "[" + q.quantity() + "]");
    }
    return number(value.getAsDouble());
  }

  private Wave call(Expression.Call call, ResultPlot plot) throws NotMeasurable {
    Expression opened = definitions.opened(call);
    if (opened != null) {
      if (depth >= DEEPEST) {
        throw new NotMeasurable("the function " + call.function() + " calls itself");
      }
      depth++;
      try {
        return evaluate(opened, plot);
      } finally {
        depth--;
      }
    }
    String name = call.function().toLowerCase(Locale.ROOT);
    if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Expression.Literal number) {
      // A root of .pz is a vector called pole(1).
      Wave root = plot.find(name + "(" + (int) number.value() + ")");
      if (root != null) {
        return root;
      }
    }
    int dot = name.indexOf('.');
    if (dot > 0 && plot(name.substring(0, dot)) != null) {
      // tran1.v(out): the rest belongs to that plot.
      ResultPlot other = plots.get(name.substring(0, dot));
      String rest = name.substring(dot + 1);
      if (rest.equals("v") || rest.equals("i")) {
        List<String> plain = plain(call.arguments());
        return rest.equals("v")
            ? voltage(plain.get(0), plain.size() > 1 ? plain.get(1) : "", other)
            : named("i(" + plain.get(0) + ")", other);
      }
    }
    if (name.equals("interpolate") && call.arguments().size() == 1) {
      return interpolated(call.arguments().get(0), plot);
    }
    boolean part = name.matches("[vi](m|p|db|r|i)");
    List<Wave> x = new ArrayList<>();
    if (part && !plain(call.arguments()).isEmpty()) {
      List<String> plain = plain(call.arguments());
      x.add(
          name.charAt(0) == 'v'
              ? voltage(plain.get(0), plain.size() > 1 ? plain.get(1) : "", plot)
              : named("i(" + plain.get(0) + ")", plot));
      return VectorFunctions.part(name.substring(1), x.get(0), degrees);
    }
    for (Expression argument : call.arguments()) {
      x.add(evaluate(argument, plot));
    }
    if (part && x.size() == 1) {
      return VectorFunctions.part(name.substring(1), x.get(0), degrees);
    }
    Wave drawn = random.of(name, x);
    return drawn != null ? drawn : VectorFunctions.of(name, x, plot, degrees);
  }

  /** Returns a vector of another plot at the places of this plot's scale. */
  private Wave interpolated(Expression argument, ResultPlot plot) throws NotMeasurable {
    String name =
        argument instanceof Expression.Call c
            ? c.function()
            : argument instanceof Expression.Name n ? n.name() : "";
    int dot = name.indexOf('.');
    ResultPlot from = dot > 0 ? plot(name.substring(0, dot)) : plot;
    Wave wave = evaluate(argument, plot);
    Wave old = from == null ? null : from.scale();
    Wave wanted = plot.scale();
    if (old == null
        || wanted == null
        || old.re().length != wave.re().length
        || wave.re().length < 2
        || wave.im() != null) {
      throw new NotMeasurable("interpolate() takes a real vector along the scale of its plot");
    }
    return new Wave(wave.unit(), Spectrum.along(old.re(), wave.re(), wanted.re()), null);
  }

  private static List<String> plain(List<Expression> arguments) {
    List<String> names = new ArrayList<>();
    for (Expression argument : arguments) {
      if (argument instanceof Expression.Name name) {
        names.add(name.name());
      } else if (argument instanceof Expression.Literal number
          && number.value() == Math.rint(number.value())) {
        names.add(Long.toString((long) number.value()));
      } else {
        return List.of();
      }
    }
    return names;
  }
}
