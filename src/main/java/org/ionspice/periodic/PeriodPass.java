package org.ionspice.periodic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.integration.Breakpoints;
import org.ionspice.integration.StepControl;
import org.ionspice.integration.StepHistory;
import org.ionspice.integration.StepSolver;
import org.ionspice.solver.Newton;

/**
 * Goes over one period from a given point by TR-BDF2, with steps chosen by error or with those of
 * the pass before, and keeps every point. Carries derivatives along.
 *
 * <p>Mutable workspace, for one thread.
 */
final class PeriodPass {
  /** Steps of one period; beyond, the points would not fit into memory. */
  static final int MOST_STEPS = 200_000;

  /** Doubles that the points of one period may take: 240 MB. */
  private static final double MOST_NUMBERS = 3e7;

  /** Doubles that the derivatives at all points may take: 160 MB. */
  private static final double MOST_DERIVATIVES = 2e7;

  private static final double LEAST_ULPS = 16;

  private final Run run;
  private final Settings settings;
  private final Assembly system;
  private final Evaluation evaluation;
  private final CircuitEquations equations;
  private final Newton newton;
  private final Sensitivities sensitivities;
  private final double[] peak;
  private StepControl control;
  private StepSolver solver;
  private double[] ends = new double[256];
  private List<double[]> points = new ArrayList<>();
  private List<double[]> stages = new ArrayList<>();

  /** Derivatives at each stage and point, column by column; empty when they would take too much. */
  private final List<double[][]> derivatives = new ArrayList<>();

  private boolean foreseen;
  private final double[] start;
  private DynamicPart part;
  private int steps;
  private double worst;
  private long rejected;
  private String trouble = "";

  /** Makes a workspace; {@code settings} choose tolerances, the formula is TR-BDF2 whatever they say. */
  PeriodPass(Run run, Settings settings) {
    this.run = run;
    this.settings = settings.with(Settings.Method.TRBDF2);
    system = run.system();
    evaluation = system.evaluation();
    equations = new CircuitEquations(system, this.settings);
    newton = new Newton(system.pattern(), system.linearSolver());
    sensitivities = new Sensitivities(system, this.settings);
    solver = new StepSolver(system, this.settings, equations, newton, 1, null);
    control = new StepControl(system, this.settings, equations.tolerances(), solver.stages());
    peak = new double[system.size() + 1];
    start = new double[system.size() + 1];
    part = DynamicPart.of(new double[0][], new int[0]);
  }

  /**
   * Goes over a period.
   *
   * @param from a point near the start, made consistent first
   * @param begin s, the time of the start
   * @param period s
   * @param sizes magnitudes that the unknowns are known to reach, zero where none is known
   * @param same whether to take the steps of the last pass, as fractions of the period
   * @param free whether the period's length is sought, so that its derivative is wanted
   * @return whether it came to the end; {@link #trouble} says why not
   */
  boolean go(
      double[] from, double begin, double period, double[] sizes, boolean same, boolean free) {
    double tiny = 1e-12 * period;
    solver = new StepSolver(system, settings, equations, newton, tiny, null);
    control = new StepControl(system, settings, equations.tolerances(), solver.stages());
    control.accept(sizes);
    double[] mesh = same ? Arrays.copyOf(ends, steps) : new double[0];
    List<double[]> oldPoints = points;
    List<double[]> oldStages = stages;
    points = new ArrayList<>();
    stages = new ArrayList<>();
    derivatives.clear();
    steps = 0;
    worst = 0;
    trouble = "";
    StepHistory past = solver.past();
    System.arraycopy(from, 0, past.x(), 0, from.length);
    evaluation.mode(true);
    evaluation.time(begin);
    evaluation.seedLimits(past.x());
    if (!solver.reconcile(begin)) {
      trouble = "no consistent point at the start";
      return false;
    }
    System.arraycopy(past.x(), 0, start, 0, start.length);
    part = sensitivities.begin(past.x(), tiny, free);
    evaluation.seedLimits(past.x());
    control.accept(past.x());
    Arrays.fill(peak, 0);
    meet(past.x());
    boolean guess = same && foreseen;
    foreseen = false;
    return same
        ? repeat(mesh, begin, period, guess ? oldPoints : points, guess ? oldStages : stages)
        : choose(begin, period);
  }

  /**
   * Moves the points by what the derivatives say of a change of the start, one number a column, as
   * guesses for a pass with the same steps.
   */
  void foresee(double[] change) {
    foreseen = derivatives.size() == steps;
    for (int k = 0; k < derivatives.size() && foreseen; k++) {
      double[][] columns = derivatives.get(k);
      for (int j = 0; j < change.length; j++) {
        add(stages.get(k), columns[2 * j], change[j]);
        add(points.get(k), columns[2 * j + 1], change[j]);
      }
    }
  }

