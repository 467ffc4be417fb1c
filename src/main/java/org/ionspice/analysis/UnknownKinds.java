package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ionspice.assembly.Assembly;
import org.ionspice.device.Quantity;

/**
 * What unknowns are like: unit, nominal size and manners. A circuit of millions of unknowns has few
 * kinds of them, so each is a number.
 */
final class UnknownKinds {
  private final int[] kinds;
  private final List<Kind> list = new ArrayList<>();

  /**
   * What unknowns of one kind have in common.
   *
   * @param unit SI unit symbol
   * @param nominal typical size, in the unit
   * @param mostPerIteration the largest change of one Newton iteration
   * @param node whether they are node voltages
   */
  record Kind(String unit, double nominal, double mostPerIteration, boolean node) {
    boolean isVoltage() {
      return unit.equals("V");
    }

    boolean isCurrent() {
      return unit.equals("A");
    }
  }

  UnknownKinds(Assembly system) {
    kinds = new int[system.size()];
    Map<Kind, Integer> known = new HashMap<>();
    Quantity last = null;
    boolean lastNode = false;
    for (int i = 0; i < kinds.length; i++) {
      Quantity quantity = system.quantity(i);
      boolean node = system.isNode(i);
      if (quantity == last && node == lastNode) {
        kinds[i] = kinds[i - 1];
        continue;
      }
      last = quantity;
      lastNode = node;
      Kind kind =
          new Kind(quantity.unit(), quantity.nominal(), quantity.mostPerIteration(), node);
      Integer number = known.get(kind);
      if (number == null) {
        number = list.size();
        known.put(kind, number);
        list.add(kind);
      }
      kinds[i] = number;
    }
  }

  /** Returns the number of unknowns. */
  int size() {
    return kinds.length;
  }

  /** Returns the number of the kind of unknown {@code i}. */
  int of(int i) {
    return kinds[i];
  }

  /** Returns the kinds by their numbers. */
  List<Kind> list() {
    return list;
  }
}
