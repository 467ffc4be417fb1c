package org.ionspice.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a measurement spreads over runs that differ in one counted step.
 *
 * @param analysis name of the results: {@code tran}
 * @param steps values of the other steps by label
 * @param good runs in which it succeeded
 * @param failed runs in which it did not
 * @param mean NaN without a good run
 * @param sigma standard deviation of the sample (divided by good - 1); NaN below two good runs
 * @param min smallest value
 * @param max largest value
 */
public record Spread(
    String analysis,
    String name,
    String unit,
    Map<String, Double> steps,
    int good,
    int failed,
    double mean,
    double sigma,
    double min,
    double max) {

  private record Key(String analysis, String name, Map<String, Double> steps) {}

  /** Returns the spread of each measurement over the step called {@code label}. */
  public static List<Spread> over(String label, List<Result> results) {
    Map<Key, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : results) {
      if (result.steps().containsKey(label)) {
        Map<String, Double> others = new LinkedHashMap<>(result.steps());
        others.remove(label);
        groups
            .computeIfAbsent(
                new Key(result.analysis(), result.name(), others), key -> new ArrayList<>())
            .add(result);
      }
    }
    List<Spread> spreads = new ArrayList<>();
    groups.forEach((key, group) -> spreads.add(of(key, group)));
    return spreads;
  }

  private static Spread of(Key key, List<Result> group) {
    double[] values =
        group.stream().filter(Result::succeeded).mapToDouble(Result::value).toArray();
    double mean = Double.NaN;
    double min = Double.NaN;
    double max = Double.NaN;
    if (values.length > 0) {
      mean = 0;
      min = values[0];
      max = values[0];
      for (int k = 0; k < values.length; k++) {
        mean += (values[k] - mean) / (k + 1);
        min = Math.min(min, values[k]);
        max = Math.max(max, values[k]);
      }
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    String unit =
        group.stream().filter(Result::succeeded).map(Result::unit).findFirst().orElse("");
    return new Spread(
        key.analysis(),
        key.name(),
        unit,
        key.steps(),
        values.length,
        group.size() - values.length,
        mean,
        values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN,
        min,
        max);
  }
}
