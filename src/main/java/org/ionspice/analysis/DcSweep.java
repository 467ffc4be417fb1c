package org.ionspice.analysis;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Rests;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.solver.Newton;

/**
 * {@code .dc}: operating points along one swept quantity, or two nested.
 *
 * @param axes the first is the inner loop
 */
public record DcSweep(List<Axis> axes) implements Analysis {
  /**
   * Part of a law's bend by which voltages may move before a device is evaluated again: its tangents
   * are wrong by half the square of that, far below what Newton's method leaves.
   */
  private static final double REST = 1e-6;

  /**
   * One swept quantity.
   *
   * @param target instance name, or {@code temp}
   * @param parameter the instance's parameter, such as {@code dc} or {@code r}
   * @param values in sweep order; SI, degrees Celsius for {@code temp}
   */
  public record Axis(String target, String parameter, double[] values) {
    /** Returns the column name that SPICE gives to this axis. */
    public String columnName() {
      return switch (target.charAt(0)) {
        case 'v' -> "v(v-sweep)";
        case 'i' -> "i(i-sweep)";
        case 'r' -> "res-sweep";
        default -> target.equals("temp") ? "temp-sweep" : target + "-sweep";
      };
    }

    /** Returns the unit of the values. */
    public String unit() {
      return switch (target.charAt(0)) {
        case 'v' -> "V";
        case 'i' -> "A";
        case 'r' -> "Ohm";
        default -> target.equals("temp") ? "°C" : "1";
      };
    }
  }

  public DcSweep {
    axes = List.copyOf(axes);
  }

  @Override
  public String keyword() {
    return "dc";
  }

  @Override
  public String plotName() {
    return "DC transfer characteristic";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    return Analysis.behind(axes.get(0).columnName(), axes.get(0).unit(), probes);
  }

  @Override
  public double leastRows() {
    double rows = 1;
    for (Axis axis : axes) {
      rows *= axis.values().length;
    }
    return rows;
  }

  @Override
  public Outcome run(Run run) throws IOException {
    double[] outer = axes.size() > 1 ? axes.get(1).values() : new double[1];
    double[] inner = axes.get(0).values();
    Assembly system = run.system();
    Solver solver = new Solver(run, system, sweepsSources());
    double[] buffer = new double[1 + run.probes().columns().size()];
    Set<Diagnostic> remarks = new LinkedHashSet<>();
    long points = 0;
    long iterations = 0;
    for (int o = 0; o < outer.length; o++) {
      Assembly base = axes.size() > 1 ? set(run, system, axes.get(1), outer[o]) : system;
      for (int k = 0; k < inner.length; k++) {
        Assembly wanted = set(run, base, axes.get(0), inner[k]);
        if (wanted != solver.system) {
          iterations += solver.iterations();
          addNew(solver.remarks(), remarks);
          double[] old = solver.x;
          solver = new Solver(run, wanted, sweepsSources());
          if (old.length == solver.x.length) {
            solver.startFrom(old);
          }
        }
        if (!solver.solve(inner[k], k == 0)) {
          String where = " at " + axes.get(0).target() + " = " + inner[k];
          return new Outcome(
              points,
              0,
              iterations + solver.iterations(),
              Optional.of(solver.dc.failure(solver.x, where)));
        }
        buffer[0] = inner[k];
        run.probes().real(solver.system, solver.x, solver.flows, buffer, 1);
        run.sink().row(buffer);
        points++;
        double done = (o * (double) inner.length + k + 1) / (outer.length * (double) inner.length);
        run.watch().progress(done, inner[k]);
        if (run.watch().cancelled()) {
          return new Outcome(points, 0, iterations + solver.iterations(), Optional.empty());
        }
      }
    }
    addNew(solver.remarks(), remarks);
    return new Outcome(
        points,
        0,
        iterations + solver.iterations(),
        Optional.empty(),
        List.copyOf(remarks));
  }

