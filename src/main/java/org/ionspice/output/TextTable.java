package org.ionspice.output;

import java.io.IOException;
import java.util.List;

/** Writes columns of numbers as text for people, {@code %.6e}, right-aligned under their names. */
public final class TextTable {
  private TextTable() {}

  /**
   * Writes the names and then one line for each row.
   *
   * @param columns as many as names, all equally long
   * @param index whether rows begin with a running index
   * @param narrowest characters of a column at least
   * @param digits behind the point
   */
  public static void write(
      List<String> names,
      List<double[]> columns,
      boolean index,
      int narrowest,
      int digits,
      Appendable out)
      throws IOException {
    out.append(index ? "Index" : "");
    for (String name : names) {
      out.append("  ").append(padded(name, narrowest));
    }
    out.append('\n');
    int rows = columns.isEmpty() ? 0 : columns.get(0).length;
    for (int row = 0; row < rows; row++) {
      out.append(index ? padded(Integer.toString(row), 5) : "");
      for (int i = 0; i < names.size(); i++) {
        int width = Math.max(narrowest, names.get(i).length());
        String number = Numbers.scientific(columns.get(i)[row], digits);
        out.append("  ").append(padded(number, width));
      }
      out.append('\n');
    }
  }

  /** Writes the same with a sign between the columns, and no blanks. */
  public static void write(
      List<String> names,
      List<double[]> columns,
      boolean index,
      String delimiter,
      int digits,
      Appendable out)
      throws IOException {
    out.append(index ? "Index" + delimiter : "").append(String.join(delimiter, names)).append('\n');
    int rows = columns.isEmpty() ? 0 : columns.get(0).length;
    for (int row = 0; row < rows; row++) {
      out.append(index ? row + delimiter : "");
      for (int i = 0; i < names.size(); i++) {
        out.append(i == 0 ? "" : delimiter).append(Numbers.scientific(columns.get(i)[row], digits));
      }
      out.append('\n');
    }
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
