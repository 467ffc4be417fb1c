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
   */
  public record Output(String label, String plus, String minus, String unit, double time) {}
}
