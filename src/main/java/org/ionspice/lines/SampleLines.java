package org.ionspice.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;
import org.ionspice.parameter.Parameter;
import org.ionspice.training.Sample;
import org.ionspice.training.Task;
import org.ionspice.training.Weight;

/** Reads {@code .sample} and {@code .data}: what goes into a circuit and what is to come out. */
final class SampleLines {
  static final String FORM =
      "form: .sample source=value ... : v(node)=target ...; in a transient also at=time v(node)=target,"
          + " or v(node)=file(\"table.csv\")";

  /** Points of a waveform that is to be learned; a picture has fewer. */
  private static final int MOST_POINTS = 100_000;

  private final Design design;
  private final Diagnostics diagnostics;
  private final Map<String, Task.Input> inputs = new LinkedHashMap<>();
  private final Map<String, Task.Output> outputs = new LinkedHashMap<>();
  private final List<Row> training = new ArrayList<>();
  private final List<Row> test = new ArrayList<>();
  private boolean good = true;

  /** The end of the transient, s, NaN for none. */
  private final double stop;

  /** The time of the targets being read, s; NaN for the end. */
  private double when = Double.NaN;

  SampleLines(Design design, Diagnostics diagnostics, double stop) {
    this.design = design;
    this.diagnostics = diagnostics;
    this.stop = stop;
  }

  /** Returns whether the lines had no mistakes so far. */
  boolean good() {
    return good;
  }

  /** Returns whether there is nothing to train for. */
  boolean isEmpty() {
    return training.isEmpty();
  }

  /** Returns what the lines ask for of these weights. */
  Task task(List<Weight> weights) {
    return new Task(
        weights,
        List.copyOf(inputs.values()),
        List.copyOf(outputs.values()),
        samples(training),
        samples(test));
  }

