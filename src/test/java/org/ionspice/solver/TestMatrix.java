package org.ionspice.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Collects stamps of a test matrix and turns them into a pattern and its values. */
final class TestMatrix {
  private final List<TreeMap<Integer, Double>> columns = new ArrayList<>();

  TestMatrix(int size) {
    for (int column = 0; column < size; column++) {
      columns.add(new TreeMap<>());
    }
  }

  TestMatrix add(int row, int column, double value) {
    columns.get(column).merge(row, value, Double::sum);
    return this;
  }

  /** Stamps a conductance between two nodes. */
  TestMatrix conductance(int a, int b, double g) {
    return add(a, a, g).add(b, b, g).add(a, b, -g).add(b, a, -g);
  }

  /** Stamps a voltage source from a node to ground, with its structural zero on the diagonal. */
  TestMatrix source(int node, int branch) {
    return add(node, branch, 1.0).add(branch, node, 1.0).add(branch, branch, 0.0);
  }

  SparsePattern pattern() {
    int[] starts = new int[columns.size() + 1];
    for (int column = 0; column < columns.size(); column++) {
      starts[column + 1] = starts[column] + columns.get(column).size();
    }
    int[] rows =
        columns.stream().flatMap(c -> c.keySet().stream()).mapToInt(Integer::intValue).toArray();
    return new SparsePattern(columns.size(), starts, rows);
  }

  /** Returns the values and one more slot, poisoned, that nobody may read. */
  double[] values() {
    double[] values = new double[pattern().entryCount() + 1];
    int next = 0;
    for (TreeMap<Integer, Double> column : columns) {
      for (double value : column.values()) {
        values[next++] = value;
      }
    }
    values[next] = Double.NaN;
    return values;
  }

  /** Builds a structurally regular unsymmetric matrix, half of them with a moved diagonal. */
  static TestMatrix random(Random random, int size) {
    var matrix = new TestMatrix(size);
    int shift = random.nextBoolean() ? 0 : random.nextInt(size);
    double density = 3.0 * random.nextDouble() / size;
    for (int column = 0; column < size; column++) {
      matrix.add((column + shift) % size, column, 1.0 + random.nextDouble());
      for (int row = 0; row < size; row++) {
        if (random.nextDouble() < density) {
          matrix.add(row, column, random.nextInt(8) == 0 ? 0.0 : random.nextGaussian());
        }
      }
    }
    return matrix;
  }

  /** Builds a random resistor network with voltage sources: a saddle point with zero diagonals. */
  static TestMatrix network(Random random, int nodes, int sources) {
    var matrix = new TestMatrix(nodes + sources);
    for (int node = 0; node < nodes; node++) {
      matrix.add(node, node, 1e-12);
      for (int repeat = 0; repeat < 2 && node > 0; repeat++) {
        matrix.conductance(node, random.nextInt(node), Math.pow(10, -6 * random.nextDouble()));
      }
    }
    for (int source = 0; source < sources; source++) {
      matrix.source(source, nodes + source);
    }
    return matrix;
  }

  static TestMatrix ladder(int nodes) {
    var matrix = new TestMatrix(nodes + 1);
    for (int node = 0; node < nodes; node++) {
      matrix.add(node, node, 1e-3);
      if (node > 0) {
        matrix.conductance(node - 1, node, 1.0);
      }
    }
    return matrix.source(0, nodes);
  }

  static TestMatrix grid(int side) {
    var matrix = new TestMatrix(side * side + 1);
    for (int node = 0; node < side * side; node++) {
      if (node % side + 1 < side) {
        matrix.conductance(node, node + 1, 1.0);
      }
      if (node + side < side * side) {
        matrix.conductance(node, node + side, 1.0);
      }
    }
    return matrix.source(0, side * side);
  }

  /** Returns the largest row residual of A x = b over that row's size: |A| max|x| + |b|. */
  static double backwardError(
      SparsePattern pattern, double[] values, double[] x, double[] b, boolean transposed) {
    int n = pattern.size();
    double largest = 0.0;
    for (int k = 0; k < n; k++) {
      largest = Math.max(largest, Math.abs(x[k]));
    }
    double[] residual = b.clone();
    double[] size = new double[n];
    for (int column = 0; column < n; column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        int out = transposed ? column : row;
        residual[out] -= values[p] * x[transposed ? row : column];
        size[out] += Math.abs(values[p]) * largest;
      }
    }
    double worst = 0.0;
    for (int k = 0; k < n; k++) {
      worst = Math.max(worst, Math.abs(residual[k]) / (size[k] + Math.abs(b[k]) + 1e-300));
    }
    return worst;
  }
}
