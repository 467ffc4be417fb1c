package org.ionspice.lines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.experiment.PairedPulse;
import org.ionspice.experiment.Procedure;
import org.ionspice.experiment.Protocol;
import org.ionspice.experiment.PulseTrain;
import org.ionspice.experiment.Pulses;
import org.ionspice.experiment.RateDependence;
import org.ionspice.experiment.Reading;
import org.ionspice.experiment.Retention;
import org.ionspice.experiment.SpikeShape;
import org.ionspice.experiment.SpikeTiming;
import org.ionspice.expression.Expression;

/** Reads {@code .protocol ppf|train|stdp|retention|srdp SOURCE name=value ...}. */
final class ProtocolLine {
  private static final List<String> KINDS =
      List.of("ppf", "train", "stdp", "retention", "srdp");
  private static final String FORM =
      "form: .protocol ppf|train|stdp|retention|srdp source amplitude= width= ...";
  private static final int MOST_PULSES = 100_000;

  private final Command command;
  private final Design design;
  private final Diagnostics diagnostics;
  private final Arguments arguments;

  ProtocolLine(Command command, Design design, Diagnostics diagnostics) {
    this.command = command;
    this.design = design;
    this.diagnostics = diagnostics;
    arguments = new Arguments(command, diagnostics, FORM);
  }

  Optional<Analysis> read() {
    List<Value> words = command.positional();
    if (words.size() < 2 || words.size() > 3) {
      arguments.wrong(command.span(), ".protocol takes a kind and a source", FORM);
      return Optional.empty();
    }
    String kind = words.get(0).key();
    if (!KINDS.contains(kind)) {
      String near = Nearest.hint(kind, KINDS);
      arguments.wrong(
          words.get(0).span(),
          "there is no protocol '" + words.get(0).text() + "'",
          near.isEmpty() ? FORM : near);
      return Optional.empty();
    }
    boolean initial = words.size() == 3;
    if (initial && !words.get(2).key().equals("uic")) {
      arguments.wrong(words.get(2).span(), "'" + words.get(2).text() + "' has no meaning here", FORM);
    }
    Names names = new Names(design, diagnostics, FORM);
    Optional<String> source = names.source(words.get(1));
    Pulses pulses = pulses(kind);
    if (source.isEmpty() || Double.isNaN(pulses.width())) {
      return Optional.empty();
    }
    boolean voltage = names.instance(source.get()).orElseThrow().type().equals("v");
    Reading reading = reading(kind, source.get(), voltage, pulses);
    Procedure procedure =
        switch (kind) {
          case "ppf" -> paired(pulses, reading);
          case "train" -> train(pulses, reading);
          case "stdp" -> timing(names, source.get(), pulses);
          case "retention" -> retention(pulses, reading);
          default -> rates(pulses, reading);
        };
    return arguments.good() && !diagnostics.hasErrors()
        ? Optional.of(new Protocol(source.get(), pulses, reading, procedure, initial))
        : Optional.empty();
  }

  private Span at(String name) {
    return arguments.value(name).map(Value::span).orElse(command.span());
  }

  private Pulses pulses(String kind) {
    double amplitude = arguments.number("amplitude");
    double width = arguments.number("width");
    if (width <= 0) {
      arguments.wrong(at("width"), "width must be above 0", FORM);
      width = Double.NaN;
    }
    double base = arguments.number("base", 0);
    double edge = arguments.positive("edge", 1e-6 * width);
    if (edge >= width) {
      arguments.wrong(at("edge"), "the edges must be shorter than the width", FORM);
    }
    double rest = base;
    double preset = Double.NaN;
    double presetWidth = 0;
    if (!kind.equals("stdp")) {
      rest = arguments.number("rest", base);
      preset = arguments.number("preset", Double.NaN);
      presetWidth = arguments.number("presetwidth", 0);
      if (Double.isNaN(preset) != !(presetWidth > edge)) {
        arguments.wrong(
            arguments.value("preset").isPresent() ? at("preset") : at("presetwidth"),
            "preset= and presetwidth= belong together, the width above the edge",
            FORM);
      }
    }
    double wait = arguments.number("wait", Double.isNaN(preset) ? width : 0);
    if (wait < 0) {
      arguments.wrong(at("wait"), "wait must not be negative", FORM);
    }
    return new Pulses(rest, preset, presetWidth, wait, base, amplitude, width, edge);
  }

