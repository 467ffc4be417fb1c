package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseLuTest {
  /** About n = 200 roundings of 1.1e-16 with growth up to 50. */
  private static final double BACKWARD = 1e-12;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 30, 60, 120, 200})
  void randomMatricesSolveLikeDenseLu(int size) {
    var random = new Random(size);
    for (int trial = 0; trial < 20; trial++) {
      checkAgainstDense(TestMatrix.random(random, size), random, "size " + size + " " + trial);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 50, 150})
  void networksWithVoltageSourcesSolveLikeDenseLu(int nodes) {
    var random = new Random(nodes);
    for (int trial = 0; trial < 20; trial++) {
      var matrix = TestMatrix.network(random, nodes, 1 + random.nextInt(nodes));
      checkAgainstDense(matrix, random, "nodes " + nodes + " " + trial);
    }
  }

  private static void checkAgainstDense(TestMatrix matrix, Random random, String what) {
    SparsePattern pattern = matrix.pattern();
    double[] values = matrix.values();
    DMatrixRMaj dense = dense(pattern, values);
    var inverse = new DMatrixRMaj(1, 1);
    boolean regular = CommonOps_DDRM.invert(dense.copy(), inverse);
    double condition = Double.POSITIVE_INFINITY;
    if (regular) {
      condition = NormOps_DDRM.normP1(dense) * NormOps_DDRM.normP1(inverse);
    }
    SparseLu lu = SparseLu.analyse(pattern);
    boolean factored = lu.factor(values);
    if (!(condition < 1e14)) {
      return; // both answers would be noise
    }
    assertThat(factored).as(what).isTrue();
    var b = new DMatrixRMaj(pattern.size(), 1);
    for (int row = 0; row < pattern.size(); row++) {
      b.set(row, 0, random.nextGaussian());
    }
    for (boolean transposed : new boolean[] {false, true}) {
      double[] x = b.data.clone();
      var expected = new DMatrixRMaj(pattern.size(), 1);
      if (transposed) {
        lu.solveTransposed(x);
        CommonOps_DDRM.multTransA(inverse, b, expected);
      } else {
        lu.solve(x);
        CommonOps_DDRM.mult(inverse, b, expected);
      }
      double error = TestMatrix.backwardError(pattern, values, x, b.data, transposed);
      assertThat(error).as(what).isLessThan(BACKWARD);
      double scale = NormOps_DDRM.normPInf(expected);
      for (int row = 0; row < x.length; row++) {
        assertThat(Math.abs(x[row] - expected.get(row)))
            .as(what)
            .isLessThanOrEqualTo(1e-12 * condition * scale);
      }
    }
  }

  private static DMatrixRMaj dense(SparsePattern pattern, double[] values) {
    var dense = new DMatrixRMaj(pattern.size(), pattern.size());
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        dense.set(pattern.rowIndices()[p], column, values[p]);
      }
    }
    return dense;
  }

  @Test
  void refactorFollowsChangedValues() {
    var random = new Random(7);
    TestMatrix matrix = TestMatrix.network(random, 80, 5);
    double[] values = matrix.values();
    SparseLu lu = SparseLu.analyse(matrix.pattern());
    assertThat(lu.factor(values)).isTrue();
    for (int trial = 0; trial < 50; trial++) {
      for (int p = 0; p < values.length; p++) {
        values[p] *= 0.5 + random.nextDouble();
      }
      double[] b = random.doubles(85).toArray();
      double[] x = b.clone();

      assertThat(lu.refactor(values)).isTrue();
      lu.solve(x);

      assertThat(TestMatrix.backwardError(matrix.pattern(), values, x, b, false))
          .isLessThan(BACKWARD);
    }
  }

  @Test
  void refactorChoosesNewPivotsWhenTheOldOnesVanish() {
    SparsePattern pattern = full(3);
    SparseLu lu = SparseLu.analyse(pattern);
    assertThat(lu.factor(new double[] {4, 1, 1, 1, 4, 1, 1, 1, 4})).isTrue();
    double[] values = {0, 1, 2, 1, 0, 3, 2, 3, 0};
    double[] b = {3, 4, 5}; // rows (0 1 2), (1 0 3), (2 3 0) times (1 1 1)

    assertThat(lu.refactor(values)).isTrue();
    lu.solve(b);

    assertThat(b).containsExactly(new double[] {1, 1, 1}, within(1e-14));
  }

  @Test
  void refactorChoosesNewPivotsWhenEntriesGrow() {
    SparseLu lu = SparseLu.analyse(full(2));
    assertThat(lu.factor(new double[] {1, 0.5, 0.5, 1})).isTrue();
    // The old pivot, 1e-4 of its column, would still pass; entries would grow to 1e4.
    double[] values = {1e-4, 1, 1, 1};

    assertThat(lu.refactor(values)).isTrue();

    assertThat(lu.reciprocalPivotGrowth()).isGreaterThan(0.5);
  }

  /** Solves with factors of other values, as if reused pivots had lost digits. */
  private static ReusedPivots solveWithOldFactors(double change, boolean transposed) {
    var random = new Random(3);
    TestMatrix matrix = TestMatrix.network(random, 60, 4);
    SparsePattern pattern = matrix.pattern();
    double[] values = matrix.values();
    SparseLu lu = SparseLu.analyse(pattern);
    assertThat(lu.factor(values)).isTrue();
    for (int p = 0; p < values.length; p++) {
      values[p] *= 1 + change * random.nextDouble();
    }
    ReusedPivots guard = new ReusedPivots(pattern);
    guard.keep(values);
    double[] b = random.doubles(pattern.size()).toArray();
    double[] x = b.clone();
    guard.solve(lu, x, transposed);
    assertThat(TestMatrix.backwardError(pattern, values, x, b, transposed)).isLessThan(1e-10);
    return guard;
  }

  @Test
  void aSolutionThatLostDigitsIsRefined() {
    for (boolean transposed : new boolean[] {false, true}) {
      ReusedPivots guard = solveWithOldFactors(1e-8, transposed);
      assertThat(guard.refinements()).isEqualTo(1);
      assertThat(guard.factorisations()).isZero();
    }
  }

  @Test
  void aSolutionThatLostAllDigitsMakesNewFactors() {
    for (boolean transposed : new boolean[] {false, true}) {
      ReusedPivots guard = solveWithOldFactors(2, transposed);
      assertThat(guard.factorisations()).isEqualTo(1);
    }
  }

  @Test
  void pivotsThatAreNearlyTooSmallAreCheckedAndSolveWell() {
    var random = new Random(9);
    for (int trial = 0; trial < 200; trial++) {
      int n = 6;
      SparsePattern pattern = full(n);
      double[] values = new double[n * n];
      for (int p = 0; p < values.length; p++) {
        values[p] = p % n == p / n ? 2 * n : random.nextGaussian();
      }
      SparseLu lu = SparseLu.analyse(pattern);
      assertThat(lu.factor(values)).isTrue();
      for (int p = 0; p < values.length; p++) {
        values[p] = p % n == p / n ? Math.pow(10, -5 * random.nextDouble()) : random.nextGaussian();
      }
      double[] b = random.doubles(n).toArray();
      for (boolean transposed : new boolean[] {false, true}) {
        double[] x = b.clone();
        assertThat(lu.refactor(values)).isTrue();
        if (transposed) {
          lu.solveTransposed(x);
        } else {
          lu.solve(x);
        }
        assertThat(TestMatrix.backwardError(pattern, values, x, b, transposed))
            .as("trial " + trial)
            .isLessThan(1e-10);
      }
    }
  }

  @Test
  void severalRightSidesAreSolvedLikeOne() {
    var random = new Random(4);
    TestMatrix matrix = TestMatrix.network(random, 80, 5);
    SparseLu lu = SparseLu.analyse(matrix.pattern());
    assertThat(lu.factor(matrix.values())).isTrue();
    for (int count = 0; count < 10; count++) {
      double[][] b = new double[count][];
      double[][] expected = new double[count][];
      for (int r = 0; r < count; r++) {
        b[r] = random.doubles(matrix.pattern().size()).toArray();
        expected[r] = b[r].clone();
        lu.solve(expected[r]);
      }
      lu.solve(b);
      for (int r = 0; r < count; r++) {
        assertThat(b[r]).containsExactly(expected[r], within(1e-12));
      }
    }
  }

  private static SparsePattern full(int size) {
    int[] starts = new int[size + 1];
    int[] rows = new int[size * size];
    for (int p = 0; p < rows.length; p++) {
      rows[p] = p % size;
      starts[p / size + 1] = p + 1;
    }
    return new SparsePattern(size, starts, rows);
  }

  @Test
  void refactorRecoversAfterASingularMatrix() {
    SparseLu lu = SparseLu.analyse(full(2));
    assertThat(lu.factor(new double[] {1, 2, 2, 1})).isTrue();
    assertThat(lu.refactor(new double[] {1, 2, 2, 4})).isFalse();
    assertThat(lu.singularColumn()).isBetween(0, 1);
    assertThatThrownBy(() -> lu.solve(new double[2])).isInstanceOf(IllegalStateException.class);

    assertThat(lu.refactor(new double[] {1, 2, 2, 1})).isTrue();
    assertThat(lu.singularRow()).isEqualTo(-1);
    assertThat(lu.singularColumn()).isEqualTo(-1);
  }

  @Test
  void aNodeWithoutConductanceIsNamed() {
    var matrix = new TestMatrix(4).conductance(0, 1, 1.0).conductance(1, 3, 1.0).add(0, 0, 1.0);
    matrix.add(2, 2, 0.0);
    SparseLu lu = SparseLu.analyse(matrix.pattern());

    assertThat(lu.factor(matrix.values())).isFalse();

    assertThat(lu.singularRow()).isEqualTo(2);
    assertThat(lu.singularColumn()).isEqualTo(2);
  }

  @Test
  void aFloatingGroupOfNodesIsNamedByOneOfThem() {
    var matrix = new TestMatrix(5).conductance(0, 1, 1.0).add(0, 0, 1.0);
    matrix.conductance(2, 3, 0.1).conductance(3, 4, 0.3).conductance(2, 4, 0.7);
    SparseLu lu = SparseLu.analyse(matrix.pattern());

    assertThat(lu.factor(matrix.values())).isFalse();

    assertThat(lu.singularRow()).isBetween(2, 4);
    assertThat(lu.singularColumn()).isBetween(2, 4);
  }

  @Test
  void anEmptyColumnIsNamedByThePatternAlone() {
    var matrix = new TestMatrix(3).add(0, 0, 1.0).add(1, 0, 1.0).add(2, 2, 1.0).add(1, 2, 1.0);
    SparseLu lu = SparseLu.analyse(matrix.pattern());

    assertThat(lu.factor(matrix.values())).isFalse();

    assertThat(lu.singularColumn()).isEqualTo(1);
  }

  @Test
  void valuesThatAreNotNumbersAreSingularNotSolved() {
    SparseLu lu = SparseLu.analyse(full(2));
    assertThat(lu.factor(new double[] {Double.NaN, 1, 1, 3})).isFalse();
    assertThat(lu.factor(new double[] {Double.POSITIVE_INFINITY, 1, 1, 3})).isFalse();
  }

  @Test
  void aMatrixWithoutRowsIsRegular() {
    SparseLu lu = SparseLu.analyse(new SparsePattern(0, new int[1], new int[0]));
    assertThat(lu.factor(new double[1])).isTrue();
    lu.solve(new double[0]);
  }

  @Test
  void unitsFarApartDoNotSpoilEitherSolve() {
    // Row and column factors of 1e-12 ... 1e12 on a matrix whose solution is known: all ones.
    double[] rowUnit = {1e-12, 1.0, 1e9};
    double[] columnUnit = {1e6, 1e-9, 1.0};
    double[] base = {4, 1, 0.5, 1, 3, 1, 0.25, 1, 5};
    double[] values = new double[9];
    double[] b = new double[3];
    double[] bTransposed = new double[3];
    for (int p = 0; p < 9; p++) {
      values[p] = base[p] * rowUnit[p % 3] * columnUnit[p / 3];
      b[p % 3] += base[p] * rowUnit[p % 3];
      bTransposed[p / 3] += base[p] * columnUnit[p / 3];
    }
    SparseLu lu = SparseLu.analyse(full(3));
    assertThat(lu.factor(values)).isTrue();
    lu.solve(b);
    lu.solveTransposed(bTransposed);
    for (int k = 0; k < 3; k++) {
      assertThat(b[k] * columnUnit[k]).isCloseTo(1.0, within(1e-14));
      assertThat(bTransposed[k] * rowUnit[k]).isCloseTo(1.0, within(1e-14));
    }
  }

  @Test
  void aLadderDoesNotFillIn() {
    TestMatrix ladder = TestMatrix.ladder(20_000);
    SparseLu lu = SparseLu.analyse(ladder.pattern());
    assertThat(lu.factor(ladder.values())).isTrue();
    assertThat(lu.fill()).isLessThanOrEqualTo(4 * 20_001);
  }

  @Test
  void aMeshFillsInLittle() {
    // 408 k entries of L and U: SuiteSparse KLU 1.3.9 with its AMD on the same mesh; it counts
    // the diagonal twice.
    TestMatrix grid = TestMatrix.grid(100);
    SparseLu lu = SparseLu.analyse(grid.pattern());
    assertThat(lu.factor(grid.values())).isTrue();
    assertThat(lu.fill() + 10_001).isLessThanOrEqualTo((int) (1.3 * 408_000));
  }

  @Test
  void aBranchedTreeDoesNotFillInAndADenseRowComesLast() {
    int n = 3000;
    var matrix = new TestMatrix(n + 1);
    for (int node = 0; node < n; node++) {
      matrix.conductance(node, n, 1.0);
      if (node > 0) {
        matrix.conductance(node, (node - 1) / 2, 1.0);
      }
    }
    matrix.add(n, n, 1.0);
    SparseLu lu = SparseLu.analyse(matrix.pattern());
    assertThat(lu.factor(matrix.values())).isTrue();
    assertThat(lu.fill()).isEqualTo(matrix.pattern().entryCount());
  }

  @Test
  void ordersArePermutations() {
    var random = new Random(11);
    for (int size = 1; size < 200; size++) {
      int[] starts = new int[size + 1];
      int[] edges = random.ints(4L * size, 0, size).toArray();
      for (int k = 0; k <= size; k++) {
        starts[k] = 4 * k;
      }
      int[] order = MinimumDegree.order(size, starts, edges);
      Arrays.sort(order);
      for (int k = 0; k < size; k++) {
        assertThat(order[k]).as("size %d", size).isEqualTo(k);
      }
    }
  }

  @Test
  void refactorAndSolveAllocateNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TestMatrix matrix = TestMatrix.grid(20);
    double[] values = matrix.values();
    double[] b = new double[401];
    SparseLu lu = SparseLu.analyse(matrix.pattern());
    assertThat(lu.factor(values)).isTrue();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The least of several runs: the first ones also see the virtual machine's own housekeeping.
    for (int run = 0; run < 20; run++) {
      long before = threads.getThreadAllocatedBytes(thread);
      long silence = threads.getThreadAllocatedBytes(thread) - before;
      before = threads.getThreadAllocatedBytes(thread);
      for (int repeat = 0; repeat < 100; repeat++) {
        lu.refactor(values);
        lu.solve(b);
        lu.solveTransposed(b);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - silence);
    }
    assertThat(least).isLessThanOrEqualTo(0);
  }
}
