package org.ionspice.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/** Writes a summary as an aligned table for people. */
public final class SummaryText {
  private static final int DIGITS = 6;

  private SummaryText() {}

  /** Returns the title, the heads with their units, and the rows: numbers right, words left. */
  public static String of(Summary summary) {
    List<List<String>> table = new ArrayList<>();
    List<String> heads = new ArrayList<>();
    for (Column column : summary.columns()) {
      boolean bare = column.unit().isEmpty() || column.unit().equals("1");
      heads.add(bare ? column.name() : column.name() + " [" + column.unit() + "]");
    }
    table.add(heads);
    for (List<Object> row : summary.rows()) {
      List<String> cells = new ArrayList<>();
      for (Object cell : row) {
        cells.add(cell instanceof Double number ? number(number) : cell.toString());
      }
      table.add(cells);
    }
    StringBuilder text = new StringBuilder(summary.title());
    for (Map.Entry<String, Double> step : summary.steps().entrySet()) {
      text.append(", ").append(step.getKey()).append(" = ").append(number(step.getValue()));
    }
    text.append('\n');
    int[] widths = new int[heads.size()];
    for (List<String> row : table) {
      for (int k = 0; k < widths.length; k++) {
        widths[k] = Math.max(widths[k], row.get(k).length());
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < widths.length; k++) {
        String gap = " ".repeat(widths[k] - row.get(k).length());
        boolean word = summary.columns().get(k).unit().isEmpty();
        line.append("  ").append(word ? row.get(k) + gap : gap + row.get(k));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    return Numbers.scientific(value, DIGITS);
  }
}
