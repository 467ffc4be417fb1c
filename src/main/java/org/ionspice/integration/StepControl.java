package org.ionspice.integration;

import java.util.Arrays;
import org.ionspice.analysis.Settings;
import org.ionspice.analysis.Tolerances;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Snapshot;

/**
 * Judges steps: their error against what is allowed, and how far lines between points may be from
 * the waveforms.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class StepControl implements IntegrationFormula.Judge {
  /** The reltol from which on a step may use all of it. */
  private static final double WHOLE_SHARE = 1e-3;

  /** Rows that the dense output of one step may give. */
  private static final int MOST_PIECES = 100;

  /**
   * What rounding may leave of an estimate, beside the charge of the row divided by the step: the
   * charges of some points, each times one to five, are differenced, and each is a sum of a few.
   */
  private static final double ROUNDING = 0x1p-49;

  /**
   * The least ratio of a step that is good but for rounding, or for what it has damped: the next may
   * be a fifth longer.
   */
  private static final double CAUTIOUS = 0.4;

  private final Assembly system;
  private final Settings settings;
  private final Tolerances tolerances;
  private final StageSolver stages;
  private final int n;
  private final double[] peak;
  private final double[] work;

  /** Made when delays ask for arcs. */
  private double[] arc = {};

  /** Made when a step is too wrong. */
  private double[] errors = {};

  private double[] rounding = {};

  /** The unknown with the largest error of the last step, and of the last ratio. */
  private int worst;

  private int largest;

  /** The end of the step that was looked at last. */
  private double[] end = {};

  /** Unknowns whose waveforms should look smooth: all but currents. */
  private final boolean[] drawn;

  /** Makes a control for one run; {@code stages} solves for the errors of steps. */
  public StepControl(Assembly system, Settings settings, Tolerances tolerances, StageSolver stages) {
    this.system = system;
    this.settings = settings;
    this.tolerances = tolerances;
    this.stages = stages;
    n = system.size();
    peak = new double[n + 1];
    work = new double[n + 1];
    drawn = new boolean[n];
    for (int i = 0; i < n; i++) {
      drawn[i] = !"A".equals(system.quantity(i).unit());
    }
  }

  /** Takes an accepted point as part of the waveforms' range. */
  public void accept(double[] x) {
    for (int i = 0; i < n; i++) {
      peak[i] = Math.max(peak[i], Math.abs(x[i]));
    }
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    snapshot.pass(peak);
  }

  /** Returns the largest magnitude of every unknown so far. */
  public double[] peak() {
    return peak;
  }

  /** Returns the step's largest error at its end {@code x}, relative to what is allowed. */
  public double error(IntegrationFormula formula, StepHistory past, double h, double[] x) {
    formula.error(past, h, work);
    end = x;
    tolerances.meet(x);
    double ratio = ratio(work, formula.order());
    worst = largest;
    if (!(ratio > 1) || Double.isInfinite(ratio)) {
      return ratio;
    }
    if (errors.length == 0) {
      errors = new double[n + 1];
      rounding = new double[n];
    }
    System.arraycopy(work, 0, errors, 0, n + 1);
    Arrays.fill(rounding, 0);
    double damping = formula.damping(h);
    if (damping > 0) {
      damp(damping);
      ratio = beyondRounding(formula.order());
      if (ratio <= 1) {
        return Math.max(CAUTIOUS, ratio);
      }
    }
    addRounding(past, h, 0);
    addRounding(past, h, 1);
    return Math.max(CAUTIOUS, beyondRounding(formula.order()));
  }

  /**
   * Takes out of the errors what the step has damped away. An estimate from slopes sees how far a
   * fast unknown was off its course when the step began, which is within what the step before was
   * allowed; the formula itself takes it back on course. (G + alpha C) e' = alpha C e keeps the errors
   * of all that is slow beside the step.
   */
  private void damp(double alpha) {
    Arrays.fill(work, 0);
    stages.addCharges(errors, work);
    for (int i = 0; i < n; i++) {
      errors[i] = alpha * work[i];
    }
    stages.estimate(errors);
  }

  /**
   * Adds what the rounding of charges makes of the errors of the unknowns. In a short step a charge
   * counts for a large current; into a group of nodes that only capacitors join these cancel, but
   * for their rounding, and the voltage of the whole group takes the difference. A shorter step would
   * make it larger.
   *
   * @param signs 0 for one sign in all rows, 1 for changing ones
   */
  private void addRounding(StepHistory past, double h, int signs) {
    double often = 1 / h + (past.lastStep > 0 ? 1 / past.lastStep : 0);
    int hash = 1;
    for (int i = 0; i < n; i++) {
      double size = Math.max(Math.abs(past.q[i]), Math.abs(past.qNew[i]));
      hash = hash * 1664525 + 1013904223;
      double sign = signs == 0 || hash < 0 ? 1 : -1;
      work[i] = system.chargeRow(i) ? sign * ROUNDING * often * size : 0;
    }
    stages.estimate(work);
    for (int i = 0; i < n; i++) {
      rounding[i] += Math.abs(work[i]);
    }
  }

  /** Returns the largest error of an unknown, without its rounding, beside what is allowed. */
  private double beyondRounding(int order) {
    double share = settings.trtol() * share(order);
    double ratio = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i)) {
        double size = Math.max(peak[i], Math.abs(end[i]));
        double allowed = share * (settings.reltol() * size + tolerances.of(i));
        ratio = Math.max(ratio, (Math.abs(errors[i]) - rounding[i]) / allowed);
      }
    }
    return ratio;
  }


  /** Returns a vector, length size + 1, that is free between calls. */
  double[] free() {
    return work;
  }

  @Override
  public double ratio(double[] ofRows, int order) {
    for (int i = 0; i < n; i++) {
      if (!system.chargeRow(i)) {
        ofRows[i] = 0;
      }
    }
    stages.estimate(ofRows);
    double share = settings.trtol() * share(order);
    double ratio = 0;
    double most = -1;
    largest = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i)) {
        if (Math.abs(ofRows[i]) > most) {
          most = Math.abs(ofRows[i]);
          largest = i;
        }
        double size = Math.max(peak[i], Math.abs(end[i]));
        double allowed = share * (settings.reltol() * size + tolerances.of(i));
        ratio = Math.max(ratio, Math.abs(ofRows[i]) / allowed);
      }
    }
    return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
  }

  /** Returns the factor by which a step may change whose error is {@code ratio} of the allowed. */
  public static double factor(double ratio, int order) {
    return 0.9 * Math.pow(Math.max(ratio, 1e-6), -1.0 / (order + 1));
  }

  /**
   * Returns the part of the tolerance that one step may use. A formula of order p makes an error of
   * h^(p+1) in a step and h^p in a run: were each step allowed reltol, the run's error would only
   * fall as reltol^(p/(p+1)). Allowing reltol^((p+1)/p) makes it fall as reltol.
   */
  private double share(int order) {
    return Math.pow(Math.min(1, settings.reltol() / WHOLE_SHARE), 1.0 / order);
  }

  /**
   * Returns the part of the largest value that a delayed quantity may miss in a step longer than its
   * delay: a line in every step is what backward Euler is.
   */
  double shareOfDelays() {
    return settings.trtol() * settings.reltol() * share(1);
  }

  /** Returns how much two points differ, relative to a tenth of the error allowed to a step. */
  double pace(double[] x, double[] xNew) {
    double share = 0.1 * settings.trtol() * share(2);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double allowed = share * (settings.reltol() * peak[i] + tolerances.of(i));
      worst = Math.max(worst, Math.abs(xNew[i] - x[i]) / allowed);
    }
    return worst;
  }

  /** Returns the unknown with the largest error of the last step. */
  int worst() {
    return worst;
  }

  /**
   * Returns the factor by which the step after one of length {@code h} may grow so that straight
   * lines between points still show the waveforms to five times reltol. The points are those before
   * the last step, of length {@code h1}, at its end and at the end of this step.
   */
  public double smoothness(double[] before, double h1, double[] x, double h, double[] xNew) {
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (!drawn[i]) {
        continue;
      }
      double bend = ((xNew[i] - x[i]) / h - (x[i] - before[i]) / h1) * 2 / (h + h1);
      double miss = Math.abs(bend) * h * h / 8;
      worst = Math.max(worst, miss / visible(i, xNew));
    }
    return Math.max(0.2, Math.min(2, 0.9 / Math.sqrt(Math.max(worst, 1e-6))));
  }

  /**
   * Returns into how many straight pieces the step must be cut to show its dense output to five
   * times reltol.
   */
  int pieces(DenseStep dense, double[] x, double[] xNew) {
    dense.at(0.5, work);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (drawn[i]) {
        double miss = Math.abs(work[i] - 0.5 * (x[i] + xNew[i]));
        worst = Math.max(worst, miss / visible(i, xNew));
      }
    }
    return (int) Math.min(MOST_PIECES, Math.ceil(Math.sqrt(worst)));
  }

  /**
   * Returns how far the dense output of the step is from the waveforms, relative to what is allowed:
   * rows are taken from it, so it must be as good as the points.
   */
  double unfaithful(DenseStep dense, double[] xNew) {
    if (!dense.hasSpare()) {
      return 0;
    }
    dense.miss(0.5, work);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (drawn[i]) {
        double size = Math.max(peak[i], Math.abs(xNew[i]));
        double allowed = settings.reltol() * size + 2 * tolerances.of(i);
        worst = Math.max(worst, Math.abs(work[i]) / allowed);
      }
    }
    return worst;
  }

  /** Returns by how much a drawn line may miss unknown {@code i}. */
  private double visible(int i, double[] x) {
    double size = Math.max(peak[i], Math.abs(x[i]));
    return 5 * settings.reltol() * size + 10 * tolerances.of(i);
  }

  /**
   * Returns into how many pieces the step must be cut for parabolas to show its dense output to a
   * twentieth of reltol: what delays remember of it.
   */
  int arcs(DenseStep dense, double[] x, double[] xNew) {
    if (dense.degree() < 3) {
      return 1;
    }
    double worst = 0;
    dense.at(0.5, work);
    if (arc.length == 0) {
      arc = new double[n + 1];
    }
    for (int i = 0; i < n; i++) {
      arc[i] = 0.375 * x[i] + 0.75 * work[i] - 0.125 * xNew[i];
    }
    dense.at(0.25, work);
    for (int i = 0; i < n; i++) {
      double size = Math.max(peak[i], Math.abs(xNew[i]));
      double allowed = 0.05 * settings.reltol() * size + tolerances.of(i);
      worst = Math.max(worst, Math.abs(work[i] - arc[i]) / allowed);
    }
    return (int) Math.max(1, Math.min(MOST_PIECES, Math.ceil(Math.cbrt(worst))));
  }
}
