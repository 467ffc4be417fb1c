package org.ionspice.solver;

import java.util.function.Function;

/**
 * The matrix of a network of wires as a factorisation takes it: made when the iteration fails for
 * the first time, since most networks never need it.
 *
 * <p>Mutable workspace, for one thread: its entries are listed first, then it is finished.
 */
final class WireMatrix {
  private final int size;
  private final int[] rows;
  private final int[] columns;
  private final int[] listedPlaces;
  private int count;

  /** Makes room for so many entries of a matrix of {@code size} unknowns. */
  WireMatrix(int size, int entries) {
    this.size = size;
    rows = new int[entries];
    columns = new int[entries];
    listedPlaces = new int[entries];
  }

  /** Adds an entry whose value stands at {@code place}. */
  void add(int row, int column, int place) {
    rows[count] = row;
    columns[count] = column;
    listedPlaces[count++] = place;
  }

  /** Returns the factorisation of what was listed; {@code maker} makes it for a pattern. */
  Factors finish(Function<SparsePattern, LinearSolver> maker) {
    int[] starts = new int[size + 1];
    for (int e = 0; e < count; e++) {
      starts[columns[e] + 1]++;
    }
    for (int column = 0; column < size; column++) {
      starts[column + 1] += starts[column];
    }
    int[] ends = starts.clone();
    int[] ordered = new int[count];
    int[] places = new int[count];
    for (int e = 0; e < count; e++) {
      int from = starts[columns[e]];
      int at = ends[columns[e]]++;
      // A column has few entries: they are put in order one by one.
      for (; at > from && ordered[at - 1] > rows[e]; at--) {
        ordered[at] = ordered[at - 1];
        places[at] = places[at - 1];
      }
      ordered[at] = rows[e];
      places[at] = listedPlaces[e];
    }
    return new Factors(places, maker.apply(new SparsePattern(size, starts, ordered)));
  }

  /** A factorisation that takes its values from their places in another array. */
  static final class Factors {
    private final int[] places;
    private final double[] values;
    private final LinearSolver solver;

    private Factors(int[] places, LinearSolver solver) {
      this.places = places;
      this.solver = solver;
      values = new double[places.length + 1];
    }

    /** Factorises; returns false when the matrix is singular. */
    boolean refactor(double[] from) {
      for (int k = 0; k < places.length; k++) {
        values[k] = from[places[k]];
      }
      return solver.refactor(values);
    }

    LinearSolver solver() {
      return solver;
    }
  }
}
