package org.ionspice.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Finds the eigenvalues of a large sparse pencil G + s C that are nearest to a point of the imaginary
 * axis.
 *
 * <p>Arnoldi's method on the real part of inverse(G + j omega C) C, whose largest eigenvalues belong to
 * the s nearest to j omega and to -j omega (B. N. Parlett and Y. Saad, Linear Algebra Appl. 88, 575
 * (1987)); infinite eigenvalues become zeros and do not disturb. Each found eigenvalue is improved by
 * inverse iteration on the pencil itself and left out when that does not settle. For one thread.
 */
public final class NearestRoots {
  /** Steps of Arnoldi's method for each wanted eigenvalue, and besides. */
  private static final int STEPS_EACH = 3;

  private static final int STEPS_MORE = 30;

  private static final int MOST_POLISHES = 12;

  /** Changes of an eigenvalue that are rounding. */
  private static final double SETTLED = 1e-12;

  /** Largest change at which an eigenvalue may rest when rounding keeps it moving. */
  private static final double ROUNDING = 1e-7;

  /** Eigenvalues nearer to each other than this part of their size are one. */
  private static final double SAME = 1e-8;

  /** Where a shift on an eigenvalue is moved to, as a part of it. */
  private static final double BESIDE = 1e-3;

  private final SparsePattern pattern;
  private final double[] g;
  private final double[] c;
  private final int n;
  private final ComplexSparseLu factors;
  private final double[] sumRe;
  private final double[] sumIm;
  private final double[] vectorRe;
  private final double[] vectorIm;

  /** Takes the values of G and C in the pattern's order; they are shared. */
  public NearestRoots(SparsePattern pattern, double[] g, double[] c) {
    this.pattern = pattern;
    this.g = g;
    this.c = c;
    n = pattern.size();
    factors = ComplexSparseLu.analyse(pattern);
    sumRe = new double[g.length];
    sumIm = new double[g.length];
    vectorRe = new double[n];
    vectorIm = new double[n];
  }

