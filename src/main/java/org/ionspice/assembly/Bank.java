package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Equations;

/**
 * Devices that stamp the same local entries, side by side: their unknowns and their places in the
 * circuit's vectors and matrices stand in flat arrays, and one loop evaluates them all.
 *
 * <p>Mutable workspace, for one thread; {@link #evaluate} allocates nothing.
 */
final class Bank {
  private final Shape.Entries f;
  private final Shape.Entries q;

  /** Local indices, ground included. */
  private final int locals;

  private int count;
  private int[] parts = new int[4];
  private Equations[] equations = new Equations[4];
  private double[] multiplicity = new double[4];

  /** Unknowns of the locals but ground, device by device. */
  private int[] unknowns = {};

  private int[] fSlots = {};
  private int[] qSlots = {};

  /** Whether devices ask for what is not in x: limits, cells, pasts. */
  private final boolean remembers;

  Bank(Declared first) {
    f = first.shape().f();
    q = first.shape().q();
    locals = first.locals();
    remembers = first.isRemembering();
  }

  /** Returns whether a device fits into this bank. */
  boolean takes(Declared law) {
    return law.locals() == locals
        && law.isRemembering() == remembers
        && law.shape().f().same(f)
        && law.shape().q().same(q);
  }

  /** Adds instance {@code part}. */
  void add(int part, Declared law, double copies) {
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, 2 * count);
      equations = Arrays.copyOf(equations, 2 * count);
      multiplicity = Arrays.copyOf(multiplicity, 2 * count);
    }
    parts[count] = part;
    equations[count] = law.equations;
    multiplicity[count++] = copies;
  }

  /** Finds the places of all entries, once all devices are there. */
  void settle(Assembly system, Evaluation evaluation) {
    parts = Arrays.copyOf(parts, count);
    equations = Arrays.copyOf(equations, count);
    multiplicity = Arrays.copyOf(multiplicity, count);
    unknowns = new int[count * (locals - 1)];
    fSlots = new int[count * f.count()];
    qSlots = new int[count * q.count()];
    for (int k = 0; k < count; k++) {
      for (int i = 1; i < locals; i++) {
        unknowns[k * (locals - 1) + i - 1] = system.unknownOf(parts[k], i);
      }
      slots(system, f, k, fSlots);
      slots(system, q, k, qSlots);
    }
    for (int e = 0; e < qSlots.length; e++) {
      qSlots[e] = evaluation.chargeSlot(qSlots[e]);
    }
  }

  private void slots(Assembly system, Shape.Entries of, int k, int[] slots) {
    int base = k * (locals - 1) - 1;
    for (int e = 0; e < of.count(); e++) {
      slots[k * of.count() + e] =
          system.slot(unknowns[base + of.entryRows()[e]], unknowns[base + of.entryColumns()[e]]);
    }
  }

  /** Gives instance {@code part} other equations; returns whether it is in this bank. */
  boolean replace(int part, Declared law) {
    int k = Arrays.binarySearch(parts, part);
    if (k >= 0) {
      equations[k] = law.equations;
    }
    return k >= 0;
  }

  /**
   * Adds what all devices stamp at {@code x} to f, q, G and the entries of C, and the sizes of what goes into f to
   * {@code magnitude}.
   */
  void evaluate(
      Assembly system,
      double[] x,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ,
      double[] fVector,
      double[] qVector,
      double[] g,
      double[] c,
      double[] magnitude) {
    point.room(locals);
    inF.sum(f, locals);
    inQ.sum(q, locals);
    double[] here = point.x;
    int own = locals - 1;
    for (int k = 0; k < count; k++) {
      int base = k * own - 1;
      for (int i = 1; i <= own; i++) {
        here[i] = x[unknowns[base + i]];
      }
      if (remembers) {
        point.enter(system, parts[k]);
      }
      inF.multiplicity = multiplicity[k];
      inQ.multiplicity = multiplicity[k];
      equations[k].evaluate(point, inF, inQ);
      scatter(f, base, k, fSlots, inF, fVector, g);
      sizes(base, inF.sizes, magnitude);
      scatter(q, base, k, qSlots, inQ, qVector, c);
    }
  }

  private void scatter(
      Shape.Entries of,
      int base,
      int k,
      int[] slots,
      LocalStamp from,
      double[] vector,
      double[] matrix) {
    double[] rows = from.rows;
    for (int row : of.rows()) {
      vector[unknowns[base + row]] += rows[row];
      rows[row] = 0;
    }
    double[] entries = from.entries;
    int entryCount = of.count();
    int first = k * entryCount;
    for (int e = 0; e < entryCount; e++) {
      matrix[slots[first + e]] += entries[e];
      entries[e] = 0;
    }
  }

  private void sizes(int base, double[] sizes, double[] magnitude) {
    for (int row : f.rows()) {
      magnitude[unknowns[base + row]] += sizes[row];
      sizes[row] = 0;
    }
  }
}
