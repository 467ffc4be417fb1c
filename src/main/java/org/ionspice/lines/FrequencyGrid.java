package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.AcSweep;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Value;

/**
 * Reads {@code dec|oct|lin n fstart fstop} as frequencies.
 *
 * @param form the form of the whole line, for hints
 */
record FrequencyGrid(Diagnostics diagnostics, String form) {
  private static final int MOST_POINTS = 10_000_000;

  private Optional<double[]> wrong(Span at, String message) {
    diagnostics.add(Code.E230, at, message, form);
    return Optional.empty();
  }

  /**
   * Returns the frequencies, Hz, or nothing when one of the four values is wrong.
   *
   * @param positive whether a linear sweep must not begin at zero
   */
  Optional<double[]> read(List<Value> v, boolean positive) {
    return read(v, positive, AcSweep::grid);
  }

  /** Returns the frequencies of {@code .ac}, whose decades end at the last frequency. */
  Optional<double[]> readToEnd(List<Value> v) {
    return read(v, false, AcSweep::gridToEnd);
  }

  /** Makes a list of frequencies from a line's checked numbers. */
  private interface Rule {
    double[] grid(String kind, int n, double from, double to);
  }

  private Optional<double[]> read(List<Value> v, boolean positive, Rule rule) {
    String kind = v.get(0).key();
    if (!List.of("dec", "oct", "lin").contains(kind)) {
      return wrong(v.get(0).span(), "'" + v.get(0).text() + "' is not dec, oct or lin");
    }
    for (Value value : v.subList(1, 4)) {
      if (!value.isNumber()) {
        return wrong(value.span(), "'" + value.text() + "' is not a number");
      }
    }
    double n = v.get(1).number();
    double from = v.get(2).number();
    double to = v.get(3).number();
    if (n < 1 || n != Math.rint(n) || n > MOST_POINTS) {
      return wrong(v.get(1).span(), "the number of points must be a whole number from 1");
    }
    if (from < 0 || from == 0 && (positive || !kind.equals("lin"))) {
      return wrong(v.get(2).span(), "the first frequency must be greater than zero");
    }
    if (to < from) {
      return wrong(v.get(3).span(), "the last frequency must not be below the first");
    }
    return Optional.of(rule.grid(kind, (int) n, from, to));
  }
}
