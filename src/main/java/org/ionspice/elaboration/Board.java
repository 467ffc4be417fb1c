package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.circuit.Instance;
import org.ionspice.circuit.Link;
import org.ionspice.circuit.NamedList;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** The flat circuit while it grows: nodes, parts, and the ammeters that currents ask for. Mutable. */
final class Board {
  /** Elements of one circuit. */
  static final int MOST_PARTS = Budget.mostElements();

  /** Types whose unknown {@code i} is the current into their first pin. */
  private static final Set<String> BRANCHES = Set.of("v", "port", "l", "lb", "e", "elaplace", "h", "bv");

  private final DeviceCatalog catalog;
  private final Diagnostics diagnostics;
  /** Nodes that are not in arrays, in order. */
  private final Names nodes = new Names();

  private final Parts parts = new Parts();

  /** Nodes of arrays from index {@code first} on; the others fill the gaps in their order. */
  private record NodeArray(int first, NamedList.Segment<String> names) {}

  private final List<NodeArray> nodeArrays = new ArrayList<>();
  private int nodeCount;
  private final Map<String, String> ammeters = new LinkedHashMap<>();

  /** Nodes and elements of lines with mistakes. */
  private final Set<String> missing = new HashSet<>();

  Board(DeviceCatalog catalog, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /** Returns the index of a node by its full name; makes it when it is new. */
  int node(String name, Span at) {
    if (isGround(name)) {
      return Instance.GROUND;
    }
    int known = indexOfNode(name);
    if (known >= 0) {
      return known;
    }
    if (nodeCount >= MOST_PARTS) {
      throw new TooLarge(at, Budget.tooMany("nodes"));
    }
    nodes.append(name);
    return nodeCount++;
  }

  private int indexOfNode(String name) {
    int index = nodes.find(name);
    if (index >= 0) {
      for (NodeArray array : nodeArrays) {
        index += array.first() <= index ? array.names().size() : 0;
      }
      return index;
    }
    for (NodeArray array : nodeArrays) {
      int k = array.names().indexOfName(name);
      if (k >= 0) {
        return array.first() + k;
      }
    }
    return -1;
  }

  /** Adds nodes that follow a rule; returns the index of the first. */
  int placeNodes(NamedList.Segment<String> names) {
    nodeArrays.add(new NodeArray(nodeCount, names));
    int first = nodeCount;
    nodeCount = Math.addExact(nodeCount, names.size());
    return first;
  }

  /** Returns whether a node or a part of this circuit begins with {@code path}. */
  boolean uses(String path) {
    return nodes.stream().anyMatch(n -> n.startsWith(path))
        || parts.names().stream().anyMatch(n -> n.startsWith(path));
  }

  static boolean isGround(String name) {
    return name.equals("0") || name.equals("gnd") || name.equals("gnd!") || name.isEmpty();
  }

  boolean hasNode(String name) {
    return isGround(name) || indexOfNode(name) >= 0 || missing.contains(name);
  }

  /** Takes note of what the line would have made had it no mistake: nobody is told it is missing. */
  void missing(Statement.Element element, Level level) {
    missing.add(level.path + element.name().key());
    for (Field field : element.fields()) {
      if (field instanceof Field.Word word) {
        missing.add(level.nodeName(word.text()));
      }
    }
  }

  /** Returns the names of the nodes that are not in arrays. */
  Collection<String> nodeNames() {
    return nodes;
  }

  Optional<Part> part(String name) {
    int k = parts.indexOf(name);
    return k < 0 ? Optional.empty() : Optional.of(parts.get(k));
  }

  void place(Part part) {
    if (parts.size() >= MOST_PARTS) {
      throw new TooLarge(part.origin(), Budget.tooMany("elements"));
    }
    int before = parts.indexOf(part.name());
    if (before >= 0) {
      Span first = parts.get(before).origin();
      throw new Mistake(
          Diagnostic.of(
                  Code.E211,
                  part.origin(),
                  "'" + part.name() + "' is the name of an element on line " + first.line()
                      + " already",
                  "rename one of them")
              .with(new Note(first, "the first '" + part.name() + "'")));
    }
    parts.add(part);
  }

  /** Adds parts that follow a rule; none of their names may be in use. */
  void place(NamedList.Segment<Part> array) {
    parts.add(array);
  }

  /** Returns a device's full name: {@code name} seen from {@code home}; outer levels count too. */
  Optional<String> find(String name, String home) {
    String wanted = name.toLowerCase(Locale.ROOT).replace(':', '.');
    if (parts.indexOf(home + wanted) >= 0) {
      return Optional.of(home + wanted);
    }
    if (parts.indexOf(wanted) >= 0) {
      return Optional.of(wanted);
    }
    // ngspice puts the kind's letter before the path: m.x1.m1 is x1.m1.
    boolean lettered =
        wanted.length() > 4
            && wanted.charAt(1) == '.'
            && wanted.startsWith("." + wanted.charAt(0), wanted.lastIndexOf('.'))
            && wanted.lastIndexOf('.') > 1;
    return lettered ? find(wanted.substring(2), home) : Optional.empty();
  }

  /** Returns a device's full name or throws with the nearest one. */
  String require(String name, String home, Span at) {
    return find(name, home)
        .orElseThrow(
            () ->
                missing.contains(home + name) || missing.contains(name)
                    ? Mistake.echo()
                    : new Mistake(
                        Code.E201,
                        at,
                        "there is no element '" + name + "'",
                        Nearest.hint(home + name, parts.names())));
  }

  /** Returns the node index of a name that must exist. */
  int existingNode(String name, Span at) {
    if (!hasNode(name)) {
      throw new Mistake(
          Code.E201, at, "there is no node '" + name + "'", Nearest.hint(name, nodes));
    }
    return node(name, at);
  }

  /** Returns where the current into a device's first pin is an unknown; adds an ammeter if needed. */
  Link current(String device, Span at) {
    int index = parts.indexOf(device);
    Part part = parts.get(index);
    if (BRANCHES.contains(part.type())) {
      return new Link(device, "i");
    }
    if (part.pins().length == 0) {
      throw new Mistake(
          Code.E201, at, "'" + device + "' has no pins, so no current flows into it", "");
    }
    return new Link(ammeters.computeIfAbsent(device, d -> insert(index, part)), "i");
  }

  private String insert(int index, Part part) {
    DeviceType source =
        catalog.byType("v").orElseThrow(() -> new IllegalStateException("no voltage source"));
    DeviceModel model =
        source.table().build(Map.of("dc", 0.0)).record().orElseThrow(
            () -> new IllegalStateException("an ammeter cannot be built"));
    String name = part.name() + "#i";
    int inside = node(name, part.origin());
    int[] pins = {part.pins()[0], inside};
    place(
        new Part(
            name, source.name(), model, pins, List.of(), List.of(), part.home(), 1,
            part.temperature(), part.origin()));
    part.pins()[0] = inside;
    parts.keep(index, part);
    return name;
  }

  Map<String, String> ammeters() {
    return ammeters;
  }

  NamedList<String> nodeList() {
    List<NamedList.Segment<String>> segments = new ArrayList<>();
    List<String> own = List.of(nodes.toArray());
    int taken = 0;
    int inArrays = 0;
    for (NodeArray array : nodeArrays) {
      int end = array.first() - inArrays;
      segments.add(new NamedList.Stored<>(own.subList(taken, end), n -> n));
      segments.add(array.names());
      taken = end;
      inArrays += array.names().size();
    }
    segments.add(new NamedList.Stored<>(own.subList(taken, own.size()), n -> n));
    return new NamedList<>(segments);
  }

  /** Returns the parts outside of arrays. */
  List<Part> own() {
    return parts.own();
  }

  /** Resolves what parts refer to and returns the instances. */
  NamedList<Instance> instances() {
    fillFormulas();
    Map<Part, List<Link>> links = new IdentityHashMap<>();
    for (Part part : parts.own()) {
      if (!part.links().isEmpty()) {
        links.put(part, links(part));
      }
    }
    // Ground first; pins on the same node share the object.
    Integer[] numbers = new Integer[nodeArrays.isEmpty() ? nodeCount + 1 : 0];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = k - 1;
    }
    return parts.map(
        p -> instance(p, links.getOrDefault(p, List.of()), numbers), Instance::name);
  }

