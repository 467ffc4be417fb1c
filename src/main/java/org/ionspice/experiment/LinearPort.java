package org.ionspice.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ionspice.analysis.Linearisation;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.solver.ComplexSparseLu;
import org.ionspice.solver.Pencil;

/**
 * What an independent source sees of a circuit that is linear around its operating point: the
 * impedance at complex frequencies, its poles, and the unknowns that take part in them. Mutable
 * workspace, for one thread.
 */
final class LinearPort {
  /** Relative distances from a pole at which its vectors are taken: the first that is regular. */
  private static final double[] BESIDE = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};

  private final Assembly system;
  private final Linearisation linear;
  private final int plus;
  private final int minus;

  /** The row and column of a voltage source's current; -1 under a current source. */
  private final int branch;

  private final ComplexSparseLu factors;
  private final double[] real;
  private final double[] imaginary;
  private final double[] x;
  private final double[] xi;
  private boolean factored;

  LinearPort(Linearisation linear, Assembly system, String source) {
    this.system = system;
    this.linear = linear;
    Instance instance = system.instance(system.instanceIndex(source));
    plus = index(instance.nodes().get(0));
    minus = index(instance.nodes().get(1));
    branch = system.indexOf("i(" + source + ")");
    factors = ComplexSparseLu.analyse(system.pattern());
    real = new double[system.pattern().entryCount() + 1];
    imaginary = new double[real.length];
    x = new double[system.size() + 1];
    xi = new double[system.size() + 1];
  }

  private int index(int node) {
    return node == Instance.GROUND ? system.size() : node;
  }

  /** Returns the number of unknowns of the circuit. */
  int size() {
    return system.size();
  }

  /** Fills the unit excitation by the source. */
  private void excite() {
    Arrays.fill(x, 0);
    Arrays.fill(xi, 0);
    if (branch >= 0) {
      x[branch] = 1;
    } else {
      x[plus] -= 1;
      x[minus] += 1;
      x[system.size()] = 0;
    }
  }

  /** Writes the impedance that the solution x says, Ohm. */
  private void read(double[] z) {
    x[system.size()] = 0;
    xi[system.size()] = 0;
    if (branch >= 0) {
      // The source's current flows into its plus pin, so the circuit takes the negative of it.
      double size = x[branch] * x[branch] + xi[branch] * xi[branch];
      z[0] = -x[branch] / size;
      z[1] = xi[branch] / size;
    } else {
      z[0] = x[minus] - x[plus];
      z[1] = xi[minus] - xi[plus];
    }
  }

  /**
   * Writes the impedance at the angular frequency {@code omega}, rad/s, into {@code z}; false when
   * the equations are singular there, in {@link #singularRow}.
   */
  boolean impedance(double omega, double[] z) {
    linear.at(omega, real, imaginary);
    factored =
        factored ? factors.refactor(real, imaginary) : factors.factor(real, imaginary);
    if (!factored) {
      return false;
    }
    excite();
    factors.solve(x, xi);
    read(z);
    return true;
  }

  int singularRow() {
    return factors.singularRow();
  }

  /** Writes the impedance at s = re + j im, 1/s; of a rational circuit. */
  void at(double re, double im, double[] z) {
    solve(re, im, linear.g(), linear.c());
    read(z);
  }

  /** Does the same with all states of devices held: the circuit as it is at high frequencies. */
  void frozen(double re, double im, double[] z) {
    double[] g = linear.g().clone();
    double[] c = linear.c().clone();
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    for (int j = 0; j < system.size(); j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        if (isState(rows[s])) {
          g[s] = rows[s] == j ? 1 : 0;
          c[s] = 0;
        }
      }
    }
    solve(re, im, g, c);
    read(z);
  }

  private boolean isState(int unknown) {
    return system.unknown(unknown).name().startsWith("@");
  }

  private void solve(double re, double im, double[] g, double[] c) {
    if (!factor(re, im, g, c)) {
      throw new Degenerate();
    }
    excite();
    factors.solve(x, xi);
  }

  private boolean factorBeside(double poleRe, double poleIm) {
    double size = Math.hypot(poleRe, poleIm);
    for (double part : BESIDE) {
      if (factor(poleRe + part * (size > 0 ? size : 1), poleIm, linear.g(), linear.c())) {
        return true;
      }
    }
    return false;
  }

  private boolean factor(double re, double im, double[] g, double[] c) {
    for (int s = 0; s < g.length; s++) {
      real[s] = g[s] + re * c[s];
      imaginary[s] = im * c[s];
    }
    factored = factors.factor(real, imaginary);
    return factored;
  }

  /** Thrown when the equations are singular where no circuit of separate elements is. */
  static final class Degenerate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Degenerate() {
      super("the equations of the port are singular", null, false, false);
    }
  }

  /** Returns the poles of the impedance: those of the circuit with the source's pins open. */
  List<double[]> poles() {
    int n = system.size();
    return roots(new Pencil(open(linear.g(), 1), open(linear.c(), 0)), n);
  }

  /** Returns the poles of 1/(Z - resistance - s inductance). */
  List<double[]> polesBehind(double resistance, double inductance) {
    int n = system.size();
    double[][] g = bordered(open(linear.g(), 1), 1, resistance);
    double[][] c = bordered(open(linear.c(), 0), 0, inductance);
    return roots(new Pencil(g, c), n);
  }

  private static List<double[]> roots(Pencil pencil, int n) {
    try {
      List<double[]> roots = new ArrayList<>(n);
      for (Pencil.Root root : pencil.roots()) {
        roots.add(new double[] {root.re(), root.im()});
      }
      return roots;
    } catch (Pencil.SingularEverywhere never) {
      throw new Degenerate();
    }
  }

  /** Returns the matrix as rows, a voltage source's equation replaced by that of an open one. */
  private double[][] open(double[] values, double diagonal) {
    int n = system.size();
    double[][] matrix = new double[n][n];
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    for (int j = 0; j < n; j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        matrix[rows[s]][j] += values[s];
      }
    }
    if (branch >= 0) {
      Arrays.fill(matrix[branch], 0);
      matrix[branch][branch] = diagonal;
    }
    return matrix;
  }

  /** Returns (m, e; e', corner) with e the port's pins, times {@code size}. */
  private double[][] bordered(double[][] m, double size, double corner) {
    int n = m.length;
    double[][] larger = new double[n + 1][];
    for (int i = 0; i < n; i++) {
      larger[i] = Arrays.copyOf(m[i], n + 1);
    }
    larger[n] = new double[n + 1];
    larger[n][n] = corner;
    if (plus < n) {
      larger[plus][n] += size;
      larger[n][plus] += size;
    }
    if (minus < n) {
      larger[minus][n] -= size;
      larger[n][minus] -= size;
    }
    return larger;
  }

  /** An unknown and its part in a pole, 0 to 1. */
  record Participant(String name, double share) {}

  /**
   * Returns the unknowns that take part in a pole, the largest share first; none when the equations
   * around the pole are too close to singular.
   *
   * <p>With right and left vectors x and y of the pole, the share of unknown j is |(y' C)_j x_j|, all
   * together one (G. C. Verghese, I. J. Perez-Arriaga, F. C. Schweppe, IEEE Trans. Power Appar. Syst.
   * 101, 3117 (1982), for C = 1).
   */
  List<Participant> participants(double poleRe, double poleIm) {
    if (!factorBeside(poleRe, poleIm)) {
      return List.of();
    }
    int n = system.size();
    excite();
    factors.solve(x, xi);
    double[] right = x.clone();
    double[] rightIm = xi.clone();
    excite();
    factors.solveTransposed(x, xi);
    double[] share = new double[n];
    double sum = 0;
    int[] starts = system.pattern().columnStarts();
    int[] rows = system.pattern().rowIndices();
    double[] c = linear.c();
    for (int j = 0; j < n; j++) {
      double yr = 0;
      double yi = 0;
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        yr += x[rows[s]] * c[s];
        yi += xi[rows[s]] * c[s];
      }
      share[j] = Math.hypot(yr, yi) * Math.hypot(right[j], rightIm[j]);
      sum += share[j];
    }
    List<Participant> list = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      if (sum > 0 && share[j] > 0) {
        list.add(new Participant(system.unknown(j).name(), share[j] / sum));
      }
    }
    list.sort(Comparator.comparingDouble(p -> -p.share()));
    return list;
  }
}
