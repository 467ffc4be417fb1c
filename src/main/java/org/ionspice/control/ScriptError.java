package org.ionspice.control;

import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;

/** A command that cannot be carried out. */
public final class ScriptError extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /** Makes the error of a command that is not known or has the wrong form. */
  public ScriptError(Code code, Span at, String message, String hint) {
    super(message, null, false, false);
    diagnostic = Diagnostic.of(code, at, message, hint);
  }

  /** Makes the error of a command with a diagnostic of its own. */
  public ScriptError(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** Returns what is shown to the user. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
