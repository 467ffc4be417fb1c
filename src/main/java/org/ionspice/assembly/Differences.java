package org.ionspice.assembly;

import java.util.Arrays;

/**
 * First derivatives of a vector function of one number, by differences that look after their own
 * error. Mutable workspace, for one thread.
 *
 * <p>With D(h) = (8 (y(p+h) - y(p-h)) - (y(p+2h) - y(p-2h))) / 12 h, whose error is of order h^4, the
 * answer is D(h/2) + (D(h/2) - D(h)) / 15, whose error is of order h^6 (Richardson). The two D tell
 * how good h is; h begins at a part of p and moves until they agree and rounding is small beside
 * them. Where p stands at the end of its range, all points lie on one side: D(h) is then (-25 y(p) +
 * 48 y(p+h) - 36 y(p+2h) + 16 y(p+3h) - 3 y(p+4h)) / 12 h.
 */
final class Differences {
  /** A function of one number. */
  interface Function {
    /** Fills {@code y} with the values at {@code p}; returns whether there are any. */
    boolean at(double p, double[] y);
  }

  /** The first step, as a part of p. */
  private static final double FIRST = 0x1p-8;

  /** The first step where p is zero. */
  private static final double FIRST_AT_ZERO = 0x1p-4;

  /** The step, as a part of p, at which four points are enough for a number that acts gently. */
  private static final double QUICK = 0x1p-11;

  /**
   * Two D2 that agree so well give a D of fourth order that is good to 1e-9: with c their relative
   * gap, its error is 0.13 c^2 for an exponential and 0.44 c^2 for 1/p.
   */
  private static final double GENTLE = 2e-5;

  private static final double SHRINK = 0x1p-3;
  private static final double GROW = 0x1p6;

  private static final int[] NEIGHBOURS = {-2, -1, 1, 2};

  private static final int TRIES = 10;
  private static final int TRIES_AT_ZERO = 30;
  private static final int LARGER = 8;

  /** Two D of fourth order that agree so well give one of sixth order that is good to 1e-9. */
  private static final double AGREEMENT = 2e-7;

  /** What rounding may make of the answer, relative, before a larger step is tried. */
  private static final double NOISE = 2e-10;

  private static final double ROUNDING = 0x1p-51;

  /** Points in units of h/2: about p, above it and below it. */
  private static final int[][] POINTS = {
    {-4, -2, -1, 1, 2, 4}, {0, 1, 2, 3, 4, 6, 8}, {0, -1, -2, -3, -4, -6, -8}
  };

  /** Twelve h times the weights of D(h) at {@link #POINTS}. */
  private static final double[][] COARSE = {
    {1, -8, 0, 0, 8, -1}, {-25, 0, 48, 0, -36, 16, -3}, {25, 0, -48, 0, 36, -16, 3}
  };

  /** Twelve h times the weights of D(h/2) at {@link #POINTS}. */
  private static final double[][] FINE = {
    {0, 2, -16, 16, -2, 0}, {-50, 96, -72, 32, -6, 0, 0}, {50, -96, 72, -32, 6, 0, 0}
  };

  private final double[][] values = new double[7][];
  private double[] coarse = {};
  private double[] fine = {};

  /** The error of each row's best answer so far; each row has its own best step. */
  private double[] errors = {};

  /** Whether steps longer than the first are being tried, since rounding spoils the first. */
  private boolean growing;

  private int length;

  /** What a step came to: relative differences of the two D, and of what rounding makes. */
  private double disagreement;

  private double noise;

  /**
   * Fills {@code slope} with dy/dp at {@code p}.
   *
   * @return whether the function has values on either side, or on one side, of p
   */
  boolean of(Function y, double p, int count, double[] slope) {
    room(count);
    if (p != 0 && count > 0 && quick(y, p, QUICK * Math.abs(p), slope)) {
      return true;
    }
    double first = p == 0 ? FIRST_AT_ZERO : FIRST * Math.abs(p);
    Arrays.fill(errors, 0, count, Double.POSITIVE_INFINITY);
    boolean found = false;
    growing = false;
    double h = first;
    for (int k = 0; k < (p == 0 ? TRIES_AT_ZERO : TRIES); k++) {
      if (step(y, p, h, slope)) {
        found = true;
        if (disagreement <= AGREEMENT || noise > disagreement) {
          break;
        }
      }
      h *= SHRINK;
    }
    if (p != 0 && found && noise > NOISE) {
      h = first;
      growing = true;
      for (int k = 0; k < LARGER && noise > NOISE; k++) {
        h *= GROW;
        if (!step(y, p, h, slope)) {
          break;
        }
      }
    }
    return found;
  }

