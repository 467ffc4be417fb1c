package org.ionspice.elaboration;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ionspice.parameter.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the manual's device pages, in Markdown, from what the device records say of themselves. */
public final class DevicePages {
  /** Netlist lines of the types whose form is not node by node and a model. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("r", "R1 p n 1k"),
          Map.entry("c", "C1 p n 1u"),
          Map.entry("l", "L1 p n 1m"),
          Map.entry("k", "K1 L1 L2 0.99"),
          Map.entry("v", "V1 p n DC 1 AC 1 SIN(0 1 1k)"),
          Map.entry("port", "V1 p n DC 0 AC 1 portnum 1 z0 50"),
          Map.entry("i", "I1 p n DC 1m AC 1m PULSE(0 1m 0 1u 1u 1m 2m)"),
          Map.entry("e", "E1 p n cp cn 10"),
          Map.entry("g", "G1 p n cp cn 1m"),
          Map.entry("f", "F1 p n Vsense 10"),
          Map.entry("h", "H1 p n Vsense 1k"),
          Map.entry("elaplace", "E1 p n LAPLACE {v(cp,cn)} = {1/(1+s*1u)}"),
          Map.entry("glaplace", "G1 p n LAPLACE {v(cp,cn)} = {1m/(1+s*1u)}"),
          Map.entry("bv", "B1 p n V=v(a)^2"),
          Map.entry("bi", "B1 p n I=1m*tanh(v(p,n))"),
          Map.entry("rb", "R1 p n {1k*(1+v(p,n)^2)}"),
          Map.entry("lb", "L1 p n flux={1m*tanh(i(L1))}"),
          Map.entry("cb", "C1 p n q={1n*v(p,n)+1p*v(p,n)^3}"),
          Map.entry("t", "T1 p1 n1 p2 n2 z0=50 td=1n"));

  private DevicePages() {}

  /**
   * Returns all pages by file name, the index included.
   *
   * @param examples netlists that show a type, by its name
   */
  public static Map<String, String> of(DeviceCatalog catalog, Map<String, String> examples) {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder index = new StringBuilder("# Devices\n\n");
    index.append("These pages are generated from the device records, as `ionspice devices NAME` is;")
        .append("\n`mvn test -Dtest=DevicePagesTest -Dupdate=true` rewrites them.\n\n");
    index.append("| Type | Letter | Device |\n|---|---|---|\n");
    for (DeviceType type : catalog.all()) {
      pages.put(type.name() + ".md", page(type, examples.get(type.name())));
      String link = "[`" + type.name() + "`](" + type.name() + ".md)";
      index.append(row(List.of(link, String.valueOf(type.letter()), type.title())));
    }
    pages.put("index.md", index.toString());
    return pages;
  }

  /** Returns the page of one type; {@code netlist} shows it, null for none. */
  static String page(DeviceType type, @Nullable String netlist) {
    StringBuilder page = new StringBuilder("# " + type.title() + " (`" + type.name() + "`)\n\n");
    page.append("```\n").append(example(type)).append("\n```\n\n");
    page.append("Terminals: ").append(terminals(type)).append(".\n");
    new TreeMap<>(type.also()) // The map itself has no order that stays.
        .forEach(
            (name, given) ->
                page.append("\nThe type `").append(name).append("` of a model card is this one with `")
                    .append(given).append("`.\n"));
    if (!type.equations().isEmpty()) {
      page.append("\n## Equations\n\n```\n");
      type.equations().forEach(e -> page.append(e).append('\n'));
      page.append("```\n");
    }
    page.append("\n## Parameters\n\n");
    page.append("| Name | Unit | Default | Range | Meaning |\n|---|---|---|---|---|\n");
    for (Parameter p : type.table().parameters()) {
      page.append(row(List.of(names(p), p.unit(), defaultOf(p), range(p), p.doc())));
    }
    page.append(results(type));
    if (netlist != null) {
      page.append("\n## Example\n\n`netlists/devices/").append(type.name()).append(".cir`:\n\n");
      page.append("```spice\n").append(netlist.strip()).append("\n```\n\n");
      page.append("![What the example draws](../figures/devices/").append(type.name());
      page.append(".png)\n");
    }
    if (!type.limits().isEmpty()) {
      page.append("\n## Limits\n\n");
      type.limits().forEach(l -> page.append("- ").append(l).append('\n'));
    }
    page.append("\n## Source\n\n").append(type.source()).append('\n');
    return page.toString();
  }

