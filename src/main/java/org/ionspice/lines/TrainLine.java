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
  /** The part of the way to a bound that must not be reached at which a weight stops. */
  private static final double MARGIN = 1e-6;

  private final Design design;
  private final Diagnostics diagnostics;
  private boolean good = true;

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
    SampleLines samples = new SampleLines(design, diagnostics, settle.stop());
    List<Weight> weights = new ArrayList<>();
    Map<String, Instance> owners = new LinkedHashMap<>();
    for (Command line : design.commands()) {
      switch (line.keyword()) {
        case "weight" -> weight(line, weights, owners);
        case "sample" -> samples.sample(line);
        case "data" -> samples.data(line);
        default -> {}
      }
    }
    good &= samples.good();
    if (weights.isEmpty() && good && !diagnostics.hasErrors()) {
      wrong(command.span(), "nothing to train: there is no .weight line", WEIGHT);
    }
    if (samples.isEmpty() && good && !diagnostics.hasErrors()) {
      wrong(command.span(), "nothing to train for: there is no .sample or .data line", SampleLines.FORM);
    }
    if (!good || weights.isEmpty() || samples.isEmpty()) {
      return Optional.empty();
    }
    Task task = samples.task(weights);
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

  private Optional<Instance> instance(String name) {
    return instance(design, name);
  }

  /** Returns the device of a full name. */
  static Optional<Instance> instance(Design design, String name) {
    int k = design.circuit().instances().indexOfName(name);
    return k < 0 ? Optional.empty() : Optional.of(design.circuit().instances().get(k));
  }

  private static ParameterTable<?> table(Instance instance) {
    return ParameterTable.of(instance.model().getClass());
  }

  /** Returns the real number of a device that has this name. */
  static Optional<Parameter> number(Instance instance, String name) {
    ParameterTable<?> table = table(instance);
    String lower = name.toLowerCase(Locale.ROOT);
    return table.inner(instance.model()).containsKey(lower)
        ? Optional.of(Parameter.free(lower, table.innerUnit(instance.model(), lower)))
        : table.find(name).filter(p -> p.type() == double.class);
  }
}
