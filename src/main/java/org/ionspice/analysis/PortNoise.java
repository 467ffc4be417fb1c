package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.NoiseCurrents;
import org.ionspice.device.NoiseDensity;
import org.ionspice.result.Column;
import org.ionspice.solver.ComplexSparseLu;

/**
 * The noise of a circuit at its ports: the correlation matrix of its short-circuit currents, and for
 * two ports the noise parameters of the first to the second.
 *
 * <p>With every port closed by its impedance a noise current makes branch currents i at the ports, by
 * one transposed solve a port. The waves that leave are b = sqrt(z) i, the currents of the shorted
 * ports (1 + Y z) i. A source of reflection g at port 1 then sees the noise factor
 *
 * <pre>F = 1 + mean |u + g w|^2 / (k T0 (1 - |g|^2)),   u = b2 / S21,   w = b1 - S11 u</pre>
 *
 * which is least at one g (H. Hillbrand and P. H. Russer, IEEE Trans. Circuits Syst. 23, 235 (1976)).
 * Mutable: holds the parameters of the last frequency.
 */
final class PortNoise {
  private final Assembly system;
  private final double[] impedances;
  private final int[] branch;
  private final double thermal;
  private final NoiseCurrents noises;
  private final double[][] re;
  private final double[][] im;

  /** Noise figure and least one, dB; equivalent noise resistance, Ohm; best source. */
  private double figure;

  private double least;
  private double resistance;
  private double bestRe;
  private double bestIm;

  /**
   * Makes the noise of a system.
   *
   * @param branch unknowns of the ports' currents
   * @param kelvin temperature of the source impedances
   */
  PortNoise(Assembly system, double[] impedances, int[] branch, double kelvin) {
    this.system = system;
    this.impedances = impedances.clone();
    this.branch = branch.clone();
    this.thermal = NoiseDensity.BOLTZMANN * kelvin;
    this.noises = new NoiseCurrents(system);
    this.re = new double[branch.length][system.size() + 1];
    this.im = new double[branch.length][system.size() + 1];
  }

