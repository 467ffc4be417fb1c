package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SupernodalLuTest {
  private static SupernodalLu of(SparsePattern pattern) {
    return new SupernodalLu(pattern, Supernodes.of(pattern), LinearSolvers.later(pattern));
  }

  /** A mesh of conductances with a shunt at each node; unsymmetric by {@code skew}. */
  static TestMatrix grid(int n, Random random, double skew) {
    TestMatrix matrix = new TestMatrix(n * n);
    for (int i = 0; i < n * n; i++) {
      matrix.add(i, i, 1e-3);
      if (i % n + 1 < n) {
        matrix.conductance(i, i + 1, 0.5 + random.nextDouble());
        matrix.add(i, i + 1, skew * random.nextGaussian());
      }
      if (i + n < n * n) {
        matrix.conductance(i, i + n, 0.5 + random.nextDouble());
        matrix.add(i + n, i, skew * random.nextGaussian());
      }
    }
    return matrix;
  }

  /** The solution is made up first, and the right-hand side from it: a closed form. */
  private static void solves(LinearSolver solver, SparsePattern pattern, double[] values, double near) {
    Random random = new Random(7);
    double[] x = random.doubles(pattern.size(), -1, 1).toArray();
    double[] b = new double[x.length];
    double[] transposed = new double[x.length];
    for (int c = 0; c < x.length; c++) {
      for (int p = pattern.columnStarts()[c]; p < pattern.columnStarts()[c + 1]; p++) {
        b[pattern.rowIndices()[p]] += values[p] * x[c];
        transposed[c] += values[p] * x[pattern.rowIndices()[p]];
      }
    }
    assertThat(solver.refactor(values)).isTrue();
    solver.solve(b);
    assertThat(b).containsExactly(x, within(near));
    solver.solveTransposed(transposed);
    assertThat(transposed).containsExactly(x, within(near));
  }

  @Test
  void aMeshIsSolvedBothWays() {
    for (double skew : new double[] {0, 0.1}) {
      TestMatrix matrix = grid(30, new Random(2), skew);
      solves(of(matrix.pattern()), matrix.pattern(), matrix.values(), 1e-9);
    }
  }

  @Test
  void newValuesReuseTheShape() {
    TestMatrix first = grid(12, new Random(2), 0.1);
    TestMatrix second = grid(12, new Random(3), 0.1);
    SupernodalLu solver = of(first.pattern());

    solves(solver, first.pattern(), first.values(), 1e-9);
    solves(solver, second.pattern(), second.values(), 1e-9);
  }

  @Test
  void manySmallRandomMatricesAreSolved() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(30);
      TestMatrix matrix = new TestMatrix(n);
      for (int i = 0; i < n; i++) {
        matrix.add(i, i, 4 + random.nextDouble());
        for (int k = 0; k < 3; k++) {
          matrix.add(i, random.nextInt(n), random.nextGaussian());
        }
      }
      solves(of(matrix.pattern()), matrix.pattern(), matrix.values(), 1e-8);
    }
  }

  @Test
  void aMatrixThatNeedsOtherPivotsGoesToTheGeneralFactorisation() {
    // Two nodes that only a source joins: the diagonal is empty.
    TestMatrix matrix = new TestMatrix(4);
    matrix.add(0, 0, 0).add(0, 1, 1).add(1, 0, 1).add(1, 1, 0);
    matrix.add(2, 2, 0).add(2, 3, 2).add(3, 2, 2).add(3, 3, 0).add(1, 2, 0.5).add(2, 1, 0.5);
    solves(of(matrix.pattern()), matrix.pattern(), matrix.values(), 1e-12);
  }

  @Test
  void aSingularMatrixIsRefused() {
    TestMatrix matrix = new TestMatrix(3).conductance(0, 1, 1).conductance(1, 2, 1);

    assertThat(of(matrix.pattern()).refactor(matrix.values())).isFalse();
  }

  @Test
  void theShapeCountsTheFillOfATridiagonalMatrix() {
    int n = 50;
    TestMatrix matrix = new TestMatrix(n);
    for (int i = 0; i < n; i++) {
      matrix.add(i, i, 3);
      if (i > 0) {
        matrix.conductance(i - 1, i, 1);
      }
    }
    // Closed form: 3 n - 2 entries when nothing fills in; supernodes of up to 16 add some zeros.
    assertThat(Supernodes.of(matrix.pattern()).fill()).isBetween(3L * n - 2, 12L * n);
  }
}
