package org.ionspice.plot;

import java.util.List;
import java.util.Map;
import org.ionspice.result.Summary;
import org.ionspice.result.Table;

/** Draws the results of one kind of analysis. */
@FunctionalInterface
interface Drawing {
  /**
   * Returns the pictures by file name without ending.
   *
   * @param name of the result's files: {@code eis}, {@code eis2}
   * @param summaries what the analysis found beside its rows
   */
  Map<String, Picture> draw(String name, Table table, List<Summary> summaries);
}
