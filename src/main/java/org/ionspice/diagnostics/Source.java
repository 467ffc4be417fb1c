package org.ionspice.diagnostics;

import java.util.Arrays;

/**
 * A netlist file as it was read: the name that messages print, and its lines for carets.
 *
 * <p>Compared by identity, because one run may include the same file twice.
 */
public final class Source {
  /** Stands for places that no file has, such as a value given on the command line. */
  public static final Source NONE = new Source("", "");

  private final String name;
  private final String text;

  /** Where each line starts; one more for the end of the text. */
  private final int[] starts;

  private final int count;

  /** Makes a source of the file {@code name} with the whole {@code text}; lines end in LF, CRLF, CR. */
  public Source(String name, String text) {
    this.name = name;
    this.text = text;
    int[] found = new int[Math.max(16, text.length() / 32)];
    int lines = 0;
    int at = 0;
    while (at < text.length()) {
      if (lines + 1 >= found.length) {
        found = Arrays.copyOf(found, 2 * found.length);
      }
      found[lines++] = at;
      at = behindLine(text, at);
    }
    found[lines] = text.length();
    starts = Arrays.copyOf(found, lines + 1);
    count = lines;
  }

  private static int behindLine(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return at + 1;
      }
      if (c == '\r') {
        return at + 1 < text.length() && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
      }
    }
    return text.length();
  }

  /** Returns the file's name as the user wrote it. */
  public String name() {
    return name;
  }

  /** Returns line {@code number}, counted from one; empty when there is no such line. */
  public String line(int number) {
    if (number < 1 || number > count) {
      return "";
    }
    int from = starts[number - 1];
    return text.substring(from, from + lineLength(number));
  }

  /** Returns the number of characters in line {@code number}, which must exist, without its end. */
  public int lineLength(int number) {
    int from = starts[number - 1];
    int until = starts[number];
    while (until > from && isEnd(text.charAt(until - 1))) {
      until--;
    }
    return until - from;
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Returns a character of line {@code number}, which must exist; {@code column} is from zero. */
  public char charAt(int number, int column) {
    return text.charAt(starts[number - 1] + column);
  }

  /** Returns a part of line {@code number}, which must have it; {@code column} is from zero. */
  public String part(int number, int column, int length) {
    int from = starts[number - 1] + column;
    return text.substring(from, from + length);
  }

  /** Returns how many lines there are. */
  public int lineCount() {
    return count;
  }

  /** Returns how many characters there are, line ends included. */
  public int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return name;
  }
}
