package org.ionspice.integration;

import java.io.IOException;
import java.util.List;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;

/**
 * {@code .tran}: f(x, t) + dq/dt = 0 from time zero, steps chosen by error.
 *
 * @param step s, spacing of interpolated output; never an accuracy control
 * @param stop s
 * @param start s, rows before it are not written
 * @param most s, the largest step; NaN is a fiftieth of the span
 * @param useInitial start from the initial values instead of the operating point
 * @param interpolate write rows on the grid of {@code step} instead of at accepted points
 */
public record Transient(
    double step, double stop, double start, double most, boolean useInitial, boolean interpolate)
    implements Analysis {
  @Override
  public String keyword() {
    return "tran";
  }

  @Override
  public String plotName() {
    return "Transient Analysis";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return Analysis.behind("time", "s", probes);
  }

  @Override
  public double leastRows() {
    if (interpolate) {
      return (stop - start) / step;
    }
    // Without a largest step, a circuit at rest goes to the end in one.
    return Double.isNaN(most) ? 2 : (stop - start) / most;
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    return new TransientRun(this, run, null).run();
  }

  /** Runs and puts every accepted step on {@code tape}, for gradients. */
  public Outcome record(Run run, Tape tape) throws IOException {
    return new TransientRun(this, run, tape).run();
  }
}
