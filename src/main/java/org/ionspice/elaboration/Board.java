package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ionspice.circuit.Instance;
import org.ionspice.circuit.Link;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Expression;

/** The flat circuit while it grows: nodes, parts, and the ammeters that currents ask for. Mutable. */
final class Board {
  static final int MOST_PARTS = 10_000_000;
  static final int MOST_NODES = 1_000_000;

  /** Types whose unknown {@code i} is the current into their first pin. */
  private static final Set<String> BRANCHES = Set.of("v", "l", "lb", "e", "h", "bv");

  private final DeviceCatalog catalog;
  private final Diagnostics diagnostics;
  private final Names nodes = new Names();
  private final List<Part> parts = new ArrayList<>();
  private final Names byName = new Names();
  private final Map<String, String> ammeters = new LinkedHashMap<>();

  Board(DeviceCatalog catalog, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /** Returns the index of a node by its full name; makes it when it is new. */
  int node(String name, Span at) {
    if (isGround(name)) {
      return Instance.GROUND;
    }
    int known = nodes.find(name);
    if (known >= 0) {
      return known;
    }
    if (nodes.size() >= MOST_NODES) {
      throw new TooLarge(at, "the circuit has more than a million nodes");
    }
    return nodes.append(name);
  }

  static boolean isGround(String name) {
    return name.equals("0") || name.equals("gnd") || name.equals("gnd!") || name.isEmpty();
  }

  boolean hasNode(String name) {
    return isGround(name) || nodes.contains(name);
  }

  Collection<String> nodeNames() {
    return nodes;
  }

  Optional<Part> part(String name) {
    int k = byName.find(name);
    return k < 0 ? Optional.empty() : Optional.of(parts.get(k));
  }

  void place(Part part) {
    if (parts.size() >= MOST_PARTS) {
      throw new TooLarge(part.origin(), "the circuit has more than ten million elements");
    }
    int before = byName.find(part.name());
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
    byName.append(part.name());
    parts.add(part);
  }

  /** Returns a device's full name: {@code name} seen from {@code home}; outer levels count too. */
  Optional<String> find(String name, String home) {
    String wanted = name.toLowerCase(Locale.ROOT).replace(':', '.');
    if (byName.contains(home + wanted)) {
      return Optional.of(home + wanted);
    }
    return byName.contains(wanted) ? Optional.of(wanted) : Optional.empty();
  }

  /** Returns a device's full name or throws with the nearest one. */
  String require(String name, String home, Span at) {
    return find(name, home)
        .orElseThrow(
            () ->
                new Mistake(
                    Code.E201,
                    at,
                    "there is no element '" + name + "'",
                    Nearest.hint(home + name, byName)));
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
    Part part = parts.get(byName.find(device));
    if (BRANCHES.contains(part.type())) {
      return new Link(device, "i");
    }
    if (part.pins().length == 0) {
      throw new Mistake(
          Code.E201, at, "'" + device + "' has no pins, so no current flows into it", "");
    }
    return new Link(ammeters.computeIfAbsent(device, d -> insert(part)), "i");
  }

  private String insert(Part part) {
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
    return name;
  }

  Map<String, String> ammeters() {
    return ammeters;
  }

  List<String> nodeList() {
    return List.of(nodes.toArray());
  }

  /** Resolves what parts refer to and returns the instances. */
  List<Instance> instances() {
    List<List<Link>> links = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      links.add(links(parts.get(k)));
    }
    List<Instance> instances = new ArrayList<>(parts.size());
    Integer[] numbers = new Integer[nodes.size() + 1];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = k - 1; // Ground first; pins on the same node share the object.
    }
    for (int k = 0; k < parts.size(); k++) {
      Part part = parts.get(k);
      List<Integer> pins = new ArrayList<>(part.pins().length + part.senses().size());
      for (int pin : part.pins()) {
        pins.add(numbers[pin + 1]);
      }
      for (Expression.NodeVoltage sense : part.senses()) {
        try {
          pins.add(numbers[existingNode(sense.plus(), sense.span()) + 1]);
        } catch (Mistake mistake) {
          report(mistake);
        }
      }
      instances.add(
          new Instance(
              part.name(),
              part.type(),
              part.model(),
              pins,
              k < links.size() ? links.get(k) : List.of(),
              part.multiplicity(),
              part.temperature(),
              part.origin()));
    }
    return instances;
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
    Part part = parts.get(byName.find(device));
    Probing probing = Probing.of(part, catalog);
    if (probing.unknowns().contains(q.quantity())) {
      return new Link(device, q.quantity());
    }
    if (q.quantity().equals("i")) {
      return current(device, q.span());
    }
    throw new Mistake(
        Code.E201,
        q.span(),
        "a formula cannot use @" + device + "[" + q.quantity() + "]: it is not a state of "
            + part.type(),
        probing.unknowns().isEmpty()
            ? "'" + device + "' has no state"
            : "its states are " + String.join(", ", probing.unknowns()));
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
