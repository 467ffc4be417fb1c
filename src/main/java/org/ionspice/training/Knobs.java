package org.ionspice.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The independent numbers that are trained: a weight, or all weights of a group. Immutable.
 *
 * @param labels names in results
 * @param units of each
 * @param start values to begin with
 * @param min least values
 * @param max largest values
 * @param ofWeight the knob of each weight
 */
record Knobs(
    List<String> labels,
    List<String> units,
    double[] start,
    double[] min,
    double[] max,
    int[] ofWeight) {
  static Knobs of(List<Weight> weights) {
    Map<String, Integer> known = new LinkedHashMap<>();
    List<String> units = new ArrayList<>();
    int[] ofWeight = new int[weights.size()];
    double[] start = new double[weights.size()];
    double[] min = new double[weights.size()];
    double[] max = new double[weights.size()];
    for (int k = 0; k < ofWeight.length; k++) {
      Weight w = weights.get(k);
      Integer at = known.get(w.label());
      if (at == null) {
        at = known.size();
        known.put(w.label(), at);
        units.add(w.unit());
        start[at] = w.start();
        min[at] = w.min();
        max[at] = w.max();
      }
      ofWeight[k] = at;
      min[at] = Math.max(min[at], w.min());
      max[at] = Math.min(max[at], w.max());
    }
    int count = known.size();
    Knobs knobs =
        new Knobs(
            List.copyOf(known.keySet()),
            units,
            java.util.Arrays.copyOf(start, count),
            java.util.Arrays.copyOf(min, count),
            java.util.Arrays.copyOf(max, count),
            ofWeight);
    knobs.project(knobs.start);
    return knobs;
  }

  int count() {
    return start.length;
  }

  /** Puts values back into their ranges. */
  void project(double[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(min[k], Math.min(max[k], values[k]));
    }
  }

  /** Returns the value of every weight. */
  double[] spread(double[] values) {
    double[] all = new double[ofWeight.length];
    for (int k = 0; k < all.length; k++) {
      all[k] = values[ofWeight[k]];
    }
    return all;
  }

  /** Returns derivatives by knobs from those by weights. */
  double[] gather(double[] byWeight) {
    double[] sum = new double[count()];
    for (int k = 0; k < byWeight.length; k++) {
      sum[ofWeight[k]] += byWeight[k];
    }
    return sum;
  }

  /**
   * Returns the size of each knob: its range, or its first value where the range is open, or 1. What
   * optimisers other than steepest descent see is the value over its size.
   */
  double[] sizes() {
    double[] sizes = new double[count()];
    for (int k = 0; k < sizes.length; k++) {
      double range = max[k] - min[k];
      sizes[k] = Double.isFinite(range) && range > 0 ? range : start[k] != 0 ? Math.abs(start[k]) : 1;
    }
    return sizes;
  }
}
