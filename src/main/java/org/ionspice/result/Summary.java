package org.ionspice.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an analysis found beside its curves: a small table of numbers and words, such as the
 * elements of an equivalent circuit or fitted constants. The command line prints it, and it goes
 * into the analysis's JSON file and into reports.
 *
 * @param name short name, lower case, unique within its analysis: {@code circuit}
 * @param title for people
 * @param steps values of the stepped parameters it belongs to, in their order
 * @param columns names and units; the unit of a column of words is empty
 * @param rows cells, each a {@link Double} or a {@link String}, as many as columns
 */
public record Summary(
    String name,
    String title,
    Map<String, Double> steps,
    List<Column> columns,
    List<List<Object>> rows) {
  public Summary {
    steps = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    columns = List.copyOf(columns);
    rows = rows.stream().<List<Object>>map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of " + row.size() + " cells in " + name);
      }
      for (Object cell : row) {
        if (!(cell instanceof Double || cell instanceof String)) {
          throw new IllegalArgumentException("neither number nor word: " + cell);
        }
      }
    }
  }

  /** Makes a summary of one run; the caller of the analysis adds the stepped parameters. */
  public Summary(String name, String title, List<Column> columns, List<List<Object>> rows) {
    this(name, title, Map.of(), columns, rows);
  }

  /** Returns the same summary, belonging to these values of stepped parameters. */
  public Summary at(List<String> names, double[] values) {
    Map<String, Double> here = new LinkedHashMap<>();
    for (int k = 0; k < values.length; k++) {
      here.put(names.get(k), values[k]);
    }
    return new Summary(name, title, here, columns, rows);
  }

  /** Returns the numbers of a column; words are NaN. */
  public double[] numbers(String column) {
    int at = columns.stream().map(Column::name).toList().indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + column + " in " + name);
    }
    return rows.stream()
        .mapToDouble(row -> row.get(at) instanceof Double d ? d : Double.NaN)
        .toArray();
  }

  /** Returns the words of a column; numbers as they print. */
  public List<String> words(String column) {
    int at = columns.stream().map(Column::name).toList().indexOf(column);
    List<String> words = new ArrayList<>();
    rows.forEach(row -> words.add(row.get(at).toString()));
    return words;
  }
}
