package org.ionspice.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.Newton;

/**
 * Estimates how far the operating points of a run would move without gmin, and says so when it is
 * more than the tolerance.
 *
 * <p>At a solution f(x) = 0 with the matrix J, let g be the part of f that is due to gmin. Without
 * it the residual is -g, and the first Newton step from there is J dx = g. A node that only gmin
 * holds moves by its whole voltage.
 */
public final class GminCheck {
  /** Share of its range by which an unknown must move before it is worth another look. */
  private static final double MOVED = 0.05;

  private final Assembly system;
  private final Settings settings;
  private final boolean needed;
  private final double[] share;
  private final double[] ofGates;
  private final double[] moves;
  private final double[] size;

  /** The largest sum of what gmin leaks through gates and bulks, A. */
  private double gateLeak;

  /** The solution that was checked last; empty before the first. */
  private double[] checked = {};

  /** Whether the answer shows an unknown. */
  private final boolean[] shown;

  /** Makes a check of a run whose answer shows what {@code run}'s probes read. */
  public GminCheck(Run run) {
    this(run, run.system());
  }

  /** Makes the same for another assembly of the run's circuit. */
  GminCheck(Run run, Assembly system) {
    this(system, run.settings(), run.probes().unknowns(system.size()));
  }

  /** Makes a check of an answer that shows every unknown. */
  GminCheck(Assembly system, Settings settings) {
    this(system, settings, new boolean[system.size() + 1]);
    Arrays.fill(shown, true);
  }

  private GminCheck(Assembly system, Settings settings, boolean[] shown) {
    this.system = system;
    this.settings = settings;
    this.shown = shown;
    needed = system.usesGmin();
    int n = needed ? system.size() : 0;
    share = new double[n + 1];
    ofGates = new double[n + 1];
    moves = new double[n];
    size = new double[n];
  }

  /** Takes a solution; {@code newton} still has its factors. Spoils the evaluation. */
  public void solution(double[] x, CircuitEquations equations, Newton newton) {
    solution(x, equations, newton::solveLinear);
  }

  private void solution(double[] x, CircuitEquations equations, Consumer<double[]> linear) {
    if (!needed) {
      return;
    }
    system.evaluation().gminShare(x, share, ofGates);
    double leak = 0;
    for (double current : ofGates) {
      leak += Math.abs(current);
    }
    gateLeak = Math.max(gateLeak, leak);
    for (int i = 0; i < moves.length; i++) {
      if (equations.isHeld(i)) {
        share[i] = 0;
      }
    }
    linear.accept(share);
    for (int i = 0; i < moves.length; i++) {
      moves[i] = Math.max(moves[i], Math.abs(share[i]));
    }
    range(x);
  }

  /**
   * Takes one of many solutions that lie on a curve: as {@link #solution} does when an unknown has
   * moved by a twentieth of its range since the last that was checked, as {@link #range} otherwise.
   *
   * @param linear solves J dx = g in place
   */
  void follow(double[] x, CircuitEquations equations, Consumer<double[]> linear) {
    boolean moved = checked.length == 0;
    for (int i = 0; !moved && i < size.length; i++) {
      double far = MOVED * size[i] + equations.tolerances().of(i);
      moved = Math.abs(x[i] - checked[i]) > far;
    }
    if (moved) {
      checked = x.clone();
      solution(x, equations, linear);
    } else {
      range(x);
    }
  }

  /** Takes the magnitudes in {@code x} as part of the answer's range. */
  public void range(double[] x) {
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.max(size[i], Math.abs(x[i]));
    }
  }

  /**
   * Returns the warning that names what depends on gmin most, when anything does that the answer
   * shows. A branch current counts beside the largest of them: what leaks through a gate or a
   * reverse junction is all gmin's, and nothing beside the currents that flow. Gates and bulks are not
   * what a transistor is for: a current that is their leak, as a supply's of resting logic, is no news.
   */
  public Optional<Diagnostic> remark(CircuitEquations equations) {
    double largestCurrent = 0;
    for (int i = 0; i < size.length; i++) {
      if (shown[i] && isCurrent(i)) {
        largestCurrent = Math.max(largestCurrent, size[i]);
      }
    }
    double worst = 1;
    int which = -1;
    for (int i = 0; needed && i < moves.length; i++) {
      double range = isCurrent(i) ? largestCurrent : size[i];
      double allowed =
          settings.reltol() * range
              + equations.tolerances().of(i)
              + (isCurrent(i) ? gateLeak : 0);
      if (shown[i] && moves[i] > worst * allowed) {
        worst = moves[i] / allowed;
        which = i;
      }
    }
    if (which < 0) {
      return Optional.empty();
    }
    String unit = system.quantity(which).unit();
    return Optional.of(
        Diagnostic.of(
            Code.W401,
            Span.NONE,
            String.format(
                Locale.ROOT,
                "the answer depends on gmin = %.3g S: without it %s would move by about %.3g %s,"
                    + " its size is %.3g %s",
                system.gmin(),
                system.unknown(which).name(),
                moves[which],
                unit,
                size[which],
                unit),
            "write the leak that is really there as a resistor, or make .options gmin smaller"));
  }

  private boolean isCurrent(int i) {
    return !system.isNode(i) && "A".equals(system.quantity(i).unit());
  }
}
