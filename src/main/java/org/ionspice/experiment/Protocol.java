package org.ionspice.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/**
 * {@code .protocol}: pulses on a source, a reading for each, and what they come to.
 *
 * @param source the pulsed source, lower case
 * @param initial whether runs start from the initial values instead of the operating point
 */
public record Protocol(
    String source, Pulses pulses, Reading reading, Procedure procedure, boolean initial)
    implements Analysis {
  @Override
  public String keyword() {
    return "protocol";
  }

  @Override
  public String plotName() {
    return "Pulse Protocol";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return procedure.columns(unit(system));
  }

  private String unit(Assembly system) {
    return reading.unit(Bench.unit(system, reading.quantity(), reading.meters()));
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Bench bench =
        new Bench(run, reading.quantity(), reading.meters(), initial, procedure.tries());
    try {
      Trial trial = new Trial(bench, source, pulses, reading);
      Optional<List<Summary>> found = procedure.run(trial, unit(run.system()), run.sink());
      return bench.outcome(found.orElse(List.of()));
    } finally {
      bench.release();
    }
  }
}
