package org.ionspice.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.UtilEjml;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_ZDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The finite eigenvalues of a real pencil G + s C: the s at which it is singular.
 *
 * <p>C of a circuit is singular, so most eigenvalues are infinite, and an eigenvalue routine gives
 * them as large ghosts. Here they are taken out first: rows without C are constraints G2 x = 0, and
 * x is confined to what fulfils them, until C is regular (the shuffle algorithm, D. G. Luenberger,
 * IEEE Trans. Autom. Control 22, 312 (1977), with singular values in place of elimination). Each
 * eigenvalue of what remains is then improved by inverse iteration on the pencil itself, so that
 * small ones are as accurate as large ones.
 */
public final class Pencil {
  /** Singular values below this part of the largest are taken as zero, after scaling. */
  private static final double RANK = 1e-11;

  /** What rounding leaves of a zero, beside the terms that cancel. */
  private static final double ROUNDING = 1e-13;

  private static final int SWEEPS = 8;
  private static final int POLISHES = 6;
  private static final int BALANCINGS = 30;

  private final DMatrixRMaj g;
  private final DMatrixRMaj c;

  /** Takes square matrices as rows; they are copied. */
  public Pencil(double[][] g, double[][] c) {
    this.g = new DMatrixRMaj(g);
    this.c = new DMatrixRMaj(c);
  }

