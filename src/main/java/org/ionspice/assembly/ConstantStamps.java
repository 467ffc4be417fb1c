package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Current;
import org.ionspice.device.Delayed;
import org.ionspice.device.Limited;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * The terms g (x[a] - x[b]) of linear devices in f or in q, kept as numbers instead of calls.
 *
 * <p>Collected once through {@link Stamp}; values are not taken, since they follow from the partials.
 */
final class ConstantStamps implements Stamp {
  private int[] rowPlus = new int[64];
  private int[] rowMinus = new int[64];
  private int[] plus = new int[64];
  private int[] minus = new int[64];
  private double[] factor = new double[64];
  private int count;

  private int[] map = {};
  private double multiplicity = 1;
  private double scale = 1;
  private int rowP;
  private int rowM;

  /** Goes on to an instance with this map of locals and this multiplicity. */
  void enter(int[] localMap, double m) {
    map = localMap;
    multiplicity = m;
  }

  int count() {
    return count;
  }

  /** Forgets all terms after the first {@code length}. */
  void cut(int length) {
    count = length;
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

  @Override
  public Stamp add(Current row, double value) {
    rowP = row.plus();
    rowM = row.minus();
    scale = multiplicity;
    return this;
  }

  @Override
  public Stamp add(Unknown row, double value) {
    rowP = row.index();
    rowM = 0;
    scale = 1;
    return this;
  }

  private Stamp term(int a, int b, double partial) {
    if (count == factor.length) {
      rowPlus = Arrays.copyOf(rowPlus, count * 2);
      rowMinus = Arrays.copyOf(rowMinus, count * 2);
      plus = Arrays.copyOf(plus, count * 2);
      minus = Arrays.copyOf(minus, count * 2);
      factor = Arrays.copyOf(factor, count * 2);
    }
    rowPlus[count] = map[rowP];
    rowMinus[count] = map[rowM];
    plus[count] = map[a];
    minus[count] = map[b];
    factor[count++] = scale * partial;
    return this;
  }

  @Override
  public Stamp d(Voltage by, double partial) {
    return term(by.plus(), by.minus(), partial);
  }

  @Override
  public Stamp d(Unknown by, double partial) {
    return term(by.index(), 0, partial);
  }

  @Override
  public Stamp d(Delayed by, double partial) {
    return this; // A device that reads its past is not constant and is evaluated every time.
  }

  @Override
  public Stamp d(Limited by, double partial) {
    return term(by.plus(), by.minus(), partial);
  }
}
