package org.ionspice.assembly;

import org.ionspice.device.Current;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/** The handles of local indices, shared by all devices so that they stay in the fast memory. */
final class Handles {
  private static final int COUNT = 8;
  private static final Terminal[] TERMINALS = new Terminal[COUNT];
  private static final Unknown[] UNKNOWNS = new Unknown[COUNT];
  private static final Voltage[] VOLTAGES = new Voltage[COUNT * COUNT];
  private static final Current[] CURRENTS = new Current[COUNT * COUNT];

  static {
    for (int i = 0; i < COUNT; i++) {
      TERMINALS[i] = new Terminal(i);
      UNKNOWNS[i] = new Unknown(i);
      for (int k = 0; k < COUNT; k++) {
        VOLTAGES[i * COUNT + k] = new Voltage(i, k);
        CURRENTS[i * COUNT + k] = new Current(i, k);
      }
    }
  }

  private Handles() {}

  static Terminal terminal(int index) {
    return index < COUNT ? TERMINALS[index] : new Terminal(index);
  }

  static Unknown unknown(int index) {
    return index < COUNT ? UNKNOWNS[index] : new Unknown(index);
  }

  static Voltage voltage(int plus, int minus) {
    return Math.max(plus, minus) < COUNT
        ? VOLTAGES[plus * COUNT + minus]
        : new Voltage(plus, minus);
  }

  static Current current(int plus, int minus) {
    return Math.max(plus, minus) < COUNT
        ? CURRENTS[plus * COUNT + minus]
        : new Current(plus, minus);
  }
}
