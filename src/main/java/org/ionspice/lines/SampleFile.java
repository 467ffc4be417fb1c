package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ionspice.units.SpiceNumber;

/**
 * A table of samples in a text file: a heading of names, then lines of numbers, all separated by
 * commas, semicolons, tabs or blanks.
 *
 * @param heading names in lower case, units in brackets taken off
 * @param trouble what is wrong with the text; empty when nothing is
 */
record SampleFile(List<String> heading, List<double[]> rows, String trouble) {
  static SampleFile read(String text) {
    List<String> heading = List.of();
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String raw : text.split("\\R")) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("*")) {
        continue;
      }
      if (heading.isEmpty()) {
        heading = names(line);
        continue;
      }
      List<String> cells = List.of(line.split("\\s*[,;\\t]\\s*|\\s+"));
      double[] row = new double[heading.size()];
      for (int k = 0; k < row.length; k++) {
        SpiceNumber.Result cell = k < cells.size() ? SpiceNumber.parse(cells.get(k)) : null;
        if (cell == null || !cell.isNumber() || cells.size() != row.length) {
          String message = "line " + number + " does not hold " + row.length + " numbers";
          return new SampleFile(heading, List.of(), message);
        }
        row[k] = cell.value();
      }
      rows.add(row);
    }
    return new SampleFile(heading, rows, rows.isEmpty() ? "the file holds no samples" : "");
  }

  /** Splits at separators outside of parentheses, brackets and quotes. */
  private static List<String> names(String line) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (char c : (line + ",").toCharArray()) {
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      quoted ^= c == '"';
      boolean separator = ",;\t ".indexOf(c) >= 0 && depth == 0 && !quoted;
      if (!separator) {
        name.append(c == '"' ? "" : String.valueOf(c));
      } else if (!name.isEmpty()) {
        names.add(
            name.toString().replaceAll("\\s+\\[.*]$", "").replace(" ", "").toLowerCase(Locale.ROOT));
        name.setLength(0);
      }
    }
    return names;
  }
}
