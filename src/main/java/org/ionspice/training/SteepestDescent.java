package org.ionspice.training;

import java.util.Optional;

/** Steepest descent: w -= rate dC/dw, in the units of the weights. */
record SteepestDescent(Knobs knobs, double rate) implements Optimiser {
  @Override
  public Optional<Objective.Value> step(double[] values, Objective.Value here, Cost cost) {
    for (int k = 0; k < values.length; k++) {
      values[k] -= rate * here.gradient()[k];
    }
    knobs.project(values);
    return Optional.empty();
  }
}
