package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ionspice.assembly.AcDerivatives;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.DeviceNumber;
import org.ionspice.assembly.ParameterDerivatives;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.result.Summary;
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
 */
public record Sensitivity(OutputVariable output, double[] frequencies) implements Analysis {
  private static final int MOST_SHOWN = 20;

  /** Types whose first parameter has the name of the device itself. */
  private static final Set<String> PLAIN = Set.of("r", "c", "l", "v", "i");

  /** Types whose current is an unknown of its own, which copies in parallel do not change. */
  private static final Set<String> SINGLE = Set.of("v", "e", "h", "k", "l", "bv", "lb");

  /** Letters whose numbers stand on a .model line, but for those of the geometry. */
  private static final String MODELLED = "DQJMZ";

  private static final Set<String> GEOMETRY =
      Set.of("area", "l", "w", "ad", "as", "pd", "ps", "nrd", "nrs", "areab", "areac");

  /** A number, its name in results and its unit. */
  private record Named(DeviceNumber number, String label, String unit) {}

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
    for (Named each : numbers(system)) {
      String by = each.unit().contains("/") ? "(" + each.unit() + ")" : each.unit();
      String unit = by.isEmpty() || by.equals("1") ? "" : "/" + by;
      columns.add(new Column(each.label(), output.unit() + unit));
    }
    return columns;
  }

  private List<Named> numbers(Assembly system) {
    List<Named> found = new ArrayList<>();
    for (Instance instance : system.circuit().instances()) {
      if (instance.name().contains("#")) {
        continue; // an ammeter that the netlist does not have
      }
      String name = instance.name();
      int dot = name.lastIndexOf('.') + 1;
      boolean modelled =
          MODELLED.indexOf(Character.toUpperCase(name.charAt(dot))) >= 0;
      List<Named> own = new ArrayList<>();
      for (Parameter p : ParameterTable.of(instance.model().getClass()).parameters()) {
        boolean drive = p.name().equals("acMagnitude") || p.name().equals("acPhase");
        if (p.type() != double.class || drive && !complex()) {
          continue;
        }
        boolean plain = p.principal() && PLAIN.contains(instance.type());
        String key = p.name().toLowerCase(Locale.ROOT);
        String tail =
            key.equals("acmagnitude") ? "acmag" : key; // as ngspice has it
        String label =
            plain ? name : name + (modelled && !GEOMETRY.contains(key) ? ":" : "_") + tail;
        DeviceNumber.find(system, name, p.name())
            .ifPresent(number -> own.add(new Named(number, label, p.unit())));
      }
      if (!SINGLE.contains(instance.type()) && own.stream().noneMatch(n -> n.label().equals(name + "_m"))) {
        int k = system.instanceIndex(name);
        own.add(new Named(new DeviceNumber(k, DeviceNumber.Kind.COPIES, "m"), name + "_m", "1"));
      }
      if (modelled) {
        int k = system.instanceIndex(name);
        own.add(
            new Named(
                new DeviceNumber(k, DeviceNumber.Kind.TEMPERATURE, "temp"), name + "_temp", "K"));
      }
      ParameterDerivatives derivatives =
          new ParameterDerivatives(system, own.stream().map(Named::number).toList());
      for (int k = 0; k < own.size(); k++) {
        if (derivatives.isDifferentiable(k)) {
          found.add(own.get(k));
        }
      }
    }
    return found;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    List<Named> named = numbers(run.system());
    return complex() ? spectrum(run, named) : steady(run, named);
  }

  private Outcome steady(Run run, List<Named> named) throws IOException {
    Assembly system = run.system();
    SteadyState state =
        new SteadyState(system, run.settings(), named.stream().map(Named::number).toList());
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
        .finding(List.of(largest(system, named, gradient)), List.of());
  }

  /** Returns the numbers that move the output most when they change by one per cent. */
  private Summary largest(Assembly system, List<Named> named, double[] gradient) {
    List<Integer> order = new ArrayList<>();
    double[] each = new double[named.size()];
    for (int k = 0; k < each.length; k++) {
      each[k] = 0.01 * named.get(k).number().value(system) * gradient[k];
      if (each[k] != 0) {
        order.add(k);
      }
    }
    order.sort(Comparator.comparingDouble(k -> -Math.abs(each[k])));
    List<List<Object>> rows = new ArrayList<>();
    for (int k : order.subList(0, Math.min(MOST_SHOWN, order.size()))) {
      rows.add(
          List.of(
              named.get(k).label(), named.get(k).number().value(system), gradient[k], each[k]));
    }
    return new Summary(
        "sensitivity",
        "Sensitivity of " + output.label(),
        List.of(
            new Column("number", ""),
            new Column("value", "1"),
            new Column("derivative", "1"),
            new Column("per_percent", output.unit())),
        rows);
  }

  private Outcome spectrum(Run run, List<Named> named) throws IOException {
    Linearisation linear = new Linearisation(run);
    if (linear.failure().isPresent()) {
      return linear.failed();
    }
    Assembly system = run.system();
    int n = system.size();
    ParameterDerivatives derivatives =
        new ParameterDerivatives(system, named.stream().map(Named::number).toList());
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
      if (linear.isHeld(i)) {
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
