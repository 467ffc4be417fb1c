package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Quantity;
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
  private final Circuit circuit;
  private final Declared[] parts;
  private final Map<Integer, Instance> replaced = new HashMap<>();
  private final Unknowns unknowns;
  private final int[] delayBase;
  private final int[] limitBase;
  private final int[] cellBase;

  /** Instances with corners, and those that fix a voltage at the start. */
  private int[] cornered;

  private final SparsePattern pattern;
  private final byte[] kinds;
  private final int[] diagonal;
  private final boolean[] chargeRow;
  private final boolean[] chargeColumn;
  private final Evaluation evaluation;
  private double gmin;
  private final Map<Declared, Declared> withoutGmin = new IdentityHashMap<>();

  /** Numbers the unknowns of {@code circuit} and finds its pattern. */
  public Assembly(Circuit circuit) {
    this.circuit = circuit;
    gmin = Double.isNaN(circuit.gmin()) ? SmallestConductance.MOST_GMIN : circuit.gmin();
    int n = circuit.instances().size();
    parts = new Declared[n];
    Map<Declared.Key, Declared> known = new HashMap<>();
    for (int k = 0; k < n; k++) {
      Instance instance = circuit.instances().get(k);
      // Neighbours are often alike, and looking up a record of many numbers takes time.
      parts[k] =
          k > 0 && parts[k - 1].key.fits(instance)
              ? parts[k - 1]
              : known.computeIfAbsent(
                  Declared.Key.of(instance, circuit), one -> new Declared(one, gmin));
    }
    Shapes shapes = new Shapes();
    for (int k = 0; k < n; k++) {
      if (k == 0 || parts[k] != parts[k - 1]) {
        parts[k].shareShape(shapes);
      }
    }
    delayBase = bases(p -> p.delays.size());
    limitBase = bases(p -> p.limits.size());
    cellBase = bases(p -> p.cells.size());
    unknowns = new Unknowns(circuit, parts);
    cornered = cornered();
    PatternBuilder builder = new PatternBuilder(this);
    pattern = builder.pattern();
    kinds = builder.kinds();
    diagonal = new int[size()];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = slot(i, i);
    }
    chargeRow = new boolean[size() + 1];
    chargeColumn = new boolean[size() + 1];
    for (int k = 0; k < n; k++) {
      Shape shape = parts[k].shape();
      for (int row : shape.q().rows()) {
        chargeRow[unknownOf(k, row)] = true;
      }
      for (int local = 1; local < shape.chargeColumns().length; local++) {
        chargeColumn[unknownOf(k, local)] |= shape.chargeColumns()[local];
      }
    }
    if (Double.isNaN(circuit.gmin()) && usesGmin()) {
      scaleGmin();
    }
    evaluation = new Evaluation(this);
  }

  /** Returns where the things of each instance begin when they are counted through; empty for none. */
  private int[] bases(ToIntFunction<Declared> count) {
    if (Arrays.stream(parts).allMatch(p -> count.applyAsInt(p) == 0)) {
      return new int[0];
    }
    int[] bases = new int[parts.length + 1];
    for (int k = 0; k < parts.length; k++) {
      bases[k + 1] = bases[k] + count.applyAsInt(parts[k]);
    }
    return bases;
  }

  /** Keeps gmin small beside every conductance that the devices without junctions have. */
  private void scaleGmin() {
    double[] x = new double[size() + 1];
    initialValues(x);
    SmallestConductance finder = new SmallestConductance();
    LocalPoint point = new LocalPoint();
    for (int k = 0; k < parts.length; k++) {
      if (!parts[k].usesGmin()) {
        point.at(this, k, x);
        finder.add(parts[k], point, instance(k).multiplicity());
      }
    }
    gmin = finder.gmin();
    Map<Declared, Declared> scaled = new IdentityHashMap<>();
    for (int k = 0; k < parts.length; k++) {
      if (parts[k].usesGmin()) {
        parts[k] = scaled.computeIfAbsent(parts[k], p -> p.withGmin(gmin));
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
    return withoutGmin.computeIfAbsent(parts[k], p -> p.withGmin(0));
  }

  /** Replaces the parameters of instance {@code index}; its unknowns must stay what they are. */
  public void replace(int index, DeviceModel model) {
    Instance instance = instance(index).with(model);
    Declared other =
        declared(index, instance)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        instance.name() + ": this change needs other unknowns"));
    replaced.put(index, instance);
    withoutGmin.remove(parts[index]);
    boolean hadCorners = !parts[index].corners.isEmpty();
    parts[index] = other;
    if (hadCorners == other.corners.isEmpty()) {
      cornered = cornered();
    }
    evaluation.replace(index);
  }

  /**
   * Returns what an instance in the place of {@code index} declares; empty when it needs other
   * unknowns or memories than the present one.
   */
  Optional<Declared> declared(int index, Instance other) {
    Declared now = parts[index];
    Declared then = new Declared(Declared.Key.of(other, circuit), gmin);
    return Optional.of(then).filter(now::isLaidOutAs);
  }

  /** Fills {@code x} with the initial values that would hold with {@code other} as a part. */
  void initialValues(int index, Declared other, double[] x) {
    Declared now = parts[index];
    parts[index] = other;
    try {
      initialValues(x);
    } finally {
      parts[index] = now;
    }
  }

  /** Returns whether G and C are constant as long as cells are: every device is linear. */
  public boolean isLinear() {
    return Arrays.stream(parts).allMatch(p -> p.key.model().linear());
  }

  /** Returns the number of unknowns. */
  public int size() {
    return unknowns.count();
  }

  /** Returns the unknown at a local index of instance {@code k}; {@link #size()} is ground. */
  int unknownOf(int k, int local) {
    return unknowns.of(k, local);
  }

  /** Returns the place of an entry among the matrix values; the last one for ground. */
  int slot(int row, int column) {
    if (row >= pattern.size() || column >= pattern.size()) {
      return pattern.entryCount();
    }
    int[] starts = pattern.columnStarts();
    int found =
        Arrays.binarySearch(pattern.rowIndices(), starts[column], starts[column + 1], row);
    if (found < 0) {
      throw new IllegalStateException(
          "no device stamped row " + row + ", column " + column + " at first");
    }
    return found;
  }

  /** Returns where G and C may be non-zero. */
  public SparsePattern pattern() {
    return pattern;
  }

  /** Returns a solver for matrices of this circuit's pattern, made for its structure. */
  public LinearSolver linearSolver() {
    return LinearSolvers.of(pattern, kinds, PrivateUnknowns.of(this, kinds));
  }

  /** Returns what stands at each entry of the pattern, as in {@link org.ionspice.solver.EntryKind}. */
  byte[] kinds() {
    return kinds;
  }

  /** Returns what unknown {@code i} is. */
  public UnknownInfo unknown(int i) {
    return new UnknownInfo(unknowns.name(i), unknowns.owner(i), isNode(i), quantity(i));
  }

  /** Returns whether unknown {@code i} is a node voltage, internal nodes included. */
  public boolean isNode(int i) {
    return unknowns.isNode(i);
  }

  /** Returns unit, size and manners of unknown {@code i}. */
  public Quantity quantity(int i) {
    return unknowns.quantity(i);
  }

  /** Returns the index of the unknown printed as {@code name}, ground's index for v(0), or -1. */
  public int indexOf(String name) {
    return unknowns.indexOf(name);
  }

  /** Returns the place of the diagonal entry of row {@code i} among the matrix values. */
  public int diagonal(int i) {
    return diagonal[i];
  }

  /** Returns these places of all rows; not a copy. */
  public int[] diagonals() {
    return diagonal;
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
    return circuit.instances().indexOfName(name.toLowerCase(Locale.ROOT));
  }

  /** Returns instance {@code index} with its present parameters. */
  public Instance instance(int index) {
    Instance other = replaced.get(index);
    return other == null ? circuit.instances().get(index) : other;
  }

  private int[] cornered() {
    return IntStream.range(0, parts.length).filter(k -> !parts[k].corners.isEmpty()).toArray();
  }

  /** Returns the first time after {@code t} that a step must not cross. */
  public double nextCorner(double t) {
    double next = Double.POSITIVE_INFINITY;
    for (int k : cornered) {
      for (DoubleUnaryOperator corner : parts[k].corners) {
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
        .filter(p -> !p.delays.isEmpty())
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
      if (parts[k].drives.isEmpty()) {
        continue;
      }
      double m = instance(k).multiplicity();
      for (Declared.Drive drive : parts[k].drives) {
        double phase = Math.toRadians(drive.phaseDegrees());
        double re = drive.magnitude() * Math.cos(phase);
        double im = drive.magnitude() * Math.sin(phase);
        if (drive.minus() < 0) {
          real[unknownOf(k, drive.plus())] += re;
          imaginary[unknownOf(k, drive.plus())] += im;
        } else {
          real[unknownOf(k, drive.plus())] -= m * re;
          imaginary[unknownOf(k, drive.plus())] -= m * im;
          real[unknownOf(k, drive.minus())] += m * re;
          imaginary[unknownOf(k, drive.minus())] += m * im;
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
      if (!isNode(i)) {
        x[i] = quantity(i).initial();
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
    new StartVoltages(this).spread(x, known);
    // Behind a series resistance nothing is given: a junction there starts at what its pins have.
    for (int k = 0; k < parts.length; k++) {
      for (Declared.Inner inner : parts[k].inner) {
        int node = unknownOf(k, inner.node());
        if (!known[node]) {
          x[node] = x[unknownOf(k, inner.outer())];
        }
      }
    }
  }

  /** Returns the instances that stand on row {@code i}, in the order of the netlist. */
  public List<Integer> users(int i) {
    List<Integer> users = new ArrayList<>();
    for (int k = 0; k < parts.length; k++) {
      for (int local = 1; local < parts[k].locals(); local++) {
        if (unknownOf(k, local) == i) {
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

  int delayBase(int k) {
    return delayBase.length == 0 ? 0 : delayBase[k];
  }

  int limitBase(int k) {
    return limitBase.length == 0 ? 0 : limitBase[k];
  }

  int cellBase(int k) {
    return cellBase.length == 0 ? 0 : cellBase[k];
  }
}
