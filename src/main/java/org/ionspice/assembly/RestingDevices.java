package org.ionspice.assembly;

import java.util.Arrays;

/**
 * The sum of what condensed devices stamp that rest: their tangents, added up once for as many
 * iterations as no voltage of theirs moves.
 *
 * <p>With x the unknowns, r a point of reference and each device's tangent known where it was last
 * evaluated, the sum is f + G (x - r) + alpha (q + C (x - r)) + what beta carries through rates, at any
 * alpha. Whether all are still near is seen from the unknowns alone: each has an anchor, about which
 * it may move by what is left to the devices at it.
 *
 * <p>Vectors are over all unknowns of the circuit, the last place is ground. Mutable workspace, for one
 * thread.
 */
final class RestingDevices {
  /** Additions, for each device, after which the sums are made anew, since each leaves a rounding. */
  private static final int FRESH = 8;

  /** Places of the entries among those that remain, and their rows and columns by unknown. */
  private final int[] slots;

  private final int[] rows;
  private final int[] columns;

  /** G; C with what rates make of it; C without. One more place than entries, for ground. */
  final double[] conductances;

  final double[] charges;
  final double[] ownCharges;

  /** What flows at the point of reference: f, its sizes, what alpha multiplies, charges. */
  final double[] f;

  final double[] sizes;
  final double[] byAlpha;
  final double[] q;

  /** What beta carries through rates in the stage under way. */
  final double[] byBeta;

  /** The point of reference. */
  final double[] reference;

  /** About which each unknown may move, and how far. */
  final double[] anchor;

  final double[] width;

  /** Unknowns of the devices, but for rates. */
  private final int[] unknowns;

  private final int devices;
  private int resting;
  private long additions;

  /**
   * Prepares sums that are zero.
   *
   * @param slots places of the entries that devices stamp, ascending
   * @param rows their rows, by unknown, as are {@code columns}
   * @param unknowns those of the devices without their rates
   * @param size unknowns of the circuit
   * @param devices how many there are
   */
  RestingDevices(int[] slots, int[] rows, int[] columns, int[] unknowns, int size, int devices) {
    this.slots = slots;
    this.rows = rows;
    this.columns = columns;
    this.unknowns = unknowns;
    this.devices = devices;
    conductances = new double[slots.length + 1];
    charges = new double[slots.length + 1];
    ownCharges = new double[slots.length + 1];
    f = new double[size + 1];
    sizes = new double[size + 1];
    byAlpha = new double[size + 1];
    q = new double[size + 1];
    byBeta = new double[size + 1];
    reference = new double[size + 1];
    anchor = new double[size + 1];
    width = new double[size + 1];
    clear(reference);
  }

  /** Returns where an entry stands in the matrices, by its place among those that remain. */
  int place(int slot) {
    int at = Arrays.binarySearch(slots, slot);
    return at < 0 ? slots.length : at;
  }

  /** Makes all sums zero; {@code at} is the new point of reference. */
  void clear(double[] at) {
    Arrays.fill(conductances, 0);
    Arrays.fill(charges, 0);
    Arrays.fill(ownCharges, 0);
    Arrays.fill(f, 0);
    Arrays.fill(sizes, 0);
    Arrays.fill(byAlpha, 0);
    Arrays.fill(q, 0);
    Arrays.fill(byBeta, 0);
    System.arraycopy(at, 0, reference, 0, reference.length);
    System.arraycopy(at, 0, anchor, 0, anchor.length);
    Arrays.fill(width, Double.POSITIVE_INFINITY);
    reference[reference.length - 1] = 0;
    anchor[anchor.length - 1] = 0;
    resting = 0;
    additions = 0;
  }

  /** Takes that the tangents of a device were added with {@code sign}, 1 or -1. */
  void changed(int sign) {
    resting += sign;
    additions++;
  }

  /** Returns how many devices rest. */
  int count() {
    return resting;
  }

  /** Returns whether any device rests. */
  boolean any() {
    return resting > 0;
  }

  /** Returns whether so many additions have left their roundings that the sums should be made anew. */
  boolean isWorn() {
    return additions > (long) FRESH * devices;
  }

  /**
   * Lets an unknown move about its anchor by no more than {@code most}; returns whether it is that near
   * at {@code x}. An unknown that nothing bound has its anchor there.
   */
  boolean narrow(int unknown, double[] x, double most) {
    if (width[unknown] == Double.POSITIVE_INFINITY) {
      anchor[unknown] = x[unknown];
    }
    width[unknown] = Math.min(width[unknown], most);
    return Math.abs(x[unknown] - anchor[unknown]) <= most;
  }

  /** Returns the first unknown, from number {@code from} on, that has left its place; -1 if none has. */
  int moved(int from, double[] x) {
    for (int k = from; k < unknowns.length; k++) {
      int i = unknowns[k];
      if (!(Math.abs(x[i] - anchor[i]) <= width[i])) {
        return k;
      }
    }
    return -1;
  }

  /** Returns the unknown of a number. */
  int unknown(int number) {
    return unknowns[number];
  }

  /**
   * Sets the entries of {@code jacobian} and adds to {@code residual} and {@code magnitude} what the
   * devices stamp at {@code x}.
   */
  void addTo(
      double[] x, double alpha, double[] jacobian, double[] residual, double[] magnitude) {
    double[] r = reference;
    for (int k = 0; k < slots.length; k++) {
      double partial = conductances[k] + alpha * charges[k];
      jacobian[slots[k]] = partial;
      residual[rows[k]] += partial * (x[columns[k]] - r[columns[k]]);
    }
    for (int i : unknowns) {
      residual[i] += f[i] + alpha * byAlpha[i] + byBeta[i];
      magnitude[i] += sizes[i];
    }
  }

  /** Adds the charges at {@code x}. */
  void addCharges(double[] x, double[] to) {
    double[] r = reference;
    for (int k = 0; k < slots.length; k++) {
      to[rows[k]] += ownCharges[k] * (x[columns[k]] - r[columns[k]]);
    }
    for (int i : unknowns) {
      to[i] += q[i];
    }
  }

  /** Adds C times {@code dx}. */
  void addTimes(double[] dx, double[] to) {
    for (int k = 0; k < slots.length; k++) {
      to[rows[k]] += ownCharges[k] * dx[columns[k]];
    }
  }
}
