package org.ionspice.netlist;

import java.util.Arrays;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/**
 * The logical lines of a file: comments dropped, {@code +} lines and {@code \\} ends joined.
 *
 * <p>Only where each begins is kept; the lines themselves are made when they are asked for.
 */
final class LogicalLines {
  private final Source source;

  /** The physical line with which each begins, and the one behind the last. */
  private final int[] first;

  private final int from;
  private final int until;

  private LogicalLines(Source source, int[] first, int from, int until) {
    this.source = source;
    this.first = first;
    this.from = from;
    this.until = until;
  }

  /** Finds the logical lines of {@code source} from line {@code begin} (from one) on. */
  static LogicalLines of(Source source, int begin, Diagnostics sink) {
    int[] first = new int[16];
    int count = 0;
    boolean goesOn = false;
    Cut cut = new Cut();
    for (int number = begin; number <= source.lineCount(); number++) {
      String raw = source.line(number);
      int nul = raw.indexOf('\0');
      if (nul >= 0) {
        sink.add(
            Code.E105,
            new Span(source, number, nul + 1, 1),
            "the line holds a NUL character",
            "save the netlist as plain UTF-8 text");
        continue;
      }
      if (!cut.of(raw, goesOn)) {
        continue;
      }
      if (cut.plus && count == 0) {
        sink.add(
            Code.E101,
            new Span(source, number, cut.start, 1),
            "the line continues nothing",
            "a line that starts with + needs a statement before it");
      } else if (count == 0 || !cut.plus && !goesOn) {
        if (count + 1 >= first.length) {
          first = Arrays.copyOf(first, 2 * first.length);
        }
        first[count++] = number;
      }
      goesOn = cut.more && count > 0;
    }
    first[count] = source.lineCount() + 1;
    return new LogicalLines(source, first, 0, count);
  }

  int size() {
    return until - from;
  }

  /** Returns the number, from one, of the physical line that alone is line {@code index}; 0 if none. */
  int alone(int index) {
    int number = first[from + index];
    return first[from + index + 1] == number + 1 ? number : 0;
  }

  Source source() {
    return source;
  }

  LogicalLines part(int begin, int end) {
    return new LogicalLines(source, first, from + begin, from + end);
  }

  LogicalLine get(int index) {
    LogicalLine line = new LogicalLine(source);
    Cut cut = new Cut();
    boolean goesOn = false;
    for (int k = first[from + index]; k < first[from + index + 1]; k++) {
      String raw = source.line(k);
      if (raw.indexOf('\0') < 0 && cut.of(raw, goesOn)) {
        line.append(raw.substring(cut.start, cut.end), k, cut.start + 1);
        goesOn = cut.more;
      }
    }
    line.finish();
    return line;
  }

  /** What of a physical line belongs to the statement. Mutable. */
  private static final class Cut {
    int start;
    int end;

    /** Whether it starts with a plus sign, which continues the line before. */
    boolean plus;

    /** Whether it ends with a sign that the next line continues it. */
    boolean more;

    /** Cuts a line; returns whether anything is left. */
    boolean of(String raw, boolean goesOn) {
      start = firstLetter(raw);
      end = endOf(raw, start);
      if (end <= start) {
        return false;
      }
      more = end - start >= 2 && raw.startsWith("\\\\", end - 2);
      if (more) {
        end -= 2;
      }
      plus = raw.charAt(start) == '+';
      if (plus && !goesOn) {
        start++;
      }
      return true;
    }
  }

  private static int firstLetter(String raw) {
    int at = 0;
    while (at < raw.length() && isBlank(raw.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Returns where the statement part of {@code raw} ends; {@code start} for a comment line. */
  private static int endOf(String raw, int start) {
    if (start >= raw.length() || raw.charAt(start) == '*' || raw.charAt(start) == '#') {
      return start;
    }
    int end = raw.length();
    boolean blank = true;
    for (int i = start; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        int close = raw.indexOf('"', i + 1);
        i = close < 0 ? i : close;
      } else if (c == ';' || blank && startsComment(raw, i, c)) {
        end = i;
        break;
      }
      blank = isBlank(c);
    }
    while (end > start && isBlank(raw.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Returns whether a comment starts here, behind a blank. */
  private static boolean startsComment(String raw, int at, char c) {
    return c == '/' && raw.startsWith("//", at)
        || c == '$' && (at + 1 == raw.length() || isBlank(raw.charAt(at + 1)));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u00A0' || c == '\uFEFF';
  }
}
