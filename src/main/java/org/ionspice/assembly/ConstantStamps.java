package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The terms g (x[a] - x[b]) of linear devices in f or in q, kept as numbers instead of calls. Values
 * are not taken, since they follow from the partials.
 */
final class ConstantStamps {
  private int[] rowPlus = new int[64];
  private int[] rowMinus = new int[64];
  private int[] plus = new int[64];
  private int[] minus = new int[64];
  private double[] factor = new double[64];
  private int count;

  /**
   * Adds the terms of instance {@code part}, and its partials to {@code matrix}.
   *
   * @param copies factor of what goes into currents
   * @param places where an entry of the pattern stands in {@code matrix}
   */
  void add(
      Assembly system,
      int part,
      Terms terms,
      double copies,
      double[] matrix,
      IntUnaryOperator places) {
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
      factor[count++] = value;
      matrix[places.applyAsInt(system.slot(p, a))] += value;
      matrix[places.applyAsInt(system.slot(m, a))] -= value;
      matrix[places.applyAsInt(system.slot(p, b))] -= value;
      matrix[places.applyAsInt(system.slot(m, b))] += value;
    }
  }

  /** Gives back what the arrays have more than they need. */
  void trim() {
    rowPlus = Arrays.copyOf(rowPlus, count);
    rowMinus = Arrays.copyOf(rowMinus, count);
    plus = Arrays.copyOf(plus, count);
    minus = Arrays.copyOf(minus, count);
    factor = Arrays.copyOf(factor, count);
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
