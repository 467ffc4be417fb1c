package org.ionspice.assembly;

import org.ionspice.device.Equations;
import org.ionspice.device.Limiter;
import org.ionspice.device.StateEquations;
import org.ionspice.device.StateLaw;
import org.jspecify.annotations.Nullable;

/**
 * The loop over devices with two pins and one state ({@link StateEquations}): their laws give six
 * numbers, and all that these make in f, q, G and C is written here, without stamps in between.
 *
 * <p>Adds the same numbers in the same order as the stamps do. Mutable workspace, for one thread.
 */
final class StateLoop {
  private static final int P = 1;
  private static final int N = 2;
  private static final int X = 3;

  /** What a device has in {@link #places}: three unknowns, nine entries of G, row by row, one of C. */
  private static final int STRIDE = 13;

  private final StateLaw[] laws;
  private final double[] copies;
  private final int[] places;

  /** Of limited voltages, for each device: its place among those of the circuit, and the limiter. */
  private final int @Nullable [] limitSlots;

  private final Limiter[] limiters;

  /**
   * Prepares the loop.
   *
   * @param parts of the devices
   * @param copies of each side by side
   */
  StateLoop(Assembly system, int[] parts, double[] copies, ChargeMatrix charges) {
    int count = parts.length;
    this.copies = copies;
    laws = new StateLaw[count];
    places = new int[count * STRIDE];
    boolean limited = !system.part(parts[0]).limits.isEmpty();
    limitSlots = limited ? new int[count] : null;
    limiters = new Limiter[limited ? count : 0];
    for (int k = 0; k < count; k++) {
      int at = k * STRIDE;
      for (int i = 0; i < 3; i++) {
        places[at + i] = system.unknownOf(parts[k], 1 + i);
      }
      for (int e = 0; e < 9; e++) {
        places[at + 3 + e] = system.slot(places[at + e / 3], places[at + e % 3]);
      }
      places[at + 12] = charges.place(system.slot(places[at + 2], places[at + 2]));
      if (limitSlots != null) {
        limitSlots[k] = system.limitBase(parts[k]);
      }
      replace(k, system.part(parts[k]));
    }
  }

  /** Returns whether devices that declare this can be evaluated here. */
  static boolean suits(Declared law) {
    return law.equations instanceof StateEquations known
        && law.locals() == X + 1
        && known.voltage().plus() == P
        && known.voltage().minus() == N
        && known.current().plus() == P
        && known.current().minus() == N
        && known.state().index() == X
        && law.limits.size() == (known.limited() == null ? 0 : 1)
        && law.cells.isEmpty()
        && law.delays.isEmpty()
        && law.responses.isEmpty()
        && !KeptStamps.suits(law);
  }

  /** Gives device {@code k} another law. */
  void replace(int k, Declared by) {
    Equations equations = by.equations;
    laws[k] = ((StateEquations) equations).law();
    if (limitSlots != null) {
      limiters[k] = by.limits.get(0).by();
    }
  }

  /**
   * Adds what the devices from {@code from} to before {@code until} make.
   *
   * @param vectors f, the sizes of what goes into f, and q
   * @param matrices G and the entries of C
   */
  void run(
      int from, int until, double[] x, LocalPoint point, double[][] vectors, double[][] matrices) {
    double[] f = vectors[0];
    double[] magnitude = vectors[1];
    double[] q = vectors[2];
    double[] g = matrices[0];
    double[] c = matrices[1];
    Limits limits = point.limiting();
    boolean limiting = limits != null && limitSlots != null;
    StateLaw.Reply to = point.reply();
    for (int k = from, at = from * STRIDE; k < until; k++, at += STRIDE) {
      double v = x[places[at]] - x[places[at + 1]];
      double seen = limiting ? limits.see(limitSlots[k], limiters[k], v) : v;
      laws[k].evaluate(seen, x[places[at + 2]], to);
      add(to, at, x[places[at + 2]], copies[k], limiting ? v - seen : 0, f, q, g, c, magnitude);
    }
  }

  /**
   * Adds one reply.
   *
   * @param rest what the law has not seen of the voltage, V; its tangent stands for it
   */
  private void add(
      StateLaw.Reply reply,
      int at,
      double state,
      double m,
      double rest,
      double[] f,
      double[] q,
      double[] g,
      double[] c,
      double[] magnitude) {
    double byVoltage = m * reply.currentByVoltage();
    double byState = m * reply.currentByState();
    double i = m * reply.current();
    double size = Math.abs(i);
    double rateByVoltage = reply.rateByVoltage();
    double r = reply.rate();
    double rateSize = Math.abs(r);
    if (rest != 0) {
      i += byVoltage * rest;
      size += Math.abs(byVoltage * rest);
      r += rateByVoltage * rest;
      rateSize += Math.abs(rateByVoltage * rest);
    }
    int[] to = places;
    int p = to[at];
    int n = to[at + 1];
    int x = to[at + 2];
    f[p] += i;
    f[n] -= i;
    f[x] -= r;
    magnitude[p] += size;
    magnitude[n] += size;
    magnitude[x] += rateSize;
    q[x] += state;
    g[to[at + 3]] += byVoltage;
    g[to[at + 4]] -= byVoltage;
    g[to[at + 5]] += byState;
    g[to[at + 6]] -= byVoltage;
    g[to[at + 7]] += byVoltage;
    g[to[at + 8]] -= byState;
    g[to[at + 9]] -= rateByVoltage;
    g[to[at + 10]] += rateByVoltage;
    g[to[at + 11]] -= reply.rateByState();
    c[to[at + 12]] += 1;
  }
}
