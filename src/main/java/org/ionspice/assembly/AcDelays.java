package org.ionspice.assembly;

import java.util.Arrays;

/** Partials by delayed values at an operating point: in AC each is turned by exp(-j omega T). */
public final class AcDelays {
  private int[] slot = new int[8];
  private double[] partial = new double[8];
  private double[] seconds = new double[8];
  private boolean[] charge = new boolean[8];
  private int count;

  void add(int place, double value, double delay, boolean isCharge) {
    if (count == slot.length) {
      slot = Arrays.copyOf(slot, count * 2);
      partial = Arrays.copyOf(partial, count * 2);
      seconds = Arrays.copyOf(seconds, count * 2);
      charge = Arrays.copyOf(charge, count * 2);
    }
    slot[count] = place;
    partial[count] = value;
    seconds[count] = delay;
    charge[count++] = isCharge;
  }

  /** Adds all partials at the angular frequency {@code omega}, rad/s, to the matrix values. */
  public void addTo(double[] real, double[] imaginary, double omega) {
    for (int k = 0; k < count; k++) {
      double c = Math.cos(omega * seconds[k]);
      double s = -Math.sin(omega * seconds[k]);
      double p = partial[k];
      if (charge[k]) {
        real[slot[k]] -= p * omega * s;
        imaginary[slot[k]] += p * omega * c;
      } else {
        real[slot[k]] += p * c;
        imaginary[slot[k]] += p * s;
      }
    }
  }
}
