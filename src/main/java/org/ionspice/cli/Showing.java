package org.ionspice.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Source;
import org.ionspice.output.Numbers;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;

/** Prints the netlist and its devices for {@code listing} and {@code show} of scripts. */
final class Showing {
  private Showing() {}

  /** Prints the lines of the netlist's own file with their numbers. */
  static void lines(Source source, PrintStream out) {
    for (int k = 1; k <= source.lineCount(); k++) {
      out.println(String.format(Locale.ROOT, "%6d : %s", k, source.line(k).stripTrailing()));
    }
  }

  /** Prints the flat circuit, a device on each line: name, nodes, type. */
  static void expanded(Circuit circuit, PrintStream out) {
    for (Instance instance : circuit.instances()) {
      out.println(
          instance.name() + " " + nodes(circuit, instance) + " " + instance.type()
              + principal(instance));
    }
  }

  /** Prints how many devices there are of each type. */
  static void inventory(Circuit circuit, PrintStream out) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Instance instance : circuit.instances()) {
      if (instance.name().indexOf('#') < 0) {
        counts.merge(instance.type(), 1, Integer::sum);
      }
    }
    out.println("Circuit Inventory");
    out.println();
    counts.forEach((type, count) -> out.println(type + ": " + count));
  }

  /** Prints the chosen devices with all parameters; returns whether there was any. */
  static boolean devices(
      Circuit circuit, List<String> names, List<String> wanted, PrintStream out) {
    boolean any = false;
    for (Instance instance : circuit.instances()) {
      if (isMeant(instance.name(), names)) {
        any = true;
        out.println(
            instance.name() + ": " + instance.type() + " between " + nodes(circuit, instance));
        ParameterTable<?> table = ParameterTable.of(instance.model().getClass());
        for (Parameter p : table.parameters()) {
          String unit = p.unit().equals("1") ? "" : " " + p.unit();
          String value = value(table, instance, p.name());
          boolean asked = wanted.isEmpty() || wanted.stream().anyMatch(w -> isCalled(p, w));
          if (value.isEmpty() || !asked) {
            continue;
          }
          out.println(String.format(Locale.ROOT, "  %-12s = %s%s", p.name(), value, unit));
        }
      }
    }
    return any;
  }

  private static boolean isCalled(Parameter parameter, String name) {
    return parameter.name().equalsIgnoreCase(name)
        || parameter.aliases().stream().anyMatch(name::equalsIgnoreCase)
        || parameter.principal() && List.of("resistance", "capacitance", "inductance", "dc").contains(name);
  }

  /** A device is meant by its name, and by the letter of its kind. */
  private static boolean isMeant(String name, List<String> wanted) {
    if (name.indexOf('#') >= 0) {
      return false; // An ammeter, or the resistance of a line: no device of the netlist.
    }
    if (wanted.isEmpty()) {
      return true;
    }
    String own = name.substring(name.lastIndexOf('.') + 1);
    for (String word : wanted) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.equals("all")
          || lower.equals(name)
          || lower.length() == 1 && own.startsWith(lower)) {
        return true;
      }
    }
    return false;
  }

  private static String nodes(Circuit circuit, Instance instance) {
    StringBuilder text = new StringBuilder();
    for (int node : instance.nodes()) {
      text.append(text.length() == 0 ? "" : " ");
      text.append(node == Instance.GROUND ? "0" : circuit.nodes().get(node));
    }
    return text.toString();
  }

  private static String value(ParameterTable<?> table, Instance instance, String name) {
    OptionalDouble number = table.get(instance.model(), name);
    if (number.isEmpty()) {
      return table.text(instance.model(), name);
    }
    return Double.isNaN(number.getAsDouble()) ? "" : Numbers.shortest(number.getAsDouble());
  }

  private static String principal(Instance instance) {
    ParameterTable<?> table = ParameterTable.of(instance.model().getClass());
    return table
        .principal()
        .map(p -> " " + p.name() + "=" + value(table, instance, p.name()))
        .orElse("");
  }
}
