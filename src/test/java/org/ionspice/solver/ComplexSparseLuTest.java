package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplexSparseLuTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 60, 150})
  void networksSolveLikeDenseComplexLu(int nodes) {
    var random = new Random(nodes);
    for (int trial = 0; trial < 10; trial++) {
      TestMatrix matrix = TestMatrix.network(random, nodes, 1 + random.nextInt(nodes));
      double[] re = matrix.values();
      double[] im = new double[re.length];
      for (int p = 0; p < re.length; p++) {
        im[p] = re[p] * random.nextGaussian();
      }
      var lu = new ComplexSparseLu(SparseLu.analyse(matrix.pattern()));
      assertThat(lu.factor(re, im)).isTrue();
      check(lu, re, im, random);
      for (int p = 0; p < re.length; p++) {
        im[p] *= 0.5 + random.nextDouble();
      }
      assertThat(lu.refactor(re, im)).isTrue();
      check(lu, re, im, random);
    }
  }

  private static void check(ComplexSparseLu lu, double[] re, double[] im, Random random) {
    int n = lu.pattern().size();
    var dense = new ZMatrixRMaj(n, n);
    for (int column = 0; column < n; column++) {
      int end = lu.pattern().columnStarts()[column + 1];
      for (int p = lu.pattern().columnStarts()[column]; p < end; p++) {
        dense.set(lu.pattern().rowIndices()[p], column, re[p], im[p]);
      }
    }
    var transposedMatrix = new ZMatrixRMaj(n, n);
    CommonOps_ZDRM.transpose(dense, transposedMatrix);
    for (boolean transposed : new boolean[] {false, true}) {
      var b = new ZMatrixRMaj(n, 1);
      double[] x = new double[n];
      double[] y = new double[n];
      for (int k = 0; k < n; k++) {
        x[k] = random.nextGaussian();
        y[k] = random.nextGaussian();
        b.set(k, 0, x[k], y[k]);
      }
      if (transposed) {
        lu.solveTransposed(x, y);
      } else {
        lu.solve(x, y);
      }
      ZMatrixRMaj matrix = transposed ? transposedMatrix : dense;
      var expected = new ZMatrixRMaj(n, 1);
      assertThat(CommonOps_ZDRM.solve(matrix, b, expected)).isTrue();
      double scale = 0.0;
      for (int k = 0; k < n; k++) {
        scale = Math.max(scale, Math.hypot(expected.getReal(k, 0), expected.getImag(k, 0)));
      }
      for (int row = 0; row < n; row++) {
        double residualRe = b.getReal(row, 0);
        double residualIm = b.getImag(row, 0);
        double size = Math.abs(residualRe) + Math.abs(residualIm);
        for (int k = 0; k < n; k++) {
          double aRe = matrix.getReal(row, k);
          double aIm = matrix.getImag(row, k);
          residualRe -= aRe * x[k] - aIm * y[k];
          residualIm -= aRe * y[k] + aIm * x[k];
          size += Math.hypot(aRe, aIm) * scale;
        }
        assertThat(Math.hypot(residualRe, residualIm) / size).isLessThan(1e-12);
        // Conductances span six decades: condition numbers reach 1e7, times 1e-15.
        double errorRe = x[row] - expected.getReal(row, 0);
        double errorIm = y[row] - expected.getImag(row, 0);
        assertThat(Math.hypot(errorRe, errorIm) / scale).isLessThan(1e-7);
      }
    }
  }

  @Test
  void aCapacitiveDividerDividesByItsAdmittances() {
    // j w C1 = j, j w C2 = 3 j, source 1 V on node 0: v1 = C1 / (C1 + C2) = 0.25 V.
    var matrix = new TestMatrix(3).conductance(0, 1, 1.0).add(1, 1, 3.0);
    double[] im = matrix.source(0, 2).values();
    double[] re = new double[im.length];
    SparsePattern pattern = matrix.pattern();
    for (int column = 0; column < 3; column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        if (column == 2 || pattern.rowIndices()[p] == 2) {
          re[p] = im[p];
          im[p] = 0.0;
        }
      }
    }
    ComplexSparseLu lu = ComplexSparseLu.analyse(pattern);
    double[] x = {0, 0, 1};
    double[] y = new double[3];

    assertThat(lu.factor(re, im)).isTrue();
    lu.solve(x, y);

    assertThat(x[1]).isCloseTo(0.25, within(1e-15));
    assertThat(y[2]).isCloseTo(-0.75, within(1e-15));
  }

  @Test
  void aVanishingPivotIsNamed() {
    var matrix = new TestMatrix(2).add(0, 0, 1.0).add(1, 1, 0.0);
    ComplexSparseLu lu = ComplexSparseLu.analyse(matrix.pattern());

    assertThat(lu.factor(matrix.values(), new double[3])).isFalse();

    assertThat(lu.singularRow()).isEqualTo(1);
    assertThat(lu.singularColumn()).isEqualTo(1);
  }

  @Test
  void refactorAndSolveAllocateNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TestMatrix matrix = TestMatrix.grid(15);
    double[] re = matrix.values();
    double[] im = matrix.values();
    double[] x = new double[226];
    double[] y = new double[226];
    ComplexSparseLu lu = ComplexSparseLu.analyse(matrix.pattern());
    assertThat(lu.factor(re, im)).isTrue();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 20; run++) {
      long before = threads.getThreadAllocatedBytes(thread);
      long silence = threads.getThreadAllocatedBytes(thread) - before;
      before = threads.getThreadAllocatedBytes(thread);
      for (int repeat = 0; repeat < 50; repeat++) {
        lu.refactor(re, im);
        lu.solve(x, y);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before - silence);
    }
    assertThat(least).isLessThanOrEqualTo(0);
  }
}
