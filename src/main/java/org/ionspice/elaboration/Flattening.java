package org.ionspice.elaboration;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.circuit.NamedList;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.expression.UserFunction;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Netlist;
import org.ionspice.netlist.Statement;
import org.jspecify.annotations.Nullable;

/** One elaboration at work: walks the statements and opens subcircuits. Mutable. */
final class Flattening {
  static final int MOST_DEPTH = 64;
  static final double ZERO_CELSIUS = 273.15;

  final Overrides overrides;
  final Diagnostics diagnostics;
  final Reading reading;
  final Board board;
  final DeviceCatalog catalog;
  final Level top;
  final Draws draws;

  /** Degrees Celsius. */
  double temperature = 27;

  double nominalTemperature = 27;
  Scale scale = Scale.NONE;

  /** Of the first {@code .tran}, s; for waveforms whose defaults depend on it. NaN without one. */
  double tstep = Double.NaN;

  double tstop = Double.NaN;
  boolean startup;

  private final Netlist netlist;
  private final Elements elements;
  private final CommandReader commands;
  final MonteCarlo monteCarlo;
  private boolean tooDeep;
  private final List<Runnable> postponed = new ArrayList<>();
  private final Map<Statement.Subcircuit, Parameters> opened = new IdentityHashMap<>();
  private final Map<Statement.Subcircuit, Double> sizes = new IdentityHashMap<>();

  Flattening(
      Netlist netlist, Overrides overrides, DeviceCatalog catalog, Diagnostics diagnostics) {
    this.netlist = netlist;
    this.overrides = overrides;
    this.catalog = catalog;
    this.diagnostics = diagnostics;
    this.reading = new Reading(diagnostics);
    this.board = new Board(catalog, diagnostics);
    this.monteCarlo = new MonteCarlo(this, netlist.statements());
    this.draws = new Draws(netlist.source(), overrides.run(), monteCarlo::seed);
    this.top = new Level(diagnostics, draws);
    this.elements = new Elements(this);
    this.commands = new CommandReader(this);
  }

  Path folder() {
    Path parent = Path.of(netlist.source().name()).toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }

  Design design() {
    NamedList<Instance> instances = NamedList.ofInstances(List.of());
    try {
      top.fix("temper", temperature);
      overrides.parameters().forEach(top::fix);
      Body body = new Body();
      collect(top, netlist.statements(), body);
      commands.defineStepped(body.directives);
      commands.readOptions(body.directives);
      top.fix("temper", temperature);
      top.evaluateAll();
      commands.findTran(body.directives);
      guardSize(body);
      SetLines set = new SetLines(this, elements);
      set.read(body.directives);
      build(top, body);
      runLater();
      set.check();
      commands.read(body.directives);
      elements.check(commands.commands());
      monteCarlo.remark(commands.steps(), draws);
      instances = board.instances();
    } catch (Board.TooLarge e) {
      diagnostics.add(Code.E215, e.at(), e.getMessage(), "");
    }
    Circuit circuit =
        new Circuit(
            netlist.title(),
            board.nodeList(),
            instances,
            commands.initial(),
            commands.guesses(),
            nominalTemperature + ZERO_CELSIUS,
            temperature + ZERO_CELSIUS,
            commands.option("gmin", Double.NaN));
    return new Design(
        circuit,
        commands.commands(),
        commands.steps(),
        commands.options(),
        board.ammeters(),
        top.values());
  }

  /** Returns an option's number; NaN when it is not given. */
  double option(String name) {
    return commands.option(name, Double.NaN);
  }

  /** Puts work off until all parts exist. */
  void later(Runnable work) {
    postponed.add(work);
  }

  private void runLater() {
    for (Runnable work : postponed) {
      try {
        work.run();
      } catch (Mistake mistake) {
        board.report(mistake);
      }
    }
  }

  /** The elements and dot lines of a level, conditions decided. */
  static final class Body {
    final List<Statement.Element> elements = new ArrayList<>();
    final List<Statement.Directive> directives = new ArrayList<>();
  }

