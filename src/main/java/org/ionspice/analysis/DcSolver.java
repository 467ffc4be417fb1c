package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Rests;
import org.ionspice.assembly.UnknownInfo;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.Newton;

/**
 * Solves f(x) = 0 by a ladder: Newton, damped Newton, gmin stepping, source stepping, pseudo-transient, arc length.
 *
 * <p>Mutable workspace, for one thread.
 */
public final class DcSolver {
  private static final int MOST_NAMES = 4;

  /** Rests in which memories may turn each other. */
  private static final int MOST_TURNS = 10;

  /** Steps along the curve of solutions, in nominal sizes. */
  private static final double LONGEST_ARC = 0.05;

  private static final Map<Newton.Ending, String> ENDINGS =
      Map.of(
          Newton.Ending.CONVERGED, "solved",
          Newton.Ending.TOO_MANY_ITERATIONS, "too many iterations",
          Newton.Ending.SINGULAR, "a singular matrix",
          Newton.Ending.NOT_FINITE, "a value that is not finite",
          Newton.Ending.STUCK, "no step leads nearer");

  /** Iterations of one step along a continuation. */
  private static final int STEP_ITERATIONS = 50;

  /** Iterations after which a step of gmin was too short. */
  private static final int QUICK = 5;

  /** Steps of gmin by less than this factor lead nowhere: the solutions turn back. */
  private static final double LEAST_FACTOR = 1.00005;

  /** The first step of the pseudo-transient, s, in which one siemens pulls at every node. */
  private static final double FASTEST = 1e-15;

  /** Volts to begin from when the equations have no value at the first guess. */
  private static final double[] ELSEWHERE = {0.1, -0.1, 10};

  private final Assembly system;
  private final Settings settings;
  private final CircuitEquations equations;
  private final Newton newton;
  private final Rests rests;
  private final List<String> tried = new ArrayList<>();
  private final List<String> reached = new ArrayList<>();
  private Newton.Ending ending = Newton.Ending.CONVERGED;

  /** The row and the ending of the last Newton that failed. */
  private int worst = -1;

  private Newton.Ending trouble = Newton.Ending.CONVERGED;
  private double[] broken = {}; // Where the equations were last not finite.

  /** Makes a solver that works with {@code equations} and {@code newton}, which the caller goes on using. */
  public DcSolver(Assembly system, Settings settings, CircuitEquations equations, Newton newton) {
    this.system = system;
    this.settings = settings;
    this.equations = equations;
    this.newton = newton;
    this.rests = new Rests(system);
  }

  /** Holds the states that have no equilibrium (or all, as {@code dcstates} says). */
  public void holdStates() {
    equations.releaseHeld();
    for (int i = 0; i < system.size(); i++) {
      if (!system.quantity(i).held() && settings.dcstates() != Settings.DcStates.HOLD) {
        continue; // Before anything is asked that makes a name.
      }
      UnknownInfo info = system.unknown(i);
      if (info.node() || info.instance() < 0) {
        continue;
      }
      boolean device = system.instance(info.instance()).isStateful();
      boolean state = device && !info.quantity().name().equals("i");
      // An idt() of a formula has no bounds to end at: memdc=solve is for devices.
      boolean solved = device && settings.memdc() == Settings.MemDc.SOLVE;
      boolean hold =
          switch (settings.dcstates()) {
            case EQUILIBRIUM -> info.quantity().held() && !solved;
            case HOLD -> state || info.quantity().held();
            case SOLVE -> false;
          };
      Double given = system.circuit().initial().get(info.name());
      double value = given != null ? given : info.quantity().initial();
      if (hold) {
        equations.hold(i, value);
      } else if (info.quantity().held() && device) {
        equations.retain(i, value);
      }
    }
  }

