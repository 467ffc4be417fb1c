package org.ionspice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ionspice.AnalysisReport;
import org.ionspice.Simulation;
import org.ionspice.circuit.Instance;
import org.ionspice.control.Engine;
import org.ionspice.control.Script;
import org.ionspice.control.ScriptError;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Overrides;
import org.ionspice.elaboration.Step;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;
import org.ionspice.measure.Measure;
import org.ionspice.measure.Result;
import org.ionspice.netlist.ScriptLine;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Runs the analyses of a script. */
final class ScriptEngine implements Engine {
  /** What is done with the user's messages and results. */
  interface Reports {
    /** Runs a simulation and returns its results and whether all of it was solved. */
    Results run(Simulation simulation) throws IOException;

    /** Shows diagnostics. */
    void show(List<Diagnostic> diagnostics);
  }

  /** Results of one run. */
  record Results(List<Table> tables, List<AnalysisReport> reports) {}

  private final Simulation base;
  private final Reports reports;
  private final Sources sources;

  /** What {@code alter} lines change, by their text without the value. */
  private final Map<String, Step> altered = new HashMap<>();

  private Set<String> beside = Set.of();
  private Set<String> hidden = Set.of();
  private boolean completed = true;
  private double transientStep = Double.NaN;

  ScriptEngine(Simulation base, Reports reports, Sources sources) {
    this.base = base;
    this.sources = sources;
    this.reports = reports;
  }

