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
   * Entries of a local matrix.
   *
   * @param rows rows that receive values, without ground
   * @param entryRows row of each entry
   * @param entryColumns column of each entry
   * @param places place of each (row, column), -1 for none
   */
  record Entries(int[] rows, int[] entryRows, int[] entryColumns, int[] places) {
    int count() {
      return entryRows.length;
    }

    /** Returns whether these are the same rows and entries. */
    boolean same(Entries other) {
      return Arrays.equals(rows, other.rows) && Arrays.equals(places, other.places);
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
    boolean[] rowsF = new boolean[n];
    boolean[] rowsQ = new boolean[n];
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
      mark(fNow, n, inF, rowsF);
      mark(qNow, n, inQ, rowsQ);
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
    for (Declared.Response response : law.responses) {
      for (int row : new int[] {response.row().plus(), response.row().minus()}) {
        inF[row * n + response.by().plus()] = true;
        inF[row * n + response.by().minus()] = true;
      }
    }
    boolean constant = law.key.model().linear() && !point.asked;
    return new Shape(
        entries(n, inF, rowsF), entries(n, inQ, rowsQ), chargeColumns, constant, varies, fTerms,
        qTerms);
  }

  private static double nominal(Declared law, int local) {
    int extra = local - 1 - law.key.pins();
    if (extra < 0 || law.extras.get(extra).quantity() == null) {
      return 1;
    }
    return law.extras.get(extra).quantity().nominal();
  }

  private static void mark(Terms terms, int n, boolean[] stamped, boolean[] rows) {
    for (int row = 0; row < n && row < terms.rows.length; row++) {
      rows[row] |= terms.rows[row];
    }
    for (int k = 0; k < terms.count; k++) {
      stamped[terms.rowPlus[k] * n + terms.plus[k]] = true;
      stamped[terms.rowPlus[k] * n + terms.minus[k]] = true;
      stamped[terms.rowMinus[k] * n + terms.plus[k]] = true;
      stamped[terms.rowMinus[k] * n + terms.minus[k]] = true;
    }
  }

  /** Lists the marked rows and entries but those of ground. */
  private static Entries entries(int n, boolean[] stamped, boolean[] marked) {
    int[] rows = new int[n];
    int rowCount = 0;
    int[] entryRows = new int[n * n];
    int[] entryColumns = new int[n * n];
    int[] places = new int[n * n];
    int count = 0;
    for (int row = 1; row < n; row++) {
      if (marked[row]) {
        rows[rowCount++] = row;
      }
      for (int column = 1; column < n; column++) {
        if (stamped[row * n + column]) {
          entryRows[count] = row;
          entryColumns[count] = column;
          places[row * n + column] = count++;
        } else {
          places[row * n + column] = -1;
        }
      }
    }
    return new Entries(
        Arrays.copyOf(rows, rowCount),
        Arrays.copyOf(entryRows, count),
        Arrays.copyOf(entryColumns, count),
        places);
  }
}
