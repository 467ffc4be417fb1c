package org.ionspice.solver;

import java.util.Arrays;

/**
 * Newton's method on a {@link NonlinearSystem}, with update and residual checks.
 *
 * <p>Mutable workspace, for one thread. Allocates nothing in {@link #solve}.
 */
public final class Newton {
  /** How a solve ended. */
  public enum Ending {
    CONVERGED,
    TOO_MANY_ITERATIONS,
    SINGULAR,
    NOT_FINITE
  }

  private final LinearSolver factors;
  private final int size;
  private final double[] residual;
  private final double[] magnitude;
  private final double[] jacobian;
  private final double[] update;
  private boolean factored;
  private long iterations;
  private int worst;

  /** Makes a workspace for systems over {@code pattern}, solved by the general factorisation. */
  public Newton(SparsePattern pattern) {
    this(pattern, SparseLu.analyse(pattern));
  }

  /** Makes a workspace for systems over {@code pattern} with a solver for its matrices. */
  public Newton(SparsePattern pattern, LinearSolver solver) {
    this.factors = solver;
    this.size = pattern.size();
    this.residual = new double[size + 1];
    this.magnitude = new double[size + 1];
    this.update = new double[size + 1];
    this.jacobian = new double[pattern.entryCount() + 1];
  }

  /**
   * Solves r(x) = 0 from the guess in {@code x}, which receives the solution.
   *
   * @param most the largest number of iterations
   * @param polish how many iterations may follow convergence while the update still shrinks
   */
  public Ending solve(NonlinearSystem system, double[] x, int most, int polish) {
    worst = -1;
    double lastUpdate = Double.POSITIVE_INFINITY;
    int polished = 0;
    for (int k = 0; k < most; k++) {
      boolean limited = system.evaluate(x, residual, jacobian, magnitude);
      iterations++;
      for (int i = 0; i < size; i++) {
        if (!Double.isFinite(residual[i])) {
          worst = i;
          return Ending.NOT_FINITE;
        }
      }
      boolean settled = residualSettled(system);
      if (!factor()) {
        worst = factors.singularRow();
        return Ending.SINGULAR;
      }
      for (int i = 0; i < size; i++) {
        update[i] = -residual[i];
      }
      factors.solve(update);
      double largest = 0;
      int slowest = -1;
      boolean clipped = false;
      for (int i = 0; i < size; i++) {
        double dx = update[i];
        if (!Double.isFinite(dx)) {
          worst = i;
          return Ending.NOT_FINITE;
        }
        double bound = system.mostPerIteration(i);
        if (Math.abs(dx) > bound) {
          dx = Math.copySign(bound, dx);
          clipped = true;
        }
        double weighted = Math.abs(dx) / system.updateTolerance(i, x[i]);
        if (weighted > largest) {
          largest = weighted;
          slowest = i;
        }
        x[i] += dx;
      }
      if (largest > 1) {
        worst = slowest;
      }
      if (largest <= 1 && settled && !limited && !clipped) {
        // One more evaluation costs little and takes the quadratic convergence to rounding.
        if (polished >= polish || largest == 0 || largest >= lastUpdate) {
          return Ending.CONVERGED;
        }
        polished++;
        lastUpdate = largest;
      }
    }
    return polished > 0 ? Ending.CONVERGED : Ending.TOO_MANY_ITERATIONS;
  }

  private boolean residualSettled(NonlinearSystem system) {
    for (int i = 0; i < size; i++) {
      if (Math.abs(residual[i]) > system.residualTolerance(i, magnitude[i])) {
        if (worst < 0) {
          worst = i;
        }
        return false;
      }
    }
    return true;
  }

  private boolean factor() {
    if (!factored) {
      factors.forget();
    }
    factored = factors.refactor(jacobian);
    return factored;
  }

  /** Solves J y = b in place with the factors of the last iteration; b has length size or more. */
  public void solveLinear(double[] b) {
    factors.solve(b);
  }

  /** Returns the iterations of all solves so far. */
  public long iterations() {
    return iterations;
  }

  /** Returns the row or unknown that hindered the last solve, -1 if none. */
  public int worst() {
    return worst;
  }

  /** Forgets the factors, after a change of the system that makes their pivots useless. */
  public void forget() {
    factored = false;
    Arrays.fill(update, 0);
  }
}
