package org.ionspice.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ionspice.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is when it takes longer than two seconds: a bar with percent, step and
 * time left on a terminal, otherwise a line at most every five seconds. Mutable; for the thread that runs.
 */
final class Meter implements Simulation.Progress, AutoCloseable {
  private static final long PATIENCE = 2_000_000_000L;
  private static final long BETWEEN_LINES = 5_000_000_000L;

  private static final long BETWEEN_PERCENTS = 200_000_000L;

  private final PrintStream err;
  private final boolean terminal;
  private final boolean percent;
  private final LongSupplier clock;
  private final long begun;
  private long nextLine;
  private long nextPercent;
  private String analysis = "";
  private long analysisBegun;
  private @Nullable Bar bar;

  /**
   * Makes a meter.
   *
   * @param terminal whether {@code err} is one, so that a line may be drawn again
   * @param percent whether lines are {@code %12.34}, from the beginning, as Qucs-S reads them
   */
  Meter(PrintStream err, boolean terminal, boolean percent) {
    this(err, terminal, percent, System::nanoTime);
  }

  /** Makes a meter with a clock of its own, ns. */
  Meter(PrintStream err, boolean terminal, boolean percent, LongSupplier clock) {
    this.err = err;
    this.terminal = terminal;
    this.percent = percent;
    this.clock = clock;
    begun = clock.getAsLong();
    nextLine = begun + PATIENCE;
    nextPercent = begun;
  }

  @Override
  public void update(String name, double fraction, double stepSize) {
    long now = clock.getAsLong();
    if (!name.equals(analysis)) {
      close();
      analysis = name;
      analysisBegun = now;
    }
    if (percent) {
      if (now - nextPercent >= 0 || fraction >= 1) {
        nextPercent = now + BETWEEN_PERCENTS;
        err.println(String.format(Locale.ROOT, "%%%.2f", 100 * fraction));
      }
      return;
    }
    if (now - begun < PATIENCE) {
      return;
    }
    if (terminal) {
      if (bar == null) {
        bar = new Bar(name, err, now - analysisBegun);
      }
      bar.show(fraction, stepSize);
    } else if (now - nextLine >= 0) {
      nextLine = now + BETWEEN_LINES;
      err.println(line(name, fraction, stepSize, (now - analysisBegun) * 1e-9));
    }
  }

  /** Returns {@code tran: 12.5 %, step 1.00e-09, 4 s, about 28 s left}. */
  private static String line(String name, double fraction, double stepSize, double seconds) {
    String text =
        String.format(
            Locale.ROOT, "%s: %.1f %%, step %.3g, %.0f s", name, 100 * fraction, stepSize, seconds);
    // From the first steps nothing can be told.
    boolean told = fraction > 0.001 && fraction < 1 && seconds > 0;
    return told
        ? text + String.format(Locale.ROOT, ", about %s left", span(seconds / fraction - seconds))
        : text;
  }

  /** Returns a time as people say it: {@code 40 s}, {@code 12 min}, {@code 3.5 h}. */
  private static String span(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < 6000
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Keeps the progress library from being loaded before it is needed. */
  private static final class Bar {
    private static final int WHOLE = 1000;
    private final me.tongfei.progressbar.ProgressBar bar;

    Bar(String name, PrintStream err, long elapsed) {
      bar =
          me.tongfei.progressbar.ProgressBar.builder()
              .setTaskName(name)
              .setInitialMax(WHOLE)
              .startsFrom(0, java.time.Duration.ofNanos(elapsed))
              .setUpdateIntervalMillis(200)
              .setStyle(me.tongfei.progressbar.ProgressBarStyle.ASCII)
              .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
              .build();
    }

    void show(double fraction, double stepSize) {
      bar.stepTo(Math.round(WHOLE * Math.min(1, Math.max(0, fraction))));
      bar.setExtraMessage(String.format(Locale.ROOT, " step %.3g", stepSize));
    }

    void close() {
      bar.close();
    }
  }
}
