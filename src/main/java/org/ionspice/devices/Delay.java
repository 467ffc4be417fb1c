package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Delayed;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** An ideal delay: the output voltage is a multiple of the input voltage some time ago. */
@Model(
    name = "delay",
    title = "Ideal voltage delay",
    terminals = {"inp", "inn", "outp", "outn"},
    source = "IonSpice; the shift theorem of the Laplace transform",
    equations = {"v(outp,outn)(t) = gain v(inp,inn)(t - td)"},
    limits = {"The input draws no current; the output has no resistance."})
public record Delay(
    @Param(unit = "s", above = 0, doc = "delay") double td,
    @Param(unit = "1", def = "1", doc = "voltage gain") double gain)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Voltage in = self.voltage(self.terminal("inp"), self.terminal("inn"));
    Voltage out = self.voltage(self.terminal("outp"), self.terminal("outn"));
    Current branch = self.current(self.terminal("outp"), self.terminal("outn"));
    Unknown i = self.unknown(Quantity.branchCurrent());
    Delayed past = self.delayed(in, td);

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(out) - gain * at.of(past)).d(out, 1).d(past, -gain);
    };
  }
}
