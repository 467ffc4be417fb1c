package org.ionspice.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
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

  private final Assembly system;
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

  /** Limited voltages of a device whose tangents are kept, as pairs of locals. */
  private final List<Integer> limits;

  private final double[][] vectors = new double[3][];
  private final double[][] matrices = new double[2][];
  private long termsMade;
  private @Nullable StampAdder adder;

  /** Whether tangents may stand for devices that have hardly moved; and what they last stamped. */
  private final boolean settles;

  private @Nullable KeptStamps kept;

  /** Whether its devices have a current and a state and no more; and what evaluates those. */
  private final boolean stateful;

  private @Nullable StateLoop states;

  /** Where the bank may be cut into portions for several threads; empty for one. */
  private int[] cuts = {};

  private @Nullable Portions portions;

  Bank(Assembly system, Declared first) {
    this.system = system;
    f = first.shape().f();
    q = first.shape().q();
    locals = first.locals();
    remembers = first.isRemembering();
    settles = KeptStamps.suits(first);
    limits = settles ? limited(first) : List.of();
    stateful = StateLoop.suits(first);
  }

  private static List<Integer> limited(Declared law) {
    return law.limits.stream().flatMap(l -> Stream.of(l.plus(), l.minus())).toList();
  }

  /** Returns whether a device fits into this bank. */
  boolean takes(Declared law) {
    return law.locals() == locals
        && law.isRemembering() == remembers
        && KeptStamps.suits(law) == settles
        && StateLoop.suits(law) == stateful
        && (!settles || limited(law).equals(limits))
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
  void settle(ChargeMatrix charges) {
    parts = Arrays.copyOf(parts, count);
    equations = Arrays.copyOf(equations, count);
    multiplicity = Arrays.copyOf(multiplicity, count);
    if (!remembers && !settles) {
      cuts = Portions.cuts(count, system.size(), this::rows);
    }
    if (stateful) {
      states = new StateLoop(system, parts, multiplicity, charges);
      return;
    }
    unknowns = new int[count * (locals - 1)];
    fSlots = new int[count * f.count()];
    qSlots = new int[count * q.count()];
    for (int k = 0; k < count; k++) {
      for (int i = 1; i < locals; i++) {
        unknowns[k * (locals - 1) + i - 1] = system.unknownOf(parts[k], i);
      }
      slots(f, k, fSlots);
      slots(q, k, qSlots);
    }
    for (int e = 0; e < qSlots.length; e++) {
      qSlots[e] = charges.place(qSlots[e]);
    }
  }

  /** Passes the rows that device {@code k} adds to. */
  private void rows(int k, IntConsumer to) {
    for (int row : f.rows()) {
      to.accept(system.unknownOf(parts[k], row));
    }
    for (int row : q.rows()) {
      to.accept(system.unknownOf(parts[k], row));
    }
  }

  private void slots(Shape.Entries of, int k, int[] slots) {
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
      if (states != null) {
        states.replace(k, law);
      }
      portions = null;
      if (kept != null) {
        kept.forget(k);
      }
    }
    return k >= 0;
  }

  /** Forgets what the devices stamped. */
  void forget() {
    if (kept != null) {
      kept.forget();
    }
  }

  /**
   * Adds what all devices stamp at {@code x} to f, q, G and the entries of C, and the sizes of what
   * goes into f to {@code magnitude}.
   *
   * @param reach part of its law's bend by which a voltage may have moved since a device was last
   *     evaluated, for its tangents to do; 0 to evaluate every device
   */
  void evaluate(
      double[] x,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ,
      double[] fVector,
      double[] qVector,
      double[] g,
      double[] c,
      double[] magnitude,
      double reach) {
    if (states == null) {
      compileWhenHot();
    }
    vectors[0] = fVector;
    vectors[1] = magnitude;
    vectors[2] = qVector;
    matrices[0] = g;
    matrices[1] = c;
    if (isCut()) {
      Portions split = portions();
      if (split != null) {
        split.evaluate(x, point, f, q, locals);
        return;
      }
    }
    if (states != null) {
      states.run(0, count, x, point, vectors, matrices);
      return;
    }
    point.room(locals);
    inF.list(f);
    inQ.list(q);
    KeptStamps keep = settles && reach > 0 ? kept() : null;
    if (keep == null) {
      evaluate(0, count, equations, x, point, inF, inQ);
      return;
    }
    double[] here = point.x;
    int own = locals - 1;
    for (int k = 0; k < count; k++) {
      int base = k * own - 1;
      for (int i = 1; i <= own; i++) {
        here[i] = x[unknowns[base + i]];
      }
      if (keep.isNear(k, here, reach)) {
        keep.addNear(k, vectors, matrices, unknowns, fSlots, qSlots, point.charged);
        continue;
      }
      evaluateOne(k, point, inF, inQ);
      keep.take(k, system.part(parts[k]), point, inF, inQ, this);
      keep.add(k, vectors, matrices, unknowns, fSlots, qSlots, point.charged);
    }
  }

  /**
   * Evaluates the devices from {@code from} to before {@code until} and adds what they stamp to the
   * vectors and matrices of the evaluation under way.
   *
   * @param laws the equations of each device of the bank
   */
  void evaluate(
      int from,
      int until,
      Equations[] laws,
      double[] x,
      LocalPoint point,
      LocalStamp inF,
      LocalStamp inQ) {
    if (states != null) {
      states.run(from, until, x, point, vectors, matrices);
      return;
    }
    int own = locals - 1;
    if (adder != null) {
      adder.run(
          inF, inQ, vectors, matrices, unknowns, from * own - 1, fSlots, from * f.count(), qSlots,
          from * q.count(), this, until, laws, point, x, from);
      return;
    }
    double[] here = point.x;
    for (int k = from; k < until; k++) {
      int base = k * own - 1;
      for (int i = 1; i <= own; i++) {
        here[i] = x[unknowns[base + i]];
      }
      if (remembers) {
        enter(k, point);
      }
      inF.begin();
      inQ.begin();
      laws[k].evaluate(point, inF, inQ);
      finish(k, inF, inQ);
      add(inF, inQ, vectors, matrices, unknowns, base, fSlots, k * f.count(), qSlots, k * q.count());
    }
  }

  /** Makes room for the devices of this bank, one of which may be evaluated next. */
  void prepare(LocalPoint point, LocalStamp inF, LocalStamp inQ) {
    compileWhenHot();
    point.room(locals);
    inF.list(f);
    inQ.list(q);
  }

  /** Evaluates device {@code k} at {@code point}, which holds its unknowns. */
  void evaluateOne(int k, LocalPoint point, LocalStamp inF, LocalStamp inQ) {
    if (remembers) {
      enter(k, point);
    }
    point.asked = false;
    inF.begin();
    inQ.begin();
    equations[k].evaluate(point, inF, inQ);
    finish(k, inF, inQ);
  }

  int count() {
    return count;
  }

  /** Returns the instance that device {@code k} is. */
  int part(int k) {
    return parts[k];
  }

  /** Returns the unknowns of the locals but ground, device by device. */
  int[] unknowns() {
    return unknowns;
  }

  Shape.Entries entriesOfF() {
    return f;
  }

  Shape.Entries entriesOfQ() {
    return q;
  }

  /** Returns whether several threads share the bank. */
  boolean isCut() {
    return cuts.length > 0;
  }

  private @Nullable Portions portions() {
    Portions known = portions;
    if (known == null) {
      known = Portions.of(this, system, parts, cuts, states);
      portions = known;
      cuts = known == null ? new int[0] : cuts;
    }
    return known;
  }

  /** Lets the point see what device {@code k} remembers. */
  void enter(int k, LocalPoint point) {
    point.enter(system, parts[k]);
  }

  /** Checks what device {@code k} has stamped, and multiplies it by its copies. */
  void finish(int k, LocalStamp inF, LocalStamp inQ) {
    if (inQ.isUnread()) {
      inQ.complete(q);
    }
    if (!inF.isWhole(f) || !inQ.isWhole(q)) {
      throw otherStamps(k);
    }
    assert inF.isInOrder(f) && (inQ.isUnread() || inQ.isInOrder(q)) : otherStamps(k);
    if (multiplicity[k] != 1) {
      multiply(f, inF, multiplicity[k]);
      multiply(q, inQ, multiplicity[k]);
    }
  }

  private KeptStamps kept() {
    KeptStamps known = kept;
    if (known == null) {
      known = new KeptStamps(system.part(parts[0]), f, q, count);
      kept = known;
    }
    return known;
  }

  /** Adds the stamps of one device to vectors and matrices, as {@link StampAdder#add} does. */
  void add(
      LocalStamp inF,
      LocalStamp inQ,
      double[][] toVectors,
      double[][] toMatrices,
      int[] places,
      int base,
      int[] toFSlots,
      int fAt,
      int[] toQSlots,
      int qAt) {
    if (adder != null) {
      adder.add(inF, inQ, toVectors, toMatrices, places, base, toFSlots, fAt, toQSlots, qAt);
      return;
    }
    addRows(f, places, base, inF, toVectors[0], toVectors[1]);
    addEntries(f, toFSlots, fAt, inF, toMatrices[0]);
    addRows(q, places, base, inQ, toVectors[2]);
    addEntries(q, toQSlots, qAt, inQ, toMatrices[1]);
  }

  /** Compiles the sums once those that were made have taken as long as that does. */
  private void compileWhenHot() {
    if (termsMade < WORTH_COMPILING) {
      termsMade += (long) count * (f.terms() + q.terms());
      if (termsMade >= WORTH_COMPILING) {
        adder = AdderWriter.compile(f, q, locals - 1, remembers);
      }
    }
  }

  private IllegalStateException otherStamps(int k) {
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

  private static void addRows(
      Shape.Entries of,
      int[] places,
      int base,
      LocalStamp from,
      double[] vector,
      double[] magnitude) {
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
      int unknown = places[base + rows[r]];
      vector[unknown] += sum;
      magnitude[unknown] += size;
    }
  }

  private static void addRows(
      Shape.Entries of, int[] places, int base, LocalStamp from, double[] vector) {
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
      vector[places[base + rows[r]]] += sum;
    }
  }

  private static void addEntries(
      Shape.Entries of, int[] slots, int first, LocalStamp from, double[] matrix) {
    double[] partials = from.partials;
    int[] starts = of.entrySums().starts();
    int[] stamps = of.entrySums().stamps();
    double[] signs = of.entrySums().signs();
    int count = starts.length - 1;
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
