package org.ionspice.analysis;

import java.util.Arrays;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.solver.BorderedLu;

/**
 * Points of the curve of solutions of f(x) + (s - s0) b = 0 in (x, s), s being the value of a source.
 *
 * <p>Pseudo-arclength continuation (H. B. Keller, in P. Rabinowitz (ed.), Applications of Bifurcation
 * Theory, 1977, 359): the next point is sought in the plane that is {@code ds} along the tangent, by
 * Newton's method with the bordered matrix (J, b; t' W, t_s), which stays regular at folds. The
 * length of a piece is sqrt(dx' W dx + (ds/range)^2), every unknown over its nominal size plus the
 * largest value that it has had on the curve, so that a current that goes through zero is not dwelt
 * on. Iterations go on until rounding ends them, so that the place of a fold or a Hopf point does
 * not depend on tolerances. Mutable workspace, for one thread; Newton allocates nothing.
 */
final class SolutionCurve {
  private static final int MOST_ITERATIONS = 15;

  /** Updates smaller than this part of a value are rounding. */
  private static final double ROUNDING = 1e-13;

  private final Assembly system;
  private final CircuitEquations equations;
  private final int n;
  private final double[] column;
  private final double range;
  private final BorderedLu factors;
  private final double[] residual;
  private final double[] jacobian;
  private final double[] magnitude;
  private final double[] row;
  private final double[] step;
  private final double[] guess;
  private final double[] largest;
  private double guessValue;
  private double reference;
  private long iterations;

  /**
   * A point of the curve. Arrays are shared.
   *
   * @param x the unknowns, length size + 1
   * @param value that of the source
   * @param tangent direction of the unknowns for a unit of length
   * @param slope what the source's value grows by for a unit of length
   * @param weights one over the squares of the sizes of the unknowns
   */
  record Point(double[] x, double value, double[] tangent, double slope, double[] weights) {}

  /**
   * Makes a curve.
   *
   * @param column b, what a unit of the source adds to f
   * @param reference s0, the source's value in the circuit
   * @param range what counts as one length of the source's value, positive
   */
  SolutionCurve(CircuitEquations equations, double[] column, double reference, double range) {
    this.equations = equations;
    this.column = column;
    this.range = range;
    this.reference = reference;
    system = equations.system();
    n = system.size();
    // The last unknown counts in ranges, so that its column is as large as the others.
    double[] scaled = Arrays.copyOf(column, n);
    for (int i = 0; i < n; i++) {
      scaled[i] *= range;
    }
    factors = new BorderedLu(system.pattern(), scaled);
    residual = new double[n + 1];
    jacobian = new double[system.pattern().entryCount() + 1];
    magnitude = new double[n + 1];
    row = new double[n];
    step = new double[n + 1];
    guess = new double[n + 1];
    largest = new double[n];
  }

  /** Says which value the source has in the circuit from now on. */
  void reference(double value) {
    reference = value;
  }

  /** Takes a point as part of the curve: its values count for what is large. */
  void accept(Point point) {
    for (int i = 0; i < n; i++) {
      largest[i] = Math.max(largest[i], Math.abs(point.x()[i]));
    }
  }

  /** Returns the Newton iterations so far. */
  long iterations() {
    return iterations;
  }

  /** Returns the point at the source's value {@code value}, from a guess near it. */
  Optional<Point> at(double[] x, double value, Point towards) {
    System.arraycopy(x, 0, guess, 0, n + 1);
    guessValue = value;
    Arrays.fill(row, 0);
    return correct(value, x, 1, 0) ? tangentAt(towards) : Optional.empty();
  }

  /** Returns the first point of the curve, which begins towards larger or smaller values. */
  Optional<Point> first(double[] x, double value, boolean upwards) {
    Point none = new Point(x, value, new double[n], upwards ? range : -range, new double[n]);
    return at(x, value, none);
  }

  /** Returns the point in the plane at the distance {@code ds} along the tangent of {@code from}. */
  Optional<Point> next(Point from, double ds) {
    for (int i = 0; i < n; i++) {
      guess[i] = from.x()[i] + ds * from.tangent()[i];
      row[i] = from.weights()[i] * from.tangent()[i];
    }
    guess[n] = 0;
    guessValue = from.value() + ds * from.slope();
    double corner = from.slope() / range;
    return correct(from.value(), from.x(), corner, ds) ? tangentAt(from) : Optional.empty();
  }

