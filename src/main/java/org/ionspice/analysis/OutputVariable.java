package org.ionspice.analysis;

import org.ionspice.assembly.Assembly;

/**
 * A voltage or current that a small-signal analysis looks at: one unknown, or the difference of two.
 *
 * @param label as the netlist has it: {@code v(a,b)}, {@code i(r1)}
 * @param plus name of the unknown, {@code v(a)} or {@code i(r1#i)}
 * @param minus name of the unknown that is subtracted; empty for none
 * @param current whether it is a current, A; else a voltage, V
 */
public record OutputVariable(String label, String plus, String minus, boolean current) {
  /** Returns its unit. */
  public String unit() {
    return current ? "A" : "V";
  }

  /** Returns the index of {@code plus}; the size of the system for ground. */
  public int plusIn(Assembly system) {
    return index(system, plus);
  }

  /** Returns the index of {@code minus}; the size of the system for ground and for none. */
  public int minusIn(Assembly system) {
    return minus.isEmpty() ? system.size() : index(system, minus);
  }

  private static int index(Assembly system, String name) {
    int i = system.indexOf(name);
    if (i < 0) {
      throw new IllegalStateException("there is no unknown " + name);
    }
    return i;
  }
}
