package org.ionspice.integration;

import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Snapshot;
import org.ionspice.solver.Newton;
import org.jspecify.annotations.Nullable;

/**
 * Solves the stages of one step, and makes points consistent where something jumped.
 *
 * <p>Mutable workspace, for one thread. Allocates nothing after construction.
 */
public final class StepSolver {
  private static final double[] NONE = {};

  private final Assembly system;
  private final Evaluation evaluation;
  private final Settings settings;
  private final CircuitEquations equations;
  private final Newton newton;
  private final StageSolver stages;
  private final IntegrationFormula main;
  private final IntegrationFormula starter = new BackwardEuler();
  private final StepHistory past;
  private final double tiny;

  /** Conductance that {@code rshunt} puts between each node and ground, S. */
  private final double shunt;

  private final int n;
  private boolean restart = true;
  private boolean jumped = true;
  private double[] stageGuess = NONE;
  private double[] endGuess = NONE;

  /** Receives the points that were made consistent, when gradients are wanted. */
  private final @Nullable Tape tape;

  /** Makes a solver of stages for all unknowns; in a step of {@code tiny} s no time passes for anything in the circuit. */
  public StepSolver(
      Assembly system,
      Settings settings,
      CircuitEquations equations,
      Newton newton,
      double tiny,
      @Nullable Tape tape) {
    this(system, settings, equations, newton, new WholeStages(equations, newton), tiny, tape);
  }

  /** Makes a solver that leaves stages to {@code stages}. */
  StepSolver(
      Assembly system,
      Settings settings,
      CircuitEquations equations,
      Newton newton,
      StageSolver stages,
      double tiny,
      @Nullable Tape tape) {
    this.tape = tape;
    this.stages = stages;
    this.system = system;
    this.evaluation = system.evaluation();
    this.settings = settings;
    this.equations = equations;
    this.newton = newton;
    this.tiny = tiny;
    shunt = settings.shunt();
    n = system.size();
    main =
        switch (settings.method()) {
          case TRBDF2 -> new TrBdf2();
          case TRAP -> new Trapezoidal();
          case GEAR -> new Gear(settings.maxord(), n);
          case EULER -> new BackwardEuler();
        };
    past =
        main.isDense() || main.needsPast()
            ? new StepHistory(n, main.depth())
            : StepHistory.oneStep(n, main.depth());
    if (tape != null) {
      tape.begin(system, main.depth());
    }
  }

  /** Returns what solves the stages. */
  public StageSolver stages() {
    return stages;
  }

  /** Returns the accepted points and the step under way. */
  public StepHistory past() {
    return past;
  }

  /** Returns how many points the formulas look back on, at least. */
  int depth() {
    return main.depth();
  }

  /** Returns the formula of the next step. */
  public IntegrationFormula formula() {
    // A corner breaks what the multistep formulas (and the trapezoidal rule's qDot) know.
    return restart && main.needsPast() ? starter : main;
  }

  /** Passes the state between two steps, before which the factors were forgotten. */
  void pass(Snapshot snapshot) {
    restart = snapshot.pass(restart);
    jumped = snapshot.pass(jumped);
    past.pass(snapshot);
    main.pass(snapshot);
    equations.pass(snapshot);
  }

  /** Takes that the present point is a corner, across which no formula may look. */
  public void restart() {
    restart = true;
    past.restart();
    main.restart();
  }

  /** Takes that unknowns jumped at the present point, which is a corner. */
  void jumped() {
    jumped = true;
    restart();
  }

  /** Returns whether the point before the last one lies on the same curve without a jump. */
  public boolean isSmooth() {
    return !jumped && past.lastStep > 0;
  }

  /** Takes the end of a step of length {@code h} as the new point. */
  public void accept(double h) {
    past.accept(h);
    restart = false;
    jumped = false;
  }

  /** Notes the charges and their slopes at the present point, which solves the DC equations. */
  void begin() {
    double[] f = evaluate(past.x);
    System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
    slopes(f);
  }

  /** Evaluates at {@code at}, in the arrays of Newton's method; returns f. */
  private double[] evaluate(double[] at) {
    double[] f = newton.freeResidual();
    evaluation.evaluate(at, false, f, newton.freeMatrix(), newton.freeMagnitude());
    return f;
  }

  /** Takes qDot = -f, in the rows that have charges. */
  private void slopes(double[] f) {
    for (int i = 0; i < n; i++) {
      past.qDot[i] = system.chargeRow(i) ? -(f[i] + shunted(i)) : 0;
    }
  }

  /** Returns what {@code rshunt} takes out of row {@code i} at the present point, A. */
  private double shunted(int i) {
    return system.isNode(i) ? shunt * past.x[i] : 0;
  }

