package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Transfer;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/** Reads E and G sources with a transfer function, in the forms of PSpice, LTspice and HSPICE. */
final class Laplace {
  private static final String FORM = "the form is LAPLACE {v(in)} = {1/(1+s*1u)}";

  private static final String TABLE = "the form is FREQ {v(in)} = (1,0,0) (1k,-3,-45) (1meg,-60,-90)";

  /** Analyses in which a transfer function needs values along the imaginary axis only. */
  private static final Set<String> BY_FREQUENCY =
      Set.of("op", "dc", "ac", "noise", "sp", "tf", "pz", "poles", "eis", "sens");

  private final Flattening flat;
  private final Elements elements;
  private final List<Span> notInTime = new ArrayList<>();

  Laplace(Flattening flat, Elements elements) {
    this.flat = flat;
    this.elements = elements;
  }

  /** Reads what follows the output's nodes; false when the line has no transfer function. */
  boolean read(Line line, char letter, List<Field.Word> output) {
    Field.Assignment frequencies = line.remove("freq");
    if (frequencies != null || line.takeKeyword("freq")) {
      table(line, letter, output, frequencies);
      return true;
    }
    Field.Assignment named = line.remove("laplace");
    if (named == null && !line.takeKeyword("laplace")) {
      return false;
    }
    if (named != null && line.remaining() >= 2) {
      List<Field.Word> input = line.nodes(2);
      Transfer transfer = transfer(unbraced(line, named), named.value().span(), line.level);
      place(line, letter, output, input, transfer, named.value().span());
    } else if (named != null) {
      // LAPLACE={v(in)} {...} of some netlists.
      formulas(line, letter, output, named.value());
    } else if (line.hasNext() && line.peek() instanceof Field.Word) {
      coefficients(line, letter, output);
    } else {
      formulas(line, letter, output, line.take("the input in braces"));
    }
    return true;
  }

