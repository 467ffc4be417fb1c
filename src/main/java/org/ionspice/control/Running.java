package org.ionspice.control;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.elaboration.Overrides;
import org.ionspice.measure.Result;
import org.ionspice.measure.Wave;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.result.Table;

/** The commands that run analyses, change the circuit and measure. Mutable. */
final class Running {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss  yyyy", Locale.ENGLISH);

  /** Names that other programs have for the parameter that a bare value sets. */
  private static final List<String> PRINCIPAL =
      List.of("resistance", "capacitance", "inductance", "");

  private static final List<String> SHAPES =
      List.of("pulse", "sin", "sine", "exp", "sffm", "am", "pwl");

  private static final Pattern NUMBER = Pattern.compile("=\\s*([A-Za-z_]\\w*)(?=\\s|$)");

  /** Options that {@code set} gives to the simulator, too, as in ngspice. */
  private static final Set<String> OPTIONS =
      Set.of(
          "reltol", "abstol", "vntol", "gmin", "itl1", "itl4", "method", "maxord", "trtol", "temp",
          "tnom", "interp", "rshunt", "defl", "defw", "defad", "defas");

  /** The present circuit. */
  private Engine engine;

  /** Circuits that were read before it, the latest first. */
  private final Deque<Engine> others = new ArrayDeque<>();

  /** Whether the present circuit was removed; {@code mc_source} brings it back. */
  private boolean removed;

  /** Circuits that a script reads at most. */
  private static final int MOST_CIRCUITS = 100;

  private final Vectors vectors;
  private final PrintStream out;

  /** Lines that every later run has: {@code option}, {@code save}. */
  private final Map<String, ScriptLine> standing = new LinkedHashMap<>();

  private Overrides pending = Overrides.NONE;
  private Overrides overrides = Overrides.NONE;
  private boolean hasRun;
  private boolean failed;

  Running(Engine engine, Vectors vectors, PrintStream out) {
    this.engine = engine;
    this.vectors = vectors;
    this.out = out;
  }

  boolean hasRun() {
    return hasRun;
  }

  boolean failed() {
    return failed;
  }

  OptionalDouble parameter(String device, String parameter) {
    return engine.parameter(device, plainName(parameter), overrides);
  }

  private static String plainName(String parameter) {
    return PRINCIPAL.contains(parameter.toLowerCase(Locale.ROOT)) ? "" : parameter;
  }

  /** Reads another netlist, whose circuit becomes the present one; returns its script. */
  Script source(ScriptLine line, Words words) throws ScriptError, IOException {
    List<String> given = Words.of(line.rest());
    if (given.isEmpty()) {
      throw Session.form(line, "source needs a file", "source netlist.cir");
    }
    String file = given.get(0);
    for (String folder : words.variables().getOrDefault("sourcepath", List.of())) {
      if (!engine.isThere(file) && engine.isThere(folder + "/" + given.get(0))) {
        file = folder + "/" + given.get(0);
      }
    }
    if (others.size() >= MOST_CIRCUITS) {
      throw new ScriptError(
          Code.E106, line.span(), "there are " + MOST_CIRCUITS + " circuits already", "remcirc");
    }
    Engine sourced = engine.source(file, line.restSpan());
    if (sourced.hasCircuit()) {
      others.push(engine);
      engine = sourced;
      forgetChanges();
      removed = false;
      out.println("Circuit: " + engine.title());
    }
    return sourced.script();
  }

  private void forgetChanges() {
    overrides = Overrides.NONE;
    pending = Overrides.NONE;
  }

  /** Removes the present circuit; the one read before it, if any, takes its place. */
  private void remove() {
    forgetChanges();
    // The netlist of the script itself is no circuit when it has no devices.
    if (!others.isEmpty() && others.peek().hasCircuit()) {
      engine = others.pop();
    } else {
      removed = true;
    }
  }

  /** Reads the present circuit again: random values are drawn anew. */
  private void again() {
    int before = overrides.run();
    forgetChanges();
    overrides = overrides.withRun(before + 1);
    removed = false;
  }

