package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Reads {@code .options} lines. Mutable. */
final class OptionLines {
  /**
   * Xyce's packages of options, each with the options that mean here what they mean there. Its
   * tolerances of other packages are those of other quantities.
   */
  private static final Map<String, Set<String>> PACKAGES =
      Map.ofEntries(
          Map.entry("timeint", Set.of("reltol", "method")),
          Map.entry("timeint-tran", Set.of("reltol", "method")),
          Map.entry("device", Set.of("temp", "tnom", "gmin", "defl", "defw", "defad", "defas")),
          Map.entry("nonlin", Set.of()),
          Map.entry("nonlin-tran", Set.of()),
          Map.entry("nonlin-hb", Set.of()),
          Map.entry("linsol", Set.of()),
          Map.entry("linsol-ac", Set.of()),
          Map.entry("linsol-hb", Set.of()),
          Map.entry("output", Set.of()),
          Map.entry("measure", Set.of()),
          Map.entry("restart", Set.of()),
          Map.entry("loca", Set.of()),
          Map.entry("sensitivity", Set.of()),
          Map.entry("samples", Set.of()),
          Map.entry("hbint", Set.of()),
          Map.entry("diagnostic", Set.of()),
          Map.entry("dist", Set.of()),
          Map.entry("parallel", Set.of()),
          Map.entry("parser", Set.of()));

  private final Flattening flat;
  private final Reading reading;
  private final Map<String, Value> options = new LinkedHashMap<>();

  OptionLines(Flattening flat) {
    this.flat = flat;
    this.reading = flat.reading;
  }

  static boolean isOptions(Statement.Directive d) {
    return List.of("options", "option", "opt").contains(d.keyword());
  }

  /** Returns what was read; the caller must not change it. */
  Map<String, Value> options() {
    return options;
  }

  double option(String name, double otherwise) {
    Value value = options.get(name);
    return value == null || !value.isNumber() ? otherwise : value.number();
  }

  void read(Statement.Directive d) {
    List<Field> fields = d.fields();
    boolean packed =
        fields.size() > 1
            && fields.get(0) instanceof Field.Word word
            && PACKAGES.containsKey(word.key());
    if (!packed) {
      fields.forEach(this::option);
      return;
    }
    Field.Word first = (Field.Word) fields.get(0);
    List<String> idle = new ArrayList<>();
    Span from = Span.NONE;
    for (Field field : fields.subList(1, fields.size())) {
      Field.Word name = name(field);
      boolean known = name != null && PACKAGES.get(first.key()).contains(name.key());
      boolean numbered =
          known && name.key().equals("method") && Reading.isNumeric(((Field.Assignment) field).value());
      if (known && !numbered) {
        option(field);
      } else if (name != null && !idle.contains(name.text())) {
        from = idle.isEmpty() ? field.span() : from;
        idle.add(name.text());
      }
    }
    if (!idle.isEmpty()) {
      flat.diagnostics.add(
          Code.W214,
          from,
          "of Xyce's package '" + first.text() + "', no effect here has " + String.join(", ", idle),
          "write .options with the names of the guide");
    }
  }

  private static Field.@org.jspecify.annotations.Nullable Word name(Field field) {
    return field instanceof Field.Assignment a ? a.name() : field instanceof Field.Word w ? w : null;
  }

  private void option(Field field) {
    Field.Word name = name(field);
    if (name == null) {
      throw new Mistake(Code.E101, field.span(), "an option is name or name=value", "");
    }
    if (field instanceof Field.Assignment a
        && a.value() instanceof Field.Group g
        && g.head().isEmpty()
        && g.fields().size() > 1) {
      throw new Mistake(
          Code.E102,
          g.span(),
          "the option '" + name.text() + "' takes one value",
          "write the decimal point, or a blank between two options");
    }
    if (!Options.all().contains(name.key())) {
      flat.diagnostics.add(
          Code.W212,
          name.span(),
          "there is no option '" + name.text() + "'; it has no effect",
          Nearest.hint(name.text(), Options.KNOWN));
      return;
    }
    if (Options.WITHOUT_EFFECT.contains(name.key())) {
      flat.diagnostics.add(
          Code.W214, name.span(), "the option '" + name.text() + "' has no effect here", "remove it");
    }
    double number = 1;
    String text = name.text();
    if (field instanceof Field.Assignment a) {
      text = Reading.text(a.value());
      number = Reading.isNumeric(a.value()) ? reading.number(a.value(), flat.top) : Double.NaN;
      check(name.key(), text, number, a.value().span());
    }
    options.put(name.key(), new Value(name.key(), text, number, null, null, field.span()));
  }

  private static void check(String name, String text, double number, Span at) {
    String kind = Reading.lower(text);
    if (name.equals("filetype") && !kind.equals("ascii") && !kind.equals("binary")) {
      throw new Mistake(Code.E217, at, "the file type is ascii or binary", "filetype=ascii");
    }
    if (name.equals("seed")) {
      MonteCarlo.check(number, at);
    }
    boolean temperature = name.equals("temp") || name.equals("tnom");
    if (temperature && !(number > -Flattening.ZERO_CELSIUS)) {
      throw new Mistake(
          Code.E203,
          at,
          "the temperature must be above -273.15",
          "temperatures are in degrees Celsius");
    }
  }
}
