package org.ionspice.integration;

import java.util.Arrays;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.Newton;
import org.ionspice.solver.TransposedSolver;

/**
 * Solves the transposed equations of one point of a recorded transient: lambda from transposed(G +
 * alpha C) lambda = -(what is asked of its unknowns and charges).
 *
 * <p>Mutable workspace, for one thread; it uses that of the assembly.
 */
final class TransposedPoint {
  private final Assembly system;
  private final Evaluation evaluation;
  private final CircuitEquations equations;
  private final LinearSolver factors;
  private final TransposedSolver solver;
  private final double[] residual;
  private final double[] jacobian;
  private final double[] magnitude;
  private final double[] lambda;
  private final double[] right;

  /** Whether G and C are the same at every point; then G, once it is known. */
  private final boolean constant;

  private double[] conductances = {};
  private double present = Double.NaN;

  TransposedPoint(Assembly system, Settings settings) {
    this.system = system;
    evaluation = system.evaluation();
    equations = new CircuitEquations(system, settings);
    factors = system.linearSolver();
    solver = new TransposedSolver(system.pattern(), factors);
    int n = system.size();
    residual = new double[n + 1];
    jacobian = new double[system.pattern().entryCount() + 1];
    magnitude = new double[n + 1];
    lambda = new double[n + 1];
    right = new double[n + 1];
    boolean remembers = evaluation.delayCount() > 0 || evaluation.cellCount() > 0;
    constant = system.isLinear() && !remembers;
  }

  /** Starts over: the circuit may have other parameters. */
  void begin() {
    conductances = new double[0];
    present = Double.NaN;
  }

  /** Returns the factorisations so far. */
  long factorisations() {
    return solver.factorisations();
  }

  /** Returns the row at which the last factorisation failed. */
  int singularRow() {
    return factors.singularRow();
  }

  /** Returns an iteration that shares the factors. */
  Newton newton() {
    return new Newton(system.pattern(), factors);
  }

  /** Takes the equations of a stage or an end of a step at {@code x}. */
  void evaluate(double[] x, double alpha) {
    if (!constant) {
      equations.stage(alpha);
      evaluate(equations, x);
      return;
    }
    if (alpha == present) {
      return;
    }
    if (conductances.length == 0) {
      equations.stage(0);
      evaluate(equations, x);
      conductances = jacobian.clone();
    }
    System.arraycopy(conductances, 0, jacobian, 0, jacobian.length);
    double[] c = evaluation.charges();
    int[] slots = evaluation.chargeSlots();
    for (int k = 0; k < slots.length; k++) {
      jacobian[slots[k]] += alpha * c[k];
    }
    present = alpha;
  }

  /** Takes {@code of} at {@code x}. */
  void evaluate(CircuitEquations of, double[] x) {
    present = Double.NaN;
    evaluation.seedLimits(x);
    of.evaluate(x, residual, jacobian, magnitude);
  }

  /**
   * Solves for {@link #lambda()}; returns whether it could.
   *
   * @param ofUnknowns what is asked of the unknowns; may be empty for nothing
   * @param ofCharges what is asked of the charges; length size() + 1
   */
  boolean solve(double[] ofUnknowns, double[] ofCharges) {
    Arrays.fill(lambda, 0);
    Adjoints.add(lambda, ofUnknowns, -1);
    Arrays.fill(right, 0);
    evaluation.addChargesTransposed(ofCharges, right);
    Adjoints.add(lambda, right, -1);
    lambda[system.size()] = 0;
    return solver.solve(jacobian, lambda);
  }

  /** Returns the multipliers of the last solve; length size() + 1. */
  double[] lambda() {
    return lambda;
  }
}
