package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The terms g (x[a] - x[b]) of linear devices in f or in q, kept as numbers instead of calls. Values
 * are not taken, since they follow from the partials.
 *
 * <p>Of a small matrix what they make of it is kept; of a large one, where it would be as large as
 * all of them, the places of each term are.
 */
final class ConstantStamps {
  /** Entries beyond which a matrix is not kept. */
  private static final int LARGE = 1 << 20;

  /** What the terms make of the matrix, or four places for each term. */
  private final double[] matrix;

  private int[] places = {};
  private int[] rowPlus = new int[64];
  private int[] rowMinus = new int[64];
  private int[] plus = new int[64];
  private int[] minus = new int[64];
  private double[] factor = new double[64];
  private int count;

  /** Makes stamps for matrices of so many entries, and one more for ground. */
  ConstantStamps(int entries) {
    this(entries, entries <= LARGE);
  }

  /** Does the same; {@code keeps} says whether what the terms make of the matrix is kept. */
  ConstantStamps(int entries, boolean keeps) {
    matrix = new double[keeps ? entries + 1 : 0];
    places = new int[keeps ? 0 : 256];
  }

  /**
   * Adds the terms of instance {@code part}.
   *
   * @param copies factor of what goes into currents
   * @param place where an entry of the pattern stands in the matrix
   */
  void add(Assembly system, int part, Terms terms, double copies, IntUnaryOperator place) {
    for (int k = 0; k < terms.count; k++) {
      if (count == factor.length) {
        rowPlus = Arrays.copyOf(rowPlus, count * 2);
        rowMinus = Arrays.copyOf(rowMinus, count * 2);
        plus = Arrays.copyOf(plus, count * 2);
        minus = Arrays.copyOf(minus, count * 2);
        factor = Arrays.copyOf(factor, count * 2);
      }
      int p = system.unknownOf(part, terms.rowPlus[k]);
      int m = system.unknownOf(part, terms.rowMinus[k]);
      int a = system.unknownOf(part, terms.plus[k]);
      int b = system.unknownOf(part, terms.minus[k]);
      double value = terms.current[k] ? copies * terms.factor[k] : terms.factor[k];
      rowPlus[count] = p;
      rowMinus[count] = m;
      plus[count] = a;
      minus[count] = b;
      factor[count] = value;
      int pa = place.applyAsInt(system.slot(p, a));
      int ma = place.applyAsInt(system.slot(m, a));
      int pb = place.applyAsInt(system.slot(p, b));
      int mb = place.applyAsInt(system.slot(m, b));
      if (matrix.length > 0) {
        matrix[pa] += value;
        matrix[ma] -= value;
        matrix[pb] -= value;
        matrix[mb] += value;
      } else {
        if (4 * count == places.length) {
          places = Arrays.copyOf(places, 2 * places.length);
        }
        places[4 * count] = pa;
        places[4 * count + 1] = ma;
        places[4 * count + 2] = pb;
        places[4 * count + 3] = mb;
      }
      count++;
    }
  }

  /** Sets {@code to} to what the terms make of the matrix. */
  void fill(double[] to) {
    if (matrix.length > 0) {
      System.arraycopy(matrix, 0, to, 0, to.length);
      return;
    }
    Arrays.fill(to, 0);
    for (int k = 0, p = 0; k < count; k++, p += 4) {
      double value = factor[k];
      to[places[p]] += value;
      to[places[p + 1]] -= value;
      to[places[p + 2]] -= value;
      to[places[p + 3]] += value;
    }
  }

  /** Gives back what the arrays have more than they need. */
  void trim() {
    rowPlus = Arrays.copyOf(rowPlus, count);
    rowMinus = Arrays.copyOf(rowMinus, count);
    plus = Arrays.copyOf(plus, count);
    minus = Arrays.copyOf(minus, count);
    factor = Arrays.copyOf(factor, count);
    places = Arrays.copyOf(places, Math.min(places.length, 4 * count));
  }

  /** Adds all terms at {@code x} to {@code vector}, and their absolute values to {@code magnitude}. */
  void addTo(double[] x, double[] vector, double[] magnitude) {
    for (int k = 0; k < count; k++) {
      double value = factor[k] * (x[plus[k]] - x[minus[k]]);
      double size = Math.abs(value);
      int p = rowPlus[k];
      int m = rowMinus[k];
      vector[p] += value;
      vector[m] -= value;
      magnitude[p] += size;
      magnitude[m] += size;
    }
  }

  /** Adds all terms at {@code x} to {@code vector}. */
  void addTo(double[] x, double[] vector) {
    for (int k = 0; k < count; k++) {
      double value = factor[k] * (x[plus[k]] - x[minus[k]]);
      vector[rowPlus[k]] += value;
      vector[rowMinus[k]] -= value;
    }
  }
}
