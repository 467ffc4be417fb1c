package org.ionspice.assembly;

import java.util.Arrays;
import java.util.Random;

/**
 * Which rows and entries a device stamps, in local indices, and what was seen while finding out.
 *
 * @param f rows and entries in f and G
 * @param q rows and entries in q and C
 * @param chargeColumns a local index: whether a charge depends on it
 * @param constant whether all it stamps are terms linear in its unknowns and in nothing else
 * @param varies whether its partials change from point to point
 * @param fTerms the terms in f at x = 0
 * @param qTerms the terms in q at x = 0
 */
record Shape(
    Entries f,
    Entries q,
    boolean[] chargeColumns,
    boolean constant,
    boolean varies,
    Terms fTerms,
    Terms qTerms) {
  private static final int PASSES = 3;

  /**
   * Rows and entries of a local matrix, and how the stamps of a device add up to them.
   *
   * @param rows rows that receive values, without ground
   * @param entryRows row of each entry
   * @param entryColumns column of each entry
   * @param rowSums what goes into each row, by values
   * @param entrySums what goes into each entry, by partials
   * @param currentValues for each value whether it is a current, which copies of a device multiply
   * @param currentPartials the same for each partial
   * @param order of each partial the value it belongs to and what it is by, {@link #code}
   */
  record Entries(
      int[] rows,
      int[] entryRows,
      int[] entryColumns,
      StampSums rowSums,
      StampSums entrySums,
      boolean[] currentValues,
      boolean[] currentPartials,
      int[] order) {
    /** Returns a number that tells partials apart. */
    static int code(int value, int plus, int minus) {
      return (value * 31 + plus) * 31 + minus;
    }

    int count() {
      return entryRows.length;
    }

    /** Returns how many terms all sums have. */
    int terms() {
      return rowSums.stamps().length + entrySums.stamps().length;
    }

    /** Returns whether these are the same rows and entries, stamped in the same order. */
    boolean same(Entries other) {
      return Arrays.equals(rows, other.rows)
          && Arrays.equals(entryRows, other.entryRows)
          && Arrays.equals(entryColumns, other.entryColumns)
          && rowSums.same(other.rowSums)
          && entrySums.same(other.entrySums)
          && Arrays.equals(currentValues, other.currentValues)
          && Arrays.equals(currentPartials, other.currentPartials)
          && Arrays.equals(order, other.order);
    }
  }

  /** Evaluates a device at three points and notes what it stamps. */
  static Shape of(Declared law) {
    int n = law.locals();
    LocalPoint point = new LocalPoint();
    point.room(n);
    point.law = law;
    LocalStamp f = new LocalStamp(point);
    LocalStamp q = new LocalStamp(point);
    boolean[] inF = new boolean[n * n];
    boolean[] inQ = new boolean[n * n];
    boolean[] chargeColumns = new boolean[n];
    Terms fTerms = new Terms();
    Terms qTerms = new Terms();
    Terms fNow = fTerms;
    Terms qNow = qTerms;
    boolean varies = false;
    Random random = new Random(1);
    for (int pass = 0; pass < PASSES; pass++) {
      f.collect(n, fNow);
      q.collect(n, qNow);
      law.equations.evaluate(point, f, q);
      fNow.requireOrderOf(fTerms, law.key.type());
      qNow.requireOrderOf(qTerms, law.key.type());
      for (int k = 0; k < qNow.count; k++) {
        // A formula stamps zeros for what its charge does not read; those carry no charge.
        chargeColumns[qNow.plus[k]] |= qNow.factor[k] != 0;
        chargeColumns[qNow.minus[k]] |= qNow.factor[k] != 0;
      }
      varies |= pass > 0 && !(fNow.sameFactors(fTerms) && qNow.sameFactors(qTerms));
      fNow = new Terms();
      qNow = new Terms();
      for (int i = 1; i < n; i++) {
        point.x[i] = (random.nextDouble() - 0.3) * nominal(law, i);
      }
    }
    mark(fTerms, n, inF);
    mark(qTerms, n, inQ);
    for (Declared.Response response : law.responses) {
      for (int row : new int[] {response.row().plus(), response.row().minus()}) {
        inF[row * n + response.by().plus()] = true;
        inF[row * n + response.by().minus()] = true;
      }
    }
    boolean constant = law.key.model().linear() && !point.asked;
    return new Shape(
        entries(n, inF, fTerms), entries(n, inQ, qTerms), chargeColumns, constant, varies, fTerms,
        qTerms);
  }

  /** Returns whether another shape differs in no more than the numbers of its terms. */
  boolean same(Shape other) {
    return constant == other.constant
        && varies == other.varies
        && f.same(other.f)
        && q.same(other.q)
        && Arrays.equals(chargeColumns, other.chargeColumns);
  }

  /** Returns a number that shapes which are the {@link #same} have in common. */
  int likeness() {
    return 31 * (31 * Arrays.hashCode(f.order) + Arrays.hashCode(q.order))
        + Arrays.hashCode(chargeColumns);
  }

  /** Returns this shape in the arrays of one that is the {@link #same}. */
  Shape sharing(Shape other) {
    if (!constant) {
      return other; // the numbers of its terms are those of one point
    }
    return new Shape(
        other.f,
        other.q,
        other.chargeColumns,
        true,
        varies,
        fTerms.sharing(other.fTerms),
        qTerms.sharing(other.qTerms));
  }

  private static double nominal(Declared law, int local) {
    int extra = local - 1 - law.key.pins();
    if (extra < 0 || law.extras.get(extra).quantity() == null) {
      return 1;
    }
    return law.extras.get(extra).quantity().nominal();
  }

  private static void mark(Terms terms, int n, boolean[] stamped) {
    for (int k = 0; k < terms.count; k++) {
      stamped[terms.rowPlus[k] * n + terms.plus[k]] = true;
      stamped[terms.rowPlus[k] * n + terms.minus[k]] = true;
      stamped[terms.rowMinus[k] * n + terms.plus[k]] = true;
      stamped[terms.rowMinus[k] * n + terms.minus[k]] = true;
    }
  }

  /** Lists the marked entries and the rows of the values, without ground, and what goes there. */
  private static Entries entries(int n, boolean[] stamped, Terms terms) {
    int[] entryRows = new int[n * n];
    int[] entryColumns = new int[n * n];
    int[] places = new int[n * n];
    Arrays.fill(places, -1);
    int count = 0;
    for (int row = 1; row < n; row++) {
      for (int column = 1; column < n; column++) {
        if (stamped[row * n + column]) {
          entryRows[count] = row;
          entryColumns[count] = column;
          places[row * n + column] = count++;
        }
      }
    }
    StampSums.Builder entrySums = new StampSums.Builder();
    for (int k = 0; k < terms.count; k++) {
      int plus = terms.rowPlus[k] * n;
      int minus = terms.rowMinus[k] * n;
      term(entrySums, places[plus + terms.plus[k]], k, 1);
      term(entrySums, places[plus + terms.minus[k]], k, -1);
      term(entrySums, places[minus + terms.plus[k]], k, -1);
      term(entrySums, places[minus + terms.minus[k]], k, 1);
    }
    int[] rowPlaces = new int[n];
    for (int k = 0; k < terms.values; k++) {
      rowPlaces[terms.valuePlus[k]] = 1;
      rowPlaces[terms.valueMinus[k]] = 1;
    }
    int[] rows = new int[n];
    int rowCount = 0;
    rowPlaces[0] = -1;
    for (int row = 1; row < n; row++) {
      if (rowPlaces[row] == 1) {
        rows[rowCount] = row;
        rowPlaces[row] = rowCount++;
      }
    }
    int[] order = new int[terms.count];
    for (int k = 0; k < terms.count; k++) {
      order[k] = Entries.code(terms.value[k], terms.plus[k], terms.minus[k]);
    }
    StampSums.Builder rowSums = new StampSums.Builder();
    for (int k = 0; k < terms.values; k++) {
      term(rowSums, rowPlaces[terms.valuePlus[k]], k, 1);
      term(rowSums, rowPlaces[terms.valueMinus[k]], k, -1);
    }
    return new Entries(
        Arrays.copyOf(rows, rowCount),
        Arrays.copyOf(entryRows, count),
        Arrays.copyOf(entryColumns, count),
        rowSums.of(rowCount),
        entrySums.of(count),
        Arrays.copyOf(terms.valueCurrent, terms.values),
        Arrays.copyOf(terms.current, terms.count),
        order);
  }

  private static void term(StampSums.Builder sums, int sum, int stamp, double sign) {
    if (sum >= 0) {
      sums.add(sum, stamp, sign);
    }
  }
}