  /** Takes matrices of one sparse pattern. */
  public static Pencil of(SparsePattern pattern, double[] g, double[] c) {
    int n = pattern.size();
    double[][] fullG = new double[n][n];
    double[][] fullC = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int s = pattern.columnStarts()[j]; s < pattern.columnStarts()[j + 1]; s++) {
        fullG[pattern.rowIndices()[s]][j] += g[s];
        fullC[pattern.rowIndices()[s]][j] += c[s];
      }
    }
    return new Pencil(fullG, fullC);
  }

  /** An eigenvalue, 1/s. */
  public record Root(double re, double im) {
    /** Returns its distance from zero, 1/s. */
    public double size() {
      return Math.hypot(re, im);
    }
  }

  /** Thrown when G + s C is singular at every s, so that all s are eigenvalues. */
  public static final class SingularEverywhere extends Exception {
    private static final long serialVersionUID = 1L;

    SingularEverywhere() {
      super("the pencil is singular everywhere", null, false, false);
    }
  }

  /** Returns the finite eigenvalues, smallest first; pairs with the positive imaginary part first. */
  public List<Root> roots() throws SingularEverywhere {
    DMatrixRMaj a = g.copy();
    DMatrixRMaj b = c.copy();
    while (true) {
      scale(a, b);
      int n = a.numRows;
      if (n == 0) {
        return List.of();
      }
      SingularValueDecomposition_F64<DMatrixRMaj> svd =
          DecompositionFactory_DDRM.svd(n, n, true, false, false);
      if (!svd.decompose(b.copy())) {
        throw new IllegalStateException("no singular values");
      }
      int[] order = order(svd.getSingularValues());
      double[] sizes = svd.getSingularValues();
      int rank = rank(sizes, order);
      if (rank == n) {
        return eigenvalues(a, b);
      }
      DMatrixRMaj turned = columns(svd.getU(null, false), order);
      DMatrixRMaj rowsOfG = product(transposed(turned), a);
      DMatrixRMaj rowsOfC = product(transposed(turned), b);
      DMatrixRMaj free = kernel(part(rowsOfG, rank, n));
      if (rank == 0) {
        return List.of();
      }
      a = product(part(rowsOfG, 0, rank), free);
      b = product(part(rowsOfC, 0, rank), free);
    }
  }

  /** Returns a basis of the x with m x = 0; m must have full row rank. */
  private static DMatrixRMaj kernel(DMatrixRMaj m) throws SingularEverywhere {
    int rows = m.numRows;
    int n = m.numCols;
    double[] byColumn = new double[n];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < rows; i++) {
        double size = 0;
        for (int j = 0; j < n; j++) {
          size = Math.max(size, Math.abs(m.get(i, j)));
        }
        for (int j = 0; j < n && size > 0; j++) {
          m.set(i, j, m.get(i, j) / size);
        }
      }
      for (int j = 0; j < n; j++) {
        double size = 0;
        for (int i = 0; i < rows; i++) {
          size = Math.max(size, Math.abs(m.get(i, j)));
        }
        double factor = size > 0 ? 1 / Math.sqrt(size) : 1;
        byColumn[j] = sweep == 0 ? factor : byColumn[j] * factor;
        for (int i = 0; i < rows; i++) {
          m.set(i, j, m.get(i, j) * factor);
        }
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, n, false, true, false);
    if (!svd.decompose(m.copy())) {
      throw new IllegalStateException("no singular values");
    }
    double[] sizes = svd.getSingularValues();
    int[] order = order(Arrays.copyOf(sizes, Math.min(rows, n)));
    if (rows > n || rank(sizes, order) < rows) {
      throw new SingularEverywhere();
    }
    DMatrixRMaj v = svd.getV(null, false);
    DMatrixRMaj basis = new DMatrixRMaj(n, n - rows);
    int at = 0;
    boolean[] used = new boolean[n];
    for (int k : order) {
      used[k] = true;
    }
    for (int k = 0; k < n; k++) {
      if (!used[k]) {
        for (int i = 0; i < n; i++) {
          basis.set(i, at, byColumn[i] * clean(v.get(i, k)));
        }
        at++;
      }
    }
    return basis;
  }

  private static int[] order(double[] sizes) {
    return java.util.stream.IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -sizes[k]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int rank(double[] sizes, int[] order) {
    int rank = 0;
    while (rank < order.length
        && sizes[order[rank]] > 0
        && sizes[order[rank]] >= RANK * sizes[order[0]]) {
      rank++;
    }
    return rank;
  }

  /** Brings the rows and columns of b, or of a where b has none, to sizes near one. */
  private static void scale(DMatrixRMaj a, DMatrixRMaj b) {
    int n = a.numRows;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < n; i++) {
        double size = 0;
        double other = 0;
        for (int j = 0; j < n; j++) {
          size = Math.max(size, Math.abs(b.get(i, j)));
          other = Math.max(other, Math.abs(a.get(i, j)));
        }
        double factor = 1 / Math.sqrt(size > 0 ? size : other > 0 ? other : 1);
        for (int j = 0; j < n; j++) {
          b.set(i, j, b.get(i, j) * factor);
          a.set(i, j, a.get(i, j) * factor);
        }
      }
      for (int j = 0; j < n; j++) {
        double size = 0;
        double other = 0;
        for (int i = 0; i < n; i++) {
          size = Math.max(size, Math.abs(b.get(i, j)));
          other = Math.max(other, Math.abs(a.get(i, j)));
        }
        double factor = 1 / Math.sqrt(size > 0 ? size : other > 0 ? other : 1);
        for (int i = 0; i < n; i++) {
          b.set(i, j, b.get(i, j) * factor);
          a.set(i, j, a.get(i, j) * factor);
        }
      }
    }
  }

  /**
   * Takes such units for the unknowns that the columns and rows of inverse(b) a are alike: an
   * eigenvalue routine errs by rounding times its largest entry (B. N. Parlett and C. Reinsch, Numer.
   * Math. 13, 293 (1969)). Factors are powers of two.
   */
  private static void balance(DMatrixRMaj a, DMatrixRMaj b) {
    int n = a.numRows;
    DMatrixRMaj m = quotient(b, a);
    for (int sweep = 0; sweep < BALANCINGS; sweep++) {
      boolean changed = false;
      for (int i = 0; i < n; i++) {
        double column = 0;
        double row = 0;
        for (int j = 0; j < n; j++) {
          column += i == j ? 0 : Math.abs(m.get(j, i));
          row += i == j ? 0 : Math.abs(m.get(i, j));
        }
        double own = Math.abs(m.get(i, i));
        double ratio = 1;
        if (column > 0 && row > 0) {
          ratio = Math.sqrt(row / column);
        } else if (row > own && own > 0) {
          ratio = row / own; // Nothing comes back: the row may be as small as one likes.
        } else if (column > own && own > 0) {
          ratio = own / column;
        }
        int power = Math.getExponent(ratio * Math.sqrt(2));
        double factor = Math.scalb(1.0, power);
        if (power == 0 || column * factor + row / factor > 0.95 * (column + row)) {
          continue;
        }
        changed = true;
        for (int j = 0; j < n; j++) {
          for (DMatrixRMaj each : List.of(m, a, b)) {
            each.set(j, i, each.get(j, i) * factor);
          }
        }
        for (int j = 0; j < n; j++) {
          for (DMatrixRMaj each : List.of(m, a, b)) {
            each.set(i, j, each.get(i, j) / factor);
          }
        }
      }
      if (!changed) {
        return;
      }
    }
  }

  /** Returns the eigenvalues of a pencil with a regular b. */
  private static List<Root> eigenvalues(DMatrixRMaj a, DMatrixRMaj b) {
    balance(a, b);
    List<Root> fast = ordered(values(quotient(b, a), false));
    // Small eigenvalues are the large ones of the inverse, and come out better there.
    List<Root> slow =
        isRegular(a) ? ordered(values(quotient(a, b), true)) : fast;
    double border = Math.sqrt(fast.get(fast.size() - 1).size() * slow.get(0).size());
    List<Root> roots = new ArrayList<>();
    for (int k = 0; k < fast.size(); k++) {
      Root best = fast.get(k).size() > border ? fast.get(k) : slow.get(k);
      Root polished = polished(a, b, best);
      roots.add(polished);
    }
    return ordered(roots);
  }

  private static boolean isRegular(DMatrixRMaj a) {
    DMatrixRMaj even = a.copy();
    evenRows(even, even);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, false);
    if (!svd.decompose(even)) {
      throw new IllegalStateException("no singular values");
    }
    double[] sizes = Arrays.copyOf(svd.getSingularValues(), a.numRows);
    return rank(sizes, order(sizes)) == a.numRows;
  }

  /** Divides the rows of two matrices by the largest entries of the first, powers of two. */
  private static void evenRows(DMatrixRMaj a, DMatrixRMaj b) {
    for (int i = 0; i < a.numRows; i++) {
      double size = 0;
      for (int j = 0; j < a.numCols; j++) {
        size = Math.max(size, Math.abs(a.get(i, j)));
      }
      double factor = size > 0 ? Math.scalb(1.0, -Math.getExponent(size)) : 1;
      for (int j = 0; j < a.numCols; j++) {
        a.set(i, j, a.get(i, j) * factor);
        if (b != a) {
          b.set(i, j, b.get(i, j) * factor);
        }
      }
    }
  }

  /** Returns -inverse(a) b. */
  private static DMatrixRMaj quotient(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj x = new DMatrixRMaj(a.numRows, a.numCols);
    DMatrixRMaj even = a.copy();
    DMatrixRMaj right = b.copy();
    evenRows(even, right);
    CommonOps_DDRM.solve(even, right, x);
    CommonOps_DDRM.changeSign(x);
    return x;
  }

  private static List<Root> values(DMatrixRMaj m, boolean inverse) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(m.numRows, false);
    if (!eigen.decompose(m)) {
      throw new IllegalStateException("no eigenvalues");
    }
    List<Root> roots = new ArrayList<>();
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      Complex_F64 value = eigen.getEigenvalue(k);
      double square = value.real * value.real + value.imaginary * value.imaginary;
      roots.add(
          inverse && square > 0
              ? new Root(value.real / square, -value.imaginary / square)
              : new Root(value.real, value.imaginary));
    }
    return roots;
  }

  private static List<Root> ordered(List<Root> roots) {
    List<Root> list = new ArrayList<>(roots);
    // Members of a pair have equal sizes only up to rounding.
    list.sort(
        Comparator.comparingDouble((Root r) -> Float.valueOf((float) r.size()))
            .thenComparingDouble(r -> -r.im()));
    return list;
  }

  /** Returns an eigenvalue after inverse iteration, or the estimate when that leads elsewhere. */
  private static Root polished(DMatrixRMaj a, DMatrixRMaj b, Root estimate) {
    int n = a.numRows;
    double re = estimate.re();
    double im = estimate.im();
    ZMatrixRMaj x = new ZMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      x.set(i, 0, 1 + 0.37 * Math.sin(3.1 * i), im == 0 ? 0 : 0.3 * Math.cos(1.7 * i));
    }
    ZMatrixRMaj right = new ZMatrixRMaj(n, 1);
    ZMatrixRMaj z = new ZMatrixRMaj(n, 1);
    for (int round = 0; round < POLISHES; round++) {
      LinearSolverDense<ZMatrixRMaj> lu = LinearSolverFactory_ZDRM.lu(n);
      if (!lu.setA(at(a, b, re, im))) {
        return new Root(re, im);
      }
      double shiftRe = 0;
      double shiftIm = 0;
      for (int k = 0; k < 2; k++) {
        multiply(b, x, right);
        lu.solve(right, z);
        // (G + s C) z = C x with x an eigenvector at r gives z = x / (s - r).
        double dotRe = 0;
        double dotIm = 0;
        double size = 0;
        double norm = 0;
        for (int i = 0; i < n; i++) {
          double xr = x.getReal(i, 0);
          double xi = x.getImag(i, 0);
          double zr = z.getReal(i, 0);
          double zi = z.getImag(i, 0);
          dotRe += xr * zr + xi * zi;
          dotIm += xr * zi - xi * zr;
          size += xr * xr + xi * xi;
          norm += zr * zr + zi * zi;
        }
        if (UtilEjml.isUncountable(norm) || norm == 0) {
          return new Root(re, im);
        }
        double square = dotRe * dotRe + dotIm * dotIm;
        shiftRe = size * dotRe / square;
        shiftIm = -size * dotIm / square;
        double scale = 1 / Math.sqrt(norm);
        for (int i = 0; i < n; i++) {
          x.set(i, 0, z.getReal(i, 0) * scale, z.getImag(i, 0) * scale);
        }
      }
      re -= shiftRe;
      im = estimate.im() == 0 ? 0 : im - shiftIm;
      if (Math.hypot(shiftRe, shiftIm) <= 1e-15 * Math.hypot(re, im)) {
        break;
      }
    }
    double moved = Math.hypot(re - estimate.re(), im - estimate.im());
    return moved <= 1e-3 * estimate.size() ? new Root(re, im) : estimate;
  }

  private static ZMatrixRMaj at(DMatrixRMaj a, DMatrixRMaj b, double re, double im) {
    ZMatrixRMaj sum = new ZMatrixRMaj(a.numRows, a.numCols);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        sum.set(i, j, a.get(i, j) + re * b.get(i, j), im * b.get(i, j));
      }
    }
    return sum;
  }

  private static void multiply(DMatrixRMaj b, ZMatrixRMaj x, ZMatrixRMaj out) {
    for (int i = 0; i < b.numRows; i++) {
      double re = 0;
      double im = 0;
      for (int j = 0; j < b.numCols; j++) {
        re += b.get(i, j) * x.getReal(j, 0);
        im += b.get(i, j) * x.getImag(j, 0);
      }
      out.set(i, 0, re, im);
    }
  }

  /** Returns a b; a sum that is only the rounding of its terms is zero, not a size to scale by. */
  private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numCols);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < b.numCols; j++) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < a.numCols; k++) {
          double term = a.unsafe_get(i, k) * b.unsafe_get(k, j);
          sum += term;
          size += Math.abs(term);
        }
        out.unsafe_set(i, j, Math.abs(sum) > ROUNDING * size ? sum : 0);
      }
    }
    return out;
  }

  /** Returns the value of an orthogonal matrix's entry; zero when it is rounding. */
  private static double clean(double entry) {
    return Math.abs(entry) > ROUNDING ? entry : 0;
  }

  private static DMatrixRMaj transposed(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }

  private static DMatrixRMaj part(DMatrixRMaj a, int fromRow, int toRow) {
    return CommonOps_DDRM.extract(a, fromRow, toRow, 0, a.numCols);
  }

  private static DMatrixRMaj columns(DMatrixRMaj a, int[] order) {
    DMatrixRMaj out = new DMatrixRMaj(a.numRows, order.length);
    for (int k = 0; k < order.length; k++) {
      for (int i = 0; i < a.numRows; i++) {
        out.set(i, k, clean(a.get(i, order[k])));
      }
    }
    return out;
  }
}
