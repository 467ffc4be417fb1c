package org.ionspice.netlist;

import java.util.Locale;
import org.ionspice.diagnostics.Span;

/**
 * A line of a {@code .control} section, continuations joined and comments removed.
 *
 * @param span the place of its first word
 */
public record ScriptLine(String text, Span span) {
  /** Returns its first word in lower case. */
  public String key() {
    String bare = text.strip();
    int end = 0;
    while (end < bare.length()
        && !Character.isWhitespace(bare.charAt(end))
        && bare.charAt(end) != '('
        && bare.charAt(end) != '=') {
      end++;
    }
    return bare.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Returns what follows the first word. */
  public String rest() {
    return text.strip().substring(key().length()).strip();
  }

  /** Returns the place of what follows the first word, as far as it stands on the same line. */
  public Span restSpan() {
    int from = text.strip().indexOf(rest(), key().length());
    int room = span.source().line(span.line()).length() - span.column() + 1 - from;
    return rest().isEmpty() || room < 1
        ? span
        : new Span(
            span.source(), span.line(), span.column() + from, Math.min(rest().length(), room));
  }

  /** Returns another text at the same place. */
  public ScriptLine with(String other) {
    return new ScriptLine(other, span);
  }
}
