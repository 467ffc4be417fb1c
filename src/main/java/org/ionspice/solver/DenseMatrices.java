package org.ionspice.solver;

import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Eigenvalues and least squares of small dense matrices, which are given by rows. */
public final class DenseMatrices {
  private DenseMatrices() {}

  /**
   * Returns the eigenvalues as pairs of real and imaginary part, largest magnitude first.
   *
   * @throws IllegalArgumentException when an entry is not finite
   */
  public static double[][] eigenvalues(double[][] a) {
    int n = a.length;
    if (n == 0) {
      return new double[0][];
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false);
    if (!eigen.decompose(new DMatrixRMaj(a))) {
      throw new IllegalArgumentException("no eigenvalues");
    }
    double[][] values = new double[n][2];
    for (int k = 0; k < n; k++) {
      Complex_F64 value = eigen.getEigenvalue(k);
      values[k][0] = value.real;
      values[k][1] = value.imaginary;
    }
    java.util.Arrays.sort(
        values,
        (p, q) -> {
          int size = Double.compare(Math.hypot(q[0], q[1]), Math.hypot(p[0], p[1]));
          return size != 0 ? size : Double.compare(q[1], p[1]);
        });
    return values;
  }

  /**
   * What {@link #solve} found.
   *
   * @param x the shortest of the nearest solutions
   * @param free directions of x, of length one, that the matrix does not see
   */
  public record Solution(double[] x, double[][] free) {}

  /**
   * Solves a square system by singular values; those below {@code least} are taken as zero.
   *
   * @throws IllegalArgumentException when an entry is not finite
   */
  public static Solution solve(double[][] a, double[] b, double least) {
    int n = b.length;
    if (n == 0) {
      return new Solution(new double[0], new double[0][]);
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(n, n, true, true, false);
    if (!svd.decompose(new DMatrixRMaj(a))) {
      throw new IllegalArgumentException("no singular values");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    double[] sizes = svd.getSingularValues();
    double[] x = new double[n];
    java.util.List<double[]> free = new java.util.ArrayList<>();
    for (int k = 0; k < n; k++) {
      double part = 0;
      double[] direction = new double[n];
      for (int i = 0; i < n; i++) {
        part += u.get(i, k) * b[i];
        direction[i] = v.get(i, k);
      }
      if (!(sizes[k] > least)) {
        free.add(direction);
        continue;
      }
      for (int i = 0; i < n; i++) {
        x[i] += part / sizes[k] * direction[i];
      }
    }
    return new Solution(x, free.toArray(new double[0][]));
  }
}
