package org.ionspice.netlist;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The characters of one line after another for the generated lexer, without copies. Mutable.
 *
 * <p>Its indices are those of the text's chars, though the lexer sees whole code points.
 */
final class LineStream implements CharStream {
  private String text = "";
  private int at;

  void text(String next) {
    text = next;
    at = 0;
  }

  String text() {
    return text;
  }

  @Override
  public void consume() {
    char c = text.charAt(at++);
    if (Character.isHighSurrogate(c) && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))) {
      at++;
    }
  }

  @Override
  public int LA(int offset) {
    int index = offset < 0 ? at + offset : at + offset - 1;
    if (index < 0 || index >= text.length()) {
      return IntStream.EOF;
    }
    char c = text.charAt(index);
    return c < Character.MIN_SURROGATE ? c : text.codePointAt(index);
  }

  @Override
  public int mark() {
    return 0; // The whole line stays.
  }

  @Override
  public void release(int marker) {
    // Nothing was held.
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = index;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a, text.length());
    return text.substring(from, Math.max(from, Math.min(interval.b + 1, text.length())));
  }
}
