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

/** A voltage source whose value is a formula of voltages, currents, states and time. */
@Model(
    name = "bv",
    letter = "B",
    title = "Voltage source given by a formula",
    terminals = {},
    source = "IonSpice; as the B source of SPICE3, T. L. Quarles, Memorandum ERL-M89/46, 1989",
    equations = {"v(p,n) = value(v, i, @, time)"})
public record BehaviouralVoltageSource(
    @Param(unit = "V", principal = true, doc = "formula of the voltage") Behaviour value)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal(0);
    Terminal n = self.terminal(1);
    BehaviourInputs inputs = new BehaviourInputs(self, value, 2);
    Voltage v = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent());

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      double scale = at.sourceScale();
      double target = inputs.evaluate(at, f, q);
      inputs.partials(f.add(i, at.of(v) - scale * target).d(v, 1), -scale);
    };
  }
}
