package org.ionspice.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.SteadyState;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.circuit.Circuit;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;

/** Settles at the operating point, and differentiates by its adjoint. */
final class SteadySettling implements Settling {
  private final Assembly system;
  private final SteadyState steady;
  private final int weights;
  private final double[] ownInputs;
  private final int[] plus;
  private final int[] minus;
  private final double[] slope;
  private final double[] gradient;

  /** Why the device of a weight or input did not take its value; empty when all did. */
  private String refused = "";

  SteadySettling(Circuit circuit, Settings settings, Task task) {
    system = new Assembly(circuit);
    List<DeviceNumber> numbers = new ArrayList<>();
    for (Weight weight : task.weights()) {
      numbers.add(find(weight.device(), weight.parameter()));
    }
    for (Task.Input input : task.inputs()) {
      numbers.add(find(input.device(), input.parameter()));
    }
    weights = task.weights().size();
    steady = new SteadyState(system, settings, numbers);
    ownInputs = new double[task.inputs().size()];
    for (int k = 0; k < ownInputs.length; k++) {
      ownInputs[k] = numbers.get(weights + k).value(system);
    }
    plus = task.outputs().stream().mapToInt(o -> system.indexOf(o.plus())).toArray();
    minus =
        task.outputs().stream()
            .mapToInt(o -> o.minus().isEmpty() ? system.size() : system.indexOf(o.minus()))
            .toArray();
    slope = new double[system.size() + 1];
    gradient = new double[weights];
  }

  private DeviceNumber find(String device, String parameter) {
    return DeviceNumber.find(system, device, parameter)
        .orElseThrow(() -> new IllegalArgumentException("no number " + device + "." + parameter));
  }

  @Override
  public int stateSize() {
    return system.size() + 1;
  }

  @Override
  public void weights(double[] values) {
    refused = "";
    for (int k = 0; k < weights; k++) {
      set(k, values[k]);
    }
  }

  private void set(int k, double value) {
    try {
      steady.set(k, value);
    } catch (IllegalArgumentException e) {
      refused = String.valueOf(e.getMessage());
    }
  }

  @Override
  public void inputs(double[] values) {
    for (int k = 0; k < values.length; k++) {
      set(weights + k, Double.isNaN(values[k]) ? ownInputs[k] : values[k]);
    }
  }

  @Override
  public Optional<Diagnostic> settle(double[] state, boolean warm, double[] outputs) {
    if (!refused.isEmpty()) {
      return Optional.of(
          Diagnostic.of(
              Code.E213, Span.NONE, "training went too far: " + refused, "give min= and max="));
    }
    Optional<Diagnostic> failure = steady.solve(state, warm);
    for (int k = 0; k < plus.length; k++) {
      outputs[k] = state[plus[k]] - state[minus[k]];
    }
    return failure;
  }

  @Override
  public Optional<Diagnostic> pullBack(double[] state, double[] slopes, double[] sum) {
    Arrays.fill(slope, 0);
    for (int k = 0; k < plus.length; k++) {
      slope[plus[k]] += slopes[k];
      slope[minus[k]] -= slopes[k];
    }
    Arrays.fill(gradient, 0);
    if (!steady.pullBack(state, slope, gradient)) {
      return Optional.of(
          Diagnostic.of(
              Code.E402,
              Span.NONE,
              "no gradient: the equations do not fix " + steady.singular(),
              "take gradient=difference, or other values to begin with"));
    }
    for (int k = 0; k < weights; k++) {
      sum[k] += gradient[k];
    }
    return Optional.empty();
  }

  @Override
  public long iterations() {
    return steady.iterations();
  }
}
