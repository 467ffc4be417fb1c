package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Source;
import org.ionspice.diagnostics.Span;

/** Cuts a file into logical lines: drops comments, joins {@code +} lines and {@code \\} ends. */
final class LogicalLines {
  private LogicalLines() {}

  /** Returns the logical lines of {@code source} from line {@code first} (from one) on. */
  static List<LogicalLine> of(Source source, int first, Diagnostics sink) {
    List<LogicalLine> lines = new ArrayList<>();
    LogicalLine open = null;
    boolean goesOn = false;
    for (int number = first; number <= source.lineCount(); number++) {
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
      int start = firstLetter(raw);
      int end = endOf(raw, start);
      if (end <= start) {
        continue;
      }
      boolean more = end - start >= 2 && raw.startsWith("\\\\", end - 2);
      if (more) {
        end -= 2;
      }
      boolean plus = raw.charAt(start) == '+';
      if (plus && !goesOn) {
        start++;
      }
      if ((plus || goesOn) && open != null) {
        open.append(raw.substring(start, end), number, start + 1);
      } else if (plus) {
        sink.add(
            Code.E101,
            new Span(source, number, start, 1),
            "the line continues nothing",
            "a line that starts with + needs a statement before it");
      } else {
        if (open != null) {
          open.finish();
          lines.add(open);
        }
        open = new LogicalLine(source);
        open.append(raw.substring(start, end), number, start + 1);
      }
      goesOn = more && open != null;
    }
    if (open != null) {
      open.finish();
      lines.add(open);
    }
    return lines;
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
    for (int i = start; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        int close = raw.indexOf('"', i + 1);
        i = close < 0 ? i : close;
      } else if (c == ';' || startsComment(raw, i, start)) {
        end = i;
        break;
      }
    }
    while (end > start && isBlank(raw.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean startsComment(String raw, int at, int start) {
    boolean blankBefore = at == start || isBlank(raw.charAt(at - 1));
    if (!blankBefore) {
      return false;
    }
    char c = raw.charAt(at);
    return c == '/' && raw.startsWith("//", at)
        || c == '$' && (at + 1 == raw.length() || isBlank(raw.charAt(at + 1)));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u00A0' || c == '\uFEFF';
  }
}
