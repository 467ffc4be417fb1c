package org.ionspice.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ionspice.device.FrequencyResponse;

/**
 * What in AC is not of the form G + j omega C: partials by delayed values, each turned by exp(-j
 * omega T), and admittances given as responses. Mutable workspace.
 */
public final class AcTerms {
  private int[] slot = new int[8];
  private double[] partial = new double[8];
  private double[] seconds = new double[8];
  private boolean[] charge = new boolean[8];
  private int count;

  /** A response times {@code factor}, and its four places: two rows by two columns. */
  private record Admittance(FrequencyResponse y, double factor, int[] slots) {}

  private final List<Admittance> admittances = new ArrayList<>();
  private final double[] sample = new double[2];

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

  /** Adds an admittance; {@code slots} are (plus, plus), (plus, minus), (minus, plus), ... */
  void add(FrequencyResponse y, double factor, int[] slots) {
    admittances.add(new Admittance(y, factor, slots));
  }

  /** Returns whether there are no such terms. */
  public boolean isEmpty() {
    return count == 0 && admittances.isEmpty();
  }

  /** Adds all terms at the angular frequency {@code omega}, rad/s, to the matrix values. */
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
    for (int k = 0; k < admittances.size(); k++) {
      Admittance a = admittances.get(k);
      a.y().at(omega, sample);
      for (int place = 0; place < 4; place++) {
        double sign = place == 0 || place == 3 ? a.factor() : -a.factor();
        real[a.slots()[place]] += sign * sample[0];
        imaginary[a.slots()[place]] += sign * sample[1];
      }
    }
  }
}