  private void wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    good = false;
  }

  /** Samples as their lines give them: values by label. */
  private record Row(Map<String, Double> inputs, Map<String, Double> targets) {}

  private List<Sample> samples(List<Row> rows) {
    List<Sample> samples = new ArrayList<>();
    for (Row row : rows) {
      samples.add(new Sample(values(inputs, row.inputs()), values(outputs, row.targets())));
    }
    return samples;
  }

  private static double[] values(Map<String, ?> order, Map<String, Double> given) {
    return order.keySet().stream().mapToDouble(k -> given.getOrDefault(k, Double.NaN)).toArray();
  }

  /** Takes the sample of a line. */
  void sample(Command line) {
    Row row = new Row(new LinkedHashMap<>(), new LinkedHashMap<>());
    boolean targets = false;
    when = Double.NaN;
    for (Value value : line.values()) {
      if (value.text().equals(":")) {
        targets = true;
      } else if (value.name().equals("points#text")) {
        continue; // The text of a file that another value names.
      } else if (targets && value.name().equals("at")) {
        at(value);
      } else if (targets
          && value.target() instanceof Expression.Call call
          && call.function().equals("file")) {
        waveform(value, line, row);
      } else if (targets) {
        target(value).ifPresent(label -> put(row.targets(), label, value));
      } else {
        input(value).ifPresent(label -> put(row.inputs(), label, value));
      }
    }
    if (row.targets().isEmpty() && good) {
      wrong(line.span(), "the sample has no target", FORM);
    }
    training.add(row);
  }

  /**
   * Reads a target that is a table of times and values. Its points are weighted by the trapezoidal rule
   * over the time from the first to the last, so that together they count as one target.
   */
  private void waveform(Value value, Command line, Row row) {
    if (Double.isNaN(stop)) {
      wrong(value.span(), "a waveform is a target of .train settle=tran(t)", FORM);
      return;
    }
    Optional<String> text =
        line.values().stream()
            .filter(v -> v.name().equals("points#text") && v.span().equals(value.span()))
            .map(Value::text)
            .findFirst();
    Optional<Task.Output> read = quantity(value);
    if (text.isEmpty() || read.isEmpty()) {
      if (read.isPresent()) {
        wrong(value.span(), "file() takes the name of one table", FORM);
      }
      return;
    }
    WaveformFile table = WaveformFile.read(text.get(), read.get().label());
    String trouble = table.trouble(stop, MOST_POINTS);
    if (!trouble.isEmpty()) {
      wrong(value.span(), trouble, "two columns, time and value, or a heading with time and " + read.get().label());
      return;
    }
    for (int k = 0; k < table.times().length; k++) {
      Task.Output at = read.get().at(table.times()[k], table.weight(k));
      row.targets().put(output(at).orElseThrow(), table.values()[k]);
    }
  }

  /** Reads the time of the targets that follow. */
  private void at(Value value) {
    if (Double.isNaN(stop)) {
      wrong(value.span(), "at= is for .train settle=tran(t)", FORM);
    } else if (!(value.number() >= 0 && value.number() <= stop)) {
      wrong(value.span(), "at= must be a time from 0 to the end of the transient", FORM);
    }
    when = value.number();
  }

  private void put(Map<String, Double> into, String label, Value value) {
    double number =
        value.isNumber()
            ? value.number()
            : value.target() instanceof Expression.Literal literal ? literal.value() : Double.NaN;
    if (!Double.isFinite(number)) {
      wrong(value.span(), "'" + value.text() + "' has no number", FORM);
    } else if (into.put(label, number) != null) {
      wrong(value.span(), label + " is given twice", FORM);
    }
  }

  /** Reads the left side of an input: a source, or a parameter of a device. */
  private Optional<String> input(Value value) {
    if (!value.name().isEmpty()) {
      return input(value.name(), value.span());
    }
    if (value.expression() instanceof Expression.DeviceQuantity q && value.target() != null) {
      return input("@" + q.device() + "[" + q.quantity() + "]", value.span());
    }
    wrong(value.span(), "'" + value.text() + "' is no input", FORM);
    return Optional.empty();
  }

  private Optional<String> input(String label, Span at) {
    if (inputs.containsKey(label)) {
      return Optional.of(label);
    }
    boolean quantity = label.startsWith("@") && label.endsWith("]");
    int bracket = label.indexOf('[');
    String device = quantity ? label.substring(1, bracket) : label;
    Optional<Instance> owner = TrainLine.instance(design, device);
    Optional<Parameter> parameter =
        owner.flatMap(
            one ->
                quantity
                    ? TrainLine.number(one, label.substring(bracket + 1, label.length() - 1))
                    : one.type().equals("v") || one.type().equals("i")
                        ? TrainLine.number(one, "dc")
                        : Optional.empty());
    if (parameter.isEmpty()) {
      List<String> names = design.circuit().instances().stream().map(Instance::name).toList();
      String near = owner.isPresent() ? "" : Nearest.hint(device, names);
      wrong(
          at,
          "'" + label + "' is neither a V or I source nor a parameter of a device",
          near.isEmpty() ? FORM : near);
      return Optional.empty();
    }
    inputs.put(label, new Task.Input(owner.orElseThrow().name(), parameter.get().name()));
    return Optional.of(label);
  }

  /** Reads the left side of a target: a voltage, a current, or a state of a device. */
  private Optional<String> target(Value value) {
    return quantity(value).flatMap(this::output);
  }

  private Optional<Task.Output> quantity(Value value) {
    if (value.target() == null) {
      wrong(value.span(), "'" + value.text() + "' is no target", FORM);
      return Optional.empty();
    }
    if (value.expression() instanceof Expression.NodeVoltage v) {
      String minus = v.minus().isEmpty() ? "" : "v(" + v.minus() + ")";
      String label = v.minus().isEmpty() ? v.plus() : v.plus() + "," + v.minus();
      return Optional.of(Task.Output.of("v(" + label + ")", "v(" + v.plus() + ")", minus, "V", when));
    }
    if (value.expression() instanceof Expression.BranchCurrent c) {
      String meter = design.ammeters().getOrDefault(c.device(), c.device());
      return Optional.of(Task.Output.of("i(" + c.device() + ")", "i(" + meter + ")", "", "A", when));
    }
    wrong(value.span(), "'" + value.text() + "' is no voltage or current", FORM);
    return Optional.empty();
  }

  private Optional<String> output(Task.Output made) {
    String label =
        made.label()
            + (Double.isNaN(made.time()) ? "" : " at " + made.time())
            + (made.weight() == 1 ? "" : " by " + made.weight());
    outputs.putIfAbsent(label, made);
    return Optional.of(label);
  }

  /** Takes the samples of the files that a line names. */
  void data(Command line) {
    String form = "form: .data file=train.csv [test=test.csv]";
    Arguments arguments = new Arguments(line, diagnostics, form);
    Optional<Value> file = arguments.value("file");
    arguments.value("test");
    for (String name : List.of("file", "test")) {
      Optional<Value> text = arguments.value(name + "#text");
      text.ifPresent(
          value ->
              table(value.text(), line.named(name).orElseThrow().span(), name.equals("file") ? training : test));
    }
    if (file.isEmpty() || !line.positional().isEmpty()) {
      wrong(line.span(), ".data takes file= and perhaps test=", form);
    }
    good &= arguments.good();
  }

  /** Reads a table with a heading: sources and parameters are inputs, v() and i() are targets. */
  private void table(String text, Span at, List<Row> rows) {
    SampleFile file = SampleFile.read(text);
    if (!file.trouble().isEmpty()) {
      wrong(at, file.trouble(), "a heading such as v1,v(out), then numbers");
      return;
    }
    List<Optional<String>> labels = new ArrayList<>();
    for (String name : file.heading()) {
      labels.add(isReading(name) ? reading(name, at) : input(name, at));
    }
    if (!good) {
      return;
    }
    for (double[] numbers : file.rows()) {
      Row row = new Row(new LinkedHashMap<>(), new LinkedHashMap<>());
      for (int k = 0; k < numbers.length; k++) {
        boolean target = isReading(file.heading().get(k));
        (target ? row.targets() : row.inputs()).put(labels.get(k).orElseThrow(), numbers[k]);
      }
      rows.add(row);
    }
  }

  private static boolean isReading(String name) {
    return name.matches("[vi]\\(.*\\)");
  }

  private Optional<String> reading(String name, Span at) {
    String inside = name.substring(2, name.length() - 1);
    List<String> parts = List.of(inside.split(","));
    boolean known =
        name.startsWith("v")
            ? parts.size() <= 2 && parts.stream().allMatch(this::isNode)
            : TrainLine.instance(design, inside).isPresent();
    if (!known) {
      wrong(at, "the circuit has no " + name, "check the heading of the file");
      return Optional.empty();
    }
    if (name.startsWith("i")) {
      String meter = design.ammeters().getOrDefault(inside, inside);
      return output(Task.Output.of(name, "i(" + meter + ")", "", "A", when));
    }
    String minus = parts.size() > 1 ? "v(" + parts.get(1) + ")" : "";
    return output(Task.Output.of(name, "v(" + parts.get(0) + ")", minus, "V", when));
  }

  private boolean isNode(String name) {
    return name.equals("0") || design.circuit().nodes().contains(name);
  }
}
