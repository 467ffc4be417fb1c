package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A voltage that is proportional to another branch's current. */
@Model(
    name = "h",
    letter = "H",
    title = "Current-controlled voltage source",
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"v(p,n) = gain i(control)"})
public record CurrentControlledVoltageSource(
    @Param(unit = "ohm", principal = true, doc = "transresistance") double gain)
    implements DeviceModel {

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Unknown control = self.linked(0);
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown i = self.unknown(Quantity.branchCurrent());

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v) - gain * at.of(control)).d(v, 1).d(control, -gain);
    };
  }
}
