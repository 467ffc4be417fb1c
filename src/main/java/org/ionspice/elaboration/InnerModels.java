package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Finds the model cards that stand inside of subcircuits. */
final class InnerModels {
  private InnerModels() {}

  /**
   * Returns a card.
   *
   * @param path names of the instances that lead to it, outermost first
   */
  static Optional<Statement.Model> find(
      List<Statement> statements, List<String> path, String model) {
    Map<String, Statement.Subcircuit> known = new HashMap<>();
    List<Statement> body = all(statements);
    for (String instance : path) {
      String sub = "";
      for (Statement each : body) {
        if (each instanceof Statement.Subcircuit s) {
          known.put(s.name().key(), s);
        }
      }
      for (Statement each : body) {
        if (each instanceof Statement.Element x && x.name().key().equals(instance)) {
          sub = subcircuit(x, known);
        }
      }
      if (sub.isEmpty()) {
        return Optional.empty();
      }
      body = all(known.get(sub).body());
    }
    for (Statement each : body) {
      if (each instanceof Statement.Model m && m.name().key().equals(model)) {
        return Optional.of(m);
      }
    }
    return Optional.empty();
  }

  /** Returns the last of an element's words that names a subcircuit. */
  private static String subcircuit(
      Statement.Element element, Map<String, Statement.Subcircuit> known) {
    String found = "";
    for (Field field : element.fields()) {
      if (field instanceof Field.Word w && known.containsKey(w.key())) {
        found = w.key();
      }
    }
    return found;
  }

  /** Returns statements with those of all branches of conditions. */
  private static List<Statement> all(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (Statement each : statements) {
      if (each instanceof Statement.Conditional c) {
        c.branches().forEach(branch -> all.addAll(all(branch.body())));
      } else {
        all.add(each);
      }
    }
    return all;
  }
}
