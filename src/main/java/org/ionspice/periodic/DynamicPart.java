package org.ionspice.periodic;

import java.util.Arrays;
import org.ionspice.assembly.Assembly;

/**
 * The directions of x that charges feel at one point: C = B W, where B holds as many columns of C as
 * C has rank, and W x are the coordinates in which a state of the circuit is told.
 *
 * <p>Two states of the same W x have the same charges, so that what follows is the same: voltages
 * without capacitance, and one voltage of each loop of capacitors, are not among them.
 */
final class DynamicPart {
  /** A column whose remainder is below this part of the largest is a sum of those before. */
  private static final double RANK = 1e-10;

  private final int[] chosen;
  private final int[] columns;
  private final double[][] weights;

  private DynamicPart(int[] chosen, int[] columns, double[][] weights) {
    this.chosen = chosen;
    this.columns = columns;
    this.weights = weights;
  }

  /** Returns the unknowns that charges depend on. */
  static int[] columns(Assembly system) {
    int[] found = new int[system.size()];
    int count = 0;
    for (int i = 0; i < system.size(); i++) {
      if (system.chargeColumn(i)) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Finds the part for the matrix C at the last evaluation of {@code system}. */
  static DynamicPart of(Assembly system) {
    int n = system.size();
    int[] columns = columns(system);
    int m = columns.length;
    int[] place = new int[n + 1];
    Arrays.fill(place, -1);
    for (int k = 0; k < m; k++) {
      place[columns[k]] = k;
    }
    int[] rowPlace = new int[n + 1];
    Arrays.fill(rowPlace, -1);
    int rows = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeRow(i)) {
        rowPlace[i] = rows++;
      }
    }
    double[] c = system.evaluation().c();
    double[][] a = new double[rows][m];
    int[] starts = system.pattern().columnStarts();
    int[] entries = system.pattern().rowIndices();
    for (int j : columns) {
      for (int s = starts[j]; s < starts[j + 1]; s++) {
        if (rowPlace[entries[s]] >= 0) {
          a[rowPlace[entries[s]]][place[j]] += c[s];
        }
      }
    }
    return of(a, columns);
  }

  /** Finds the part for a matrix by rows, whose columns belong to the unknowns {@code columns}. */
  static DynamicPart of(double[][] matrix, int[] columns) {
    int m = columns.length;
    int rows = matrix.length;
    double[][] a = new double[rows][];
    for (int i = 0; i < rows; i++) {
      a[i] = matrix[i].clone();
    }
    double[] scale = equilibrate(a, m);
    int[] order = new int[m];
    for (int j = 0; j < m; j++) {
      order[j] = j;
    }
    int rank = 0;
    while (rank < Math.min(rows, m)) {
      int row = rank;
      int column = rank;
      for (int i = rank; i < rows; i++) {
        for (int j = rank; j < m; j++) {
          if (Math.abs(a[i][order[j]]) > Math.abs(a[row][order[column]])) {
            row = i;
            column = j;
          }
        }
      }
      double pivot = a[row][order[column]];
      if (!(Math.abs(pivot) > RANK)) {
        break;
      }
      swap(a, rank, row);
      int o = order[rank];
      order[rank] = order[column];
      order[column] = o;
      reduce(a, rank, order[rank], pivot);
      rank++;
    }
    int[] chosen = new int[rank];
    double[][] weights = new double[rank][m];
    for (int k = 0; k < rank; k++) {
      int j = order[k];
      chosen[k] = columns[j];
      for (int i = 0; i < m; i++) {
        weights[k][i] = scale[j] * a[k][i] / scale[i];
      }
    }
    return new DynamicPart(chosen, columns, weights);
  }

  /** Gauss-Jordan: makes column {@code j} the unit vector of row {@code k}. */
  private static void reduce(double[][] a, int k, int j, double pivot) {
    double[] top = a[k];
    for (int i = 0; i < top.length; i++) {
      top[i] /= pivot;
    }
    for (int r = 0; r < a.length; r++) {
      double factor = a[r][j];
      if (r == k || factor == 0) {
        continue;
      }
      for (int i = 0; i < top.length; i++) {
        a[r][i] -= factor * top[i];
      }
      a[r][j] = 0;
    }
  }

  private static void swap(double[][] a, int i, int k) {
    double[] row = a[i];
    a[i] = a[k];
    a[k] = row;
  }

  /** Scales rows, then columns, to a largest entry of one; returns the factors of the columns. */
  private static double[] equilibrate(double[][] a, int m) {
    for (double[] row : a) {
      double largest = 0;
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int j = 0; j < m && largest > 0; j++) {
        row[j] /= largest;
      }
    }
    double[] scale = new double[m];
    for (int j = 0; j < m; j++) {
      double largest = 0;
      for (double[] row : a) {
        largest = Math.max(largest, Math.abs(row[j]));
      }
      scale[j] = largest > 0 ? 1 / largest : 1;
      for (double[] row : a) {
        row[j] *= scale[j];
      }
    }
    return scale;
  }

  /** Returns the rank of C. */
  int rank() {
    return chosen.length;
  }

  /** Returns the unknown whose column of C is column {@code k} of B. */
  int unknown(int k) {
    return chosen[k];
  }

  /** Returns W x. */
  double[] of(double[] x) {
    double[] z = new double[chosen.length];
    for (int k = 0; k < z.length; k++) {
      for (int i = 0; i < columns.length; i++) {
        z[k] += weights[k][i] * x[columns[i]];
      }
    }
    return z;
  }
}
