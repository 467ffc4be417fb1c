package org.ionspice.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the diagnostics of one netlist, so that a pass can report all of them at once. */
public final class Diagnostics {
  /** How many errors are kept; a pass that meets more says so and drops the rest. */
  public static final int MOST_ERRORS = 20;

  /** How many warnings and notes are kept. */
  public static final int MOST_REMARKS = 10_000;

  /** What makes a diagnostic the same as another. */
  private record Mark(Code code, Span at, String message) {}

  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<Mark> known = new HashSet<>();
  private int errors;
  private int remarks;

  /** Adds a diagnostic; the same code at the same place is kept once. */
  public void add(Diagnostic diagnostic) {
    Mark mark = new Mark(diagnostic.code(), diagnostic.at(), diagnostic.message());
    if (known.contains(mark)) {
      return;
    }
    if (diagnostic.isError() ? ++errors > MOST_ERRORS : ++remarks > MOST_REMARKS) {
      return;
    }
    known.add(mark);
    all.add(diagnostic);
  }

  /** Adds a diagnostic of {@code code}'s severity. */
  public void add(Code code, Span at, String message, String hint) {
    add(Diagnostic.of(code, at, message, hint));
  }

  /** Returns whether any error was added. */
  public boolean hasErrors() {
    return errors > 0;
  }

  /** Returns how many errors were added, the dropped ones included. */
  public int errorCount() {
    return errors;
  }

  /** Returns all kept diagnostics in the order of their places. */
  public List<Diagnostic> sorted() {
    if (all.isEmpty()) {
      return List.of();
    }
    List<Diagnostic> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing((Diagnostic d) -> d.at().source().name())
            .thenComparingInt(d -> d.at().line())
            .thenComparingInt(d -> d.at().column()));
    return List.copyOf(sorted);
  }
}
