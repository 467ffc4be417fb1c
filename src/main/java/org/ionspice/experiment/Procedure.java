package org.ionspice.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/** One kind of pulse protocol. */
public interface Procedure {
  /** Returns the columns of its table, where readings have {@code unit}; the first is the scale. */
  List<Column> columns(String unit);

  /** Returns how many transients it takes. */
  int tries();

  /**
   * Runs the transients and writes the table.
   *
   * @param unit of readings
   * @return what was found; empty when a run stopped early
   */
  Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink) throws IOException;
}
