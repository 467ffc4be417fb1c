package org.ionspice.analysis;

import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.AcTerms;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.Newton;

/**
 * The circuit at its operating point x: deviations obey G dx + d/dt C dx = u.
 *
 * <p>Held states deviate by nothing; {@code rshunt} is part of G. Mutable workspace, for one thread.
 */
final class Linearisation {
  private final Run run;
  private final Assembly system;
  private final CircuitEquations equations;
  private final Newton newton;
  private final DcSolver solver;
  private final GminCheck check;
  private final double[] x;
  private final boolean found;
  private double[] g = {};
  private double[] c = {};
  private double[] gForAc = {};
  private double[] cForAc = {};
  private AcTerms terms = new AcTerms();

  /** Solves for the operating point of {@code run}'s circuit; see {@link #failure}. */
  Linearisation(Run run) {
    this.run = run;
    system = run.system();
    equations = new CircuitEquations(system, run.settings());
    newton = new Newton(system.pattern(), system.linearSolver());
    solver = new DcSolver(system, run.settings(), equations, newton);
    check = new GminCheck(system, run.settings());
    x = new double[system.size() + 1];
    system.evaluation().mode(false);
    found = OperatingPoint.find(run, equations, solver, x);
    if (found) {
      check.solution(x, equations, newton);
      linearise();
    }
  }

  private void linearise() {
    terms = system.evaluation().evaluateForAc(x);
    gForAc = shunted(system.evaluation().g());
    cForAc = system.evaluation().c().clone();
    system.evaluation().evaluate(x, false);
    g = shunted(system.evaluation().g());
    c = system.evaluation().c().clone();
    equations.holdForAc(g, c);
  }

  private double[] shunted(double[] conductances) {
    double[] all = conductances.clone();
    double shunt = run.settings().rshunt();
    for (int i = 0; !Double.isNaN(shunt) && i < system.size(); i++) {
      if (system.isNode(i)) {
        all[system.diagonal(i)] += 1 / shunt;
      }
    }
    return all;
  }

  /** Returns why there is no operating point; empty when there is one. */
  Optional<Diagnostic> failure() {
    return found ? Optional.empty() : Optional.of(solver.failure(x, ""));
  }

  /** Returns the operating point, length size() + 1. */
  double[] x() {
    return x;
  }

  /** Returns G of slow deviations, S, in the pattern's order; delays and responses at rest. */
  double[] g() {
    return g;
  }

  /** Returns C of slow deviations, F, in the pattern's order. */
  double[] c() {
    return c;
  }

  /** Fills the matrix of deviations at the angular frequency {@code omega}, rad/s. */
  void at(double omega, double[] real, double[] imaginary) {
    System.arraycopy(gForAc, 0, real, 0, gForAc.length);
    for (int s = 0; s < cForAc.length; s++) {
      imaginary[s] = omega * cForAc[s];
    }
    terms.addTo(real, imaginary, omega);
    equations.holdForAc(real, imaginary);
  }

  /** Returns whether the matrix of deviations is G + s C: no delays, no admittances in closed form. */
  boolean isRational() {
    return terms.isEmpty();
  }

  /** Returns whether unknown {@code i} is a state that is held. */
  boolean isHeld(int i) {
    return equations.isHeld(i);
  }

  /** Returns the Newton iterations so far. */
  long iterations() {
    return newton.iterations();
  }

  /** Returns the outcome of a run that wrote {@code points} rows. */
  Outcome done(long points) {
    List<Diagnostic> remarks = OperatingPoint.remarks(solver, check, equations, x);
    return new Outcome(points, 0, iterations(), Optional.empty(), remarks);
  }

  /** Returns the outcome of a run that found no operating point. */
  Outcome failed() {
    return new Outcome(0, 0, iterations(), failure());
  }

  /** Returns the outcome of a run whose matrix was singular in {@code row}. */
  Outcome singular(long points, int row, String where) {
    return new Outcome(
        points,
        0,
        iterations(),
        Optional.of(
            Diagnostic.of(
                Code.E402,
                Span.NONE,
                "the small-signal equations do not fix " + Advice.phrase(system, row) + where,
                "look for a loop of voltage sources and inductors")));
  }
}
