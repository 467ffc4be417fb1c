package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Finite eigenvalues of pencils, against closed forms. */
class PencilTest {
  @Test
  void aLadderOfEqualCellsHasTheEigenvaluesOfTheSecondDifference() throws Exception {
    // G = tridiag(-1, 2, -1), C = 1: s = -4 sin^2(k pi / (2 (n + 1))).
    int n = 30;
    double[][] g = new double[n][n];
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      g[i][i] = 2;
      c[i][i] = 1;
      if (i > 0) {
        g[i][i - 1] = -1;
        g[i - 1][i] = -1;
      }
    }

    List<Pencil.Root> roots = new Pencil(g, c).roots();

    assertThat(roots).hasSize(n);
    for (int k = 1; k <= n; k++) {
      double expected = -4 * Math.pow(Math.sin(k * Math.PI / (2 * (n + 1))), 2);
      assertThat(roots.get(k - 1).re()).isCloseTo(expected, within(1e-13 * -expected));
      assertThat(roots.get(k - 1).im()).isZero();
    }
  }

  @Test
  void ratesEighteenDecadesApartAreAllAccurate() throws Exception {
    // Coupled by 1e-3 of the smaller conductance, both ways: the product of the roots is det G/det C.
    double[] rates = {1e-4, 3, 2e5, 1e14};
    int n = rates.length;
    double[][] g = new double[n][n];
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      g[i][i] = 1;
      c[i][i] = 1 / rates[i];
      if (i > 0) {
        g[i][i - 1] = 1; // Lower triangular: the diagonal has the roots.
      }
    }

    List<Pencil.Root> roots = new Pencil(g, c).roots();

    for (int i = 0; i < n; i++) {
      assertThat(roots.get(i).re()).isCloseTo(-rates[i], within(1e-12 * rates[i]));
    }
  }

  @Test
  void constraintsOfAnyIndexLeaveNoGhosts() throws Exception {
    // A voltage source on a capacitor's node (index 2), and a node without any charge.
    double[][] g = {{1, 0, -1, 1}, {0, 2, -1, 0}, {-1, -1, 2, 0}, {1, 0, 0, 0}};
    double[][] c = {{5, 0, 0, 0}, {0, 3, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
    // x0 = 0; x2 = x1/2; 3 s x1 + 2 x1 - x1/2 = 0.

    List<Pencil.Root> roots = new Pencil(g, c).roots();

    assertThat(roots).hasSize(1);
    assertThat(roots.get(0).re()).isCloseTo(-0.5, within(1e-14));
  }

  @Test
  void aPencilThatIsSingularEverywhereIsRefused() {
    double[][] g = {{1, 1}, {0, 0}};
    double[][] c = {{2, 0}, {0, 0}};

    assertThatThrownBy(() -> new Pencil(g, c).roots())
        .isInstanceOf(Pencil.SingularEverywhere.class);
  }

  @Test
  void aPencilWithoutChargesHasNoRoots() throws Exception {
    assertThat(new Pencil(new double[][] {{3}}, new double[][] {{0}}).roots()).isEmpty();
  }

  @Test
  void unitsThatAreFarApartDoNotSpoilTheSlowEigenvalue() throws Exception {
    // A node of 1 fF with a pore of 0.5 pS, whose states have no unit and rates of 1e11 1/s.
    double[][] g = {
      {4.729706638342391e-13, -6.864199999999998e-16, -5.699530540921692e-28, 3.90348e-16},
      {-3.866045264867013e10, 1.1987327139397252e11, 0, 0},
      {-6.06501698204755e10, 0, 6.06501698204755e10, 0},
      {-0.18563299598379995, 0, 3.267085059260621e-8, 3.6839196905511185e10}
    };
    double[][] c = {{1e-15, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};

    List<Pencil.Root> roots = new Pencil(g, c).roots();

    // mpmath, 40 digits: eig of -inverse(c) g.
    double[] expected = {-472.74928580973877, -36839196905.511185, -60650169820.4755, -119873271394.1939};
    assertThat(roots).hasSize(4);
    for (int k = 0; k < 4; k++) {
      assertThat(roots.get(k).re()).isCloseTo(expected[k], within(-1e-12 * expected[k]));
      assertThat(roots.get(k).im()).isZero();
    }
  }
}
