package org.ionspice.assembly;

import java.util.Arrays;

/**
 * What the devices of a bank stamped when they were last evaluated. Where all that a device sees has
 * hardly moved since, its tangents stand for its equations, and it need not be evaluated again ({@link
 * NearPoints}).
 *
 * <p>Mutable workspace, for one thread.
 */
final class KeptStamps {
  private final Shape.Entries f;
  private final Shape.Entries q;
  private final int own;
  private final NearPoints near;

  /** Each device's sums: rows of f, their sizes and rows of q by local index; entries of G and C. */
  private final double[] rows;

  private final double[] entries;

  /** The sums of one device, as {@link StampAdder} makes them, and the places that it is given. */
  private final double[][] vectors;

  private final double[][] matrices;
  private final int[] identity;

  KeptStamps(Declared law, Shape.Entries f, Shape.Entries q, int count) {
    this.f = f;
    this.q = q;
    own = law.locals() - 1;
    near = new NearPoints(law, count);
    rows = new double[3 * count * own];
    entries = new double[count * (f.count() + q.count())];
    vectors = new double[3][own + 1];
    matrices = new double[][] {new double[f.count()], new double[q.count()]};
    identity = new int[Math.max(own + 1, Math.max(f.count(), q.count()))];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = i;
    }
  }

  /** Returns whether tangents may stand for devices that declare this. */
  static boolean suits(Declared law) {
    return law.cells.isEmpty()
        && law.delays.isEmpty()
        && !law.limits.isEmpty()
        && law.limits.stream().allMatch(l -> l.by().bend(0) > 0);
  }

  /** Forgets what device {@code k} stamped. */
  void forget(int k) {
    near.forget(k);
  }

  /** Forgets everything. */
  void forget() {
    near.forget();
  }

  /**
   * Returns whether device {@code k} at {@code here} is near where it was evaluated, and notes how
   * far from it.
   *
   * @param reach part of a bend that voltages may move
   */
  boolean isNear(int k, double[] here, double reach) {
    return near.isNear(k, here, reach);
  }

  /**
   * Takes what device {@code k} stamped at {@code point}, summed as its bank does.
   *
   */
  void take(int k, Declared law, LocalPoint point, LocalStamp inF, LocalStamp inQ, Bank by) {
    int from = k * own;
    near.take(k, law, point);
    for (double[] sums : vectors) {
      Arrays.fill(sums, 0);
    }
    Arrays.fill(matrices[0], 0);
    Arrays.fill(matrices[1], 0);
    by.add(inF, inQ, vectors, matrices, identity, 0, identity, 0, identity, 0);
    for (int v = 0; v < 3; v++) {
      System.arraycopy(vectors[v], 1, rows, 3 * from + v * own, own);
    }
    int first = k * (f.count() + q.count());
    System.arraycopy(matrices[0], 0, entries, first, f.count());
    System.arraycopy(matrices[1], 0, entries, first + f.count(), q.count());
  }

  /** Adds what device {@code k} stamped to the circuit's vectors and matrices. */
  void add(
      int k,
      double[][] toVectors,
      double[][] toMatrices,
      int[] unknowns,
      int[] fSlots,
      int[] qSlots,
      boolean charged) {
    int base = k * own - 1;
    int from = 3 * k * own - 1;
    double[] toF = toVectors[0];
    double[] sizes = toVectors[1];
    for (int row : f.rows()) {
      int unknown = unknowns[base + row];
      toF[unknown] += rows[from + row];
      sizes[unknown] += rows[from + own + row];
    }
    int first = k * (f.count() + q.count());
    double[] g = toMatrices[0];
    int at0 = k * f.count();
    for (int e = 0; e < f.count(); e++) {
      g[fSlots[at0 + e]] += entries[first + e];
    }
    if (!charged) {
      return;
    }
    double[] toQ = toVectors[2];
    for (int row : q.rows()) {
      toQ[unknowns[base + row]] += rows[from + 2 * own + row];
    }
    double[] c = toMatrices[1];
    first += f.count();
    at0 = k * q.count();
    for (int e = 0; e < q.count(); e++) {
      c[qSlots[at0 + e]] += entries[first + e];
    }
  }

  /** Adds the tangents of device {@code k}, as far away as {@link #isNear} found. */
  void addNear(
      int k,
      double[][] toVectors,
      double[][] toMatrices,
      int[] unknowns,
      int[] fSlots,
      int[] qSlots,
      boolean charged) {
    int base = k * own - 1;
    double[] d = near.moved;
    int first = k * (f.count() + q.count());
    double[] g = toMatrices[0];
    double[] sums = vectors[0];
    int from = 3 * k * own - 1;
    for (int row = 1; row <= own; row++) {
      sums[row] = rows[from + row];
    }
    int[] entryRows = f.entryRows();
    int[] entryColumns = f.entryColumns();
    int at0 = k * f.count();
    for (int e = 0; e < entryRows.length; e++) {
      double partial = entries[first + e];
      g[fSlots[at0 + e]] += partial;
      sums[entryRows[e]] += partial * d[entryColumns[e]];
    }
    double[] toF = toVectors[0];
    double[] sizes = toVectors[1];
    for (int row : f.rows()) {
      int unknown = unknowns[base + row];
      toF[unknown] += sums[row];
      sizes[unknown] += rows[from + own + row];
    }
    if (!charged) {
      return;
    }
    for (int row = 1; row <= own; row++) {
      sums[row] = rows[from + 2 * own + row];
    }
    double[] c = toMatrices[1];
    first += f.count();
    at0 = k * q.count();
    entryRows = q.entryRows();
    entryColumns = q.entryColumns();
    for (int e = 0; e < entryRows.length; e++) {
      double partial = entries[first + e];
      c[qSlots[at0 + e]] += partial;
      sums[entryRows[e]] += partial * d[entryColumns[e]];
    }
    double[] toQ = toVectors[2];
    for (int row : q.rows()) {
      toQ[unknowns[base + row]] += sums[row];
    }
  }
}
