package org.ionspice.integration;

import java.util.TreeSet;
import org.ionspice.assembly.Assembly;
import org.ionspice.assembly.Evaluation;
import org.ionspice.assembly.Snapshot;

/** Times that a step must end at: corners of sources, and their echoes through delays. */
public final class Breakpoints {
  /** Echoes of echoes multiply; past this many pending ones the weakest (latest) are left out. */
  private static final int MOST_PENDING = 10_000;

  private final Assembly system;
  private final TreeSet<Double> pending = new TreeSet<>();
  private final double stop;
  private double source = -1;
  private double corner = Double.NaN;

  /** Makes the corners of the circuit's sources up to {@code stop}, s. */
  public Breakpoints(Assembly system, double stop) {
    this.system = system;
    this.stop = stop;
    echo(0);
  }

  /** Passes the state. */
  void pass(Snapshot snapshot) {
    source = snapshot.pass(source);
    corner = snapshot.pass(corner);
    Double[] times = pending.toArray(new Double[0]);
    int count = snapshot.pass(times.length);
    if (!snapshot.isTaking()) {
      pending.clear();
    }
    for (int i = 0; i < count; i++) {
      pending.add(snapshot.pass(snapshot.isTaking() ? times[i] : 0));
    }
  }

  /** Returns the first breakpoint later than {@code t}, at most the end of the run. */
  public double after(double t) {
    double apart = 4 * Math.ulp(Math.max(t, stop * 1e-9));
    if (source <= t + apart) {
      source = system.nextCorner(t);
      while (source <= t + apart) {
        source = system.nextCorner(source);
      }
    }
    while (!pending.isEmpty() && pending.first() <= t + apart) {
      pending.pollFirst();
    }
    double next = Math.min(source, stop);
    return pending.isEmpty() ? next : Math.min(next, pending.first());
  }

  /** Returns whether the breakpoint {@code time} is an echo alone, not a corner of a source. */
  boolean isEcho(double time) {
    return time < Math.min(source, stop);
  }

  /** Notes that the inputs of all delays may have a corner at {@code t}. */
  private void echo(double t) {
    for (double delay : system.delays()) {
      echo(t, delay);
    }
  }

  /** Notes that something had a corner at {@code t}; delays look at their inputs after the next step. */
  void corner(double t) {
    corner = t;
  }

  /** Returns whether the echoes of the last corner are still to be found out. */
  boolean isPending() {
    return !Double.isNaN(corner);
  }

  /** After a step: those delays whose inputs turned where it began will bring that back. */
  void echoes(double share) {
    if (Double.isNaN(corner)) {
      return;
    }
    Evaluation evaluation = system.evaluation();
    for (int i = 0; i < evaluation.delayCount(); i++) {
      if (evaluation.turned(i, share)) {
        echo(corner, evaluation.delay(i));
      }
    }
    corner = Double.NaN;
  }

  private void echo(double t, double delay) {
    double late = t + delay;
    if (late >= stop || pending.size() >= MOST_PENDING) {
      return;
    }
    Double near = pending.ceiling(late - 1e-9 * delay);
    if (near == null || near > late + 1e-9 * delay) {
      pending.add(late);
    }
  }
}
