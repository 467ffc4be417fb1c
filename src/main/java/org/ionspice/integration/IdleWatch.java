package org.ionspice.integration;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Snapshot;

/**
 * Tells when nothing will happen before the next breakpoint: no source changes, and every unknown
 * moves so slowly, and no faster than before, that it stays where it is within a fraction of the
 * tolerance. One step then goes to the breakpoint, judged like every other.
 *
 * <p>Mutable workspace, for one thread.
 */
final class IdleWatch {
  /** A pace, in tolerances until the breakpoint, that is rounding. */
  private static final double NOISE = 1e-6;

  private final StepControl control;
  private final DoubleUnaryOperator[] steady;
  private final boolean free;
  private double until;
  private double before = Double.POSITIVE_INFINITY;

  /**
   * Makes a watch for a run from the point {@code x} on.
   *
   * @param most s, the largest step that the user asked for; NaN when there is none
   */
  IdleWatch(Assembly system, StepControl control, double most, double[] x) {
    this.control = control;
    List<DoubleUnaryOperator> all =
        Double.isNaN(most) ? system.steadiness(x).orElse(null) : null;
    free = all != null;
    steady = free ? all.toArray(new DoubleUnaryOperator[0]) : new DoubleUnaryOperator[0];
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    until = snapshot.pass(until);
    before = snapshot.pass(before);
  }

  /** Returns whether the circuit rests from {@code t} to {@code corner}, after a smooth step. */
  boolean isQuiet(double t, double corner, StepHistory past) {
    if (!free || !isSteady(t, corner)) {
      before = Double.POSITIVE_INFINITY;
      return false;
    }
    double pace = control.pace(past.xBefore, past.x) / past.lastStep;
    double drift = pace * (corner - t);
    // What moves away from an unstable point ever faster is not at rest, however slow it is yet.
    boolean calm = drift <= 1 && (pace <= before || drift < NOISE);
    before = pace;
    return calm;
  }

  private boolean isSteady(double t, double corner) {
    if (until >= corner) {
      return true;
    }
    for (DoubleUnaryOperator one : steady) {
      until = one.applyAsDouble(t);
      if (until < corner) {
        return false;
      }
    }
    until = corner;
    return true;
  }
}
