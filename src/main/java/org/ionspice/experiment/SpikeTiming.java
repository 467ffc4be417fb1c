package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.reduction.ExponentialFit;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/**
 * Spike-timing dependent plasticity: what a pair of spikes changes, against the time from the first
 * neuron's to the second's, and an exponential on either side (G.-Q. Bi and M.-M. Poo, J. Neurosci.
 * 18 (1998) 10464, doi:10.1523/JNEUROSCI.18-24-10464.1998).
 *
 * @param delays post minus pre, s
 * @param shape of both spikes
 * @param post the source of the post-synaptic spike; empty when the difference of both spikes, or
 *     their sum, is put on the one source
 * @param postSign 1 for a sum across the device, -1 for a difference
 * @param settle s, from the end of the second spike to the reading
 * @param farthest whether the change is the largest on the way instead of what is left at the end
 */
public record SpikeTiming(
    double[] delays,
    SpikeShape shape,
    String post,
    double postSign,
    double settle,
    boolean farthest)
    implements Procedure {
  public SpikeTiming {
    delays = delays.clone();
  }

  @Override
  public double[] delays() {
    return delays.clone();
  }

  @Override
  public int tries() {
    return delays.length;
  }

  @Override
  public List<Column> columns(String unit) {
    return List.of(
        new Column("dt", "s"),
        new Column("before", unit),
        new Column("after", unit),
        new Column("change", unit),
        new Column("relative", "1"),
        new Column("fit", unit));
  }

  @Override
  public Optional<List<Summary>> run(Trial trial, String unit, ResultSink sink)
      throws IOException {
    double[] changes = new double[delays.length];
    double[][] rows = new double[delays.length][6];
    for (int k = 0; k < delays.length; k++) {
      Optional<double[]> pair = pair(trial, delays[k]);
      if (pair.isEmpty()) {
        return Optional.empty();
      }
      double before = pair.get()[0];
      changes[k] = pair.get()[1] - before;
      rows[k] =
          new double[] {
            delays[k], before, pair.get()[1], changes[k], changes[k] / before, Double.NaN
          };
    }
    Optional<ExponentialFit> late = side(changes, 1);
    Optional<ExponentialFit> early = side(changes, -1);
    for (double[] row : rows) {
      Optional<ExponentialFit> fit = row[0] > 0 ? late : row[0] < 0 ? early : Optional.empty();
      row[5] = fit.isPresent() ? fit.get().at(Math.abs(row[0])) : Double.NaN;
      sink.row(row);
    }
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    add(columns, row, "plus", unit, late);
    add(columns, row, "minus", unit, early);
    return Optional.of(
        row.isEmpty()
            ? List.of()
            : List.of(new Summary("stdp", "Spike-timing window", columns, List.of(row))));
  }

  private static void add(
      List<Column> columns,
      List<Object> row,
      String side,
      String unit,
      Optional<ExponentialFit> fit) {
    if (fit.isPresent()) {
      ExponentialFit.Term term = fit.get().terms().get(0);
      Fitted.add(columns, row, "a_" + side, unit, term.amplitude(), term.amplitudeBound());
      Fitted.add(columns, row, "tau_" + side, "s", term.tau(), term.tauBound());
    }
  }

  private Optional<ExponentialFit> side(double[] changes, int sign) {
    int[] on =
        java.util.stream.IntStream.range(0, delays.length)
            .filter(k -> delays[k] * sign > 0)
            .toArray();
    double[] x = Arrays.stream(on).mapToDouble(k -> Math.abs(delays[k])).toArray();
    double[] y = Arrays.stream(on).mapToDouble(k -> changes[k]).toArray();
    return x.length < 2 ? Optional.empty() : ExponentialFit.of(x, y, 1, 0);
  }

  /** Returns the readings before and after one pair; empty when the run stopped early. */
  private Optional<double[]> pair(Trial trial, double delay) throws IOException {
    Pulses pulses = trial.pulses();
    Reading reading = trial.reading();
    double edge = pulses.edge();
    boolean read = !Double.isNaN(reading.level());
    SpikeShape probe =
        new SpikeShape(
            SpikeShape.Kind.SQUARE, reading.level() - pulses.base(), edge + reading.width(), 0, 0,
            edge);
    List<SpikeSum.Spike> first = new ArrayList<>();
    List<Samples.Window> windows = new ArrayList<>();
    double start = pulses.lead();
    if (read) {
      first.add(new SpikeSum.Spike(start, 1, probe));
      windows.add(point(start + probe.width()));
      start += probe.end() + reading.delay();
    } else {
      windows.add(point(start));
    }
    double pre = start + Math.max(0, -delay);
    double after = start + Math.max(0, delay);
    first.add(new SpikeSum.Spike(pre, 1, shape));
    SpikeSum.Spike other = new SpikeSum.Spike(after, postSign, shape);
    double end = Math.max(pre, after) + shape.end() + settle;
    SpikeShape mark = new SpikeShape(SpikeShape.Kind.SQUARE, 0, edge, 0, 0, edge);
    if (read) {
      first.add(new SpikeSum.Spike(end, 1, probe));
      windows.add(point(end + probe.width()));
    } else {
      first.add(new SpikeSum.Spike(end, 1, mark)); // Only so that a step ends there.
      windows.add(farthest ? new Samples.Window(start, end) : point(end));
    }
    if (post.isEmpty()) {
      first.add(other);
    } else {
      SpikeSum.Spike positive = new SpikeSum.Spike(after, 1, shape);
      trial.bench().drive(post, new SpikeSum(pulses.base(), List.of(positive)));
    }
    trial.bench().drive(trial.source(), new SpikeSum(pulses.base(), first));
    Optional<Samples> samples =
        trial.bench().sample(windows.get(windows.size() - 1).to(), windows);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    double factor = reading.ofSource() ? -1 / (read ? reading.level() : pulses.base()) : 1;
    double before = samples.get().last(0);
    double later = farthest ? samples.get().farthest(1, before) : samples.get().last(1);
    return Optional.of(new double[] {factor * before, factor * later});
  }

  private static Samples.Window point(double time) {
    return new Samples.Window(time, time);
  }
}
