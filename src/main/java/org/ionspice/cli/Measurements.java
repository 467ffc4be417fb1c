package org.ionspice.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ionspice.measure.Measure;
import org.ionspice.measure.Result;
import org.ionspice.output.Numbers;
import org.ionspice.result.Table;
import org.jspecify.annotations.Nullable;

/** Makes and prints the measurements of a netlist. */
final class Measurements {
  private Measurements() {}

  /** Returns the digits after the point that ngspice's NGSPICE_MEAS_PRECISION asks for, or 6. */
  static int digits(@Nullable String wanted) {
    return wanted != null && wanted.matches("[0-9]{1,2}")
        ? Math.min(17, Math.max(1, Integer.parseInt(wanted)))
        : 6;
  }

  private record Found(int table, int block, Result result) {}

  /**
   * Measures every analysis of a measurement's kind in every step. Sorted by analysis of the kind,
   * step, place in the netlist.
   *
   * @param stepped the same measurements as the netlist has them with these values of its steps
   */
  static List<Result> of(
      Map<String, Table> tables,
      List<Measure> measures,
      Function<double[], List<Measure>> stepped) {
    if (measures.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    Map<String, List<Measure>> bySteps = new HashMap<>();
    Map<String, Map<String, Double>> earlier = new HashMap<>();
    for (int m = 0; m < measures.size(); m++) {
      Measure measure = measures.get(m);
      int number = 0;
      for (Map.Entry<String, Table> entry : tables.entrySet()) {
        Table table = entry.getValue();
        if (!table.header().analysis().equals(measure.analysis())) {
          continue;
        }
        List<Table.Block> blocks = table.blocks();
        for (int i = 0; i < blocks.size(); i++) {
          // A formula may use what another kind of analysis gave in the same step.
          Map<String, Double> known =
              earlier.computeIfAbsent(number + " " + i, key -> new HashMap<>());
          double[] values = blocks.get(i).stepValues();
          List<Measure> here =
              values.length == 0
                  ? measures
                  : bySteps.computeIfAbsent(
                      Arrays.toString(values), key -> stepped.apply(values));
          Result result = here.get(m).evaluate(table.header(), blocks.get(i), known);
          if (result.succeeded()) {
            known.put(measure.name(), result.value());
          }
          found.add(
              new Found(number, i, result.at(entry.getKey(), table.header().steps(), values)));
        }
        number++;
      }
      if (number == 0) {
        String reason = "there are no results of ." + measure.analysis();
        found.add(new Found(0, 0, measure.failed(reason)));
      }
    }
    found.sort(Comparator.comparingInt(Found::table).thenComparingInt(Found::block));
    return found.stream().map(Found::result).toList();
  }

  /** Prints one line each, headed by {@code step: f = 10} and a numbered analysis ({@code tran2}). */
  static void print(List<Result> results, PrintStream out) {
    int digits = digits(System.getenv("NGSPICE_MEAS_PRECISION"));
    String before = "";
    for (Result result : results) {
      StringBuilder head = new StringBuilder();
      if (Character.isDigit(result.analysis().charAt(result.analysis().length() - 1))) {
        head.append("analysis: ").append(result.analysis()).append('\n');
      }
      result
          .steps()
          .forEach(
              (label, value) ->
                  head.append(head.indexOf("step: ") < 0 ? "step: " : ", ")
                      .append(label)
                      .append(" = ")
                      .append(Numbers.shortest(value)));
      String now = head.toString().stripTrailing();
      if (!now.equals(before) && !now.isEmpty()) {
        out.println(now);
      }
      before = now;
      out.println(result.render(digits));
    }
  }
}
