package org.ionspice.elaboration;

import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;

/** Ends the reading of one line; the pass goes on with the next. Never leaves the package. */
final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  Mistake(Code code, Span at, String message, String hint) {
    this(Diagnostic.of(code, at, message, hint));
  }

  Mistake(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** Returns a mistake that follows from one that was reported already, and is not reported itself. */
  static Mistake echo() {
    return new Mistake(Code.E201, Span.NONE, "", "");
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
