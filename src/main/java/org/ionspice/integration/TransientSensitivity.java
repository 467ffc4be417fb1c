package org.ionspice.integration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.OutputVariable;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.SensitiveNumbers;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.result.Column;
import org.ionspice.result.Header;
import org.ionspice.result.ResultSink;

/**
 * {@code .sens} of a transient: the derivatives of an output at some times by every number of every
 * device.
 *
 * <p>The transient runs once; for every time there is one walk back over its steps ({@link
 * TransientAdjoint}), whatever the count of numbers.
 *
 * @param output what is looked at
 * @param plan the transient
 * @param times s, rising, within the transient
 * @param place where the netlist asks for it
 */
public record TransientSensitivity(
    OutputVariable output, Transient plan, double[] times, Span place) implements Analysis {
  /** Bytes that the steps may take; then they are repeated from checkpoints. */
  private static final double MEMORY = 256e6;

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

  @Override
  public String keyword() {
    return "sens";
  }

  @Override
  public String plotName() {
    return "Sensitivity Analysis";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("time", "s"));
    columns.addAll(numbers(system).columns(output));
    return columns;
  }

  /** A number that changes one of several equal delays has no derivative and is left out. */
  private static SensitiveNumbers numbers(Assembly system) {
    SensitiveNumbers all = SensitiveNumbers.ofTransient(system);
    DelayedValues delays = new DelayedValues(system);
    while (true) {
      delays.begin(new ParameterDerivatives(system, all.numbers()));
      int ambiguous = delays.ambiguous();
      if (ambiguous < 0) {
        return all;
      }
      all = all.without(ambiguous);
    }
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    SensitiveNumbers named = numbers(system);
    Optional<Diagnostic> excess = named.excess(times.length, place);
    if (excess.isPresent()) {
      return new Outcome(0, 0, 0, excess);
    }
    List<DeviceNumber> numbers = named.numbers();
    ParameterDerivatives derivatives = new ParameterDerivatives(system, numbers);
    List<Tape.Sample> samples = new ArrayList<>();
    for (double time : times) {
      samples.add(new Tape.Sample(time, output.plusIn(system), output.minusIn(system)));
    }
    Tape tape = new Tape(samples, MEMORY, place, derivatives);
    Probes none = Probes.of(system, List.of(), Map.of(), new ArrayList<>());
    Outcome outcome =
        plan.record(
            new Run(
                system, run.settings(), none, NOWHERE, run.watch(), run.atTemperature()),
            tape);
    if (outcome.failure().isPresent() || run.watch().cancelled()) {
      return outcome;
    }
    TransientAdjoint walk = new TransientAdjoint(system, run.settings());
    double[] gradient = new double[named.size()];
    double[] row = new double[1 + gradient.length];
    double[] pick = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      Arrays.fill(pick, 0);
      Arrays.fill(gradient, 0);
      pick[k] = 1;
      Optional<Diagnostic> failure = walk.add(tape, pick, derivatives, gradient);
      if (failure.isPresent()) {
        return new Outcome(k, 0, outcome.iterations(), failure);
      }
      row[0] = times[k];
      System.arraycopy(gradient, 0, row, 1, gradient.length);
      run.sink().row(row);
      run.watch().progress((k + 1.0) / times.length, times[k]);
      if (run.watch().cancelled()) {
        break;
      }
    }
    return new Outcome(times.length, 0, outcome.iterations(), Optional.empty(), outcome.remarks())
        .finding(List.of(named.largest(system, output, gradient)), List.of());
  }
}
