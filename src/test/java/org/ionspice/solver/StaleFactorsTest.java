package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Old factors as a preconditioner give what new factors give. */
class StaleFactorsTest {
  private static final int MOST = 30;

  /** Neurons on a ring with some long connections: each hears the outputs of ten others. */
  static TestMatrix smallWorld(int count, Random random) {
    TestMatrix matrix = new TestMatrix(2 * count);
    for (int i = 0; i < count; i++) {
      matrix.add(i, i, 2).add(count + i, count + i, 1).add(count + i, i, -1.5);
      for (int d = 1; d <= 10; d++) {
        int from = random.nextInt(10) == 0 ? random.nextInt(count) : (i + d - 5 + count) % count;
        double g = 0.02 + 0.02 * random.nextDouble();
        matrix.add(i, i, g).add(i, count + from, -g);
      }
    }
    return matrix;
  }

  private static double[] changed(double[] values, double change, Random random) {
    double[] result = values.clone();
    for (int p = 0; p < values.length; p++) {
      result[p] *= 1 + change * random.nextDouble();
    }
    return result;
  }

  private static void solves(LinearSolver solver, SparsePattern pattern, double[] values) {
    double[] b = new Random(3).doubles(pattern.size()).toArray();
    assertThat(solver.refactor(values)).isTrue();
    double[] x = b.clone();
    solver.solve(x);
    // A direct solution of these systems has 1e-15; the limit of the iteration is 1e-13.
    assertThat(TestMatrix.backwardError(pattern, values, x, b, false)).isLessThan(1e-13);
  }

  @Test
  void smallChangesNeedNoNewFactors() {
    Random random = new Random(1);
    TestMatrix matrix = smallWorld(60, random);
    SparsePattern pattern = matrix.pattern();
    StaleFactors solver = new StaleFactors(pattern, SparseLu.analyse(pattern), MOST);
    double[] values = matrix.values();
    for (int step = 0; step < 20; step++) {
      solves(solver, pattern, values);
      values = changed(values, 1e-3, random);
    }
    assertThat(solver.factorisations()).isEqualTo(1);
  }

  @Test
  void anotherMatrixGetsItsOwnFactors() {
    Random random = new Random(1);
    TestMatrix matrix = smallWorld(60, random);
    SparsePattern pattern = matrix.pattern();
    StaleFactors solver = new StaleFactors(pattern, SparseLu.analyse(pattern), 2);
    for (int step = 0; step < 10; step++) {
      double[] values = matrix.values();
      for (int column = 0; column < pattern.size(); column++) {
        for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
          boolean diagonal = pattern.rowIndices()[p] == column;
          values[p] = diagonal ? 50 : random.nextGaussian();
        }
      }
      solves(solver, pattern, values);
    }
    assertThat(solver.factorisations()).isGreaterThan(5);
  }

  @Test
  void aTransposedSolutionUsesNewFactors() {
    Random random = new Random(1);
    TestMatrix matrix = smallWorld(30, random);
    SparsePattern pattern = matrix.pattern();
    StaleFactors solver = new StaleFactors(pattern, SparseLu.analyse(pattern), MOST);
    solves(solver, pattern, matrix.values());
    double[] values = changed(matrix.values(), 1e-2, random);
    double[] b = random.doubles(pattern.size()).toArray();
    double[] x = b.clone();

    assertThat(solver.refactor(values)).isTrue();
    solver.solveTransposed(x);

    assertThat(TestMatrix.backwardError(pattern, values, x, b, true)).isLessThan(1e-14);
  }

  @Test
  void aMatrixThatBecameSingularHasNoSolution() {
    Random random = new Random(1);
    TestMatrix matrix = smallWorld(30, random);
    SparsePattern pattern = matrix.pattern();
    StaleFactors solver = new StaleFactors(pattern, SparseLu.analyse(pattern), MOST);
    solves(solver, pattern, matrix.values());
    double[] values = matrix.values();
    for (int p = pattern.columnStarts()[7]; p < pattern.columnStarts()[8]; p++) {
      values[p] = 0;
    }
    double[] x = random.doubles(pattern.size()).toArray();

    boolean regular = solver.refactor(values);
    if (regular) {
      solver.solve(x);
    }

    assertThat(regular && Double.isFinite(x[0])).isFalse();
    solver.forget();
    solves(solver, pattern, matrix.values());
  }

  @Test
  void theBlockDecidesTheMethod() {
    TestMatrix mesh = SupernodalLuTest.grid(40, new Random(1), 0);
    TestMatrix neurons = smallWorld(1000, new Random(1));

    assertThat(LinearSolvers.direct(chain(400).pattern())).isInstanceOf(SparseLu.class);
    assertThat(LinearSolvers.direct(mesh.pattern())).isInstanceOf(SupernodalLu.class);
    assertThat(LinearSolvers.direct(neurons.pattern())).isInstanceOf(WeakCoupling.class);
  }

  private static TestMatrix chain(int nodes) {
    TestMatrix matrix = new TestMatrix(nodes).add(0, 0, 1);
    for (int k = 1; k < nodes; k++) {
      matrix.conductance(k - 1, k, 1);
    }
    return matrix;
  }
}
