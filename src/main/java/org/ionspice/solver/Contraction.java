package org.ionspice.solver;

/**
 * What Newton's method has seen of its own contraction in the last solves, by which the first update of
 * the next one may be known to be the last.
 *
 * <p>An update makes c s^2 of s, where c changes little from one time step to the next. It is measured
 * wherever a second update is made. A hundred times what it foretells is allowed for, and the first
 * update itself must be small: at most ten of Newton's tolerances, a tenth of reltol. So even where a
 * device turns a corner unforeseen, what is missed stays below what a step may miss. Every eighth solve
 * measures anew. Mutable workspace, for one thread.
 */
final class Contraction {
  /** Updates of more tolerances than this are never the last unseen. */
  private static final double MOST = 10;

  /** How much worse than foreseen the next update may be. */
  private static final double DOUBT = 100;

  /** Solves that one measurement serves. */
  private static final int LASTS = 8;

  private double update;
  private double byUpdate;
  private double residual;
  private double byResidual;
  private int left;

  /** Forgets what was measured. */
  void forget() {
    left = 0;
  }

  /**
   * Takes down the sizes, in tolerances, of the first two updates of a solve and of the residuals
   * before each.
   */
  void measured(double first, double second, double firstResidual, double secondResidual) {
    update = first;
    byUpdate = second / first;
    residual = firstResidual;
    byResidual = secondResidual / firstResidual;
    // NaN where nothing moved at all; that says nothing.
    left = byUpdate < MOST && byResidual < MOST ? LASTS : 0;
  }

  /**
   * Returns whether what follows the first update of a solve will be within its tolerance, and counts
   * that as a use of the measurement.
   *
   * @param first size of the update, in tolerances
   * @param before size of the residual before it
   * @param linearly what may be left of both since the linear system was not solved exactly
   */
  boolean foresees(double first, double before, double linearly) {
    if (left == 0 || first > MOST) {
      return false;
    }
    left--;
    return rest(first, update, byUpdate) + linearly * first <= 1
        && rest(before, residual, byResidual) + linearly * before <= 1;
  }

  private static double rest(double now, double then, double by) {
    return DOUBT * by * Math.max(1, now / then) * now;
  }
}
