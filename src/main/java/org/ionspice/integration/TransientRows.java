package org.ionspice.integration;

import java.io.IOException;
import org.ionspice.analysis.Flows;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a transient: accepted points, points of the dense output where straight lines
 * would not show it, or the points of a grid.
 *
 * <p>Mutable workspace, for one thread.
 */
final class TransientRows {
  private final Transient plan;
  private final Run run;
  private final Evaluation evaluation;
  private final @Nullable PowerMeter meter;
  private final Flows flows;
  private final GridWriter[] samples;
  private final double[] work;
  private final double[] buffer;
  private double nextRow;
  private long points;
  private boolean silent;

  /**
   * Makes a writer.
   *
   * @param meter what powers are asked from, if any is wanted
   * @param work a vector that nobody else uses while rows are written; length size + 1
   */
  TransientRows(Transient plan, Run run, @Nullable PowerMeter meter, double[] work) {
    this.plan = plan;
    this.run = run;
    this.meter = meter;
    flows = meter == null ? Flows.still(run.system()) : meter;
    evaluation = run.system().evaluation();
    this.work = work;
    buffer = new double[1 + run.probes().columns().size()];
    samples =
        run.grids().stream()
            .map(grid -> new GridWriter(grid, run, meter))
            .toArray(GridWriter[]::new);
    nextRow = plan.start();
  }

  /** Writes nothing any more. */
  void silence() {
    silent = true;
  }

  /** Returns the number of rows written. */
  long points() {
    return points;
  }

  /**
   * Writes what a step that ends at {@code end} gives before its end: the row at the start of the
   * results, the rows of the grid, and {@code pieces - 1} rows in between.
   */
  void inside(DenseStep dense, double end, int pieces) throws IOException {
    if (silent) {
      return;
    }
    double start = dense.time(0);
    double length = dense.time(1) - start;
    for (GridWriter writer : samples) {
      writer.step(dense, end, work);
    }
    if (plan.interpolate()) {
      while (nextRow < end * (1 - 1e-12)) {
        write(dense, nextRow, (nextRow - start) / length);
        next();
      }
      return;
    }
    if (start < plan.start() && end > plan.start() * (1 + 1e-12)) {
      write(dense, plan.start(), (plan.start() - start) / length);
    }
    for (int k = 1; k < pieces; k++) {
      double s = (double) k / pieces;
      if (dense.time(s) > plan.start()) {
        write(dense, dense.time(s), s);
      }
    }
  }

  private void write(DenseStep dense, double t, double s) throws IOException {
    dense.at(s, work);
    work[work.length - 1] = 0;
    if (meter != null) {
      meter.between(dense, s);
    }
    evaluation.time(t);
    run.emit(buffer, t, work, flows);
    points++;
  }

  /** Writes the accepted point {@code x} at {@code t}. */
  void point(double t, double[] x) throws IOException {
    if (silent) {
      return;
    }
    if (plan.interpolate()) {
      if (nextRow <= t * (1 + 1e-12)) {
        run.emit(buffer, nextRow, x, flows);
        points++;
        next();
      }
    } else if (t >= plan.start()) {
      run.emit(buffer, t, x, flows);
      points++;
    }
  }

  private void next() {
    nextRow = plan.start() + Math.rint((nextRow - plan.start()) / plan.step() + 1) * plan.step();
  }
}
