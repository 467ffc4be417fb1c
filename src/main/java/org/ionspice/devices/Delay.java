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

/** A pure delay: an ideal voltage source that repeats its input some time later. */
@Model(
    name = "delay",
    title = "Pure delay of a voltage",
    terminals = {"inp", "inn", "outp", "outn"},
    source = "Elementary circuit theory; delay differential equations with one constant delay",
    equations = {
      "v(outp,outn)(t) = gain v(inp,inn)(t - td)",
      "i flows from outp through the device to outn; inp and inn carry no current",
      "DC: v(outp,outn) = gain v(inp,inn);  AC: gain exp(-j w td)"
    },
    limits = {
      "Before the start of a transient the input is taken to have been what it is at t = 0.",
      "A transient takes no step longer than td."
    })
public record Delay(
    @Param(unit = "s", above = 0, doc = "delay") double td,
    @Param(unit = "1", def = "1", doc = "output over delayed input") double gain)
    implements DeviceModel {
  public Delay {
    if (!Double.isFinite(td)) {
      throw new IllegalArgumentException("td must be finite");
    }
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage in = self.voltage(self.terminal("inp"), self.terminal("inn"));
    Voltage out = self.voltage(self.terminal("outp"), self.terminal("outn"));
    Current branch = self.current(self.terminal("outp"), self.terminal("outn"));
    Unknown i = self.unknown(Quantity.branchCurrent());
    Delayed earlier = self.delayed(in, td);

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(out) - gain * at.of(earlier)).d(out, 1).d(earlier, -gain);
    };
  }
}
