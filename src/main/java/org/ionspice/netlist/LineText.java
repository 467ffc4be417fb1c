package org.ionspice.netlist;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;

/**
 * The text a parser was given, as a part of a logical line: turns tokens into places.
 *
 * @param offset where the parsed text starts in the line
 * @param text the parsed text
 */
record LineText(LogicalLine line, int offset, String text, Diagnostics sink) {
  Span span(Token token) {
    return between(token, token);
  }

  Span span(ParserRuleContext context) {
    Token stop = context.getStop() == null ? context.getStart() : context.getStop();
    return between(context.getStart(), stop);
  }

  /** Returns the place of one character of the token, counted from zero. */
  Span within(Token token, int offsetInToken, int length) {
    int from = offset + index(token.getStartIndex()) + offsetInToken;
    return line.span(from, from + length);
  }

  Span between(Token first, Token last) {
    if (first.getType() == Token.EOF) {
      return line.end();
    }
    int until = Math.max(first.getStartIndex(), last.getStopIndex()) + 1;
    return line.span(offset + index(first.getStartIndex()), offset + index(until));
  }

  /** Turns ANTLR's code point index into an index of the text. */
  int index(int codePoint) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.offsetByCodePoints(
            0, Math.min(codePoint, text.codePointCount(0, text.length())));
      }
    }
    return codePoint;
  }
}
