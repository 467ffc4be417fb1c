package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.reduction.ExponentialFit;
import org.ionspice.reduction.RetentionFit;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/**
 * Retention: a write pulse, and readings at given times after it.
 *
 * @param times s after the end of the pulse's fall, ascending
 * @param stretched whether a stretched exponential is fitted instead of a plain one
 */
public record Retention(double[] times, boolean stretched) implements Procedure {
  public Retention {
    times = times.clone();
  }

  @Override
  public double[] times() {
    return times.clone();
  }

  @Override
  public int tries() {
    return 1;
  }

  @Override
  public List<Column> columns(String unit) {
    return List.of(new Column("time", "s"), new Column("value", unit), new Column("fit", unit));
  }

  @Override
  public Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink)
      throws IOException {
    Course course = trial.course();
    int before = course.after();
    course.pulse(trial.pulses().amplitude(), trial.pulses().width());
    int[] windows = new int[times.length];
    for (int k = 0; k < times.length; k++) {
      windows[k] = course.readAt(course.fallen() + times[k]);
    }
    Optional<Samples> samples = trial.run(course);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    double[] values = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      values[k] = course.value(samples.get(), windows[k]);
    }
    List<Column> columns = new ArrayList<>(List.of(new Column("before", unit)));
    List<Object> row = new ArrayList<>(List.of(course.value(samples.get(), before)));
    double[] fitted = fit(values, unit, columns, row);
    for (int k = 0; k < times.length; k++) {
      sink.row(new double[] {times[k], values[k], fitted[k]});
    }
    return Optional.of(List.of(new Summary("retention", "Retention", columns, List.of(row))));
  }

  /** Returns the fitted curve, NaN without a fit, and adds its numbers. */
  private double[] fit(double[] values, String unit, List<Column> columns, List<Object> row) {
    double[] fitted = new double[times.length];
    java.util.Arrays.fill(fitted, Double.NaN);
    if (stretched) {
      Optional<RetentionFit> found = RetentionFit.of(times, values);
      if (found.isPresent()) {
        RetentionFit fit = found.get();
        double[] bounds = fit.bounds();
        Fitted.add(columns, row, "end", unit, fit.end(), bounds[0]);
        Fitted.add(columns, row, "c1", unit, fit.amplitude(), bounds[1]);
        Fitted.add(columns, row, "tau1", "s", fit.tau(), bounds[2]);
        Fitted.add(columns, row, "beta", "1", fit.beta(), bounds[3]);
        for (int k = 0; k < fitted.length; k++) {
          fitted[k] = fit.at(times[k]);
        }
      }
      return fitted;
    }
    Optional<ExponentialFit> found = ExponentialFit.of(times, values, 1, Double.NaN);
    if (found.isPresent()) {
      Fitted.add(columns, row, "end", unit, found.get().offset(), found.get().offsetBound());
      Fitted.terms(columns, row, found.get(), unit, "s");
      for (int k = 0; k < fitted.length; k++) {
        fitted[k] = found.get().at(times[k]);
      }
    }
    return fitted;
  }
}
