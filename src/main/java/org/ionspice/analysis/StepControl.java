package org.ionspice.analysis;

import org.ionspice.assembly.Assembly;
import org.ionspice.solver.Newton;

/**
 * Judges steps: their error against what is allowed, and how far lines between points may be from
 * the waveforms.
 *
 * <p>Mutable workspace, for one thread.
 */
final class StepControl {
  /** The reltol from which on a step may use all of it. */
  private static final double WHOLE_SHARE = 1e-3;

  private final Assembly system;
  private final Settings settings;
  private final Tolerances tolerances;
  private final int n;
  private final double[] error;
  private final double[] peak;

  /** Unknowns whose waveforms should look smooth: all but currents. */
  private final boolean[] drawn;

  StepControl(Assembly system, Settings settings, Tolerances tolerances) {
    this.system = system;
    this.settings = settings;
    this.tolerances = tolerances;
    n = system.size();
    error = new double[n + 1];
    peak = new double[n + 1];
    drawn = new boolean[n];
    for (int i = 0; i < n; i++) {
      drawn[i] = !"A".equals(system.unknown(i).quantity().unit());
    }
  }

  /** Takes an accepted point as part of the waveforms' range. */
  void accept(double[] x) {
    for (int i = 0; i < n; i++) {
      peak[i] = Math.max(peak[i], Math.abs(x[i]));
    }
  }

  /** Returns the largest magnitude of every unknown so far. */
  double[] peak() {
    return peak;
  }

  /** Returns the step's largest error at its end {@code x}, relative to what is allowed. */
  double error(IntegrationFormula formula, StepHistory past, double h, Newton newton, double[] x) {
    formula.error(past, h, error);
    for (int i = 0; i < n; i++) {
      if (!system.chargeRow(i)) {
        error[i] = 0;
      }
    }
    newton.solveLinear(error);
    tolerances.meet(x);
    double share = settings.trtol() * share(formula.order());
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i)) {
        double size = Math.max(peak[i], Math.abs(x[i]));
        double allowed = share * (settings.reltol() * size + tolerances.of(i));
        worst = Math.max(worst, Math.abs(error[i]) / allowed);
      }
    }
    return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
  }

  /**
   * Returns the part of the tolerance that one step may use. A formula of order p makes an error of
   * h^(p+1) in a step and h^p in a run: were each step allowed reltol, the run's error would only
   * fall as reltol^(p/(p+1)). Allowing reltol^((p+1)/p) makes it fall as reltol.
   */
  private double share(int order) {
    return Math.pow(Math.min(1, settings.reltol() / WHOLE_SHARE), 1.0 / order);
  }

  /** Returns the unknown with the largest error of the last step. */
  int worst() {
    int worst = 0;
    double most = -1;
    for (int i = 0; i < n; i++) {
      double e = system.chargeColumn(i) ? Math.abs(error[i]) : 0;
      if (e > most) {
        most = e;
        worst = i;
      }
    }
    return worst;
  }

  /**
   * Returns the factor by which the step after one of length {@code h} may grow so that straight
   * lines between points still show the waveforms to five times reltol. The points are those before
   * the last step, of length {@code h1}, at its end and at the end of this step.
   */
  double smoothness(double[] before, double h1, double[] x, double h, double[] xNew) {
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (!drawn[i]) {
        continue;
      }
      double bend = ((xNew[i] - x[i]) / h - (x[i] - before[i]) / h1) * 2 / (h + h1);
      double miss = Math.abs(bend) * h * h / 8;
      double size = Math.max(peak[i], Math.abs(xNew[i]));
      double allowed = 5 * settings.reltol() * size + 10 * tolerances.of(i);
      worst = Math.max(worst, miss / allowed);
    }
    return Math.max(0.2, Math.min(2, 0.9 / Math.sqrt(Math.max(worst, 1e-6))));
  }
}
