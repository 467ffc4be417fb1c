package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Law;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.ionspice.parameter.Built;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.Samples;

/** Reads model cards and builds devices from values. */
final class Models {
  /** Words for leaving a parameter open whose default is none. */
  /** What the names of the MOSFETs begin with that differ in nothing but their level. */
  private static final String LEVELLED = "nmos";

  private static final Set<String> NOT_GIVEN = Set.of("none", "auto");

  /** Parameters of which one makes a diode of straight lines, in LTspice. */
  private static final Set<String> LINES = Set.of("ron", "roff", "vfwd", "vrev", "rrev");

  private final Flattening flat;
  private final XyceMemristors xyce;
  private final ModelCache cache = new ModelCache();
  private final Map<String, Map<String, Double>> overridden = new HashMap<>();

  Models(Flattening flat) {
    this.flat = flat;
    this.xyce = new XyceMemristors(flat);
  }

  /** Replaces a parameter of a model, {@code mod(is)}. */
  void override(String path, double value) {
    int open = path.indexOf('(');
    overridden
        .computeIfAbsent(path.substring(0, open), k -> new HashMap<>())
        .put(path.substring(open + 1, path.length() - 1), value);
  }

  boolean isKnown(Field field, Level level) {
    return field instanceof Field.Word w
        && (level.owner(w.key(), true) != null || byType(w.key(), 'N').isPresent());
  }

  /** Returns whether a model's card is of a power MOSFET. */
  boolean isPower(Field.Word name, Level level) {
    Level owner = level.owner(name.key(), true);
    return owner != null
        && flat.catalog
            .byType(owner.models.get(name.key()).type().key())
            .filter(t -> t.name().equals("vdmos"))
            .isPresent();
  }

  private Optional<DeviceType> byType(String name, char letter) {
    return flat.catalog.byType(name).filter(t -> t.letter() == letter);
  }

  /** Returns the device type of a model, or of a type named directly. */
  DeviceType type(Field.Word name, Level level, char letter) {
    Level owner = level.owner(name.key(), true);
    if (owner == null) {
      return byType(name.key(), letter).filter(t -> letter == 'N').orElseThrow(() -> unknown(name, level, letter));
    }
    Statement.Model model = owner.models.get(name.key());
    if (letter == 'N' && XyceMemristors.isCard(model)) {
      return xyce.type(model, owner);
    }
    return byType(isOfLines(model) ? "dideal" : model.type().key(), letter)
        .map(type -> ofLevel(model, owner, type))
        .orElseThrow(() -> wrongType(model, letter, name));
  }

  /** Returns whether a diode's card asks for LTspice's model of straight lines. */
  private static boolean isOfLines(Statement.Model model) {
    return model.type().key().equals("d")
        && model.fields().stream()
            .anyMatch(f -> f instanceof Field.Assignment a && LINES.contains(a.name().key()));
  }

  /** Returns the equations that a card's level chooses among those of a type's family. */
  private DeviceType ofLevel(Statement.Model model, Level owner, DeviceType type) {
    for (Field field : model.fields()) {
      if (field instanceof Field.Assignment a
          && a.name().key().equals("level")
          && type.table().find("level").isPresent()) {
        double level = flat.reading.number(a.value(), owner);
        String family = model.type().key();
        boolean own = type.table().find("level").get().allows(level) && level == Math.rint(level);
        if (own) {
          return type; // The device has one record for all of them.
        }
        return byType(family + Math.round(level), type.letter())
            .filter(t -> level == Math.rint(level))
            .orElseThrow(() -> noLevel(a, family, type));
      }
    }
    return type;
  }

  private Mistake noLevel(Field.Assignment level, String family, DeviceType type) {
    String known =
        flat.catalog.byLetter(type.letter()).stream()
            .filter(t -> t.preset(family) != null || t.name().startsWith(family))
            .map(t -> t.table().find("level").orElseThrow().defaultText())
            .collect(Collectors.joining(", "));
    return new Mistake(
        Code.E203,
        level.value().span(),
        family + " of level " + Reading.text(level.value()) + " is not available",
        "the levels are " + known);
  }

