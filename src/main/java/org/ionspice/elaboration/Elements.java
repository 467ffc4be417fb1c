package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Behaviour;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Reads element lines, each letter in its form. */
final class Elements {
  private static final Map<Character, String> FORMS =
      Map.ofEntries(
          Map.entry('R', "Rname n+ n- value [name=value ...]"),
          Map.entry('C', "Cname n+ n- value [ic=volts]"),
          Map.entry('L', "Lname n+ n- value [ic=amperes]"),
          Map.entry('K', "Kname L1 L2 [L3 ...] coupling"),
          Map.entry('V', "Vname n+ n- [dc] value [ac magnitude [phase]] [PULSE(...)|SIN(...)|...]"),
          Map.entry('I', "Iname n+ n- [dc] value [ac magnitude [phase]] [PULSE(...)|SIN(...)|...]"),
          Map.entry('E', "Ename n+ n- nc+ nc- gain (or POLY(n), VALUE={...}, TABLE {...}=(x,y) ...)"),
          Map.entry('G', "Gname n+ n- nc+ nc- gain (or POLY(n), VALUE={...}, TABLE {...}=(x,y) ...)"),
          Map.entry('F', "Fname n+ n- Vname gain (or POLY(n), VALUE={...})"),
          Map.entry('H', "Hname n+ n- Vname gain (or POLY(n), VALUE={...})"),
          Map.entry('B', "Bname n+ n- V=formula or I=formula"),
          Map.entry('D', "Dname anode cathode model [name=value ...]"),
          Map.entry('J', "Jname drain gate source model [area] [name=value ...]"),
          Map.entry('M', "Mname drain gate source [bulk] model [l=metres] [w=metres] [name=value ...]"),
          Map.entry('Q', "Qname collector base emitter [substrate] model [area] [name=value ...]"),
          Map.entry('S', "Sname n+ n- nc+ nc- model [on|off]"),
          Map.entry('W', "Wname n+ n- Vname model [on|off]"),
          Map.entry('T', "Tname a+ a- b+ b- z0=ohms td=seconds"),
          Map.entry('O', "Oname a+ a- b+ b- model"),
          Map.entry('U', "Uname a b reference model l=metres [n=lumps]"),
          Map.entry('Z', "Zname drain gate source model [area] [name=value ...]"),
          Map.entry('A', "Aname port ... model"),
          Map.entry('X', "Xname node ... subcircuit [name=value ...]"),
          Map.entry('N', "Nname node ... model [name=value ...]"));

  private final Flattening flat;
  private final Reading reading;
  private final Models models;
  private final Sources sources;
  private final Modelled modelled;
  private final Couplings couplings;
  private final Parasitics parasitics;
  private final CodeModels codeModels;
  private final Map<String, Map<String, Double>> overridden = new HashMap<>();

  /** Waveforms from outside the netlist: their shapes, and their numbers by position. */
  private final Map<String, String> shapes = new HashMap<>();

  private final Map<String, TreeMap<Integer, Double>> waveforms = new HashMap<>();


  Elements(Flattening flat) {
    this.flat = flat;
    this.reading = flat.reading;
    this.models = new Models(flat);
    Laplace laplace = new Laplace(flat, this);
    this.sources = new Sources(flat, this, laplace);
    this.codeModels = new CodeModels(flat, this, laplace);
    this.modelled = new Modelled(flat, models, this);
    this.couplings = new Couplings(flat, models, this);
    this.parasitics = new Parasitics(flat, models);
    flat.overrides
        .devices()
        .forEach(
            (path, value) -> {
              int point = path.lastIndexOf('.');
              if (path.endsWith(")")) {
                models.override(path, value);
              } else {
                boolean bare = point < 0;
                int mark = path.indexOf('#', Math.max(0, point));
                if (!bare && mark > 0) {
                  waveforms
                      .computeIfAbsent(path.substring(0, point), k -> new TreeMap<>())
                      .put(Integer.valueOf(path.substring(mark + 1)), value);
                  shapes.put(path.substring(0, point), path.substring(point + 1, mark));
                  return;
                }
                override(
                    bare ? path : path.substring(0, point),
                    bare ? "" : path.substring(point + 1),
                    value);
              }
            });
  }

