package org.ionspice.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the diagnostics of one netlist, so that a pass can report all of them at once. */
public final class Diagnostics {
  /** How many errors are kept; a pass that meets more says so and drops the rest. */
  public static final int MOST_ERRORS = 20;

  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;

  /** Adds a diagnostic; the same code at the same place is kept once. */
  public void add(Diagnostic diagnostic) {
    for (Diagnostic known : all) {
      if (known.code() == diagnostic.code()
          && known.at().equals(diagnostic.at())
          && known.message().equals(diagnostic.message())) {
        return;
      }
    }
    if (diagnostic.isError() && ++errors > MOST_ERRORS) {
      return;
    }
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
    List<Diagnostic> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing((Diagnostic d) -> d.at().source().name())
            .thenComparingInt(d -> d.at().line())
            .thenComparingInt(d -> d.at().column()));
    return List.copyOf(sorted);
  }
}
