package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.reduction.ExponentialFit;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/**
 * Paired pulses: the response to the second of two pulses over that to the first, against the
 * interval between them, and exponentials through the ratios (R. S. Zucker and W. G. Regehr, Annu.
 * Rev. Physiol. 64 (2002) 355, doi:10.1146/annurev.physiol.64.092501.114547).
 *
 * @param intervals s, from the end of the first top to the start of the second pulse
 * @param second level of the second pulse
 * @param terms number of exponentials, 0 for no fit
 * @param offset what the ratio tends to; NaN to find it
 */
public record PairedPulse(double[] intervals, double second, int terms, double offset)
    implements Procedure {
  public PairedPulse {
    intervals = intervals.clone();
  }

  @Override
  public double[] intervals() {
    return intervals.clone();
  }

  @Override
  public int tries() {
    return intervals.length;
  }

  @Override
  public List<Column> columns(String unit) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("interval", "s"));
    columns.add(new Column("first", unit));
    columns.add(new Column("second", unit));
    columns.add(new Column("ratio", "1"));
    if (terms > 0) {
      columns.add(new Column("fit", "1"));
    }
    return columns;
  }

  @Override
  public Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink)
      throws IOException {
    int n = intervals.length;
    double[][] rows = new double[n][terms > 0 ? 5 : 4];
    double[] ratios = new double[n];
    boolean after = trial.reading().when() == Reading.When.AFTER;
    double width = trial.pulses().width();
    for (int k = 0; k < n; k++) {
      Course course = trial.course();
      int one = course.pulse(trial.pulses().amplitude(), width);
      one = after ? course.after() : one;
      course.pause(intervals[k]);
      int two = course.pulse(second, width);
      two = after ? course.after() : two;
      Optional<Samples> samples = trial.run(course);
      if (samples.isEmpty()) {
        return Optional.empty();
      }
      double first = course.value(samples.get(), one);
      double other = course.value(samples.get(), two);
      ratios[k] = other / first;
      rows[k][0] = intervals[k];
      rows[k][1] = first;
      rows[k][2] = other;
      rows[k][3] = ratios[k];
    }
    Optional<ExponentialFit> fit =
        terms > 0 ? ExponentialFit.of(intervals, ratios, terms, offset) : Optional.empty();
    for (double[] row : rows) {
      if (terms > 0) {
        row[4] = fit.isPresent() ? fit.get().at(row[0]) : Double.NaN;
      }
      sink.row(row);
    }
    return Optional.of(fit.map(f -> List.of(summary(f))).orElse(List.of()));
  }

  private static Summary summary(ExponentialFit fit) {
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    Fitted.add(columns, row, "offset", "1", fit.offset(), fit.offsetBound());
    Fitted.terms(columns, row, fit, "1", "s");
    columns.add(new Column("residual", "1"));
    row.add(fit.residual());
    return new Summary("ppf", "Paired pulses, exponentials in the interval", columns, List.of(row));
  }
}
