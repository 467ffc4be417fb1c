package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.circuit.Link;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Quantity;
import org.ionspice.solver.EntryKind;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.LinearSolvers;
import org.ionspice.solver.SparsePattern;

/**
 * The circuit as numbers: unknowns x, vectors f and q, and matrices G and C over one pattern.
 *
 * <p>Mutable workspace, for one thread. Unknowns are the nodes, then what the instances declared;
 * index {@link #size()} stands for ground, so vectors are {@code size() + 1} long and matrix values
 * {@code entryCount() + 1}: the last place takes what falls on ground.
 */
public final class Assembly {
  /** Private unknowns of one instance beyond which they are better left to the sparse solver. */
  private static final int LARGEST_GROUP = 8;

  private final Circuit circuit;
  private final Declared[] parts;
  private final int[][] maps;
  private final int[][] slots;
  private final int[] delayBase;
  private final int[] limitBase;
  private final int[] cellBase;
  private final List<UnknownInfo> unknowns = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final SparsePattern pattern;
  private final byte[] kinds;
  private final int[] diagonal;
  private final boolean[] chargeRow;
  private final boolean[] chargeColumn;
  private final Evaluation evaluation;
  private double gmin;
  private Declared[] withoutGmin = {};

  /** Numbers the unknowns of {@code circuit} and finds its pattern. */
  public Assembly(Circuit circuit) {
    this.circuit = circuit;
    gmin = Double.isNaN(circuit.gmin()) ? SmallestConductance.MOST_GMIN : circuit.gmin();
    int n = circuit.instances().size();
    parts = new Declared[n];
    maps = new int[n][];
    slots = new int[n][];
    delayBase = new int[n + 1];
    limitBase = new int[n + 1];
    cellBase = new int[n + 1];
    for (String node : circuit.nodes()) {
      name("v(" + node + ")", new UnknownInfo("v(" + node + ")", -1, true, Quantity.of(node, "V")));
    }
    for (int k = 0; k < n; k++) {
      parts[k] = new Declared(circuit.instances().get(k), circuit, gmin);
      delayBase[k + 1] = delayBase[k] + parts[k].delays.size();
      limitBase[k + 1] = limitBase[k] + parts[k].limits.size();
      cellBase[k + 1] = cellBase[k] + parts[k].cells.size();
      numberExtras(k);
    }
    for (int k = 0; k < n; k++) {
      resolveLinks(k);
    }
    PatternFinder finder = new PatternFinder(unknowns.size());
    evaluation = new Evaluation(this);
    record(finder);
    pattern = finder.pattern();
    for (int k = 0; k < n; k++) {
      slots[k] = finder.slots(maps[k], k);
    }
    kinds = finder.kinds();
    diagonal = finder.diagonal();
    chargeRow = finder.chargeRows();
    chargeColumn = finder.chargeColumns();
    evaluation.start();
    if (Double.isNaN(circuit.gmin()) && usesGmin()) {
      scaleGmin();
    }
  }

  /** Keeps gmin small beside every conductance that the devices without junctions have. */
  private void scaleGmin() {
    double[] x = new double[size() + 1];
    initialValues(x);
    SmallestConductance finder = new SmallestConductance();
    for (int k = 0; k < parts.length; k++) {
      if (!parts[k].usesGmin()) {
        evaluation.point(k, x);
        finder.add(parts[k], evaluation.view());
      }
    }
    gmin = finder.gmin();
    for (int k = 0; k < parts.length; k++) {
      if (parts[k].usesGmin()) {
        parts[k] = parts[k].withGmin(gmin);
      }
    }
  }

  /** Returns the conductance across junctions, S. */
  public double gmin() {
    return gmin;
  }

  /** Returns whether any device puts gmin across a junction. */
  public boolean usesGmin() {
    return gmin > 0 && Arrays.stream(parts).anyMatch(Declared::usesGmin);
  }

