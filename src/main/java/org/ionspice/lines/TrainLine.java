package org.ionspice.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ionspice.analysis.Analysis;
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
import org.ionspice.parameter.ParameterTable;
import org.ionspice.training.Method;
import org.ionspice.training.Sample;
import org.ionspice.training.Settle;
import org.ionspice.training.Task;
import org.ionspice.training.Training;
import org.ionspice.training.Weight;

/** Turns {@code .train}, with the {@code .weight .sample .data} lines beside it, into an analysis. */
final class TrainLine {
  private static final String FORM =
      "form: .train steps=n rate=r [optimizer=sgd|adam|lbfgs] [gradient=adjoint|difference] [delta=d]"
          + " [settle=dc|tran(t)] [uic] [memory=bytes] [batch=n] [seed=n]";
  private static final String WEIGHT = "form: .weight @device[parameter] [min=] [max=] [group=name]";
  private static final String SAMPLE =
      "form: .sample source=value ... : v(node)=target ...; in a transient also at=time v(node)=target";

  /** The part of the way to a bound that must not be reached at which a weight stops. */
  private static final double MARGIN = 1e-6;

  private final Design design;
  private final Diagnostics diagnostics;
  private final Map<String, Task.Input> inputs = new LinkedHashMap<>();
  private final Map<String, Task.Output> outputs = new LinkedHashMap<>();
  private boolean good = true;

  /** The end of the transient, s, NaN for none, and the time of the targets being read. */
  private double stop = Double.NaN;

  private double when = Double.NaN;

  TrainLine(Design design, Diagnostics diagnostics) {
    this.design = design;
    this.diagnostics = diagnostics;
  }

  /** Says that a line has no effect without {@code .train}. */
  static Optional<Analysis> beside(Command command, Design design, Diagnostics diagnostics) {
    if (design.commands().stream().noneMatch(c -> c.keyword().equals("train"))) {
      diagnostics.add(
          Code.E230,
          command.span(),
          "." + command.keyword() + " belongs to a .train line, and there is none",
          FORM);
    }
    return Optional.empty();
  }