  private Reading reading(String kind, String source, boolean voltage, Pulses pulses) {
    boolean responses = kind.equals("ppf") || kind.equals("train") || kind.equals("srdp");
    List<String> words =
        kind.equals("stdp")
            ? List.of("after", "farthest")
            : kind.equals("ppf")
                ? List.of("end", "mean", "peak", "after")
                : responses ? List.of("after", "end", "mean", "peak") : List.of("after");
    String word = arguments.word("sample", words);
    Reading.When when =
        word.equals("farthest")
            ? Reading.When.AFTER
            : Reading.When.valueOf(word.toUpperCase(Locale.ROOT));
    double level = arguments.number("read", Double.NaN);
    double width = arguments.positive("readwidth", pulses.width());
    double delay = arguments.number("readdelay", 0);
    if (delay < 0) {
      arguments.wrong(at("readdelay"), "readdelay must not be negative", FORM);
    }
    boolean after = when == Reading.When.AFTER;
    if (!after || Double.isNaN(level)) {
      for (String name : List.of("read", "readwidth")) {
        if (arguments.value(name).isPresent() && !(name.equals("read") && after)) {
          arguments.wrong(at(name), name + " needs a read pulse: sample=after and read=", FORM);
        }
      }
    }
    if (word.equals("farthest") && !Double.isNaN(level)) {
      arguments.wrong(at("read"), "the farthest value on the way needs no read pulse", FORM);
    }
    Optional<String> output = output();
    if (output.isEmpty()) {
      if (!voltage) {
        arguments.wrong(
            command.span(), "with a current source it must be said what is read: output=", FORM);
      } else if (after && Double.isNaN(level) && pulses.base() == 0) {
        arguments.wrong(
            command.span(),
            "no current flows at a base of 0: what is read?",
            "give read= for a conductance, or output= for another quantity");
      } else if (after && level == 0) {
        arguments.wrong(at("read"), "no current flows at 0", "read= takes a level that is not 0");
      }
    }
    return new Reading(
        output.orElse("i(" + source + ")"),
        output.isEmpty(),
        Map.copyOf(design.ammeters()),
        when,
        level,
        width,
        delay);
  }

  /** Returns the printed name of {@code output=}. */
  private Optional<String> output() {
    Optional<Value> value = arguments.value("output");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Expression e = value.get().expression();
    if (e instanceof Expression.NodeVoltage v) {
      return Optional.of(
          v.minus().isEmpty() ? "v(" + v.plus() + ")" : "v(" + v.plus() + "," + v.minus() + ")");
    }
    if (e instanceof Expression.BranchCurrent i) {
      return Optional.of("i(" + i.device() + ")");
    }
    if (e instanceof Expression.DeviceQuantity q) {
      return Optional.of("@" + q.device() + "[" + q.quantity() + "]");
    }
    arguments.wrong(
        value.get().span(),
        "'" + value.get().text() + "' is no quantity",
        "output= takes v(node), i(device) or @device[name]");
    return Optional.empty();
  }

  private double[] list(String name) {
    double[] list = arguments.numbers(name);
    if (list.length > MOST_PULSES) {
      arguments.wrong(at(name), "this list has over a hundred thousand numbers", FORM);
    }
    if (list.length == 0 && arguments.value(name).isEmpty()) {
      arguments.wrong(command.span(), name + "= is missing", FORM);
    }
    for (double number : list) {
      if (!Double.isFinite(number)) {
        arguments.wrong(at(name), name + " must be numbers", FORM);
      }
    }
    return list;
  }

  private Procedure paired(Pulses pulses, Reading reading) {
    double[] intervals = list("intervals");
    for (double interval : intervals) {
      boolean touching = interval == 0 && reading.when() != Reading.When.AFTER;
      if (!touching && !(interval >= reading.span(pulses.edge()))) {
        arguments.wrong(
            at("intervals"),
            "an interval of " + interval + " s is shorter than the edges and the reading in it",
            FORM);
        break;
      }
    }
    double second = arguments.number("amplitude2", pulses.amplitude());
    int terms = arguments.whole("exponentials", 1, 0, 2);
    return new PairedPulse(intervals, second, terms, arguments.number("offset", Double.NaN));
  }

