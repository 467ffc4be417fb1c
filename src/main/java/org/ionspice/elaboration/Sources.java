package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Expression.Operator;
import org.ionspice.netlist.Field;
import org.ionspice.waveform.Dc;
import org.ionspice.waveform.Startup;
import org.ionspice.waveform.Waveform;
import org.ionspice.waveform.Waveforms;

/** Reads independent, controlled and behavioural sources. */
final class Sources {
  private static final Set<String> SHAPES =
      Set.of("pulse", "sin", "sine", "exp", "sffm", "am", "pwl");

  /** 20000 coefficients of one input would be 2e8 factors. */
  private static final int LARGEST_POLY = 100_000;

  /** In which LTspice's startup turns sources on, s. */
  private static final double STARTUP = 20e-6;

  private final Flattening flat;
  private final Reading reading;
  private final Elements elements;
  private final Laplace laplace;

  Sources(Flattening flat, Elements elements, Laplace laplace) {
    this.flat = flat;
    this.reading = flat.reading;
    this.elements = elements;
    this.laplace = laplace;
  }

  /** Checks what depends on the analyses that are asked for. */
  void check(List<Command> commands) {
    laplace.check(commands);
  }

  void independent(Line line, char letter) {
    List<Field.Word> nodes = line.nodes(2);
    Map<String, Given> given = new LinkedHashMap<>();
    while (line.hasNext()) {
      Field field = line.peek();
      if (line.takeKeyword("dc")) {
        Field value = line.take("the dc value");
        put(given, "dc", reading.number(value, line.level), value);
      } else if (line.takeKeyword("ac")) {
        ac(line, given, field);
      } else if (line.takeKeyword("acmag")) {
        Field value = line.take("the magnitude");
        put(given, "acMagnitude", reading.number(value, line.level), value);
      } else if (line.takeKeyword("acphase")) {
        Field value = line.take("the phase");
        put(given, "acPhase", reading.number(value, line.level), value);
      } else if (line.takeKeyword("distof1") || line.takeKeyword("distof2")) {
        // Magnitude and phase of .disto, which is refused where it stands; nothing else reads them.
        for (int k = 0; k < 2 && line.hasNext() && Reading.isValue(line.peek(), line.level); k++) {
          reading.number(line.take("a tone of .disto"), line.level);
        }
      } else if (letter == 'V' && line.takeKeyword("portnum")) {
        Field number = line.take("the number of the port");
        put(given, "portnum", reading.number(number, line.level), number);
      } else if (given.containsKey("portnum") && line.takeKeyword("z0")) {
        Field impedance = line.take("the port's impedance");
        put(given, "z0", reading.number(impedance, line.level), impedance);
      } else if (field instanceof Field.Group g && SHAPES.contains(g.key())) {
        line.take("the waveform");
        put(given, "waveform", waveform(g.key(), g.fields(), g, line), g);
      } else if (field instanceof Field.Word w && SHAPES.contains(w.key())) {
        line.take("the waveform");
        List<Field> arguments = new ArrayList<>();
        while (line.hasNext() && Reading.isValue(line.peek(), line.level)) {
          arguments.add(line.take("a number"));
        }
        put(given, "waveform", waveform(w.key(), arguments, w, line), w);
      } else if (!given.containsKey("dc")
          && (field instanceof Field.Formula
              || field instanceof Field.Word
              || field instanceof Field.Quoted)) {
        line.take("the dc value");
        put(given, "dc", reading.number(field, line.level), field);
      } else if (field instanceof Field.Group g && !g.head().isEmpty()) {
        String near = Nearest.hint(g.key(), SHAPES);
        throw new Mistake(
            Code.E201,
            g.span(),
            "there is no shape '" + g.head() + "'",
            near.isEmpty() ? "the shapes are PULSE SIN EXP PWL SFFM AM" : near);
      } else {
        break;
      }
    }
    String shape = elements.shapeOf(line.name);
    if (!shape.isEmpty()) {
      put(given, "waveform", altered(shape, elements.waveformOf(line.name), line), line.element.name());
    }
    if (letter == 'I' && line.hasNext() && line.peek() instanceof Field.Word w && w.key().equals("load")) {
      throw new Mistake(
          Code.E104,
          w.span(),
          "a current source as a load is not supported",
          "write B1 a 0 I=1m*u2(v(a)/0.1), which takes nothing below 0 V and all of 1 mA above 0.1 V");
    }
    if (flat.startup) {
      start(line, given);
    }
    boolean port = given.containsKey("portnum") || line.named.containsKey("portnum");
    String type = letter == 'I' ? "i" : port ? "port" : "v";
    elements.finish(line, elements.type(type, line), given, nodes, List.of(), List.of());
  }