  /** Returns the note on the states that are held because they have no equilibrium, if any are. */
  Optional<Diagnostic> heldNote() {
    List<String> names = new ArrayList<>();
    Span at = Span.NONE;
    for (int i = 0; i < system.size(); i++) {
      UnknownInfo info = system.unknown(i);
      if (equations.isHeld(i) && info.quantity().held()) {
        at = names.isEmpty() ? system.instance(info.instance()).origin() : at;
        names.add(info.name() + " = " + equations.heldValue(i));
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int more = names.size() - MOST_NAMES;
    String list = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return Optional.of(
        Diagnostic.of(
            Code.N401,
            at,
            "held, for want of an equilibrium: " + list + (more > 0 ? " and " + more + " more" : ""),
            "set the value with .ic, or solve for it with .options dcstates=solve"));
  }

  /** Pulls the nodes, and holds the states, that {@code values} names; unknown names are skipped. */
  public void force(Map<String, Double> values, boolean states) {
    values.forEach(
        (name, value) -> {
          int i = system.indexOf(name);
          if (i >= 0 && i < system.size()) {
            if (system.isNode(i)) {
              equations.pull(i, 1e6, value);
            } else if (states) {
              equations.hold(i, value);
            }
          }
        });
  }

  /**
   * Solves from the guess {@code x}, which receives the solution, by Newton's method alone.
   *
   * @return whether it was found
   */
  boolean solveNear(double[] x) {
    return near(x) && settle(x);
  }

  private boolean near(double[] x) {
    equations.steady();
    equations.shunt(0);
    tried.clear();
    reached.clear();
    tried.add("Newton");
    return direct(x);
  }

  /**
   * Solves from the guess {@code x}, which receives the solution.
   *
   * @return whether it was found; {@link #failure} says why not
   */
  public boolean solve(double[] x) {
    return climb(x) && settle(x);
  }

  /**
   * Lets memories take the side that the rest {@code x} asks for, and rests anew. Where they turn each
   * other for ever the first rest stays.
   */
  private boolean settle(double[] x) {
    if (rests.count() == 0) {
      return true;
    }
    double[] first = x.clone();
    double[] sides = new double[system.evaluation().cellCount()];
    system.evaluation().keepCells(sides);
    for (int round = 0; round < MOST_TURNS + rests.count(); round++) {
      if (!rests.settle(x)) {
        return true;
      }
      if (!near(x) && !climb(x)) {
        break;
      }
    }
    System.arraycopy(first, 0, x, 0, x.length);
    system.evaluation().takeCells(sides);
    return near(x);
  }

  private boolean climb(double[] x) {
    equations.steady();
    equations.shunt(0);
    tried.clear();
    reached.clear();
    double[] start = x.clone();
    tried.add("Newton");
    if (begin(x)) {
      return true;
    }
    reached.add("Newton: " + ENDINGS.get(ending));
    if (ending == Newton.Ending.NOT_FINITE && fromElsewhere(x, start)) {
      return true;
    }
    tried.add("damped Newton");
    System.arraycopy(start, 0, x, 0, x.length);
    if (damped(x)) {
      return true;
    }
    tried.add("gmin stepping");
    System.arraycopy(start, 0, x, 0, x.length);
    if (gminStepping(x)) {
      return true;
    }
    tried.add("source stepping");
    Arrays.fill(x, 0);
    if (sourceStepping(x)) {
      return true;
    }
    tried.add("pseudo-transient");
    System.arraycopy(start, 0, x, 0, x.length);
    if (pseudoTransient(x)) {
      return true;
    }
    tried.add("arc length");
    Arrays.fill(x, 0);
    return arcLength(x);
  }

  private boolean isNothing(double[] x) {
    for (int i = 0; i < system.size(); i++) {
      if (system.isNode(i) && x[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Begins away from zero volts, where ln(v) and 1/v have no value. */
  private boolean fromElsewhere(double[] x, double[] start) {
    tried.add("Newton from other voltages");
    for (double volts : ELSEWHERE) {
      for (int i = 0; i < system.size(); i++) {
        x[i] = start[i] == 0 && system.unknown(i).node() ? volts : start[i];
      }
      if (direct(x)) {
        return true;
      }
    }
    reached.add("Newton from other voltages: " + ENDINGS.get(ending));
    return false;
  }

  /** Follows the solutions from no sources to all of them, also where the sources turn back. */
  private boolean arcLength(double[] x) {
    system.evaluation().sourceScale(0);
    double s = 0;
    double farthest = 0;
    if (direct(x)) {
      double[] before = x.clone();
      double[] most = {0};
      double[] last = {0};
      s =
          new ArcLength(system, equations)
              .follow(
                  x,
                  0,
                  LONGEST_ARC,
                  (scale, at) -> {
                    most[0] = Math.max(most[0], scale);
                    if (scale >= 1 || scale < -1) {
                      return false;
                    }
                    System.arraycopy(at, 0, before, 0, before.length);
                    last[0] = scale;
                    return true;
                  });
      farthest = most[0];
      if (s >= 1) {
        double part = (1 - last[0]) / (s - last[0]);
        for (int i = 0; i < x.length; i++) {
          x[i] = before[i] + part * (x[i] - before[i]);
        }
      }
    }
    system.evaluation().sourceScale(1);
    if (s >= 1 && direct(x)) {
      return true;
    }
    reached.add(percent("arc length: the curve came to %.3g %% of the sources", 100 * farthest));
    return false;
  }

  private static String percent(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  /** Returns what each rung that failed in the last solve came to, and the one that did not. */
  String report(boolean found) {
    String failed = String.join("; ", reached);
    return found ? (failed.isEmpty() ? "" : failed + "; ") + rung() + ": found" : failed;
  }

  /**
   * Solves by Newton's method from x, or from where devices want a search to begin when x is
   * nothing.
   */
  private boolean begin(double[] x) {
    if (isNothing(x)) {
      double[] nothing = x.clone();
      system.evaluation().seedLimits(x);
      if (system.evaluation().startAfresh()) {
        if (iterate(x, settings.itl1())) {
          return true;
        }
        System.arraycopy(nothing, 0, x, 0, x.length);
      }
    }
    return direct(x);
  }

  private boolean direct(double[] x) {
    return direct(x, settings.itl1());
  }

  /** Takes one step of a continuation, which is repeated shorter when it does not converge soon. */
  private boolean step(double[] x) {
    return direct(x, Math.min(settings.itl1(), STEP_ITERATIONS));
  }

  private boolean direct(double[] x, int most) {
    system.evaluation().seedLimits(x);
    return iterate(x, most);
  }

  private boolean iterate(double[] x, int most) {
    ending = newton.solve(equations, x, most, 3);
    if (ending != Newton.Ending.CONVERGED) {
      worst = newton.worst();
      trouble = ending;
      broken = ending == Newton.Ending.NOT_FINITE ? x.clone() : broken;
      // Pivots of a point that leads nowhere are none to keep.
      newton.forget();
    }
    return ending == Newton.Ending.CONVERGED;
  }

  private boolean damped(double[] x) {
    newton.forget();
    Newton.Ending end = newton.solveDamped(equations, x, settings.itl1());
    newton.forget();
    if (end == Newton.Ending.CONVERGED && direct(x)) {
      return true;
    }
    reached.add("damped Newton: " + ENDINGS.get(end));
    return false;
  }

  private boolean gminStepping(double[] x) {
    double conductance = 1e-2;
    double factor = 10;
    double[] good = x.clone();
    boolean any = false;
    for (int k = 0; k < 400; k++) {
      equations.shunt(conductance);
      long before = newton.iterations();
      if (any ? step(x) : direct(x)) {
        System.arraycopy(x, 0, good, 0, x.length);
        any = true;
        if (conductance < 1e-15) {
          break;
        }
        boolean quick = newton.iterations() - before <= QUICK;
        factor = quick && factor >= 10 ? Math.min(1e4, 10 * factor) : Math.min(10, factor * 1.6);
        conductance /= factor;
      } else {
        if (!any || factor < LEAST_FACTOR) {
          equations.shunt(0);
          reached.add(
              any
                  ? percent("gmin stepping: down to %.3g S", conductance * factor)
                  : "gmin stepping: nothing at 0.01 S");
          return false;
        }
        System.arraycopy(good, 0, x, 0, x.length);
        conductance *= factor;
        factor = Math.sqrt(factor);
        conductance /= factor;
      }
    }
    equations.shunt(0);
    if (direct(x)) {
      return true;
    }
    reached.add("gmin stepping: not without it");
    return false;
  }

  private boolean sourceStepping(double[] x) {
    double scale = 0;
    double step = 0.1;
    double[] good = x.clone();
    for (int k = 0; k < 400; k++) {
      double next = Math.min(1, scale + step);
      system.evaluation().sourceScale(next);
      if (step(x)) {
        System.arraycopy(x, 0, good, 0, x.length);
        if (next == 1) {
          return true;
        }
        scale = next;
        step = Math.min(0.25, step * 1.7);
      } else {
        System.arraycopy(good, 0, x, 0, x.length);
        step /= 4;
        if (step < 1e-7) {
          break;
        }
      }
    }
    system.evaluation().sourceScale(1);
    reached.add(percent("source stepping: up to %.3g %%", 100 * scale));
    return false;
  }

  /**
   * Follows f + dq/dt = 0 by backward Euler from a femtosecond on, steps growing, with a capacitance
   * at every node besides. A state that has left the branch it was on (a switch above its threshold)
   * so finds the next one, which no continuation from the old branch leads to.
   */
  private boolean pseudoTransient(double[] x) {
    double pace = 1;
    double slowest = Double.POSITIVE_INFINITY;
    double[] good = x.clone();
    int n = system.size();
    for (int k = 0; k < 300; k++) {
      for (int i = 0; i < n; i++) {
        if (system.isNode(i)) {
          equations.pull(i, pace, good[i]);
        }
      }
      double alpha = pace / FASTEST;
      equations.stage(alpha);
      system.evaluation().evaluate(good, false);
      double[] q = system.evaluation().q();
      double[] beta = equations.beta();
      for (int i = 0; i < n; i++) {
        beta[i] = -alpha * q[i];
      }
      if (step(x)) {
        System.arraycopy(x, 0, good, 0, x.length);
        slowest = Math.min(slowest, pace);
        pace /= 3;
        if (pace < 1e-21) {
          break;
        }
      } else {
        System.arraycopy(good, 0, x, 0, x.length);
        pace *= 10;
        if (pace > 1e6) {
          break;
        }
      }
    }
    equations.letGo();
    equations.steady();
    if (direct(x)) {
      return true;
    }
    reached.add(percent("pseudo-transient: no rest by %.3g s", FASTEST / slowest));
    return false;
  }

  /** Returns the note on how the last operating point was found, when it is asked for. */
  public Optional<Diagnostic> ladderNote() {
    return settings.ladder() == 0 || tried.isEmpty()
        ? Optional.empty()
        : Optional.of(Diagnostic.of(Code.N402, Span.NONE, report(true), ""));
  }

  /** Returns the rung of the ladder that the last solve ended on. */
  String rung() {
    return tried.get(tried.size() - 1);
  }

  /** Returns the diagnostic of the last failed solve at {@code x}. */
  public Diagnostic failure(double[] x, String where) {
    Advice advice = new Advice(system, settings, worst);
    String row = advice.phrase();
    Span at = advice.place();
    return switch (trouble) {
      case SINGULAR ->
          Diagnostic.of(
              Code.E402,
              at,
              "the equations do not fix " + row + where + ladder(),
              advice.forPoint(true, x));
      case NOT_FINITE -> NotFinite.at(system, broken, where);
      default ->
          Diagnostic.of(
              Code.E401,
              at,
              "no operating point" + where + "; " + row + " did not settle" + ladder(),
              advice.forPoint(false, x));
    };
  }

  private String ladder() {
    return reached.isEmpty() ? "" : " (" + report(false) + ")";
  }
}