  private Procedure train(Pulses pulses, Reading reading) {
    int count = arguments.whole("pulses", 10, 1, MOST_PULSES);
    double interval = arguments.number("interval", pulses.width());
    if (!(interval >= reading.span(pulses.edge()))) {
      arguments.wrong(
          at("interval"), "the interval is shorter than the edges and the reading in it", FORM);
    }
    double second = arguments.number("amplitude2", Double.NaN);
    double secondWidth = arguments.positive("width2", pulses.width());
    if (Double.isNaN(second) && arguments.value("width2").isPresent()) {
      arguments.wrong(at("width2"), "width2 belongs to amplitude2", FORM);
    }
    return new PulseTrain(count, interval, second, secondWidth);
  }

  private Procedure timing(Names names, String source, Pulses pulses) {
    double[] delays = list("dt");
    String shape = arguments.word("shape", List.of("square", "ramp", "exp"));
    double tail = arguments.number("amplitude2", 0);
    double tailWidth = arguments.positive("width2", pulses.width());
    if (tail < 0 || tailWidth <= pulses.edge()) {
      arguments.wrong(
          at(tail < 0 ? "amplitude2" : "width2"),
          "amplitude2 is the depth of the spike's tail, above 0, and width2 its length",
          FORM);
    }
    String sum = arguments.word("across", List.of("difference", "sum"));
    double settle = arguments.number("settle", 5 * pulses.width());
    if (settle < 0) {
      arguments.wrong(at("settle"), "settle must not be negative", FORM);
    }
    String post = "";
    Optional<Value> other = arguments.value("post");
    if (other.isPresent()) {
      post = source(names, other.get());
      if (post.equals(source) || arguments.value("across").isPresent()) {
        arguments.wrong(
            other.get().span(), "post= is a second source, and then nothing is put across", FORM);
      }
    }
    SpikeShape spike =
        new SpikeShape(
            SpikeShape.Kind.valueOf(shape.toUpperCase(Locale.ROOT)),
            pulses.amplitude(),
            pulses.width(),
            tail,
            tailWidth,
            pulses.edge());
    boolean farthest = arguments.word("sample", List.of("after", "farthest")).equals("farthest");
    return new SpikeTiming(
        delays, spike, post, sum.equals("sum") ? 1 : -1, settle, farthest);
  }

  private String source(Names names, Value named) {
    Value word =
        new Value("", named.text(), Double.NaN, named.expression(), null, named.span());
    return names.source(word).orElse("");
  }

  private Procedure retention(Pulses pulses, Reading reading) {
    double[] times = list("times");
    Arrays.sort(times);
    double least = Double.isNaN(reading.level()) ? 0 : reading.width() + 2 * pulses.edge();
    double before = 0;
    for (double time : times) {
      if (!(time - before > least)) {
        arguments.wrong(
            at("times"), "times must be above 0 and apart by more than a reading takes", FORM);
        break;
      }
      before = time;
    }
    String fit = arguments.word("fit", List.of("exp", "stretched"));
    return new Retention(times, fit.equals("stretched"));
  }

  private Procedure rates(Pulses pulses, Reading reading) {
    double[] rates = list("rates");
    int count =
        arguments.value("pulses").isPresent() ? arguments.whole("pulses", 1, 1, MOST_PULSES) : 0;
    double duration = arguments.positive("duration", Double.NaN);
    if ((count > 0) == !Double.isNaN(duration)) {
      arguments.wrong(
          command.span(), "either pulses= or duration= says how long a train is", FORM);
    }
    for (double rate : rates) {
      if (!(rate > 0) || !(1 / rate - pulses.width() >= reading.span(pulses.edge()))) {
        arguments.wrong(
            at("rates"), "at " + rate + " Hz the pulses and readings do not fit", FORM);
        break;
      }
      if (RateDependence.pulses(rate, count, duration) > MOST_PULSES) {
        arguments.wrong(at("rates"), "this is a train of over a hundred thousand pulses", FORM);
        break;
      }
    }
    return new RateDependence(rates, count, duration);
  }
}
