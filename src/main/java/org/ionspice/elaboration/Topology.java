package org.ionspice.elaboration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;

/**
 * Looks for circuits whose equations cannot have one solution, before any numerics.
 *
 * <p>What a device does in DC is known by its type's name:
 *
 * <ul>
 *   <li>{@code v l lb e h bv}: fixes the voltage between its first two pins;
 *   <li>{@code i c cb cpe warburg fsw}: conducts nothing, {@code k} has no pins;
 *   <li>{@code t}: joins its first pin to its third and its second to its fourth;
 *   <li>{@code g f bi}: conducts if it depends on anything, because structure alone cannot tell;
 *   <li>{@code s sw} and all others with a control pair: conducts between the first two pins;
 *   <li>{@code nmos} of every level, {@code vdmos}: conducts between all pins but the gate, its second;
 *   <li>every other type conducts between all its pins.
 * </ul>
 */
public final class Topology {
  private static final Set<String> VOLTAGES = Set.of("v", "l", "lb", "e", "elaplace", "h", "bv");
  private static final Set<String> OPEN = Set.of("i", "c", "cb", "k", "cpe", "warburg", "fsw");
  private static final Set<String> CONTROLLED = Set.of("g", "glaplace", "f", "bi");
  private static final Set<String> GATED = Set.of("nmos", "nmos2", "nmos3", "nmos6", "vdmos");
  private static final Set<String> TWO_PINS =
      Set.of("v", "l", "e", "elaplace", "h", "bv", "g", "glaplace", "f", "bi", "rb", "cb", "lb", "sw", "csw", "vswitch", "iswitch", "dideal");

  private final Circuit circuit;
  private final Diagnostics diagnostics;
  private final int ground;
  private final int[] parent;

  private Topology(Circuit circuit, Diagnostics diagnostics) {
    this.circuit = circuit;
    this.diagnostics = diagnostics;
    this.ground = circuit.nodes().size();
    this.parent = new int[ground + 1];
  }

  /**
   * Checks a circuit. Nodes without a DC path and cuts are fine when {@code .options rshunt} is
   * given, or when no analysis needs an operating point.
   *
   * @param alone whether there is no script, which may do without a circuit
   */
  public static void check(
      Circuit circuit, Design design, boolean alone, Diagnostics diagnostics) {
    if (circuit.instances().isEmpty() || circuit.nodes().isEmpty()) {
      if (alone && !design.commands().isEmpty()) {
        diagnostics.add(
            Code.E304,
            design.commands().get(0).span(),
            "the circuit has no node besides ground",
            "a netlist needs elements, such as R1 a 0 1k");
      }
      return;
    }
    Topology topology = new Topology(circuit, diagnostics);
    boolean needsDc = needsOperatingPoint(design);
    if (!topology.hasGround()) {
      diagnostics.add(
          Code.E304,
          circuit.instances().get(0).origin(),
          "no element is connected to ground",
          "connect one node to 0");
      return;
    }
    topology.loops(needsDc);
    topology.loneNodes();
    if (needsDc && !design.options().containsKey("rshunt")) {
      topology.floating();
    }
  }

  private static boolean needsOperatingPoint(Design design) {
    boolean any = false;
    for (Command command : design.commands()) {
      Optional<AnalysisKeyword> analysis = AnalysisKeyword.find(command.keyword());
      any |= analysis.isPresent(); // Output lines need nothing.
      if (analysis.isPresent()
          && (analysis.get().needsOperatingPoint() || !command.has("uic"))) {
        return true;
      }
    }
    return !any;
  }

  private boolean hasGround() {
    return circuit.instances().stream().anyMatch(i -> i.nodes().contains(Instance.GROUND));
  }

  private int index(int node) {
    return node == Instance.GROUND ? ground : node;
  }

