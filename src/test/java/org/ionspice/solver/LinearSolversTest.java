package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is chosen for a whole circuit solves it like the general factorisation. */
class LinearSolversTest {
  /** Neurons with ideal amplifiers: rows of sources, whose diagonals no device stamps. */
  private static TestMatrix amplifiers(int count, Random random) {
    TestMatrix matrix = new TestMatrix(3 * count);
    for (int i = 0; i < count; i++) {
      int output = count + i;
      int branch = 2 * count + i;
      matrix.add(i, i, 2).add(output, output, 1e-9);
      matrix.add(output, branch, 1).add(branch, output, 1).add(branch, i, -1.5);
      for (int d = 1; d <= 5; d++) {
        matrix.conductance(count + (i + d) % count, i, 0.02 + 0.02 * random.nextDouble());
        matrix.conductance(count + random.nextInt(count), i, 0.02);
      }
    }
    return matrix;
  }

  private static void agree(LinearSolver solver, SparsePattern pattern, double[] values) {
    SparseLu general = SparseLu.analyse(pattern);
    assertThat(general.factor(values)).isTrue();
    assertThat(solver.refactor(values)).isTrue();
    for (boolean transposed : new boolean[] {false, true}) {
      double[] expected = new Random(5).doubles(pattern.size(), -1, 1).toArray();
      double[][] found = {expected.clone(), expected.clone(), new double[expected.length]};
      if (transposed) {
        general.solveTransposed(expected);
        solver.solveTransposed(found[0]);
        solver.solveTransposed(found[1]);
      } else {
        general.solve(expected);
        solver.solve(found);
      }
      double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[0][i]).isCloseTo(expected[i], within(1e-10 * size));
        assertThat(found[1][i]).isCloseTo(expected[i], within(1e-10 * size));
        assertThat(found[2][i]).isZero();
      }
    }
  }

  private static LinearSolver of(SparsePattern pattern) {
    byte[] kinds = new byte[pattern.entryCount()];
    Arrays.fill(kinds, EntryKind.VARIABLE);
    return LinearSolvers.of(pattern, kinds, new int[0][]);
  }

  @Test
  void idealAmplifiers() {
    for (int count : new int[] {50, 120, 600}) {
      Random random = new Random(count);
      TestMatrix matrix = amplifiers(count, random);
      SparsePattern pattern = matrix.pattern();
      LinearSolver solver = of(pattern);
      double[] values = matrix.values();
      for (int step = 0; step < 3; step++) {
        agree(solver, pattern, values);
        for (int p = 0; p < values.length; p++) {
          values[p] *= 1 + 0.05 * random.nextDouble();
        }
      }
    }
  }

  @Test
  void meshesWithASourcePassiveAndNot() {
    for (double skew : new double[] {0, 0.1}) {
      int side = 40;
      TestMatrix matrix = SupernodalLuTest.grid(side, new Random(1), skew);
      TestMatrix driven = new TestMatrix(side * side + 1);
      SparsePattern mesh = matrix.pattern();
      double[] values = matrix.values();
      for (int column = 0; column < mesh.size(); column++) {
        for (int p = mesh.columnStarts()[column]; p < mesh.columnStarts()[column + 1]; p++) {
          driven.add(mesh.rowIndices()[p], column, values[p]);
        }
      }
      driven.add(7, side * side, 1).add(side * side, 7, 1);
      agree(of(driven.pattern()), driven.pattern(), driven.values());
    }
  }
}
