package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Eigenvalues of large sparse pencils, against closed forms and the dense method. */
class NearestRootsTest {
  /** A tridiagonal pencil: diagonal, neighbours, and C on the diagonal. */
  private record Chain(SparsePattern pattern, double[] g, double[] c) {
    static Chain of(double[] diagonal, double[] below, double[] above, double[] charge) {
      int n = diagonal.length;
      int[] starts = new int[n + 1];
      int[] rows = new int[3 * n - 2];
      double[] g = new double[rows.length];
      double[] c = new double[rows.length];
      int at = 0;
      for (int j = 0; j < n; j++) {
        for (int i = Math.max(0, j - 1); i <= Math.min(n - 1, j + 1); i++) {
          rows[at] = i;
          g[at] = i == j ? diagonal[j] : i > j ? below[j] : above[i];
          c[at++] = i == j ? charge[j] : 0;
        }
        starts[j + 1] = at;
      }
      return new Chain(new SparsePattern(n, starts, rows), g, c);
    }
  }

  private static double[] filled(int n, double value) {
    double[] all = new double[n];
    java.util.Arrays.fill(all, value);
    return all;
  }

  @Test
  void theSlowestOfALongLadderAreThoseOfTheSecondDifference() {
    // G = tridiag(-1, 2, -1), C = 1: s = -4 sin^2(k pi / (2 (n + 1))).
    int n = 3000;
    Chain chain = Chain.of(filled(n, 2), filled(n, -1), filled(n, -1), filled(n, 1));

    List<Pencil.Root> roots = new NearestRoots(chain.pattern(), chain.g(), chain.c()).near(0, 12);

    assertThat(roots).hasSize(12);
    for (int k = 1; k <= 12; k++) {
      double expected = -4 * Math.pow(Math.sin(k * Math.PI / (2 * (n + 1))), 2);
      // G itself has the condition number 4e6.
      assertThat(roots.get(k - 1).re()).isCloseTo(expected, within(1e-9 * -expected));
      assertThat(roots.get(k - 1).im()).isZero();
    }
  }

  /** A line of coils and capacitors with small losses: currents and voltages in turn. */
  private static Chain line(int n) {
    double[] diagonal = new double[n];
    double[] below = new double[n];
    double[] above = new double[n];
    double[] charge = new double[n];
    for (int k = 0; k < n; k++) {
      diagonal[k] = k % 2 == 0 ? 0.01 * (1 + k / (double) n) : 1e-4;
      below[k] = k % 2 == 0 ? -1 : 1;
      above[k] = k % 2 == 0 ? 1 : -1;
      charge[k] = k % 2 == 0 ? 1e-6 : 1e-9 * (1 + 0.3 * Math.sin(k));
    }
    return Chain.of(diagonal, below, above, charge);
  }

  @Test
  void pairsNearAFrequencyAreThoseOfTheDenseMethod() throws Exception {
    Chain line = line(200);
    double omega = 2e7;

    List<Pencil.Root> found =
        new NearestRoots(line.pattern(), line.g(), line.c()).near(omega, 10);

    List<Pencil.Root> all =
        Pencil.of(line.pattern(), line.g(), line.c()).roots().stream()
            .filter(r -> r.im() >= 0)
            .sorted(Comparator.comparingDouble(r -> Math.hypot(r.re(), r.im() - omega)))
            .toList();
    assertThat(found).hasSize(10);
    for (int k = 0; k < 10; k += 2) {
      Pencil.Root expected = all.get(k / 2);
      assertThat(found.get(k).re()).isCloseTo(expected.re(), within(1e-9 * expected.size()));
      assertThat(found.get(k).im()).isCloseTo(expected.im(), within(1e-9 * expected.size()));
      assertThat(found.get(k + 1).im()).isEqualTo(-found.get(k).im());
    }
  }

  @Test
  void constraintsWithoutChargeDoNotDisturb() {
    // Every second unknown has no capacitance: an n/2-cell ladder with resistances 2.
    int n = 801;
    double[] charge = new double[n];
    for (int k = 0; k < n; k += 2) {
      charge[k] = 1;
    }
    Chain chain = Chain.of(filled(n, 2), filled(n, -1), filled(n, -1), charge);

    List<Pencil.Root> roots = new NearestRoots(chain.pattern(), chain.g(), chain.c()).near(0, 4);

    // Eliminating them leaves tridiag(-1/2, 1, -1/2) with 3/2 at the ends.
    int m = (n + 1) / 2;
    double[] diagonal = filled(m, 1);
    diagonal[0] = 1.5;
    diagonal[m - 1] = 1.5;
    Chain dense = Chain.of(diagonal, filled(m, -0.5), filled(m, -0.5), filled(m, 1));
    List<Pencil.Root> expected =
        new NearestRoots(dense.pattern(), dense.g(), dense.c()).near(0, 4);
    assertThat(roots).hasSize(4);
    for (int k = 0; k < 4; k++) {
      assertThat(roots.get(k).re())
          .isCloseTo(expected.get(k).re(), within(-1e-9 * expected.get(k).re()));
    }
  }
}
