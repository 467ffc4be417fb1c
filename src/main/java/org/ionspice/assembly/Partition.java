package org.ionspice.assembly;

import java.util.List;
import org.ionspice.device.Equations;

/**
 * The devices of a circuit in two parts: linear ones as numbers, the others to be evaluated.
 *
 * @param f terms of the linear devices in f
 * @param q their terms in q
 * @param g their partials in G, in the pattern's order
 * @param c their partials in C
 * @param varying the other devices
 */
record Partition(
    ConstantStamps f, ConstantStamps q, double[] g, double[] c, List<Varying> varying) {

  /** A device that is evaluated every time, with all that this needs at one place. */
  record Varying(int part, int[] map, int[] slots, double multiplicity, Equations equations) {}
}
