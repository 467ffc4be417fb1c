package org.ionspice.training;

import java.util.Arrays;

/**
 * What is put into a circuit, and what is to come out.
 *
 * @param inputs a value for each input of the problem; NaN keeps the netlist's
 * @param targets a value for each output of the problem; NaN for outputs that may be anything
 */
public record Sample(double[] inputs, double[] targets) {
  public Sample {
    inputs = inputs.clone();
    targets = targets.clone();
  }

  @Override
  public double[] inputs() {
    return inputs.clone();
  }

  @Override
  public double[] targets() {
    return targets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample sample
        && Arrays.equals(inputs, sample.inputs)
        && Arrays.equals(targets, sample.targets);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(inputs) + Arrays.hashCode(targets);
  }
}
