package org.ionspice.netlist;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;

/** The text a parser was given, as a part of a logical line: turns tokens into places. */
final class LineText {
  private final LogicalLine line;
  private final int offset;
  private final String text;
  private final Diagnostics sink;

  /** Makes the part of {@code line} that starts at {@code offset}. */
  LineText(LogicalLine line, int offset, String text, Diagnostics sink) {
    this.line = line;
    this.offset = offset;
    this.text = text;
    this.sink = sink;
  }

  LogicalLine line() {
    return line;
  }

  int offset() {
    return offset;
  }

  String text() {
    return text;
  }

  Diagnostics sink() {
    return sink;
  }

  Span span(Token token) {
    return between(token, token);
  }

  Span span(ParserRuleContext context) {
    Token stop = context.getStop() == null ? context.getStart() : context.getStop();
    return between(context.getStart(), stop);
  }

  /** Returns the place of characters of the token, the first counted from zero. */
  Span within(Token token, int offsetInToken, int length) {
    int from = offset + token.getStartIndex() + offsetInToken;
    return line.span(from, from + length);
  }

  private Span between(Token first, Token last) {
    if (first.getType() == Token.EOF) {
      return line.end();
    }
    int until = Math.max(first.getStartIndex(), last.getStopIndex()) + 1;
    return line.span(offset + first.getStartIndex(), offset + until);
  }
}
