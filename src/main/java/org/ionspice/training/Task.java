package org.ionspice.training;

import java.util.List;

/**
 * What a circuit is to learn.
 *
 * @param weights what may change
 * @param inputs numbers of devices that samples set
 * @param outputs what samples have targets for
 * @param training the samples that make the loss
 * @param test samples that are only looked at, empty for none
 */
public record Task(
    List<Weight> weights,
    List<Input> inputs,
    List<Output> outputs,
    List<Sample> training,
    List<Sample> test) {
  public Task {
    weights = List.copyOf(weights);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    training = List.copyOf(training);
    test = List.copyOf(test);
  }

  /** A parameter of a device that samples set, such as the value of a source. */
  public record Input(String device, String parameter) {}

  /**
   * What is read off the circuit: an unknown, or the difference of two.
   *
   * @param label as the netlist has it
   * @param plus name of the unknown, {@code v(a)}
   * @param minus name of what is subtracted; empty for nothing
   * @param time s, when it is read in a transient; NaN for its end
   * @param weight factor of its squared difference in the cost
   */
  public record Output(
      String label, String plus, String minus, String unit, double time, double weight) {
    /** Returns an output that counts once. */
    public static Output of(String label, String plus, String minus, String unit, double time) {
      return new Output(label, plus, minus, unit, time, 1);
    }

    /** Returns the same at another time, with another weight. */
    public Output at(double seconds, double factor) {
      return new Output(label, plus, minus, unit, seconds, factor);
    }
  }
}
