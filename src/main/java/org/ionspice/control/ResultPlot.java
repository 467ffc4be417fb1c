package org.ionspice.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.measure.Wave;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/** The vectors of one run, as {@code setplot} chooses among them. Mutable. */
final class ResultPlot {
  /** {@code tran1}. */
  final String name;

  /** The netlist's title, unless the script gives another. */
  String title;

  /** {@code Transient Analysis}. */
  String kind;

  String date;

  private static final Pattern LETTERED =
      Pattern.compile("(i\\(|@)([a-z])\\.((?:[^.()\\[\\]]+\\.)+\\2[^.()\\[\\]]*[)\\[].*)");

  /** What {@code meas} looks at; null for vectors that no analysis gave. */
  final @Nullable Table table;

  /** By lower-case name, in order. */
  final Map<String, Wave> vectors = new LinkedHashMap<>();

  /** What the run kept for {@code @device[quantity]} in the script only. */
  private final Map<String, Wave> beside = new LinkedHashMap<>();

  /** The output step of a transient, s; NaN without one. */
  double step = Double.NaN;

  /** The name of the scale; empty without one. */
  String scale = "";

  ResultPlot(String name, String title, String kind, String date, @Nullable Table table) {
    this.name = name;
    this.title = title;
    this.kind = kind;
    this.date = date;
    this.table = table;
  }

  /**
   * Makes the plot of a run's block.
   *
   * @param hidden names of columns that are no vectors of the plot
   */
  static ResultPlot of(String name, String date, Table table, int block, Set<String> hidden) {
    Header header = table.header();
    ResultPlot plot = new ResultPlot(name, header.title(), header.plotName(), date, table);
    Table.Block rows = table.blocks().get(block);
    if (header.analysis().equals("pz")) {
      plot.addRoots(header, rows);
      return plot;
    }
    for (int k = 0; k < header.columns().size(); k++) {
      Column column = header.columns().get(k);
      Wave wave =
          header.complex()
              ? new Wave(column.unit(), rows.column(2 * k), rows.column(2 * k + 1))
              : new Wave(column.unit(), rows.column(k), null);
      Map<String, Wave> to = hidden.contains(column.name()) ? plot.beside : plot.vectors;
      to.put(column.name().toLowerCase(Locale.ROOT), wave);
    }
    if (header.hasScale()) {
      plot.scale = header.columns().get(0).name().toLowerCase(Locale.ROOT);
    }
    return plot;
  }

  /** Adds a vector for each root, {@code pole(1)}, {@code zero(2)}, as ngspice has them. */
  private void addRoots(Header header, Table.Block rows) {
    for (int k = 1; k < header.columns().size(); k++) {
      Column kind = header.columns().get(k);
      double[] re = rows.column(2 * k);
      double[] im = rows.column(2 * k + 1);
      for (int i = 0; i < re.length && !Double.isNaN(re[i]); i++) {
        Wave root = new Wave(kind.unit(), new double[] {re[i]}, new double[] {im[i]});
        vectors.put(kind.name() + "(" + (i + 1) + ")", root);
      }
    }
  }

  /** Returns the vector of this name: as it is, as a node, or as a source's branch; or null. */
  @Nullable Wave find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Wave found = vectors.get(key);
    if (found == null) {
      found = vectors.get("v(" + key + ")");
    }
    if (found == null && key.endsWith("#branch")) {
      found = vectors.get("i(" + key.substring(0, key.length() - "#branch".length()) + ")");
    }
    if (found == null) {
      // ngspice puts the kind's letter before the path: i(v.x1.v1) is i(x1.v1).
      Matcher lettered = LETTERED.matcher(key);
      found = lettered.matches() ? vectors.get(lettered.group(1) + lettered.group(3)) : null;
    }
    if (found == null && (key.equals("frequency") || key.equals("time")) && !scale.isEmpty()) {
      found = scale.equals(key) ? vectors.get(scale) : null;
    }
    return found;
  }

  /** Returns the last value of a quantity that was kept for the script only, or null. */
  @Nullable Wave present(String name) {
    Wave found = beside.get(name.toLowerCase(Locale.ROOT));
    if (found == null || found.re().length == 0) {
      return null;
    }
    int end = found.re().length - 1;
    double[] im = found.im();
    return new Wave(
        found.unit(), new double[] {found.re()[end]}, im == null ? null : new double[] {im[end]});
  }

  /** Returns whether this holds results of an analysis, {@code tran}, or, {@code sp}, spectra. */
  boolean isOf(String analysis) {
    return table == null
        ? name.replaceAll("\\d+$", "").equals(analysis) && scale() != null
        : table.header().analysis().equals(analysis);
  }

  /** Returns the results for a measurement, with the vectors that were made beside them. */
  Table measured() {
    Wave along = scale();
    if (table != null && (along == null || madeNothing(along.re().length))) {
      return table;
    }
    int rows = along == null ? 0 : along.re().length;
    List<Column> columns = new ArrayList<>();
    List<Wave> waves = new ArrayList<>();
    boolean complex = false;
    for (Map.Entry<String, Wave> entry : vectors.entrySet()) {
      if (entry.getValue().re().length == rows) {
        boolean first = entry.getKey().equals(scale);
        String called = entry.getKey();
        if (!first && called.matches("[a-z_]\\w*") && !vectors.containsKey("v(" + called + ")")) {
          called = "v(" + called + ")"; // Measurements know quantities of circuits.
        }
        columns.add(first ? 0 : columns.size(), new Column(called, entry.getValue().unit()));
        waves.add(first ? 0 : waves.size(), entry.getValue());
        complex |= entry.getValue().im() != null;
      }
    }
    String analysis =
        table == null ? name.replaceAll("\\d+$", "") : table.header().analysis();
    Table made = new Table();
    made.begin(new Header(analysis, kind, title, columns, complex, List.of()));
    made.block(new double[0]);
    double[] row = new double[columns.size() * (complex ? 2 : 1)];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < waves.size(); k++) {
        double[] im = waves.get(k).im();
        row[complex ? 2 * k : k] = waves.get(k).re()[i];
        if (complex) {
          row[2 * k + 1] = im == null ? 0 : im[i];
        }
      }
      made.row(row);
    }
    return made;
  }

  private boolean madeNothing(int rows) {
    if (table == null) {
      return false;
    }
    Header header = table.header();
    return vectors.entrySet().stream()
        .allMatch(e -> e.getValue().re().length != rows || header.indexOf(e.getKey()) >= 0);
  }

  /** Returns the scale, or null. */
  @Nullable Wave scale() {
    return scale.isEmpty() ? null : vectors.get(scale);
  }
}
