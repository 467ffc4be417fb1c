package org.ionspice.analysis;

import java.util.List;
import java.util.Optional;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Attachment;
import org.ionspice.result.Summary;

/**
 * How an analysis ended, and what it took.
 *
 * @param points rows written
 * @param rejected time steps thrown away
 * @param iterations Newton iterations
 * @param failure why it stopped early, empty when it did not
 * @param remarks what the reader of the results should know
 * @param summaries what was found beside the rows
 * @param attachments files in other programs' formats
 */
public record Outcome(
    long points,
    long rejected,
    long iterations,
    Optional<Diagnostic> failure,
    List<Diagnostic> remarks,
    List<Summary> summaries,
    List<Attachment> attachments) {
  public Outcome {
    remarks = List.copyOf(remarks);
    summaries = List.copyOf(summaries);
    attachments = List.copyOf(attachments);
  }

  /** Makes an outcome without remarks. */
  public Outcome(long points, long rejected, long iterations, Optional<Diagnostic> failure) {
    this(points, rejected, iterations, failure, List.of(), List.of(), List.of());
  }

  /** Makes an outcome that found nothing beside its rows. */
  public Outcome(
      long points,
      long rejected,
      long iterations,
      Optional<Diagnostic> failure,
      List<Diagnostic> remarks) {
    this(points, rejected, iterations, failure, remarks, List.of(), List.of());
  }

  /** Returns the same outcome with these remarks. */
  public Outcome with(List<Diagnostic> more) {
    return new Outcome(points, rejected, iterations, failure, more, summaries, attachments);
  }

  /** Returns the same outcome with these findings. */
  public Outcome finding(List<Summary> found, List<Attachment> files) {
    return new Outcome(points, rejected, iterations, failure, remarks, found, files);
  }

  /** Returns whether the analysis went to its end. */
  public boolean completed() {
    return failure.isEmpty();
  }
}
