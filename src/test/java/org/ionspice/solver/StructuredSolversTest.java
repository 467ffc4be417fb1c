package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The structured solvers give what the general factorisation gives; that one is tested by itself. */
class StructuredSolversTest {
  private static final double WIRE = 0.4;

  /** A crossbar: row wires from the left, column wires to ground, a device at each crossing. */
  private static TestMatrix crossbar(int n, Random random, double device) {
    TestMatrix matrix = new TestMatrix(2 * n * n);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        int row = r * n + c;
        int column = n * n + c * n + r;
        if (c == 0) {
          matrix.add(row, row, WIRE);
        } else {
          matrix.conductance(row - 1, row, WIRE);
        }
        if (r == n - 1) {
          matrix.add(column, column, WIRE);
        } else {
          matrix.conductance(column, column + 1, WIRE);
        }
        matrix.conductance(row, column, device * (0.1 + random.nextDouble()));
      }
    }
    return matrix;
  }

  /** Entries between neighbours of a wire, and diagonals, are the wires'. */
  private static byte[] wires(SparsePattern pattern, int n) {
    byte[] wire = new byte[pattern.entryCount()];
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int row = pattern.rowIndices()[p];
        boolean same = row / (n * n) == column / (n * n);
        wire[p] = same ? EntryKind.LINEAR : EntryKind.VARIABLE;
      }
    }
    return wire;
  }

  private static byte[] variable(SparsePattern pattern) {
    byte[] kinds = new byte[pattern.entryCount()];
    Arrays.fill(kinds, EntryKind.VARIABLE);
    return kinds;
  }

  private static double[] randomVector(Random random, int size) {
    return random.doubles(size, -1, 1).toArray();
  }

  private static void agree(LinearSolver solver, SparsePattern pattern, double[] values, double near) {
    SparseLu reference = SparseLu.analyse(pattern);
    assertThat(reference.refactor(values)).isTrue();
    assertThat(solver.refactor(values)).isTrue();
    double[] b = randomVector(new Random(3), pattern.size());
    double[] expected = b.clone();
    reference.solve(expected);
    double[] found = b.clone();
    solver.solve(found);
    assertThat(found).containsExactly(expected, within(near * size(expected)));
    expected = b.clone();
    reference.solveTransposed(expected);
    found = b.clone();
    solver.solveTransposed(found);
    assertThat(found).containsExactly(expected, within(near * size(expected)));
  }

  private static double size(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void wiresAndDevicesAreSolvedInAFewIterations() {
    int n = 24;
    TestMatrix matrix = crossbar(n, new Random(1), 1e-4);
    SparsePattern pattern = matrix.pattern();
    ForestSchur solver = ForestSchur.of(pattern, wires(pattern, n), SparseLu::analyse);

    assertThat(solver).isNotNull();
    agree(solver, pattern, matrix.values(), 1e-10);
    assertThat(solver.usesDirect()).isFalse();
    // Two solves; devices of 0.1 mS on wires of 0.4 S need few steps each.
    assertThat(solver.iterations()).isBetween(2L, 24L);
  }

  @Test
  void devicesThatConductBetterThanWiresGoToTheDirectSolver() {
    int n = 24;
    TestMatrix matrix = crossbar(n, new Random(1), 100);
    SparsePattern pattern = matrix.pattern();
    ForestSchur solver = ForestSchur.of(pattern, wires(pattern, n), SparseLu::analyse);

    agree(solver, pattern, matrix.values(), 1e-9);
    assertThat(solver.usesDirect()).isTrue();
  }

  /** A transistor at each crossing, its gate at a source: the current follows the column more. */
  private static TestMatrix transistors(int n, Random random, double gds, double gm) {
    TestMatrix matrix = crossbar(n, random, gds);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        int row = r * n + c;
        int column = n * n + c * n + r;
        double slope = gm * (0.1 + random.nextDouble());
        matrix.add(row, column, -slope).add(column, column, slope);
      }
    }
    return matrix;
  }

  @Test
  void transistorsAtTheCrossingsAreSolvedInAFewIterations() {
    for (int n : new int[] {8, 24, 40}) {
      TestMatrix matrix = transistors(n, new Random(1), 1e-5, 1e-4);
      SparsePattern pattern = matrix.pattern();
      ForestSchur solver = of(matrix, wires(pattern, n));

      agree(solver, pattern, matrix.values(), 1e-10);
      assertThat(solver.usesDirect()).isFalse();
      assertThat(solver.iterations()).isBetween(1L, 12L);
    }
  }

  @Test
  void transistorsThatConductBetterThanWiresGoToTheDirectSolver() {
    int n = 24;
    TestMatrix matrix = transistors(n, new Random(1), 10, 100);
    SparsePattern pattern = matrix.pattern();
    ForestSchur solver = of(matrix, wires(pattern, n));

    agree(solver, pattern, matrix.values(), 1e-9);
    assertThat(solver.usesDirect()).isTrue();
  }

  @Test
  void oneSolverFollowsValuesThatBecomeUnsymmetricAndBack() {
    int n = 16;
    TestMatrix matrix = transistors(n, new Random(1), 1e-5, 1e-4);
    TestMatrix passive = transistors(n, new Random(2), 1e-4, 0);
    SparsePattern pattern = matrix.pattern();
    ForestSchur solver = of(matrix, wires(pattern, n));

    agree(solver, pattern, matrix.values(), 1e-10);
    agree(solver, pattern, passive.values(), 1e-10);
    agree(solver, pattern, matrix.values(), 1e-10);
    assertThat(solver.usesDirect()).isFalse();
  }

  @Test
  void anActiveNetworkIsSolvedAsWell() {
    int n = 8;
    TestMatrix matrix = crossbar(n, new Random(1), 1e-4);
    matrix.add(0, 0, -WIRE).add(n * n - 1, n * n - 1, -2 * WIRE);
    SparsePattern pattern = matrix.pattern();

    agree(of(matrix, wires(pattern, n)), pattern, matrix.values(), 1e-9);
  }

  @Test
  void biconjugateGradientsSolveWhatDenseAlgebraSolves() {
    // The preconditioner is the diagonal; the matrix is diagonally dominant and unsymmetric.
    Random random = new Random(6);
    for (int n : new int[] {1, 2, 5, 40}) {
      double[][] a = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i][j] = i == j ? 3 * Math.sqrt(n) + 2 : random.nextGaussian();
        }
      }
      double[] expected = randomVector(random, n);
      BiCgStab.Operator system =
          new BiCgStab.Operator() {
            @Override
            public void multiply(double[] x, double[] y) {
              for (int i = 0; i < n; i++) {
                y[i] = 0;
                for (int j = 0; j < n; j++) {
                  y[i] += a[i][j] * x[j];
                }
              }
            }

            @Override
            public void precondition(double[] x) {
              for (int i = 0; i < n; i++) {
                x[i] /= a[i][i];
              }
            }
          };
      double[] b = new double[n];
      system.multiply(expected, b);
      double[] x = new double[n];
      BiCgStab solver = new BiCgStab(n);

      assertThat(solver.solve(system, b, x, 1e-13, 100)).isTrue();
      assertThat(x).containsExactly(expected, within(1e-11));
      assertThat(n < 5 || !solver.solve(system, b, x, 1e-13, 2)).isTrue();
      assertThat(solver.solve(system, new double[n], x, 1e-13, 1)).isTrue();
      assertThat(x).containsOnly(0.0);
    }
  }

  /** A crossbar whose devices have a state each, and the groups of these states. */
  private static TestMatrix withStates(int n, Random random, double device) {
    TestMatrix plain = crossbar(n, random, device);
    TestMatrix matrix = new TestMatrix(3 * n * n);
    SparsePattern pattern = plain.pattern();
    double[] values = plain.values();
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        matrix.add(pattern.rowIndices()[p], column, values[p]);
      }
    }
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        int row = r * n + c;
        int column = n * n + c * n + r;
        int state = 2 * n * n + row;
        double up = 0.2 * device * random.nextDouble();
        double down = 0.2 * random.nextDouble();
        matrix.add(state, state, 1 + random.nextDouble());
        matrix.add(row, state, up);
        matrix.add(column, state, -up);
        matrix.add(state, row, down);
        matrix.add(state, column, -down);
      }
    }
    return matrix;
  }

  private static void solvesWithStates(double device) {
    int n = 14;
    TestMatrix matrix = withStates(n, new Random(8), device);
    SparsePattern pattern = matrix.pattern();
    byte[] kinds = new byte[pattern.entryCount()];
    for (int column = 0; column < pattern.size(); column++) {
      for (int p = pattern.columnStarts()[column]; p < pattern.columnStarts()[column + 1]; p++) {
        int half = pattern.rowIndices()[p] / (n * n);
        kinds[p] =
            half < 2 && half == column / (n * n) ? EntryKind.LINEAR : EntryKind.VARIABLE;
      }
    }
    int[][] states = new int[n * n][];
    for (int k = 0; k < states.length; k++) {
      states[k] = new int[] {2 * n * n + k};
    }
    LinearSolver solver = LinearSolvers.of(pattern, kinds, states);

    agree(solver, pattern, matrix.values(), 1e-9);

    double[] b = randomVector(new Random(4), pattern.size());
    double[] expected = b.clone();
    solver.solve(expected);
    double left = solver.solve(b, 1e-4);
    assertThat(b).containsExactly(expected, within(1e-3 * size(expected)));
    assertThat(left).isLessThanOrEqualTo(1e-4);
  }

  @Test
  void aCrossbarWithStatesIsReadFromTheReducedMatrix() {
    solvesWithStates(1e-4);
  }

  @Test
  void whereTheDevicesConductBetterThanTheWiresItIsFactorisedFromThere() {
    solvesWithStates(1e3);
  }

  @Test
  void theCornersOfALargeCrossbarAreThoseOfTheDirectSolution() {
    int n = 128;
    // Devices of 1 kOhm and 100 kOhm on wires of 2.5 Ohm, as in testbenches/bench-crossbar: all
    // conducting, all but none, and a conducting one in the far corner of others that are not.
    for (double[] corner : new double[][] {{1e-3, 1e-3}, {1e-5, 1e-5}, {1e-5, 1e-3}}) {
      TestMatrix matrix = crossbar(n, new Random(9), corner[0]);
      matrix.conductance(n - 1, n * n + (n - 1) * n, corner[1]);
      SparsePattern pattern = matrix.pattern();
      ForestSchur solver = of(matrix, wires(pattern, n));

      SparseLu reference = SparseLu.analyse(pattern);
      double[] values = matrix.values();
      assertThat(reference.refactor(values)).isTrue();
      assertThat(solver.refactor(values)).isTrue();
      double[] expected = randomVector(new Random(3), pattern.size());
      double[] found = expected.clone();
      reference.solve(expected);
      solver.solve(found);
      double worst = 0;
      for (int i = 0; i < found.length; i++) {
        worst = Math.max(worst, Math.abs(found[i] - expected[i]));
      }
      assertThat(worst).isLessThan(1e-10 * size(expected));
      assertThat(solver.usesDirect()).isFalse();
    }
  }

  @Test
  void theNumberOfThreadsChangesNoDigit() {
    int n = 130; // the second half has more values than one part
    TestMatrix matrix = crossbar(n, new Random(5), 1e-4);
    SparsePattern pattern = matrix.pattern();
    double[] b = randomVector(new Random(6), pattern.size());
    double[] values = matrix.values();
    double[][] found = new double[4][];
    for (int helpers = 0; helpers < found.length; helpers++) {
      WireHalves halves = WireHalves.of(pattern, wires(pattern, n));
      assertThat(halves).isNotNull();
      ForestSchur solver =
          new ForestSchur(pattern, halves, SparseLu::analyse, new Crew(helpers));
      assertThat(solver.refactor(values)).isTrue();
      found[helpers] = b.clone();
      solver.solve(found[helpers]);
      assertThat(solver.usesDirect()).isFalse();
      assertThat(Arrays.equals(found[helpers], found[0])).isTrue();
    }
  }

  @Test
  void aLoopOfWiresOrATriangleOfDevicesIsNoCrossbar() {
    int n = 8;
    TestMatrix loop = crossbar(n, new Random(1), 1e-4);
    loop.conductance(0, 2, WIRE);
    assertThat(of(loop, wires(loop.pattern(), n))).isNull();

    TestMatrix triangle = crossbar(n, new Random(1), 1e-4);
    triangle.conductance(0, n, 1e-4);
    byte[] wire = wires(triangle.pattern(), n);
    wire[StateElimination.slot(triangle.pattern(), 0, n)] = EntryKind.VARIABLE;
    wire[StateElimination.slot(triangle.pattern(), n, 0)] = EntryKind.VARIABLE;
    assertThat(of(triangle, wire)).isNull();
  }

  private static ForestSchur of(TestMatrix matrix, byte[] wire) {
    return ForestSchur.of(matrix.pattern(), wire, SparseLu::analyse);
  }

  @Test
  void privateStatesAreEliminated() {
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      int nodes = 3 + random.nextInt(12);
      int groups = random.nextInt(8);
      int[][] members = new int[groups][];
      int size = nodes;
      for (int g = 0; g < groups; g++) {
        members[g] = new int[1 + random.nextInt(3)];
        for (int k = 0; k < members[g].length; k++) {
          members[g][k] = size++;
        }
      }
      TestMatrix matrix = new TestMatrix(size);
      for (int i = 0; i < nodes; i++) {
        matrix.add(i, i, 3);
        matrix.conductance(i, random.nextInt(nodes), 1);
      }
      for (int[] group : members) {
        int a = random.nextInt(nodes);
        int b = random.nextInt(nodes);
        for (int s : group) {
          matrix.add(s, s, 2 + random.nextDouble());
          for (int other : group) {
            matrix.add(s, other, random.nextGaussian());
          }
          matrix.add(a, s, random.nextGaussian()).add(b, s, random.nextGaussian());
          matrix.add(s, a, random.nextGaussian()).add(s, b, random.nextGaussian());
        }
      }
      SparsePattern pattern = matrix.pattern();
      StateElimination solver =
          new StateElimination(
              pattern, variable(pattern), members, (reduced, kinds, again) -> SparseLu.analyse(reduced));

      assertThat(solver.reducedSize()).isEqualTo(nodes);
      agree(solver, pattern, matrix.values(), 1e-8);
    }
  }

  @Test
  void aGroupThatCannotBeEliminatedIsFactorisedWithTheRest() {
    // An ideal source: its branch current has no diagonal.
    TestMatrix matrix =
        new TestMatrix(3).conductance(0, 1, 1).add(1, 1, 1).source(0, 2);
    SparsePattern pattern = matrix.pattern();
    StateElimination solver =
        new StateElimination(
            pattern,
            variable(pattern),
            new int[][] {{2}},
            (reduced, kinds, again) -> SparseLu.analyse(reduced));

    agree(solver, pattern, matrix.values(), 1e-14);
  }

  @Test
  void largeBlocksAreTakenOutOfATriangularForm() {
    Random random = new Random(8);
    int n = 12;
    TestMatrix bar = crossbar(n, random, 1e-4);
    int big = 2 * n * n;
    // Sources drive the rows through wires: a part above and a part below the large block.
    TestMatrix matrix = new TestMatrix(big + 2 * n + 3);
    SparsePattern inner = bar.pattern();
    double[] values = bar.values();
    for (int column = 0; column < big; column++) {
      for (int p = inner.columnStarts()[column]; p < inner.columnStarts()[column + 1]; p++) {
        matrix.add(inner.rowIndices()[p], column, values[p]);
      }
    }
    for (int r = 0; r < n; r++) {
      matrix.source(big + r, big + n + r);
      matrix.conductance(big + r, r * n, WIRE);
    }
    for (int k = 0; k < 3; k++) {
      matrix.add(big + 2 * n + k, big + 2 * n + k, 2).add(big + 2 * n + k, 5 * k, 0.3);
    }
    SparsePattern pattern = matrix.pattern();
    byte[] kinds = variable(pattern);
    for (int r = 0; r < n; r++) {
      // The branch of a source has no diagonal but what continuation may put there.
      kinds[StateElimination.slot(pattern, big + n + r, big + n + r)] = EntryKind.ABSENT;
    }
    int[] asked = {0};
    LinearSolver solver =
        BlockSolver.of(
            pattern,
            kinds,
            (block, own) -> {
              asked[0] = block.size();
              return SparseLu.analyse(block);
            });

    assertThat(solver).isInstanceOf(BlockSolver.class);
    assertThat(asked[0]).isEqualTo(big);
    agree(solver, pattern, matrix.values(), 1e-10);

    double[] shunted = matrix.values();
    shunted[StateElimination.slot(pattern, big + n, big + n)] = 0.25;
    agree(solver, pattern, shunted, 1e-10);
    agree(solver, pattern, matrix.values(), 1e-10);
  }

  @Test
  void aSingularBlockNamesItsRow() {
    TestMatrix matrix = new TestMatrix(4).add(0, 0, 1).add(1, 1, 0).add(2, 2, 1).add(3, 3, 1);
    LinearSolver solver = 
        BlockSolver.of(
            matrix.pattern(), variable(matrix.pattern()), (block, kinds) -> {
              throw new AssertionError("there is no large block");
            });

    assertThat(solver.refactor(matrix.values())).isFalse();
    assertThat(solver.singularRow()).isEqualTo(1);
  }
}
