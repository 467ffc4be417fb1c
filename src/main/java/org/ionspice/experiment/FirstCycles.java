package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.SampleGrid;
import org.ionspice.integration.Transient;
import org.ionspice.periodic.Orbit;
import org.ionspice.periodic.Shooting;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * A transient over some cycles of the drive, or over so many that the last two are alike; the last
 * one is kept at equally spaced times. Mutable, for one run.
 */
final class FirstCycles {
  /** Cycles after which waiting ends. */
  static final int MOST = 500;

  /** Rows of a cycle that are compared and kept. */
  private static final int SAMPLES = Hysteresis.FINE;

  private final Run run;
  private final Probes probes;
  private final double period;
  private final int wanted;
  private final List<double[]> before = new ArrayList<>();
  private final List<double[]> now = new ArrayList<>();
  private double[] low = {};
  private double[] high = {};
  private int count;
  private double repeats = Double.NaN;
  private boolean settled;
  private Outcome outcome = new Outcome(0, 0, 0, Optional.empty());

  /**
   * Prepares a run.
   *
   * @param probes the quantities to read
   * @param period s
   * @param wanted how many cycles; 0 for as many as it takes
   */
  FirstCycles(Run run, Probes probes, double period, int wanted) {
    this.run = run;
    this.probes = probes;
    this.period = period;
    this.wanted = wanted;
  }

  /** Goes through the cycles; {@code rows} takes every accepted point. */
  void go(Orbit.Rows rows) throws IOException {
    int most = wanted > 0 ? wanted : MOST;
    double stop = most * period;
    Run.Watch watch =
        new Run.Watch() {
          @Override
          public void progress(double fraction, double step) {
            run.watch().progress(fraction, step);
          }

          @Override
          public boolean cancelled() {
            return settled || run.watch().cancelled();
          }
        };
    double[] values = new double[probes.columns().size()];
    ResultSink points =
        new Receiver() {
          @Override
          public void row(double[] row) throws IOException {
            System.arraycopy(row, 1, values, 0, values.length);
            rows.row(row[0], values);
          }
        };
    ResultSink samples =
        new Receiver() {
          @Override
          public void row(double[] row) {
            sample(row.clone());
          }
        };
    SampleGrid grid = new SampleGrid(0, period / SAMPLES, most * SAMPLES, samples);
    Run own =
        new Run(
            run.system(),
            wanted > 0
                ? run.settings().withReltol(Math.min(Shooting.FINE, run.settings().reltol()))
                : run.settings(),
            probes,
            points,
            List.of(),
            List.of(grid),
            watch,
            run.atTemperature());
    // Steps of a hundredth of a cycle show the drive's turning points.
    Transient plan = new Transient(period / 100, stop, 0, period / 100, false, false);
    outcome = plan.run(own);
    if (now.size() == SAMPLES) {
      finish();
    }
  }

  /** Rows only. */
  private abstract static class Receiver implements ResultSink {
    @Override
    public void begin(Header header) {}

    @Override
    public void block(double[] stepValues) {}

    @Override
    public void close() {}
  }

  private void sample(double[] row) {
    if (now.size() == SAMPLES) {
      finish();
      before.clear();
      before.addAll(now);
      now.clear();
    }
    now.add(row);
  }

  /** Compares a cycle that is complete with the one before. */
  private void finish() {
    count++;
    int width = now.get(0).length;
    if (low.length == 0) {
      low = new double[width];
      high = new double[width];
      java.util.Arrays.fill(low, Double.POSITIVE_INFINITY);
      java.util.Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }
    double worst = 0;
    for (int k = 0; k < SAMPLES; k++) {
      for (int j = 1; j < width; j++) {
        low[j] = Math.min(low[j], now.get(k)[j]);
        high[j] = Math.max(high[j], now.get(k)[j]);
      }
    }
    for (int k = 0; k < SAMPLES && !before.isEmpty(); k++) {
      for (int j = 1; j < width; j++) {
        double range = high[j] - low[j];
        double miss = Math.abs(now.get(k)[j] - before.get(k)[j]);
        worst = range > 0 ? Math.max(worst, miss / range) : worst;
      }
    }
    repeats = before.isEmpty() ? Double.NaN : worst;
    settled = wanted == 0 && !before.isEmpty() && worst <= 10 * run.settings().reltol();
  }

  Outcome outcome() {
    return outcome;
  }

  boolean completed() {
    return outcome.completed() && !run.watch().cancelled();
  }

  /** Returns how many cycles were gone through. */
  int count() {
    return count;
  }

  boolean isSettled() {
    return settled;
  }

  /** Returns the largest difference of the last two cycles relative to a quantity's range. */
  double repeats() {
    return repeats;
  }

  /** Returns the samples of the last whole cycle: time, then the quantities. */
  List<double[]> last() {
    return now.size() == SAMPLES ? now : before;
  }
}
