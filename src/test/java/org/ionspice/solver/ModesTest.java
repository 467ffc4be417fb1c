package org.ionspice.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Participation factors, against closed forms. */
class ModesTest {
  /** Every entry of a full matrix, column by column. */
  private static SparsePattern full(int n) {
    int[] starts = new int[n + 1];
    int[] rows = new int[n * n];
    for (int j = 0; j < n; j++) {
      starts[j + 1] = (j + 1) * n;
      for (int i = 0; i < n; i++) {
        rows[j * n + i] = i;
      }
    }
    return new SparsePattern(n, starts, rows);
  }

  private static double[] entries(double[][] m) {
    int n = m.length;
    double[] values = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        values[j * n + i] = m[i][j];
      }
    }
    return values;
  }

  private static List<double[]> parts(double[][] g, double[][] c) throws Exception {
    List<Pencil.Root> roots = new Pencil(g, c).roots();
    return new Modes(full(g.length), entries(g), entries(c)).participation(roots);
  }

  @Test
  void aTriangularPencilHasOneUnknownInEachEigenvalue() throws Exception {
    // G lower triangular, C diagonal: y' C x picks the diagonal unknown whatever the coupling.
    List<double[]> parts =
        parts(new double[][] {{1, 0, 0}, {5, 30, 0}, {7, -2, 400}},
            new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 3; i++) {
        assertThat(parts.get(k)[i]).isCloseTo(i == k ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void twoByTwoPartsAreThoseOfTheClosedForm() throws Exception {
    // x' = A x with A = (-1 2; 1 -4): the part of x1 in s is (s - a22) / (2 s - a11 - a22).
    List<double[]> parts =
        parts(new double[][] {{1, -2}, {-1, 4}}, new double[][] {{1, 0}, {0, 1}});
    double root = Math.sqrt(17);
    double slow = (-5 + root) / 2;

    double expected = (slow + 4) / (2 * slow + 5);
    assertThat(parts.get(0)[0]).isCloseTo(expected, within(1e-12));
    assertThat(parts.get(0)[1]).isCloseTo(1 - expected, within(1e-12));
    assertThat(parts.get(1)[0]).isCloseTo(1 - expected, within(1e-12));
  }

  @Test
  void unitsOfTheUnknownsDoNotMatter() throws Exception {
    double[][] g = {{1, -2e6}, {-1e-9, 4e-3}};
    double[][] c = {{1, 0}, {0, 1e-3}};
    // The same system as above after x2 -> 1e6 x2 and row 2 times 1e-9.
    List<double[]> scaled = parts(g, c);
    List<double[]> plain =
        parts(new double[][] {{1, -2}, {-1, 4}}, new double[][] {{1, 0}, {0, 1}});

    assertThat(scaled.get(0)[0]).isCloseTo(plain.get(0)[0], within(1e-11));
    assertThat(scaled.get(1)[1]).isCloseTo(plain.get(1)[1], within(1e-11));
  }

  @Test
  void aResonatorSharesItsPairAndAConstraintTakesNoPart() throws Exception {
    // C v' = -i, L i' = v, and a third unknown w = v without a charge: half and half at no damping.
    List<double[]> parts =
        parts(new double[][] {{0, 1, 0}, {-1, 0, 0}, {-1, 0, 1}},
            new double[][] {{1e-9, 0, 0}, {0, 1e-3, 0}, {0, 0, 0}});

    assertThat(parts).hasSize(2);
    for (double[] part : parts) {
      assertThat(part[0]).isCloseTo(0.5, within(1e-12));
      assertThat(part[1]).isCloseTo(0.5, within(1e-12));
      assertThat(part[2]).isZero();
    }
  }

  @Test
  void equalEigenvaluesShareTheirUnknowns() throws Exception {
    // Three equal cells side by side, and another one: each cell has a third of the triple root.
    double[][] g = new double[4][4];
    double[][] c = new double[4][4];
    for (int i = 0; i < 4; i++) {
      g[i][i] = 1;
      c[i][i] = i < 3 ? 1 : 0.01;
    }

    List<double[]> parts = parts(g, c);

    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 3; i++) {
        assertThat(parts.get(k)[i]).isCloseTo(1 / 3.0, within(1e-12));
      }
      assertThat(parts.get(k)[3]).isCloseTo(0, within(1e-12));
    }
    assertThat(parts.get(3)[3]).isCloseTo(1, within(1e-12));
  }
}
