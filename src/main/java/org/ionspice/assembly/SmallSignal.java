package org.ionspice.assembly;

import java.util.Arrays;

/**
 * Linearises the circuit for AC: G and C without the currents that responses replace and without
 * delayed values, which turn with the frequency and go into {@link AcTerms}.
 *
 * <p>Workspace, for one thread; it uses that of the evaluation whose matrices it fills.
 */
final class SmallSignal {
  private final Assembly system;
  private final SingleDevice device;
  private final ChargeMatrix c;

  SmallSignal(Assembly system, SingleDevice device, ChargeMatrix c) {
    this.system = system;
    this.device = device;
    this.c = c;
  }

  /** Fills {@code g} and C at {@code at}; returns what is no polynomial in omega. */
  AcTerms fill(double[] at, double[] g) {
    Arrays.fill(g, 0);
    Arrays.fill(c.entries(), 0);
    at[system.size()] = 0;
    AcTerms others = new AcTerms();
    for (int k = 0; k < system.partCount(); k++) {
      Declared law = system.part(k);
      device.evaluate(k, at);
      add(k, law, device.fTerms(), g, false, others);
      add(k, law, device.qTerms(), c.entries(), true, others);
      for (Declared.Response response : law.responses) {
        int plus = response.row().plus();
        int minus = response.row().minus();
        int a = response.by().plus();
        int b = response.by().minus();
        int[] places = {
          slot(k, plus, a), slot(k, plus, b), slot(k, minus, a), slot(k, minus, b)
        };
        others.add(response.y(), system.instance(k).multiplicity(), places);
      }
    }
    return others;
  }

  private void add(
      int k, Declared law, Terms terms, double[] matrix, boolean charge, AcTerms others) {
    for (int t = 0; t < terms.count; t++) {
      if (terms.current[t] && law.isReplacedInAc(terms.rowPlus[t], terms.rowMinus[t])) {
        continue;
      }
      for (int corner = 0; corner < 4; corner++) {
        int row = corner < 2 ? terms.rowPlus[t] : terms.rowMinus[t];
        int column = corner % 2 == 0 ? terms.plus[t] : terms.minus[t];
        double p = corner == 0 || corner == 3 ? terms.factor[t] : -terms.factor[t];
        int place = slot(k, row, column);
        if (terms.by[t] == Terms.DELAYED) {
          double seconds = law.delays.get(terms.slot[t]).seconds();
          others.add(place, p, seconds, charge);
        } else {
          matrix[charge ? c.place(place) : place] += p;
        }
      }
    }
  }

  private int slot(int k, int row, int column) {
    return system.slot(system.unknownOf(k, row), system.unknownOf(k, column));
  }
}
