package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.OutputVariable;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;

/**
 * Finds the parts of a circuit that a line names; what is not there is a mistake with a hint.
 *
 * @param form the form of the whole line, for hints
 */
record Names(Design design, Diagnostics diagnostics, String form) {
  <T> Optional<T> wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    return Optional.empty();
  }

  /** Reads {@code v(a)}, {@code v(a,b)} or {@code i(device)}. */
  Optional<OutputVariable> output(Value value) {
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

  /** Reads the name of an independent source; returns it in lower case. */
  Optional<String> source(Value value) {
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

  /** Reads the name of a node; returns the name of its voltage, {@code v(a)}. */
  Optional<String> node(Value value) {
    String name = value.key();
    if (List.of("0", "gnd", "gnd!").contains(name)) {
      return Optional.of("v(0)");
    }
    if (!design.circuit().nodes().contains(name)) {
      String near = Nearest.hint(name, design.circuit().nodes());
      return wrong(
          value.span(),
          "there is no node '" + value.text() + "'",
          near.isEmpty() ? form : near);
    }
    return Optional.of("v(" + name + ")");
  }

  /** Returns the instance of a name in lower case. */
  Optional<Instance> instance(String name) {
    return design.circuit().instances().stream().filter(i -> i.name().equals(name)).findFirst();
  }

  private static boolean isSource(Instance instance) {
    return List.of("v", "port", "i").contains(instance.type());
  }
}