  private void fillFormulas() {
    FixedQuantities fixed = new FixedQuantities(this, catalog);
    for (Part part : List.copyOf(parts.own())) {
      if (part.links().stream().anyMatch(l -> l instanceof Expression.DeviceQuantity)) {
        try {
          parts.keep(parts.indexOf(part.name()), fixed.filled(part));
        } catch (Mistake mistake) {
          report(mistake);
        }
      }
    }
  }

  private Instance instance(Part part, List<Link> links, Integer[] numbers) {
    List<Integer> pins = new ArrayList<>(part.pins().length + part.senses().size());
    for (int pin : part.pins()) {
      pins.add(numbers.length == 0 ? (Integer) pin : numbers[pin + 1]);
    }
    for (Expression.NodeVoltage sense : part.senses()) {
      try {
        pins.add(existingNode(sense.plus(), sense.span()));
      } catch (Mistake mistake) {
        report(mistake);
      }
    }
    return new Instance(
        part.name(),
        part.type(),
        part.model(),
        pins,
        links,
        part.multiplicity(),
        part.temperature(),
        part.origin());
  }

  private List<Link> links(Part part) {
    if (part.links().isEmpty()) {
      return List.of();
    }
    List<Link> links = new ArrayList<>();
    for (Expression wanted : part.links()) {
      try {
        links.add(link(wanted, part.home()));
      } catch (Mistake mistake) {
        report(mistake);
      }
    }
    return links;
  }

