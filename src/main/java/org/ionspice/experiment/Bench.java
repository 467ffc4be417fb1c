package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.integration.Transient;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Attachment;
import org.ionspice.result.Summary;
import org.ionspice.waveform.Waveform;

/**
 * A circuit on which pulses are tried: sources get other waveforms, a transient runs, a quantity is
 * sampled. Every try starts anew, so that results do not depend on the order of tries.
 *
 * <p>Mutable; for one analysis and one thread. {@link #release} gives the sources back.
 */
final class Bench {
  private final Run run;
  private final Assembly system;
  private final Probes probes;
  private final boolean initial;
  private final List<Integer> driven = new ArrayList<>();
  private final List<DeviceModel> original = new ArrayList<>();
  private final int tries;
  private int done;
  private long points;
  private long rejected;
  private long iterations;
  private Optional<Diagnostic> failure = Optional.empty();
  private final List<Diagnostic> remarks = new ArrayList<>();

  /**
   * Makes a bench.
   *
   * @param quantity what is sampled, such as {@code i(v1)} or {@code @n1[g]}
   * @param meters where currents of devices without a branch of their own are
   * @param initial whether runs start from the initial values, as with {@code uic}
   * @param tries how many runs there will be, for the progress
   */
  Bench(Run run, String quantity, Map<String, String> meters, boolean initial, int tries) {
    this.run = run;
    this.system = run.system();
    this.initial = initial;
    this.tries = tries;
    List<String> missing = new ArrayList<>();
    probes = Probes.of(system, List.of(quantity), meters, missing);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("there is no quantity " + missing.get(0));
    }
  }

  /** Gives a source a waveform, whose first value it has at rest too. */
  void drive(String source, Waveform waveform) {
    int k = system.instanceIndex(source);
    DeviceModel model = system.instance(k).model();
    if (!driven.contains(k)) {
      driven.add(k);
      original.add(model);
    }
    ParameterTable<? extends DeviceModel> table = ParameterTable.ofAny(model.getClass());
    DeviceModel still =
        table
            .with(model, "dc", waveform.initial())
            .record()
            .map(DeviceModel.class::cast)
            .orElseThrow();
    system.replace(k, table.exchange(still, "waveform", waveform));
  }

  /** Gives all sources their own waveforms back. */
  void release() {
    for (int i = 0; i < driven.size(); i++) {
      system.replace(driven.get(i), original.get(i));
    }
  }

  /** Runs a transient to {@code stop}; empty when it failed or the user stopped it. */
  Optional<Samples> sample(double stop, List<Samples.Window> windows) throws IOException {
    Samples samples = new Samples(windows);
    Run inner =
        new Run(
            system,
            run.settings(),
            probes,
            samples,
            new Run.Watch() {
              @Override
              public void progress(double fraction, double step) {
                run.watch().progress((done + fraction) / tries, step);
              }

              @Override
              public boolean cancelled() {
                return run.watch().cancelled();
              }
            },
            run.atTemperature());
    Outcome outcome =
        new Transient(stop / 50, stop, 0, Double.NaN, initial, false).run(inner);
    done++;
    points += outcome.points();
    rejected += outcome.rejected();
    iterations += outcome.iterations();
    outcome.remarks().stream().filter(r -> !remarks.contains(r)).forEach(remarks::add);
    failure = outcome.failure();
    boolean good = outcome.completed() && !run.watch().cancelled();
    return good ? Optional.of(samples) : Optional.empty();
  }

  /** Returns how the tries went, and what was found. */
  Outcome outcome(List<Summary> found) {
    List<Attachment> none = List.of();
    return new Outcome(points, rejected, iterations, failure, remarks, found, none);
  }

  /** Returns the unit of what is sampled. */
  static String unit(Assembly system, String quantity, Map<String, String> meters) {
    List<String> missing = new ArrayList<>();
    Probes probes = Probes.of(system, List.of(quantity), meters, missing);
    return missing.isEmpty() ? probes.columns().get(0).unit() : "1";
  }
}
