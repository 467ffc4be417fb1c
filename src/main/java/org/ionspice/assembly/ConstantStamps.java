package org.ionspice.assembly;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.ionspice.solver.Crew;

/**
 * The terms g (x[a] - x[b]) of linear devices in f or in q, kept as numbers instead of calls. Values
 * are not taken, since they follow from the partials.
 *
 * <p>Of a small matrix what they make of it is kept; of a large one the entries that are not zero,
 * and the terms row by row, so that all processors can add them up. Each sum has its terms in the order
 * in which they were added, whoever does it.
 */
final class ConstantStamps {
  /** Entries beyond which a matrix is not kept. */
  private static final int LARGE = 1 << 20;

  /** Rows from which on the terms are listed row by row. */
  private static final int MANY_ROWS = 1 << 16;

  private static final double[] NONE = {};

  /** What the terms make of the matrix, or four places for each term until it is first filled. */
  private final double[] matrix;

  private int[] places = {};
  private int[] rowPlus = new int[64];
  private int[] rowMinus = new int[64];
  private int[] plus = new int[64];
  private int[] minus = new int[64];
  private double[] factor = new double[64];
  private int count;

  /** Of a large matrix: the entries that are not zero, and the first of them in each part. */
  private int[] entryPlaces = {};

  private double[] entryValues = {};
  private int[] firstInPart = {};

  /** The terms of each row, in their order: twice the number, and one where it is taken away. */
  private int[] rowStarts = {};

  private int[] rowTerms = {};
  private Crew crew = Crew.of(0);
  private final Crew.Work fill = this::fillPart;
  private final Crew.Work sum = this::sumPart;

  // What is being done, for the crew.
  private double[] target = {};
  private double[] at = {};
  private double[] sums = {};
  private double[] sizes = {};

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
    if (entryPlaces.length > 0) {
      target = to;
      crew.run(fill, Crew.parts(to.length));
      return;
    }
    scatter(to);
    compress(to);
  }

  /** Sets some entries of {@code to} to what the terms make of the matrix, which must be kept. */
  void set(int[] some, double[] to) {
    for (int k : some) {
      to[k] = matrix[k];
    }
  }

  /** Returns whether what the terms make of the matrix is kept. */
  boolean keeps() {
    return matrix.length > 0;
  }

  /** Returns which entries the terms fill. */
  boolean[] filled() {
    boolean[] filled = new boolean[matrix.length];
    for (int e = 0; e < filled.length; e++) {
      filled[e] = matrix[e] != 0;
    }
    return filled;
  }

  /** Adds up what the terms make of the matrix, term by term. */
  private void scatter(double[] to) {
    Arrays.fill(to, 0);
    for (int k = 0, p = 0; k < count; k++, p += 4) {
      double value = factor[k];
      to[places[p]] += value;
      to[places[p + 1]] -= value;
      to[places[p + 2]] -= value;
      to[places[p + 3]] += value;
    }
  }

  /** Keeps the entries that are not zero instead of the places of the terms. */
  private void compress(double[] from) {
    int found = 0;
    for (double value : from) {
      found += value == 0 ? 0 : 1;
    }
    entryPlaces = new int[found];
    entryValues = new double[found];
    firstInPart = new int[Crew.parts(from.length) + 1];
    found = 0;
    for (int i = 0; i < from.length; i++) {
      if (i % Crew.PART == 0) {
        firstInPart[i / Crew.PART] = found;
      }
      if (from[i] != 0) {
        entryPlaces[found] = i;
        entryValues[found++] = from[i];
      }
    }
    firstInPart[firstInPart.length - 1] = found;
    places = new int[0];
  }

  private void fillPart(int part) {
    double[] to = target;
    int from = part * Crew.PART;
    Arrays.fill(to, from, Math.min(from + Crew.PART, to.length), 0);
    for (int e = firstInPart[part]; e < firstInPart[part + 1]; e++) {
      to[entryPlaces[e]] = entryValues[e];
    }
  }

  /** Gives back what the arrays have more than they need, and prepares for {@code size} unknowns. */
  void trim(int size) {
    rowPlus = Arrays.copyOf(rowPlus, count);
    rowMinus = Arrays.copyOf(rowMinus, count);
    plus = Arrays.copyOf(plus, count);
    minus = Arrays.copyOf(minus, count);
    factor = Arrays.copyOf(factor, count);
    places = Arrays.copyOf(places, Math.min(places.length, 4 * count));
    crew = Crew.of(size);
    if (matrix.length == 0 || size >= MANY_ROWS) {
      listByRows(size);
    }
  }

  /** Finds which terms go into each row. */
  private void listByRows(int size) {
    int[] starts = new int[size + 2];
    for (int k = 0; k < count; k++) {
      starts[rowPlus[k] + 1]++;
      starts[rowMinus[k] + 1]++;
    }
    for (int row = 0; row <= size; row++) {
      starts[row + 1] += starts[row];
    }
    int[] terms = new int[starts[size + 1]];
    int[] next = Arrays.copyOf(starts, size + 1);
    for (int k = 0; k < count; k++) {
      terms[next[rowPlus[k]]++] = 2 * k;
      terms[next[rowMinus[k]]++] = 2 * k + 1;
    }
    rowStarts = starts;
    rowTerms = terms;
    rowPlus = new int[0];
    rowMinus = new int[0];
  }

  /**
   * Sets {@code vector} to the sum of all terms at {@code x}, and {@code magnitude} to that of their
   * absolute values.
   */
  void sum(double[] x, double[] vector, double[] magnitude) {
    if (rowStarts.length > 0) {
      at = x;
      sums = vector;
      sizes = magnitude;
      crew.run(sum, Crew.parts(rowStarts.length - 1));
      return;
    }
    Arrays.fill(vector, 0);
    Arrays.fill(magnitude, 0);
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

  /** Sums the terms of some rows, each row's in the order in which they came. */
  private void sumPart(int part) {
    double[] x = at;
    int end = Math.min((part + 1) * Crew.PART, rowStarts.length - 1);
    for (int row = part * Crew.PART; row < end; row++) {
      double sum = 0;
      double size = 0;
      for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
        int k = rowTerms[e] >> 1;
        double value = factor[k] * (x[plus[k]] - x[minus[k]]);
        sum = (rowTerms[e] & 1) == 0 ? sum + value : sum - value;
        size += Math.abs(value);
      }
      sums[row] = sum;
      if (sizes.length > 0) {
        sizes[row] = size;
      }
    }
  }

  /** Sets {@code vector} to the sum of all terms at {@code x}. */
  void sum(double[] x, double[] vector) {
    if (rowStarts.length > 0) {
      sum(x, vector, NONE);
      return;
    }
    Arrays.fill(vector, 0);
    for (int k = 0; k < count; k++) {
      double value = factor[k] * (x[plus[k]] - x[minus[k]]);
      vector[rowPlus[k]] += value;
      vector[rowMinus[k]] -= value;
    }
  }
}
