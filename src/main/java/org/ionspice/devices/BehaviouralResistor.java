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

/** A resistor whose resistance is a formula; its current is an unknown, so zero is allowed. */
@Model(
    name = "rb",
    letter = "R",
    title = "Resistor given by a formula",
    terminals = {},
    source = "IonSpice; as the B source of SPICE3, T. L. Quarles, Memorandum ERL-M89/46, 1989",
    equations = {"v(p,n) = value(v, i, @, time) i"})
public record BehaviouralResistor(
    @Param(unit = "ohm", principal = true, doc = "formula of the resistance") Behaviour value)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal(0);
    Terminal n = self.terminal(1);
    BehaviourInputs inputs = new BehaviourInputs(self, value, 2);
    Voltage v = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent());
    self.output("r", "ohm", inputs::value);

    return (at, f, q) -> {
      double current = at.of(i);
      f.add(branch, current).d(i, 1);
      double r = inputs.evaluate(at, f, q);
      inputs.partials(f.add(i, at.of(v) - r * current).d(v, 1).d(i, -r), -current);
    };
  }
}
