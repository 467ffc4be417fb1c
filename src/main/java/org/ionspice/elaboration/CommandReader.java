package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.ResultFunctions;
import org.ionspice.expression.Scope;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/** Reads dot lines: options, initial values, steps, and commands for the engine. */
final class CommandReader {
  private static final List<String> COMMANDS =
      with(
          AnalysisKeyword.keywords(),
          List.of(
              "four", "print", "save", "meas", "measure", "plot", "probe", "weight", "sample", "data",
              "csparam"));
  private static final List<String> RESULTS = List.of("four", "print", "plot", "save", "probe");

  /** Words on a line of .save that name no quantity: everything, and analyses as in .probe. */
  private static final List<String> SAVE_WORDS = List.of("all", "tran", "ac", "dc", "op", "noise");

  /** Analyses in which no time passes. */
  private static final List<String> TIMELESS =
      List.of("op", "dc", "ac", "tf", "noise", "noise_total", "pz");

  private static final List<String> SUPPORTED =
      with(
          AnalysisKeyword.keywords(),
          List.of(
              "four", "step", "mc", "print", "save", "meas", "ic", "nodeset", "options", "param", "func",
              "subckt", "model", "include", "lib", "global", "temp", "if", "end", "plot",
              "probe", "set", "weight", "sample", "data", "csparam"));
  private static final List<String> ELSEWHERE =
      List.of("disto");

  /** Read before the elements. */
  private static final List<String> EARLY = List.of("options", "temp", "set");

  private static final List<String> SILENT =
      List.of(
          "width", "title", "option", "opt", "backanno", "protect", "unprotect", "prot", "unprot");

