package org.ionspice.diagnostics;

import java.util.List;

/**
 * One mistake or remark, as a value: what is wrong, where, and what to do.
 *
 * @param message what is wrong, one line, without code and place
 * @param notes further places; may be empty
 * @param hint what to do; empty when there is nothing to say
 */
public record Diagnostic(
    Code code, Severity severity, Span at, String message, List<Note> notes, String hint) {
  /** Characters of a message or a hint; a hostile netlist has names of megabytes. */
  private static final int LONGEST = 4_000;

  public Diagnostic {
    message = bounded(message);
    notes = List.copyOf(notes);
    hint = bounded(hint);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Makes a diagnostic of the severity that belongs to {@code code}, without notes. */
  public static Diagnostic of(Code code, Span at, String message, String hint) {
    return new Diagnostic(code, code.severity(), at, message, List.of(), hint);
  }

  /** Returns the same diagnostic with one more note. */
  public Diagnostic with(Note note) {
    List<Note> more = new java.util.ArrayList<>(notes);
    more.add(note);
    return new Diagnostic(code, severity, at, message, more, hint);
  }

  /** Returns this diagnostic as an error, as {@code --strict} asks of warnings. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the whole text: place, code, message, source line, caret and hint, no final newline. */
  public String render() {
    StringBuilder text = new StringBuilder();
    if (at.source() != Source.NONE) {
      text.append(at).append(": ");
    }
    text.append(severity.word()).append('[').append(code.name()).append("]: ").append(message);
    excerpt(text, at);
    for (Note note : notes) {
      text.append("\n  = note: ");
      if (note.at().source() != Source.NONE) {
        text.append(note.at()).append(": ");
      }
      text.append(note.message());
    }
    if (!hint.isEmpty()) {
      text.append("\n  = hint: ").append(hint);
    }
    // Names come from the netlist; a terminal would obey the control characters in them.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }

  private static void excerpt(StringBuilder text, Span at) {
    String line = at.source().line(at.line());
    if (line.isEmpty()) {
      return;
    }
    // Long lines (generated netlists) are shown around the caret only.
    int from = at.column() > 120 ? at.column() - 60 : 1;
    int until = Math.min(line.length(), from + 159);
    String number = Integer.toString(at.line());
    String margin = " ".repeat(number.length());
    StringBuilder shown = new StringBuilder();
    StringBuilder caret = new StringBuilder();
    for (int i = from; i <= until; i++) {
      shown.append(line.charAt(i - 1));
    }
    for (int i = from; i < at.column(); i++) {
      boolean tab = i <= line.length() && line.charAt(i - 1) == '\t';
      caret.append(tab ? '\t' : ' ');
    }
    int room = Math.max(1, Math.min(at.length(), until - at.column() + 1));
    caret.append("^".repeat(room));
    text.append('\n').append(margin).append(" |");
    text.append('\n').append(number).append(" | ").append(shown);
    text.append('\n').append(margin).append(" | ").append(caret);
  }
}