  private Mistake unknown(Field.Word name, Level level, char letter) {
    if (Board.isGround(name.key())) {
      return new Mistake(
          Code.E121,
          name.span(),
          "the model's name is missing after this",
          "the form is " + Elements.form(letter));
    }
    Set<String> known = new LinkedHashSet<>();
    for (Level l = level; l != null; l = l.parent) {
      known.addAll(l.models.keySet());
    }
    if (letter == 'N') {
      flat.catalog.byLetter('N').forEach(t -> known.add(t.name()));
    }
    String near = Nearest.hint(name.text(), known);
    return new Mistake(
        Code.E201,
        name.span(),
        "there is no model '" + name.text() + "'",
        near.isEmpty() ? "add .model " + name.text() + " type(...)" : near);
  }

  private Mistake wrongType(Statement.Model model, char letter, Field.Word use) {
    if (model.type().text().isEmpty()) {
      return new Mistake(Code.E201, Span.NONE, "", ""); // The card's own mistake has been told.
    }
    List<String> types = new ArrayList<>();
    for (DeviceType type : flat.catalog.byLetter(letter)) {
      types.add(type.name());
      types.addAll(new TreeSet<>(type.also().keySet()));
    }
    boolean exists = flat.catalog.byType(model.type().text()).isPresent();
    String near = Nearest.hint(model.type().text(), types);
    return new Mistake(
        Code.E216,
        exists ? use.span() : model.type().span(),
        exists
            ? "model '" + model.name().text() + "' is of type " + model.type().text()
                + ", which an element with the letter " + letter + " does not take"
            : "there is no model type '" + model.type().text() + "'",
        near.isEmpty() ? "`ionspice devices` lists the types" : near);
  }

  /** Returns the values that a model card gives; empty for a type named directly. */
  Map<String, Given> given(Field.Word name, Level level, char letter, DeviceType type) {
    Level owner = level.owner(name.key(), true);
    if (owner == null) {
      return Map.of();
    }
    Statement.Model model = owner.models.get(name.key());
    Map<String, Given> known = owner.readModels.get(model);
    if (known != null) {
      return known;
    }
    boolean passive = "RCL".indexOf(letter) >= 0;
    String written = model.type().key();
    if (passive && !List.of(type.name(), "res", "cap", "ind").contains(written)) {
      throw wrongType(model, letter, name);
    }
    boolean ofXyce = letter == 'N' && XyceMemristors.isCard(model);
    Map<String, Given> given = new LinkedHashMap<>();
    if (ofXyce) {
      given.putAll(xyce.given(model, owner, type, this));
    }
    String preset = type.preset(written);
    if (preset != null) {
      Span at = model.type().span();
      int equals = preset.indexOf('=');
      given.put(preset.substring(0, equals), new Given(preset.substring(equals + 1), at, at));
    }
    for (Field field : ofXyce ? List.<Field>of() : model.fields()) {
      if (field instanceof Field.Assignment a) {
        add(given, a, owner, type);
      } else if (field instanceof Field.Word w && flag(type, w)) {
        given.put(type.table().find(w.key()).orElseThrow().name(), new Given(1.0, w.span(), w.span()));
      } else if (field instanceof Field.Word w && choice(type, w).isPresent()) {
        given.put(choice(type, w).get().name(), new Given(w.key(), w.span(), w.span()));
      } else {
        throw new Mistake(
            Code.E122,
            field.span(),
            "'" + Reading.text(field) + "' is no parameter of " + type.name(),
            "write name=value");
      }
    }
    overridesOf(owner, name.key())
        .forEach(
            (parameter, value) ->
                given.put(
                    type.table()
                        .find(ofXyce ? XyceMemristors.translated(type, parameter) : parameter)
                        .map(Parameter::name)
                        .orElse(parameter),
                    new Given(value, model.name().span(), model.name().span())));
    if (owner.readModels.isEmpty()) {
      owner.readModels = new IdentityHashMap<>();
    }
    owner.readModels.put(model, given);
    return given;
  }

  /** Puts what an element line says in another simulator's names into the device's. */
  void translate(Line line, Field.Word name, DeviceType type) {
    Level owner = line.level.owner(name.key(), true);
    Statement.Model model = owner == null ? null : owner.models.get(name.key());
    if (model != null && XyceMemristors.isCard(model)) {
      xyce.instance(line, type);
    }
  }

