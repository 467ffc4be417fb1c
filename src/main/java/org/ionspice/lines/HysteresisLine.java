package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.experiment.Hysteresis;

/** Reads {@code .hysteresis} lines. */
record HysteresisLine(Design design, Diagnostics diagnostics) {
  private static final String FORM =
      "form: .hysteresis source amplitude=a freq=f1,f2,... [offset=o] [shape=sin|tri]"
          + " [cycles=pss|n] [read=r]";

  private static final int MOST_CYCLES = 100_000;
  private static final int MOST_FREQUENCIES = 1000;

  /** Returns the analysis, or nothing after a mistake was told. */
  Optional<Analysis> read(Command command) {
    Arguments arguments = new Arguments(command, diagnostics, FORM);
    List<Value> words = command.positional();
    Optional<String> source = Optional.empty();
    if (words.size() == 1) {
      source = new Names(design, diagnostics, FORM).source(words.get(0));
    } else {
      arguments.wrong(
          words.size() > 1 ? words.get(1).span() : command.span(),
          ".hysteresis takes one source",
          FORM);
    }
    double amplitude = arguments.number("amplitude");
    if (amplitude <= 0) {
      arguments.value("amplitude")
          .ifPresent(v -> arguments.wrong(v.span(), "amplitude must be above 0", FORM));
    }
    double offset = arguments.number("offset", 0);
    boolean triangle = arguments.word("shape", List.of("sin", "tri")).equals("tri");
    double[] frequencies = frequencies(command, arguments);
    boolean periodic =
        arguments.value("cycles").map(v -> v.key().equals("pss")).orElse(true);
    int cycles = periodic ? 0 : arguments.whole("cycles", 1, 1, MOST_CYCLES);
    double read = arguments.number("read", offset + amplitude / 2);
    if (!arguments.good() || source.isEmpty() || frequencies.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Hysteresis(
            source.get(),
            amplitude,
            offset,
            frequencies,
            triangle,
            cycles,
            read,
            command.span()));
  }

  private double[] frequencies(Command command, Arguments arguments) {
    Optional<Value> list = arguments.value("freq");
    if (list.isEmpty()) {
      arguments.wrong(command.span(), "freq= is missing", FORM);
      return new double[0];
    }
    double[] all = new NumberList(diagnostics, FORM).read(list.get()).orElse(new double[0]);
    for (double f : all) {
      if (!(f > 0) || Double.isInfinite(f)) {
        arguments.wrong(list.get().span(), "a frequency must be above 0", FORM);
        return new double[0];
      }
    }
    if (all.length > MOST_FREQUENCIES) {
      arguments.wrong(
          list.get().span(), "these are more than " + MOST_FREQUENCIES + " frequencies", FORM);
    }
    return all;
  }
}