  void command(ScriptLine line) throws ScriptError, IOException {
    switch (line.key()) {
      case "remcirc", "mc_source", "save", "option", "options", "meas", "measure" -> {}
      default -> {
        if (removed) {
          throw new ScriptError(
              Code.E141, line.span(), "there is no circuit", "source a netlist, or mc_source");
        }
      }
    }
    switch (line.key()) {
      case "remcirc" -> remove();
      case "mc_source" -> again();
      case "inventory" -> engine.inventory(overrides, out);
      case "run" -> run(List.of(), true);
      case "option", "options" -> options(line);
      case "save" -> standing.put("save " + line.rest(), line);
      case "meas", "measure" -> measure(line);
      case "show", "showmod" -> {
        List<String> wanted = Words.of(line.rest().replace(":", " : "));
        int colon = wanted.indexOf(":");
        List<String> parameters =
            colon < 0 ? List.of() : wanted.subList(colon + 1, wanted.size());
        List<String> devices = colon < 0 ? wanted : wanted.subList(0, colon);
        if (!engine.show(devices, parameters, overrides, out)) {
          throw new ScriptError(
              Code.E141, line.span(), "there is nothing of this name to show", "show r1, or show all");
        }
      }
      case "listing" -> engine.list(line.rest().toLowerCase(Locale.ROOT).startsWith("e"), overrides, out);
      case "alter" -> alter(line, false);
      case "altermod" -> alter(line, true);
      case "alterparam" -> alterParameter(line);
      case "reset" ->
          // As in ngspice, the circuit is read again: random values are drawn anew.
          overrides = pending.withRun(overrides.run() + 1);
      default -> run(List.of(line), false);
    }
  }

  /** An option that is given alone replaces its earlier value. */
  private void options(ScriptLine line) {
    String[] sides = line.rest().split("=");
    standing.put("option " + (sides.length == 2 ? sides[0].strip() : line.rest()), line);
  }

  /** Takes over a variable of the script that is an option of the simulator. */
  void option(ScriptLine at, String name, String value) {
    if (OPTIONS.contains(name)) {
      options(at.with("option " + name + (value.isEmpty() ? "" : "=" + value)));
    }
  }

  private void run(List<ScriptLine> analyses, boolean own) throws ScriptError, IOException {
    List<ScriptLine> lines = new ArrayList<>(standing.values());
    lines.addAll(analyses);
    hasRun = true;
    String date = LocalDateTime.now().format(DATE);
    for (Table table : engine.run(lines, own, overrides)) {
      for (int block = 0; block < table.blocks().size(); block++) {
        String analysis = table.header().analysis();
        String name = vectors.next(analysis.equals("noise_total") ? "noise" : analysis);
        ResultPlot plot = ResultPlot.of(name, date, table, block, engine.hidden());
        plot.step = engine.transientStep();
        ResultPlot before = vectors.current();
        vectors.add(plot);
        if (isBeside(table.header().analysis())) {
          vectors.choose(before); // Harmonics belong to their transient, which stays the current plot.
        }
      }
    }
    failed |= !engine.completed();
  }

  /** Returns whether a table stands beside another; as in ngspice, totals of noise do not. */
  private static boolean isBeside(String analysis) {
    return analysis.startsWith("four")
        || analysis.contains("_") && !analysis.equals("noise_total");
  }

  private void measure(ScriptLine line) throws ScriptError {
    ResultPlot plot = vectors.current();
    List<String> given = Words.of(line.rest());
    String kind = given.isEmpty() ? "" : given.get(0).toLowerCase(Locale.ROOT);
    if (!plot.isOf(kind)) {
      throw new ScriptError(
          Code.E141,
          line.span(),
          "the current plot, " + plot.name + ", holds no results of " + kind,
          "run " + kind + " first, or choose its plot with setplot");
    }
    Optional<Result> result =
        engine.measure(withNumbers(line, plot), plot.measured());
    if (result.isEmpty()) {
      throw new ScriptError(Code.E141, line.span(), "this is no measurement", "see .meas");
    }
    out.println(result.get().render(engine.measureDigits()));
    if (result.get().succeeded()) {
      plot.vectors.put(given.get(1).toLowerCase(Locale.ROOT), Vectors.number(result.get().value()));
    }
  }

