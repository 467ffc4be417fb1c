package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Behaviour;
import org.ionspice.parameter.Param;

/** A capacitor whose charge, or whose capacitance, is a formula. */
@Model(
    name = "cb",
    letter = "C",
    title = "Capacitor given by a formula of charge or capacitance",
    terminals = {},
    source = "IonSpice; as the B source of SPICE3, T. L. Quarles, Memorandum ERL-M89/46, 1989",
    equations = {"charge=1: i = d value/dt",
      "charge=0: i = value w,  w = dv/dt"})
public record BehaviouralCapacitor(
    @Param(unit = "", principal = true, doc = "formula of the capacitance, F, or of the charge, C")
        Behaviour value,
    @Param(unit = "1", def = "0", doc = "whether the formula is the charge") boolean charge,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic") double ic)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal(0);
    Terminal n = self.terminal(1);
    BehaviourInputs inputs = new BehaviourInputs(self, value, 2);
    Voltage v = self.voltage(p, n);
    Current branch = self.current(p, n);
    if (!Double.isNaN(ic)) {
      self.initialVoltage(v, ic);
    }
    if (charge) {
      self.output("q", "C", inputs::value);
      return (at, f, q) -> {
        double stored = inputs.evaluate(at, f, q);
        inputs.partials(q.add(branch, stored), 1);
      };
    }
    self.output("c", "F", inputs::value);
    // The slope of the voltage is an unknown: C(x) dv/dt is not the derivative of any charge when C
    // depends on more than v.
    Unknown slope = self.unknown(Quantity.of("dvdt", "V/s").nominal(1e3));
    return (at, f, q) -> {
      double w = at.of(slope);
      double c = inputs.evaluate(at, f, q);
      inputs.partials(f.add(branch, c * w).d(slope, c), w);
      f.add(slope, -w).d(slope, -1);
      q.add(slope, at.of(v)).d(v, 1);
    };
  }
}