  /** Returns instance {@code k} without gmin. */
  Declared withoutGmin(int k) {
    if (withoutGmin.length == 0) {
      withoutGmin = new Declared[parts.length];
    }
    if (withoutGmin[k] == null) {
      withoutGmin[k] = parts[k].withGmin(0);
    }
    return withoutGmin[k];
  }

  private int name(String name, UnknownInfo info) {
    unknowns.add(info);
    names.putIfAbsent(name, unknowns.size() - 1);
    return unknowns.size() - 1;
  }

  private void numberExtras(int k) {
    Declared part = parts[k];
    int[] map = new int[part.locals()];
    int pins = part.instance.nodes().size();
    for (int i = 0; i < pins; i++) {
      map[1 + i] = part.instance.nodes().get(i);
    }
    String owner = part.instance.name();
    for (int i = 0; i < part.extras.size(); i++) {
      Declared.Extra extra = part.extras.get(i);
      if (extra.quantity() == null) {
        continue;
      }
      String own = extra.quantity().name();
      String printed;
      if (extra.node()) {
        printed = "v(" + owner + "." + own + ")";
      } else if (own.equals("i")) {
        printed = "i(" + owner + ")";
      } else {
        printed = "@" + owner + "[" + own + "]";
      }
      int index = name(printed, new UnknownInfo(printed, k, extra.node(), extra.quantity()));
      names.putIfAbsent("@" + owner + "[" + own + "]", index);
      map[1 + pins + i] = index;
    }
    maps[k] = map;
  }

  private void resolveLinks(int k) {
    Declared part = parts[k];
    int[] map = maps[k];
    int size = unknowns.size();
    for (int i = 0; i < map.length; i++) {
      if (i == 0 || map[i] == Instance.GROUND) {
        map[i] = size;
      }
    }
    int base = 1 + part.instance.nodes().size();
    for (int i = 0; i < part.extras.size(); i++) {
      Declared.Extra extra = part.extras.get(i);
      if (extra.quantity() == null) {
        Link link = part.instance.links().get(extra.link());
        Integer index = names.get("@" + link.instance() + "[" + link.unknown() + "]");
        if (index == null) {
          throw new IllegalStateException(part.instance.name() + " refers to unknown " + link);
        }
        map[base + i] = index;
      }
    }
  }

  /** Runs every device at three points with a stamp that notes rows and columns. */
  private void record(PatternFinder finder) {
    double[] x = new double[unknowns.size() + 1];
    Random random = new Random(1);
    for (int pass = 0; pass < 3; pass++) {
      for (int k = 0; k < parts.length; k++) {
        finder.instance(k, maps[k]);
        evaluation.point(k, x);
        parts[k].equations.evaluate(evaluation.view(), finder.resistive(), finder.reactive());
        for (Declared.Response response : parts[k].responses) {
          finder.resistive().add(response.row(), 0).d(response.by(), 0);
        }
      }
      for (int i = 0; i < unknowns.size(); i++) {
        x[i] = (random.nextDouble() - 0.3) * unknowns.get(i).quantity().nominal();
      }
    }
  }

  /** Replaces the parameters of instance {@code index}; its unknowns must stay what they are. */
  public void replace(int index, DeviceModel model) {
    Declared other = new Declared(parts[index].instance.with(model), circuit, gmin);
    if (other.locals() != parts[index].locals()
        || other.delays.size() != parts[index].delays.size()
        || other.cells.size() != parts[index].cells.size()
        || other.limits.size() != parts[index].limits.size()) {
      throw new IllegalArgumentException(
          parts[index].instance.name() + ": this change needs other unknowns");
    }
    parts[index] = other;
    if (withoutGmin.length > 0) {
      withoutGmin[index] = null;
    }
    evaluation.forgetConstants();
  }

  /** Returns whether G and C are constant within a run: every device is linear. */
  public boolean isLinear() {
    return Arrays.stream(parts).allMatch(p -> p.instance.model().linear());
  }

  /** Returns the number of unknowns. */
  public int size() {
    return unknowns.size();
  }

