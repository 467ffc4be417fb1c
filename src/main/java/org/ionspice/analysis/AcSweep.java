package org.ionspice.analysis;

import java.io.IOException;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;
import org.jspecify.annotations.Nullable;

/**
 * {@code .ac}: (G + j omega C) X = U at the operating point, one solve a frequency.
 *
 * @param frequencies Hz, ascending
 */
public record AcSweep(double[] frequencies) implements Analysis {
  /** Entries of the matrix times frequencies from which on two lanes are worth a thread. */
  private static final long WORTH = 1_000_000;

  /** Frequencies below which a second ordering of the matrix is not. */
  private static final int FEW = 16;

  @Override
  public String keyword() {
    return "ac";
  }

  @Override
  public String plotName() {
    return "AC Analysis";
  }

  @Override
  public double leastRows() {
    return frequencies.length;
  }

  /** Returns the frequencies of {@code dec}, {@code oct} or {@code lin} with {@code n} points. */
  public static double[] grid(String kind, int n, double from, double to) {
    if (kind.equals("lin")) {
      double[] f = new double[n];
      for (int i = 0; i < n; i++) {
        f[i] = n == 1 ? from : from + (to - from) * i / (n - 1);
      }
      return f;
    }
    double base = kind.equals("dec") ? 10 : 2;
    double intervals = Math.log(to / from) / Math.log(base) * n;
    int count = (int) Math.floor(intervals + 1e-9) + 1;
    double[] f = new double[count];
    for (int i = 0; i < count; i++) {
      f[i] = from * Math.pow(base, (double) i / n);
    }
    return f;
  }

  /**
   * Returns the same, with decades that end at {@code to} as ngspice's {@code .ac} does: as many whole
   * intervals as fit, made equal, so a little wider where the last decade is not whole. Octaves end
   * where the last whole interval does, in ngspice as well.
   */
  public static double[] gridToEnd(String kind, int n, double from, double to) {
    double[] f = grid(kind, n, from, to);
    if (!kind.equals("dec") || to == from) {
      return f;
    }
    if (f.length == 1) {
      return new double[] {from, to};
    }
    int intervals = f.length - 1;
    if (Math.abs(f[intervals] / to - 1) > 1e-9) {
      for (int i = 1; i < intervals; i++) {
        f[i] = from * Math.pow(to / from, (double) i / intervals);
      }
      f[intervals] = to;
    }
    return f;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return Analysis.behind("frequency", "Hz", probes);
  }

  @Override
  public boolean complex() {
    return true;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    double[] driveRe = new double[n + 1];
    double[] driveIm = new double[n + 1];
    system.excitation(driveRe, driveIm);
    for (int i = 0; i < n; i++) {
      if (linear.isHeldInAc(i)) {
        driveRe[i] = 0;
        driveIm[i] = 0;
      }
    }
    double[] row = new double[2 + 2 * run.probes().columns().size()];
    FrequencyLane one = new FrequencyLane(linear, system, frequencies, driveRe, driveIm);
    FrequencyLane other =
        frequencies.length < FEW
                || (long) system.pattern().entryCount() * frequencies.length < WORTH
            ? null
            : new FrequencyLane(linear, system, frequencies, driveRe, driveIm);
    long points = 0;
    while (points < frequencies.length) {
      int from = (int) points;
      int middle = Math.min(frequencies.length, from + one.room());
      int end = other == null ? middle : Math.min(frequencies.length, middle + other.room());
      solve(one, other, from, middle, end);
      for (int k = from; k < end; k++) {
        FrequencyLane by = other == null || k < middle ? one : other;
        if (!by.has(k)) {
          return linear.singular(points, by.singularRow(), " at " + frequencies[k] + " Hz");
        }
        row[0] = frequencies[k];
        row[1] = 0;
        run.probes()
            .complex(
                system, linear.x(), 2 * Math.PI * frequencies[k], by.re(k), by.im(k), row, 2);
        run.sink().row(row);
        points++;
        run.watch().progress(points / (double) frequencies.length, frequencies[k]);
        if (run.watch().cancelled()) {
          return linear.done(points);
        }
      }
    }
    return linear.done(points);
  }

  /** Solves at the frequencies up to {@code middle} in one lane, behind it in the other at once. */
  private static void solve(
      FrequencyLane one, @Nullable FrequencyLane other, int from, int middle, int end) {
    one.set(from, middle);
    if (other == null || end == middle) {
      one.compute();
      return;
    }
    other.set(middle, end);
    other.reinitialize();
    other.fork();
    one.compute();
    // One that has not begun is not waited for: other threads may have all processors.
    if (other.tryUnfork()) {
      other.compute();
    } else {
      other.join();
    }
  }
}