  /** Returns what replaces parameters of a card; that of a subcircuit is called {@code x1:model}. */
  private Map<String, Double> overridesOf(Level owner, String name) {
    if (overridden.isEmpty() || owner.path.isEmpty()) {
      return overridden.getOrDefault(name, Map.of());
    }
    String path = owner.path.substring(0, owner.path.length() - 1);
    Map<String, Double> own = new HashMap<>(overridden.getOrDefault(name, Map.of()));
    own.putAll(overridden.getOrDefault(path + ":" + name, Map.of()));
    return own;
  }

  private static boolean flag(DeviceType type, Field.Word word) {
    return type.table().find(word.key()).filter(p -> p.type() == boolean.class).isPresent();
  }

  /** Returns the parameter of which a word without a name is one of the values: {@code pchan}. */
  private static Optional<Parameter> choice(DeviceType type, Field.Word word) {
    return type.table().parameters().stream()
        .filter(p -> p.choices().contains(word.key()))
        .findFirst();
  }

  /** Reads {@code name=value} as a parameter of a type. */
  void add(Map<String, Given> given, Field.Assignment a, Level level, DeviceType type) {
    Optional<Parameter> found = type.table().find(a.name().text());
    if (found.isEmpty() && NoEffect.isDataSheet(type.letter(), a.name().key())) {
      return;
    }
    if (found.isEmpty() && NoEffect.covers(type.letter(), a.name().key())) {
      flat.diagnostics.add(
          Code.W214,
          a.name().span(),
          "'" + a.name().text() + "' has no effect on " + type.name() + ": it is "
              + NoEffect.reason(a.name().key()),
          "remove it");
      return;
    }
    List<String> levels = found.isEmpty() ? otherLevels(type, a.name().text()) : List.of();
    if (!levels.isEmpty()) {
      flat.diagnostics.add(
          Code.W214,
          a.name().span(),
          "'" + a.name().text() + "' has no effect on " + type.name() + ": it belongs to "
              + String.join(", ", levels),
          "remove it, or choose that level");
      return;
    }
    if (found.isEmpty() && type.letter() == 'M' && Bins.LIMITS.contains(a.name().key())) {
      return;
    }
    if (found.isEmpty()) {
      flat.diagnostics.add(
          Code.E202,
          a.name().span(),
          type.name() + " has no parameter '" + a.name().text() + "'",
          flat.diagnostics.errorCount() < Diagnostics.MOST_ERRORS
              ? Elements.parametersHint(a.name().text(), type)
              : "");
      return;
    }
    Parameter p = found.get();
    given.put(p.name(), new Given(value(a.value(), level, p), a.name().span(), a.value().span()));
  }

  /** Returns the other levels of a MOSFET that have this parameter, which ngspice then leaves out. */
  private List<String> otherLevels(DeviceType type, String name) {
    return !type.name().startsWith(LEVELLED)
        ? List.of()
        : flat.catalog.byLetter(type.letter()).stream()
            .filter(t -> t.name().startsWith(LEVELLED) && t.table().find(name).isPresent())
            .map(DeviceType::name)
            .toList();
  }

  private Object value(Field field, Level level, Parameter p) {
    if (p.type() == boolean.class && field instanceof Field.Word w) {
      switch (w.key()) {
        case "true", "on", "yes" -> {
          return true;
        }
        case "false", "off", "no" -> {
          return false;
        }
        default -> {
          return flat.reading.number(field, level);
        }
      }
    }
    if (p.isNumber()) {
      boolean open = !p.isRequired() && Double.isNaN(p.defaultValue());
      if (open && field instanceof Field.Word w && NOT_GIVEN.contains(w.key())) {
        return Double.NaN;
      }
      return flat.reading.number(field, level, p.unit());
    }
    if (p.type().isEnum() || p.type() == String.class) {
      return Reading.text(field);
    }
    if (p.type() == Law.class) {
      return law(field, level, p);
    }
    if (p.type() == Samples.class) {
      return samples(field);
    }
    throw new Mistake(
        Code.E202, field.span(), "'" + p.name() + "' cannot be given this way", "");
  }

