package org.ionspice.integration;

import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.CondensedEvaluation;
import org.ionspice.solver.Newton;
import org.ionspice.solver.NonlinearSystem;
import org.ionspice.solver.SparsePattern;

/**
 * Solves stages for the unknowns that are no rates, which follow from the others. Mutable workspace,
 * for one thread.
 */
final class CondensedStages implements StageSolver {
  private final Assembly system;
  private final CircuitEquations equations;
  private final CondensedEvaluation evaluation;
  private final Newton newton;
  private final int[] kept;

  /** Where the diagonal of each unknown that remains stands; 0 for the others. */
  private final int[] diagonals;

  /** Conductance that {@code rshunt} puts between each node and ground, S. */
  private final double shunt;

  private final double[] x;
  private final double[] reduced;
  private final double[] update;
  private double alpha;
  private boolean rescale = true;

  CondensedStages(
      CircuitEquations equations, CondensedEvaluation evaluation, Settings settings) {
    this.system = equations.system();
    this.equations = equations;
    this.evaluation = evaluation;
    newton = new Newton(evaluation.pattern(), evaluation.linearSolver());
    kept = evaluation.kept();
    shunt = settings.shunt();
    int n = system.size();
    diagonals = new int[n];
    for (int i = 0; i < kept.length; i++) {
      diagonals[kept[i]] = evaluation.diagonal(i);
    }
    x = new double[n + 1];
    update = new double[n + 1];
    reduced = new double[kept.length + 1];
  }

  /** Returns a solver without rates; with all unknowns where none can be taken out. */
  static StageSolver orWhole(CircuitEquations equations, Newton newton, Settings settings) {
    return equations
        .system()
        .evaluation()
        .condense()
        .<StageSolver>map(e -> new CondensedStages(equations, e, settings))
        .orElseGet(() -> new WholeStages(equations, newton));
  }

  @Override
  public boolean solve(double newAlpha, double[] solution, int most) {
    rescale |= newAlpha != alpha;
    alpha = newAlpha;
    evaluation.stage(alpha, equations.beta());
    double[] guess = reduced;
    for (int i = 0; i < kept.length; i++) {
      guess[i] = solution[kept[i]];
    }
    boolean found = newton.advance(rest, guess, most) == Newton.Ending.CONVERGED;
    for (int i = 0; i < kept.length; i++) {
      solution[kept[i]] = guess[i];
    }
    evaluation.rates(solution);
    return found;
  }

  @Override
  public void charges(double[] solution, double[] q) {
    double[] last = newton.update();
    for (int i = 0; i < kept.length; i++) {
      update[kept[i]] = last[i];
    }
    evaluation.charges(solution, update, q);
  }

  @Override
  public void addCharges(double[] dx, double[] vector) {
    evaluation.addCharges(dx, vector);
  }

  @Override
  public void estimate(double[] b) {
    evaluation.takeOutRates(b);
    double[] side = reduced;
    for (int i = 0; i < kept.length; i++) {
      side[i] = b[kept[i]];
    }
    newton.estimate(side);
    for (int i = 0; i < kept.length; i++) {
      b[kept[i]] = side[i];
    }
    evaluation.putBackRates(b);
  }

  @Override
  public int worst() {
    int worst = newton.worst();
    return worst < 0 ? worst : kept[worst];
  }

  @Override
  public long iterations() {
    return newton.iterations();
  }

  /** What remains, as Newton sees it. */
  private final NonlinearSystem rest =
      new NonlinearSystem() {
        @Override
        public SparsePattern pattern() {
          return evaluation.pattern();
        }

        @Override
        public boolean evaluate(
            double[] at, double[] residual, double[] jacobian, double[] magnitude) {
          return evaluateRest(at, residual, jacobian, magnitude);
        }

        @Override
        public double updateTolerance(int i, double value) {
          return equations.updateTolerance(kept[i], value);
        }

        @Override
        public double residualTolerance(int i, double magnitude) {
          return equations.residualTolerance(kept[i], magnitude);
        }

        @Override
        public double mostPerIteration(int i) {
          return equations.mostPerIteration(kept[i]);
        }
      };

  private boolean evaluateRest(
      double[] at, double[] residual, double[] jacobian, double[] magnitude) {
    int[] unknowns = kept;
    for (int i = 0; i < unknowns.length; i++) {
      x[unknowns[i]] = at[i];
    }
    double[] beta = equations.beta();
    boolean limited = evaluation.evaluate(x, jacobian);
    double[] f = evaluation.f();
    double[] q = evaluation.otherCharges();
    double[] sizes = evaluation.magnitude();
    for (int i = 0; i < unknowns.length; i++) {
      int k = unknowns[i];
      double now = alpha * q[k];
      double known = Math.abs(beta[k]);
      residual[i] = f[k] + (now + beta[k]);
      // The charges of condensed devices are in f already; they nearly cancel what is known.
      magnitude[i] = sizes[k] + Math.max(Math.abs(now), known) + known;
    }
    if (shunt != 0) {
      for (int i = 0; i < unknowns.length; i++) {
        if (system.isNode(unknowns[i])) {
          residual[i] += shunt * at[i];
          jacobian[diagonals[unknowns[i]]] += shunt;
        }
      }
    }
    if (rescale) {
      equations.tolerances().conductances(jacobian, diagonals);
      rescale = false;
    }
    return limited;
  }
}
