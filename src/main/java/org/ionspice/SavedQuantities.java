package org.ionspice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Probes;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.AnalysisKeyword;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;
import org.ionspice.result.Column;

/** Which quantities a run keeps: what the netlist saves, or all of them, and what its lines name. */
final class SavedQuantities {
  /** Lines that belong to {@code .train}: what they name is read by it, not kept. */
  private static final List<String> TRAINED = List.of("weight", "sample", "data");

  private SavedQuantities() {}

  /** Refuses energies on {@code .save} lines when no time passes in any of the analyses. */
  static void requireTime(Design design, List<Analysis> analyses, Diagnostics diagnostics) {
    if (analyses.isEmpty() || analyses.stream().anyMatch(Analysis::takesTime)) {
      return;
    }
    for (Command command : design.commands()) {
      if (command.keyword().equals("save") || command.keyword().equals("probe")) {
        for (Value value : command.values()) {
          if (value.expression() instanceof Expression.DeviceQuantity q
              && q.quantity().equals("energy")) {
            diagnostics.add(
                Code.E101,
                q.span(),
                "an energy is an integral over time, and in these analyses none passes",
                "add .tran, or save the power @" + q.device() + "[p]");
          }
        }
      }
    }
  }

  /** Returns the weights of a training: its results have them, though no other analysis saves them. */
  private static Set<String> weights(Design design) {
    Set<String> weights = new LinkedHashSet<>();
    for (Command command : design.commands()) {
      for (Value value : command.keyword().equals("weight") ? command.values() : List.<Value>of()) {
        if (value.expression() != null) {
          Quantities.collect(value.expression(), weights);
        }
      }
    }
    return weights;
  }

  /**
   * Returns the quantities with those that a script reads beside them.
   *
   * @param hidden receives the names of those that nothing else asked for
   */
  static Probes beside(
      Assembly system, Design stepped, Probes saved, Set<String> wanted, Set<String> hidden) {
    if (wanted.isEmpty()) {
      return saved;
    }
    Set<String> known = new HashSet<>();
    saved.columns().forEach(column -> known.add(column.name()));
    Probes more =
        Probes.of(system, List.copyOf(wanted), stepped.ammeters(), new ArrayList<>());
    for (Column column : more.columns()) {
      if (!known.contains(column.name())) {
        hidden.add(column.name());
      }
    }
    return saved.and(more);
  }

  /** Returns the quantities; names that do not exist are added to {@code problems}. */
  static Probes of(Assembly system, Design stepped, List<Diagnostic> problems) {
    boolean restricted = false;
    boolean all = false;
    Set<String> wanted = new LinkedHashSet<>();
    for (Command command : stepped.commands()) {
      if (AnalysisKeyword.find(command.keyword()).isPresent()
          || TRAINED.contains(command.keyword())
          || command.keyword().equals("csparam")) {
        continue;
      }
      boolean save = command.keyword().equals("save") || command.keyword().equals("probe");
      restricted |= save;
      for (Value value : command.values()) {
        all |= save && value.key().equals("all");
        if (value.expression() != null) {
          Quantities.collect(value.expression(), wanted);
        }
        if (value.target() != null) {
          Quantities.collect(value.target(), wanted);
        }
      }
    }
    List<String> missing = new ArrayList<>();
    Probes named =
        Probes.of(system, List.copyOf(wanted), stepped.ammeters(), missing);
    missing.removeAll(weights(stepped));
    for (String name : missing) {
      Diagnostic remark =
          Diagnostic.of(
              Code.W230,
              Span.NONE,
              "there is no quantity '" + name + "' in this circuit; it is not saved",
              "check the names of the node and the device");
      if (!problems.contains(remark)) {
        problems.add(remark);
      }
    }
    if (restricted && !all) {
      return named;
    }
    if (all || system.size() <= Probes.MOST_UNKNOWNS) {
      return Probes.everything(system).and(named);
    }
    Diagnostic remark =
        Diagnostic.of(
            Code.W230,
            Span.NONE,
            "the circuit is large: what is inside of subcircuits and crossbars is not saved",
            "name what is wanted in .save");
    if (!problems.contains(remark)) {
      problems.add(remark);
    }
    return Probes.outermost(system).and(named);
  }
}
