package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Iterations on factors without fill give what exact factors give, or leave it to those. */
class WeakCouplingTest {
  private static final int MOST = 30;

  /** Counts how often exact factors are made. */
  private static final class Counted implements LinearSolver {
    private final LinearSolver inner;
    private int factorisations;

    Counted(SparsePattern pattern) {
      inner = SparseLu.analyse(pattern);
    }

    @Override
    public boolean refactor(double[] values) {
      factorisations++;
      return inner.refactor(values);
    }

    @Override
    public void solve(double[] b) {
      inner.solve(b);
    }

    @Override
    public void solveTransposed(double[] b) {
      inner.solveTransposed(b);
    }

    @Override
    public int singularRow() {
      return inner.singularRow();
    }

    @Override
    public void forget() {
      inner.forget();
    }
  }

  private static void solves(LinearSolver solver, SparsePattern pattern, double[] values) {
    double[] b = new Random(3).doubles(pattern.size()).toArray();
    assertThat(solver.refactor(values)).isTrue();
    double[] x = b.clone();
    solver.solve(x);
    // A direct solution of these systems has 1e-15; the limit of the iteration is 1e-13.
    assertThat(TestMatrix.backwardError(pattern, values, x, b, false)).isLessThan(1e-13);
    double[] y = b.clone();
    solver.solveTransposed(y);
    assertThat(TestMatrix.backwardError(pattern, values, y, b, true)).isLessThan(1e-13);
  }

  private static double[] withDiagonal(TestMatrix matrix, double diagonal, Random random) {
    SparsePattern pattern = matrix.pattern();
    double[] values = matrix.values();
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        values[p] = pattern.rowIndices()[p] == column ? diagonal : random.nextGaussian();
      }
    }
    return values;
  }

  @Test
  void neuronsThatHangOnTheirCapacitancesNeedNoExactFactors() {
    Random random = new Random(1);
    TestMatrix matrix = StaleFactorsTest.smallWorld(60, random);
    SparsePattern pattern = matrix.pattern();
    Counted exact = new Counted(pattern);
    WeakCoupling solver = new WeakCoupling(pattern, exact, MOST);
    for (int step = 0; step < 10; step++) {
      double[] values = withDiagonal(matrix, 30 + 10 * random.nextDouble(), random);
      double[] b = random.doubles(pattern.size()).toArray();
      double[] x = b.clone();
      assertThat(solver.refactor(values)).isTrue();
      solver.solve(x);
      assertThat(TestMatrix.backwardError(pattern, values, x, b, false)).isLessThan(1e-13);
    }
    assertThat(exact.factorisations).isZero();
  }

  @Test
  void strongCouplingIsLeftToExactFactors() {
    Random random = new Random(2);
    TestMatrix matrix = StaleFactorsTest.smallWorld(60, random);
    SparsePattern pattern = matrix.pattern();
    Counted exact = new Counted(pattern);
    WeakCoupling solver = new WeakCoupling(pattern, exact, MOST);
    for (int step = 0; step < 10; step++) {
      solves(solver, pattern, withDiagonal(matrix, 0.3, random));
      solves(solver, pattern, withDiagonal(matrix, 40, random));
    }
    assertThat(exact.factorisations).isBetween(10, 20);
  }

  @Test
  void aPivotOfZeroIsLeftToExactFactors() {
    TestMatrix matrix = new TestMatrix(2);
    matrix.add(0, 0, 0).add(0, 1, 1).add(1, 0, 1).add(1, 1, 1);
    SparsePattern pattern = matrix.pattern();
    Counted exact = new Counted(pattern);

    solves(new WeakCoupling(pattern, exact, MOST), pattern, matrix.values());

    assertThat(exact.factorisations).isEqualTo(1);
  }

  @Test
  void withoutFillTheFactorsOfATridiagonalMatrixAreExact() {
    int n = 20;
    TestMatrix matrix = new TestMatrix(n);
    for (int i = 0; i < n; i++) {
      matrix.add(i, i, 3 + i);
      if (i > 0) {
        matrix.add(i, i - 1, -1.5).add(i - 1, i, -1);
      }
    }
    SparsePattern pattern = matrix.pattern();
    IncompleteLu factors = new IncompleteLu(pattern);
    double[] b = new Random(4).doubles(n).toArray();
    double[] x = b.clone();

    assertThat(factors.factor(matrix.values())).isTrue();
    factors.solve(x);

    assertThat(TestMatrix.backwardError(pattern, matrix.values(), x, b, false)).isLessThan(1e-15);
  }

  @Test
  void asksForTheDiagonal() {
    TestMatrix matrix = new TestMatrix(2);
    matrix.add(0, 0, 1).add(1, 0, 1);

    assertThatThrownBy(() -> new IncompleteLu(matrix.pattern()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 1");
  }
}
