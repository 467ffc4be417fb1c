package org.ionspice.analysis;

import java.util.List;
import org.ionspice.result.Column;

/**
 * What one result of an analysis holds.
 *
 * @param name short name for files: {@code ac}, {@code noise_total}
 * @param plotName the plot name of the raw format
 * @param columns the first is the scale when the analysis has one
 * @param complex whether each column takes two doubles a row
 */
public record ResultShape(String name, String plotName, List<Column> columns, boolean complex) {
  public ResultShape {
    columns = List.copyOf(columns);
  }
}
