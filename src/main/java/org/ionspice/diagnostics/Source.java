package org.ionspice.diagnostics;

import java.util.List;

/**
 * A netlist file as it was read: the name that messages print, and its lines for carets.
 *
 * <p>Compared by identity, because one run may include the same file twice.
 */
public final class Source {
  /** Stands for places that no file has, such as a value given on the command line. */
  public static final Source NONE = new Source("", "");

  private final String name;
  private final List<String> lines;

  /** Makes a source of the file {@code name} with the whole {@code text}, LF or CRLF. */
  public Source(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  /** Returns the file's name as the user wrote it. */
  public String name() {
    return name;
  }

  /** Returns line {@code number}, counted from one; empty when there is no such line. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** Returns how many lines there are. */
  public int lineCount() {
    return lines.size();
  }

  @Override
  public String toString() {
    return name;
  }
}
