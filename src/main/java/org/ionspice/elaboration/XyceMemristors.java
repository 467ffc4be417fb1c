package org.ionspice.elaboration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Reads Xyce's memristor cards, {@code .model name MEMRISTOR LEVEL=n (...)}, as devices of the
 * catalogue: level 2 as team, 3 as yakopcic, 4 as pem.
 *
 * <p>Names and defaults are those of the parameter tables in Xyce's Reference Guide. Differences
 * that are kept on purpose: states count from 0 to 1, so that XSCALING has no effect; ION and VN
 * are thresholds of negative drive, whichever sign is written (the defaults of the guide would let
 * the state move at rest); windows 1 to 3 span XON to XOFF, whatever D says.
 */
final class XyceMemristors {
  private static final String TYPE = "memristor";
  private static final String LEVELS =
      "LEVEL=2 is TEAM, LEVEL=3 Yakopcic, LEVEL=4 the piecewise empirical model";
  private static final List<String> WINDOWS =
      List.of("none", "joglekar", "biolek", "prodromakis", "kvat");

  /** Names of Xyce that differ from the device's. */
  private static final Map<String, Map<String, String>> NAMES =
      Map.of(
          "team",
              Map.of(
                  "alphaoff", "aoff", "alphaon", "aon", "aoff", "aoffw", "aon", "aonw",
                  "wt", "win"),
          "yakopcic", Map.of("xo", "x0"),
          "pem", Map.of("xo", "x0"));