  /**
   * Brings the guess to the curve and to row' (x - x0) + corner (s - s0)/range = distance; returns
   * whether that succeeded.
   */
  private boolean correct(double s0, double[] x0, double corner, double distance) {
    system.evaluation().seedLimits(guess);
    double last = Double.POSITIVE_INFINITY;
    boolean settled = false;
    for (int k = 0; k < MOST_ITERATIONS; k++) {
      boolean limited = equations.evaluate(guess, residual, jacobian, magnitude);
      iterations++;
      double gap = corner * (guessValue - s0) / range - distance;
      for (int i = 0; i < n; i++) {
        double f = residual[i] + (guessValue - reference) * column[i];
        if (!Double.isFinite(f)) {
          return false;
        }
        step[i] = -f;
        gap += row[i] * (guess[i] - x0[i]);
      }
      step[n] = -gap;
      if (!factors.refactor(jacobian, row, corner)) {
        return false;
      }
      factors.solve(step);
      double coarsest = 0;
      double change = range * step[n];
      double finest = Math.abs(change) / Math.max(Math.abs(guessValue), 1e-6 * range);
      for (int i = 0; i < n; i++) {
        double size = Math.abs(step[i]);
        coarsest = Math.max(coarsest, size / equations.updateTolerance(i, guess[i]));
        finest = Math.max(finest, size / (Math.abs(guess[i]) + 1e-6 * nominal(i)));
      }
      coarsest = Math.max(coarsest, Math.abs(step[n]) / 1e-6);
      if (!(coarsest < 1e30)) {
        return false;
      }
      if (settled && finest >= last / 2) {
        return true; // Rounding is all that moves the point: this step is left out.
      }
      for (int i = 0; i < n; i++) {
        guess[i] += step[i];
      }
      guessValue += change;
      if (!limited && finest <= ROUNDING) {
        return true;
      }
      settled |= coarsest <= 1 && !limited;
      last = finest;
    }
    return settled;
  }

  /** Returns how far {@code to} is along the tangent of {@code from}. */
  double distance(Point from, Point to) {
    double sum = from.slope() * (to.value() - from.value()) / (range * range);
    for (int i = 0; i < n; i++) {
      sum += from.weights()[i] * from.tangent()[i] * (to.x()[i] - from.x()[i]);
    }
    return sum;
  }

  /** Returns how far {@code to} is from the place {@code ds} along the tangent of {@code from}. */
  double offTangent(Point from, Point to, double ds) {
    double off = (to.value() - from.value() - ds * from.slope()) / range;
    double square = off * off;
    for (int i = 0; i < n; i++) {
      off = to.x()[i] - from.x()[i] - ds * from.tangent()[i];
      square += from.weights()[i] * off * off;
    }
    return Math.sqrt(square);
  }

  /** Returns the cosine of the angle between the tangents of two points. */
  double cosine(Point from, Point to) {
    double product = from.slope() * to.slope() / (range * range);
    double square = to.slope() * to.slope() / (range * range);
    for (int i = 0; i < n; i++) {
      product += from.weights()[i] * from.tangent()[i] * to.tangent()[i];
      square += from.weights()[i] * to.tangent()[i] * to.tangent()[i];
    }
    return product / Math.sqrt(square);
  }

  private double nominal(int i) {
    return system.quantity(i).nominal();
  }

  /** Returns the guess as a point, its tangent on the side of that of {@code before}. */
  private Optional<Point> tangentAt(Point before) {
    equations.evaluate(guess, residual, jacobian, magnitude);
    for (int i = 0; i < n; i++) {
      row[i] = before.weights()[i] * before.tangent()[i];
      step[i] = 0;
    }
    step[n] = 1;
    if (!factors.refactor(jacobian, row, before.slope() / range)) {
      return Optional.empty();
    }
    factors.solve(step);
    double[] weights = new double[n];
    double square = step[n] * step[n];
    for (int i = 0; i < n; i++) {
      double size = nominal(i) + Math.max(largest[i], Math.abs(guess[i]));
      weights[i] = 1 / (size * size);
      square += weights[i] * step[i] * step[i];
    }
    double length = Math.sqrt(square);
    if (!(length > 0) || !Double.isFinite(length)) {
      return Optional.empty();
    }
    double[] tangent = new double[n];
    for (int i = 0; i < n; i++) {
      tangent[i] = step[i] / length;
    }
    return Optional.of(
        new Point(guess.clone(), guessValue, tangent, range * step[n] / length, weights));
  }
}