  /** Returns where G and C may be non-zero. */
  public SparsePattern pattern() {
    return pattern;
  }

  /** Returns a solver for matrices of this circuit's pattern, made for its structure. */
  public LinearSolver linearSolver() {
    return LinearSolvers.of(pattern, kinds, privateGroups());
  }

  /**
   * Returns the unknowns of each instance that no other instance reads or writes and that have a
   * diagonal of their own: they can be eliminated before the rest is solved.
   */
  private int[][] privateGroups() {
    int[] users = new int[size() + 1];
    for (int[] map : maps) {
      for (int local = 1; local < map.length; local++) {
        users[map[local]]++;
      }
    }
    List<int[]> groups = new ArrayList<>();
    for (int k = 0; k < parts.length; k++) {
      int pins = parts[k].instance.nodes().size();
      int[] group = new int[parts[k].extras.size()];
      int count = 0;
      for (int i = 0; i < group.length; i++) {
        int unknown = maps[k][1 + pins + i];
        boolean own = parts[k].extras.get(i).quantity() != null && users[unknown] == 1;
        if (own && kinds[diagonal[unknown]] != EntryKind.ABSENT) {
          group[count++] = unknown;
        }
      }
      if (count > 0 && count <= LARGEST_GROUP) {
        groups.add(Arrays.copyOf(group, count));
      }
    }
    return groups.toArray(new int[0][]);
  }

  /** Returns what unknown {@code i} is. */
  public UnknownInfo unknown(int i) {
    return unknowns.get(i);
  }

  /** Returns the index of the unknown printed as {@code name}, ground's index for v(0), or -1. */
  public int indexOf(String name) {
    String key = name.toLowerCase(java.util.Locale.ROOT).replace(" ", "");
    if (key.equals("v(0)") || key.equals("v(gnd)") || key.equals("v(gnd!)")) {
      return size();
    }
    return names.getOrDefault(key, -1);
  }

  /** Returns the place of the diagonal entry of row {@code i} among the matrix values. */
  public int diagonal(int i) {
    return diagonal[i];
  }

  /** Returns whether q has an entry in row {@code i}. */
  public boolean chargeRow(int i) {
    return chargeRow[i];
  }

  /** Returns whether any charge depends on unknown {@code i}. */
  public boolean chargeColumn(int i) {
    return chargeColumn[i];
  }

  /** Returns the evaluator of f, q, G and C. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** Returns the circuit. */
  public Circuit circuit() {
    return circuit;
  }

  /** Returns the position of the instance of this full name, or -1. */
  public int instanceIndex(String name) {
    String key = name.toLowerCase(java.util.Locale.ROOT);
    for (int k = 0; k < parts.length; k++) {
      if (parts[k].instance.name().equals(key)) {
        return k;
      }
    }
    return -1;
  }

  /** Returns instance {@code index} with its present parameters. */
  public Instance instance(int index) {
    return parts[index].instance;
  }

  /** Returns the first time after {@code t} that a step must not cross. */
  public double nextCorner(double t) {
    double next = Double.POSITIVE_INFINITY;
    for (Declared part : parts) {
      for (DoubleUnaryOperator corner : part.corners) {
        next = Math.min(next, corner.applyAsDouble(t));
      }
    }
    return next;
  }

