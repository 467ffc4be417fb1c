package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.AcDerivatives;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.result.Column;
import org.ionspice.solver.ComplexSparseLu;
import org.ionspice.solver.SparseLu;

/**
 * {@code .sens}: the derivatives of an output by every number of every device.
 *
 * <p>In DC by the adjoint ({@link SteadyState}). In AC, with A X = U at the operating point x, y = e'X
 * and A' lambda = e: dy/dp = -lambda'(A_p X - U_p) + nu' f_p, where G' nu = w and w_i = lambda' A_{x_i} X.
 * The second term is the shift of the operating point. The cost for each frequency is two solves with
 * transposed matrices, whatever the count of numbers.
 *
 * @param output what is looked at
 * @param frequencies Hz; empty for DC
 * @param place the line
 */
public record Sensitivity(OutputVariable output, double[] frequencies, Span place)
    implements Analysis {
  @Override
  public String keyword() {
    return "sens";
  }

  @Override
  public String plotName() {
    return "Sensitivity Analysis";
  }

  @Override
  public boolean complex() {
    return frequencies.length > 0;
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    if (complex()) {
      columns.add(new Column("frequency", "Hz"));
    }
    columns.addAll(numbers(system).columns(output));
    return columns;
  }

  private SensitiveNumbers numbers(Assembly system) {
    return complex() ? SensitiveNumbers.ofAc(system) : SensitiveNumbers.ofDc(system);
  }

  @Override
  public Outcome run(Run run) throws IOException {
    SensitiveNumbers named = numbers(run.system());
    Optional<Diagnostic> excess = named.excess(Math.max(1, frequencies.length), place);
    if (excess.isPresent()) {
      return new Outcome(0, 0, 0, excess);
    }
    return complex() ? spectrum(run, named) : steady(run, named);
  }

  private Outcome steady(Run run, SensitiveNumbers named) throws IOException {
    Assembly system = run.system();
    SteadyState state =
        new SteadyState(system, run.settings(), named.numbers());
    double[] x = new double[system.size() + 1];
    Optional<Diagnostic> failure = state.solve(x, false);
    if (failure.isPresent()) {
      return new Outcome(0, 0, state.iterations(), failure);
    }
    List<Diagnostic> remarks = state.remarks(x);
    double[] slope = new double[system.size() + 1];
    slope[output.plusIn(system)] += 1;
    slope[output.minusIn(system)] -= 1;
    slope[system.size()] = 0;
    double[] gradient = new double[named.size()];
    if (!state.pullBack(x, slope, gradient)) {
      return new Outcome(0, 0, state.iterations(), Optional.of(state.singularPoint()));
    }
    run.sink().row(gradient);
    return new Outcome(1, 0, state.iterations(), Optional.empty(), remarks)
        .finding(List.of(named.largest(system, output, gradient)), List.of());
  }

  private Outcome spectrum(Run run, SensitiveNumbers named) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    ParameterDerivatives derivatives =
        new ParameterDerivatives(system, named.numbers());
    AcDerivatives ac = new AcDerivatives(system, derivatives);
    SparseLu steady = SparseLu.analyse(system.pattern());
    if (!steady.factor(linear.g())) {
      return linear.singular(0, steady.singularRow(), "");
    }
    ComplexSparseLu factors = ComplexSparseLu.analyse(system.pattern());
    double[] real = new double[system.pattern().entryCount() + 1];
    double[] imaginary = new double[real.length];
    double[][] solution = new double[2][n + 1];
    double[][] lambda = new double[2][n + 1];
    double[][] nu = new double[2][n + 1];
    double[] row = new double[2 + 2 * named.size()];
    double[] slope = new double[2];
    long points = 0;
    for (double frequency : frequencies) {
      double omega = 2 * Math.PI * frequency;
      linear.at(omega, real, imaginary);
      boolean good =
          points == 0 ? factors.factor(real, imaginary) : factors.refactor(real, imaginary);
      if (!good) {
        return linear.singular(points, factors.singularRow(), " at " + frequency + " Hz");
      }
      system.excitation(solution[0], solution[1]);
      release(linear, solution);
      factors.solve(solution[0], solution[1]);
      lambda[0] = new double[n + 1];
      lambda[1] = new double[n + 1];
      lambda[0][output.plusIn(system)] += 1;
      lambda[0][output.minusIn(system)] -= 1;
      lambda[0][n] = 0;
      factors.solveTransposed(lambda[0], lambda[1]);
      release(linear, lambda);
      ac.at(linear.x(), omega, solution[0], solution[1], lambda[0], lambda[1]);
      ac.byUnknowns(nu[0], nu[1]);
      for (double[] part : nu) {
        part[n] = 0;
        steady.solveTransposed(part);
      }
      row[0] = frequency;
      row[1] = 0;
      double[][] held = new double[2][n];
      for (int i = 0; i < n; i++) {
        for (int part = 0; part < 2 && linear.isHeld(i); part++) {
          held[part][i] = nu[part][i];
          nu[part][i] = 0;
        }
      }
      for (int k = 0; k < named.size(); k++) {
        ac.byNumber(k, slope);
        for (int part = 0; part < 2; part++) {
          row[2 + 2 * k + part] = -slope[part] + shift(derivatives, k, linear.x(), nu[part], held[part]);
        }
      }
      run.sink().row(row);
      points++;
      run.watch().progress(points / (double) frequencies.length, frequency);
      if (run.watch().cancelled()) {
        break;
      }
    }
    return linear.done(points);
  }

  /** Sets the rows of held states to zero. */
  private static void release(Linearisation linear, double[][] vectors) {
    for (int i = 0; i + 1 < vectors[0].length; i++) {
      if (linear.isHeldInAc(i)) {
        vectors[0][i] = 0;
        vectors[1][i] = 0;
      }
    }
  }

  /** Returns what the shift of the operating point with number {@code k} does to the output. */
  private static double shift(
      ParameterDerivatives derivatives, int k, double[] x, double[] nu, double[] held) {
    boolean any = false;
    for (double each : nu) {
      any |= each != 0;
    }
    double sum = any ? derivatives.contract(k, x, nu, new double[0]) : 0;
    boolean anyHeld = false;
    for (double each : held) {
      anyHeld |= each != 0;
    }
    if (anyHeld) {
      sum -= derivatives.contractInitial(k, held);
    }
    return sum;
  }
}
