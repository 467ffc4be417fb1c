package org.ionspice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.Simulation;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.TestDevices;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.Table;

/** Gradients of samples of a transient, by the walk back and by differences of whole runs. */
final class GradientProbe {
  /** A rectifier of a sine of 500 Hz whose diode has a charge, with a coil. */
  static final String[] RECTIFIER = {
    "V1 in 0 sin(0.3 1 500)",
    "R1 in a 1k",
    "D1 a b dd",
    ".model dd d(is=1e-9 cjo=50n)",
    "L1 b c 20m",
    "C1 c 0 0.3u",
    "R2 c 0 3k"
  };

  /** Pulses every 20 ns on a line of 3.3 ns that is matched at neither end. */
  static final String[] REFLECTING_LINE = {
    "V1 in 0 pulse(0 1 1n 2n 2n 8n 20n)",
    "R1 in a 20",
    "T1 a 0 b 0 z0=50 td=3.3n",
    "C1 b 0 20p",
    "R2 b 0 300"
  };

  private final Transient plan;
  private final Settings settings;
  private final Simulation simulation;
  private final List<Tape.Sample> samples = new ArrayList<>();
  private final List<String[]> names = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param plan the transient
   * @param options as on {@code .options}
   */
  GradientProbe(Transient plan, Map<String, Object> options, String... lines) {
    this.plan = plan;
    settings = TestDevices.settings(options);
    String text = "gradient\n" + String.join("\n", lines) + "\n.op\n.end\n";
    simulation = Simulation.of("gradient.cir", text);
    assertThat(simulation.isRunnable()).as(simulation.diagnostics().toString()).isTrue();
  }

  /** Returns the options of a formula and a tolerance. */
  static Map<String, Object> options(String method, double reltol) {
    return Map.of("method", method, "reltol", reltol);
  }

  Assembly system() {
    return new Assembly(simulation.design().circuit());
  }

  /** Samples the quantity {@code name}. */
  GradientProbe sample(double time, String name) {
    Assembly system = system();
    int plus = system.indexOf(name);
    assertThat(plus).as(name).isNotNegative();
    samples.add(new Tape.Sample(time, plus, system.size()));
    return this;
  }

  /** Makes the gradient be by {@code @device[name]}. */
  GradientProbe by(String device, String... of) {
    for (String name : of) {
      names.add(new String[] {device, name});
    }
    return this;
  }

  private List<DeviceNumber> numbers(Assembly system) {
    return names.stream().map(n -> DeviceNumber.find(system, n[0], n[1]).orElseThrow()).toList();
  }

  /** Returns the values of the numbers. */
  double[] sizes() {
    Assembly system = system();
    return numbers(system).stream().mapToDouble(n -> n.value(system)).toArray();
  }

  static Run run(Assembly system, Settings settings) {
    Table table = new Table();
    Probes probes = Probes.everything(system);
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("time", "s"));
    columns.addAll(probes.columns());
    table.begin(new Header("tran", "Transient Analysis", "test", columns, false, List.of()));
    table.block(new double[0]);
    Run.Watch quiet =
        new Run.Watch() {
          @Override
          public void progress(double fraction, double step) {}

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    return new Run(system, settings, probes, table, quiet, t -> system);
  }

  /** What a gradient with little memory came to. */
  record Bounded(double[] gradient, double[] values, double bytes, long replayed) {}

  /** Returns the gradient with a tape of so many bytes, and what that took. */
  Bounded bounded(double memory, double... factors) throws Exception {
    Assembly system = system();
    ParameterDerivatives numbers = new ParameterDerivatives(system, numbers(system));
    Tape tape = new Tape(samples, memory, Span.NONE, numbers);
    record(system, tape);
    double bytes = tape.bytes();
    double[] gradient = new double[names.size()];
    TransientAdjoint walk = new TransientAdjoint(system, settings);
    assertThat(walk.add(tape, factors, numbers, gradient)).isEmpty();
    return new Bounded(gradient, tape.values(), bytes, tape.replayedSteps());
  }

  private Tape record(Assembly system) throws Exception {
    return record(system, new Tape(samples));
  }

  private Tape record(Assembly system, Tape tape) throws Exception {
    Outcome outcome = plan.record(run(system, settings), tape);
    if (!outcome.completed()) {
      throw new AssertionError(outcome.failure().orElseThrow().render());
    }
    return tape;
  }

  /** Returns the values of the samples. */
  double[] values() throws Exception {
    return record(system()).values();
  }

  /** Returns the gradient of the sum of factors times samples. */
  double[] gradient(double... factors) throws Exception {
    Assembly system = system();
    Tape tape = record(system);
    ParameterDerivatives numbers = new ParameterDerivatives(system, numbers(system));
    double[] gradient = new double[names.size()];
    var trouble = new TransientAdjoint(system, settings).add(tape, factors, numbers, gradient);
    assertThat(trouble).isEmpty();
    return gradient;
  }

  /** Returns why there is no gradient. */
  Optional<Diagnostic> trouble(double... factors) throws Exception {
    Assembly system = system();
    Tape tape = record(system);
    ParameterDerivatives numbers = new ParameterDerivatives(system, numbers(system));
    double[] gradient = new double[names.size()];
    return new TransientAdjoint(system, settings).add(tape, factors, numbers, gradient);
  }

  /** Returns the same by central differences of whole runs. */
  double[] differences(double step, double... factors) throws Exception {
    double[] gradient = new double[names.size()];
    for (int k = 0; k < gradient.length; k++) {
      double up = at(k, step, factors);
      double down = at(k, -step, factors);
      Assembly system = system();
      double value = numbers(system).get(k).value(system);
      double change = value == 0 ? step : step * Math.abs(value);
      gradient[k] = (up - down) / (2 * change);
    }
    return gradient;
  }

  private double at(int k, double step, double[] factors) throws Exception {
    Assembly system = system();
    DeviceNumber number = numbers(system).get(k);
    double value = number.value(system);
    double change = value == 0 ? step : step * Math.abs(value);
    system.replace(
        number.instance(),
        number.at(system.instance(number.instance()), value + change).orElseThrow().model());
    double[] values = record(system).values();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += factors[i] * values[i];
    }
    return sum;
  }
}
