package org.ionspice;

import java.util.List;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Header;

/**
 * What one analysis did, all its steps together.
 *
 * @param analysis short name, {@code tran}
 * @param points rows written
 * @param rejected time steps thrown away
 * @param iterations Newton iterations
 * @param seconds wall-clock time
 * @param problems why it stopped, and remarks
 * @param completed whether it went to its end
 * @param header what was written
 */
public record AnalysisReport(
    String analysis,
    long points,
    long rejected,
    long iterations,
    double seconds,
    List<Diagnostic> problems,
    boolean completed,
    Header header) {
  public AnalysisReport {
    problems = List.copyOf(problems);
  }
}
