package org.ionspice.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.ionspice.reduction.Harmonics;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;

/**
 * {@code .pss}: the periodic orbit of a driven circuit or of an oscillator, its harmonics and its
 * Floquet multipliers, which say whether the circuit returns to it.
 *
 * @param frequency Hz; of the sources, or of the oscillator as far as it is known, NaN for unknown
 * @param node for an oscillator, the unknown whose oscillation is followed, {@code v(a)}; else empty
 * @param begin s, where the period begins
 * @param harmonics how many, the mean included
 * @param points rows at least
 * @param useInitial whether to start from the initial values instead of the operating point
 * @param origin where the line stands
 */
public record PeriodicSteadyState(
    double frequency,
    String node,
    double begin,
    int harmonics,
    int points,
    boolean useInitial,
    Span origin)
    implements Analysis {
  /** A multiplier of one belongs to every orbit of an oscillator; how near counts as it. */
  private static final double ITSELF = 0.02;

  @Override
  public String keyword() {
    return "pss";
  }

  @Override
  public String plotName() {
    return "Periodic Steady State";
  }

  @Override
  public boolean takesTime() {
    return true;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return Analysis.behind("time", "s", probes);
  }

  @Override
  public List<ResultShape> further(Assembly system, Probes probes) {
    return List.of(
        new ResultShape(
            "pss_harmonics",
            "Harmonics of the Periodic Steady State",
            Analysis.behind("frequency", "Hz", probes),
            true));
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    Optional<String> obstacle = Shooting.obstacle(system);
    if (obstacle.isPresent()) {
      return new Outcome(
          0,
          0,
          0,
          Optional.of(
              Diagnostic.of(
                  Code.E405,
                  origin,
                  ".pss cannot treat this circuit: " + obstacle.get(),
                  "use .tran, or .hysteresis with cycles=N")));
    }
    Shooting shooting = new Shooting(run, origin);
    Optional<Orbit> orbit = isDriven() ? driven(shooting) : free(run, shooting);
    if (orbit.isEmpty()) {
      return new Outcome(
          0,
          shooting.rejected(),
          shooting.iterations(),
          shooting.failure(),
          shooting.remarks());
    }
    long rows = write(run, orbit.get());
    return new Outcome(
            rows,
            shooting.rejected(),
            shooting.iterations(),
            Optional.empty(),
            shooting.remarks())
        .finding(summaries(orbit.get(), shooting), List.of());
  }

  private boolean isDriven() {
    return node.isEmpty();
  }

  private Optional<Orbit> driven(Shooting shooting) {
    return shooting.start(begin, useInitial)
        ? shooting.driven(begin, 1 / frequency)
        : Optional.empty();
  }

  private Optional<Orbit> free(Run run, Shooting shooting) {
    return shooting.start(0, useInitial)
        ? shooting.autonomous(run.system().indexOf(node), begin, 1 / frequency)
        : Optional.empty();
  }

  private long write(Run run, Orbit orbit) throws IOException {
    int width = run.probes().columns().size();
    List<double[]> rows = new ArrayList<>();
    double[] row = new double[1 + width];
    ResultSink sink = run.sink();
    orbit.read(
        run.system(),
        run.probes(),
        points,
        (t, values) -> {
          row[0] = t - orbit.begin();
          System.arraycopy(values, 0, row, 1, width);
          sink.row(row);
          rows.add(row.clone());
        });
    double[] t = column(rows, 0);
    double[][][] phasors = new double[width][][];
    for (int k = 0; k < width; k++) {
      phasors[k] = Harmonics.of(t, column(rows, k + 1), harmonics);
    }
    double[] harmonic = new double[2 + 2 * width];
    for (int n = 0; n < harmonics; n++) {
      harmonic[0] = n / orbit.period();
      for (int k = 0; k < width; k++) {
        harmonic[2 + 2 * k] = phasors[k][n][0];
        harmonic[3 + 2 * k] = phasors[k][n][1];
      }
      run.further().get(0).row(harmonic);
    }
    return rows.size();
  }

  private static double[] column(List<double[]> rows, int k) {
    return rows.stream().mapToDouble(row -> row[k]).toArray();
  }

  private List<Summary> summaries(Orbit orbit, Shooting shooting) {
    double[][] multipliers = orbit.multipliers();
    int itself = isDriven() ? -1 : nearestToOne(multipliers);
    double largest = 0;
    List<List<Object>> table = new ArrayList<>();
    for (int k = 0; k < multipliers.length; k++) {
      double size = Math.hypot(multipliers[k][0], multipliers[k][1]);
      if (k != itself) {
        largest = Math.max(largest, size);
      }
      table.add(
          List.of(
              (double) (k + 1),
              multipliers[k][0],
              multipliers[k][1],
              size,
              k == itself ? "along the orbit" : ""));
    }
    String stable = largest < 1 ? "stable" : largest > 1 ? "unstable" : "neutral";
    return List.of(
        new Summary(
            "orbit",
            "Periodic orbit",
            List.of(
                new Column("period", "s"),
                new Column("frequency", "Hz"),
                new Column("stability", ""),
                new Column("largest_multiplier", "1"),
                new Column("passes", "1"),
                new Column("iterations", "1")),
            List.of(
                List.of(
                    orbit.period(),
                    1 / orbit.period(),
                    stable,
                    largest,
                    (double) shooting.passes(),
                    (double) shooting.iterations()))),
        new Summary(
            "multipliers",
            "Floquet multipliers",
            List.of(
                new Column("number", "1"),
                new Column("real", "1"),
                new Column("imaginary", "1"),
                new Column("magnitude", "1"),
                new Column("note", "")),
            table));
  }

  private static int nearestToOne(double[][] multipliers) {
    int best = -1;
    double least = ITSELF;
    for (int k = 0; k < multipliers.length; k++) {
      double away = Math.hypot(multipliers[k][0] - 1, multipliers[k][1]);
      if (away < least) {
        least = away;
        best = k;
      }
    }
    return best;
  }
}