  private void wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    good = false;
  }

  /** Samples as their lines give them: values by label. */
  private record Row(Map<String, Double> inputs, Map<String, Double> targets) {}

  Optional<Analysis> read(Command command) {
    Arguments arguments = new Arguments(command, diagnostics, FORM);
    int steps = arguments.whole("steps", 50, 0, 1_000_000);
    Method method =
        Method.valueOf(
            arguments.word("optimizer", List.of("sgd", "adam", "lbfgs")).toUpperCase(Locale.ROOT));
    double rate =
        method == Method.LBFGS
            ? arguments.positive("rate", 1)
            : arguments.positive("rate", method == Method.ADAM ? 0.02 : Double.NaN);
    if (method == Method.SGD && Double.isNaN(rate)) {
      arguments.wrong(command.span(), "rate= is missing", FORM);
    }
    boolean adjoint = arguments.word("gradient", List.of("adjoint", "difference")).equals("adjoint");
    double delta = arguments.positive("delta", Double.NaN);
    if (adjoint && arguments.value("delta").isPresent()) {
      arguments.wrong(
          arguments.value("delta").get().span(), "delta= is for gradient=difference", FORM);
    }
    boolean initial = command.positional().stream().anyMatch(v -> v.key().equals("uic"));
    Settle settle = settle(arguments, initial);
    int batch = arguments.whole("batch", 0, 0, 1_000_000);
    int seed = arguments.whole("seed", 1, 0, Integer.MAX_VALUE);
    if (batch > 0 && method == Method.LBFGS) {
      arguments.wrong(
          arguments.value("batch").orElseThrow().span(),
          "optimizer=lbfgs needs all samples in every step",
          "leave batch= out, or take optimizer=adam");
    }
    for (Value value : command.positional()) {
      if (!value.key().equals("uic")) {
        arguments.wrong(value.span(), "'" + value.text() + "' is not understood", FORM);
      } else if (!settle.isTransient()) {
        arguments.wrong(value.span(), "uic is for settle=tran(t)", FORM);
      }
    }
    good &= arguments.good();
    stop = settle.stop();
    List<Weight> weights = new ArrayList<>();
    Map<String, Instance> owners = new LinkedHashMap<>();
    List<Row> training = new ArrayList<>();
    List<Row> test = new ArrayList<>();
    for (Command line : design.commands()) {
      switch (line.keyword()) {
        case "weight" -> weight(line, weights, owners);
        case "sample" -> sample(line, training);
        case "data" -> data(line, training, test);
        default -> {}
      }
    }
    if (weights.isEmpty() && good && !diagnostics.hasErrors()) {
      wrong(command.span(), "nothing to train: there is no .weight line", WEIGHT);
    }
    if (training.isEmpty() && good && !diagnostics.hasErrors()) {
      wrong(command.span(), "nothing to train for: there is no .sample or .data line", SAMPLE);
    }
    if (!good || weights.isEmpty() || training.isEmpty()) {
      return Optional.empty();
    }
    Task task =
        new Task(
            weights,
            List.copyOf(inputs.values()),
            List.copyOf(outputs.values()),
            samples(training),
            samples(test));
    TrainedText text = new TrainedText(command.span().source(), owners);
    return Optional.of(
        new Training(task, steps, rate, method, settle, adjoint, delta, batch, seed, text::with));
  }

  private Settle settle(Arguments arguments, boolean initial) {
    Optional<Value> given = arguments.value("settle");
    double memory = arguments.positive("memory", Settle.MEMORY);
    if (given.isEmpty() || given.get().key().equals("dc")) {
      arguments
          .value("memory")
          .ifPresent(v -> arguments.wrong(v.span(), "memory= is for settle=tran(t)", FORM));
      return Settle.steady();
    }
    if (given.get().expression() instanceof Expression.Call call
        && call.function().equals("tran")
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Expression.Literal time
        && time.value() > 0) {
      Span place = arguments.value("memory").orElse(given.get()).span();
      return new Settle(time.value(), initial, memory, place);
    }
    arguments.wrong(given.get().span(), "settle must be dc or tran(t) with t above 0", FORM);
    return Settle.steady();
  }

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

  private void weight(Command line, List<Weight> weights, Map<String, Instance> owners) {
    Arguments arguments = new Arguments(line, diagnostics, WEIGHT);
    List<Value> names = line.positional();
    if (names.size() != 1
        || !(names.get(0).expression() instanceof Expression.DeviceQuantity quantity)) {
      wrong(names.isEmpty() ? line.span() : names.get(0).span(), "this is no @device[parameter]", WEIGHT);
      return;
    }
    Span at = names.get(0).span();
    Optional<Instance> owner = instance(quantity.device());
    Optional<Parameter> parameter = owner.flatMap(one -> number(one, quantity.quantity()));
    if (owner.isEmpty() || parameter.isEmpty()) {
      String near =
          owner
              .map(
                  one ->
                      Nearest.hint(
                          quantity.quantity(),
                          table(one).parameters().stream().map(Parameter::name).toList()))
              .orElse("");
      wrong(
          at,
          owner.isEmpty()
              ? "there is no device '" + quantity.device() + "'"
              : "'" + quantity.quantity() + "' is no real number among the parameters of "
                  + owner.get().name(),
          near.isEmpty() ? WEIGHT : near);
      return;
    }
    Parameter p = parameter.get();
    OptionalDouble start = table(owner.get()).get(owner.get().model(), p.name());
    if (start.isEmpty() || Double.isNaN(start.getAsDouble())) {
      wrong(at, p.name() + " of " + owner.get().name() + " has no value to begin with", "give it one");
      return;
    }
    double value = start.getAsDouble();
    double min = arguments.number("min", inside(p.min(), p.above(), value));
    double max = arguments.number("max", inside(p.max(), p.below(), value));
    String group = arguments.value("group").map(Value::key).orElse("");
    good &= arguments.good();
    if (!(min <= max) || !p.allows(min) && Double.isFinite(min) || !p.allows(max) && Double.isFinite(max)) {
      String range = p.range().isEmpty() ? "" : "; the device allows " + p.range();
      wrong(at, "min= and max= leave nothing of what is allowed" + range, WEIGHT);
      return;
    }
    String name = owner.get().name();
    if (weights.stream().anyMatch(w -> w.device().equals(name) && w.parameter().equals(p.name()))) {
      wrong(at, names.get(0).text() + " is a weight already", "remove one of the lines");
      return;
    }
    Weight made = new Weight(name, p.name(), p.unit(), value, min, max, group);
    weights.add(made);
    owners.put(made.quantity(), owner.get());
  }

  /** Returns a bound that may be reached: a little inside of one that may not. */
  private static double inside(double reached, double notReached, double start) {
    return Double.isFinite(notReached) ? notReached + MARGIN * (start - notReached) : reached;
  }

  private void sample(Command line, List<Row> rows) {
    Row row = new Row(new LinkedHashMap<>(), new LinkedHashMap<>());
    boolean targets = false;
    when = Double.NaN;
    for (Value value : line.values()) {
      if (value.text().equals(":")) {
        targets = true;
      } else if (targets && value.name().equals("at")) {
        at(value);
      } else if (targets) {
        target(value).ifPresent(label -> put(row.targets(), label, value));
      } else {
        input(value).ifPresent(label -> put(row.inputs(), label, value));
      }
    }
    if (row.targets().isEmpty() && good) {
      wrong(line.span(), "the sample has no target", SAMPLE);
    }
    rows.add(row);
  }

  /** Reads the time of the targets that follow. */
  private void at(Value value) {
    if (Double.isNaN(stop)) {
      wrong(value.span(), "at= is for .train settle=tran(t)", SAMPLE);
    } else if (!(value.number() >= 0 && value.number() <= stop)) {
      wrong(value.span(), "at= must be a time from 0 to the end of the transient", SAMPLE);
    }
    when = value.number();
  }

  private void put(Map<String, Double> into, String label, Value value) {
    double number =
        value.isNumber()
            ? value.number()
            : value.target() instanceof Expression.Literal literal ? literal.value() : Double.NaN;
    if (!Double.isFinite(number)) {
      wrong(value.span(), "'" + value.text() + "' has no number", SAMPLE);
    } else if (into.put(label, number) != null) {
      wrong(value.span(), label + " is given twice", SAMPLE);
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
    wrong(value.span(), "'" + value.text() + "' is no input", SAMPLE);
    return Optional.empty();
  }

  private Optional<String> input(String label, Span at) {
    if (inputs.containsKey(label)) {
      return Optional.of(label);
    }
    boolean quantity = label.startsWith("@") && label.endsWith("]");
    int bracket = label.indexOf('[');
    String device = quantity ? label.substring(1, bracket) : label;
    Optional<Instance> owner = instance(device);
    Optional<Parameter> parameter =
        owner.flatMap(
            one ->
                quantity
                    ? number(one, label.substring(bracket + 1, label.length() - 1))
                    : one.type().equals("v") || one.type().equals("i")
                        ? number(one, "dc")
                        : Optional.empty());
    if (parameter.isEmpty()) {
      List<String> names = design.circuit().instances().stream().map(Instance::name).toList();
      String near = owner.isPresent() ? "" : Nearest.hint(device, names);
      wrong(
          at,
          "'" + label + "' is neither a V or I source nor a parameter of a device",
          near.isEmpty() ? SAMPLE : near);
      return Optional.empty();
    }
    inputs.put(label, new Task.Input(owner.orElseThrow().name(), parameter.get().name()));
    return Optional.of(label);
  }

  /** Reads the left side of a target: a voltage, a current, or a state of a device. */
  private Optional<String> target(Value value) {
    if (value.target() == null) {
      wrong(value.span(), "'" + value.text() + "' is no target", SAMPLE);
      return Optional.empty();
    }
    if (value.expression() instanceof Expression.NodeVoltage v) {
      String minus = v.minus().isEmpty() ? "" : "v(" + v.minus() + ")";
      String label = v.minus().isEmpty() ? v.plus() : v.plus() + "," + v.minus();
      return output(new Task.Output("v(" + label + ")", "v(" + v.plus() + ")", minus, "V", when));
    }
    if (value.expression() instanceof Expression.BranchCurrent c) {
      String meter = design.ammeters().getOrDefault(c.device(), c.device());
      return output(new Task.Output("i(" + c.device() + ")", "i(" + meter + ")", "", "A", when));
    }
    wrong(value.span(), "'" + value.text() + "' is no voltage or current", SAMPLE);
    return Optional.empty();
  }

  private Optional<String> output(Task.Output made) {
    String label = made.label() + (Double.isNaN(made.time()) ? "" : " at " + made.time());
    outputs.putIfAbsent(label, made);
    return Optional.of(label);
  }

  private void data(Command line, List<Row> training, List<Row> test) {
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
            : instance(inside).isPresent();
    if (!known) {
      wrong(at, "the circuit has no " + name, "check the heading of the file");
      return Optional.empty();
    }
    if (name.startsWith("i")) {
      String meter = design.ammeters().getOrDefault(inside, inside);
      return output(new Task.Output(name, "i(" + meter + ")", "", "A", when));
    }
    String minus = parts.size() > 1 ? "v(" + parts.get(1) + ")" : "";
    return output(new Task.Output(name, "v(" + parts.get(0) + ")", minus, "V", when));
  }

  private boolean isNode(String name) {
    return name.equals("0") || design.circuit().nodes().contains(name);
  }

  private Optional<Instance> instance(String name) {
    int k = design.circuit().instances().indexOfName(name);
    return k < 0 ? Optional.empty() : Optional.of(design.circuit().instances().get(k));
  }

  private static ParameterTable<?> table(Instance instance) {
    return ParameterTable.of(instance.model().getClass());
  }

  private static Optional<Parameter> number(Instance instance, String name) {
    return table(instance).find(name).filter(p -> p.type() == double.class);
  }
}