  private void collect(Level level, List<Statement> statements, Body body) {
    Deque<Statement.Conditional> undecided = new ArrayDeque<>();
    collect(level, statements, body, undecided);
    // A condition may use any parameter of the level, so conditions wait until all are known.
    while (!undecided.isEmpty()) {
      Statement.Conditional conditional = undecided.poll();
      try {
        for (Statement.Conditional.Branch branch : conditional.branches()) {
          if (reading.constant(branch.condition(), level) != 0) {
            collect(level, branch.body(), body, undecided);
            break;
          }
        }
      } catch (Mistake mistake) {
        board.report(mistake);
      }
    }
    for (Statement.Model model : List.copyOf(level.models.values())) {
      try {
        if (TakenOver.is(model)) {
          level.models.put(model.name().key(), TakenOver.complete(model, level));
        }
      } catch (Mistake mistake) {
        // Kept without a type, so that its users do not say that there is no such model.
        Field.Word none = new Field.Word("", model.type().span());
        level.models.put(
            model.name().key(),
            new Statement.Model(model.name(), none, List.of(), model.span()));
        board.report(mistake);
      }
    }
  }

  private void collect(
      Level level, List<Statement> statements, Body body, Deque<Statement.Conditional> undecided) {
    for (Statement statement : statements) {
      try {
        collect(level, statement, body, undecided);
      } catch (Mistake mistake) {
        board.report(mistake);
      }
    }
  }

  private void collect(
      Level level, Statement statement, Body body, Deque<Statement.Conditional> undecided) {
    if (statement instanceof Statement.Element element) {
      body.elements.add(element);
    } else if (statement instanceof Statement.Parameters parameters) {
      for (Field.Assignment a : parameters.assignments()) {
        level.define(a.name().key(), formula(a.value()), a.name().span());
      }
    } else if (statement instanceof Statement.Function f) {
      distinct(f.arguments(), "argument");
      level.define(
          f.name().key(),
          new UserFunction(f.arguments().stream().map(Field.Word::key).toList(), f.body()));
    } else if (statement instanceof Statement.Model model) {
      once(level.models.putIfAbsent(model.name().key(), model), model.name(), "model");
    } else if (statement instanceof Statement.Subcircuit sub) {
      distinct(sub.nodes(), "node");
      once(level.subcircuits.putIfAbsent(sub.name().key(), sub), sub.name(), "subcircuit");
    } else if (statement instanceof Statement.Conditional conditional) {
      undecided.add(conditional);
    } else if (statement instanceof Statement.Directive directive) {
      if (directive.keyword().equals("global")) {
        if (directive.fields().isEmpty()) {
          throw new Mistake(
              Code.E121, directive.span(), "the nodes are missing", ".global node [node ...]");
        }
        for (Field field : directive.fields()) {
          level.global(Reading.lower(Reading.text(field)));
        }
      } else {
        body.directives.add(directive);
      }
    }
  }

  /** Returns a card inside of a subcircuit's instance, {@code x1.x2:model}. */
  Optional<Statement.Model> innerModel(String path) {
    int colon = path.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    return InnerModels.find(
        netlist.statements(), List.of(path.substring(0, colon).split("[.:]")), path.substring(colon + 1));
  }

  private static void distinct(List<Field.Word> names, String kind) {
    Set<String> seen = new HashSet<>();
    for (Field.Word name : names) {
      if (!seen.add(name.key())) {
        throw new Mistake(
            Code.E211,
            name.span(),
            "the " + kind + " '" + name.text() + "' stands twice on this line",
            "rename one of them");
      }
    }
  }

  private void once(
      @Nullable Statement before, Field.Word name, String kind) {
    if (before != null) {
      throw new Mistake(
          Diagnostic.of(
                  Code.E211,
                  name.span(),
                  kind + " '" + name.text() + "' is defined on line " + before.span().line()
                      + " already",
                  "rename or remove one of them")
              .with(new Note(before.span(), "the first definition")));
    }
  }