  private static List<String> with(List<String> some, List<String> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  private final Flattening flat;
  private final Reading reading;
  private final ValueReader values;
  /** Parameters that only steps name. */
  private final Map<String, Span> assumed = new LinkedHashMap<>();

  private final Set<String> measurements = new HashSet<>();
  private final List<Command> commands = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final OptionLines options;
  private final Map<String, Double> initial = new HashMap<>();
  private final Map<String, Double> guesses = new HashMap<>();

  CommandReader(Flattening flat) {
    this.flat = flat;
    this.reading = flat.reading;
    this.values = new ValueReader(flat);
    this.options = new OptionLines(flat);
  }

  List<Command> commands() {
    return commands;
  }

  List<Step> steps() {
    return steps;
  }

  Map<String, Value> options() {
    return options.options();
  }

  Map<String, Double> initial() {
    return initial;
  }

  Map<String, Double> guesses() {
    return guesses;
  }

  double option(String name, double otherwise) {
    return options.option(name, otherwise);
  }

  /** Reads what the elements depend on: options and the temperature. */
  void readOptions(List<Statement.Directive> directives) {
    for (Statement.Directive d : directives) {
      try {
        if (OptionLines.isOptions(d)) {
          options.read(d);
        } else if (d.keyword().equals("temp")) {
          temperatures(d);
        }
      } catch (Mistake mistake) {
        flat.board.report(mistake);
      }
    }
    flat.temperature = option("temp", flat.temperature);
    flat.scale = Scale.of(options().get("scale"), flat.board);
    flat.nominalTemperature = option("tnom", flat.nominalTemperature);
    if (!Double.isNaN(flat.overrides.temperature())) {
      flat.temperature = flat.overrides.temperature();
    }
  }

  private void temperatures(Statement.Directive d) {
    double[] list = numbers(d.fields());
    if (list.length == 0) {
      throw new Mistake(Code.E121, d.span(), "the temperature is missing", ".temp 27");
    }
    for (int k = 0; k < list.length; k++) {
      if (!(list[k] > -Flattening.ZERO_CELSIUS)) {
        throw new Mistake(
            Code.E203,
            d.fields().get(k).span(),
            "the temperature must be above -273.15",
            "temperatures are in degrees Celsius");
      }
    }
    flat.temperature = list[0];
    if (list.length > 1) {
      steps.add(new Step("temp", Step.Kind.TEMPERATURE, "", "", list, d.span()));
    }
  }

  /** Reads a list of numbers. */
  double[] numbers(List<Field> fields) {
    double[] numbers = new double[fields.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = reading.number(fields.get(k), flat.top);
    }
    return numbers;
  }

  /** Defines the parameters that only {@code .step param} names, by their first values. */
  void defineStepped(List<Statement.Directive> directives) {
    for (Statement.Directive d : directives) {
      List<Field> fields = d.fields();
      for (int k = 0; d.keyword().equals("step") && k + 1 < fields.size(); k++) {
        String name = Reading.lower(Reading.text(fields.get(k + 1)));
        if (!Reading.lower(Reading.text(fields.get(k))).equals("param") || flat.top.defines(name)) {
          continue;
        }
        Optional<Field> first =
            fields.subList(k + 2, fields.size()).stream().filter(Reading::isNumeric).findFirst();
        try {
          if (first.isPresent()) {
            flat.top.assume(name, reading.number(first.get(), flat.top));
            assumed.put(name, fields.get(k + 1).span());
          }
        } catch (Mistake mistake) {
          flat.board.report(mistake);
        }
      }
    }
  }

  /** Finds the transient's times, which waveforms take defaults from. */
  void findTran(List<Statement.Directive> directives) {
    for (Statement.Directive d : directives) {
      if (!d.keyword().equals("tran") || !Double.isNaN(flat.tstop)) {
        continue;
      }
      List<Field> times = d.fields().stream().filter(Reading::isNumeric).toList();
      try {
        startup(d, directives);
        if (times.size() == 1) {
          flat.tstop = reading.number(times.get(0), flat.top);
        } else if (times.size() > 1) {
          double step = reading.number(times.get(0), flat.top);
          flat.tstep = step == 0 ? flat.tstep : step;
          flat.tstop = reading.number(times.get(1), flat.top);
        }
      } catch (Mistake mistake) {
        // The same mistake is reported when the command itself is read.
        flat.board.report(mistake);
      }
    }
  }

  /** Takes {@code startup} off a {@code .tran}; sources that begin at zero suit no other analysis. */
  private void startup(Statement.Directive tran, List<Statement.Directive> all) {
    for (Field field : tran.fields()) {
      if (field instanceof Field.Word w && w.key().equals("startup")) {
        flat.startup = true;
        for (Statement.Directive d : all) {
          if (d != tran && AnalysisKeyword.find(d.keyword()).isPresent()) {
            throw new Mistake(
                Code.E230,
                w.span(),
                "with startup all sources begin at zero, so that ." + d.keyword() + " has none",
                "run one of the two, or let the sources rise by PULSE or PWL");
          }
        }
      }
    }
  }

  /** Refuses steps of parameters that are neither defined nor used. */
  private void checkAssumed() {
    Set<String> known = new HashSet<>(flat.top.names());
    known.removeAll(assumed.keySet());
    assumed.forEach(
        (name, at) -> {
          if (flat.top.isUnused(name)) {
            flat.board.report(
                new Mistake(
                    Code.E201,
                    at,
                    "there is no parameter '" + name + "'",
                    Nearest.hint(name, known)));
          }
        });
  }

  /** Reads the dot lines of the main netlist; all parts exist by now. */
  void read(List<Statement.Directive> directives) {
    StepReader stepReader = new StepReader(flat, this);
    boolean saves = directives.stream().anyMatch(d -> d.keyword().equals("save"));
    boolean asked = options.options().containsKey("savecurrents");
    for (Statement.Directive d : directives) {
      asked |= d.keyword().equals("probe") && isAlone(d, "alli");
    }
    if (asked) {
      commands.add(new Command("save", new AllCurrents(flat).values(!saves), Span.NONE));
    }
    for (Statement.Directive d : directives) {
      try {
        if (d.keyword().equals("step")) {
          steps.add(stepReader.read(d));
        } else if (d.keyword().equals("mc")) {
          steps.add(flat.monteCarlo.step(d, steps));
        } else if (!d.keyword().equals("probe") || !isAlone(d, "alli")) {
          read(d.keyword().equals("meas") ? MeasureLines.withAnalysis(d, directives) : d, flat.top);
        }
      } catch (Mistake mistake) {
        flat.board.report(mistake);
      }
    }
    checkAssumed();
  }

  private static boolean isAlone(Statement.Directive d, String word) {
    return d.fields().size() == 1 && Reading.lower(Reading.text(d.fields().get(0))).equals(word);
  }

  /** Reads the dot lines inside a subcircuit: initial values only. */
  void readLocal(Level level, List<Statement.Directive> directives) {
    for (Statement.Directive d : directives) {
      try {
        if (!d.keyword().equals("ic") && !d.keyword().equals("nodeset")) {
          throw new Mistake(
              Code.E101,
              d.span(),
              "." + d.keyword() + " does not belong in a subcircuit",
              "put it outside .subckt and .ends");
        }
        read(d, level);
      } catch (Mistake mistake) {
        flat.board.report(mistake);
      }
    }
  }

  private void read(Statement.Directive d, Level level) {
    String keyword = d.keyword();
    if (COMMANDS.contains(keyword)) {
      boolean measures = keyword.equals("meas") || keyword.equals("measure");
      Scope scope = level;
      if (measures || RESULTS.contains(keyword)) {
        scope = new ResultScope(level, measures ? measurements : Set.of(), analysisOf(d));
      }
      List<Value> list = new ArrayList<>();
      for (Field field : d.fields()) {
        if (keyword.equals("print") && isFormat(field)) {
          list.add(format((Field.Assignment) field));
          continue;
        }
        if (isRange(field) && (keyword.equals("plot") || keyword.equals("print"))) {
          list.addAll(range((Field.Group) field));
          continue;
        }
        list.add(values.read(field, level, scope));
      }
      if (keyword.equals("data")) {
        list.addAll(fileTexts(list));
      }
      if (keyword.equals("sample")) {
        d.fields().forEach(field -> waveform(field).ifPresent(list::add));
      }
      if (measures && list.size() > 1) {
        measurements.add(list.get(1).key());
      }
      if (keyword.equals("save") || keyword.equals("probe")) {
        list.forEach(value -> requireSavable(value, keyword));
      }
      String about = analysisOf(d);
      if (TIMELESS.contains(about) && scope.hasResults()) {
        for (Value value : list) {
          requireTime(value.expression(), about);
          requireTime(value.target(), about);
        }
      }
      commands.add(new Command(keyword.equals("measure") ? "meas" : keyword, list, d.span()));
    } else if (keyword.equals("ic")) {
      initial(d, level, initial);
    } else if (keyword.equals("nodeset")) {
      initial(d, level, guesses);
    } else if (ELSEWHERE.contains(keyword)) {
      throw new Mistake(
          Code.E104,
          d.span(),
          "." + keyword + " is not supported",
          "supported: ." + String.join(" .", SUPPORTED));
    } else if (!EARLY.contains(keyword)
        && !SILENT.contains(keyword)
        && !Elsewhere.isShown(d, flat)) {
      throw Elsewhere.refusal(d).orElseGet(() -> unknown(d));
    }
  }

  private static Mistake unknown(Statement.Directive d) {
    String near = Nearest.hint(d.keyword(), SUPPORTED);
    return new Mistake(
        Code.E124,
        d.span(),
        "there is no statement ." + d.keyword(),
        near.isEmpty() ? "supported: ." + String.join(" .", SUPPORTED) : near);
  }

  /** Returns whether a field is one of Xyce's words for the form of a table. */
  private static boolean isFormat(Field field) {
    return field instanceof Field.Assignment a
        && List.of("format", "width", "precision", "delimiter", "timescalefactor")
            .contains(a.name().key());
  }

  /** Returns whether a field is {@code (low,high)}, as old netlists have it behind a quantity. */
  private static boolean isRange(Field field) {
    return field instanceof Field.Group g
        && g.head().isEmpty()
        && g.fields().size() == 2
        && g.fields().stream().allMatch(Reading::isNumeric);
  }

  private Value format(Field.Assignment a) {
    boolean number = Reading.isNumeric(a.value());
    return new Value(
        a.name().key(),
        Reading.text(a.value()),
        number ? reading.number(a.value(), flat.top) : Double.NaN,
        null,
        null,
        a.span());
  }

  private List<Value> range(Field.Group g) {
    double[] ends = numbers(g.fields());
    if (!(ends[0] < ends[1])) {
      throw new Mistake(
          Code.E203, g.span(), "the limits of a plot are a low and a higher number", "(0,5)");
    }
    return List.of(
        new Value("low", Reading.text(g.fields().get(0)), ends[0], null, null, g.span()),
        new Value("high", Reading.text(g.fields().get(1)), ends[1], null, null, g.span()));
  }

  private void requireTime(@Nullable Expression formula, String analysis) {
    if (formula != null) {
      values.requireTime(formula, analysis);
    }
  }

  /** Returns what stands in the file of {@code v(out)=file("table.csv")}, as a value points#text. */
  private Optional<Value> waveform(Field field) {
    if (!(field instanceof Field.Assignment a
        && a.value() instanceof Field.Group g
        && g.key().equals("file")
        && g.fields().size() == 1)) {
      return Optional.empty();
    }
    List<String> lines =
        PointFile.lines(Reading.text(g.fields().get(0)), g.span(), flat.folder());
    String text = String.join("\n", lines);
    return Optional.of(new Value("points#text", text, Double.NaN, null, null, field.span()));
  }

  /** Returns what stands in the files that a {@code .data} line names, as values {@code file#text}. */
  private List<Value> fileTexts(List<Value> list) {
    List<Value> texts = new ArrayList<>();
    for (Value value : list) {
      if (value.name().equals("file") || value.name().equals("test")) {
        String text = String.join("\n", PointFile.lines(value.text(), value.span(), flat.folder()));
        texts.add(new Value(value.name() + "#text", text, Double.NaN, null, null, value.span()));
      }
    }
    return texts;
  }

  /** Returns the first word of a line about results. */
  private static String analysisOf(Statement.Directive d) {
    return d.fields().isEmpty() ? "" : Reading.lower(Reading.text(d.fields().get(0)));
  }

  /** Only quantities are saved, and the phasors behind their parts: no formulas. */
  private static void requireSavable(Value value, String keyword) {
    Expression saved = value.expression();
    if (saved instanceof Expression.Call part
        && part.arguments().size() == 1
        && ResultFunctions.find(part.function()).isPresent()) {
      saved = part.arguments().get(0);
    }
    boolean plain = value.isPositional() && value.target() == null;
    String word = value.key();
    if (plain && (SAVE_WORDS.contains(word) || saved != null && ExpressionWalk.isQuantity(saved))) {
      return;
    }
    boolean formula = saved != null && ExpressionWalk.isVariable(saved);
    String text = plain ? value.text() : value.name() + "=" + value.text();
    throw new Mistake(
        Code.E101,
        value.span(),
        "'" + text + (formula ? "' is a formula, which ." + keyword + " does not take" : "' is not a quantity to save"),
        formula
            ? "save the quantities in it; .meas, .plot and .print take formulas"
            : "write v(node), v(a,b), i(device), @device[name] or all");
  }

  private void initial(Statement.Directive d, Level level, Map<String, Double> into) {
    String form = "write ." + d.keyword() + " v(node)=volts or @device[state]=value";
    if (d.fields().isEmpty()) {
      throw new Mistake(Code.E121, d.span(), "the values are missing", form);
    }
    for (Field field : d.fields()) {
      if (!(field instanceof Field.Assignment a)) {
        throw new Mistake(
            Code.E101, field.span(), "'" + Reading.text(field) + "' has no value", form);
      }
      Expression quantity = values.quantity(a.name().text(), a.name().span(), level).orElse(null);
      double value = reading.number(a.value(), level);
      if (quantity instanceof Expression.NodeVoltage v && v.minus().isEmpty()) {
        into.put("v(" + v.plus() + ")", value);
      } else if (quantity instanceof Expression.DeviceQuantity q) {
        flat.board.requireState(q, "." + d.keyword() + " cannot set");
        into.put("@" + q.device() + "[" + q.quantity() + "]", value);
      } else {
        throw new Mistake(
            Code.E101, a.name().span(), "'" + a.name().text() + "' cannot have a value here", form);
      }
    }
  }
}
