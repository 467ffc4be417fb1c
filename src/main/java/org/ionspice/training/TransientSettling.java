package org.ionspice.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.circuit.Circuit;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.integration.Tape;
import org.ionspice.integration.Transient;
import org.ionspice.integration.TransientAdjoint;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/** Settles in a transient, and differentiates by a walk back over its steps. */
final class TransientSettling implements Settling {
  /** The step of differences by what moves corners, as a part of the weight's value. */
  private static final double STEP = 0x1p-7;

  private final Assembly system;
  private final Transient plan;
  private final Run run;
  private final List<DeviceNumber> numbers = new ArrayList<>();
  private final int weights;
  private final double[] ownInputs;
  private final ParameterDerivatives derivatives;
  private final Tape tape;
  private final TransientAdjoint walk;
  private long iterations;

  /** The weights that move corners of waveforms, of which the walk back knows nothing. */
  private int[] moving = {};

  private boolean movingKnown;

  /** Why the device of a weight or input did not take its value; empty when all did. */
  private String refused = "";

  TransientSettling(Circuit circuit, Settings settings, Task task, Settle settle) {
    system = new Assembly(circuit);
    for (Weight weight : task.weights()) {
      numbers.add(find(weight.device(), weight.parameter()));
    }
    weights = numbers.size();
    derivatives = new ParameterDerivatives(system, numbers);
    for (Task.Input input : task.inputs()) {
      numbers.add(find(input.device(), input.parameter()));
    }
    ownInputs = new double[task.inputs().size()];
    for (int k = 0; k < ownInputs.length; k++) {
      ownInputs[k] = numbers.get(weights + k).value(system);
    }
    List<Tape.Sample> samples = new ArrayList<>();
    for (Task.Output output : task.outputs()) {
      samples.add(
          new Tape.Sample(
              Double.isNaN(output.time()) ? settle.stop() : output.time(),
              system.indexOf(output.plus()),
              output.minus().isEmpty() ? system.size() : system.indexOf(output.minus())));
    }
    plan = new Transient(settle.stop(), settle.stop(), 0, Double.NaN, settle.initial(), false);
    Probes none = Probes.of(system, List.of(), Map.of(), new ArrayList<>());
    run = new Run(system, settings, none, NOWHERE, QUIET, celsius -> system);
    tape = new Tape(samples, settle.memory(), settle.place(), derivatives);
    walk = new TransientAdjoint(system, settings);
  }

  private DeviceNumber find(String device, String parameter) {
    return DeviceNumber.find(system, device, parameter)
        .orElseThrow(() -> new IllegalArgumentException("no number " + device + "." + parameter));
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void weights(double[] values) {
    refused = "";
    for (int k = 0; k < weights; k++) {
      set(k, values[k]);
    }
  }

  @Override
  public void inputs(double[] values) {
    for (int k = 0; k < values.length; k++) {
      set(weights + k, Double.isNaN(values[k]) ? ownInputs[k] : values[k]);
    }
  }

  private void set(int k, double value) {
    DeviceNumber number = numbers.get(k);
    Instance now = system.instance(number.instance());
    if (number.value(system) == value) {
      return;
    }
    try {
      Optional<Instance> other = number.at(now, value);
      if (other.isEmpty()) {
        refused = "@" + now.name() + "[" + number.name() + "] cannot be " + value;
      } else {
        system.replace(number.instance(), other.get().model());
      }
    } catch (IllegalArgumentException e) {
      refused = String.valueOf(e.getMessage());
    }
  }

  @Override
  public Optional<Diagnostic> settle(double[] state, boolean warm, double[] outputs) {
    if (!refused.isEmpty()) {
      return Optional.of(
          Diagnostic.of(
              Code.E213, Span.NONE, "training went too far: " + refused, "give min= and max="));
    }
    Outcome outcome;
    try {
      outcome = plan.record(run, tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    iterations += outcome.iterations();
    System.arraycopy(tape.values(), 0, outputs, 0, outputs.length);
    return outcome.failure();
  }

  @Override
  public Optional<Diagnostic> pullBack(double[] state, double[] slopes, double[] sum) {
    if (!movingKnown) {
      moving = IntStream.range(0, weights).filter(derivatives::movesCorners).toArray();
      movingKnown = true;
    }
    if (moving.length == 0) {
      return walk.add(tape, slopes, derivatives, sum);
    }
    double[] walked = new double[weights];
    double[] outputs = tape.values();
    Optional<Diagnostic> failure = walk.add(tape, slopes, derivatives, walked);
    for (int k : moving) {
      walked[k] = 0;
      failure = failure.isPresent() ? failure : byDifference(k, slopes, outputs, walked);
    }
    for (int k = 0; k < weights; k++) {
      sum[k] += walked[k];
    }
    return failure;
  }

  /** Takes the derivative by a weight from two runs beside it, or one where the other side is shut. */
  private Optional<Diagnostic> byDifference(
      int k, double[] slopes, double[] outputs, double[] gradient) {
    double value = numbers.get(k).value(system);
    double step = STEP * (value == 0 ? plan.stop() : Math.abs(value));
    double[] up = outputs.clone();
    double[] down = outputs.clone();
    Optional<Diagnostic> failure = beside(k, value + step, up);
    boolean above = refused.isEmpty();
    if (failure.isPresent()) {
      return failure;
    }
    failure = beside(k, value - step, down);
    boolean below = refused.isEmpty();
    set(k, value);
    refused = "";
    double apart = (above ? step : 0) + (below ? step : 0);
    for (int i = 0; i < outputs.length && apart > 0; i++) {
      gradient[k] += slopes[i] * (up[i] - down[i]) / apart;
    }
    return failure;
  }

  /** Fills the outputs with weight {@code k} at another value, if the device takes that. */
  private Optional<Diagnostic> beside(int k, double value, double[] outputs) {
    refused = "";
    set(k, value);
    return refused.isEmpty() ? settle(new double[0], true, outputs) : Optional.empty();
  }

  @Override
  public long iterations() {
    return iterations;
  }

  private static final ResultSink NOWHERE =
      new ResultSink() {
        @Override
        public void begin(Header header) {}

        @Override
        public void block(double[] stepValues) {}

        @Override
        public void row(double[] values) {}

        @Override
        public void close() {}
      };

  private static final Run.Watch QUIET =
      new Run.Watch() {
        @Override
        public void progress(double fraction, double step) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };
}
