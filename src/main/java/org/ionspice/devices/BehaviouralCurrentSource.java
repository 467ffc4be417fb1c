package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Terminal;
import org.ionspice.expression.Behaviour;
import org.ionspice.parameter.Param;

/** A current source whose value is a formula of voltages, currents, states and time. */
@Model(
    name = "bi",
    letter = "B",
    title = "Current source given by a formula",
    terminals = {},
    source = "IonSpice; as the B source of SPICE3, T. L. Quarles, Memorandum ERL-M89/46, 1989",
    equations = {"i(p to n) = value(v, i, @, time)"})
public record BehaviouralCurrentSource(
    @Param(unit = "A", principal = true, doc = "formula of the current") Behaviour value)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal(0);
    Terminal n = self.terminal(1);
    BehaviourInputs inputs = new BehaviourInputs(self, value, 2);
    Current branch = self.current(p, n);
    self.output("i", "A", inputs::value);

    return (at, f, q) -> {
      double scale = at.sourceScale();
      double target = inputs.evaluate(at, f, q);
      inputs.partials(f.add(branch, scale * target), scale);
    };
  }
}
