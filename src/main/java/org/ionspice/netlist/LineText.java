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
  private final int[] indices; // of code points; empty when each is one char

  /** Makes the part of {@code line} that starts at {@code offset}. */
  LineText(LogicalLine line, int offset, String text, Diagnostics sink) {
    this.line = line;
    this.offset = offset;
    this.text = text;
    this.sink = sink;
    this.indices = indices(text);
  }

  private static int[] indices(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return new int[0];
    }
    int[] indices = new int[count + 1];
    for (int i = 0; i < count; i++) {
      indices[i + 1] = indices[i] + Character.charCount(text.codePointAt(indices[i]));
    }
    return indices;
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
    int from = offset + index(token.getStartIndex()) + offsetInToken;
    return line.span(from, from + length);
  }

  private Span between(Token first, Token last) {
    if (first.getType() == Token.EOF) {
      return line.end();
    }
    int until = Math.max(first.getStartIndex(), last.getStopIndex()) + 1;
    return line.span(offset + index(first.getStartIndex()), offset + index(until));
  }

  /** Turns ANTLR's code point index into an index of the text. */
  int index(int codePoint) {
    return indices.length == 0 ? codePoint : indices[Math.min(codePoint, indices.length - 1)];
  }
}
