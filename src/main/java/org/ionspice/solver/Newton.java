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
    NOT_FINITE,
    /** However small a part of the update is taken, it leads no nearer. */
    STUCK
  }

  /** What rounding of a row's terms may leave of it, relative to their sizes. */
  private static final double ROUNDING = 0x1p-50;

  /** Iterations after which updates that do not shrink may be noise. */
  private static final int STALLED = 3;

  /** A linear system is solved in one iteration by a matrix that is this near to its own. */
  private static final double SAME = 1e-8;

  /** Entries that change by less than this fraction leave the factors good enough to converge. */
  private static final double NEAR = 1e-3;

  /** An update this small beside its tolerance is about the rounding of a solution. */
  private static final double FINE = 1e-8;

  /** An update of no more than this times its tolerance is itself exact enough to end with. */
  private static final double CORRECTED = 100;

  /** Updates that shrink by less than this factor ask for new factors. */
  private static final double SLOW = 0.1;

  /** Share of an update that an iterative solver may leave to the next one. */
  private static final double EARLY = 1e-4;

  /** The same in a search from far away, where updates may turn out to be the last unforeseen. */
  private static final double LATE = 1e-8;

  /** What it may leave of an update that may be the last, in units of the tolerance. */
  private static final double LEFT = 1e-3;

  /** The least part of a damped step. */
  private static final double LEAST_SHARE = 1e-6;

  private final SparsePattern pattern;
  private final LinearSolver factors;
  private final int size;
  private final double[] residual;
  private final double[] magnitude;
  private final double[] jacobian;
  private final double[] update;

  /** The factored matrix, where it is worth comparing with; the sizes of rows, when asked for. */
  private double[] factoredJacobian = {};

  private double[] rowSize = {};
  private final Contraction contraction = new Contraction();
  private boolean foresees;
  private boolean comparable;
  private boolean clipped;
  private boolean factored;
  private long iterations;
  private int worst;

  /** Makes a workspace for systems over {@code pattern}, solved by the general factorisation. */
  public Newton(SparsePattern pattern) {
    this(pattern, SparseLu.analyse(pattern));
  }

  /** Makes a workspace for systems over {@code pattern} with a solver for its matrices. */
  public Newton(SparsePattern pattern, LinearSolver solver) {
    this.pattern = pattern;
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
    boolean linear = system.isLinear();
    double lastUpdate = Double.POSITIVE_INFINITY;
    double before = Double.POSITIVE_INFINITY;
    double leftBefore = Double.POSITIVE_INFINITY;
    boolean wasWhole = false;
    int polished = 0;
    for (int k = 0; k < most; k++) {
      boolean limited = system.evaluate(x, residual, jacobian, magnitude);
      iterations++;
      double left = residualLeft(system);
      if (Double.isNaN(left)) {
        return Ending.NOT_FINITE;
      }
      if (!factor()) {
        worst = factors.singularRow();
        return Ending.SINGULAR;
      }
      for (int i = 0; i < size; i++) {
        update[i] = -residual[i];
      }
      factors.solve(update, linear ? 0 : LATE);
      double largest = apply(system, x);
      if (Double.isNaN(largest)) {
        return Ending.NOT_FINITE;
      }
      boolean whole = !limited && !clipped;
      // Updates within the tolerance that no longer shrink are the rounding inside of devices.
      boolean noise = k >= STALLED && largest > SLOW * before;
      if (largest <= 1
          && whole
          && (left <= 1 || noise || settledToRounding(system, x))) {
        // One more evaluation costs little and takes the quadratic convergence to rounding.
        if (polished >= polish || largest <= FINE || largest >= lastUpdate) {
          return Ending.CONVERGED;
        }
        polished++;
        lastUpdate = largest;
      }
      if (whole
          && wasWhole
          && largest <= CORRECTED
          && next(largest, before, true) <= FINE
          && (left <= 1 || next(left, leftBefore, true) <= 1)) {
        return Ending.CONVERGED;
      }
      if (largest > 1 && noise && whole && isRounding(x)) {
        return Ending.CONVERGED;
      }
      before = largest;
      leftBefore = left;
      wasWhole = whole;
    }
    return polished > 0 ? Ending.CONVERGED : Ending.TOO_MANY_ITERATIONS;
  }

  /**
   * Solves r(x) = 0 close to the guess in {@code x}, as {@link #solve} does but with as few
   * factorisations and evaluations as the tolerances allow: factors are kept while the matrix stays
   * near the factored one and the updates shrink fast, and a linear system takes one iteration.
   *
   * <p>The system is last evaluated one {@link #update} before the solution.
   *
   * @param most the largest number of iterations
   */
  public Ending advance(NonlinearSystem system, double[] x, int most) {
    worst = -1;
    boolean linear = system.isLinear();
    boolean slow = false;
    double last = Double.POSITIVE_INFINITY;
    double lastLeft = Double.POSITIVE_INFINITY;
    boolean keep = false;
    boolean wasWhole = false;
    for (int k = 0; k < most; k++) {
      boolean limited = system.evaluate(x, residual, jacobian, magnitude);
      iterations++;
      double left = residualLeft(system);
      if (Double.isNaN(left)) {
        return Ending.NOT_FINITE;
      }
      boolean settled = left <= 1;
      boolean kept = keep;
      keep = !slow && factored && comparable && isNear(linear ? SAME : NEAR);
      if (!keep && !factor()) {
        worst = factors.singularRow();
        return Ending.SINGULAR;
      }
      for (int i = 0; i < size; i++) {
        update[i] = -residual[i];
      }
      double share = k == 0 ? EARLY : share(last / lastLeft * left);
      double linearly = factors.solve(update, linear ? 0 : share);
      double largest = apply(system, x);
      if (Double.isNaN(largest)) {
        return Ending.NOT_FINITE;
      }
      boolean whole = !limited && !clipped;
      boolean noise = !keep && k >= STALLED && largest > SLOW * last;
      boolean small =
          largest <= 1
              ? settled || noise || settledToRounding(system, x)
              : noise && isRounding(x);
      boolean square = !keep && !kept;
      if (k == 1 && whole && wasWhole && square) {
        contraction.measured(last, largest, lastLeft, left);
      } else if (k > 0) {
        contraction.forget();
      }
      boolean foreseen =
          wasWhole
              && next(largest, last, square) + linearly * largest <= 1
              && next(left, lastLeft, square) + linearly * left <= 1;
      if (whole && (linear || small || foreseen)) {
        return Ending.CONVERGED;
      }
      if (k == 0 && whole && !keep && foresees && contraction.foresees(largest, left, linearly)) {
        return Ending.CONVERGED;
      }
      slow = largest > SLOW * last;
      last = largest;
      lastLeft = left;
      // What was cut short says nothing about how fast the iteration converges.
      wasWhole = whole;
    }
    return Ending.TOO_MANY_ITERATIONS;
  }

  /**
   * Solves r(x) = 0 by damped steps: of each update the part is taken after which the next one, with
   * the same matrix, would be shorter (the natural monotonicity test of P. Deuflhard, Newton Methods
   * for Nonlinear Problems, Springer 2004, section 3.3). Devices limit nothing. Allocates.
   *
   * @param most the largest number of iterations
   */
  public Ending solveDamped(NonlinearSystem system, double[] x, int most) {
    double[] from = new double[size + 1];
    double[] step = new double[size];
    double[] weight = new double[size];
    double share = 1;
    worst = -1;
    system.jumpTo(x);
    system.evaluate(x, residual, jacobian, magnitude);
    for (int k = 0; k < most; k++) {
      iterations++;
      double left = residualLeft(system);
      if (Double.isNaN(left)) {
        return Ending.NOT_FINITE;
      }
      if (!factor()) {
        worst = factors.singularRow();
        return Ending.SINGULAR;
      }
      System.arraycopy(x, 0, from, 0, size);
      double largest = 0;
      factorisedUpdate(step);
      for (int i = 0; i < size; i++) {
        weight[i] = system.updateTolerance(i, Math.max(Math.abs(x[i]), Math.abs(x[i] + step[i])));
        largest = Math.max(largest, Math.abs(step[i]) / weight[i]);
      }
      if (Double.isNaN(largest)) {
        return Ending.NOT_FINITE;
      }
      double length = norm(step, weight);
      if (largest <= 1 && left <= 1) {
        return Ending.CONVERGED;
      }
      share = Math.min(1, 4 * share);
      while (true) {
        for (int i = 0; i < size; i++) {
          x[i] = from[i] + share * step[i];
        }
        system.jumpTo(x);
        system.evaluate(x, residual, jacobian, magnitude);
        factorisedUpdate(update);
        // A length that is not finite is not shorter.
        if (norm(update, weight) <= (1 - share / 4) * length || largest <= 1) {
          break;
        }
        share /= 2;
        if (share < LEAST_SHARE) {
          System.arraycopy(from, 0, x, 0, size);
          return Ending.STUCK;
        }
      }
    }
    return Ending.TOO_MANY_ITERATIONS;
  }

  /** Fills {@code step} with what the present factors make of the residual. */
  private void factorisedUpdate(double[] step) {
    for (int i = 0; i < size; i++) {
      step[i] = -residual[i];
    }
    factors.solve(step, LATE);
  }

  private static double norm(double[] step, double[] weight) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      double part = step[i] / weight[i];
      sum += part * part;
    }
    return Math.sqrt(sum);
  }

  /**
   * Adds the update to x, clipped to what an iteration may change. Returns the largest change
   * relative to its tolerance, NaN when one is not finite.
   */
  private double apply(NonlinearSystem system, double[] x) {
    double largest = 0;
    int slowest = -1;
    clipped = false;
    for (int i = 0; i < size; i++) {
      double dx = update[i];
      if (!Double.isFinite(dx)) {
        worst = i;
        return Double.NaN;
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
    return largest;
  }

  /** Returns whether every entry of the matrix is within a fraction of the factored one. */
  private boolean isNear(double fraction) {
    double[] now = jacobian;
    double[] then = factoredJacobian;
    for (int s = 0; s < now.length - 1; s++) {
      if (!(Math.abs(now[s] - then[s]) <= fraction * Math.abs(then[s]))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the last update of the last solve; length size + 1. */
  public double[] update() {
    return update;
  }

  /** Returns the largest residual relative to its tolerance, NaN when one is not finite. */
  private double residualLeft(NonlinearSystem system) {
    double largest = 0;
    int row = -1;
    for (int i = 0; i < size; i++) {
      double r = Math.abs(residual[i]);
      if (!(r <= Double.MAX_VALUE)) {
        worst = i;
        return Double.NaN;
      }
      double allowed = system.residualTolerance(i, magnitude[i]);
      if (r > largest * allowed) {
        largest = r / allowed;
        row = i;
      }
    }
    if (largest > 1 && worst < 0) {
      worst = row;
    }
    return largest;
  }

  /**
   * Returns what a size that fell from {@code before} to {@code now} will be after the update at
   * hand; infinity when it does not fall fast. With kept factors it falls by the same factor again.
   * With its own matrix each time an iteration makes c s^2 of s, for some c: then the next size is
   * now^3 / before^2, and ten times that is allowed for.
   */
  private static double next(double now, double before, boolean square) {
    double rate = now / before;
    return rate <= SLOW
        ? rate * now * (square ? Math.min(1, rate / SLOW) : 1)
        : Double.POSITIVE_INFINITY;
  }

  /** Returns what may be left of an update that is foreseen to be {@code size} tolerances. */
  private static double share(double size) {
    return size < LEFT / LATE ? Math.min(EARLY, LEFT / size) : LATE;
  }

  /**
   * Returns whether rows that miss their tolerance miss it by no more than the rounding of their
   * terms, as the equation of a source does whose current, and so its tolerance, is tiny.
   */
  private boolean settledToRounding(NonlinearSystem system, double[] x) {
    measureRows(x);
    for (int i = 0; i < size; i++) {
      double allowed =
          Math.max(system.residualTolerance(i, magnitude[i]), ROUNDING * rowSize[i]);
      if (Math.abs(residual[i]) > allowed) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether every residual is the rounding of its terms: what the update does then is noise,
   * however small the tolerance of an unknown is. The current of a source that charges a capacitor
   * in a tiny step is such an unknown.
   */
  private boolean isRounding(double[] x) {
    measureRows(x);
    for (int i = 0; i < size; i++) {
      if (!(Math.abs(residual[i]) <= ROUNDING * Math.max(rowSize[i], magnitude[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Sums, a row, the sizes of the matrix's terms. */
  private void measureRows(double[] x) {
    if (rowSize.length == 0) {
      rowSize = new double[size + 1];
    }
    Arrays.fill(rowSize, 0);
    for (int column = 0; column < size; column++) {
      int end = pattern.columnStarts()[column + 1];
      for (int p = pattern.columnStarts()[column]; p < end; p++) {
        rowSize[pattern.rowIndices()[p]] += Math.abs(jacobian[p] * x[column]);
      }
    }
  }

  private boolean factor() {
    if (!factored) {
      factors.forget();
    }
    factored = factors.refactor(jacobian);
    comparable = factors.isDear();
    if (comparable) {
      if (factoredJacobian.length == 0) {
        factoredJacobian = new double[jacobian.length];
      }
      System.arraycopy(jacobian, 0, factoredJacobian, 0, jacobian.length);
    }
    return factored;
  }

  /** Returns an array for a residual that is free between solves; length size + 1. */
  public double[] freeResidual() {
    return residual;
  }

  /** Returns an array for the sizes of a residual's terms that is free between solves. */
  public double[] freeMagnitude() {
    return magnitude;
  }

  /** Returns an array for a matrix that is free between solves; length entryCount + 1. */
  public double[] freeMatrix() {
    return jacobian;
  }

  /** Solves J y = b in place with the factors of the last iteration; b has length size or more. */
  public void solveLinear(double[] b) {
    factors.solve(b);
  }

  /** Does the same where four digits are enough, as for an estimate. */
  public void estimate(double[] b) {
    factors.solve(b, EARLY);
  }

  /** Returns the iterations of all solves so far. */
  public long iterations() {
    return iterations;
  }

  /** Returns the row or unknown that hindered the last solve, -1 if none. */
  public int worst() {
    return worst;
  }

  /** Lets {@link #advance} end with a first update where earlier solves show that no other is needed. */
  public void foresee() {
    foresees = true;
  }

  /** Forgets the factors, after a change of the system that makes their pivots useless. */
  public void forget() {
    factored = false;
    contraction.forget();
    Arrays.fill(update, 0);
  }
}
