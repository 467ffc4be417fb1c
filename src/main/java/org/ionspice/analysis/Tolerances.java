package org.ionspice.analysis;

import java.util.Arrays;
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
final class Tolerances {
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
  private final double[] absolute;
  private final double[] row;
  private final boolean[] volts;
  private final boolean[] node;
  private final double[] nominal;

  /** Unknowns that are currents, and for each the diagonals of the nodes that it enters. */
  private final int[] currents;

  private final int[][] nodesOfCurrent;
  private double largest;

  Tolerances(Assembly system, Settings settings) {
    this.system = system;
    this.strictness = Math.min(1, settings.reltol() / DEFAULT_RELTOL);
    this.vntol = settings.vntol();
    this.abstol = settings.abstol();
    int n = system.size();
    absolute = new double[n];
    row = new double[n];
    volts = new boolean[n];
    node = new boolean[n];
    nominal = new double[n];
    int[] found = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      Quantity quantity = system.quantity(i);
      node[i] = system.isNode(i);
      volts[i] = quantity.unit().equals("V");
      nominal[i] = quantity.nominal();
      absolute[i] = 1e-6 * strictness * quantity.nominal();
      if (quantity.unit().equals("A")) {
        nominal[i] = quantity.nominal() / Quantity.branchCurrent().nominal();
        absolute[i] = Double.isNaN(abstol) ? amperes() * nominal[i] : abstol;
        found[count++] = i;
      }
      row[i] = Double.isNaN(abstol) ? amperes() : abstol;
    }
    currents = Arrays.copyOf(found, count);
    nodesOfCurrent = new int[count][];
    for (int k = 0; k < count; k++) {
      nodesOfCurrent[k] = nodes(currents[k]);
    }
    setVolts();
    for (int i = 0; i < n; i++) {
      if (!node[i]) {
        row[i] = absolute[i];
      }
    }
  }

  private int[] nodes(int column) {
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    return Arrays.stream(rows, starts[column], starts[column + 1])
        .filter(r -> system.isNode(r))
        .map(system::diagonal)
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
  void meet(double[] x) {
    for (int i = 0; i < volts.length; i++) {
      if (volts[i] && Math.abs(x[i]) > largest) {
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
    for (int i = 0; i < volts.length; i++) {
      if (volts[i]) {
        absolute[i] = Double.isNaN(vntol) ? v * nominal[i] : v;
      }
    }
  }

  /** Takes the conductances of the nodes from the diagonal of the matrix {@code jacobian}. */
  void conductances(double[] jacobian) {
    if (!Double.isNaN(abstol)) {
      return;
    }
    double v = volt();
    for (int i = 0; i < row.length; i++) {
      if (volts[i]) {
        double g = Math.abs(jacobian[system.diagonal(i)]);
        // A node that only branch currents enter says nothing about their size.
        row[i] = g > 0 ? Math.min(amperes(), g * v) : amperes();
      }
    }
    for (int k = 0; k < currents.length; k++) {
      double g = 0;
      for (int diagonal : nodesOfCurrent[k]) {
        g = Math.max(g, Math.abs(jacobian[diagonal]));
      }
      int i = currents[k];
      absolute[i] = amperes() * nominal[i];
      if (g > 0) {
        absolute[i] = Math.min(absolute[i], g * v);
      }
    }
  }

  /** Returns the absolute tolerance of unknown {@code i}, in its unit. */
  double of(int i) {
    return absolute[i];
  }

  /** Returns the absolute tolerance of row {@code i}: A for a node. */
  double ofRow(int i) {
    return node[i] ? row[i] : absolute[i];
  }
}
