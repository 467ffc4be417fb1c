package org.ionspice.analysis;

import java.util.Optional;
import org.ionspice.diagnostics.Diagnostic;

/**
 * How an analysis ended, and what it took.
 *
 * @param points rows written
 * @param rejected time steps thrown away
 * @param iterations Newton iterations
 * @param failure why it stopped early, empty when it did not
 */
public record Outcome(long points, long rejected, long iterations, Optional<Diagnostic> failure) {
  /** Returns whether the analysis went to its end. */
  public boolean completed() {
    return failure.isEmpty();
  }
}
