package org.ionspice.integration;

import java.util.Arrays;
import java.util.List;

/**
 * The samples of a {@link Tape}: values of the dense output at given times.
 *
 * <p>Mutable; part of a tape.
 */
final class TapeSamples {
  private final List<Tape.Sample> samples;
  private final double[] values;

  /** Positions of samples in the order of their times. */
  private final int[] sorted;

  private int taken;

  TapeSamples(List<Tape.Sample> samples) {
    this.samples = List.copyOf(samples);
    values = new double[samples.size()];
    Integer[] order = new Integer[samples.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (a, b) -> Double.compare(samples.get(a).time(), samples.get(b).time()));
    sorted = Arrays.stream(order).mapToInt(i -> i).toArray();
    clear();
  }

  List<Tape.Sample> all() {
    return samples;
  }

  double[] values() {
    return values;
  }

  int[] sorted() {
    return sorted;
  }

  /** Forgets all values. */
  void clear() {
    taken = 0;
    Arrays.fill(values, Double.NaN);
  }

  /** Takes the values up to the first point {@code end}, or the step that ends there, once more. */
  void again(Tape tape, TapePoint end) {
    taken = 0;
    note(tape, end, 0);
  }

  /** Takes the values up to the point {@code end}, whose step began at {@code start}. */
  void note(Tape tape, TapePoint end, double start) {
    while (taken < sorted.length && samples.get(sorted[taken]).time() <= end.t) {
      Tape.Sample sample = samples.get(sorted[taken]);
      double value = 0;
      if (end.shown.length == 0) {
        value = difference(end.x, sample);
      } else {
        double[] weights = weights(end, start, sample.time());
        for (int j = 0; j < weights.length; j++) {
          value += weights[j] * difference(tape.point(end.shown[j]).x, sample);
        }
      }
      values[sorted[taken++]] = value;
    }
  }

  private static double difference(double[] x, Tape.Sample sample) {
    return x[sample.plus()] - x[sample.minus()];
  }

  /** Returns what the points of a step's dense output have in its value at {@code time}. */
  static double[] weights(TapePoint end, double start, double time) {
    double s = (time - start) / (end.t - start);
    double[] weights = new double[end.places.length];
    for (int j = 0; j < weights.length; j++) {
      double w = 1;
      for (int k = 0; k < weights.length; k++) {
        if (k != j) {
          w *= (s - end.places[k]) / (end.places[j] - end.places[k]);
        }
      }
      weights[j] = w;
    }
    return weights;
  }
}
