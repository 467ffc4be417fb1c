package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;
import org.jspecify.annotations.Nullable;

/** A statement's text, continuations joined and comments removed, that knows where it stood. */
final class LogicalLine {
  /** A physical piece: {@code column} (from one) is where the text from {@code start} on stood. */
  private record Piece(int start, int line, int column) {}

  private final Source source;

  // Most lines are of one piece, which is then the text.
  private List<Piece> pieces = List.of();
  private @Nullable StringBuilder joined;
  private String text = "";
  private int firstLetter;

  /** Characters at the front that the user did not write. */
  private int added;

  LogicalLine(Source source) {
    this.source = source;
  }

  /** Makes a line of a formula that stands alone, all of it at {@code at}. */
  static LogicalLine of(String text, Span at) {
    LogicalLine line = new LogicalLine(at.source());
    line.append(text, at.line(), at.column());
    line.finish();
    return line;
  }

  /** Makes the dot line that a command stands for: its point is not in the source. */
  static LogicalLine ofCommand(String text, Span at) {
    LogicalLine line = of("." + text, at);
    line.added = 1;
    return line;
  }

  /** Appends a physical piece that starts at {@code column}, from one. */
  void append(String piece, int line, int column) {
    if (pieces.isEmpty()) {
      pieces = List.of(new Piece(0, line, column));
      text = piece;
      return;
    }
    if (joined == null) {
      joined = new StringBuilder(text);
      pieces = new ArrayList<>(pieces);
    }
    joined.append(' ');
    pieces.add(new Piece(joined.length(), line, column));
    joined.append(piece);
  }

  /** Ends the appending. */
  void finish() {
    if (joined != null) {
      text = joined.toString();
      joined = null;
    }
    while (firstLetter < text.length() && text.charAt(firstLetter) <= ' ') {
      firstLetter++;
    }
  }

  String text() {
    return text;
  }

  /** Returns the first word in lower case when it starts with a point; empty for elements. */
  String dotKey() {
    return firstLetter < text.length() && text.charAt(firstLetter) == '.' ? key() : "";
  }

  /** Returns the first word in lower case. */
  String key() {
    int end = firstLetter;
    while (end < text.length() && " \t=(,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(firstLetter, end).toLowerCase(Locale.ROOT);
  }

  /** Returns the place of the characters from {@code from} to before {@code until}. */
  Span span(int from, int until) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).start() <= from) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Piece piece = pieces.get(low);
    boolean last = low + 1 == pieces.size();
    int end = last ? text.length() : pieces.get(low + 1).start() - 1;
    int start = Math.max(from - added, 0);
    int length = Math.min(until, end) - added - start;
    return new Span(source, piece.line(), piece.column() + start - piece.start(), length);
  }

  /** Returns the place of the first word. */
  Span start() {
    return span(firstLetter, firstLetter + Math.max(1, key().length()));
  }

  /** Returns the place just behind the last character. */
  Span end() {
    int last = text.length();
    while (last > 0 && text.charAt(last - 1) <= ' ') {
      last--;
    }
    return span(last, last + 1);
  }
}
