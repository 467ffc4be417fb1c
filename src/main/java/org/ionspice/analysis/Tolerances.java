package org.ionspice.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Snapshot;
import org.ionspice.device.Quantity;

/**
 * The absolute tolerance of every unknown and of every node's current, scaled to the circuit.
 *
 * <p>Volts: {@link #VOLTS}, less where the whole circuit stays below 0.1 V. Amperes: what that
 * voltage drives through the conductance of the node, at most {@link #AMPERES}. Anything else: a
 * millionth of the nominal size. A reltol below its default shrinks all of these with it: otherwise
 * they would be the larger part, and a smaller reltol would change little. {@code vntol} and {@code
 * abstol}, when given, are taken as they are. Mutable workspace, for one thread.
 */
public final class Tolerances {
  /** V, for a circuit of volts. */
  static final double VOLTS = 1e-7;

  /** A, for a circuit of milliamperes. */
  static final double AMPERES = 1e-12;

  /** Tolerance of a voltage beside the largest one in the circuit. */
  private static final double OF_LARGEST = 1e-6;

  /** V; rounding of the exponentials in devices stays below it. */
  private static final double LEAST_VOLTS = 1e-12;

  /** Relative tolerance that the absolute ones suit. */
  private static final double DEFAULT_RELTOL = 1e-4;

  private final Assembly system;
  private final double strictness;
  private final double vntol;
  private final double abstol;
  private final UnknownKinds kinds;

  /** Of each kind: its tolerance but for currents, nominal size, and what it is. */
  private final double[] absolute;

  /** The unknowns that are voltages. */
  private final int[] voltages;

  private final double[] nominal;
  private final boolean[] volts;
  private final boolean[] node;
  private final boolean[] current;

  /** Tolerances of the rows of nodes, A, and those of unknowns that are currents. */
  private final double[] row;

  /** Unknowns that are currents, and for each the nodes that it enters. */
  private final int[] currents;

  private final int[][] nodesOfCurrent;
  private double largest;

  Tolerances(Assembly system, Settings settings) {
    this(system, settings, new UnknownKinds(system));
  }

  Tolerances(Assembly system, Settings settings, UnknownKinds kinds) {
    this.system = system;
    this.kinds = kinds;
    this.strictness = Math.min(1, settings.reltol() / DEFAULT_RELTOL);
    this.vntol = settings.vntol();
    this.abstol = settings.abstol();
    int count = kinds.list().size();
    absolute = new double[count];
    nominal = new double[count];
    volts = new boolean[count];
    node = new boolean[count];
    current = new boolean[count];
    for (int kind = 0; kind < count; kind++) {
      UnknownKinds.Kind one = kinds.list().get(kind);
      node[kind] = one.node();
      volts[kind] = one.isVoltage();
      current[kind] = one.isCurrent();
      nominal[kind] = one.nominal();
      absolute[kind] = 1e-6 * strictness * one.nominal();
      if (current[kind]) {
        nominal[kind] = one.nominal() / Quantity.branchCurrent().nominal();
        absolute[kind] = Double.isNaN(abstol) ? amperes() * nominal[kind] : abstol;
      }
    }
    int n = kinds.size();
    row = new double[n];
    int[] found = new int[n];
    int entering = 0;
    for (int i = 0; i < n; i++) {
      row[i] = Double.isNaN(abstol) ? amperes() : abstol;
      if (current[kinds.of(i)]) {
        row[i] = absolute[kinds.of(i)];
        found[entering++] = i;
      }
    }
    voltages = IntStream.range(0, n).filter(i -> volts[kinds.of(i)]).toArray();
    currents = Arrays.copyOf(found, entering);
    nodesOfCurrent = new int[entering][];
    for (int k = 0; k < entering; k++) {
      nodesOfCurrent[k] = nodes(currents[k]);
    }
    setVolts();
  }

  private int[] nodes(int column) {
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    return Arrays.stream(rows, starts[column], starts[column + 1])
        .filter(r -> system.isNode(r))
        .toArray();
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    largest = snapshot.pass(largest);
    snapshot.pass(absolute);
    snapshot.pass(row);
  }

  /** Forgets the voltages met so far. */
  void restart() {
    largest = 0;
  }

  /** Takes the voltages in {@code x} as part of the circuit's range. */
  public void meet(double[] x) {
    for (int i : voltages) {
      if (Math.abs(x[i]) > largest) {
        largest = Math.abs(x[i]);
      }
    }
    setVolts();
  }

  private double volt() {
    return Double.isNaN(vntol)
        ? Math.max(LEAST_VOLTS, strictness * Math.min(VOLTS, OF_LARGEST * largest))
        : vntol;
  }

  private double amperes() {
    return strictness * AMPERES;
  }

  private void setVolts() {
    double v = volt();
    for (int kind = 0; kind < volts.length; kind++) {
      if (volts[kind]) {
        absolute[kind] = Double.isNaN(vntol) ? v * nominal[kind] : v;
      }
    }
  }

  /** Takes the conductances of the nodes from the diagonal of the matrix {@code jacobian}. */
  void conductances(double[] jacobian) {
    conductances(jacobian, system.diagonals());
  }

  /** Does the same where the diagonal of unknown {@code i} stands at {@code diagonals[i]}. */
  public void conductances(double[] jacobian, int[] diagonals) {
    if (!Double.isNaN(abstol)) {
      return;
    }
    double v = volt();
    for (int i : voltages) {
      double g = Math.abs(jacobian[diagonals[i]]);
      // A node that only branch currents enter says nothing about their size.
      row[i] = g > 0 ? Math.min(amperes(), g * v) : amperes();
    }
    for (int k = 0; k < currents.length; k++) {
      double g = 0;
      for (int node : nodesOfCurrent[k]) {
        g = Math.max(g, Math.abs(jacobian[diagonals[node]]));
      }
      int i = currents[k];
      double most = amperes() * nominal[kinds.of(i)];
      row[i] = g > 0 ? Math.min(most, g * v) : most;
    }
  }

  /** Returns the absolute tolerance of unknown {@code i}, in its unit. */
  public double of(int i) {
    int kind = kinds.of(i);
    return current[kind] ? row[i] : absolute[kind];
  }

  /** Returns the absolute tolerance of row {@code i}: A for a node. */
  double ofRow(int i) {
    int kind = kinds.of(i);
    return node[kind] || current[kind] ? row[i] : absolute[kind];
  }
}
