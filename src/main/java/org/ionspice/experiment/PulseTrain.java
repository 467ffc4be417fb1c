package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.reduction.WeightUpdate;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A train of equal pulses, and a second one that undoes it: potentiation and depression.
 *
 * @param count pulses in each train
 * @param interval s, from the end of a top to the start of the next pulse
 * @param second level of the second train; NaN for none
 * @param secondWidth of its pulses, s
 */
public record PulseTrain(int count, double interval, double second, double secondWidth)
    implements Procedure {
  @Override
  public int tries() {
    return 1;
  }

  @Override
  public List<Column> columns(String unit) {
    return List.of(
        new Column("pulse", "1"),
        new Column("level", "V"),
        new Column("value", unit),
        new Column("ratio", "1"),
        new Column("fit", unit));
  }

  @Override
  public Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink)
      throws IOException {
    boolean after = trial.reading().when() == Reading.When.AFTER;
    boolean both = !Double.isNaN(second);
    Course course = trial.course();
    List<Integer> windows = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    if (after) {
      windows.add(course.after());
      levels.add(trial.pulses().base());
    }
    for (int k = 0; k < (both ? 2 : 1) * count; k++) {
      boolean first = k < count;
      double level = first ? trial.pulses().amplitude() : second;
      int window = course.pulse(level, first ? trial.pulses().width() : secondWidth);
      windows.add(after ? course.after() : window);
      levels.add(level);
      course.pause(interval);
    }
    Optional<Samples> samples = trial.run(course);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    double[] values = new double[windows.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = course.value(samples.get(), windows.get(k));
    }
    // A branch goes from the reading before it to the one after its last pulse.
    int turn = after ? count : count - 1;
    double[] up = Arrays.copyOf(values, turn + 1);
    double[] down = both ? reversed(values, turn) : new double[0];
    WeightUpdate rise = up.length > 2 ? WeightUpdate.of(up) : null;
    WeightUpdate fall = down.length > 2 ? WeightUpdate.of(down) : null;
    double[] row = new double[5];
    for (int k = 0; k < values.length; k++) {
      row[0] = after ? k : k + 1;
      row[1] = levels.get(k);
      row[2] = values[k];
      row[3] = values[k] / values[0];
      row[4] = k <= turn ? curve(rise, up, k) : curve(fall, down, values.length - 1 - k);
      sink.row(row);
    }
    return Optional.of(List.of(summary(unit, values, rise, fall, up, down)));
  }

  private static double[] reversed(double[] values, int turn) {
    double[] down = new double[values.length - turn];
    for (int k = 0; k < down.length; k++) {
      down[k] = values[values.length - 1 - k];
    }
    return down;
  }

  private static double curve(
      @Nullable WeightUpdate update, double[] branch, int k) {
    int n = branch.length - 1;
    return update == null || Double.isNaN(update.a())
        ? Double.NaN
        : update.at(k, n, branch[0], branch[n]);
  }

  private static Summary summary(
      String unit,
      double[] values,
      @Nullable WeightUpdate rise,
      @Nullable WeightUpdate fall,
      double[] up,
      double[] down) {
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    number(columns, row, "min", unit, least);
    number(columns, row, "max", unit, most);
    number(columns, row, "max_over_min", "1", most / least);
    if (rise != null) {
      Fitted.add(columns, row, "a_up", "1", rise.a(), rise.aBound());
      number(columns, row, "nonlinearity_up", "1", rise.label());
    }
    if (fall != null) {
      Fitted.add(columns, row, "a_down", "1", fall.a(), fall.aBound());
      number(columns, row, "nonlinearity_down", "1", fall.label());
    }
    if (rise != null && fall != null) {
      number(columns, row, "asymmetry", "1", Math.abs(rise.label() - fall.label()));
      if (up.length == down.length) {
        double gap = 0;
        for (int k = 0; k < up.length; k++) {
          gap = Math.max(gap, Math.abs(up[k] - down[k]));
        }
        number(columns, row, "mismatch", "1", gap / (most - least));
      }
    }
    return new Summary("train", "Pulse trains", columns, List.of(row));
  }

  private static void number(
      List<Column> columns, List<Object> row, String name, String unit, double value) {
    columns.add(new Column(name, unit));
    row.add(value);
  }
}
