package org.ionspice.result;

import java.util.List;

/**
 * What a result holds.
 *
 * @param analysis short name for files: {@code op dc ac tran}; stepped runs share one result
 * @param plotName the raw format's plot name, {@code Transient Analysis}
 * @param title the netlist's title
 * @param columns the first is the scale (time, frequency, swept value), if any is: {@link #hasScale}
 * @param complex whether each column takes two doubles a row: real, imaginary
 * @param steps names of the stepped parameters; their values head each block ({@link
 *     ResultSink#block})
 */
public record Header(
    String analysis,
    String plotName,
    String title,
    List<Column> columns,
    boolean complex,
    List<String> steps) {
  /** Analyses that give single values. */
  private static final List<String> UNSCALED = List.of("op", "tf", "noise_total", "four_total");

  public Header {
    columns = List.copyOf(columns);
    steps = List.copyOf(steps);
  }

  /** Returns whether the first column is a scale, along which the others go. */
  public boolean hasScale() {
    return !UNSCALED.contains(analysis);
  }

  /** Returns whether the first column is real in a complex result too: a frequency or a number. */
  public boolean hasRealScale() {
    return !columns.isEmpty()
        && (columns.get(0).unit().equals("Hz") || columns.get(0).name().equals("number"));
  }

  /** Returns the doubles of one row. */
  public int width() {
    return columns.size() * (complex ? 2 : 1);
  }

  /** Returns the position of the column {@code name}, any case, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