  /**
   * Solves for the unknowns that carry no charge while all charges stay what they are at the present
   * point, at {@code t}, by a backward Euler step so short that no time passes. Returns whether it
   * was solved.
   *
   * <p>In so short a step a charge counts for so large a current that its rounding is more than what
   * flows where charges cancel: into all nodes of a group that only capacitors join. One linear step
   * from the solution, in which charges do not move yet and their currents are exactly zero, takes
   * that out again.
   */
  public boolean reconcile(double t) {
    System.arraycopy(past.x, 0, past.xNew, 0, n + 1);
    newton.forget();
    holdCharges();
    if (newton.solve(equations, past.xNew, settings.itl1(), 1) != Newton.Ending.CONVERGED) {
      return false;
    }
    holdCharges();
    Newton.Ending linear = newton.solve(equations, past.xNew, 1, 0);
    if (linear == Newton.Ending.SINGULAR || linear == Newton.Ending.NOT_FINITE) {
      return false;
    }
    System.arraycopy(past.xNew, 0, past.x, 0, n + 1);
    if (tape != null) {
      tape.settle(t, past.x, tiny);
    }
    begin();
    return true;
  }

  /** Prepares a step of no time from {@code past.xNew}, which holds the charges there. */
  private void holdCharges() {
    evaluate(past.xNew);
    System.arraycopy(evaluation.q(), 0, past.q, 0, n + 1);
    equations.stage(starter.coefficients(0, past, tiny, equations.beta()));
    evaluation.seedLimits(past.xNew);
    evaluation.lookAgain(); // or charges on a tangent would be others than these
  }

  /**
   * Fills {@code slope}, length size + 1, with how fast the unknowns move at {@code t}, just after
   * {@link #reconcile}: (G + C / tiny) dx = -f in rows with charges, and the change of f with time in
   * the others, which were zero.
   */
  void unknownSlopes(double t, double[] slope) {
    evaluation.time(t + tiny);
    System.arraycopy(evaluate(past.x), 0, slope, 0, n + 1);
    evaluation.time(t);
    double[] f = evaluate(past.x);
    for (int i = 0; i < n; i++) {
      slope[i] = -(system.chargeRow(i) ? f[i] + shunted(i) : slope[i] - f[i]);
    }
    newton.solveLinear(slope);
    for (int i = 0; i < n; i++) {
      slope[i] /= tiny;
    }
    slope[n] = 0;
  }

  /**
   * Does the same as {@link #step(double, double)} with guesses for the unknowns at the inner stage
   * and at the end.
   */
  public boolean step(double t, double h, double[] stage, double[] end) {
    stageGuess = stage;
    endGuess = end;
    boolean found = step(t, h);
    stageGuess = NONE;
    endGuess = NONE;
    return found;
  }

  /** Solves all stages of a step from {@code t} of length {@code h}; returns whether it could. */
  public boolean step(double t, double h) {
    IntegrationFormula rule = formula();
    for (int stage = 0; stage < rule.stages(); stage++) {
      double end = rule.end(stage);
      boolean last = stage == rule.stages() - 1;
      evaluation.time(t + end * h);
      predict(end * h, stage);
      double alpha = rule.coefficients(stage, past, h, equations.beta());
      if (!stages.solve(alpha, past.xNew, settings.itl4())) {
        return false;
      }
      double[] beta = equations.beta();
      double[] qTo = last ? past.qNew : past.qStage;
      double[] dotTo = last ? past.qDotNew : past.qDotStage;
      stages.charges(past.xNew, qTo);
      for (int i = 0; i < n; i++) {
        dotTo[i] = system.chargeRow(i) ? alpha * qTo[i] + beta[i] : 0;
      }
      if (!last) {
        System.arraycopy(past.xNew, 0, past.xStage, 0, n + 1);
      }
    }
    return true;
  }

  private void predict(double ahead, int stage) {
    double[] x = past.x;
    double[] guess = past.xNew;
    double[] given = stage > 0 ? endGuess : stageGuess;
    if (given.length > 0) {
      System.arraycopy(given, 0, guess, 0, n);
    } else if (stage > 0) {
      double s = 1 / TrBdf2.GAMMA;
      for (int i = 0; i < n; i++) {
        guess[i] = x[i] + s * (past.xStage[i] - x[i]);
      }
    } else if (formula().isDense()) {
      past.extrapolate(ahead, Math.min(formula().order() + 1, past.known()), guess);
    } else if (!isSmooth()) {
      System.arraycopy(x, 0, guess, 0, n + 1);
    } else {
      double s = ahead / past.lastStep;
      for (int i = 0; i < n; i++) {
        guess[i] = x[i] + s * (x[i] - past.xBefore[i]);
      }
    }
    guess[n] = 0;
  }

  /**
   * Fills {@code dense} with the step under way, from {@code t} of length {@code h}: with a stage
   * the parabola through it, otherwise the polynomial of the formula's order through points before,
   * as far as they lie on the same curve.
   */
  void fill(DenseStep dense, double t, double h) {
    dense.begin(t, h);
    dense.add(0, past.x);
    dense.add(1, past.xNew);
    IntegrationFormula rule = formula();
    if (rule.stages() > 1) {
      dense.add(rule.end(0), past.xStage);
      return;
    }
    int used = Math.min(rule.order() + 1, past.known());
    for (int i = 1; i < used; i++) {
      dense.add(-past.age(i) / h, past.unknowns(i));
    }
    if (rule.isDense() && used > rule.order()) {
      dense.spare();
    }
  }
}
