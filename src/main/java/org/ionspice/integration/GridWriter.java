package org.ionspice.integration;

import java.io.IOException;
import org.ionspice.analysis.Flows;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.SampleGrid;
import org.jspecify.annotations.Nullable;

/** Writes the samples of one {@link SampleGrid} from the dense output of a run's steps. Mutable. */
final class GridWriter {
  private final SampleGrid grid;
  private final Run run;
  private final @Nullable PowerMeter meter;
  private final Flows flows;
  private final double[] buffer;
  private int next;

  GridWriter(SampleGrid grid, Run run, @Nullable PowerMeter meter) {
    this.grid = grid;
    this.run = run;
    this.meter = meter;
    flows = meter == null ? Flows.still(run.system()) : meter;
    buffer = new double[1 + run.probes().columns().size()];
  }

  /** Writes the samples up to the end of a step; {@code work} is overwritten. */
  void step(DenseStep dense, double end, double[] work) throws IOException {
    double start = dense.time(0);
    double length = dense.time(1) - start;
    while (next < grid.count() && time() <= end) {
      double t = time();
      double s = Math.max(0, Math.min(1, (t - start) / length));
      dense.at(s, work);
      work[work.length - 1] = 0;
      if (meter != null) {
        meter.between(dense, s);
      }
      run.system().evaluation().time(t);
      buffer[0] = t;
      run.probes().real(run.system(), work, flows, buffer, 1);
      grid.sink().row(buffer);
      next++;
    }
  }

  private double time() {
    return grid.start() + next * grid.spacing();
  }
}