  /** Returns the shape that replaces a source's waveform; empty when none does. */
  String shapeOf(String instance) {
    return shapes.getOrDefault(instance, "");
  }

  /** Returns the numbers of the waveform that replaces a source's own. */
  double[] waveformOf(String instance) {
    return waveforms.get(instance).values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Replaces a parameter of an instance that is still to come, unless something else has. */
  void override(String instance, String parameter, double value) {
    overridden.computeIfAbsent(instance, k -> new HashMap<>()).putIfAbsent(parameter, value);
  }

  /** Returns whether anything is replaced in instances whose names begin so. */
  boolean overridesInside(String path) {
    return overridden.keySet().stream().anyMatch(d -> d.startsWith(path));
  }

  static String form(char letter) {
    return FORMS.getOrDefault(letter, "");
  }

  static double positive(double value, Field.Assignment at, String name) {
    if (!(value > 0)) {
      throw new Mistake(
          Code.E203, at.value().span(), "'" + name + "' must be greater than zero", "");
    }
    return value;
  }

  /** Returns what is replaced in an instance; the empty name is the principal parameter. */
  Map<String, Double> overridesOf(String instance) {
    return overridden.getOrDefault(instance, Map.of());
  }

  /** Checks what depends on the analyses that are asked for. */
  void check(List<Command> commands) {
    sources.check(commands);
  }

  void read(Statement.Element element, Level level) {
    read(new Line(element, level, form(element.letter())), element.letter());
  }

  void read(Line line, char letter) {
    switch (letter) {
      case 'R', 'C', 'L' -> passive(line, letter);
      case 'K' -> couplings.read(line);
      case 'V', 'I' -> sources.independent(line, letter);
      case 'E', 'G' -> sources.voltageControlled(line, letter);
      case 'F', 'H' -> sources.currentControlled(line, letter);
      case 'B' -> sources.behavioural(line);
      case 'D' -> modelled.read(line, 'D', line.nodes(2), List.of());
      case 'Q' -> modelled.transistor(line, 'Q', List.of("icvbe", "icvce"));
      case 'J' -> modelled.transistor(line, 'J', 3, List.of("icvds", "icvgs"));
      case 'M' -> modelled.metalOxide(line);
      case 'S' -> {
        Elsewhere.refuseSpectre(line);
        modelled.controlledSwitch(line, 'S');
      }
      case 'W' -> modelled.controlledSwitch(line, 'W');
      case 'T' -> transmission(line);
      case 'O' -> modelled.read(line, 'O', line.nodes(4), List.of());
      case 'U' -> modelled.read(line, 'U', line.nodes(3), List.of());
      case 'Z' -> modelled.transistor(line, 'Z', 3, List.of("icvds", "icvgs"));
      case 'N' -> general(line);
      default -> unknownLetter(line, letter);
    }
  }

  private void unknownLetter(Line line, char letter) {
    if (letter == 'A' && codeModels.read(line)) {
      return;
    }
    if (letter == 'Y' && line.element.name().key().equals("ymemristor") && line.hasNext()) {
      Field.Word name = line.word("the element's name");
      List<Field> rest = new ArrayList<>(line.element.fields());
      rest.remove(name);
      general(new Line(Statement.Element.of(name, rest, line.element.span()), line.level, form('N')));
      return;
    }
    throw Elsewhere.letter(line, letter);
  }

  DeviceType type(String name, Line line) {
    return flat.catalog
        .byType(name)
        .orElseThrow(
            () ->
                new Mistake(
                    Code.E216, line.span(), "the device type '" + name + "' is not available", ""));
  }

  private void passive(Line line, char letter) {
    String letterName = Reading.lower(String.valueOf(letter));
    List<Field.Word> nodes = line.nodes(2);
    DeviceType type = type(letterName, line);
    Map<String, Given> given = new LinkedHashMap<>();
    String principal = type.table().principal().map(p -> p.name()).orElse(letterName);
    Field.Assignment written = line.remove(letterName);
    if (written == null) {
      written = line.remove(principal.toLowerCase(Locale.ROOT));
    }
    for (String other : type.table().principal().map(p -> p.aliases()).orElse(List.of())) {
      written = written == null ? line.remove(other) : written;
    }
    Field.Assignment charge =
        letter == 'C' ? line.remove("q") : letter == 'L' ? line.remove("flux") : null;
    Field value = written != null ? written.value() : charge != null ? charge.value() : null;
    boolean modelGiven = false;
    while (line.hasNext() && (value == null || !modelGiven)) {
      Field field = line.peek();
      if (value == null && (Reading.isNumeric(field) || field instanceof Field.Quoted)) {
        value = line.take("the value");
      } else if (!modelGiven
          && field instanceof Field.Word w
          && line.level.owner(w.key(), true) != null) {
        given.putAll(models.given(w, line.level, letter, type));
        line.take("the model");
        modelGiven = true;
      } else if (value == null && field instanceof Field.Word) {
        value = line.take("the value");
      } else {
        break;
      }
    }
    coefficients(line, given);
    if (charge != null && value == charge.value()) {
      Span at = charge.value().span();
      Expression own =
          letter == 'C'
              ? new Expression.NodeVoltage(nodes.get(0).text(), Board.isGround(nodes.get(1).key()) ? "" : nodes.get(1).text(), at)
              : new Expression.BranchCurrent(line.element.name().key(), at);
      Expression law = new OwnVariable(reading, flat.diagnostics).formula(charge.value(), own, line.level);
      if (!ExpressionWalk.isVariable(law)) {
        throw new Mistake(
            Code.E101,
            at,
            charge.name().key() + "= takes a formula of the element's own " + (letter == 'C' ? "voltage" : "current"),
            letter == 'C' ? "write q=1n*x, or q={1n*v(a,b)}" : "write flux=1m*x, or flux={1m*i(" + line.name + ")}");
      }
      variable(line, letter, nodes, new Warmth(reading, flat).applied(law, line, given), true);
      return;
    }
    if (value instanceof Field.Formula f) {
      Expression resolved = reading.resolve(f.expression(), line.level);
      if (ExpressionWalk.isVariable(resolved)) {
        variable(line, letter, nodes, new Warmth(reading, flat).applied(resolved, line, given), false);
        return;
      }
    }
    boolean bySize = letter == 'L'
        ? given.containsKey("length")
        : given.containsKey(letter == 'R' ? "rsh" : "cj") || given.containsKey("thick");
    if (value == null && !given.containsKey(principal) && !bySize) {
      throw line.missing("the value");
    }
    if (value != null) {
      Span at = value.span();
      StrayUnits.check(value, letter, flat.diagnostics);
      given.put(principal, new Given(reading.number(value, line.level), at, at));
    }
    finish(line, type, given, nodes, List.of(), List.of());
  }

  /** Reads {@code tc=first[,second]}, where the second arrives as a field of its own. */
  private void coefficients(Line line, Map<String, Given> given) {
    Field.Assignment tc = line.remove("tc");
    if (tc != null) {
      Span at = tc.value().span();
      if (tc.value() instanceof Field.Group g && g.head().isEmpty() && g.fields().size() == 2) {
        for (int k = 0; k < 2; k++) { // PSpice: TC=(first,second)
          Field each = g.fields().get(k);
          double value = reading.number(each, line.level);
          given.put("tc" + (k + 1), new Given(value, tc.name().span(), each.span()));
        }
        return;
      }
      given.put("tc1", new Given(reading.number(tc.value(), line.level), tc.name().span(), at));
      if (line.hasNext() && Reading.isNumeric(line.peek())) {
        Field second = line.take("the second coefficient");
        given.put(
            "tc2",
            new Given(reading.number(second, line.level), second.span(), second.span()));
      }
    }
  }

  private void variable(
      Line line, char letter, List<Field.Word> nodes, Expression resolved, boolean charge) {
    Map<String, Given> given = new LinkedHashMap<>();
    if (letter != 'R') {
      String integral = letter == 'C' ? "charge" : "flux";
      given.put(integral, new Given(charge, resolved.span(), resolved.span()));
    }
    behavioural(line, Reading.lower(letter + "b"), given, nodes, resolved);
  }

  /** Places a device that is given by a formula. */
  void behavioural(
      Line line,
      String typeName,
      Map<String, Given> given,
      List<Field.Word> nodes,
      Expression resolved) {
    Map<String, Span> places = new HashMap<>();
    Expression local =
        ExpressionWalk.rewrite(
            resolved,
            q -> {
              if (q instanceof Expression.NodeVoltage v) {
                String plus = line.level.nodeName(v.plus());
                String minus = v.minus().isEmpty() ? "" : line.level.nodeName(v.minus());
                places.put(plus, v.span());
                places.putIfAbsent(minus, v.span());
                return new Expression.NodeVoltage(plus, minus, v.span());
              }
              return q;
            });
    Behaviour behaviour;
    try {
      behaviour = Behaviour.of(local);
    } catch (IllegalArgumentException e) {
      throw new Mistake(Code.E107, resolved.span(), String.valueOf(e.getMessage()), "");
    }
    List<Expression.NodeVoltage> senses = new ArrayList<>();
    for (String node : behaviour.nodes()) {
      senses.add(
          new Expression.NodeVoltage(node, "", places.getOrDefault(node, resolved.span())));
    }
    given.put("value", new Given(behaviour, resolved.span(), resolved.span()));
    finish(line, type(typeName, line), given, nodes, senses, behaviour.quantities());
  }

  private void transmission(Line line) {
    List<Field.Word> nodes = line.nodes(4);
    DeviceType type = type("t", line);
    Map<String, Given> given = modelled.initial(line, List.of("icv1", "ici1", "icv2", "ici2"));
    Field.Assignment f = line.remove("f");
    Field.Assignment nl = line.remove("nl");
    if (f != null) {
      double frequency = positive(reading.number(f.value(), line.level), f, "f");
      double lengths = nl == null ? 0.25 : positive(reading.number(nl.value(), line.level), nl, "nl");
      given.put("td", new Given(lengths / frequency, f.name().span(), f.value().span()));
    }
    finish(line, type, given, nodes, List.of(), List.of());
  }

  Expression control(Line line) {
    Field.Word name = line.word("the controlling voltage source");
    return new Expression.BranchCurrent(name.key(), name.span());
  }

  private void general(Line line) {
    int at = line.positional.size() - 1;
    while (at > 0 && !models.isKnown(line.positional.get(at), line.level)) {
      at--;
    }
    if (at <= 0) {
      if (line.positional.size() < 2) {
        throw line.missing(line.positional.isEmpty() ? "a node" : "the model's name");
      }
      at = line.positional.size() - 1;
    }
    Field.Word name = null;
    if (line.positional.get(at) instanceof Field.Word w) {
      name = w;
    } else {
      throw line.missing("the model's name");
    }
    DeviceType type = models.type(name, line.level, 'N');
    if (!type.allows(at)) {
      int pins = type.allPins().size();
      throw new Mistake(
          Code.E120,
          line.positional.get(Math.min(at, pins)).span(),
          type.name() + " has "
              + (type.optional().isEmpty() ? "" : type.terminals().size() + " to ")
              + pins + " nodes, not " + at,
          "the form is "
              + line.element.name().text() + " " + type.pinForm() + " "
              + name.text());
    }
    List<Field.Word> nodes = line.nodes(at);
    line.word("the model's name");
    models.translate(line, name, type);
    Map<String, Given> card = models.given(name, line.level, 'N', type);
    finish(line, type, card, new LinkedHashMap<>(), nodes, List.of(), List.of());
  }

  /** Takes what is left on the line, builds the device and places it. */
  void finish(
      Line line,
      DeviceType type,
      Map<String, Given> given,
      List<Field.Word> nodes,
      List<Expression.NodeVoltage> senses,
      List<Expression> quantities) {
    finish(line, type, Map.of(), given, nodes, senses, quantities);
  }

  /**
   * Does the same for a device with a model card.
   *
   * @param card what the card says
   * @param given what the line says; what is left on it is added
   */
  void finish(
      Line line,
      DeviceType type,
      Map<String, Given> card,
      Map<String, Given> given,
      List<Field.Word> nodes,
      List<Expression.NodeVoltage> senses,
      List<Expression> quantities) {
    double m = line.level.multiplicity;
    boolean ownM = !line.named.isEmpty() && type.letter() == 'N' && type.table().find("m").isPresent();
    Field.Assignment copies = ownM ? null : line.remove("m");
    if (copies != null) {
      m *= positive(reading.number(copies.value(), line.level), copies, "m");
    }
    double celsius = temperature(line, type);
    Map<String, Field.Assignment> around = Parasitics.taken(line, type);
    for (Field.Assignment a : line.named.values()) {
      models.add(given, a, line.level, type);
      flat.scale.apply(given, a, type, card);
    }
    line.end();
    int[] pins = new int[nodes.size()];
    for (int k = 0; k < pins.length; k++) {
      Field.Word node = nodes.get(k);
      if (node.key().equals("gnd!")) {
        flat.diagnostics.add(Code.W213, node.span(), "the node gnd! is taken as ground", "write 0");
      }
      pins[k] = flat.board.node(line.level.nodeName(node.text()), node.span());
    }
    double kelvin = celsius + Flattening.ZERO_CELSIUS;
    if (!around.isEmpty()) {
      pins[0] = parasitics.place(line, around, pins[0], pins[1], m, kelvin);
    }
    line.place(
        flat.board,
        new Part(
            line.name,
            type.name(),
            models.build(type, card, given, overridesOf(line.name), line.span()),
            pins,
            senses,
            quantities,
            line.level.path,
            m,
            kelvin,
            line.span()));
  }

  private double temperature(Line line, DeviceType type) {
    double celsius = flat.temperature;
    if (!line.named.isEmpty() && type.table().find("temp").isEmpty()) {
      Field.Assignment temp = line.remove("temp");
      Field.Assignment dtemp = line.remove("dtemp");
      if (temp != null) {
        celsius = reading.number(temp.value(), line.level);
      }
      if (dtemp != null) {
        celsius += reading.number(dtemp.value(), line.level);
      }
      if (celsius <= -Flattening.ZERO_CELSIUS) {
        throw new Mistake(
            Code.E203,
            (temp != null ? temp : dtemp != null ? dtemp : null) == null
                ? line.span()
                : (temp != null ? temp : dtemp).value().span(),
            "the temperature is below absolute zero",
            "temperatures are in degrees Celsius");
      }
    }
    return celsius;
  }

  /** Returns a hint that lists a type's parameters, the nearest first. */
  static String parametersHint(String name, DeviceType type) {
    List<String> known = type.table().parameters().stream().map(p -> p.name()).toList();
    String near = known.contains(name) ? "" : Nearest.hint(name, known);
    return (near.isEmpty() ? "" : near + " ") + type.name() + " takes " + String.join(", ", known);
  }
}
