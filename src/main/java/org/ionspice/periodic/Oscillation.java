package org.ionspice.periodic;

import java.util.Arrays;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.PoleZero;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.integration.StepControl;
import org.ionspice.integration.StepHistory;
import org.ionspice.integration.StepSolver;
import org.ionspice.solver.Newton;
import org.ionspice.solver.Pencil;

/**
 * Lets an oscillator go from a point until one unknown repeats, to about a percent: what shooting
 * for its orbit starts from.
 *
 * <p>A start at rest is pushed a little. When no period is known the first step is short beside the
 * fastest time constant of the start. Mutable workspace, for one thread.
 */
final class Oscillation {
  private static final int MOST_STEPS = 200_000;

  /** Steps between two looks at the samples. */
  private static final int LOOK = 64;

  /** Steps after which an unknown that hardly moves is at rest. */
  private static final int PATIENCE = 3000;

  /** Steps this much longer than the fastest time constant mean that nothing moves. */
  private static final double STILL = 1e9;

  private static final String REST =
      "the circuit comes to rest; start elsewhere with .ic and uic";

  private static final double COARSE = 1e-3;
  private static final double ALIKE = 0.01;
  private static final double PUSH = 0.02;

  /** A cycle may hold this many waves, as bursts do. */
  private static final int MOST_WAVES = 8;

  private final Run run;
  private final Settings settings;
  private final Assembly system;
  private final Evaluation evaluation;
  private final int watched;
  private final CircuitEquations equations;
  private final Newton newton;
  private final double[] x;
  private double[] times = new double[1024];
  private double[] values = new double[1024];
  private int count;
  private double middle;
  private double period;
  private long rejected;
  private String trouble = "";

  /** Makes a workspace that watches unknown {@code watched} from the point {@code start}, copied. */
  Oscillation(Run run, int watched, double[] start) {
    this.run = run;
    this.watched = watched;
    settings =
        run.settings()
            .with(Settings.Method.TRBDF2)
            .withReltol(Math.max(COARSE, run.settings().reltol()));
    system = run.system();
    evaluation = system.evaluation();
    equations = new CircuitEquations(system, settings);
    newton = new Newton(system.pattern(), system.linearSolver());
    x = start.clone();
  }

