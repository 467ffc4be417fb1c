package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
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

/** Turns lines of analyses that look from a source to an output ({@code .tf .noise}) into analyses. */
final class SmallSignalLines {
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
    String form = "form: .sens v(node[,node])|i(device) [dc | ac dec|oct|lin n fstart fstop]";
    List<Value> v = command.values();
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
    return output.flatMap(o -> grid.map(f -> new Sensitivity(o, f)));
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
