package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Outcome;
import org.ionspice.analysis.Probes;
import org.ionspice.analysis.ResultShape;
import org.ionspice.analysis.Run;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.periodic.Orbit;
import org.ionspice.periodic.Shooting;
import org.ionspice.reduction.Loop;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;
import org.ionspice.waveform.Sine;
import org.ionspice.waveform.Waveform;
import org.ionspice.waveform.Waveforms;

/**
 * {@code .hysteresis}: current-voltage loops under a sine or triangle at several frequencies, with
 * their areas, crossings and directions. The loop is the periodic orbit, found by shooting, or some
 * first cycles. Each frequency starts from the operating point, so that their order has no effect.
 *
 * @param source name of the V or I source whose waveform is replaced, lower case
 * @param amplitude V or A
 * @param offset V or A
 * @param frequencies Hz
 * @param triangle whether the drive has straight sides, else it is a sine
 * @param cycles how many cycles from the operating point; 0 for the periodic orbit
 * @param read drive at which both branches are compared
 * @param origin where the line stands
 */
public record Hysteresis(
    String source,
    double amplitude,
    double offset,
    double[] frequencies,
    boolean triangle,
    int cycles,
    double read,
    Span origin)
    implements Analysis {
  /** Points of a cycle from which areas and crossings are read. */
  static final int FINE = 4000;

  private static final List<Column> OWN =
      List.of(
          new Column("voltage", "V"),
          new Column("current", "A"),
          new Column("time", "s"),
          new Column("frequency", "Hz"));

  public Hysteresis {
    frequencies = frequencies.clone();
  }

  /** The rows of one cycle: time, voltage, current. */
  record Cycle(double[] voltage, double[] current) {}

  /** What one frequency gives. */
  private record Part(Optional<Cycle> cycle, String how, double repeats) {}

  @Override
  public String keyword() {
    return "hysteresis";
  }

  @Override
  public String plotName() {
    return "Current-Voltage Loops";
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>(OWN);
    columns.addAll(probes.columns());
    return columns;
  }

  @Override
  public List<ResultShape> further(Assembly system) {
    String response = system.instance(system.instanceIndex(source)).type().equals("i") ? "V" : "A";
    return List.of(
        new ResultShape("hysteresis_loops", "Loops over Frequency", measures(response), false));
  }

  /** Returns the columns of the numbers that each frequency gives. */
  private static List<Column> measures(String response) {
    return List.of(
        new Column("frequency", "Hz"),
        new Column("most", response),
        new Column("least", response),
        new Column("area", "W"),
        new Column("total_area", "W"),
        new Column("lobes", "1"),
        new Column("up_at_0", response),
        new Column("down_at_0", response),
        new Column("on_off", "1"),
        new Column("rectification", "1"),
        new Column("repeats_to", "1"));
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Work work = new Work(run);
    List<List<Object>> loops = new ArrayList<>();
    List<List<Object>> lobes = new ArrayList<>();
    List<List<Object>> crossings = new ArrayList<>();
    for (int k = 0; k < frequencies.length; k++) {
      double f = frequencies[k];
      work.drive.follow(waveform(f));
      Part part = cycles > 0 ? work.cycles(f) : work.orbit(f);
      if (part.cycle().isEmpty()) {
        return work.outcome();
      }
      Cycle cycle = part.cycle().get();
      boolean byCurrent = work.drive.isCurrent();
      double[] w = byCurrent ? cycle.current() : cycle.voltage();
      double[] y = byCurrent ? cycle.voltage() : cycle.current();
      Loop loop = Loop.of(w, y, byCurrent, run.settings().reltol());
      double[] numbers = {
        f,
        loop.most(),
        loop.least(),
        loop.area(),
        loop.lobes().stream().mapToDouble(l -> Math.abs(l.area())).sum(),
        loop.lobes().size(),
        loop.upAtZero(),
        loop.downAtZero(),
        Loop.onOff(w, y, read),
        loop.rectification(),
        part.repeats()
      };
      run.further().get(0).row(numbers);
      List<Object> row = new ArrayList<>();
      for (double number : numbers) {
        row.add(number);
      }
      row.add(part.how());
      loops.add(row);
      for (int l = 0; l < loop.lobes().size(); l++) {
        Loop.Lobe lobe = loop.lobes().get(l);
        lobes.add(
            List.of(
                f, (double) (l + 1), lobe.from(), lobe.to(), lobe.area(), lobe.direction()));
      }
      for (Loop.Crossing crossing : loop.crossings()) {
        boolean swap = byCurrent;
        crossings.add(
            List.of(
                f,
                swap ? crossing.response() : crossing.drive(),
                swap ? crossing.drive() : crossing.response(),
                crossing.crosses() ? "crosses" : "touches"));
      }
      run.watch().progress((k + 1.0) / frequencies.length, 1 / f);
    }
    String drive = work.drive.isCurrent() ? "A" : "V";
    String response = work.drive.isCurrent() ? "V" : "A";
    return work.outcome()
        .finding(
            List.of(
                loops(loops, response),
                lobes(lobes, drive),
                new Summary(
                    "crossings",
                    "Where the loops cross or touch themselves",
                    List.of(
                        new Column("frequency", "Hz"),
                        new Column("voltage", "V"),
                        new Column("current", "A"),
                        new Column("kind", "")),
                    crossings)),
            List.of());
  }

  private static Summary loops(List<List<Object>> rows, String response) {
    List<Column> columns = new ArrayList<>(measures(response));
    columns.add(new Column("cycle", ""));
    return new Summary("loops", "Loops", columns, rows);
  }

  private static Summary lobes(List<List<Object>> rows, String drive) {
    return new Summary(
        "lobes",
        "Lobes",
        List.of(
            new Column("frequency", "Hz"),
            new Column("lobe", "1"),
            new Column("from", drive),
            new Column("to", drive),
            new Column("area", "W"),
            new Column("direction", "")),
        rows);
  }

  private Waveform waveform(double f) {
    if (!triangle) {
      return new Sine(offset, amplitude, f, 0, 0, 0);
    }
    double t = 1 / f;
    return Waveforms.pwl(
        new double[] {0, t / 4, 3 * t / 4, t},
        new double[] {offset, offset + amplitude, offset - amplitude, offset},
        0,
        0);
  }

  /** The workspaces of one run. */
  private final class Work {
    private final Run run;
    private final Drive drive;
    private final Probes probes;
    private final int[] saved;
    private final double[] row;
    private final List<Diagnostic> remarks = new ArrayList<>();
    private Optional<Diagnostic> failure = Optional.empty();
    private long rows;
    private long rejected;
    private long iterations;

    Work(Run run) {
      this.run = run;
      Assembly system = run.system();
      drive = new Drive(system, source);
      Probes own = Probes.of(system, drive.names(), java.util.Map.of(), new ArrayList<>());
      probes = own.and(run.probes());
      List<Column> columns = probes.columns();
      saved =
          run.probes().columns().stream().mapToInt(columns::indexOf).toArray();
      row = new double[OWN.size() + saved.length];
    }

    Outcome outcome() {
      return new Outcome(rows, rejected, iterations, failure, remarks);
    }

    /** Writes the quantities of {@link #probes} at {@code t}. */
    private void write(double f, double t, double[] values) throws IOException {
      row[0] = drive.voltage(values);
      row[1] = drive.current(t, values);
      row[2] = t;
      row[3] = f;
      for (int k = 0; k < saved.length; k++) {
        row[OWN.size() + k] = values[saved[k]];
      }
      run.sink().row(row);
      rows++;
    }

    Part orbit(double f) throws IOException {
      Assembly system = run.system();
      if (system.hasEvents() || system.evaluation().delayCount() > 0) {
        return settled(f);
      }
      Optional<String> obstacle = Shooting.obstacle(system);
      if (obstacle.isPresent()) {
        failure =
            Optional.of(
                Diagnostic.of(
                    Code.E405, origin, "no shooting here: " + obstacle.get(), "give cycles=N"));
        return new Part(Optional.empty(), "", 0);
      }
      Shooting shooting = new Shooting(run, origin);
      Optional<Orbit> found =
          shooting.start(0, false) ? shooting.driven(0, 1 / f) : Optional.empty();
      iterations += shooting.iterations();
      rejected += shooting.rejected();
      shooting.remarks().stream().filter(d -> !remarks.contains(d)).forEach(remarks::add);
      if (found.isEmpty()) {
        failure = shooting.failure();
        return new Part(Optional.empty(), "", 0);
      }
      Orbit orbit = found.get();
      orbit.read(system, probes, 400, (t, values) -> write(f, t, values));
      return new Part(Optional.of(fine(orbit)), "periodic", orbit.closure());
    }

    private Cycle fine(Orbit orbit) throws IOException {
      List<double[]> points = new ArrayList<>();
      orbit.read(
          run.system(),
          probes,
          FINE,
          (t, values) ->
              points.add(new double[] {drive.voltage(values), drive.current(t, values)}));
      return cycle(points);
    }

    private Part cycles(double f) throws IOException {
      FirstCycles first = new FirstCycles(run, probes, 1 / f, cycles);
      first.go((t, values) -> write(f, t, values));
      take(first);
      return new Part(
          first.completed() ? Optional.of(cycle(points(first))) : Optional.empty(),
          cycles == 1 ? "first" : "number " + cycles,
          first.repeats());
    }

    private Part settled(double f) throws IOException {
      FirstCycles waiting = new FirstCycles(run, probes, 1 / f, 0);
      waiting.go((t, values) -> {});
      take(waiting);
      if (!waiting.completed()) {
        return new Part(Optional.empty(), "", 0);
      }
      for (int k = 0; k < waiting.last().size(); k++) {
        double[] point = waiting.last().get(k);
        write(f, point[0], java.util.Arrays.copyOfRange(point, 1, point.length));
      }
      remarks.add(
          Diagnostic.of(
              Code.N404,
              origin,
              String.format(
                  Locale.ROOT,
                  waiting.isSettled()
                      ? "at %.4g Hz the cycle repeats after %d cycles to %.2g of its range"
                      : "at %.4g Hz nothing repeats in %d cycles; the last two differ by %.2g of"
                          + " their range",
                  f,
                  waiting.count(),
                  waiting.repeats()),
              waiting.isSettled()
                  ? "events and delays leave no way but waiting"
                  : "give cycles=N for the cycle that is meant"));
      return new Part(
          Optional.of(cycle(points(waiting))), "number " + waiting.count(), waiting.repeats());
    }

    private void take(FirstCycles past) {
      iterations += past.outcome().iterations();
      rejected += past.outcome().rejected();
      past.outcome().remarks().stream().filter(d -> !remarks.contains(d)).forEach(remarks::add);
      failure = past.outcome().failure();
    }

    private List<double[]> points(FirstCycles past) {
      List<double[]> points = new ArrayList<>();
      for (double[] point : past.last()) {
        double[] values = java.util.Arrays.copyOfRange(point, 1, point.length);
        points.add(new double[] {drive.voltage(values), drive.current(point[0], values)});
      }
      return points;
    }

    private Cycle cycle(List<double[]> points) {
      return new Cycle(
          points.stream().mapToDouble(p -> p[0]).toArray(),
          points.stream().mapToDouble(p -> p[1]).toArray());
    }
  }
}
