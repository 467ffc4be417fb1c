package org.ionspice.elaboration;

import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.netlist.Netlist;

/** Turns a syntax tree into a circuit and commands. */
public final class Elaborator {
  private Elaborator() {}

  /**
   * Elaborates a netlist; mistakes go to {@code diagnostics}, and the design is meaningful only when
   * there are no errors among them.
   */
  public static Design elaborate(Netlist netlist, Overrides overrides, Diagnostics diagnostics) {
    return new Flattening(netlist, overrides, DeviceCatalog.standard(), diagnostics).design();
  }
}