  @Override
  public List<Table> run(List<ScriptLine> lines, boolean own, Overrides overrides)
      throws ScriptError, IOException {
    Simulation simulation = base.with(lines, own, overrides);
    List<Diagnostic> said = simulation.diagnostics();
    Optional<Diagnostic> first = said.stream().filter(Diagnostic::isError).findFirst();
    reports.show(said.stream().filter(d -> d != first.orElse(null)).toList());
    if (first.isPresent()) {
      throw new ScriptError(first.get());
    }
    transientStep =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("tran") && c.values().size() > 1)
            .mapToDouble(c -> c.values().get(0).number())
            .findFirst()
            .orElse(Double.NaN);
    simulation.keepBeside(beside);
    Results results = reports.run(simulation);
    hidden = Set.copyOf(simulation.hidden());
    completed = results.reports().stream().allMatch(AnalysisReport::completed);
    return results.tables();
  }

  @Override
  public void keepBeside(Set<String> quantities) {
    beside = quantities;
  }

  @Override
  public Set<String> hidden() {
    return hidden;
  }

  @Override
  public double transientStep() {
    return transientStep;
  }

  @Override
  public boolean completed() {
    return completed;
  }

  @Override
  public Optional<Result> measure(ScriptLine line, Table table) {
    Simulation simulation = base.with(List.of(line), false, Overrides.NONE);
    Diagnostics trouble = new Diagnostics();
    Optional<Measure> measure =
        simulation.design().commands().stream()
            .filter(c -> c.keyword().equals("meas"))
            .findFirst()
            .flatMap(c -> Measure.of(withVectors(c, table.header()), trouble));
    reports.show(
        simulation.diagnostics().stream()
            .filter(d -> d.isError() && d.at().line() == line.span().line())
            .toList());
    reports.show(trouble.sorted());
    return measure.map(m -> m.evaluate(table.header(), table.blocks().get(0), Map.of()));
  }

  /** Returns a {@code .meas} line whose bare words are vectors where there are such: {@code avg p}. */
  private static Command withVectors(Command line, Header header) {
    List<Value> values = new ArrayList<>();
    for (Value value : line.values()) {
      boolean before = header.indexOf("v(" + value.name() + ")") >= 0; // p=0.5
      boolean alone = value.isPositional() && value.expression() == null;
      if (values.size() < 3 || !before && !(alone && header.indexOf("v(" + value.key() + ")") >= 0)) {
        values.add(value);
        continue;
      }
      Expression vector =
          new Expression.NodeVoltage(before ? value.name() : value.key(), "0", value.span());
      Expression level = value.expression();
      if (level == null) {
        level = new Expression.Literal(value.number(), value.span());
      }
      values.add(
          new Value("", value.text(), Double.NaN, vector, before ? level : null, value.span()));
    }
    return new Command(line.keyword(), values, line.span());
  }

  private Optional<Instance> instance(String device, Simulation simulation) {
    return simulation.design().circuit().instances().stream()
        .filter(i -> i.name().equalsIgnoreCase(device))
        .findFirst();
  }

  private static Optional<Parameter> parameter(Instance instance, String name) {
    ParameterTable<?> table = ParameterTable.of(instance.model().getClass());
    return name.isEmpty()
        ? table.principal()
        : table.find(name).filter(Parameter::isNumber);
  }

  @Override
  public OptionalDouble parameter(String device, String parameter, Overrides overrides) {
    Optional<Instance> found = instance(device, base.with(List.of(), true, overrides));
    if (found.isEmpty()) {
      return OptionalDouble.empty();
    }
    Optional<Parameter> which = parameter(found.get(), parameter);
    if (which.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble value =
        ParameterTable.of(found.get().model().getClass())
            .get(found.get().model(), which.get().name());
    boolean unsaid = value.isPresent() && Double.isNaN(value.getAsDouble());
    return unsaid && which.get().name().equals("dc") ? OptionalDouble.of(0) : value;
  }

  @Override
  public Overrides altered(ScriptLine line, double value, Overrides before) throws ScriptError {
    // What a line changes does not depend on the value: loops alter the same again and again.
    int list = line.rest().lastIndexOf(" list ");
    String target = list < 0 ? line.rest() : line.rest().substring(0, list);
    Step known = altered.get(target);
    if (known != null) {
      return known.to(value, before);
    }
    // Errors of the circuit itself have been told before; here the line counts.
    ScriptLine op = line.with("op");
    Simulation simulation = base.with(List.of(line, op), false, Overrides.NONE);
    for (Diagnostic diagnostic : simulation.diagnostics()) {
      if (diagnostic.isError() && !diagnostic.code().name().startsWith("E3")) {
        throw new ScriptError(diagnostic);
      }
    }
    List<Step> steps = simulation.design().steps();
    Step found = steps.get(steps.size() - 1);
    altered.put(target, found);
    return found.to(value, before);
  }

  @Override
  public boolean show(
      List<String> names, List<String> parameters, Overrides overrides, PrintStream out) {
    return Showing.devices(
        base.with(List.of(), true, overrides).design().circuit(), names, parameters, out);
  }

  @Override
  public boolean isSource(String device, Overrides overrides) {
    return instance(device, base.with(List.of(), true, overrides))
        .filter(i -> List.of("v", "i", "port").contains(i.type()))
        .isPresent();
  }

  @Override
  public void check(ScriptLine line, Overrides overrides) throws ScriptError {
    for (Diagnostic each : base.with(List.of(line.with("op")), false, overrides).diagnostics()) {
      if (each.isError() && !each.code().name().startsWith("E3")) {
        throw new ScriptError(
            Diagnostic.of(each.code(), line.restSpan(), each.message(), each.hint()));
      }
    }
  }

  @Override
  public void list(boolean expanded, Overrides overrides, PrintStream out) {
    if (expanded) {
      Showing.expanded(base.with(List.of(), true, overrides).design().circuit(), out);
    } else {
      Showing.lines(base.source(), out);
    }
  }

  @Override
  public int measureDigits() {
    return Measurements.digits(System.getenv("NGSPICE_MEAS_PRECISION"));
  }

  @Override
  public Map<String, Double> constants() {
    Map<String, Double> constants = new HashMap<>();
    for (Command command : base.design().commands()) {
      if (command.keyword().equals("csparam")) {
        command.values().forEach(value -> constants.put(value.name(), value.number()));
      }
    }
    return constants;
  }

  @Override
  public Engine source(String file, Span at) throws ScriptError {
    ScriptEngine other =
        new ScriptEngine(sources.read(file, at, reports), reports, sources);
    Set<String> wanted = new HashSet<>(beside);
    wanted.addAll(other.base.script().quantities());
    other.beside = Set.copyOf(wanted);
    return other;
  }

  @Override
  public boolean isThere(String file) {
    return sources.has(file);
  }

  @Override
  public boolean hasCircuit() {
    return !base.design().circuit().instances().isEmpty();
  }

  @Override
  public Script script() {
    return base.script();
  }

  @Override
  public void inventory(Overrides overrides, PrintStream out) {
    Showing.inventory(base.with(List.of(), true, overrides).design().circuit(), out);
  }

  @Override
  public Map<String, String> variables() {
    return sources.variables();
  }

  @Override
  public String title() {
    return base.title();
  }
}
