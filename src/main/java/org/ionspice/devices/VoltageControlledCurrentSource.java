package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A current that is proportional to a voltage elsewhere. */
@Model(
    name = "g",
    letter = "G",
    title = "Voltage-controlled current source",
    terminals = {"p", "n", "cp", "cn"},
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"i(p to n) = gain v(cp,cn)"})
public record VoltageControlledCurrentSource(
    @Param(unit = "S", principal = true, doc = "transconductance") double gain)
    implements DeviceModel {

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    self.output("i", "A", at -> gain * at.of(control));

    return (at, f, q) -> f.add(i, gain * at.of(control)).d(control, gain);
  }
}