  /** Puts single numbers, such as earlier measurements, in the place of their names: {@code =ymax}. */
  private static ScriptLine withNumbers(ScriptLine line, ResultPlot plot) {
    Matcher names = NUMBER.matcher(line.text());
    StringBuilder text = new StringBuilder();
    while (names.find()) {
      Wave value = plot.vectors.get(names.group(1).toLowerCase(Locale.ROOT));
      boolean single = value != null && value.re().length == 1 && !names.group(1).equalsIgnoreCase("last");
      names.appendReplacement(
          text, Matcher.quoteReplacement(single ? "=" + value.re()[0] : names.group()));
    }
    return line.with(names.appendTail(text).toString());
  }

  /** Reads {@code name = value}, {@code name parameter = value} or {@code @name[parameter] = value}. */
  private void alter(ScriptLine line, boolean model) throws ScriptError {
    String form =
        model
            ? "altermod model parameter = value, or altermod @model[parameter] = value"
            : "alter device [parameter] = value, or alter @device[parameter] = value";
    int equals = line.rest().indexOf('=');
    String left = equals < 0 ? line.rest() : line.rest().substring(0, equals).strip();
    List<String> names = Words.of(left.replaceAll("^@([^\\[]+)\\[([^\\]]+)\\]", "$1 $2"));
    String value = equals < 0 ? "" : line.rest().substring(equals + 1).strip();
    if (equals < 0 && names.size() > 1) {
      value = names.get(names.size() - 1);
      names = names.subList(0, names.size() - 1);
    }
    if (names.isEmpty() || names.size() > 2 || value.isEmpty() || model && names.size() < 2) {
      throw Session.form(line, "this does not say what is to change", form);
    }
    String device = names.get(0).toLowerCase(Locale.ROOT);
    String parameter = names.size() > 1 ? plainName(names.get(1)) : "";
    if (!model && value.startsWith("[") && SHAPES.contains(parameter.toLowerCase(Locale.ROOT))) {
      overrides = reshaped(line, device, parameter.toLowerCase(Locale.ROOT), value);
      return;
    }
    double number = vectors.numberOf(value.replaceAll("^\\[\\s*(\\S+)\\s*\\]$", "$1"), line.span());
    String target =
        model
            ? device + "(" + parameter + ")"
            : parameter.isEmpty() ? device : "@" + device + "[" + parameter + "]";
    overrides = altered(line, "step " + target + " list " + number, number, overrides);
  }

  /** Gives a source another waveform: {@code alter @v1[pulse] = [ 0 5 0 1u 1u 1m 2m ]}. */
  private Overrides reshaped(ScriptLine line, String device, String shape, String value)
      throws ScriptError {
    List<String> words =
        Words.of(value.replace('[', ' ').replace(']', ' ').replace(',', ' '));
    double[] numbers = new double[words.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = vectors.numberOf(words.get(k), line.span());
    }
    if (numbers.length == 0 || !engine.isSource(device, overrides)) {
      throw new ScriptError(
          Code.E201,
          line.restSpan(),
          numbers.length == 0 ? "the waveform has no numbers" : "there is no source '" + device + "'",
          "alter @v1[pulse] = [ low high delay rise fall width period ]");
    }
    Overrides changed = overrides.withWaveform(device, shape, numbers);
    engine.check(line, changed);
    return changed;
  }

  /** Changes one value; what is wrong with it is told at what follows the command's word. */
  private Overrides altered(ScriptLine line, String step, double number, Overrides before)
      throws ScriptError {
    try {
      return engine.altered(line.with(step), number, before);
    } catch (ScriptError e) {
      Diagnostic told = e.diagnostic();
      throw new ScriptError(Diagnostic.of(told.code(), line.restSpan(), told.message(), told.hint()));
    }
  }

  private void alterParameter(ScriptLine line) throws ScriptError {
    String[] sides = line.rest().split("=", 2);
    if (sides.length < 2) {
      throw Session.form(line, "a value is missing", "alterparam name = value, then reset");
    }
    double number = vectors.numberOf(sides[1], line.span());
    String step = "step param " + sides[0].strip() + " list " + number;
    pending = altered(line, step, number, pending);
  }
}
