package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SupernodalLuTest {
  private static SupernodalLu of(SparsePattern pattern) {
    return new SupernodalLu(pattern, Supernodes.of(pattern), LinearSolvers.later(() -> pattern));
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
    close(b, x, near);
    solver.solveTransposed(transposed);
    close(transposed, x, near);
  }

  private static void close(double[] found, double[] expected, double near) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= near)) {
        assertThat(found[i]).as("unknown " + i).isCloseTo(expected[i], within(near));
      }
    }
  }

  @Test
  void aMeshIsSolvedBothWays() {
    for (double skew : new double[] {0, 0.1}) {
      for (int side : new int[] {3, 30, 70}) {
        TestMatrix matrix = grid(side, new Random(2), skew);
        SupernodalLu solver = of(matrix.pattern());
        solves(solver, matrix.pattern(), matrix.values(), 1e-9);
        assertThat(solver.method())
            .isEqualTo(
                skew == 0 ? SupernodalLu.Method.SYMMETRIC : SupernodalLu.Method.UNSYMMETRIC);
      }
    }
  }

  @Test
  void aDenseMatrixFillsPanelsOfEverySize() {
    for (int n : new int[] {1, 7, 8, 9, 31, 32, 33, 40, 63, 64, 65, 100, 200}) {
      for (boolean symmetric : new boolean[] {true, false}) {
        Random random = new Random(n);
        TestMatrix matrix = new TestMatrix(n);
        for (int i = 0; i < n; i++) {
          matrix.add(i, i, n);
          for (int j = 0; j < i; j++) {
            double value = random.nextGaussian();
            matrix.add(i, j, value).add(j, i, symmetric ? value : random.nextGaussian());
          }
        }
        solves(of(matrix.pattern()), matrix.pattern(), matrix.values(), 1e-11);
      }
    }
  }

  @Test
  void rowsAreExchangedWithinADenseMatrix() {
    // No diagonal entry is a good pivot, so the order of the rows is what pivoting makes of it.
    Random random = new Random(5);
    int n = 90;
    TestMatrix matrix = new TestMatrix(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.add(i, j, i == j ? 1e-9 : random.nextGaussian());
      }
    }
    SupernodalLu solver = of(matrix.pattern());
    solves(solver, matrix.pattern(), matrix.values(), 1e-9);
    assertThat(solver.method()).isEqualTo(SupernodalLu.Method.UNSYMMETRIC);
  }

  @Test
  void valuesThatSpoilAMethodGoToTheNextAndBack() {
    int side = 20;
    TestMatrix passive = grid(side, new Random(2), 0);
    SparsePattern pattern = passive.pattern();
    SupernodalLu solver = of(pattern);
    solves(solver, pattern, passive.values(), 1e-9);
    assertThat(solver.method()).isEqualTo(SupernodalLu.Method.SYMMETRIC);

    // Symmetric and indefinite: a negative conductance in the middle.
    double[] active = passive.values();
    int middle = side * side / 2;
    active[StateElimination.slot(pattern, middle, middle)] -= 30;
    solves(solver, pattern, active, 1e-8);
    assertThat(solver.method()).isEqualTo(SupernodalLu.Method.UNSYMMETRIC);

    // Diagonals that vanish leave no pivot within narrow supernodes.
    double[] gyrators = passive.values();
    for (int i = 0; i < side * side; i++) {
      gyrators[StateElimination.slot(pattern, i, i)] = 1e-7;
    }
    solves(solver, pattern, gyrators, 1e-5);
    assertThat(solver.method()).isEqualTo(SupernodalLu.Method.GENERAL);

    for (int k = 0; k < 51; k++) {
      solves(solver, pattern, passive.values(), 1e-9);
    }
    assertThat(solver.method()).isEqualTo(SupernodalLu.Method.SYMMETRIC);
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

    SupernodalLu solver = of(matrix.pattern());
    assertThat(solver.refactor(matrix.values())).isFalse();
    assertThat(solver.singularRow()).isBetween(0, 2);
    assertThatThrownBy(() -> solver.solve(new double[3])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refactorAndSolveAllocateNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (double skew : new double[] {0, 0.1}) {
      TestMatrix matrix = grid(20, new Random(1), skew);
      double[] values = matrix.values();
      double[] b = new double[400];
      SupernodalLu solver = of(matrix.pattern());
      assertThat(solver.refactor(values)).isTrue();
      long thread = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      // The least of several runs: the first ones also see the virtual machine's housekeeping.
      for (int run = 0; run < 20; run++) {
        long before = threads.getThreadAllocatedBytes(thread);
        long silence = threads.getThreadAllocatedBytes(thread) - before;
        before = threads.getThreadAllocatedBytes(thread);
        for (int repeat = 0; repeat < 50; repeat++) {
          solver.refactor(values);
          solver.solve(b);
          solver.solveTransposed(b);
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - silence);
      }
      assertThat(least).isLessThanOrEqualTo(0);
    }
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