  /** Returns the formula of a parameter's value. */
  private Expression formula(Field value) {
    if (value instanceof Field.Formula f) {
      return f.expression();
    }
    if (value instanceof Field.Word w
        && !org.ionspice.units.SpiceNumber.looksLikeNumber(w.text())) {
      return new Expression.Name(w.key(), w.span());
    }
    return new Expression.Literal(reading.number(value, top), value.span());
  }

  private void build(Level level, Body body) {
    for (Statement.Element element : body.elements) {
      try {
        if (element.letter() == 'X') {
          expand(new Line(element, level, Elements.form('X')));
        } else {
          elements.read(element, level);
        }
      } catch (Mistake mistake) {
        board.missing(element, level);
        board.report(inside(level, mistake));
      }
    }
  }

  /** Adds to a mistake inside a subcircuit which instance met it. */
  private static Mistake inside(Level level, Mistake mistake) {
    if (level.depth == 0 || mistake.diagnostic().at() == Span.NONE) {
      return mistake;
    }
    String path = level.path.substring(0, level.path.length() - 1);
    if (path.length() > 60) {
      path = "..." + path.substring(path.length() - 57);
    }
    return new Mistake(
        mistake.diagnostic().with(new Note(Span.NONE, "in subcircuit instance '" + path + "'")));
  }

  private void expand(Line line) {
    Level level = line.level;
    if (tooDeep) {
      return; // One that holds itself twice would be opened 2^64 times.
    }
    if (line.positional.isEmpty()) {
      throw line.missing("the subcircuit's name");
    }
    int last = line.positional.size() - 1;
    String name = Reading.lower(Reading.text(line.positional.get(last)));
    Level owner = level.owner(name, false);
    if (owner == null && name.equals(Crossbar.NAME)) {
      Crossbar.expand(this, elements, line);
      return;
    }
    if (owner == null) {
      Set<String> known = new LinkedHashSet<>();
      for (Level l = level; l != null; l = l.parent) {
        known.addAll(l.subcircuits.keySet());
      }
      throw new Mistake(
          Code.E201,
          line.positional.get(last).span(),
          "there is no subcircuit '" + name + "'",
          Nearest.hint(name, known));
    }
    Statement.Subcircuit sub = owner.subcircuits.get(name);
    String form = line.element.name().text() + " " + words(sub.nodes()) + sub.name().text();
    if (last != sub.nodes().size()) {
      Field at = line.positional.get(Math.min(last, sub.nodes().size()));
      throw new Mistake(
          Code.E120,
          at.span(),
          "'" + sub.name().text() + "' has " + count(sub.nodes().size()) + ", not " + last,
          "the form is " + form);
    }
    if (level.depth >= MOST_DEPTH) {
      tooDeep = true;
      throw new Mistake(
          Code.E214,
          line.span(),
          "subcircuits are nested more than " + MOST_DEPTH + " deep: " + chain(level.chain, name),
          "");
    }
    Body inner = new Body();
    Level opened = open(line, owner, sub, form);
    collect(opened, sub.body(), inner);
    opened.evaluateAll();
    build(opened, inner);
    commands.readLocal(opened, inner.directives);
  }

  private Level open(Line line, Level owner, Statement.Subcircuit sub, String form) {
    Level level = line.level;
    List<Field.Word> nodes = line.nodes(sub.nodes().size());
    Parameters parameters = parameters(sub);
    Set<String> known = parameters.known();
    Map<String, Expression> defaults = parameters.defaults();
    double m = level.multiplicity;
    Field.Assignment copies = known.contains("m") ? null : line.remove("m");
    if (copies != null) {
      m *= Elements.positive(reading.number(copies.value(), level), copies, "m");
    }
    String instance = line.element.name().key();
    Level opened = new Level(owner, level, instance, sub.name().key(), m);
    for (int k = 0; k < nodes.size(); k++) {
      String outer = level.nodeName(nodes.get(k).text());
      board.node(outer, nodes.get(k).span());
      opened.pins.put(sub.nodes().get(k).key(), outer);
    }
    for (Field.Assignment a : line.named.values()) {
      if (!known.contains(a.name().key())) {
        throw new Mistake(
            Code.E202,
            a.name().span(),
            "'" + sub.name().text() + "' has no parameter '" + a.name().text() + "'",
            hint(a.name().key(), known, form));
      }
      opened.fix(a.name().key(), reading.number(a.value(), level));
    }
    elements.overridesOf(line.name).forEach(opened::fix);
    sub.parameters()
        .forEach(a -> opened.define(a.name().key(), defaults.get(a.name().key()), a.name().span()));
    return opened;
  }