  /** Makes a source rise from zero in the first 20 us, as LTspice's startup does. */
  private void start(Line line, Map<String, Given> given) {
    if (!elements.overridesOf(line.name).isEmpty()) {
      throw new Mistake(
          Code.E230, line.span(), "a source that is changed cannot begin by startup", "change a parameter in its place");
    }
    Given dc = given.remove("dc");
    Field.Assignment named = line.remove("dc");
    double constant = dc != null ? (double) dc.value() : 0;
    Waveform whole =
        given.containsKey("waveform")
            ? (Waveform) given.get("waveform").value()
            : new Dc(named != null ? reading.number(named.value(), line.level) : constant);
    put(given, "waveform", new Startup(whole, STARTUP), line.element.name());
  }

  /** Returns the waveform that a script gives a source. */
  private Waveform altered(String shape, double[] numbers, Line line) {
    try {
      if (!shape.equals("pwl")) {
        return Waveforms.of(shape, numbers, flat.tstep, flat.tstop);
      }
      double[] times = new double[numbers.length / 2];
      double[] values = new double[times.length];
      for (int k = 0; k < times.length; k++) {
        times[k] = numbers[2 * k];
        values[k] = numbers[2 * k + 1];
      }
      return Waveforms.pwl(times, values, Double.NaN, 0);
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E213, line.span(), String.valueOf(e.getMessage()), "");
    }
  }

  private void ac(Line line, Map<String, Given> given, Field at) {
    double magnitude = 1;
    Field where = at;
    if (line.hasNext() && Reading.isValue(line.peek(), line.level)) {
      where = line.take("the magnitude");
      magnitude = reading.number(where, line.level);
      if (line.hasNext() && Reading.isValue(line.peek(), line.level)) {
        Field phase = line.take("the phase");
        put(given, "acPhase", reading.number(phase, line.level), phase);
      }
    }
    put(given, "acMagnitude", magnitude, where);
  }

  private static void put(Map<String, Given> given, String name, Object value, Field at) {
    given.put(name, new Given(value, at.span(), at.span()));
  }

  private Waveform waveform(String kind, List<Field> arguments, Field at, Line line) {
    Map<String, Field> options = new LinkedHashMap<>();
    List<Field> fields = kind.equals("pwl") ? withoutOptions(arguments, line, options) : arguments;
    double[] numbers = new double[fields.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = reading.number(fields.get(k), line.level);
    }
    try {
      return kind.equals("pwl")
          ? pieces(numbers, fields, at, line, options)
          : Waveforms.of(kind, numbers, flat.tstep, flat.tstop);
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E213, at.span(), String.valueOf(e.getMessage()), "");
    }
  }

  /**
   * Takes {@code R [start]} and {@code TD delay} off the points of a PWL, where HSPICE writes them
   * in its parentheses or without any; an equals sign may stand between.
   */
  private List<Field> withoutOptions(List<Field> arguments, Line line, Map<String, Field> options) {
    List<Field> points = new ArrayList<>();
    List<Field> rest = Repetition.taken(arguments, line, options);
    while (line.hasNext()
        && (isOption(line.peek())
            || !rest.isEmpty() && isOption(rest.get(rest.size() - 1))
                && Reading.isNumeric(line.peek()))) {
      rest.add(line.take("an option"));
    }
    for (int k = 0; k < rest.size(); k++) {
      Field field = rest.get(k);
      if (isOption(field)) {
        boolean valued = k + 1 < rest.size() && Reading.isNumeric(rest.get(k + 1));
        options.put(((Field.Word) field).key(), valued ? rest.get(++k) : field);
      } else if (field instanceof Field.Assignment a
          && (a.name().key().equals("r") || a.name().key().equals("td"))) {
        options.put(a.name().key(), a.value());
      } else {
        points.add(field);
      }
    }
    for (String name : List.of("r", "td")) {
      Field.Assignment behind = line.remove(name);
      if (behind != null) {
        options.put(name, behind.value());
      }
    }
    return points;
  }

  private static boolean isOption(Field field) {
    return field instanceof Field.Word w && (w.key().equals("r") || w.key().equals("td"));
  }

  /** Returns an option's number; a word alone stands for the beginning, 0 s. */
  private double option(Map<String, Field> options, String name, double otherwise, Line line) {
    Field field = options.get(name);
    return field == null ? otherwise : isOption(field) ? 0 : reading.number(field, line.level);
  }

  private Waveform pieces(
      double[] numbers, List<Field> fields, Field at, Line line, Map<String, Field> options) {
    Field.Assignment file = line.remove("file");
    double[] points = numbers;
    if (file != null) {
      points = PointFile.read(Reading.text(file.value()), file.value().span(), flat.folder());
    } else if (numbers.length % 2 != 0) {
      throw new Mistake(
          Code.E121,
          fields.get(fields.size() - 1).span(),
          "the value at this time is missing",
          "PWL takes pairs of time and value");
    } else if (numbers.length == 0) {
      throw new Mistake(Code.E121, at.span(), "PWL has no points", "PWL(0 0 1m 1)");
    }
    Field often = options.get(Repetition.TIMES);
    if (often != null) {
      points = Repetition.repeated(points, reading.number(often, line.level), often.span());
    }
    double[] times = new double[points.length / 2];
    double[] values = new double[points.length / 2];
    for (int k = 0; k < times.length; k++) {
      times[k] = points[2 * k];
      values[k] = points[2 * k + 1];
    }
    double from = option(options, "r", Double.NaN, line);
    return Waveforms.pwl(
        times, values, from < 0 ? Double.NaN : from, option(options, "td", 0, line));
  }

  void behavioural(Line line) {
    List<Field.Word> nodes = line.nodes(2);
    Field.Assignment v = line.remove("v");
    Field.Assignment i = line.remove("i");
    if ((v == null) == (i == null)) {
      if (v != null) {
        throw new Mistake(Code.E122, i.name().span(), "a B source has V= or I=, not both", "");
      }
      Field.Assignment resistance = line.remove("r");
      if (resistance != null) {
        throw new Mistake(
            Code.E104,
            resistance.name().span(),
            "a B source has no R=",
            "write R" + line.name + " with the same nodes and R={formula}");
      }
      throw line.missing("V=formula or I=formula");
    }
    Field.Assignment value = v != null ? v : i;
    Expression formula = new Warmth(reading, flat).applied(formula(value.value(), line), line);
    elements.behavioural(line, v != null ? "bv" : "bi", new LinkedHashMap<>(), nodes, formula);
  }

  private Expression formula(Field field, Line line) {
    if (field instanceof Field.Formula f) {
      return reading.resolve(f.expression(), line.level);
    }
    return new Expression.Literal(reading.number(field, line.level), field.span());
  }

  void voltageControlled(Line line, char letter) {
    flatten(line);
    List<Field.Word> nodes = new ArrayList<>(line.nodes(2));
    if (line.hasNext() && line.peek() instanceof Field.Word w && w.key().equals("chebyshev")) {
      throw new Mistake(
          Code.E104,
          w.span(),
          "filters by their corners, CHEBYSHEV, are not supported",
          "write the filter as LAPLACE {v(in)} = {1/(1+s*1m)}, with its own polynomial");
    }
    if (laplace.read(line, letter, nodes)
        || special(line, letter == 'E' ? "bv" : "bi", nodes)) {
      return;
    }
    int count = polynomial(line);
    if (count > 0) {
      List<Expression> inputs = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        Field.Word plus = line.node();
        Field.Word minus = line.node();
        inputs.add(new Expression.NodeVoltage(plus.key(), minus.key(), plus.span()));
      }
      place(line, letter == 'E' ? "bv" : "bi", nodes, inputs);
      return;
    }
    nodes.addAll(line.nodes(2));
    gain(line, letter == 'E' ? "e" : "g", nodes, List.of());
  }

  void currentControlled(Line line, char letter) {
    List<Field.Word> nodes = line.nodes(2);
    if (special(line, letter == 'H' ? "bv" : "bi", nodes)) {
      return;
    }
    int count = polynomial(line);
    if (count > 0) {
      List<Expression> inputs = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        inputs.add(elements.control(line));
      }
      place(line, letter == 'H' ? "bv" : "bi", nodes, inputs);
      return;
    }
    gain(line, letter == 'H' ? "h" : "f", nodes, List.of(elements.control(line)));
  }

  private void gain(Line line, String type, List<Field.Word> nodes, List<Expression> links) {
    Map<String, Given> given = new LinkedHashMap<>();
    if (!line.named.containsKey("gain")) {
      Field value = line.take("the gain");
      put(given, "gain", reading.number(value, line.level), value);
    }
    elements.finish(line, elements.type(type, line), given, nodes, List.of(), links);
  }

  /** Puts the fields of {@code (a,b)} in the place of the group. */
  static void flatten(Line line) {
    for (int k = 0; k < line.positional.size(); k++) {
      if (line.positional.get(k) instanceof Field.Group g && g.head().isEmpty()) {
        line.positional.remove(k);
        line.positional.addAll(k, g.fields());
        k--;
      }
    }
  }

  /** Reads the forms VALUE, TABLE, vol=, cur=; false when the line has none of them. */
  private boolean special(Line line, String type, List<Field.Word> nodes) {
    for (String name : List.of("value", "vol", "cur")) {
      Field.Assignment a = line.remove(name);
      if (a != null) {
        elements.behavioural(
            line, type, new LinkedHashMap<>(), nodes, formula(a.value(), line));
        return true;
      }
    }
    if (line.takeKeyword("value")) {
      elements.behavioural(
          line, type, new LinkedHashMap<>(), nodes, formula(line.take("the formula"), line));
      return true;
    }
    boolean table = line.takeKeyword("table");
    Field.Assignment named = table ? null : line.remove("table");
    if (!table && named == null) {
      return false;
    }
    Field head = named != null ? named.value() : line.take("the formula in braces");
    List<Expression> arguments = new ArrayList<>();
    arguments.add(formula(head, line));
    flatten(line);
    double before = Double.NEGATIVE_INFINITY;
    while (line.hasNext()) {
      Field number = line.take("a number");
      double value = reading.number(number, line.level);
      if (arguments.size() % 2 == 1) {
        if (value < before) {
          throw new Mistake(
              Code.E203, number.span(), "the points of a table go upward", "TABLE {x} = (0,0) (1,5)");
        }
        before = value;
      }
      arguments.add(new Expression.Literal(value, number.span()));
    }
    if (arguments.size() < 3 || arguments.size() % 2 == 0) {
      throw line.missing("a pair (x,y) of the table");
    }
    Expression call = new Expression.Call("table", arguments, head.span());
    elements.behavioural(
        line, type, new LinkedHashMap<>(), nodes, reading.resolve(call, line.level));
    return true;
  }

  /** Takes {@code POLY(n)} and returns n; 0 when there is none. */
  private int polynomial(Line line) {
    if (!line.hasNext() || !(line.peek() instanceof Field.Group g) || !g.key().equals("poly")) {
      return 0;
    }
    line.take("POLY");
    if (g.fields().size() != 1) {
      throw new Mistake(Code.E101, g.span(), "POLY takes one number", "write POLY(2)");
    }
    double n = reading.number(g.fields().get(0), line.level);
    if (n < 1 || n > 100 || n != Math.rint(n)) {
      throw new Mistake(
          Code.E203, g.fields().get(0).span(), "POLY takes a whole number from 1 to 100", "");
    }
    return (int) n;
  }

  private void place(
      Line line, String type, List<Field.Word> nodes, List<Expression> inputs) {
    flatten(line);
    List<Double> coefficients = new ArrayList<>();
    while (line.hasNext() && Reading.isNumeric(line.peek())) {
      coefficients.add(reading.number(line.take("a coefficient"), line.level));
    }
    if (coefficients.isEmpty()) {
      throw line.missing("a coefficient");
    }
    elements.behavioural(
        line, type, new LinkedHashMap<>(), nodes, sum(inputs, coefficients, line.span()));
  }

  /**
   * Writes p0 + p1 x1 + p2 x2 + ... + p11 x1 x1 + p12 x1 x2 + ..., in SPICE2's order of terms. A
   * single coefficient of one input is the slope, as in SPICE2.
   */
  static Expression sum(List<Expression> inputs, List<Double> p, Span at) {
    if (inputs.size() == 1 && p.size() == 1) {
      return product(p.get(0), List.of(inputs.get(0)), at);
    }
    Expression sum = new Expression.Literal(p.get(0), at);
    long size = 0;
    List<List<Integer>> terms = new ArrayList<>();
    terms.add(List.of());
    int k = 1;
    while (k < p.size()) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> term : terms) {
        int from = term.isEmpty() ? 0 : term.get(term.size() - 1);
        for (int j = from; j < inputs.size(); j++) {
          List<Integer> more = new ArrayList<>(term);
          more.add(j);
          longer.add(more);
        }
      }
      for (int t = 0; t < longer.size() && k < p.size(); t++, k++) {
        if (p.get(k) != 0) {
          List<Expression> factors = longer.get(t).stream().map(inputs::get).toList();
          sum = new Expression.Binary(Operator.PLUS, sum, product(p.get(k), factors, at), at);
          size += factors.size();
          if (size > LARGEST_POLY) {
            String what = "the products of POLY have more than " + LARGEST_POLY + " factors";
            throw new Mistake(Code.E225, at, what, "leave out the highest powers");
          }
        }
      }
      terms = longer;
    }
    return sum;
  }

  private static Expression product(double coefficient, List<Expression> factors, Span at) {
    Expression product = new Expression.Literal(coefficient, at);
    for (Expression factor : factors) {
      product = new Expression.Binary(Operator.TIMES, product, factor, at);
    }
    return product;
  }
}
