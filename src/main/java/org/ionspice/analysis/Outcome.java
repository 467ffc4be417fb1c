package org.ionspice.analysis;

import java.util.List;
import java.util.Optional;
import org.ionspice.diagnostics.Diagnostic;

/**
 * How an analysis ended, and what it took.
 *
 * @param points rows written
 * @param rejected time steps thrown away
 * @param iterations Newton iterations
 * @param failure why it stopped early, empty when it did not
 * @param remarks what the reader of the results should know
 */
public record Outcome(
    long points,
    long rejected,
    long iterations,
    Optional<Diagnostic> failure,
    List<Diagnostic> remarks) {
  public Outcome {
    remarks = List.copyOf(remarks);
  }

  /** Makes an outcome without remarks. */
  public Outcome(long points, long rejected, long iterations, Optional<Diagnostic> failure) {
    this(points, rejected, iterations, failure, List.of());
  }

  /** Returns the same outcome with these remarks. */
  Outcome with(List<Diagnostic> more) {
    return new Outcome(points, rejected, iterations, failure, more);
  }

  /** Returns whether the analysis went to its end. */
  public boolean completed() {
    return failure.isEmpty();
  }
}
