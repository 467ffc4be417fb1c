package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.result.Column;
import org.ionspice.solver.Newton;

/** {@code .op}: the solution of f(x) = 0 at time zero. */
public record OperatingPoint() implements Analysis {
  @Override
  public String keyword() {
    return "op";
  }

  @Override
  public String plotName() {
    return "Operating Point";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return probes.columns();
  }

  @Override
  public Outcome run(Run run) throws IOException {
    CircuitEquations equations = new CircuitEquations(run.system(), run.settings());
    Newton newton = new Newton(run.system().pattern(), run.system().linearSolver());
    DcSolver solver = new DcSolver(run.system(), run.settings(), equations, newton);
    double[] x = new double[run.system().size() + 1];
    run.system().evaluation().mode(false);
    equations.forgetCharges();
    if (!find(run, equations, solver, x)) {
      return new Outcome(0, 0, newton.iterations(), Optional.of(solver.failure(x, "")));
    }
    double[] row = new double[run.probes().columns().size()];
    run.probes().real(run.system(), x, Flows.still(run.system()), row, 0);
    run.sink().row(row);
    GminCheck check = new GminCheck(run);
    check.solution(x, equations, newton);
    return new Outcome(
        1, 0, newton.iterations(), Optional.empty(), remarks(solver, check, equations, x));
  }

  /** Returns what a reader of operating points should know. */
  static List<Diagnostic> remarks(
      DcSolver solver, GminCheck check, CircuitEquations equations) {
    List<Diagnostic> remarks = new ArrayList<>();
    solver.heldNote().ifPresent(remarks::add);
    solver.ladderNote().ifPresent(remarks::add);
    check.remark(equations).ifPresent(remarks::add);
    return remarks;
  }

  /** Returns these remarks and whether the operating point {@code x} is stable. */
  static List<Diagnostic> remarks(
      DcSolver solver, GminCheck check, CircuitEquations equations, double[] x) {
    List<Diagnostic> remarks = remarks(solver, check, equations);
    StabilityCheck.of(x, equations.system(), equations).ifPresent(remarks::add);
    return remarks;
  }

  /** Solves for the operating point, helped by {@code .nodeset}; the mode is set already. */
  public static boolean find(Run run, CircuitEquations equations, DcSolver solver, double[] x) {
    return find(run.system(), equations, solver, x);
  }

  /** Does the same for a circuit outside of a run. */
  public static boolean find(
      Assembly system, CircuitEquations equations, DcSolver solver, double[] x) {
    solver.holdStates();
    system.evaluation().resetCells();
    var guesses = system.circuit().guesses();
    if (!guesses.isEmpty()) {
      guesses.forEach(
          (name, value) -> {
            int i = system.indexOf(name);
            if (i >= 0 && i < system.size()) {
              x[i] = value;
            }
          });
      solver.force(guesses, false);
      solver.solve(x);
      equations.letGo();
    }
    return solver.solve(x);
  }
}