  /** Returns what {@code .save}, {@code .plot} and formulas may read, for the default parameters. */
  private static String results(DeviceType type) {
    if (type.letter() == 'B') {
      return "";
    }
    Map<String, Object> given = new HashMap<>();
    for (Parameter p : type.table().parameters()) {
      if (p.isRequired() && p.isNumber()) {
        given.put(p.name(), 1);
      }
    }
    StringBuilder rows = new StringBuilder();
    type.table()
        .build(given)
        .record()
        .filter(m -> type.table().parameters().stream().allMatch(DevicePages::isPlain))
        .ifPresent(
            model ->
                Probing.of(type, model)
                    .units()
                    .forEach(
                        (name, unit) ->
                            rows.append(
                                row(List.of("`@" + type.letter() + "1[" + name + "]`", unit)))));
    return rows.isEmpty()
        ? ""
        : "\n## Results\n\nStates and quantities that can be printed, with default parameters.\n\n"
            + "| Name | Unit |\n|---|---|\n" + rows;
  }

  /** Returns whether a record can be built without an object for the parameter. */
  private static boolean isPlain(Parameter p) {
    return p.isNumber() || p.type().isEnum() || !p.isRequired();
  }

  /** Returns a netlist line, with its model card where the form needs one. */
  private static String example(DeviceType type) {
    String known = EXAMPLES.get(type.name());
    if (known != null) {
      return known;
    }
    String name = type.letter() + "1 ";
    String pins = type.terminals().isEmpty() ? "p n" : String.join(" ", type.terminals());
    String control = type.letter() == 'W' ? " Vsense" : "";
    return name + pins + control + " my" + type.name() + "\n.model my" + type.name() + " "
        + type.name() + given(type);
  }

  /** Returns the first parameters with a default, as a model card gives them. */
  private static String given(DeviceType type) {
    List<String> some =
        type.table().parameters().stream()
            .filter(p -> p.type() == double.class)
            .filter(p -> p.isRequired() || !Double.isNaN(p.defaultValue()))
            .limit(3)
            .map(p -> p.name() + "=" + (p.isRequired() ? "1" : p.defaultText()))
            .toList();
    return some.isEmpty() ? "" : "(" + String.join(" ", some) + ")";
  }

  private static String terminals(DeviceType type) {
    if (type.letter() == 'K') {
      return "none; it names two inductors";
    }
    if (type.terminals().isEmpty()) {
      return "`p`, `n`";
    }
    String text = "`" + String.join("`, `", type.terminals()) + "`";
    for (List<String> group : type.optional()) {
      text += "; optional `" + String.join("`, `", group) + "`";
    }
    return text;
  }

  private static String names(Parameter p) {
    String name = "`" + p.name().toLowerCase(Locale.ROOT) + "`";
    for (String alias : p.aliases()) {
      name += ", `" + alias + "`";
    }
    return name;
  }

  private static String defaultOf(Parameter p) {
    if (p.isRequired()) {
      return "required";
    }
    return p.defaultText().equals("none") ? "not given" : p.defaultText();
  }

  private static String range(Parameter p) {
    if (p.choices().isEmpty()) {
      return p.range();
    }
    return String.join(", ", p.choices());
  }

  private static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|").replace("<", "&lt;")).append(" |");
    }
    return row.append('\n').toString();
  }
}