  /**
   * Goes on until the unknown repeats.
   *
   * @param least s, the time that passes in any case
   * @param guess s, the period as far as it is known; NaN for unknown
   * @param push whether the start is at rest
   * @return whether it repeats; {@link #trouble} says why not
   */
  boolean settle(double least, double guess, boolean push) {
    evaluation.mode(true);
    evaluation.time(0);
    double scale = Double.isNaN(guess) ? fastest() : guess;
    if (!(scale > 0 && scale < 1e30)) {
      trouble = "no time constant tells how fast the circuit is; give freq= as far as it is known";
      return false;
    }
    if (push) {
      push();
    }
    StepSolver solver =
        new StepSolver(system, settings, equations, newton, 1e-12 * scale, null);
    StepControl control = new StepControl(system, settings, equations.tolerances(), solver.stages());
    StepHistory past = solver.past();
    System.arraycopy(x, 0, past.x(), 0, x.length);
    evaluation.seedLimits(past.x());
    if (!solver.reconcile(0)) {
      trouble = "the start could not be made consistent";
      return false;
    }
    control.accept(past.x());
    FreeStep step = new FreeStep(run, solver, control);
    double most = Double.isNaN(guess) ? Double.POSITIVE_INFINITY : 0.05 * guess;
    double wish = 1e-3 * scale;
    double t = 0;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      double smallest = 16 * Math.ulp(t) + 1e-18 * scale;
      double h = Math.max(smallest, Math.min(wish, most));
      if (h > STILL * scale) {
        trouble = REST;
        return false;
      }
      boolean good = step.take(t, h, smallest, false);
      rejected += step.rejected();
      if (!good) {
        trouble = "the equations have no solution near t = " + t + " s";
        return false;
      }
      h = step.length();
      wish = step.next();
      double before = past.x()[watched];
      control.accept(past.xNew());
      solver.accept(h);
      t += h;
      add(t, past.x()[watched]);
      boolean rises = before < middle && past.x()[watched] >= middle;
      if (period > 0 && rises) {
        System.arraycopy(past.x(), 0, x, 0, x.length);
        return true;
      }
      if (steps % LOOK == LOOK - 1 && t >= least && period == 0) {
        double size = control.peak()[watched];
        if (look() < 1e-5 * size && steps > PATIENCE) {
          trouble = REST;
          return false;
        }
      }
    }
    trouble = "it did not repeat until t = " + Shooting.text(t) + " s, in " + MOST_STEPS + " steps";
    return false;
  }

  private void add(double t, double v) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    times[count] = t;
    values[count++] = v;
  }

  /** Looks whether the last half of the samples repeats; returns how far they reach. */
  private double look() {
    int first = Arrays.binarySearch(times, 0, count, times[count - 1] / 2);
    first = first < 0 ? -first - 1 : first;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = first; k < count; k++) {
      low = Math.min(low, values[k]);
      high = Math.max(high, values[k]);
    }
    middle = (low + high) / 2;
    double[] rises = new double[count - first];
    double[] tops = new double[count - first];
    int waves = 0;
    for (int k = first + 1; k < count; k++) {
      if (values[k - 1] < middle && values[k] >= middle) {
        double part = (middle - values[k - 1]) / (values[k] - values[k - 1]);
        rises[waves] = times[k - 1] + part * (times[k] - times[k - 1]);
        tops[waves++] = values[k];
      } else if (waves > 0) {
        tops[waves - 1] = Math.max(tops[waves - 1], values[k]);
      }
    }
    for (int m = 1; m <= MOST_WAVES && 2 * m + 1 < waves && period == 0; m++) {
      boolean same = true;
      for (int k = 0; k < m; k++) {
        // The wave under way has not reached its top yet.
        int last = waves - 1 - k;
        double now = rises[last] - rises[last - 1];
        double then = rises[last - m] - rises[last - m - 1];
        same &= Math.abs(now - then) <= ALIKE * now;
        same &= Math.abs(tops[last - 1] - tops[last - 1 - m]) <= ALIKE * (high - low);
      }
      if (same) {
        period = rises[waves - 1] - rises[waves - 1 - m];
      }
    }
    return high - low;
  }

  /** Moves the unknowns that carry charges a little. */
  private void push() {
    for (int i = 0; i < system.size(); i++) {
      if (system.chargeColumn(i) && (i == watched || !system.chargeColumn(watched))) {
        x[i] += PUSH * Math.max(Math.abs(x[i]), 0.1 * system.quantity(i).nominal());
      }
    }
  }

  /** Returns 2 pi over the largest natural frequency at the start, s; NaN when there is none. */
  private double fastest() {
    int n = system.size();
    if (n > PoleZero.LARGEST) {
      return Double.NaN;
    }
    evaluation.evaluate(x, false);
    double[][] g = PoleZero.dense(system, evaluation.g());
    double[][] c = PoleZero.dense(system, evaluation.c());
    try {
      return new Pencil(g, c)
          .roots().stream()
              .mapToDouble(r -> 2 * Math.PI / Math.hypot(r.re(), r.im()))
              .filter(s -> s > 0 && s < Double.POSITIVE_INFINITY)
              .min()
              .orElse(Double.NaN);
    } catch (Pencil.SingularEverywhere never) {
      return Double.NaN;
    }
  }

  /** Returns the last point: a rise of the watched unknown through the middle of its range. */
  double[] point() {
    return x;
  }

  /** Returns the period, s. */
  double period() {
    return period;
  }

  String trouble() {
    return trouble;
  }

  long iterations() {
    return newton.iterations();
  }

  long rejected() {
    return rejected;
  }
}
