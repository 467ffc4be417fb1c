package org.ionspice.experiment;

import java.util.List;
import org.ionspice.reduction.ExponentialFit;
import org.ionspice.result.Column;

/** Cells of fitted numbers: each is followed by the half width of its 95 % confidence interval. */
final class Fitted {
  private Fitted() {}

  /** Adds a number and its bound. */
  static void add(
      List<Column> columns, List<Object> row, String name, String unit, double value, double bound) {
    columns.add(new Column(name, unit));
    columns.add(new Column(name + "_bound", unit));
    row.add(value);
    row.add(bound);
  }

  /** Adds amplitude and time constant of each term: {@code c1}, {@code tau1}, ... */
  static void terms(
      List<Column> columns, List<Object> row, ExponentialFit fit, String unit, String scale) {
    for (int k = 0; k < fit.terms().size(); k++) {
      ExponentialFit.Term term = fit.terms().get(k);
      add(columns, row, "c" + (k + 1), unit, term.amplitude(), term.amplitudeBound());
      add(columns, row, "tau" + (k + 1), scale, term.tau(), term.tauBound());
    }
  }
}