  /**
   * Returns at least {@code count} eigenvalues nearest to j {@code omega}, rad/s, if so many were found,
   * nearest first and each with its conjugate; equal ones may be there once only. Empty when the pencil
   * is singular there.
   */
  public List<Pencil.Root> near(double omega, int count) {
    if (!factor(0, omega) && !factor(BESIDE * Math.max(omega, 1e-30), omega)) {
      return List.of();
    }
    int steps = Math.min(n, STEPS_EACH * count + STEPS_MORE);
    double[][] basis = new double[steps + 1][];
    DMatrixRMaj h = new DMatrixRMaj(steps, steps);
    basis[0] = start();
    int size = 0;
    while (size < steps) {
      double[] next = applied(basis[size]);
      double before = norm(next);
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i <= size; i++) {
          double part = dot(basis[i], next);
          h.add(i, size, part);
          for (int k = 0; k < n; k++) {
            next[k] -= part * basis[i][k];
          }
        }
      }
      double rest = norm(next);
      size++;
      if (!(rest > 1e-14 * before) || size == steps) {
        break; // The space is complete.
      }
      h.set(size, size - 1, rest);
      for (int k = 0; k < n; k++) {
        next[k] /= rest;
      }
      basis[size] = next;
    }
    return roots(basis, h, size, omega, count);
  }

  private List<Pencil.Root> roots(
      double[][] basis, DMatrixRMaj h, int size, double omega, int count) {
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        small.set(i, j, h.get(i, j));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, false);
    if (!eigen.decompose(small.copy())) {
      throw new IllegalStateException("no eigenvalues");
    }
    List<Complex_F64> values = new ArrayList<>();
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      if (eigen.getEigenvalue(k).imaginary >= 0) {
        values.add(eigen.getEigenvalue(k));
      }
    }
    values.sort(Comparator.comparingDouble(v -> -Math.hypot(v.real, v.imaginary)));
    List<Pencil.Root> found = new ArrayList<>();
    for (Complex_F64 value : values.subList(0, Math.min(values.size(), 2 * count))) {
      Pencil.Root root = polished(basis, small, size, value);
      if (root != null && found.stream().noneMatch(other -> same(root, other))) {
        found.add(root);
      }
    }
    found.sort(Comparator.comparingDouble(r -> Math.hypot(r.re(), r.im() - omega)));
    List<Pencil.Root> both = new ArrayList<>();
    for (Pencil.Root root : found) {
      if (both.size() >= count) {
        break;
      }
      both.add(root);
      if (root.im() > 0) {
        both.add(new Pencil.Root(root.re(), -root.im()));
      }
    }
    return both;
  }

  private static boolean same(Pencil.Root a, Pencil.Root b) {
    return Math.hypot(a.re() - b.re(), a.im() - b.im()) <= SAME * a.size();
  }

  /** Returns the eigenvalue whose vector the small matrix tells; null when it does not settle. */
  private Pencil.@org.jspecify.annotations.Nullable Root polished(
      double[][] basis, DMatrixRMaj small, int size, Complex_F64 value) {
    double[][] y = smallVector(small, size, value);
    double[] re = new double[n];
    double[] im = new double[n];
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < n; k++) {
        re[k] += y[0][j] * basis[j][k];
        im[k] += y[1][j] * basis[j][k];
      }
    }
    double[] s = quotient(re, im);
    boolean real = value.imaginary == 0 && Math.abs(s[1]) <= 1e-6 * Math.abs(s[0]);
    if (real) {
      s[1] = 0;
    }
    double last = Double.POSITIVE_INFINITY;
    for (int round = 0; round < MOST_POLISHES; round++) {
      if (!factor(s[0], s[1])) {
        return new Pencil.Root(s[0], Math.abs(s[1])); // It is an eigenvalue to the last digit.
      }
      times(re, im);
      factors.solve(vectorRe, vectorIm);
      // (G + s C) z = C x with x an eigenvector at r gives z = x / (s - r).
      double dotRe = 0;
      double dotIm = 0;
      double square = 0;
      double norm = 0;
      for (int k = 0; k < n; k++) {
        dotRe += re[k] * vectorRe[k] + im[k] * vectorIm[k];
        dotIm += re[k] * vectorIm[k] - im[k] * vectorRe[k];
        square += re[k] * re[k] + im[k] * im[k];
        norm += vectorRe[k] * vectorRe[k] + vectorIm[k] * vectorIm[k];
      }
      double size2 = dotRe * dotRe + dotIm * dotIm;
      if (!(size2 > 0) || !Double.isFinite(norm)) {
        return null;
      }
      double moveRe = square * dotRe / size2;
      double moveIm = real ? 0 : -square * dotIm / size2;
      s[0] -= moveRe;
      s[1] -= moveIm;
      double scale = 1 / Math.sqrt(norm);
      for (int k = 0; k < n; k++) {
        re[k] = scale * vectorRe[k];
        im[k] = scale * vectorIm[k];
      }
      double move = Math.hypot(moveRe, moveIm) / Math.hypot(s[0], s[1]);
      if (move <= SETTLED || move <= ROUNDING && move >= last / 2) {
        return new Pencil.Root(s[0], Math.abs(s[1]));
      }
      last = move;
    }
    return null;
  }

  /** Returns the vector of the small matrix at {@code value}, by inverse iteration. */
  private static double[][] smallVector(DMatrixRMaj small, int size, Complex_F64 value) {
    var matrix = new org.ejml.data.ZMatrixRMaj(size, size);
    double shift = 1e-10 * Math.hypot(value.real, value.imaginary) + Double.MIN_NORMAL;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double diagonal = i == j ? 1 : 0;
        matrix.set(
            i,
            j,
            small.get(i, j) - diagonal * (value.real + shift),
            -diagonal * value.imaginary);
      }
    }
    var x = new org.ejml.data.ZMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      x.set(i, 0, 1 + 0.3 * Math.sin(2.3 * i), value.imaginary == 0 ? 0 : Math.cos(1.9 * i));
    }
    var z = new org.ejml.data.ZMatrixRMaj(size, 1);
    var lu = org.ejml.dense.row.factory.LinearSolverFactory_ZDRM.lu(size);
    if (lu.setA(matrix)) {
      for (int round = 0; round < 3; round++) {
        lu.solve(x, z);
        double norm = 0;
        for (int i = 0; i < size; i++) {
          norm = Math.max(norm, Math.hypot(z.getReal(i, 0), z.getImag(i, 0)));
        }
        for (int i = 0; i < size; i++) {
          x.set(i, 0, z.getReal(i, 0) / norm, z.getImag(i, 0) / norm);
        }
      }
    }
    return new double[][] {
      IntStream.range(0, size).mapToDouble(i -> x.getReal(i, 0)).toArray(),
      IntStream.range(0, size).mapToDouble(i -> x.getImag(i, 0)).toArray()
    };
  }

  /** Returns -(x* G x)/(x* C x), the eigenvalue that the vector suggests. */
  private double[] quotient(double[] re, double[] im) {
    double[] sum = new double[4];
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    for (int j = 0; j < n; j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        int i = rows[s];
        double a = re[i] * re[j] + im[i] * im[j];
        double b = re[i] * im[j] - im[i] * re[j];
        sum[0] += g[s] * a;
        sum[1] += g[s] * b;
        sum[2] += c[s] * a;
        sum[3] += c[s] * b;
      }
    }
    double square = sum[2] * sum[2] + sum[3] * sum[3];
    return new double[] {
      -(sum[0] * sum[2] + sum[1] * sum[3]) / square, -(sum[1] * sum[2] - sum[0] * sum[3]) / square
    };
  }

  private boolean factor(double re, double im) {
    for (int s = 0; s < sumRe.length; s++) {
      sumRe[s] = g[s] + re * c[s];
      sumIm[s] = im * c[s];
    }
    return factors.factor(sumRe, sumIm);
  }

  /** Fills the vector with C times another. */
  private void times(double[] re, double[] im) {
    java.util.Arrays.fill(vectorRe, 0);
    java.util.Arrays.fill(vectorIm, 0);
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    for (int j = 0; j < n; j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        vectorRe[rows[s]] += c[s] * re[j];
        vectorIm[rows[s]] += c[s] * im[j];
      }
    }
  }

  private double[] applied(double[] v) {
    times(v, new double[n]);
    factors.solve(vectorRe, vectorIm);
    return vectorRe.clone();
  }

  /** Returns an irregular unit vector without parts in infinite eigenvalues. */
  private double[] start() {
    double[] v = new double[n];
    for (int k = 0; k < n; k++) {
      v[k] = 1 + 0.5 * Math.sin(12.9898 * k + 1) + 0.3 * Math.cos(7.233 * k * k % 6.283);
    }
    v = applied(applied(v));
    double size = norm(v);
    for (int k = 0; k < n; k++) {
      v[k] /= size;
    }
    return v;
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private double norm(double[] v) {
    double most = 0;
    for (double each : v) {
      most = Math.max(most, Math.abs(each));
    }
    if (most == 0) {
      return 0;
    }
    double square = 0;
    for (double each : v) {
      square += each / most * (each / most);
    }
    return most * Math.sqrt(square);
  }
}
