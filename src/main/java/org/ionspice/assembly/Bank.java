package org.ionspice.assembly;

import java.util.Arrays;
import org.ionspice.device.Equations;
import org.jspecify.annotations.Nullable;

/**
 * Devices that stamp the same local entries, side by side: their unknowns and their places in the
 * circuit's vectors and matrices stand in flat arrays, and one loop evaluates them all.
 *
 * <p>Mutable workspace, for one thread; {@link #evaluate} allocates nothing.
 */
final class Bank {
  /** Terms of sums, about a nanosecond each, after which compiling them is worth its 60 ms. */
  private static final long WORTH_COMPILING = 60_000_000;

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

  private final double[][] vectors = new double[3][];
  private final double[][] matrices = new double[2][];
  private long termsMade;
  private @Nullable StampAdder adder;

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
  void settle(Assembly system, ChargeMatrix charges) {
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
      qSlots[e] = charges.place(qSlots[e]);
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
    inF.list(f);
    inQ.list(q);
    compileWhenHot();
    vectors[0] = fVector;
    vectors[1] = magnitude;
    vectors[2] = qVector;
    matrices[0] = g;
    matrices[1] = c;
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
      inF.begin();
      inQ.begin();
      equations[k].evaluate(point, inF, inQ);
      if (!inF.isWhole(f) || !inQ.isWhole(q)) {
        throw otherStamps(system, k);
      }
      assert inF.isInOrder(f) && inQ.isInOrder(q) : otherStamps(system, k);
      if (multiplicity[k] != 1) {
        multiply(f, inF, multiplicity[k]);
        multiply(q, inQ, multiplicity[k]);
      }
      if (adder != null) {
        int fAt = k * f.count();
        int qAt = k * q.count();
        adder.add(inF, inQ, vectors, matrices, unknowns, base, fSlots, fAt, qSlots, qAt);
      } else {
        addRows(f, base, inF, fVector, magnitude);
        addEntries(f, k, fSlots, inF, g);
        addRows(q, base, inQ, qVector);
        addEntries(q, k, qSlots, inQ, c);
      }
    }
  }

  /** Compiles the sums once those that were made have taken as long as that does. */
  private void compileWhenHot() {
    if (termsMade < WORTH_COMPILING) {
      termsMade += (long) count * (f.terms() + q.terms());
      if (termsMade >= WORTH_COMPILING) {
        adder = AdderWriter.compile(f, q);
      }
    }
  }

  private IllegalStateException otherStamps(Assembly system, int k) {
    return new IllegalStateException(
        system.instance(parts[k]).name() + " stamps other rows or entries than at first");
  }

  /** Multiplies currents by the copies of a device side by side. */
  private static void multiply(Shape.Entries of, LocalStamp stamp, double copies) {
    boolean[] currents = of.currentValues();
    for (int v = 0; v < currents.length; v++) {
      if (currents[v]) {
        stamp.values[v] *= copies;
        stamp.sizes[v] *= copies;
      }
    }
    currents = of.currentPartials();
    for (int p = 0; p < currents.length; p++) {
      if (currents[p]) {
        stamp.partials[p] *= copies;
      }
    }
  }

  private void addRows(
      Shape.Entries of, int base, LocalStamp from, double[] vector, double[] magnitude) {
    double[] values = from.values;
    double[] sizes = from.sizes;
    int[] rows = of.rows();
    int[] starts = of.rowSums().starts();
    int[] stamps = of.rowSums().stamps();
    double[] signs = of.rowSums().signs();
    int t = 0;
    for (int r = 0; r < rows.length; r++) {
      double sum = 0;
      double size = 0;
      for (int end = starts[r + 1]; t < end; t++) {
        int v = stamps[t];
        sum += signs[t] * values[v];
        size += sizes[v];
      }
      int unknown = unknowns[base + rows[r]];
      vector[unknown] += sum;
      magnitude[unknown] += size;
    }
  }

  private void addRows(Shape.Entries of, int base, LocalStamp from, double[] vector) {
    double[] values = from.values;
    int[] rows = of.rows();
    int[] starts = of.rowSums().starts();
    int[] stamps = of.rowSums().stamps();
    double[] signs = of.rowSums().signs();
    int t = 0;
    for (int r = 0; r < rows.length; r++) {
      double sum = 0;
      for (int end = starts[r + 1]; t < end; t++) {
        sum += signs[t] * values[stamps[t]];
      }
      vector[unknowns[base + rows[r]]] += sum;
    }
  }

  private static void addEntries(
      Shape.Entries of, int k, int[] slots, LocalStamp from, double[] matrix) {
    double[] partials = from.partials;
    int[] starts = of.entrySums().starts();
    int[] stamps = of.entrySums().stamps();
    double[] signs = of.entrySums().signs();
    int count = starts.length - 1;
    int first = k * count;
    int t = 0;
    for (int e = 0; e < count; e++) {
      double sum = 0;
      for (int end = starts[e + 1]; t < end; t++) {
        sum += signs[t] * partials[stamps[t]];
      }
      matrix[slots[first + e]] += sum;
    }
  }
}
