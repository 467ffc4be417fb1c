package org.ionspice.netlist;

import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Span;

/** Ends the reading of one logical line; caught where the line's reading began. */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Code code;
  private final transient Span at;
  private final transient String hint;

  SyntaxError(Code code, Span at, String message, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.at = at;
    this.hint = hint;
  }

  Code code() {
    return code;
  }

  Span at() {
    return at;
  }

  String hint() {
    return hint;
  }
}