  /** Defaults of Xyce, by the device's names; those of pem are the same except one. */
  private static final Map<String, Map<String, Double>> DEFAULTS =
      Map.of(
          "team",
              Map.ofEntries(
                  Map.entry("ron", 50.0),
                  Map.entry("roff", 1e3),
                  Map.entry("ion", -8.9e-6),
                  Map.entry("ioff", 115e-6),
                  Map.entry("kon", -8e-13),
                  Map.entry("koff", 8e-13),
                  Map.entry("aon", 3.0),
                  Map.entry("aoff", 3.0),
                  Map.entry("xon", 0.0),
                  Map.entry("xoff", 3e-9),
                  Map.entry("aonw", 0.0),
                  Map.entry("aoffw", 3e-9),
                  Map.entry("wc", 1.07e-12),
                  Map.entry("x0", 0.0)),
          "yakopcic",
              Map.ofEntries(
                  Map.entry("a1", 1.0),
                  Map.entry("a2", 1.0),
                  Map.entry("b", 1.0),
                  Map.entry("vp", 0.01),
                  Map.entry("vn", 0.01),
                  Map.entry("ap", 1.0),
                  Map.entry("an", 1.0),
                  Map.entry("xp", 1.0),
                  Map.entry("xn", 1.0),
                  Map.entry("alphap", 1.0),
                  Map.entry("alphan", 1.0),
                  Map.entry("eta", 1.0),
                  Map.entry("x0", 0.0)),
          "pem", Map.of("x0", 0.0));

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "level", "xscaling", "d",
          "resdelta", "resdeltagrad", "reseptd", "reslambda", "resseed", "restd",
          "xdelta", "xdeltagrad", "xeptd", "xlambda", "xseed", "xtd");

  private final Flattening flat;

  XyceMemristors(Flattening flat) {
    this.flat = flat;
  }

  static boolean isCard(Statement.Model model) {
    return model.type().key().equals(TYPE);
  }

  private static Field.@Nullable Assignment find(Statement.Model model, String name) {
    for (Field field : model.fields()) {
      if (field instanceof Field.Assignment a && a.name().key().equals(name)) {
        return a;
      }
    }
    return null;
  }

  /** Returns the device that a card's LEVEL stands for. */
  DeviceType type(Statement.Model model, Level owner) {
    Field.Assignment level = find(model, "level");
    if (level == null) {
      throw new Mistake(
          Code.E212, model.type().span(), "a memristor model needs its LEVEL", LEVELS);
    }
    double number = flat.reading.number(level.value(), owner);
    String name = number == 2 ? "team" : number == 3 ? "yakopcic" : number == 4 ? "pem" : "";
    if (name.isEmpty()) {
      throw new Mistake(
          Code.E203,
          level.value().span(),
          "there is no memristor of LEVEL " + Reading.text(level.value()),
          LEVELS);
    }
    return flat.catalog.byType(name).orElseThrow();
  }

  /** Returns the device's name of a parameter of Xyce. */
  static String translated(DeviceType type, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(type.name(), Map.of()).getOrDefault(key, key);
  }

  /** Returns what a card gives, in the device's names. */
  Map<String, Given> given(
      Statement.Model model, Level owner, DeviceType type, Models models) {
    Map<String, Given> given = new LinkedHashMap<>();
    Span at = model.name().span();
    DEFAULTS.get(type.name()).forEach((name, v) -> given.put(name, new Given(v, at, at)));
    if (type.name().equals("team")) {
      given.put("win", new Given("none", at, at));
    }
    for (Field field : model.fields()) {
      if (!(field instanceof Field.Assignment a)) {
        throw new Mistake(
            Code.E122,
            field.span(),
            "'" + Reading.text(field) + "' is no parameter of a memristor",
            "write name=value");
      }
      if (isNoise(a)) {
        refuseNoise(a, owner);
      } else if (!WITHOUT_EFFECT.contains(a.name().key())) {
        add(given, a, owner, type, models);
      }
    }
    if (type.name().equals("pem")) {
      table(given, "fxpdata", "filep.dat", model, owner, type, models);
      table(given, "fxmdata", "filem.dat", model, owner, type, models);
    }
    thresholds(given, type);
    window(given, model, type, owner);
    return given;
  }

  private static boolean isNoise(Field.Assignment a) {
    return a.name().key().equals("resnoise") || a.name().key().equals("xnoise");
  }

  private void refuseNoise(Field.Assignment a, Level owner) {
    String word = Reading.text(a.value()).toLowerCase(Locale.ROOT);
    boolean off = word.equals("false") || !word.equals("true")
        && flat.reading.number(a.value(), owner) == 0;
    if (!off) {
      throw new Mistake(
          Code.E125,
          a.span(),
          "random telegraph noise of memristors is not supported",
          "remove " + a.name().text());
    }
  }

  private void add(
      Map<String, Given> given, Field.Assignment a, Level owner, DeviceType type, Models models) {
    String name = translated(type, a.name().text());
    if (type.table().find(name).isEmpty()) {
      flat.diagnostics.add(
          Code.E202,
          a.name().span(),
          "memristor level " + levelOf(type) + " (" + type.name() + ") has no parameter '"
              + a.name().text() + "'",
          hint(a.name().text(), type));
      return;
    }
    Field value = a.value();
    if (a.name().key().equals("wt")) {
      double number = flat.reading.number(value, owner);
      if (number < 0 || number >= WINDOWS.size() || number != Math.rint(number)) {
        throw new Mistake(
            Code.E203,
            value.span(),
            "there is no window WT=" + Reading.text(value),
            "0 is none, 1 Joglekar, 2 Biolek, 3 Prodromakis, 4 Kvatinsky");
      }
      value = new Field.Word(WINDOWS.get((int) number), value.span());
    }
    Field.Word renamed = new Field.Word(name, a.name().span());
    models.add(given, new Field.Assignment(renamed, value, a.span()), owner, type);
  }

  private static int levelOf(DeviceType type) {
    return type.name().equals("team") ? 2 : type.name().equals("yakopcic") ? 3 : 4;
  }

  private static String hint(String name, DeviceType type) {
    Map<String, String> renamed = NAMES.getOrDefault(type.name(), Map.of());
    Set<String> known = new TreeSet<>(renamed.keySet());
    type.table().parameters().stream()
        .map(p -> p.name())
        .filter(p -> !renamed.containsValue(p))
        .forEach(known::add);
    String near = Nearest.hint(name, known);
    return (near.isEmpty() ? "" : near + " ") + "it takes " + String.join(", ", known);
  }

  /** Reads the file that Xyce reads when the card names none. */
  private static void table(
      Map<String, Given> given,
      String name,
      String file,
      Statement.Model model,
      Level owner,
      DeviceType type,
      Models models) {
    if (!given.containsKey(name)) {
      Span at = model.type().span();
      Field.Word word = new Field.Word(name, at);
      models.add(given, new Field.Assignment(word, new Field.Word(file, at), at), owner, type);
    }
  }

  /** Makes thresholds of negative drive negative for team, and a size for yakopcic. */
  private static void thresholds(Map<String, Given> given, DeviceType type) {
    String name = type.name().equals("team") ? "ion" : type.name().equals("yakopcic") ? "vn" : "";
    Given g = given.get(name);
    if (g != null && g.value() instanceof Number n) {
      double size = Math.abs(n.doubleValue());
      given.put(name, new Given(name.equals("ion") ? -size : size, g.name(), g.at()));
    }
  }

  /** Says where a window of Xyce is not what is simulated. */
  private void window(
      Map<String, Given> given, Statement.Model model, DeviceType type, Level owner) {
    Given win = given.get("win");
    Field.Assignment d = find(model, "d");
    if (!type.name().equals("team")
        || win == null
        || !WINDOWS.subList(1, 4).contains(win.value())) {
      return;
    }
    if (!given.containsKey("p")) {
      flat.diagnostics.add(
          Code.W240,
          win.at(),
          "the default of P, 1.15e-4, makes no window; P=2 and J=1 are taken",
          "give P, and for WT=3 also J");
    }
    if (d != null && given.get("xoff").value() instanceof Number xoff
        && given.get("xon").value() instanceof Number xon) {
      double span = xoff.doubleValue() - xon.doubleValue();
      Field.Assignment scaling = find(model, "xscaling");
      double scale = scaling == null ? 1 : flat.reading.number(scaling.value(), owner);
      if (Math.abs(flat.reading.number(d.value(), owner) - span * scale) > 1e-6 * span * scale) {
        flat.diagnostics.add(
            Code.W214, d.span(), "D has no effect: the window spans XON to XOFF", "remove D");
      }
    }
  }

  /** Puts what an instance line says in Xyce's names into the device's. */
  void instance(Line line, DeviceType type) {
    Field.Assignment relation = line.named.get("ivrelation");
    if (relation == null || !type.name().equals("team")) {
      return;
    }
    double number = flat.reading.number(relation.value(), line.level);
    if (number != 0 && number != 1) {
      throw new Mistake(
          Code.E203,
          relation.value().span(),
          "there is no IVRELATION " + Reading.text(relation.value()),
          "0 is linear, 1 exponential");
    }
    line.named.remove("ivrelation");
    Field.Word name = new Field.Word("iv", relation.name().span());
    Field.Word word = new Field.Word(number == 0 ? "lin" : "exp", relation.value().span());
    line.named.put("iv", new Field.Assignment(name, word, relation.span()));
  }
}
