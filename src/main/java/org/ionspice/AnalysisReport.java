package org.ionspice;

import java.util.List;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Attachment;
import org.ionspice.result.Header;
import org.ionspice.result.Summary;

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
 * @param summaries tables of what was found, step after step
 * @param attachments further files
 */
public record AnalysisReport(
    String analysis,
    long points,
    long rejected,
    long iterations,
    double seconds,
    List<Diagnostic> problems,
    boolean completed,
    Header header,
    List<Summary> summaries,
    List<Attachment> attachments) {
  public AnalysisReport {
    problems = List.copyOf(problems);
    summaries = List.copyOf(summaries);
    attachments = List.copyOf(attachments);
  }
}
