package org.ionspice.periodic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ionspice.analysis.Advice;
import org.ionspice.analysis.CircuitEquations;
import org.ionspice.analysis.DcSolver;
import org.ionspice.analysis.OperatingPoint;
import org.ionspice.analysis.Run;
import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.DenseMatrices;

/**
 * Finds periodic orbits by shooting: Newton's method on x(T) = x(0), in the coordinates that charges
 * feel ({@link DynamicPart}).
 *
 * <p>With M = dx(T)/dx(0), which the steps carry along ({@link Sensitivities}), the start changes by
 * z with (1 - M) z = x(T) - x(0). The first passes are coarse. Once the ends are near each other the
 * steps of the last pass are repeated, so that Newton sees one smooth function and converges
 * quadratically. When an update makes things worse, the circuit is left to itself for a while. An
 * oscillator's period is one more unknown; the update is then kept orthogonal to the orbit.
 *
 * <p>M. S. Nakhla and F. H. Branin, Int. J. Circuit Theory Appl. 5 (1977) 61; T. J. Aprille and T. N.
 * Trick, IEEE Trans. Circuit Theory 19 (1972) 354, doi:10.1109/TCT.1972.1083500.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class Shooting {
  /** By how much the ends of the period may differ, relative to the largest value on it. */
  public static final double CLOSED = 1e-6;

  /** Coordinates beyond which dense matrices take too long. */
  static final int MOST_STATES = 600;

  private static final double COARSE = 1e-3;

  /** An orbit has few steps and is looked at closely: its reltol is at most this. */
  public static final double FINE = 1e-5;

  /** Times of a period at which sources are asked whether they repeat. */
  private static final int ASKED = 16;

  /** By how much a source may differ after a period, relative to its size. */
  private static final double SAME_SOURCE = 1e-6;

  /** Ends as near as this are no longer looked at coarsely, and steps are repeated. */
  private static final double NEAR = 1e-2;

  private static final int MOST_PASSES = 60;

  /** A cycle moves some unknown by more than this part of its size. */
  private static final double STILL = 1e-4;

  /** What the integration may make of the ends of a state that nothing returns, in reltol. */
  private static final double REPEATS = 10;

  /** A repeated pass whose steps are this much worse than allowed chooses its steps again. */
  private static final double STALE = 4;

  /** Directions that return to themselves this nearly have no orbit of their own. */
  private static final double NEUTRAL = 1e-9;

  /** The same where a device says that its state has no equilibrium. */
  private static final double NEUTRAL_HELD = 1e-3;

  private final Run run;
  private final Span origin;
  private final Assembly system;
  private final int n;
  private final PeriodPass coarse;
  private final PeriodPass fine;
  private final boolean drifts;
  private final List<Diagnostic> remarks = new ArrayList<>();
  private double[] x;

  /** Whether the start is at rest, so that an oscillator must be pushed. */
  private boolean rest;

  private double period;
  private double[] sizes;
  private double[][] free = {};
  private int passes;
  private long earlierIterations;
  private long earlierRejections;
  private Optional<Diagnostic> failure = Optional.empty();

  /** Makes a workspace for the circuit and the settings of {@code run}; {@code origin} asked for it. */
  public Shooting(Run run, Span origin) {
    this.run = run;
    this.origin = origin;
    system = run.system();
    n = system.size();
    Settings settings = run.settings();
    fine = new PeriodPass(run, settings.withReltol(Math.min(FINE, settings.reltol())));
    coarse = new PeriodPass(run, settings.withReltol(COARSE));
    boolean held = false;
    for (int i = 0; i < n; i++) {
      held |= system.quantity(i).held();
    }
    drifts = held;
    x = new double[n + 1];
    sizes = new double[n + 1];
  }

  /** Returns why there can be no shooting in this circuit; empty when there can. */
  public static Optional<String> obstacle(Assembly system) {
    if (system.hasEvents()) {
      return Optional.of("a device fires events, which make the unknowns jump");
    }
    if (system.evaluation().delayCount() > 0) {
      return Optional.of("a delay remembers infinitely many values");
    }
    int m = DynamicPart.columns(system).length;
    return m > MOST_STATES
        ? Optional.of("charges depend on " + m + " unknowns, more than " + MOST_STATES)
        : Optional.empty();
  }

  /**
   * Starts from the operating point at the time {@code begin}, with the nodes and states of {@code
   * .ic} held at their values, or from the initial values.
   *
   * @return whether there is one; {@link #failure} says why not
   */
  public boolean start(double begin, boolean useInitial) {
    if (useInitial) {
      system.initialValues(x);
      return true;
    }
    Evaluation evaluation = system.evaluation();
    evaluation.mode(true);
    evaluation.time(begin);
    CircuitEquations equations = new CircuitEquations(system, run.settings());
    var newton =
        new org.ionspice.solver.Newton(system.pattern(), system.linearSolver());
    DcSolver dc = new DcSolver(system, run.settings(), equations, newton);
    boolean found;
    rest = system.circuit().initial().isEmpty();
    if (rest) {
      found = OperatingPoint.find(run, equations, dc, x);
    } else {
      dc.holdStates();
      dc.force(system.circuit().initial(), true);
      found = dc.solve(x);
    }
    earlierIterations += newton.iterations();
    if (!found) {
      failure = Optional.of(dc.failure(x, " at the start of the period"));
    }
    return found;
  }

  /**
   * Finds the orbit of a driven circuit.
   *
   * @param begin s
   * @param driven s, the period of its sources
   */
  public Optional<Orbit> driven(double begin, double driven) {
    double wrong = otherwise(begin, driven);
    return Double.isNaN(wrong)
        ? find(begin, driven, false)
        : none(
            "a source is not what it was one period, " + text(driven) + " s, before t = "
                + text(wrong) + " s");
  }

  /** Returns a time at which the equations are not those of a period before; NaN for none. */
  private double otherwise(double begin, double driven) {
    Evaluation evaluation = system.evaluation();
    evaluation.mode(true);
    for (int k = 0; k < ASKED; k++) {
      // The golden section meets no symmetry of the waveforms.
      double t = begin + driven * ((k * 0.6180339887498949 + 0.1) % 1);
      evaluation.time(t);
      evaluation.evaluate(x, false);
      double[] before = evaluation.f().clone();
      evaluation.time(t + driven);
      evaluation.evaluate(x, false);
      for (int i = 0; i < n; i++) {
        double size = evaluation.magnitude()[i] + Math.abs(before[i]);
        if (Math.abs(evaluation.f()[i] - before[i]) > SAME_SOURCE * size) {
          return t + driven;
        }
      }
    }
    return Double.NaN;
  }

  /**
   * Finds the orbit of an oscillator: lets it go until unknown {@code watched} repeats, then shoots.
   *
   * @param least s, the time that passes in any case
   * @param guess s, the period as far as it is known; NaN for unknown
   */
  public Optional<Orbit> autonomous(int watched, double least, double guess) {
    Oscillation free = new Oscillation(run, watched, x);
    boolean found = free.settle(least, guess, rest);
    before(free.iterations(), free.rejected(), free.trouble());
    if (!found) {
      return Optional.empty();
    }
    System.arraycopy(free.point(), 0, x, 0, n + 1);
    return find(0, free.period(), true);
  }

  private Optional<Orbit> find(double begin, double first, boolean autonomous) {
    period = first;
    PeriodPass pass = coarse;
    boolean same = false;
    double before = Double.POSITIVE_INFINITY;
    double[] known = new double[n + 1];
    int patience = 1;
    int waiting = 0;
    for (passes = 0; passes < MOST_PASSES; ) {
      passes++;
      if (!pass.go(x, begin, period, known, same, autonomous)) {
        if (run.watch().cancelled()) {
          return Optional.empty();
        }
        if (same) {
          same = false;
          continue;
        }
        return none(pass.trouble());
      }
      run.watch().progress((double) passes / MOST_PASSES, period);
      sizes = pass.peak();
      double open = open(pass);
      boolean faithful = !same || pass.worst() <= STALE;
      if (open <= CLOSED && faithful && pass == fine) {
        return autonomous && rests(pass)
            ? none("shooting fell to a point where the circuit rests")
            : closed(pass, begin);
      }
      if (free.length > 0 && fine == pass && same && open > 0.5 * before) {
        return open <= REPEATS * Math.min(FINE, run.settings().reltol())
            ? closed(pass, begin)
            : none(drift(pass) + ", so that nothing repeats");
      }
      boolean better = open < 0.5 * before || open < NEAR;
      if (waiting == 0 && !better) {
        waiting = patience;
        patience = Math.min(16, 2 * patience);
      }
      boolean moved;
      if (waiting > 0 && !autonomous) {
        waiting--;
        before = Double.POSITIVE_INFINITY;
        System.arraycopy(pass.end(), 0, x, 0, n + 1);
        moved = false;
      } else {
        before = open;
        moved = update(pass, autonomous);
      }
      boolean near = open < NEAR;
      if (near) {
        System.arraycopy(sizes, 0, known, 0, n);
      }
      boolean fineNow = pass == fine;
      same = near && fineNow && faithful && moved;
      pass = near || fineNow ? fine : coarse;
    }
    return none(
        free.length > 0
            ? drift(pass) + ", so that nothing repeats"
            : "after " + passes + " passes the ends of the period still differ by "
                + text(open(pass)) + " of their size");
  }

  /** Says which unknown is furthest from where it began. */
  private String drift(PeriodPass pass) {
    int worst = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i) && open(pass, i) > open(pass, worst)) {
        worst = i;
      }
    }
    double by = pass.end()[worst] - pass.start()[worst];
    return Advice.phrase(system, worst) + " moves by " + text(by) + " in each period";
  }

  /** Returns whether no unknown moves: a point of rest has every period. */
  private boolean rests(PeriodPass pass) {
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i) && pass.reach(i) > STILL * sizes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the largest difference of the ends relative to the unknown's size. */
  private double open(PeriodPass pass) {
    double worst = 0;
    for (int i = 0; i < n; i++) {
      if (system.chargeColumn(i)) {
        worst = Math.max(worst, open(pass, i));
      }
    }
    return worst;
  }

  private double open(PeriodPass pass, int i) {
    double miss = Math.abs(pass.end()[i] - pass.start()[i]);
    // The absolute tolerance of the run is allowed as well, a hundredth of it here.
    return miss / (sizes[i] + 0.01 * pass.absolute(i) / CLOSED);
  }

  /** Makes a Newton step for the start, and for the period of an oscillator. */
  private boolean update(PeriodPass pass, boolean autonomous) {
    DynamicPart part = pass.part();
    Sensitivities d = pass.sensitivities();
    int r = part.rank();
    int m = autonomous ? r + 1 : r;
    double[] gap = new double[n + 1];
    for (int i = 0; i < n; i++) {
      gap[i] = pass.end()[i] - pass.start()[i];
    }
    double[] size = new double[m];
    for (int k = 0; k < r; k++) {
      double s = sizes[part.unknown(k)];
      size[k] = s > 0 ? s : 1;
    }
    double[][] a = new double[m][m];
    double[] b = Arrays.copyOf(part.of(gap), m);
    for (int j = 0; j < r; j++) {
      double[] column = part.of(d.column(j));
      for (int k = 0; k < r; k++) {
        a[k][j] = ((k == j ? 1 : 0) - column[k] * size[j] / size[k]);
      }
    }
    for (int k = 0; k < r; k++) {
      b[k] /= size[k];
    }
    if (autonomous) {
      size[r] = period;
      double[] flow = part.of(d.ofLength());
      double longest = 0;
      for (int k = 0; k < r; k++) {
        a[k][r] = -flow[k] * period / size[k];
        longest = Math.max(longest, Math.abs(a[k][r]));
      }
      for (int k = 0; k < r; k++) {
        a[r][k] = longest > 0 ? a[k][r] / longest : 0;
      }
      b[r] = 0;
    }
    DenseMatrices.Solution solution;
    try {
      solution = DenseMatrices.solve(a, b, drifts ? NEUTRAL_HELD : NEUTRAL);
    } catch (IllegalArgumentException notFinite) {
      System.arraycopy(pass.end(), 0, x, 0, n + 1);
      return false;
    }
    double[] z = solution.x();
    free = solution.free();
    double shorter = 1;
    if (autonomous) {
      shorter = Math.min(1, 0.2 / Math.max(1e-30, Math.abs(z[r])));
    }
    // x = x(T) + dx(T)/dz z: what has no charge moves along too.
    System.arraycopy(pass.end(), 0, x, 0, n + 1);
    if (shorter < 1) {
      for (int i = 0; i < n; i++) {
        x[i] = pass.start()[i] + shorter * gap[i];
      }
    }
    double[] change = new double[m];
    for (int k = 0; k < m; k++) {
      change[k] = shorter * z[k] * size[k];
      double[] column = d.column(k);
      for (int i = 0; i < n; i++) {
        x[i] += column[i] * change[k];
      }
    }
    pass.foresee(change);
    if (autonomous) {
      period *= 1 + shorter * z[r];
    }
    return true;
  }

  private Optional<Orbit> closed(PeriodPass pass, double begin) {
    DynamicPart part = pass.part();
    int r = part.rank();
    double[][] m = new double[r][r];
    for (int j = 0; j < r; j++) {
      double[] column = part.of(pass.sensitivities().column(j));
      for (int k = 0; k < r; k++) {
        m[k][j] = column[k];
      }
    }
    System.arraycopy(pass.start(), 0, x, 0, n + 1);
    if (free.length > 0) {
      remarks.add(
          Diagnostic.of(
              Code.N403,
              origin,
              "nothing returns " + freest(part) + " to a value of its own; it keeps its start",
              "set the start with .ic or the device's parameter"));
    }
    double[][] multipliers = DenseMatrices.eigenvalues(balanced(m, part));
    return Optional.of(pass.orbit(begin, period, open(pass), multipliers));
  }

  /** Returns the coordinate with the largest share in the directions that are free. */
  private String freest(DynamicPart part) {
    int most = 0;
    for (int k = 0; k < part.rank(); k++) {
      if (Math.abs(free[0][k]) > Math.abs(free[0][most])) {
        most = k;
      }
    }
    return Advice.phrase(system, part.unknown(most));
  }

  /** Returns the matrix in units of the unknowns' sizes. */
  private double[][] balanced(double[][] m, DynamicPart part) {
    for (int k = 0; k < m.length; k++) {
      for (int j = 0; j < m.length; j++) {
        double sk = sizes[part.unknown(k)];
        double sj = sizes[part.unknown(j)];
        m[k][j] *= sk > 0 && sj > 0 ? sj / sk : 1;
      }
    }
    return m;
  }

  private Optional<Orbit> none(String why) {
    failure =
        Optional.of(
            Diagnostic.of(
                Code.E406,
                origin,
                "no periodic orbit was found: " + why,
                "let cycles pass first, or begin nearer to the orbit with .ic and uic"));
    return Optional.empty();
  }

  /** Takes the work and the trouble of what went before as its own. */
  private void before(long iterations, long rejections, String trouble) {
    earlierIterations += iterations;
    earlierRejections += rejections;
    if (!trouble.isEmpty()) {
      none(trouble);
    }
  }

  static String text(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Returns why no orbit was found. */
  public Optional<Diagnostic> failure() {
    return failure;
  }

  /** Returns the Newton iterations of all passes so far, and of the start. */
  public long iterations() {
    return earlierIterations + fine.iterations() + coarse.iterations();
  }

  /** Returns the steps that were thrown away. */
  public long rejected() {
    return earlierRejections + fine.rejected() + coarse.rejected();
  }

  /** Returns how many periods the last search went over. */
  public int passes() {
    return passes;
  }

  /** Returns what the reader of the orbit should know. */
  public List<Diagnostic> remarks() {
    return List.copyOf(remarks);
  }
}
