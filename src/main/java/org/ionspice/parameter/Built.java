package org.ionspice.parameter;

import java.util.List;
import java.util.Optional;

/**
 * What building a record gave: the record, or the reasons why there is none.
 *
 * @param record present exactly when there are no problems
 */
public record Built<R>(Optional<R> record, List<Problem> problems) {
  public Built {
    problems = List.copyOf(problems);
  }

  /**
   * One reason why a record cannot be built.
   *
   * @param name the parameter as given, or its proper name; empty when it is about several
   */
  public record Problem(Kind kind, String name, String message) {}

  /** Kinds of problems, as diagnostics tell them apart. */
  public enum Kind {
    UNKNOWN,
    MISSING,
    RANGE,
    WORD,
    RELATION
  }
}
