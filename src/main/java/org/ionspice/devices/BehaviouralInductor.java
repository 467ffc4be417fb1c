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

/** An inductor whose flux, or whose inductance, is a formula; its current is an unknown. */
@Model(
    name = "lb",
    letter = "L",
    title = "Inductor given by a formula of flux or inductance",
    terminals = {},
    source = "IonSpice; as the B source of SPICE3, T. L. Quarles, Memorandum ERL-M89/46, 1989",
    equations = {"flux=1: v(p,n) = d value/dt",
      "flux=0: v(p,n) = value w,  w = di/dt"})
public record BehaviouralInductor(
    @Param(unit = "", principal = true, doc = "formula of the inductance, H, or of the flux, Wb")
        Behaviour value,
    @Param(unit = "1", def = "0", doc = "whether the formula is the flux") boolean flux,
    @Param(unit = "A", def = "none", doc = "current at t = 0 under uic") double ic)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal(0);
    Terminal n = self.terminal(1);
    BehaviourInputs inputs = new BehaviourInputs(self, value, 2);
    Voltage v = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent().initially(Double.isNaN(ic) ? 0 : ic));
    if (flux) {
      self.output("flux", "Wb", inputs::value);
      return (at, f, q) -> {
        f.add(branch, at.of(i)).d(i, 1);
        double linked = inputs.evaluate(at, f, q);
        f.add(i, at.of(v)).d(v, 1);
        inputs.partials(q.add(i, -linked), -1);
      };
    }
    self.output("l", "H", inputs::value);
    // The slope of the current is an unknown: L(x) di/dt is not the derivative of any flux when L
    // depends on more than i.
    Unknown slope = self.unknown(Quantity.of("didt", "A/s").nominal(1e3));
    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      double w = at.of(slope);
      double l = inputs.evaluate(at, f, q);
      inputs.partials(f.add(i, at.of(v) - l * w).d(v, 1).d(slope, -l), -w);
      f.add(slope, -w).d(slope, -1);
      q.add(slope, at.of(i)).d(i, 1);
    };
  }
}
