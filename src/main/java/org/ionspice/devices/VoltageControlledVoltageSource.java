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

/** A voltage that is a multiple of another voltage. */
@Model(
    name = "e",
    letter = "E",
    title = "Voltage-controlled voltage source",
    terminals = {"p", "n", "cp", "cn"},
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"v(p,n) = gain v(cp,cn)"})
public record VoltageControlledVoltageSource(
    @Param(unit = "1", principal = true, doc = "voltage gain") double gain)
    implements DeviceModel {

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown i = self.unknown(Quantity.branchCurrent());

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v) - gain * at.of(control)).d(v, 1).d(control, -gain);
    };
  }
}