  /**
   * Returns what says until when equations do not change with time, one function for each that
   * might; nothing when some equations change with time and do not say how.
   *
   * @param x where the equations are looked at, in a transient
   */
  public Optional<List<DoubleUnaryOperator>> steadiness(double[] x) {
    boolean[] readers = evaluation.readersOfTime(x);
    List<DoubleUnaryOperator> all = new ArrayList<>();
    for (int k = 0; k < parts.length; k++) {
      if (readers[k] && parts[k].steadies.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(parts[k].steadies);
    }
    return Optional.of(all);
  }

  /** Returns all delays, s, without repetition. */
  public double[] delays() {
    return Arrays.stream(parts)
        .flatMap(p -> p.delays.stream())
        .mapToDouble(Declared.Delay::seconds)
        .distinct()
        .sorted()
        .toArray();
  }

  /** Returns whether any device declares events. */
  public boolean hasEvents() {
    return Arrays.stream(parts).anyMatch(p -> !p.guards.isEmpty());
  }

  /** Fills the right-hand side (real, imaginary; length size() + 1) of the AC equations. */
  public void excitation(double[] real, double[] imaginary) {
    Arrays.fill(real, 0);
    Arrays.fill(imaginary, 0);
    for (int k = 0; k < parts.length; k++) {
      double m = parts[k].instance.multiplicity();
      for (Declared.Drive drive : parts[k].drives) {
        double phase = Math.toRadians(drive.phaseDegrees());
        double re = drive.magnitude() * Math.cos(phase);
        double im = drive.magnitude() * Math.sin(phase);
        if (drive.minus() < 0) {
          real[maps[k][drive.plus()]] += re;
          imaginary[maps[k][drive.plus()]] += im;
        } else {
          real[maps[k][drive.plus()]] -= m * re;
          imaginary[maps[k][drive.plus()]] -= m * im;
          real[maps[k][drive.minus()]] += m * re;
          imaginary[maps[k][drive.minus()]] += m * im;
        }
      }
    }
    real[size()] = 0;
    imaginary[size()] = 0;
  }

  /**
   * Writes the initial values that devices and {@code .ic} give into {@code x}: what {@code uic}
   * starts from.
   */
  public void initialValues(double[] x) {
    Arrays.fill(x, 0);
    boolean[] known = new boolean[size() + 1];
    known[size()] = true;
    for (int i = 0; i < size(); i++) {
      if (!unknowns.get(i).node()) {
        x[i] = unknowns.get(i).quantity().initial();
      }
    }
    circuit
        .initial()
        .forEach(
            (name, value) -> {
              int i = indexOf(name);
              if (i >= 0 && i < size()) {
                x[i] = value;
                known[i] = true;
              }
            });
    // A capacitor's ic= fixes one node when the other is known; walk until nothing changes.
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int k = 0; k < parts.length; k++) {
        for (Declared.Start start : parts[k].starts) {
          int p = maps[k][start.plus()];
          int n = maps[k][start.minus()];
          if (known[n] && !known[p]) {
            x[p] = x[n] + start.volts();
            known[p] = true;
            changed = true;
          } else if (known[p] && !known[n]) {
            x[n] = x[p] - start.volts();
            known[n] = true;
            changed = true;
          }
        }
      }
    }
  }

  /** Returns the instances that stand on row {@code i}, in the order of the netlist. */
  public List<Integer> users(int i) {
    List<Integer> users = new ArrayList<>();
    for (int k = 0; k < parts.length; k++) {
      for (int local = 1; local < maps[k].length; local++) {
        if (maps[k][local] == i) {
          users.add(k);
          break;
        }
      }
    }
    return users;
  }

  /** Returns the names of the outputs of instance {@code k}, in the order of declaration. */
  public List<String> outputs(int k) {
    return parts[k].outputs.stream().map(Declared.Output::name).toList();
  }

  /** Returns the unit of output {@code index} of instance {@code k}. */
  public String outputUnit(int k, int index) {
    return parts[k].outputs.get(index).unit();
  }

  /** Returns the names of the cells of instance {@code k}, in the order of declaration. */
  public List<String> cells(int k) {
    return parts[k].cells.stream().map(Declared.Memo::name).toList();
  }

  Declared part(int k) {
    return parts[k];
  }

  int partCount() {
    return parts.length;
  }

  int[] map(int k) {
    return maps[k];
  }

  int[] slots(int k) {
    return slots[k];
  }

  int delayBase(int k) {
    return delayBase[k];
  }

  int limitBase(int k) {
    return limitBase[k];
  }

  int cellBase(int k) {
    return cellBase[k];
  }
}
