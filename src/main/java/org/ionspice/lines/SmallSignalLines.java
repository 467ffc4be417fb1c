package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Noise;
import org.ionspice.analysis.OutputVariable;
import org.ionspice.analysis.Sensitivity;
import org.ionspice.analysis.TransferFunction;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.integration.Transient;
import org.ionspice.integration.TransientSensitivity;

/** Turns lines of analyses that look from a source to an output ({@code .tf .noise}) into analyses. */
final class SmallSignalLines {
  /** Times at which {@code .sens} may differentiate a transient. */
  private static final int MOST_TIMES = 1000;

  private final Design design;
  private final Diagnostics diagnostics;

  SmallSignalLines(Design design, Diagnostics diagnostics) {
    this.design = design;
    this.diagnostics = diagnostics;
  }

  private <T> Optional<T> wrong(Span at, String message, String form) {
    diagnostics.add(Code.E230, at, message, form);
    return Optional.empty();
  }

  Optional<Analysis> transferFunction(Command command) {
    String form = "form: .tf v(node[,node])|i(device) source";
    List<Value> v = command.values();
    if (v.size() != 2) {
      return wrong(command.span(), ".tf takes an output and a source", form);
    }
    Names names = new Names(design, diagnostics, form);
    Optional<OutputVariable> output = names.output(v.get(0));
    Optional<String> source = names.source(v.get(1));
    if (output.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    boolean current = names.instance(source.get()).orElseThrow().type().equals("i");
    return Optional.of(new TransferFunction(output.get(), source.get(), current));
  }

  Optional<Analysis> sensitivity(Command command) {
    String form =
        "form: .sens v(node[,node])|i(device) [dc | ac dec|oct|lin n fstart fstop | tran [tstep] tstop [uic]]";
    List<Value> v = command.values();
    if (v.size() > 1 && v.get(1).key().equals("tran")) {
      return transientSensitivity(command, form);
    }
    boolean ac = v.size() > 1 && v.get(1).key().equals("ac");
    boolean dc = v.size() == 1 || v.size() == 2 && v.get(1).key().equals("dc");
    if (!dc && !(ac && v.size() == 6)) {
      return wrong(command.span(), ".sens takes an output, and for AC four values more", form);
    }
    Optional<OutputVariable> output = new Names(design, diagnostics, form).output(v.get(0));
    Optional<double[]> grid =
        ac
            ? new FrequencyGrid(diagnostics, form).read(v.subList(2, 6), false)
            : Optional.of(new double[0]);
    return output.flatMap(o -> grid.map(f -> new Sensitivity(o, f, command.span())));
  }

  private Optional<Analysis> transientSensitivity(Command command, String form) {
    List<Value> v = command.values();
    boolean uic = v.get(v.size() - 1).key().equals("uic");
    List<Value> given = v.subList(2, v.size() - (uic ? 1 : 0));
    for (Value value : given) {
      if (!(value.number() > 0)) {
        return wrong(value.span(), "'" + value.text() + "' is no time above zero", form);
      }
    }
    if (given.isEmpty() || given.size() > 2) {
      return wrong(command.span(), ".sens of a transient takes one or two times", form);
    }
    double stop = given.get(given.size() - 1).number();
    double step = given.get(0).number();
    double count = Math.floor(stop / step * (1 + 1e-9));
    if (step > stop || count > MOST_TIMES) {
      return wrong(
          given.get(0).span(),
          step > stop ? "tstop must be later than tstep" : "these are over a thousand times",
          "every time is a walk over the transient; take a larger tstep");
    }
    double[] times =
        given.size() == 1
            ? new double[] {stop}
            : IntStream.rangeClosed(0, (int) count).mapToDouble(k -> Math.min(k * step, stop)).toArray();
    Transient plan = new Transient(stop, stop, 0, Double.NaN, uic, false);
    return new Names(design, diagnostics, form)
        .output(v.get(0))
        .map(o -> new TransientSensitivity(o, plan, times, command.span()));
  }

  Optional<Analysis> noise(Command command) {
    String form = "form: .noise v(node[,node]) source dec|oct|lin n fstart fstop [every]";
    List<Value> v = command.values();
    if (v.size() != 6 && v.size() != 7) {
      return wrong(
          command.span(), ".noise takes an output, a source, four values and perhaps one", form);
    }
    Names names = new Names(design, diagnostics, form);
    Optional<OutputVariable> output = names.output(v.get(0));
    Optional<String> source = names.source(v.get(1));
    Optional<double[]> grid = new FrequencyGrid(diagnostics, form).read(v.subList(2, 6), true);
    if (output.isEmpty() || source.isEmpty() || grid.isEmpty()) {
      return Optional.empty();
    }
    double every = v.size() == 7 ? v.get(6).number() : 0;
    if (!(every >= 0) || every != Math.rint(every) || every > grid.get().length) {
      return wrong(
          v.get(6).span(),
          "'" + v.get(6).text() + "' is no whole number up to the number of points",
          "with 1 contributions are written at each frequency, with 2 at every second");
    }
    boolean current = names.instance(source.get()).orElseThrow().type().equals("i");
    return Optional.of(
        new Noise(output.get(), source.get(), current, grid.get(), (int) every));
  }
}
