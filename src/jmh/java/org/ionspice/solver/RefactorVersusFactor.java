package org.ionspice.solver;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Asks what keeping the pivots saves: a full factorisation against a refactorisation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RefactorVersusFactor {
  /** Which circuit. */
  @Param({"ladder", "grid", "crossbar"})
  public String circuit;

  private SparseLu lu;
  private double[] values;
  private double[] rightSide;

  /** Builds the matrix and factorises it once. */
  @Setup
  public void build() {
    var matrix =
        switch (circuit) {
          case "ladder" -> ladder(20_000);
          case "grid" -> grid(100);
          case "crossbar" -> crossbar(64);
          default -> throw new IllegalArgumentException(circuit);
        };
    SparsePattern pattern = matrix.pattern();
    values = matrix.values(pattern);
    rightSide = new double[pattern.size()];
    rightSide[pattern.size() - 1] = 1.0;
    lu = SparseLu.analyse(pattern);
    if (!lu.factor(values)) {
      throw new IllegalStateException("singular " + circuit);
    }
  }

  /** Orders rows and columns. */
  @Benchmark
  public SparseLu analyse() {
    return SparseLu.analyse(lu.pattern());
  }

  /** Chooses pivots and factorises. */
  @Benchmark
  public boolean factor() {
    return lu.factor(values);
  }

  /** Factorises with the pivots known. */
  @Benchmark
  public boolean refactor() {
    return lu.refactor(values);
  }

  /** Solves for one right-hand side. */
  @Benchmark
  public double[] solve() {
    lu.solve(rightSide);
    rightSide[0] = 1.0;
    return rightSide;
  }

  private static Stamps ladder(int nodes) {
    var stamps = new Stamps(nodes + 1);
    for (int node = 0; node < nodes; node++) {
      stamps.add(node, node, 1e-3);
      if (node > 0) {
        stamps.conductance(node - 1, node, 1.0);
      }
    }
    return stamps.source(0, nodes);
  }

  private static Stamps grid(int side) {
    var stamps = new Stamps(side * side + 1);
    for (int node = 0; node < side * side; node++) {
      if (node % side + 1 < side) {
        stamps.conductance(node, node + 1, 1.0);
      }
      if (node + side < side * side) {
        stamps.conductance(node, node + side, 1.0);
      }
    }
    return stamps.source(0, side * side);
  }

  /** Wires of 2 ohm a segment, a memristor of 10 to 100 uS a cell, 100 ohm drivers and sense. */
  private static Stamps crossbar(int side) {
    int cells = side * side;
    var stamps = new Stamps(2 * cells + 2 * side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int wire = row * side + column;
        int line = cells + column * side + row;
        stamps.conductance(wire, line, 1e-5 * (1 + (7 * row + 13 * column) % 10));
        if (column + 1 < side) {
          stamps.conductance(wire, wire + 1, 0.5);
        }
        if (row + 1 < side) {
          stamps.conductance(line, line + 1, 0.5);
        }
      }
    }
    for (int row = 0; row < side; row++) {
      stamps.conductance(2 * cells + row, row * side, 0.01);
      stamps.source(2 * cells + row, 2 * cells + side + row);
      int end = cells + row * side + side - 1;
      stamps.add(end, end, 0.01);
    }
    return stamps;
  }

  private static final class Stamps {
    private final TreeMap<Long, Double> entries = new TreeMap<>();
    private final int size;

    Stamps(int size) {
      this.size = size;
    }

    Stamps add(int row, int column, double value) {
      entries.merge((long) column * size + row, value, Double::sum);
      return this;
    }

    Stamps conductance(int a, int b, double g) {
      return add(a, a, g).add(b, b, g).add(a, b, -g).add(b, a, -g);
    }

    Stamps source(int node, int branch) {
      return add(node, branch, 1.0).add(branch, node, 1.0);
    }

    SparsePattern pattern() {
      int[] starts = new int[size + 1];
      int[] rows = new int[entries.size()];
      int next = 0;
      for (long key : entries.keySet()) {
        rows[next++] = (int) (key % size);
        starts[(int) (key / size) + 1] = next;
      }
      return new SparsePattern(size, starts, rows);
    }

    double[] values(SparsePattern pattern) {
      return entries.values().stream()
          .mapToDouble(Double::doubleValue)
          .limit(pattern.entryCount())
          .toArray();
    }
  }
}