  /** Reads PSpice's {@code FREQ {v(in)} = (hertz, decibels, degrees) ...}. */
  private void table(
      Line line, char letter, List<Field.Word> output, Field.@Nullable Assignment named) {
    Field input = named != null ? named.value() : line.take("the input in braces");
    if (!(input instanceof Field.Formula of)) {
      throw new Mistake(Code.E101, input.span(), "a formula in braces is expected", TABLE);
    }
    boolean radians = line.takeKeyword("rad");
    line.takeKeyword("deg");
    Sources.flatten(line);
    List<Double> numbers = new ArrayList<>();
    Span first = line.hasNext() ? line.peek().span() : line.span();
    while (line.hasNext()) {
      numbers.add(flat.reading.number(line.take("a number"), line.level));
    }
    if (numbers.size() < 6 || numbers.size() % 3 != 0) {
      throw line.missing("a triple (hertz,decibels,degrees) of at least two");
    }
    double[][] columns = new double[3][numbers.size() / 3];
    for (int k = 0; k < numbers.size(); k++) {
      double scale = k % 3 == 2 && !radians ? Math.PI / 180 : 1;
      columns[k % 3][k / 3] = scale * numbers.get(k);
    }
    Transfer transfer;
    try {
      transfer = Transfer.ofTable(columns[0], columns[1], columns[2]);
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E213, first, String.valueOf(e.getMessage()), TABLE);
    }
    of(line, letter, output, of, transfer, first);
  }

  private void formulas(Line line, char letter, List<Field.Word> output, Field input) {
    Field second = line.take("the transfer function in braces");
    if (!(input instanceof Field.Formula of) || !(second instanceof Field.Formula by)) {
      throw new Mistake(Code.E101, second.span(), "two formulas in braces are expected", FORM);
    }
    of(line, letter, output, of, transfer(by.expression(), by.span(), line.level), by.span());
  }

  /** Places a source whose input is a formula. */
  private void of(
      Line line,
      char letter,
      List<Field.Word> output,
      Field.Formula of,
      Transfer transfer,
      Span at) {
    of(line, letter, output, flat.reading.resolve(of.expression(), line.level), transfer, at);
  }

  /** Places a source with an input that is resolved. */
  void of(
      Line line,
      char letter,
      List<Field.Word> output,
      Expression value,
      Transfer transfer,
      Span at) {
    List<Field.Word> nodes;
    if (value instanceof Expression.NodeVoltage v) {
      String minus = v.minus().isEmpty() ? "0" : v.minus();
      nodes = List.of(new Field.Word(v.plus(), v.span()), new Field.Word(minus, v.span()));
    } else {
      Field.Word node = inside(line, "in");
      Field.Assignment formula =
          new Field.Assignment(new Field.Word("v", at), new Field.Formula(value, at), at);
      element(line, 'B', "in", List.of(node, ground(line), formula));
      nodes = List.of(node, ground(line));
    }
    place(line, letter, output, nodes, transfer, at);
  }

  /** Reads HSPICE's {@code LAPLACE in+ in- k0 k1 ... / d0 d1 ...}. */
  private void coefficients(Line line, char letter, List<Field.Word> output) {
    List<Field.Word> input = line.nodes(2);
    List<List<Double>> polynomials = List.of(new ArrayList<>(), new ArrayList<>());
    int which = 0;
    Span first = line.hasNext() ? line.peek().span() : line.span();
    while (line.hasNext()) {
      Field field = line.take("a coefficient");
      if (field instanceof Field.Word w && w.key().equals("/") && which == 0) {
        which = 1;
      } else {
        polynomials.get(which).add(flat.reading.number(field, line.level));
      }
    }
    if (polynomials.get(0).isEmpty() || polynomials.get(1).isEmpty()) {
      throw line.missing("a coefficient; LAPLACE in+ in- k0 k1 ... / d0 d1 ...");
    }
    Transfer transfer;
    try {
      transfer = Transfer.of(array(polynomials.get(0)), array(polynomials.get(1)));
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E107, first, String.valueOf(e.getMessage()), "");
    }
    place(line, letter, output, input, transfer, first);
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns LTspice's formula, which may stand without braces up to the end of the line. */
  private Expression unbraced(Line line, Field.Assignment named) {
    while (line.hasNext()) {
      line.take("the rest of the formula");
    }
    for (String tuning : List.of("window", "nfft", "mtol")) {
      Field.Assignment ignored = line.remove(tuning);
      if (ignored != null) {
        flat.diagnostics.add(
            Code.W214,
            ignored.name().span(),
            tuning + " has no effect: the transfer function is solved as it stands",
            "remove it");
      }
    }
    if (named.value() instanceof Field.Formula formula) {
      return formula.expression();
    }
    Span at = named.value().span();
    String rest = at.source().line(at.line()).substring(at.column() - 1);
    String text = rest.replaceFirst("(?i)\\s+(window|nfft|mtol)\\s*=.*", "").replaceFirst("\\s*;.*", "");
    int errors = flat.diagnostics.errorCount();
    Expression formula =
        NetlistReader.parseExpression(
            text.stripTrailing(),
            new Span(at.source(), at.line(), at.column(), text.length()),
            flat.diagnostics);
    if (flat.diagnostics.errorCount() > errors) {
      throw new Mistake(Code.E107, Span.NONE, "", "");
    }
    return formula;
  }

  private Transfer transfer(Expression formula, Span at, Level level) {
    Expression resolved =
        flat.reading.resolve(formula, new OneVariable(level, Transfer.VARIABLE));
    try {
      return Transfer.of(resolved);
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E107, at, String.valueOf(e.getMessage()), "its variable is s");
    }
  }

  private void place(
      Line line,
      char letter,
      List<Field.Word> output,
      List<Field.Word> input,
      Transfer transfer,
      Span at) {
    List<Field.Word> nodes = new ArrayList<>(output);
    nodes.addAll(input);
    Map<String, Given> given = new LinkedHashMap<>();
    given.put("transfer", new Given(transfer, at, at));
    if (transfer.isRational()) {
      if (transfer.numerator().length > transfer.denominator().length + 1) {
        throw new Mistake(
            Code.E125,
            at,
            "the numerator is more than one order above the denominator",
            "a real circuit has poles that end the rise: add them");
      }
      String type = letter == 'E' ? "elaplace" : "glaplace";
      elements.finish(line, elements.type(type, line), given, nodes, List.of(), List.of());
      return;
    }
    if (!Double.isFinite(transfer.atRest())) {
      throw new Mistake(
          Code.E223,
          at,
          "the transfer function has no finite real value at s = 0, which the operating point needs",
          "give it one, as 1/sqrt(1+s*t) has");
    }
    notInTime.add(at);
    if (letter == 'G') {
      elements.finish(line, elements.type("glaplace", line), given, nodes, List.of(), List.of());
      return;
    }
    // A current into one siemens makes the voltage that the source repeats.
    Field.Word node = inside(line, "h");
    Field.Word ground = ground(line);
    Field.Word one = new Field.Word("1", line.span());
    element(line, 'G', "one", List.of(node, ground, node, ground, one));
    Line current = line(line, 'G', "h", List.of());
    List<Field.Word> pins = List.of(ground, node, input.get(0), input.get(1));
    elements.finish(current, elements.type("glaplace", line), given, pins, List.of(), List.of());
    Map<String, Given> gain = new LinkedHashMap<>();
    gain.put("gain", new Given(1.0, at, at));
    elements.finish(
        line,
        elements.type("e", line),
        gain,
        List.of(output.get(0), output.get(1), node, ground),
        List.of(),
        List.of());
  }

  private static Field.Word inside(Line line, String what) {
    return new Field.Word(line.element.name().key() + "#" + what, line.span());
  }

  private static Field.Word ground(Line line) {
    return new Field.Word("0", line.span());
  }

  private static Line line(Line line, char letter, String what, List<Field> fields) {
    Field.Word name = inside(line, what);
    return new Line(
        Statement.Element.of(name, fields, line.span()), line.level, Elements.form(letter));
  }

  private void element(Line line, char letter, String what, List<Field> fields) {
    elements.read(line(line, letter, what, fields), letter);
  }

  /** Refuses transfer functions that only have values at frequencies where time is needed. */
  void check(List<Command> commands) {
    for (Command command : commands) {
      boolean inTime =
          AnalysisKeyword.find(command.keyword()).isPresent()
              && (!BY_FREQUENCY.contains(command.keyword())
                  || command.keyword().equals("sens") && command.has("tran"));
      if (inTime && !notInTime.isEmpty()) {
        flat.diagnostics.add(
            Code.E125,
            notInTime.get(0),
            "this function of s is no quotient of polynomials, so ." + command.keyword()
                + " cannot run it",
            "use .ac, or approximate it by a quotient; `delay(v(in),seconds)` in a B source is exp(-s*seconds)");
        return;
      }
    }
  }
}
