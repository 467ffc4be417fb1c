package org.ionspice.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.ionspice.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is when it takes longer than two seconds: a bar on a terminal, otherwise one
 * line at most every five seconds. Mutable; for the thread that runs.
 */
final class Meter implements Simulation.Progress, AutoCloseable {
  private static final long PATIENCE = 2_000_000_000L;
  private static final long BETWEEN_LINES = 5_000_000_000L;

  private final PrintStream err;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private long nextLine = begun + PATIENCE;
  private String analysis = "";
  private @Nullable Bar bar;

  /**
   * Makes a meter.
   *
   * @param terminal whether {@code err} is one, so that a line may be drawn again
   */
  Meter(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void update(String analysis, double fraction, double stepSize) {
    long now = System.nanoTime();
    if (now - begun < PATIENCE) {
      return;
    }
    if (!terminal) {
      if (now - nextLine >= 0) {
        nextLine = now + BETWEEN_LINES;
        err.println(
            String.format(
                Locale.ROOT,
                "%s: %.1f %%, step %.3g, %.0f s",
                analysis,
                100 * fraction,
                stepSize,
                (now - begun) * 1e-9));
      }
      return;
    }
    if (bar == null || !this.analysis.equals(analysis)) {
      close();
      this.analysis = analysis;
      bar = new Bar(analysis, err);
    }
    bar.show(fraction, stepSize);
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

    Bar(String name, PrintStream err) {
      bar =
          me.tongfei.progressbar.ProgressBar.builder()
              .setTaskName(name)
              .setInitialMax(WHOLE)
              .startsFrom(0, java.time.Duration.ofNanos(PATIENCE))
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
