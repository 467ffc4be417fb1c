package org.ionspice.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Step;
import org.ionspice.measure.Result;
import org.ionspice.measure.Spread;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;

/** Shows how measurements spread over the runs of {@code .mc}. */
final class Spreads {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("measurement", ""),
          new Column("unit", ""),
          new Column("runs", "1"),
          new Column("failed", "1"),
          new Column("mean", "1"),
          new Column("sigma", "1"),
          new Column("min", "1"),
          new Column("max", "1"));

  private Spreads() {}

  /** Returns a table for each combination of the other steps; none without {@code .mc}. */
  static List<Summary> of(Design design, List<Result> results) {
    Optional<Step> runs =
        design.steps().stream().filter(step -> step.kind() == Step.Kind.RUN).findFirst();
    if (runs.isEmpty()) {
      return List.of();
    }
    Map<Map<String, Double>, List<List<Object>>> tables = new LinkedHashMap<>();
    for (Spread spread : Spread.over(runs.get().label(), results)) {
      tables.computeIfAbsent(spread.steps(), key -> new ArrayList<>()).add(row(spread));
    }
    String title = "Spread over the runs of .mc, seed " + runs.get().parameter();
    List<Summary> summaries = new ArrayList<>();
    tables.forEach(
        (steps, rows) -> summaries.add(new Summary("spread", title, steps, COLUMNS, rows)));
    return summaries;
  }

  private static List<Object> row(Spread spread) {
    String analysis = spread.analysis();
    boolean numbered = Character.isDigit(analysis.charAt(analysis.length() - 1));
    return List.of(
        numbered ? spread.name() + " (" + analysis + ")" : spread.name(),
        spread.unit(),
        (double) (spread.good() + spread.failed()),
        (double) spread.failed(),
        spread.mean(),
        spread.sigma(),
        spread.min(),
        spread.max());
  }
}