  /** What a subcircuit lets its instances set, and the formulas of what they leave. */
  private record Parameters(Map<String, Expression> defaults, Set<String> known) {}

  private Parameters parameters(Statement.Subcircuit sub) {
    Parameters read = opened.get(sub);
    if (read == null) {
      Map<String, Expression> defaults = new LinkedHashMap<>();
      for (Field.Assignment a : sub.parameters()) {
        defaults.put(a.name().key(), formula(a.value()));
      }
      Set<String> known = new LinkedHashSet<>(new HashMap<>(defaults).keySet());
      for (Statement s : sub.body()) {
        if (s instanceof Statement.Parameters p) {
          p.assignments().forEach(a -> known.add(a.name().key()));
        }
      }
      read = new Parameters(defaults, known);
      opened.put(sub, read);
    }
    return read;
  }

  private static String hint(String name, Set<String> known, String form) {
    String near = Nearest.hint(name, known);
    if (known.isEmpty()) {
      return "the form is " + form;
    }
    return (near.isEmpty() ? "" : near + " ") + "it takes " + String.join(", ", known);
  }

  private static String count(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  private static String words(List<Field.Word> words) {
    StringBuilder text = new StringBuilder();
    words.forEach(w -> text.append(w.text()).append(' '));
    return text.toString();
  }

  /** Returns the chain of names, its repeating tail cut off. */
  private static String chain(List<String> names, String last) {
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      shown.add(name);
      if (shown.indexOf(name) < shown.size() - 1 || shown.size() > 8) {
        return String.join(" -> ", shown) + " -> ...";
      }
    }
    shown.add(last);
    return String.join(" -> ", shown);
  }

  /** Refuses a circuit that multiplies itself beyond the budget before any of it is built. */
  private void guardSize(Body body) {
    double all = 0;
    for (Statement.Element element : body.elements) {
      all += size(element, top.subcircuits, 0);
    }
    if (all > Board.MOST_PARTS) {
      throw new Board.TooLarge(
          netlist.statements().get(0).span(),
          all > Budget.MOST
              ? "subcircuits multiply to more than ten million elements"
              : "subcircuits multiply to more elements than the Java heap holds");
    }
  }

  private double size(
      Statement.Element element, Map<String, Statement.Subcircuit> known, int depth) {
    if (element.letter() != 'X') {
      return 1;
    }
    List<Field> fields = element.fields();
    for (int k = fields.size() - 1; k >= 0; k--) {
      if (fields.get(k) instanceof Field.Word w && known.containsKey(w.key())) {
        return size(known.get(w.key()), known, depth + 1);
      }
    }
    return 1;
  }

  private double size(
      Statement.Subcircuit sub, Map<String, Statement.Subcircuit> outer, int depth) {
    Double done = sizes.get(sub);
    if (done != null || depth > MOST_DEPTH) {
      return done == null ? 0 : done;
    }
    sizes.put(sub, 0.0); // A subcircuit that contains itself is reported while it is opened.
    Map<String, Statement.Subcircuit> known = new HashMap<>(outer);
    for (Statement s : sub.body()) {
      if (s instanceof Statement.Subcircuit inner) {
        known.put(inner.name().key(), inner);
      }
    }
    double all = 0;
    for (Statement s : sub.body()) {
      if (s instanceof Statement.Element element) {
        all += size(element, known, depth);
      }
    }
    sizes.put(sub, all);
    return all;
  }
}
