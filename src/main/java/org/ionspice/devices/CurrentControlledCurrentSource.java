package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Unknown;
import org.ionspice.parameter.Param;

/** A current that is a multiple of another branch's current. */
@Model(
    name = "f",
    letter = "F",
    title = "Current-controlled current source",
    source = "L. W. Nagel, SPICE2, Memorandum ERL-M520, University of California, Berkeley, 1975",
    equations = {"i(p to n) = gain i(control)"})
public record CurrentControlledCurrentSource(
    @Param(unit = "1", principal = true, doc = "current gain") double gain)
    implements DeviceModel {

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Unknown control = self.linked(0);
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    self.output("i", "A", at -> gain * at.of(control));

    return (at, f, q) -> f.add(i, gain * at.of(control)).d(control, gain);
  }
}
