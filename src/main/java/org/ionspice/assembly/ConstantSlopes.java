package org.ionspice.assembly;

import java.util.Arrays;

/**
 * Derivatives of the terms of linear devices by numbers, in flat arrays: each is slope (x[plus] -
 * x[minus]), added to one row and taken from another.
 *
 * <p>Mutable while terms are added.
 */
final class ConstantSlopes {
  private int count;
  private int[] numbers = new int[8];

  /** Row plus, row minus, unknown plus, unknown minus of each term. */
  private int[] places = new int[32];

  private double[] slopes = new double[8];

  /**
   * Adds the derivatives of a device's terms.
   *
   * @param number what they are by
   * @param unknowns of the locals, ground first
   */
  void add(int number, int[] unknowns, Terms terms, double[] slope) {
    for (int t = 0; t < terms.count; t++) {
      if (slope[t] == 0) {
        continue;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
        slopes = Arrays.copyOf(slopes, 2 * count);
        places = Arrays.copyOf(places, 8 * count);
      }
      places[4 * count] = unknowns[terms.rowPlus[t]];
      places[4 * count + 1] = unknowns[terms.rowMinus[t]];
      places[4 * count + 2] = unknowns[terms.plus[t]];
      places[4 * count + 3] = unknowns[terms.minus[t]];
      numbers[count] = number;
      slopes[count++] = slope[t];
    }
  }

  /** Adds multipliers' times the derivatives at {@code x} to the entry of each number. */
  void contract(double[] x, double[] multipliers, double[] byNumber) {
    int[] at = places;
    double[] slope = slopes;
    for (int k = 0, p = 0; k < count; k++, p += 4) {
      byNumber[numbers[k]] +=
          slope[k] * (x[at[p + 2]] - x[at[p + 3]]) * (multipliers[at[p]] - multipliers[at[p + 1]]);
    }
  }
}
