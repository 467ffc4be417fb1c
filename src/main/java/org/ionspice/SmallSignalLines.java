package org.ionspice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Noise;
import org.ionspice.analysis.OutputVariable;
import org.ionspice.analysis.TransferFunction;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;

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
    Optional<OutputVariable> output = output(v.get(0), form);
    Optional<String> source = source(v.get(1), form);
    if (output.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    boolean current = instance(source.get()).orElseThrow().type().equals("i");
    return Optional.of(new TransferFunction(output.get(), source.get(), current));
  }

  Optional<Analysis> noise(Command command) {
    String form = "form: .noise v(node[,node]) source dec|oct|lin n fstart fstop [every]";
    List<Value> v = command.values();
    if (v.size() != 6 && v.size() != 7) {
      return wrong(
          command.span(), ".noise takes an output, a source, four values and perhaps one", form);
    }
    Optional<OutputVariable> output = output(v.get(0), form);
    Optional<String> source = source(v.get(1), form);
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
    boolean current = instance(source.get()).orElseThrow().type().equals("i");
    return Optional.of(
        new Noise(output.get(), source.get(), current, grid.get(), (int) every));
  }

  /** Reads {@code v(a)}, {@code v(a,b)} or {@code i(device)}. */
  private Optional<OutputVariable> output(Value value, String form) {
    if (value.expression() instanceof Expression.NodeVoltage v && value.target() == null) {
      String label = v.minus().isEmpty() ? v.plus() : v.plus() + "," + v.minus();
      return Optional.of(
          new OutputVariable(
              "v(" + label + ")",
              "v(" + v.plus() + ")",
              v.minus().isEmpty() ? "" : "v(" + v.minus() + ")",
              false));
    }
    if (value.expression() instanceof Expression.BranchCurrent c && value.target() == null) {
      String meter = design.ammeters().getOrDefault(c.device(), c.device());
      return Optional.of(
          new OutputVariable("i(" + c.device() + ")", "i(" + meter + ")", "", true));
    }
    return wrong(value.span(), "'" + value.text() + "' is no voltage or current", form);
  }

  /** Reads the name of an independent source. */
  private Optional<String> source(Value value, String form) {
    Optional<Instance> found = value.isPositional() ? instance(value.key()) : Optional.empty();
    if (found.isPresent() && isSource(found.get())) {
      return Optional.of(found.get().name());
    }
    List<String> sources = new ArrayList<>();
    for (Instance instance : design.circuit().instances()) {
      if (isSource(instance) && !instance.name().contains("#")) {
        sources.add(instance.name());
      }
    }
    String near = found.isPresent() ? "" : Nearest.hint(value.key(), sources);
    return wrong(
        value.span(),
        "'" + value.text() + "' is no independent source of this circuit",
        near.isEmpty() ? form : near);
  }

  private static boolean isSource(Instance instance) {
    return instance.type().equals("v") || instance.type().equals("i");
  }

  private Optional<Instance> instance(String name) {
    return design.circuit().instances().stream().filter(i -> i.name().equals(name)).findFirst();
  }
}
