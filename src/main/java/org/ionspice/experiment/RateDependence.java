package org.ionspice.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/**
 * Spike-rate dependent plasticity: what a train changes, against the rate of its pulses.
 *
 * @param rates Hz, from start to start of pulses
 * @param count pulses of each train; 0 for as many as begin within {@code duration}
 * @param duration s
 */
public record RateDependence(double[] rates, int count, double duration) implements Procedure {
  public RateDependence {
    rates = rates.clone();
  }

  @Override
  public double[] rates() {
    return rates.clone();
  }

  @Override
  public int tries() {
    return rates.length;
  }

  /** Returns the pulses of the train of this rate; the first begins at once. */
  public static double pulses(double rate, int count, double duration) {
    return count > 0 ? count : Math.floor(duration * rate * (1 + 1e-9)) + 1;
  }

  @Override
  public List<Column> columns(String unit) {
    return List.of(
        new Column("rate", "Hz"),
        new Column("pulses", "1"),
        new Column("before", unit),
        new Column("first", unit),
        new Column("last", unit),
        new Column("ratio", "1"));
  }

  @Override
  public Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink)
      throws IOException {
    boolean after = trial.reading().when() == Reading.When.AFTER;
    double width = trial.pulses().width();
    double largest = Double.NaN;
    double place = Double.NaN;
    for (double rate : rates) {
      Course course = trial.course();
      int before = after ? course.after() : -1;
      int n = (int) pulses(rate, count, duration);
      int first = -1;
      int last = -1;
      for (int k = 0; k < n; k++) {
        int window = course.pulse(trial.pulses().amplitude(), width);
        boolean end = k == 0 || k == n - 1;
        int read = after && end ? course.after() : window;
        first = k == 0 ? read : first;
        last = k == n - 1 ? read : last;
        course.pause(1 / rate - width);
      }
      Optional<Samples> samples = trial.run(course);
      if (samples.isEmpty()) {
        return Optional.empty();
      }
      double start = course.value(samples.get(), first);
      double end = course.value(samples.get(), last);
      double rest = after ? course.value(samples.get(), before) : Double.NaN;
      if (!(Math.abs(end / start - 1) <= Math.abs(largest - 1))) {
        largest = end / start;
        place = rate;
      }
      sink.row(new double[] {rate, n, rest, start, end, end / start});
    }
    return Optional.of(
        List.of(
            new Summary(
                "srdp",
                "Largest change over the rates",
                List.of(new Column("ratio", "1"), new Column("rate", "Hz")),
                List.of(List.of(largest, place)))));
  }
}
