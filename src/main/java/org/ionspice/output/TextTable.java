package org.ionspice.output;

import java.io.IOException;
import java.util.List;

/** Writes columns of numbers as text for people, {@code %.6e}, right-aligned under their names. */
public final class TextTable {
  private static final int DIGITS = 6;
  private static final int NARROWEST = 15;

  private TextTable() {}

  /**
   * Writes the names and then one line for each row, a running index first.
   *
   * @param columns as many as names, all equally long
   */
  public static void write(List<String> names, List<double[]> columns, Appendable out)
      throws IOException {
    out.append("Index");
    for (String name : names) {
      out.append("  ").append(padded(name, NARROWEST));
    }
    out.append('\n');
    int rows = columns.isEmpty() ? 0 : columns.get(0).length;
    for (int row = 0; row < rows; row++) {
      out.append(padded(Integer.toString(row), 5));
      for (int i = 0; i < names.size(); i++) {
        int width = Math.max(NARROWEST, names.get(i).length());
        String number = Numbers.scientific(columns.get(i)[row], DIGITS);
        out.append("  ").append(padded(number, width));
      }
      out.append('\n');
    }
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
