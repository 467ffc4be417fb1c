package org.ionspice.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which unknowns take part in each eigenvalue of a sparse pencil G + s C.
 *
 * <p>With right and left vectors (G + s C) x = 0 and y' (G + s C) = 0, unknown k takes part by (y'
 * C)_k x_k / (y' C x): these parts add up to one and depend neither on the sizes of the vectors nor
 * on the units of the unknowns (I. J. Perez-Arriaga, G. C. Verghese, F. C. Schweppe, IEEE Trans.
 * Power Appar. Syst. 101, 3117 (1982)). Equal eigenvalues have a space of vectors in common; its
 * parts are the diagonal of the projector X inverse(Y' C X) Y' C, the same for each of them.
 */
public final class Modes {
  /** Eigenvalues nearer to each other than this part of their size are taken as equal. */
  private static final double EQUAL = 1e-6;

  /** How far beside the eigenvalue vectors are sought, where the matrix is still regular. */
  private static final double BESIDE = 1e-9;

  private static final int ROUNDS = 5;

  private final SparsePattern pattern;
  private final double[] g;
  private final double[] c;
  private final ComplexSparseLu factors;
  private final double[] sumRe;
  private final double[] sumIm;

  /** Takes the values of G and C in the pattern's order; they are shared. */
  public Modes(SparsePattern pattern, double[] g, double[] c) {
    this.pattern = pattern;
    this.g = g;
    this.c = c;
    factors = ComplexSparseLu.analyse(pattern);
    sumRe = new double[g.length];
    sumIm = new double[g.length];
  }

  /** A complex vector. */
  private record Vector(double[] re, double[] im) {
    Vector(int n) {
      this(new double[n], new double[n]);
    }
  }

  /**
   * Returns, for each eigenvalue of {@code roots}, the magnitudes of the parts of all unknowns, made
   * to add up to one. A list is empty when the matrix beside its eigenvalue is singular.
   */
  public List<double[]> participation(List<Pencil.Root> roots) {
    List<double[]> parts = new ArrayList<>();
    boolean[] done = new boolean[roots.size()];
    for (int k = 0; k < roots.size(); k++) {
      parts.add(new double[0]);
    }
    for (int k = 0; k < roots.size(); k++) {
      if (done[k]) {
        continue;
      }
      Pencil.Root root = roots.get(k);
      List<Integer> equal = new ArrayList<>();
      for (int j = k; j < roots.size(); j++) {
        Pencil.Root other = roots.get(j);
        double apart = Math.hypot(root.re() - other.re(), root.im() - other.im());
        if (!done[j] && apart <= EQUAL * root.size()) {
          equal.add(j);
          done[j] = true;
        }
      }
      double[] part = parts(root, equal.size());
      for (int j : equal) {
        parts.set(j, part);
      }
    }
    return parts;
  }

  /** Returns the parts in the eigenvalue {@code root} that occurs {@code times} times. */
  private double[] parts(Pencil.Root root, int times) {
    int n = pattern.size();
    double re = root.re() + BESIDE * root.size();
    double im = root.im();
    for (int s = 0; s < sumRe.length; s++) {
      sumRe[s] = g[s] + re * c[s];
      sumIm[s] = im * c[s];
    }
    if (!factors.factor(sumRe, sumIm)) {
      return new double[0];
    }
    List<Vector> right = vectors(times, false);
    List<Vector> left = vectors(times, true);
    // P = X inverse(M) Y' C with M = Y' C X; the rows of Y' C are the columns of C' Y.
    List<Vector> byC = new ArrayList<>();
    for (Vector y : left) {
      byC.add(times(y, true));
    }
    double[][] mRe = new double[times][2 * times];
    double[][] mIm = new double[times][2 * times];
    for (int a = 0; a < times; a++) {
      for (int b = 0; b < times; b++) {
        dot(byC.get(a), right.get(b), mRe[a], mIm[a], b);
      }
      mRe[a][times + a] = 1;
    }
    if (!invert(mRe, mIm, times)) {
      return new double[0];
    }
    double[] parts = new double[n];
    double all = 0;
    for (int k = 0; k < n; k++) {
      double sumReal = 0;
      double sumImaginary = 0;
      for (int a = 0; a < times; a++) {
        for (int b = 0; b < times; b++) {
          Vector x = right.get(a);
          Vector z = byC.get(b);
          double pr = x.re()[k] * z.re()[k] - x.im()[k] * z.im()[k];
          double pi = x.re()[k] * z.im()[k] + x.im()[k] * z.re()[k];
          double mr = mRe[a][times + b];
          double mi = mIm[a][times + b];
          sumReal += pr * mr - pi * mi;
          sumImaginary += pr * mi + pi * mr;
        }
      }
      parts[k] = Math.hypot(sumReal, sumImaginary);
      all += parts[k];
    }
    for (int k = 0; k < n; k++) {
      parts[k] /= all;
    }
    return parts;
  }

  /** Returns a basis of the vectors, by inverse iteration from fixed irregular starts. */
  private List<Vector> vectors(int times, boolean transposed) {
    int n = pattern.size();
    List<Vector> basis = new ArrayList<>();
    for (int j = 0; j < times; j++) {
      Vector v = new Vector(n);
      for (int i = 0; i < n; i++) {
        v.re()[i] = 1 + 0.37 * Math.sin(3.1 * i + 1.3 * j * (i + 1));
        v.im()[i] = 0.3 * Math.cos(1.7 * i + 2.9 * j * (i + 1));
      }
      basis.add(v);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j < times; j++) {
        Vector v = times(basis.get(j), transposed);
        if (transposed) {
          factors.solveTransposed(v.re(), v.im());
        } else {
          factors.solve(v.re(), v.im());
        }
        for (int other = 0; other < j; other++) {
          remove(basis.get(other), v);
        }
        normalise(v);
        basis.set(j, v);
      }
    }
    return basis;
  }

  /** Returns C v, or transposed(C) v. */
  private Vector times(Vector v, boolean transposed) {
    Vector out = new Vector(pattern.size());
    int[] starts = pattern.columnStarts();
    int[] rows = pattern.rowIndices();
    for (int j = 0; j < pattern.size(); j++) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        int to = transposed ? j : rows[s];
        int from = transposed ? rows[s] : j;
        out.re()[to] += c[s] * v.re()[from];
        out.im()[to] += c[s] * v.im()[from];
      }
    }
    return out;
  }

  /** Takes the direction of the unit vector {@code u} out of {@code v}. */
  private static void remove(Vector u, Vector v) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < u.re().length; i++) {
      re += u.re()[i] * v.re()[i] + u.im()[i] * v.im()[i];
      im += u.re()[i] * v.im()[i] - u.im()[i] * v.re()[i];
    }
    for (int i = 0; i < u.re().length; i++) {
      v.re()[i] -= re * u.re()[i] - im * u.im()[i];
      v.im()[i] -= re * u.im()[i] + im * u.re()[i];
    }
  }

  private static void normalise(Vector v) {
    double most = 0;
    for (int i = 0; i < v.re().length; i++) {
      most = Math.max(most, Math.hypot(v.re()[i], v.im()[i]));
    }
    double square = 0;
    for (int i = 0; i < v.re().length && most > 0; i++) {
      v.re()[i] /= most;
      v.im()[i] /= most;
      square += v.re()[i] * v.re()[i] + v.im()[i] * v.im()[i];
    }
    double size = Math.sqrt(square);
    for (int i = 0; i < v.re().length && size > 0; i++) {
      v.re()[i] /= size;
      v.im()[i] /= size;
    }
  }

  /** Puts the sum of products (without conjugation) at place {@code at} of a row. */
  private static void dot(Vector a, Vector b, double[] rowRe, double[] rowIm, int at) {
    for (int i = 0; i < a.re().length; i++) {
      rowRe[at] += a.re()[i] * b.re()[i] - a.im()[i] * b.im()[i];
      rowIm[at] += a.re()[i] * b.im()[i] + a.im()[i] * b.re()[i];
    }
  }

  /** Turns (M, 1) into (1, inverse(M)) by Gauss and Jordan; returns false when M is singular. */
  private static boolean invert(double[][] re, double[][] im, int n) {
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.hypot(re[i][k], im[i][k]) > Math.hypot(re[best][k], im[best][k])) {
          best = i;
        }
      }
      double[] swap = re[k];
      re[k] = re[best];
      re[best] = swap;
      swap = im[k];
      im[k] = im[best];
      im[best] = swap;
      double square = re[k][k] * re[k][k] + im[k][k] * im[k][k];
      if (!(square > 0)) {
        return false;
      }
      subtract(re, im, k, k, 1 - re[k][k] / square, im[k][k] / square);
      for (int i = 0; i < n; i++) {
        if (i != k) {
          subtract(re, im, i, k, re[i][k], im[i][k]);
        }
      }
    }
    return true;
  }

  /** Subtracts row {@code k} times a number from row {@code i}. */
  private static void subtract(double[][] re, double[][] im, int i, int k, double br, double bi) {
    double[] fromRe = i == k ? Arrays.copyOf(re[k], re[k].length) : re[k];
    double[] fromIm = i == k ? Arrays.copyOf(im[k], im[k].length) : im[k];
    for (int j = 0; j < fromRe.length; j++) {
      re[i][j] -= br * fromRe[j] - bi * fromIm[j];
      im[i][j] -= br * fromIm[j] + bi * fromRe[j];
    }
  }
}
