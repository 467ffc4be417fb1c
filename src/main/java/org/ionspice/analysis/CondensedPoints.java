package org.ionspice.analysis;

import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.CondensedEvaluation;
import org.ionspice.solver.Newton;
import org.ionspice.solver.NonlinearSystem;
import org.ionspice.solver.SparsePattern;

/**
 * Solves f(x) = 0 for the unknowns that are no rates: at rest those are zero. Mutable workspace, for one
 * thread.
 */
final class CondensedPoints implements NonlinearSystem {
  /** Iterations that may follow convergence while updates still shrink. */
  private static final int POLISH = 3;

  private final Assembly system;
  private final CircuitEquations equations;
  private final CondensedEvaluation evaluation;
  private final Newton newton;
  private final int most;
  private final int[] kept;

  /** Where the diagonal of each unknown that remains stands; 0 for the others. */
  private final int[] diagonals;

  /** Conductance that {@code rshunt} puts between each node and ground, S. */
  private final double shunt;

  private final double[] x;
  private final double[] reduced;

  /** What is known of dq/dt: nothing. */
  private final double[] nothing;

  private CondensedPoints(
      CircuitEquations equations, CondensedEvaluation evaluation, Settings settings) {
    this.system = equations.system();
    this.equations = equations;
    this.evaluation = evaluation;
    newton = new Newton(evaluation.pattern(), evaluation.linearSolver());
    most = settings.itl1();
    shunt = settings.shunt();
    kept = evaluation.kept();
    int n = system.size();
    diagonals = new int[n];
    for (int i = 0; i < kept.length; i++) {
      diagonals[kept[i]] = evaluation.diagonal(i);
    }
    x = new double[n + 1];
    nothing = new double[n + 1];
    reduced = new double[kept.length + 1];
  }

  /** Returns what solves for points without rates; empty where there are none or they must stay. */
  static Optional<CondensedPoints> of(CircuitEquations equations, Settings settings) {
    return equations
        .system()
        .evaluation()
        .condense()
        .map(e -> new CondensedPoints(equations, e, settings));
  }

  /**
   * Solves from the guess {@code solution}, which receives the solution, as exactly as rounding allows;
   * nothing may be held or pulled.
   *
   * @return whether it was found
   */
  boolean solve(double[] solution) {
    equations.steady();
    system.evaluation().seedLimits(solution);
    gather(solution);
    evaluation.stage(0, nothing);
    if (newton.solve(this, reduced, most, POLISH) != Newton.Ending.CONVERGED) {
      newton.forget();
      return false;
    }
    scatter(solution);
    evaluation.rates(solution);
    return true;
  }

  /** Solves G y = b in place with the factors of the last iteration; rates' rows of b are zero. */
  void solveLinear(double[] b) {
    gather(b);
    newton.solveLinear(reduced);
    scatter(b);
  }

  private void gather(double[] from) {
    for (int i = 0; i < kept.length; i++) {
      reduced[i] = from[kept[i]];
    }
  }

  private void scatter(double[] to) {
    for (int i = 0; i < kept.length; i++) {
      to[kept[i]] = reduced[i];
    }
  }

  /** Returns the unknowns that are no rates; not a copy. */
  int[] unknowns() {
    return kept;
  }

  long iterations() {
    return newton.iterations();
  }

  @Override
  public SparsePattern pattern() {
    return evaluation.pattern();
  }

  @Override
  public boolean evaluate(double[] at, double[] residual, double[] jacobian, double[] magnitude) {
    int[] unknowns = kept;
    for (int i = 0; i < unknowns.length; i++) {
      x[unknowns[i]] = at[i];
    }
    boolean limited = evaluation.evaluate(x, jacobian);
    double[] f = evaluation.f();
    double[] sizes = evaluation.magnitude();
    for (int i = 0; i < unknowns.length; i++) {
      residual[i] = f[unknowns[i]];
      magnitude[i] = sizes[unknowns[i]];
    }
    if (shunt != 0) {
      for (int i = 0; i < unknowns.length; i++) {
        if (system.isNode(unknowns[i])) {
          residual[i] += shunt * at[i];
          jacobian[diagonals[unknowns[i]]] += shunt;
        }
      }
    }
    equations.tolerances().restart();
    equations.tolerances().meet(x);
    equations.tolerances().conductances(jacobian, diagonals);
    return limited;
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
}
