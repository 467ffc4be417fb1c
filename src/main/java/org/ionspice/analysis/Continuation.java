package org.ionspice.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.device.DeviceModel;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.result.Column;
import org.ionspice.result.ResultSink;
import org.ionspice.result.Summary;
import org.ionspice.solver.Newton;

/**
 * {@code .continuation}: the curve of operating points along the value of a source, through folds,
 * with its stability and the points where that changes.
 *
 * @param source name of a voltage or current source, lower case
 * @param unit that of its value: V or A
 * @param from where the curve begins
 * @param to where it ends, unless it comes back to {@code from}
 * @param points that a straight branch has
 * @param most points of the whole curve
 * @param origin where the line stands
 */
public record Continuation(
    String source, String unit, double from, double to, int points, int most, Span origin)
    implements Analysis {
  private static final String SPECIAL = "continuation_special";

  @Override
  public String keyword() {
    return "continuation";
  }

  @Override
  public String plotName() {
    return "Continuation";
  }

  @Override
  public List<Column> columns(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("length", "1"));
    columns.add(new Column(source, unit));
    columns.addAll(probes.columns());
    columns.add(new Column("stable", "1"));
    columns.add(new Column("unstable", "1"));
    columns.add(new Column("special", "1"));
    return columns;
  }

  @Override
  public List<ResultShape> further(Assembly system, Probes probes) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("number", "1"));
    columns.add(new Column("kind", "1"));
    columns.add(new Column(source, unit));
    columns.add(new Column("f", "Hz"));
    columns.addAll(probes.columns());
    return List.of(new ResultShape(SPECIAL, "Special points", columns, false));
  }

  private void set(Assembly system, double value) {
    int k = system.instanceIndex(source);
    DeviceModel model = system.instance(k).model();
    var built = ParameterTable.ofAny(model.getClass()).with(model, "dc", value);
    system.replace(
        k,
        built
            .record()
            .map(DeviceModel.class::cast)
            .orElseThrow(() -> new IllegalArgumentException(built.problems().get(0).message())));
  }

  @Override
  public Outcome run(Run run) throws IOException {
    Assembly system = run.system();
    if (system.size() > Deviations.LARGEST) {
      return unfit(
          "the circuit has " + system.size() + " unknowns; .continuation takes at most "
              + Deviations.LARGEST,
          "follow a part of the circuit, or use .dc");
    }
    CircuitEquations equations = new CircuitEquations(system, run.settings());
    Newton newton = new Newton(system.pattern(), system.linearSolver());
    DcSolver solver = new DcSolver(system, run.settings(), equations, newton);
    double[] x = new double[system.size() + 1];
    system.evaluation().mode(false);
    set(system, from);
    if (!OperatingPoint.find(run, equations, solver, x)) {
      return new Outcome(
          0, 0, newton.iterations(), Optional.of(solver.failure(x, " at " + source + " = " + plain(from))));
    }
    Deviations deviations = new Deviations(equations, run.settings());
    if (!deviations.areRational(x)) {
      return unfit(
          "a delay or an impedance in closed form has no finite number of eigenvalues",
          "follow the branch with .dc");
    }
    double[] column = effect(system, x);
    SolutionCurve curve = new SolutionCurve(equations, column, from, Math.abs(to - from));
    equations.steady();
    Optional<SolutionCurve.Point> start = curve.first(x, from, to > from);
    if (start.isEmpty()) {
      return new Outcome(
          0, 0, newton.iterations(),
          Optional.of(
              Diagnostic.of(
                  Code.E401,
                  origin,
                  "no curve of solutions begins at " + source + " = " + plain(from),
                  "begin at another value: this one may be a fold")));
    }
    Rows rows = new Rows(run, system, curve);
    BranchWalk walk = new BranchWalk(curve, deviations, 1.0 / points);
    BranchWalk.Ending ending = walk.walk(start.get(), from, to, rows);
    rows.finish();
    List<Diagnostic> remarks = new ArrayList<>();
    solver.heldNote().ifPresent(remarks::add);
    Optional<Diagnostic> failure = Optional.empty();
    switch (ending) {
      case STUCK ->
          failure = Optional.of(ended(Code.E401, "the curve cannot be followed beyond ", rows.last));
      case SINGULAR ->
          failure =
              Optional.of(ended(Code.E405, "the circuit has no eigenvalues at ", rows.last));
      case STOPPED -> {
        if (!run.watch().cancelled()) {
          remarks.add(
              Diagnostic.of(
                  Code.W403,
                  origin,
                  "the curve was left after " + rows.count + " points, at " + source + " = "
                      + plain(rows.last),
                  "give a larger most=, or fewer points="));
        }
      }
      case ARRIVED, RETURNED -> {
        // Nothing to say.
      }
    }
    return new Outcome(rows.count, 0, newton.iterations() + curve.iterations(), failure, remarks)
        .finding(List.of(rows.summary(ending)), List.of());
  }

  private Diagnostic ended(Code code, String what, double value) {
    return Diagnostic.of(
        code, origin, what + source + " = " + plain(value), "check the devices in that state");
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private Outcome unfit(String why, String hint) {
    return new Outcome(0, 0, 0, Optional.of(Diagnostic.of(Code.E405, origin, why, hint)));
  }

  /** Returns what a unit of the source adds to f, in which it is linear. */
  private double[] effect(Assembly system, double[] x) {
    system.evaluation().evaluate(x, false);
    double[] before = system.evaluation().f().clone();
    double reach = to - from;
    set(system, to);
    system.evaluation().evaluate(x, false);
    double[] after = system.evaluation().f();
    double largest = 0;
    double[] column = new double[system.size() + 1];
    for (int i = 0; i < system.size(); i++) {
      column[i] = (after[i] - before[i]) / reach;
      largest = Math.max(largest, Math.abs(column[i]));
    }
    for (int i = 0; i < system.size(); i++) {
      // What rounding leaves of rows that the source does not touch.
      column[i] = Math.abs(column[i]) < 1e-6 * largest ? 0 : column[i];
    }
    set(system, from);
    return column;
  }

  /** Writes the points of a walk. */
  private final class Rows implements BranchWalk.Visitor {
    private final Run run;
    private final Assembly system;
    private final SolutionCurve curve;
    private final Flows flows;
    private final int saved;
    private final double[] row;
    private final List<double[]> specials = new ArrayList<>();
    private final List<List<Object>> found = new ArrayList<>();
    private int count;
    private boolean stableAtStart;
    private double last = from;

    Rows(Run run, Assembly system, SolutionCurve curve) {
      this.run = run;
      this.system = system;
      this.curve = curve;
      flows = Flows.still(system);
      saved = run.probes().columns().size();
      row = new double[saved + 5];
    }

    private void put(double length, SolutionCurve.Point point) {
      set(system, point.value()); // So that outputs of the source itself are right.
      curve.reference(point.value());
      row[0] = length;
      row[1] = point.value();
      run.probes().real(system, point.x(), flows, row, 2);
    }

    @Override
    public boolean point(double length, BranchWalk.Place place) throws IOException {
      put(length, place.point());
      boolean stable = place.spectrum().stable();
      stableAtStart = count == 0 ? stable : stableAtStart;
      row[saved + 2] = stable ? 1 : 0;
      row[saved + 3] = place.spectrum().growing();
      row[saved + 4] = 0;
      run.sink().row(row);
      count++;
      last = place.point().value();
      run.watch().progress(Math.min(1, Math.abs((last - from) / (to - from))), last);
      return count < most && !run.watch().cancelled();
    }

    @Override
    public void special(double length, BranchWalk.Special special) throws IOException {
      put(length, special.place().point());
      row[saved + 2] = 0;
      row[saved + 3] = special.growing();
      row[saved + 4] = special.kind().number();
      run.sink().row(row);
      count++;
      double frequency = special.omega() / (2 * Math.PI);
      double[] numbers = new double[saved + 4];
      numbers[0] = specials.size() + 1;
      numbers[1] = special.kind().number();
      numbers[2] = special.place().point().value();
      numbers[3] = frequency;
      System.arraycopy(row, 2, numbers, 4, saved);
      specials.add(numbers);
      found.add(
          List.of(
              special.kind().word(),
              special.place().point().value(),
              special.kind() == BranchWalk.Kind.HOPF ? frequency : Double.NaN,
              (double) special.growing()));
    }

    /** Writes the special points into a table of their own. */
    void finish() throws IOException {
      ResultSink sink = run.further().get(0);
      for (double[] numbers : specials) {
        sink.row(numbers);
      }
    }

    Summary summary(BranchWalk.Ending ending) {
      String end =
          switch (ending) {
            case ARRIVED -> "the curve ends at " + source + " = " + plain(to);
            case RETURNED -> "the curve comes back to " + source + " = " + plain(from);
            default -> "the curve was left at " + source + " = " + plain(last);
          };
      return new Summary(
          "special",
          "Special points ("
              + (stableAtStart ? "stable" : "not stable") + " at the start; " + end + ")",
          List.of(
              new Column("kind", ""),
              new Column(source, unit),
              new Column("f", "Hz"),
              new Column("unstable", "1")),
          found);
    }
  }
}