  private int find(int node) {
    int root = node;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  private void reset() {
    for (int k = 0; k < parent.length; k++) {
      parent[k] = k;
    }
  }

  private void join(Instance instance, int a, int b) {
    if (a < instance.nodes().size() && b < instance.nodes().size()) {
      parent[find(index(instance.nodes().get(a)))] = find(index(instance.nodes().get(b)));
    }
  }

  private void loops(boolean withInductors) {
    reset();
    Map<Integer, List<Instance>> edges = new LinkedHashMap<>();
    for (Instance instance : circuit.instances()) {
      boolean fixes = VOLTAGES.contains(instance.type());
      if (!fixes || !withInductors && instance.type().startsWith("l")) {
        continue;
      }
      int p = index(instance.nodes().get(0));
      int n = index(instance.nodes().get(1));
      if (find(p) == find(n)) {
        loop(instance, path(edges, p, n));
      } else {
        parent[find(p)] = find(n);
        edges.computeIfAbsent(p, k -> new ArrayList<>()).add(instance);
        edges.computeIfAbsent(n, k -> new ArrayList<>()).add(instance);
      }
    }
  }

  private void loop(Instance last, List<Instance> others) {
    List<String> names = new ArrayList<>();
    names.add(described(last));
    others.forEach(i -> names.add(described(i)));
    String shown =
        names.size() > 8
            ? String.join(" - ", names.subList(0, 8)) + " - ..."
            : String.join(" - ", names);
    String message =
        others.isEmpty()
            ? "both pins of " + described(last) + " are on the same node"
            : "loop of voltage sources or inductors: " + shown;
    Diagnostic diagnostic =
        Diagnostic.of(
            Code.E302,
            last.origin(),
            message,
            "put a small resistor into the loop, such as rser=1m");
    for (Instance other : others.subList(0, Math.min(3, others.size()))) {
      diagnostic = diagnostic.with(new Note(other.origin(), "'" + other.name() + "' is in the loop"));
    }
    diagnostics.add(diagnostic);
  }

  private static String described(Instance instance) {
    return instance.name() + " (line " + instance.origin().line() + ")";
  }

  /** Returns the elements on the way between two nodes of the forest. */
  private List<Instance> path(Map<Integer, List<Instance>> edges, int from, int to) {
    Map<Integer, Instance> by = new LinkedHashMap<>();
    Map<Integer, Integer> before = new LinkedHashMap<>();
    Deque<Integer> todo = new ArrayDeque<>(List.of(from));
    before.put(from, from);
    while (!todo.isEmpty() && !before.containsKey(to)) {
      int node = todo.poll();
      for (Instance edge : edges.getOrDefault(node, List.of())) {
        int p = index(edge.nodes().get(0));
        int other = p == node ? index(edge.nodes().get(1)) : p;
        if (before.putIfAbsent(other, node) == null) {
          by.put(other, edge);
          todo.add(other);
        }
      }
    }
    List<Instance> way = new ArrayList<>();
    for (int node = to; node != from; node = before.get(node)) {
      way.add(by.get(node));
    }
    return way;
  }

  private static int pins(Instance instance) {
    int all = instance.nodes().size();
    return TWO_PINS.contains(instance.type()) ? Math.min(2, all) : all;
  }

  private void loneNodes() {
    int[] pins = new int[ground];
    int[] last = new int[ground];
    Arrays.fill(last, -1);
    int position = 0;
    for (Instance instance : circuit.instances()) {
      int own = pins(instance);
      for (int k = 0; k < instance.nodes().size(); k++) {
        int node = instance.nodes().get(k);
        if (node != Instance.GROUND) {
          // A control pin connects nothing, but a node that is only sensed is not a slip either.
          pins[node] += 1;
          last[node] = k < own || last[node] < 0 ? position : last[node];
        }
      }
      position++;
    }
    for (int node = 0; node < ground; node++) {
      if (pins[node] == 1) {
        Instance only = circuit.instances().get(last[node]);
        diagnostics.add(
            Code.W301,
            only.origin(),
            "node '" + circuit.nodes().get(node) + "' is connected to " + only.name() + " only",
            "check the spelling of the node");
      }
    }
  }

  private void floating() {
    reset();
    for (Instance instance : circuit.instances()) {
      conduct(instance);
    }
    int home = find(ground);
    Map<Integer, List<Integer>> islands = new LinkedHashMap<>();
    for (int node = 0; node < ground; node++) {
      if (find(node) != home) {
        islands.computeIfAbsent(find(node), k -> new ArrayList<>()).add(node);
      }
    }
    Map<Integer, Set<Instance>> touching = new LinkedHashMap<>();
    for (Instance instance : circuit.instances()) {
      for (int node : instance.nodes()) {
        int root = find(index(node));
        if (root != home) {
          touching.computeIfAbsent(root, k -> new LinkedHashSet<>()).add(instance);
        }
      }
    }
    islands.forEach((root, nodes) -> island(nodes, touching.getOrDefault(root, Set.of())));
  }

  private void conduct(Instance instance) {
    String type = instance.type();
    boolean constant = instance.nodes().size() <= 2 && instance.links().isEmpty();
    if (OPEN.contains(type) || CONTROLLED.contains(type) && constant) {
      return;
    }
    if (type.equals("t")) {
      join(instance, 0, 2);
      join(instance, 1, 3);
      return;
    }
    for (int k = 1; k < pins(instance); k++) {
      if (k != 1 || !GATED.contains(type)) {
        join(instance, 0, k);
      }
    }
  }

  private void island(List<Integer> nodes, Set<Instance> touching) {
    String name = circuit.nodes().get(nodes.get(0));
    String more = nodes.size() == 1 ? "" : " and " + (nodes.size() - 1) + " more";
    List<Instance> currents = touching.stream().filter(i -> i.type().equals("i")).toList();
    Span at = touching.isEmpty() ? Span.NONE : touching.iterator().next().origin();
    if (!currents.isEmpty()) {
      String[] names = touching.stream().map(Topology::described).limit(6).toArray(String[]::new);
      diagnostics.add(
          Code.E303,
          currents.get(0).origin(),
          "only current sources and capacitors lead to node '" + name + "'" + more + ": "
              + String.join(", ", Arrays.asList(names)),
          "put a large resistor across one of them, or set .options rshunt=1e12");
      return;
    }
    diagnostics.add(
        Code.E301,
        at,
        "no DC path from node '" + name + "'" + more + " to ground",
        "add a large resistor to ground, or set .options rshunt=1e12");
  }
}