  /**
   * Takes D2(h) = (y(p+h) - y(p-h)) / 2 h and D2(2 h), and from both the D of fourth order, if they agree
   * in every row and rounding is small beside it; returns whether that was enough.
   */
  private boolean quick(Function y, double p, double h, double[] slope) {
    for (int k = 0; k < 4; k++) {
      if (!y.at(p + NEIGHBOURS[k] * h, values[k])) {
        return false;
      }
    }
    for (int i = 0; i < length; i++) {
      double near = (values[2][i] - values[1][i]) / (2 * h);
      double far = (values[3][i] - values[0][i]) / (4 * h);
      double size = 0;
      boolean moves = false;
      for (int k = 0; k < 4; k++) {
        size = Math.max(size, Math.abs(values[k][i]));
        moves |= values[k][i] != values[0][i];
      }
      double answer = Math.abs(near);
      boolean precise = ROUNDING * size / h <= NOISE * answer;
      if (moves && !(precise && Math.abs(near - far) <= GENTLE * answer)) {
        return false;
      }
      fine[i] = (4 * near - far) / 3;
    }
    System.arraycopy(fine, 0, slope, 0, length);
    return true;
  }

  private void room(int count) {
    length = count;
    if (coarse.length < count) {
      coarse = new double[count];
      fine = new double[count];
      errors = new double[count];
      for (int k = 0; k < values.length; k++) {
        values[k] = new double[count];
      }
    }
  }

  /**
   * Makes both D with the step h, about p or on the side that has values, and takes what they give
   * for rows that had none as good before.
   */
  private boolean step(Function y, double p, double h, double[] slope) {
    for (int side = 0; side < POINTS.length; side++) {
      boolean all = true;
      for (int k = 0; k < POINTS[side].length && all; k++) {
        all = y.at(p + POINTS[side][k] * (0.5 * h), values[k]);
      }
      if (all) {
        weigh(side, h, slope);
        return true;
      }
    }
    return false;
  }

  private void weigh(int side, double h, double[] slope) {
    disagreement = 0;
    noise = 0;
    boolean silent = true;
    boolean any = false;
    for (int i = 0; i < length; i++) {
      double c = 0;
      double f = 0;
      double size = 0;
      double spread = 0;
      // Differences of neighbours first: what is the same in all points drops out exactly.
      double reference = values[0][i];
      for (int k = 0; k < POINTS[side].length; k++) {
        double v = values[k][i];
        c += COARSE[side][k] * (v - reference);
        f += FINE[side][k] * (v - reference);
        size = Math.max(size, Math.abs(v));
        spread = Math.max(spread, Math.abs(v - reference));
      }
      coarse[i] = c / (12 * h);
      fine[i] = f / (12 * h);
      // What is the same at all points does not depend on p, and is not rounded either.
      double rounding = spread == 0 ? 0 : ROUNDING * size / h;
      double answer = Math.abs(fine[i]);
      if (!Double.isFinite(answer)) {
        disagreement = Double.POSITIVE_INFINITY;
        return;
      }
      any |= answer > 0;
      double gap = Math.abs(fine[i] - coarse[i]);
      // The sixth order gains about half as many digits again over the fourth.
      double error = gap == 0 ? rounding : gap * Math.min(1, Math.sqrt(gap / answer)) + rounding;
      double extrapolated = fine[i] + (fine[i] - coarse[i]) / 15;
      // A long step may see another world: it may only make precise what a short one has shown.
      boolean credible = !growing || Math.abs(extrapolated - slope[i]) <= 4 * errors[i];
      if (error < errors[i] && credible) {
        errors[i] = error;
        slope[i] = extrapolated;
      }
      if (answer > 4 * rounding) {
        silent = false;
        double apart = Math.max(0, gap - 8 * rounding);
        disagreement = Math.max(disagreement, apart / answer);
        noise = Math.max(noise, rounding / answer);
      }
    }
    if (any && silent) {
      noise = 1;
    }
  }
}
