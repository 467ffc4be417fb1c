package org.ionspice.netlist;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.diagnostics.Span;

/** Takes the file names out of an {@code .include} or {@code .lib} line. */
final class FileNames {
  /** A name without its quotation marks. */
  record Name(String text, Span span) {}

  private FileNames() {}

  /** Returns the words behind the first, each bare, in double or in single quotes. */
  static List<Name> of(LogicalLine line) {
    String text = line.text();
    int at = line.key().length();
    List<Name> names = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c <= ' ') {
        at++;
        continue;
      }
      int until;
      if (c == '"' || c == '\'') {
        int close = text.indexOf(c, at + 1);
        until = close < 0 ? text.length() : close;
        names.add(new Name(text.substring(at + 1, until), line.span(at, until + 1)));
        until++;
      } else {
        until = at;
        while (until < text.length() && text.charAt(until) > ' ') {
          until++;
        }
        names.add(new Name(text.substring(at, until), line.span(at, until)));
      }
      at = until;
    }
    return names;
  }
}