  private Law law(Field field, Level level, Parameter p) {
    Expression formula =
        field instanceof Field.Formula f
            ? f.expression()
            : new Expression.Literal(flat.reading.number(field, level), field.span());
    try {
      return Law.of(flat.reading.resolve(formula, new OneVariable(level, p.argument())), p.argument());
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          Code.E107, field.span(), String.valueOf(e.getMessage()), "its variable is " + p.argument());
    }
  }

  private Samples samples(Field field) {
    double[] points = PointFile.read(Reading.text(field), field.span(), flat.folder());
    double[] x = new double[points.length / 2];
    double[] y = new double[points.length / 2];
    for (int k = 0; k < x.length; k++) {
      x[k] = points[2 * k];
      y[k] = points[2 * k + 1];
    }
    try {
      return new Samples(x, y);
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          Code.E213, field.span(), Reading.text(field) + ": " + e.getMessage(), "two columns, x and y");
    }
  }

  /**
   * Builds a device of what a card and the line say, where the line has the last word.
   *
   * @param others values from outside the netlist, by parameter
   */
  DeviceModel build(
      DeviceType type,
      Map<String, Given> card,
      Map<String, Given> own,
      Map<String, Double> others,
      Span element) {
    Object[] key = others.isEmpty() ? ModelCache.key(type, card, own) : null;
    DeviceModel known = key == null ? null : cache.find(key);
    if (known != null) {
      return known;
    }
    Map<String, Given> given = own;
    if (!card.isEmpty()) {
      given = new LinkedHashMap<>(card);
      given.putAll(own);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach((name, g) -> values.put(name, g.value()));
    Map<String, Double> ofWaveforms = new LinkedHashMap<>();
    others.forEach(
        (name, v) -> {
          String wanted =
              name.isEmpty() ? type.table().principal().map(Parameter::name).orElse("") : name;
          Optional<String> usual = type.table().find(wanted).map(Parameter::name);
          if (usual.isEmpty()) {
            ofWaveforms.put(wanted, v);
          } else {
            values.put(usual.get(), v);
          }
        });
    DeviceModel model = build(type, values, given, element);
    for (Map.Entry<String, Double> each : ofWaveforms.entrySet()) {
      model = changed(type, model, each.getKey(), each.getValue(), element);
    }
    if (key != null && model.remarks().isEmpty()) {
      cache.put(key, model);
    }
    return model;
  }

  /** Returns a device with another number of its waveform. */
  private static DeviceModel changed(
      DeviceType type, DeviceModel model, String name, double value, Span element) {
    Built<? extends DeviceModel> built = type.table().with(model, name, value);
    if (built.record().isEmpty()) {
      Built.Problem problem = built.problems().get(0);
      boolean unknown = problem.kind() == Built.Kind.UNKNOWN;
      throw new Mistake(
          unknown ? Code.E202 : Code.E213,
          element,
          type.name() + ": " + problem.message(),
          unknown ? Elements.parametersHint(name, type) : "");
    }
    return built.record().get();
  }

  /** Builds a device; throws the first problem at its own place. */
  DeviceModel build(
      DeviceType type, Map<String, ?> values, Map<String, Given> given, Span element) {
    Built<? extends DeviceModel> built = type.table().build(values);
    if (built.problems().isEmpty()) {
      DeviceModel model = built.record().orElseThrow();
      for (String remark : model.remarks()) {
        flat.diagnostics.add(Code.W240, element, type.name() + ": " + remark, "");
      }
      return model;
    }
    for (Built.Problem problem : built.problems()) {
      if (values.get(problem.name()) instanceof Double value
          && value.isNaN()
          && flat.diagnostics.hasErrors()) {
        continue; // The formula behind it has been told.
      }
      Given source = given.get(problem.name());
      if (source == null) {
        String wanted = problem.name().toLowerCase(Locale.ROOT);
        source = given.get(type.table().find(wanted).map(Parameter::name).orElse(""));
      }
      Code code =
          switch (problem.kind()) {
            case UNKNOWN -> Code.E202;
            case MISSING -> Code.E212;
            case RANGE -> Code.E203;
            case WORD -> Code.E217;
            case RELATION -> Code.E213;
          };
      Span at =
          source == null ? element : code == Code.E202 ? source.name() : source.at();
      String hint =
          problem.kind() == Built.Kind.RANGE || problem.kind() == Built.Kind.WORD
              ? ""
              : Elements.parametersHint(problem.name(), type);
      flat.diagnostics.add(code, at, type.name() + ": " + problem.message(), hint);
    }
    throw new Mistake(Code.E213, Span.NONE, "", "");
  }
}
