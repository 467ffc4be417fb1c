package org.ionspice.integration;

import org.ionspice.analysis.CircuitEquations;
import org.ionspice.assembly.Evaluation;
import org.ionspice.solver.Newton;

/** Solves stages for all unknowns at once. Mutable workspace, for one thread. */
final class WholeStages implements StageSolver {
  private final Evaluation evaluation;
  private final CircuitEquations equations;
  private final Newton newton;

  WholeStages(CircuitEquations equations, Newton newton) {
    this.evaluation = equations.system().evaluation();
    this.equations = equations;
    this.newton = newton;
  }

  @Override
  public boolean solve(double alpha, double[] x, int most) {
    equations.stage(alpha);
    return newton.advance(equations, x, most) == Newton.Ending.CONVERGED;
  }

  @Override
  public void charges(double[] x, double[] q) {
    equations.charges(newton.update(), q);
  }

  @Override
  public void addCharges(double[] dx, double[] vector) {
    evaluation.addCharges(dx, vector);
  }

  @Override
  public void estimate(double[] b) {
    newton.estimate(b);
  }

  @Override
  public int worst() {
    return newton.worst();
  }

  @Override
  public long iterations() {
    return 0; // they are Newton's own
  }
}
