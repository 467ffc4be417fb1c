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
public final class Linearisation {
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
  public Linearisation(Run run) {
    this(run, new double[0]);
  }

  /**
   * Does the same from a guess: the solution at the value before, length size() + 1; empty for none.
   */
  public Linearisation(Run run, double[] guess) {
    this.run = run;
    system = run.system();
    equations = new CircuitEquations(system, run.settings());
    newton = new Newton(system.pattern(), system.linearSolver());
    solver = new DcSolver(system, run.settings(), equations, newton);
    check = new GminCheck(run);
    x = new double[system.size() + 1];
    system.evaluation().mode(false);
    equations.forgetCharges(); // Those of the matrix are found at the solution.
    if (guess.length == 0) {
      found = OperatingPoint.find(run, equations, solver, x);
    } else {
      System.arraycopy(guess, 0, x, 0, x.length);
      solver.holdStates();
      found = solver.solve(x);
    }
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
    equations.holdForAc(g, c, false);
  }

  private double[] shunted(double[] conductances) {
    double[] all = conductances.clone();
    double shunt = run.settings().shunt();
    for (int i = 0; shunt != 0 && i < system.size(); i++) {
      if (system.isNode(i)) {
        all[system.diagonal(i)] += shunt;
      }
    }
    return all;
  }

  /** Returns why there is no operating point; empty when there is one. */
  public Optional<Diagnostic> failure() {
    return found ? Optional.empty() : Optional.of(solver.failure(x, ""));
  }

  /** Returns the operating point, length size() + 1. */
  public double[] x() {
    return x;
  }

  /** Returns G of slow deviations, S, in the pattern's order; delays and responses at rest. */
  public double[] g() {
    return g;
  }

  /** Returns C of slow deviations, F, in the pattern's order. */
  public double[] c() {
    return c;
  }

  /** Fills the matrix of deviations at the angular frequency {@code omega}, rad/s. */
  public void at(double omega, double[] real, double[] imaginary) {
    System.arraycopy(gForAc, 0, real, 0, gForAc.length);
    for (int s = 0; s < cForAc.length; s++) {
      imaginary[s] = omega * cForAc[s];
    }
    terms.addTo(real, imaginary, omega);
    equations.holdForAc(real, imaginary, omega != 0);
  }

  /** Returns whether the matrix of deviations is G + s C: no delays, no admittances in closed form. */
  public boolean isRational() {
    return terms.isEmpty();
  }

  /** Returns whether unknown {@code i} is a state that is held in the matrices of {@link #at}. */
  public boolean isHeldInAc(int i) {
    return equations.isHeld(i) && !equations.followsInAc(i);
  }

  /** Returns whether unknown {@code i} is a state that is held. */
  public boolean isHeld(int i) {
    return equations.isHeld(i);
  }

  /** Returns the Newton iterations so far. */
  public long iterations() {
    return newton.iterations();
  }

  /** Returns the outcome of a run that wrote {@code points} rows. */
  public Outcome done(long points) {
    List<Diagnostic> remarks = OperatingPoint.remarks(solver, check, equations, x);
    return new Outcome(points, 0, iterations(), Optional.empty(), remarks);
  }

  /** Returns the outcome of a run that found no operating point. */
  public Outcome failed() {
    return failed(0, "");
  }

  /** Does the same behind {@code points} rows; {@code where} says at which value. */
  public Outcome failed(long points, String where) {
    return new Outcome(points, 0, iterations(), Optional.of(solver.failure(x, where)));
  }

  /** Returns the outcome of a run whose matrix was singular in {@code row}. */
  public Outcome singular(long points, int row, String where) {
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
