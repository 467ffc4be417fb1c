package org.ionspice.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.LinearSolver;
import org.ionspice.solver.Newton;

/**
 * The operating point of a circuit whose numbers change, and the derivatives of what is read there.
 *
 * <p>At a solution of f(x, p) = 0 a function E(x) has dE/dp = -lambda' f_p with G' lambda = dE/dx: one
 * solve with the transposed matrix, whatever the count of numbers. A held state x = x0 has lambda dx0/dp
 * instead. Mutable workspace, for one thread.
 */
public final class SteadyState {
  private static final double[] NONE = {};

  private final Assembly system;
  private final CircuitEquations equations;
  private final Newton newton;
  private final DcSolver solver;
  private final GminCheck check;
  private final ParameterDerivatives derivatives;
  private final LinearSolver factors;
  private final double[] residual;
  private final double[] magnitude;
  private final double[] jacobian;
  private final double[] lambda;
  private final double[] ofRows;
  private final double[] ofHeld;
  private boolean held;

  /** Prepares for changes of, and derivatives by, {@code numbers}, which keep their positions. */
  public SteadyState(Assembly system, Settings settings, List<DeviceNumber> numbers) {
    this.system = system;
    int n = system.size();
    equations = new CircuitEquations(system, settings);
    newton = new Newton(system.pattern(), system.linearSolver());
    solver = new DcSolver(system, settings, equations, newton);
    check = new GminCheck(system, settings);
    derivatives = new ParameterDerivatives(system, numbers);
    factors = system.linearSolver();
    residual = new double[n + 1];
    magnitude = new double[n + 1];
    jacobian = new double[system.pattern().entryCount() + 1];
    lambda = new double[n + 1];
    ofRows = new double[n + 1];
    ofHeld = new double[n + 1];
  }

  /** Returns the circuit. */
  public Assembly system() {
    return system;
  }

  /** Returns the derivatives by the numbers. */
  public ParameterDerivatives derivatives() {
    return derivatives;
  }

  /**
   * Gives number {@code k}, a parameter, a value.
   *
   * @throws IllegalArgumentException when the device forbids the value
   */
  public void set(int k, double value) {
    DeviceNumber number = derivatives.numbers().get(k);
    Instance now = system.instance(number.instance());
    if (number.value(system) == value) {
      return;
    }
    Instance other =
        number
            .at(now, value)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "@" + now.name() + "[" + number.name() + "] cannot be " + value));
    system.replace(number.instance(), other.model());
    held = false;
  }

  /**
   * Solves for the operating point, and leaves it in {@code x}.
   *
   * @param x a solution nearby when {@code warm}; length size() + 1
   * @return why there is none; empty when there is one
   */
  public Optional<Diagnostic> solve(double[] x, boolean warm) {
    system.evaluation().mode(false);
    boolean found;
    if (warm) {
      hold();
      found = solver.solve(x);
    } else {
      Arrays.fill(x, 0);
      found = OperatingPoint.find(system, equations, solver, x);
      held = true;
    }
    return found ? Optional.empty() : Optional.of(solver.failure(x, ""));
  }

  /** Holds states without an equilibrium where their devices now say. */
  private void hold() {
    if (!held) {
      solver.holdStates();
      held = true;
    }
  }

  /**
   * Adds dE/dp to {@code gradient} for every number.
   *
   * @param x a solution
   * @param slope dE/dx at x, length size() or more
   * @return whether the matrix at the solution is regular
   */
  public boolean pullBack(double[] x, double[] slope, double[] gradient) {
    if (!factor(x)) {
      return false;
    }
    int n = system.size();
    System.arraycopy(slope, 0, lambda, 0, n);
    lambda[n] = 0;
    factors.solveTransposed(lambda);
    lambda[n] = 0;
    boolean anyHeld = false;
    for (int i = 0; i < n; i++) {
      boolean isHeld = equations.isHeld(i);
      ofRows[i] = isHeld ? 0 : lambda[i];
      ofHeld[i] = isHeld ? lambda[i] : 0;
      anyHeld |= ofHeld[i] != 0;
    }
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] -= derivatives.contract(k, x, ofRows, NONE);
      if (anyHeld) {
        gradient[k] += derivatives.contractInitial(k, ofHeld);
      }
    }
    return true;
  }

  /** Factorises the matrix at {@code x} itself: Newton's is that of the point before. */
  private boolean factor(double[] x) {
    hold();
    equations.steady();
    equations.evaluate(x, residual, jacobian, magnitude);
    return factors.refactor(jacobian);
  }

  /** Returns the row in which the last matrix was singular, as a phrase. */
  public String singular() {
    return Advice.phrase(system, factors.singularRow());
  }

  /** Returns the diagnostic of a matrix that was singular at a solution. */
  Diagnostic singularPoint() {
    return Diagnostic.of(
        Code.E402,
        Span.NONE,
        "no derivatives: the equations do not fix " + singular(),
        "a fold of the solutions may be near; choose another operating point");
  }

  /** Returns what the reader of the solution {@code x} should know. */
  public List<Diagnostic> remarks(double[] x) {
    check.solution(x, equations, newton);
    return OperatingPoint.remarks(solver, check, equations, x);
  }

  /** Returns the Newton iterations so far. */
  public long iterations() {
    return newton.iterations();
  }
}
