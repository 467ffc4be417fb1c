package org.ionspice.analysis;

import java.io.IOException;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.result.Column;

/** One analysis line of a netlist, ready to run. Implemented by records, also above this package. */
public interface Analysis {
  /** Returns the short name used for files: {@code op dc ac tran eis}. */
  String keyword();

  /** Returns the plot name of the raw format. */
  String plotName();

  /** Returns the columns of its rows for a circuit and the quantities that are saved. */
  List<Column> columns(Assembly system, Probes probes);

  /** Returns whether each column takes two doubles a row. */
  default boolean complex() {
    return false;
  }

  /** Returns whether time passes between its rows, so that energies have a meaning. */
  default boolean takesTime() {
    return false;
  }

  /** Returns what it writes beside its rows, to {@link Run#further()}. */
  default List<ResultShape> further(Assembly system) {
    return List.of();
  }

  /** Returns the same for an analysis whose further results hold saved quantities too. */
  default List<ResultShape> further(Assembly system, Probes probes) {
    return further(system);
  }

  /** Returns how many rows a block has at least, as far as that is known before it runs. */
  default double leastRows() {
    return 0;
  }

  /** Runs one block (one set of stepped parameters) and streams its rows. */
  Outcome run(Run run) throws IOException;

  /** Returns the saved quantities after the scale {@code name}, in {@code unit}. */
  static List<Column> behind(String name, String unit, Probes probes) {
    List<Column> columns = new java.util.ArrayList<>();
    columns.add(new Column(name, unit));
    columns.addAll(probes.columns());
    return columns;
  }
}
