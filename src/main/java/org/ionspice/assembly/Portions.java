package org.ionspice.assembly;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.ionspice.device.Equations;
import org.ionspice.solver.Crew;
import org.jspecify.annotations.Nullable;

/**
 * A large bank in portions that add to rows of their own, evaluated on all processors; the digits are
 * those of one thread.
 *
 * <p>Mutable workspace. Equations may keep numbers between their lines, so no two portions share any.
 */
final class Portions implements Crew.Work {
  /** Fewer devices than this are evaluated faster by one thread. */
  private static final int WORTH = 1 << 14;

  /** Portions for each processor: the last to end is then not far behind. */
  private static final int EACH = 4;

  private final Bank bank;
  private final Crew crew;
  private final int[] starts;
  private final Equations[] equations;
  private final LocalPoint[] points;
  private final LocalStamp[] inF;
  private final LocalStamp[] inQ;
  private double[] x = {};

  private Portions(Bank bank, Crew crew, int[] starts, Equations[] equations) {
    this.bank = bank;
    this.crew = crew;
    this.starts = starts;
    this.equations = equations;
    int count = starts.length - 1;
    points = new LocalPoint[count];
    inF = new LocalStamp[count];
    inQ = new LocalStamp[count];
    for (int p = 0; p < count; p++) {
      points[p] = new LocalPoint();
      inF[p] = new LocalStamp(points[p]);
      inQ[p] = new LocalStamp(points[p]);
    }
  }

  /**
   * Returns where to cut {@code count} devices in a circuit of {@code size} unknowns; empty where one
   * thread does them.
   */
  static int[] cuts(int count, int size, Cuts.Rows rows) {
    Crew crew = Crew.of(count < WORTH ? 0 : Integer.MAX_VALUE);
    if (crew.size() == 1) {
      return new int[0];
    }
    int[] cuts = Cuts.of(count, size, EACH * crew.size(), rows);
    return cuts.length < 3 ? new int[0] : cuts;
  }

  /**
   * Makes portions that begin at {@code starts}. Returns null when too many equations would have to be
   * made again.
   *
   * @param parts the bank's instances
   * @param states what evaluates them, where that is not their stamps
   */
  static @Nullable Portions of(
      Bank bank, Assembly system, int[] parts, int[] starts, @Nullable StateLoop states) {
    Equations[] own = new Equations[parts.length];
    Set<Declared> taken = new HashSet<>();
    int again = 0;
    for (int p = 0; p + 1 < starts.length; p++) {
      Map<Declared, Declared> here = new IdentityHashMap<>();
      for (int k = starts[p]; k < starts[p + 1]; k++) {
        Declared law = system.part(parts[k]);
        Declared ours = here.get(law);
        if (ours == null) {
          ours = taken.contains(law) ? law.again() : law;
          again += ours == law ? 0 : 1;
          here.put(law, ours);
        }
        own[k] = ours.equations;
        if (states != null) {
          states.replace(k, ours);
        }
      }
      taken.addAll(here.keySet());
      if (again > parts.length / 16) {
        return null;
      }
    }
    return new Portions(bank, Crew.of(Integer.MAX_VALUE), starts, own);
  }

  /** Lets the bank evaluate all its devices at {@code at}, which see the run as {@code view} does. */
  void evaluate(double[] at, LocalPoint view, Shape.Entries f, Shape.Entries q, int locals) {
    x = at;
    for (int p = 0; p < points.length; p++) {
      points[p].seeAs(view);
      points[p].room(locals);
      inF[p].list(f);
      inQ[p].list(q);
    }
    crew.run(this, points.length);
  }

  @Override
  public void part(int p) {
    bank.evaluate(starts[p], starts[p + 1], equations, x, points[p], inF[p], inQ[p]);
  }
}