  /** Returns whether the axes are the values of sources, which change nothing else. */
  private boolean sweepsSources() {
    return axes.stream()
        .allMatch(a -> !a.target().equals("temp") && "vi".indexOf(a.target().charAt(0)) >= 0);
  }

  /** Adds what has not been said; that gmin matters is said once, whatever the numbers are. */
  private static void addNew(List<Diagnostic> from, Set<Diagnostic> to) {
    for (Diagnostic remark : from) {
      boolean said =
          remark.code() == Code.W401 && to.stream().anyMatch(r -> r.code() == Code.W401);
      if (!said) {
        to.add(remark);
      }
    }
  }

  private static Assembly set(Run run, Assembly system, Axis axis, double value) {
    if (axis.target().equals("temp")) {
      return run.atTemperature().apply(value);
    }
    int k = system.instanceIndex(axis.target());
    Instance instance = system.instance(k);
    system.replace(k, changed(instance.model(), axis.parameter(), value));
    return system;
  }

  private static DeviceModel changed(DeviceModel model, String parameter, double value) {
    var built = ParameterTable.ofAny(model.getClass()).with(model, parameter, value);
    return built
        .record()
        .map(DeviceModel.class::cast)
        .orElseThrow(() -> new IllegalArgumentException(built.problems().get(0).message()));
  }

  /** The workspaces for one assembly; the solution of a point is the guess for the next. */
  private static final class Solver {
    final Assembly system;
    final CircuitEquations equations;
    final Newton newton;
    final DcSolver dc;
    final GminCheck check;
    final double[] x;
    private final SweepCurve curve;
    final Flows flows;
    private final Run run;
    private boolean started;

    /** What points near the last are solved with where nothing is held; and what has solved the last. */
    private final Optional<CondensedPoints> condensed;

    private Consumer<double[]> linear;

    Solver(Run run, Assembly system, boolean sources) {
      this.run = run;
      this.system = system;
      equations = new CircuitEquations(system, run.settings());
      newton = new Newton(system.pattern(), system.linearSolver());
      linear = newton::solveLinear;
      dc = new DcSolver(system, run.settings(), equations, newton);
      check = new GminCheck(run, system);
      x = new double[system.size() + 1];
      flows = Flows.still(system);
      system.evaluation().mode(false);
      system.evaluation().reach(REST);
      equations.forgetCharges();
      condensed =
          sources && new Rests(system).count() == 0
              ? CondensedPoints.of(equations, run.settings())
              : Optional.empty();
      int[] all = IntStream.range(0, system.size()).toArray();
      curve = new SweepCurve(condensed.map(CondensedPoints::unknowns).orElse(all), equations);
    }

    long iterations() {
      return newton.iterations() + condensed.map(CondensedPoints::iterations).orElse(0L);
    }

    private boolean near(double[] at) {
      if (condensed.isEmpty() || equations.isForced()) {
        linear = newton::solveLinear;
        return dc.solveNear(at);
      }
      linear = condensed.get()::solveLinear;
      return condensed.get().solve(at);
    }

    /** Takes the solution of another assembly as the guess for the first point. */
    void startFrom(double[] other) {
      System.arraycopy(other, 0, x, 0, x.length);
    }

    /** Solves at a value of the inner axis, which begins anew when {@code first}. */
    boolean solve(double value, boolean first) {
      if (first) {
        curve.jump();
      }
      boolean found = curve.guess(value, x) && near(x);
      if (!found && started && condensed.isPresent()) {
        curve.last(x);
        found = near(x);
      }
      if (!found) {
        curve.last(x);
        linear = newton::solveLinear;
        found = started ? dc.solve(x) : OperatingPoint.find(run, equations, dc, x);
        started = true;
      }
      if (found) {
        curve.add(value, x);
        check.follow(x, equations, linear);
      }
      return found;
    }

    List<Diagnostic> remarks() {
      return OperatingPoint.remarks(dc, check, equations);
    }
  }
}
