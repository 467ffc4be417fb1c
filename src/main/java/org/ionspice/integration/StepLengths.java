package org.ionspice.integration;

import org.ionspice.analysis.Settings;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Snapshot;

/**
 * Chooses how long the steps of a transient are: what their errors allow, up to the next breakpoint,
 * delay and bound of the user.
 *
 * <p>Mutable workspace, for one thread.
 */
final class StepLengths {
  /** The least step, in units in the last place of t. */
  private static final double LEAST_ULPS = 16;

  private static final double CROWDED_ULPS = 1000;

  private final Evaluation evaluation;
  private final StepSolver solver;
  private final StepControl control;
  private final IdleWatch idle;
  private final Breakpoints breakpoints;
  private final double turns;
  private final double most;
  private final double shortest;
  private final double stop;
  private double wish;
  private double corner;
  private double smallest;
  private boolean landing;
  private boolean crowded;

  /** Makes lengths for a run from the point {@code x} on. */
  StepLengths(
      Transient plan,
      Assembly system,
      Settings settings,
      StepSolver solver,
      StepControl control,
      double[] x) {
    evaluation = system.evaluation();
    this.solver = solver;
    this.control = control;
    stop = plan.stop();
    double span = plan.stop() - plan.start();
    most = Double.isNaN(plan.most()) ? span / 50 : plan.most();
    double least = most;
    for (double delay : system.delays()) {
      least = Math.min(least, delay);
    }
    shortest = least;
    idle = new IdleWatch(system, control, plan.most(), x);
    breakpoints = new Breakpoints(system, plan.stop());
    turns = 10 * settings.reltol();
    wish = Math.min(most, 1e-5 * plan.stop());
  }

  /** Passes the state between two steps. */
  void pass(Snapshot snapshot) {
    wish = snapshot.pass(wish);
    idle.pass(snapshot);
    breakpoints.pass(snapshot);
  }

  /** Returns the length of the step from {@code t}, s. */
  double first(double t, StepHistory past) {
    corner = breakpoints.after(t);
    double room = corner - t;
    landing = false;
    smallest = LEAST_ULPS * Math.ulp(t) + 1e-18 * stop;
    // Past a corner the first step must not go beyond its first echo, which is not known yet.
    double h = Math.min(Math.max(wish, smallest), breakpoints.isPending() ? shortest : most);
    if (!breakpoints.isPending() && solver.isSmooth() && idle.isQuiet(t, corner, past)) {
      h = room;
    }
    if (h >= room * 0.999) {
      h = room;
      landing = true;
    } else if (h > room / 2) {
      h = room / 2;
    }
    // Between corners that t can hardly tell apart an error estimate sees only rounding.
    crowded = room < CROWDED_ULPS * Math.ulp(t);
    return landing ? h : t + h - t; // the length that t will advance by
  }

  /** Returns the length after one of {@code h} that should be {@code factor} of it, s. */
  double shorter(double t, double h, double factor) {
    landing = false;
    double less = Math.max(smallest, h * Math.max(0.1, factor));
    return t + less - t;
  }

  /** Takes that the step was cut and does not end at the breakpoint. */
  void cut() {
    landing = false;
  }

  /** Returns whether a step of {@code h} cannot be shorter. */
  boolean isLeast(double h) {
    return h <= smallest * (1 + 1.0 / LEAST_ULPS); // adding it to t may have rounded it up
  }

  /** Returns whether breakpoints are so close that errors of the step mean nothing. */
  boolean isCrowded() {
    return crowded;
  }

  /** Returns whether the step ends at a breakpoint. */
  boolean isLanding() {
    return landing;
  }

  /** Returns whether the step ends at a breakpoint that is nothing but an echo. */
  boolean isEcho() {
    return landing && breakpoints.isEcho(corner);
  }

  /** Returns the end of a step of {@code h} from {@code t}, s. */
  double end(double t, double h) {
    return landing ? corner : t + h;
  }

  /** Returns whether a step of {@code h} is longer than a delay. */
  boolean isLong(double h) {
    return h > shortest;
  }

  /** Takes an accepted step, after which one of {@code next} s is wished for. */
  void accepted(double next) {
    breakpoints.echoes(turns);
    wish = Math.min(next, 0.8 * evaluation.delayReach(control.shareOfDelays()));
  }

  /** Takes that something jumped at {@code t}. */
  void jumped(double t) {
    breakpoints.corner(t);
    wish = Math.min(wish, 0.02 * shortest);
  }

  /** Takes that the step has ended at a breakpoint; returns whether delays bring a jump there. */
  boolean crosses(double t) {
    breakpoints.corner(t);
    return evaluation.cross(t, turns);
  }

  /** Takes that a breakpoint at {@code t} is left behind. */
  void leave(double t) {
    wish = Math.min(wish, 0.1 * Math.min(shortest, breakpoints.after(t) - t));
  }
}
