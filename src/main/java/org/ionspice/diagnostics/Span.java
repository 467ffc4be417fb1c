package org.ionspice.diagnostics;

/**
 * A run of characters on one physical line of a source.
 *
 * @param line line number, from one
 * @param column column of the first character, from one
 * @param length characters covered, at least one
 */
public record Span(Source source, int line, int column, int length) {
  /** The place of what the user did not write. */
  public static final Span NONE = new Span(Source.NONE, 0, 0, 1);

  public Span {
    length = Math.max(1, length);
  }

  /** Returns the span from the start of this one to the end of {@code last}, on this line. */
  public Span to(Span last) {
    if (last.line != line || last.source != source) {
      int rest = source.line(line).length() - column + 1;
      return new Span(source, line, column, Math.max(length, rest));
    }
    return new Span(source, line, column, last.column + last.length - column);
  }

  // By hand: the methods that records bring take milliseconds to start.
  @Override
  public boolean equals(Object other) {
    return other instanceof Span span
        && span.source == source
        && span.line == line
        && span.column == column
        && span.length == length;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(source) + 31 * (line + 31 * (column + 31 * length));
  }

  @Override
  public String toString() {
    return source == Source.NONE ? "(built in)" : source.name() + ":" + line + ":" + column;
  }
}
