package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A resistor that a voltage moves between two values, smoothly: PSpice's switch. */
@Model(
    name = "vswitch",
    letter = "S",
    title = "Voltage-controlled switch of PSpice (VSWITCH)",
    terminals = {"p", "n", "cp", "cn"},
    source = "PSpice reference guide, Voltage-controlled switch",
    equations = {
      "i = v(p,n) / R,  ln R = (ln ron + ln roff) / 2 + (ln ron - ln roff) (3/2 y - 2 y^3)",
      "y = (c - (von + voff) / 2) / (von - voff), at least -1/2 and at most 1/2;  c = v(cp,cn)"
    },
    limits = {"No hysteresis; the types sw and csw have it."})
public record SmoothVoltageSwitch(
    @Param(unit = "ohm", def = "1", above = 0, doc = "resistance when on") double ron,
    @Param(unit = "ohm", def = "1e6", above = 0, doc = "resistance when off") double roff,
    @Param(unit = "V", def = "1", doc = "control from which on it is on") double von,
    @Param(unit = "V", def = "0", doc = "control from which on it is off, to the other side") double voff)
    implements DeviceModel {
  public SmoothVoltageSwitch {
    if (von == voff) {
      throw new IllegalArgumentException("von and voff are equal");
    }
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Limited limited =
        self.limited(control, SmoothSwitchLaw.limiter(Math.min(von, voff), Math.max(von, voff)));
    SmoothSwitchLaw law = new SmoothSwitchLaw(ron, roff, von, voff);
    self.output("g", "S", at -> law.conductance(at.of(control)));
    self.output("i", "A", at -> at.of(v) * law.conductance(at.of(control)));

    return (at, f, q) -> {
      double c = at.of(limited);
      double g = law.conductance(c);
      f.add(i, g * at.of(v)).d(v, g).d(limited, at.of(v) * law.slope(c));
    };
  }
}
