package org.ionspice.analysis;

import java.util.TreeSet;
import org.ionspice.assembly.Assembly;

/** Times that a step must end at: corners of sources, and their echoes through delays. */
final class Breakpoints {
  /** Echoes of echoes multiply; past this many pending ones the weakest (latest) are left out. */
  private static final int MOST_PENDING = 10_000;

  private final Assembly system;
  private final double[] delays;
  private final TreeSet<Double> pending = new TreeSet<>();
  private final double stop;
  private double source = -1;

  Breakpoints(Assembly system, double stop) {
    this.system = system;
    this.delays = system.delays();
    this.stop = stop;
    echo(0);
  }

  /** Returns the first breakpoint later than {@code t}, at most the end of the run. */
  double after(double t) {
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

  /** Notes that something had a corner at {@code t}: every delay brings it back later. */
  void echo(double t) {
    for (double delay : delays) {
      double late = t + delay;
      if (late >= stop || pending.size() >= MOST_PENDING) {
        continue;
      }
      Double near = pending.ceiling(late - 1e-9 * delay);
      if (near == null || near > late + 1e-9 * delay) {
        pending.add(late);
      }
    }
  }
}