  private Link link(Expression wanted, String home) {
    if (wanted instanceof Expression.BranchCurrent c) {
      return current(require(c.device(), home, c.span()), c.span());
    }
    Expression.DeviceQuantity q = (Expression.DeviceQuantity) wanted;
    String device = require(q.device(), home, q.span());
    boolean state = states(device).contains(q.quantity());
    if (!state && q.quantity().equals("i")) {
      return current(device, q.span());
    }
    Part part = parts.get(parts.indexOf(device));
    if (!state && Probing.of(part, catalog).printable().contains(q.quantity())) {
      throw new Mistake(
          Code.E201,
          q.span(),
          "a formula cannot use @" + device + "[" + q.quantity() + "]: it is computed from the solution",
          Probing.of(part, catalog).units().getOrDefault(q.quantity(), "").equals("A")
              ? "put a source of 0 V in series with the pin and write its current, i(v0)"
              : "formulas take voltages, currents, states and parameters; .print, .plot, .meas and .save take it");
    }
    requireState(new Expression.DeviceQuantity(device, q.quantity(), q.span()), "a formula cannot use");
    return new Link(device, q.quantity());
  }

  private Set<String> states(String device) {
    return Probing.of(parts.get(parts.indexOf(device)), catalog).unknowns();
  }

  /** Refuses a quantity of a device, by its full name, that is not an unknown of the circuit. */
  void requireState(Expression.DeviceQuantity q, String refusal) {
    Part part = parts.get(parts.indexOf(q.device()));
    Set<String> states = states(q.device());
    if (!states.contains(q.quantity())) {
      throw new Mistake(
          Code.E201,
          q.span(),
          refusal + " @" + q.device() + "[" + q.quantity() + "]: it is not a state of " + part.type(),
          states.isEmpty()
              ? "'" + q.device() + "' has no state"
              : "its states are " + String.join(", ", states));
    }
  }

  void report(Mistake mistake) {
    if (mistake.diagnostic().at() != Span.NONE || !mistake.diagnostic().message().isEmpty()) {
      diagnostics.add(mistake.diagnostic());
    }
  }

  /** Ends the elaboration: the circuit is beyond its budget. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Span at;

    TooLarge(Span at, String message) {
      super(message, null, false, false);
      this.at = at;
    }

    Span at() {
      return at;
    }
  }
}