  /** Returns the columns of {@code donoise}. */
  static List<Column> columns(int ports) {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= ports; i++) {
      for (int j = 1; j <= ports; j++) {
        columns.add(new Column("cy_" + i + "_" + j, "A^2/Hz"));
      }
    }
    if (ports == 2) {
      columns.add(new Column("nf", "dB"));
      columns.add(new Column("sopt", "1"));
      columns.add(new Column("nfmin", "dB"));
      columns.add(new Column("rn", "Ohm"));
    }
    return columns;
  }

  /**
   * Computes the noise at one frequency.
   *
   * @param x operating point
   * @param factors of the linear circuit at the frequency
   * @return the values of {@link #columns}, real and imaginary parts
   */
  double[] at(double[] x, double frequency, ComplexSparseLu factors, ComplexDense s, ComplexDense y) {
    int n = branch.length;
    int ground = system.size();
    for (int k = 0; k < n; k++) {
      Arrays.fill(re[k], 0);
      Arrays.fill(im[k], 0);
      re[k][branch[k]] = 1;
      factors.solveTransposed(re[k], im[k]);
      re[k][ground] = 0;
      im[k][ground] = 0;
    }
    ComplexDense loaded = new ComplexDense(n);
    for (NoiseCurrents.Source source : noises.sources()) {
      double density = noises.density(source, x, frequency);
      for (int j = 0; j < n; j++) {
        double a = re[j][source.plus()] - re[j][source.minus()];
        double b = im[j][source.plus()] - im[j][source.minus()];
        for (int k = 0; k < n; k++) {
          double c = re[k][source.plus()] - re[k][source.minus()];
          double d = im[k][source.plus()] - im[k][source.minus()];
          loaded.re[j * n + k] += density * (a * c + b * d);
          loaded.im[j * n + k] += density * (b * c - a * d);
        }
      }
    }
    ComplexDense shorted = between(loadedToShort(y), loaded);
    double[] values = new double[2 * columns(n).size()];
    for (int k = 0; k < n * n; k++) {
      values[2 * k] = shorted.re[k];
      values[2 * k + 1] = shorted.im[k];
    }
    if (n == 2) {
      parameters(s, loaded);
      int at = 2 * n * n;
      values[at] = figure;
      values[at + 2] = bestRe;
      values[at + 3] = bestIm;
      values[at + 4] = least;
      values[at + 6] = resistance;
    }
    return values;
  }

  /** Returns 1 + Y z. */
  private ComplexDense loadedToShort(ComplexDense y) {
    int n = branch.length;
    ComplexDense m = new ComplexDense(n);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        double one = j == k ? 1 : 0;
        m.set(j, k, one + y.re[j * n + k] * impedances[k], y.im[j * n + k] * impedances[k]);
      }
    }
    return m;
  }

  /** Returns M C M*, the correlations of M i when those of i are C. */
  private static ComplexDense between(ComplexDense m, ComplexDense c) {
    int n = m.n;
    ComplexDense half = new ComplexDense(n);
    ComplexDense all = new ComplexDense(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double a = 0;
        double b = 0;
        for (int k = 0; k < n; k++) {
          int left = i * n + k;
          int right = k * n + j;
          a += m.re[left] * c.re[right] - m.im[left] * c.im[right];
          b += m.re[left] * c.im[right] + m.im[left] * c.re[right];
        }
        half.set(i, j, a, b);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double a = 0;
        double b = 0;
        for (int k = 0; k < n; k++) {
          int left = i * n + k;
          int right = j * n + k;
          a += half.re[left] * m.re[right] + half.im[left] * m.im[right];
          b += half.im[left] * m.re[right] - half.re[left] * m.im[right];
        }
        all.set(i, j, a, b);
      }
    }
    return all;
  }

  private void parameters(ComplexDense s, ComplexDense loaded) {
    // (u, w) = L b with L = (0, 1/S21; 1, -S11/S21), b = sqrt(z) i.
    ComplexDense waves = new ComplexDense(2);
    for (int j = 0; j < 2; j++) {
      for (int k = 0; k < 2; k++) {
        double root = Math.sqrt(impedances[j] * impedances[k]);
        waves.set(j, k, root * loaded.re[2 * j + k], root * loaded.im[2 * j + k]);
      }
    }
    double size = s.re[2] * s.re[2] + s.im[2] * s.im[2];
    ComplexDense l = new ComplexDense(2);
    l.set(0, 1, s.re[2] / size, -s.im[2] / size);
    l.set(1, 0, 1, 0);
    l.set(
        1,
        1,
        -(s.re[0] * s.re[2] + s.im[0] * s.im[2]) / size,
        -(s.im[0] * s.re[2] - s.re[0] * s.im[2]) / size);
    ComplexDense c = between(l, waves);
    double a = c.re[0];
    double b = c.re[3];
    double cross = Math.hypot(c.re[2], c.im[2]);
    double reflection = cross == 0 ? 0 : 2 * cross / (a + b + Math.sqrt((a + b) * (a + b) - 4 * cross * cross));
    bestRe = cross == 0 ? 0 : -reflection * c.re[2] / cross;
    bestIm = cross == 0 ? 0 : reflection * c.im[2] / cross;
    double excess = 0;
    if (a + b > 0) {
      excess = (a + reflection * (reflection * b - 2 * cross)) / (1 - reflection * reflection) / thermal;
    }
    double bend = b + thermal * excess;
    double there = (1 + bestRe) * (1 + bestRe) + bestIm * bestIm;
    resistance = impedances[0] * bend * there / (4 * thermal);
    figure = 10 * Math.log10(1 + a / thermal);
    least = 10 * Math.log10(1 + excess);
  }

  /** Returns the least noise figure, dB, of the last frequency. */
  double leastFigure() {
    return least;
  }

  /** Returns the best source's reflection, real part. */
  double bestReal() {
    return bestRe;
  }

  /** Returns its imaginary part. */
  double bestImaginary() {
    return bestIm;
  }

  /** Returns the equivalent noise resistance, Ohm. */
  double resistance() {
    return resistance;
  }
}
