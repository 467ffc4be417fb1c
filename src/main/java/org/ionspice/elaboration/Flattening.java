package org.ionspice.elaboration;

import java.util.List;
import java.util.Map;
import org.ionspice.circuit.Circuit;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.netlist.Netlist;

/** One elaboration at work. Mutable. */
final class Flattening {
  private final Netlist netlist;

  Flattening(Netlist netlist, Overrides overrides, Diagnostics diagnostics) {
    this.netlist = netlist;
  }

  Design design() {
    Circuit circuit =
        new Circuit(
            netlist.title(), List.of(), List.of(), Map.of(), Map.of(), 300.15, 300.15, 1e-12);
    return new Design(circuit, List.of(), List.of(), Map.of(), Map.of(), Map.of());
  }
}
