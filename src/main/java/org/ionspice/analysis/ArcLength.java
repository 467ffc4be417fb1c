package org.ionspice.analysis;

import org.ionspice.assembly.Assembly;
import org.ionspice.solver.LinearSolver;

/**
 * Follows the solutions of f(x, s) = 0 along their curve in (x, s), through folds, where s turns
 * back; s is the factor of all sources.
 *
 * <p>Pseudo-arclength continuation (H. B. Keller, in P. Rabinowitz (ed.), Applications of Bifurcation
 * Theory, 1977, 359): each point is sought in the plane that is {@code ds} along the tangent, by
 * Newton's method with the bordered matrix, whose two solves share one factorisation. Lengths are
 * measured with every unknown over its size, the nominal one added. Mutable workspace, for one thread.
 */
final class ArcLength {
  /** What happens at each point of the curve. */
  interface Visitor {
    /** Takes a point at {@code s}; returns whether to go on. */
    boolean visit(double s, double[] x);
  }

  private static final int MOST_POINTS = 4000;
  private static final int MOST_ITERATIONS = 12;
  private static final double SHORTEST = 1e-9;

  private final Assembly system;
  private final CircuitEquations equations;
  private final LinearSolver factors;
  private final int n;
  private final double[] weight;
  private final double[] residual;
  private final double[] other;
  private final double[] jacobian;
  private final double[] magnitude;
  private final double[] along;
  private final double[] towards;
  private final double[] tangent;
  private final double[] guess;
  private double tangentS;

  ArcLength(Assembly system, CircuitEquations equations) {
    this.system = system;
    this.equations = equations;
    factors = system.linearSolver();
    n = system.size();
    weight = new double[n];
    residual = new double[n + 1];
    other = new double[n + 1];
    jacobian = new double[system.pattern().entryCount() + 1];
    magnitude = new double[n + 1];
    along = new double[n + 1];
    towards = new double[n + 1];
    tangent = new double[n + 1];
    guess = new double[n + 1];
  }

  /**
   * Follows the curve from the solution {@code x} at {@code from}, first to larger s, with points at
   * most {@code longest} apart, and leaves the last point in {@code x}. Returns its s; the factor of
   * the sources stays there.
   */
  double follow(double[] x, double from, double longest, Visitor visitor) {
    double s = from;
    double ds = longest / 10;
    java.util.Arrays.fill(tangent, 0);
    tangentS = 1;
    if (!turn(x, s)) {
      return s;
    }
    for (int k = 0; k < MOST_POINTS; k++) {
      for (int i = 0; i < n; i++) {
        guess[i] = x[i] + ds * tangent[i];
      }
      double reached = correct(x, s, ds);
      if (Double.isNaN(reached)) {
        ds /= 4;
        if (ds < SHORTEST) {
          return s;
        }
        continue;
      }
      System.arraycopy(guess, 0, x, 0, n + 1);
      s = reached;
      if (!visitor.visit(s, x) || !turn(x, s)) {
        return s;
      }
      ds = Math.min(longest, 1.5 * ds);
    }
    return s;
  }

  /** Solves J along = -df/ds at the point {@code at}; f goes to the residual. */
  private boolean linearise(double[] at, double s) {
    system.evaluation().sourceScale(s + 0.5);
    equations.evaluate(at, other, jacobian, magnitude);
    system.evaluation().sourceScale(s);
    equations.evaluate(at, residual, jacobian, magnitude);
    if (!factors.refactor(jacobian)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      along[i] = -2 * (other[i] - residual[i]); // f is linear in the sources
      if (!Double.isFinite(residual[i])) {
        return false;
      }
    }
    factors.solve(along);
    return true;
  }

  /** Takes the tangent at {@code x}, on the side of the present one. */
  private boolean turn(double[] x, double s) {
    if (!linearise(x, s)) {
      return false;
    }
    double square = 1;
    double same = tangentS;
    for (int i = 0; i < n; i++) {
      double size = system.unknown(i).quantity().nominal() + Math.abs(x[i]);
      weight[i] = 1 / (size * size);
      square += weight[i] * along[i] * along[i];
      same += weight[i] * along[i] * tangent[i];
    }
    tangentS = Math.copySign(1, same) / Math.sqrt(square);
    for (int i = 0; i < n; i++) {
      tangent[i] = tangentS * along[i];
    }
    return true;
  }

  /** Brings the guess to the curve; returns its s, NaN when that did not succeed. */
  private double correct(double[] x, double s0, double ds) {
    double s = s0 + ds * tangentS;
    system.evaluation().seedLimits(x);
    double last = Double.POSITIVE_INFINITY;
    for (int k = 0; k < MOST_ITERATIONS; k++) {
      if (!linearise(guess, s)) {
        return Double.NaN;
      }
      for (int i = 0; i < n; i++) {
        towards[i] = -residual[i];
      }
      factors.solve(towards);
      double gap = (s - s0) * tangentS - ds;
      double slope = tangentS;
      for (int i = 0; i < n; i++) {
        gap += weight[i] * tangent[i] * (guess[i] + towards[i] - x[i]);
        slope += weight[i] * tangent[i] * along[i];
      }
      double change = -gap / slope;
      double largest = Math.abs(change) / 1e-9;
      for (int i = 0; i < n; i++) {
        double dx = towards[i] + change * along[i];
        guess[i] += dx;
        largest = Math.max(largest, Math.abs(dx) / equations.updateTolerance(i, guess[i]));
      }
      s += change;
      if (!(largest < 1e30)) {
        return Double.NaN;
      }
      if (largest <= 1) {
        return s;
      }
      if (k > 3 && largest > last) {
        return Double.NaN;
      }
      last = largest;
    }
    return Double.NaN;
  }
}