  private static void add(double[] to, double[] column, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * column[i];
    }
  }

  /** Takes the given fractions of the period as the ends of steps. */
  private boolean repeat(
      double[] mesh, double begin, double period, List<double[]> atEnds, List<double[]> inside) {
    double before = 0;
    for (int k = 0; k < mesh.length; k++) {
      double end = mesh[k];
      double t = begin + before * period;
      double h = (end - before) * period;
      boolean known = atEnds.size() == mesh.length;
      boolean found =
          known ? solver.step(t, h, inside.get(k), atEnds.get(k)) : solver.step(t, h);
      if (!found) {
        trouble = "the equations have no solution near t = " + t + " s";
        return false;
      }
      worst = Math.max(worst, control.error(solver.formula(), solver.past(), h, solver.past().xNew()));
      if (!accept(t, h, end, period)) {
        return false;
      }
      before = end;
    }
    return true;
  }

  private boolean choose(double begin, double period) {
    double stop = begin + period;
    Breakpoints breakpoints = new Breakpoints(system, stop);
    double most = period / 50;
    double wish = period / 1000;
    double t = begin;
    FreeStep step = new FreeStep(run, solver, control);
    while (t < stop) {
      double corner = breakpoints.after(t);
      double room = corner - t;
      double smallest = LEAST_ULPS * Math.ulp(t) + 1e-18 * stop;
      double h = Math.min(Math.max(wish, smallest), most);
      boolean landing = h >= room * 0.999;
      h = landing ? room : h > room / 2 ? room / 2 : h;
      boolean good = step.take(t, h, smallest, true);
      rejected += step.rejected();
      if (!good) {
        trouble = "the equations have no solution near t = " + t + " s";
        return false;
      }
      landing &= step.length() == h;
      h = step.length();
      double next = step.next();
      double end = landing ? corner : t + h;
      if (!accept(t, h, (end - begin) / period, period)) {
        return false;
      }
      t = end;
      wish = next;
      if (landing && t < stop) {
        wish = Math.min(wish, 0.1 * (breakpoints.after(t) - t));
        solver.restart();
      }
    }
    ends[steps - 1] = 1;
    return true;
  }

  private boolean accept(double t, double h, double end, double period) {
    StepHistory past = solver.past();
    if (steps == MOST_STEPS || 2.0 * (steps + 1) * system.size() > MOST_NUMBERS) {
      trouble = "a period takes more than " + steps + " steps";
      return false;
    }
    if (!sensitivities.step(past, t, h, period)) {
      trouble = "a singular matrix near t = " + t + " s";
      return false;
    }
    if (steps == ends.length) {
      ends = Arrays.copyOf(ends, 2 * steps);
    }
    ends[steps++] = end;
    points.add(past.xNew().clone());
    stages.add(past.xStage().clone());
    int columns = sensitivities.columns();
    if (2.0 * steps * columns * start.length <= MOST_DERIVATIVES) {
      double[][] both = new double[2 * columns][];
      for (int j = 0; j < columns; j++) {
        both[2 * j] = sensitivities.stage(j).clone();
        both[2 * j + 1] = sensitivities.column(j).clone();
      }
      derivatives.add(both);
    }
    meet(past.xNew());
    control.accept(past.xNew());
    solver.accept(h);
    evaluation.seedLimits(past.x());
    return !run.watch().cancelled();
  }

  private void meet(double[] x) {
    for (int i = 0; i < system.size(); i++) {
      peak[i] = Math.max(peak[i], Math.abs(x[i]));
    }
  }

  /** Returns the largest magnitudes of the last pass. */
  double[] peak() {
    return peak;
  }

  /** Returns the consistent point that the last pass began with. */
  double[] start() {
    return start;
  }

  /** Returns the point at the end of the last pass. */
  double[] end() {
    return points.get(points.size() - 1);
  }

  /** Returns the coordinates of the state at the start of the last pass. */
  DynamicPart part() {
    return part;
  }

  /** Returns how far unknown {@code i} goes in the last pass. */
  double reach(int i) {
    double low = start[i];
    double high = start[i];
    for (double[] point : points) {
      low = Math.min(low, point[i]);
      high = Math.max(high, point[i]);
    }
    return high - low;
  }

  /** Returns the derivatives at the end of the last pass. */
  Sensitivities sensitivities() {
    return sensitivities;
  }

  /** Returns the largest error of a step of a repeated pass, in units of what is allowed. */
  double worst() {
    return worst;
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

  int steps() {
    return steps;
  }

  double absolute(int i) {
    return equations.tolerances().of(i);
  }

  /** Returns the last pass as an orbit; the points are not copied. */
  Orbit orbit(double begin, double period, double closure, double[][] multipliers) {
    return new Orbit(
        begin,
        period,
        Arrays.copyOf(ends, steps),
        start.clone(),
        points.toArray(new double[0][]),
        stages.toArray(new double[0][]),
        closure,
        multipliers);
  }
}
