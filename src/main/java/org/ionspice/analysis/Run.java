package org.ionspice.analysis;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleFunction;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.ResultSink;

/**
 * What an analysis works with: the system, its settings, what to save, and where rows go.
 *
 * @param system the circuit as numbers
 * @param settings tolerances and methods
 * @param probes the saved quantities
 * @param sink receives rows; begin and block are the caller's business
 * @param further the sinks of {@link Analysis#further}; take rows only after those of {@code sink}
 * @param grids further times at which a transient gives its quantities
 * @param watch told about progress; may ask to stop
 * @param jobs threads that an analysis may use; results must not depend on it
 * @param atTemperature makes the same circuit at another temperature, degrees Celsius, for sweeps
 */
public record Run(
    Assembly system,
    Settings settings,
    Probes probes,
    ResultSink sink,
    List<ResultSink> further,
    List<SampleGrid> grids,
    Watch watch,
    int jobs,
    DoubleFunction<Assembly> atTemperature) {
  public Run {
    further = List.copyOf(further);
    grids = List.copyOf(grids);
  }

  /** Makes a run of an analysis that writes rows only. */
  public Run(
      Assembly system,
      Settings settings,
      Probes probes,
      ResultSink sink,
      Watch watch,
      DoubleFunction<Assembly> atTemperature) {
    this(system, settings, probes, sink, List.of(), List.of(), watch, 1, atTemperature);
  }

  /** Makes a run on one thread. */
  public Run(
      Assembly system,
      Settings settings,
      Probes probes,
      ResultSink sink,
      List<ResultSink> further,
      List<SampleGrid> grids,
      Watch watch,
      DoubleFunction<Assembly> atTemperature) {
    this(system, settings, probes, sink, further, grids, watch, 1, atTemperature);
  }

  /** Told about progress. */
  public interface Watch {
    /** Takes the fraction done, 0..1, and the step, in the scale's unit. */
    void progress(double fraction, double step);

    /** Returns whether the user asked to stop. */
    boolean cancelled();
  }

  /** Writes one row: the scale's value, then every probe at {@code x}. */
  public void emit(double[] buffer, double scale, double[] x, Flows flows) throws IOException {
    buffer[0] = scale;
    probes.real(system, x, flows, buffer, 1);
    sink.row(buffer);
  }
}
