package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A resistor that a current moves between two values, smoothly: PSpice's switch. */
@Model(
    name = "iswitch",
    letter = "W",
    title = "Current-controlled switch of PSpice (ISWITCH)",
    source = "PSpice reference guide, Current-controlled switch",
    equations = {
      "i = v(p,n) / R,  ln R = (ln ron + ln roff) / 2 + (ln ron - ln roff) (3/2 y - 2 y^3)",
      "y = (c - (ion + ioff) / 2) / (ion - ioff), at least -1/2 and at most 1/2;  c = i(control)"
    },
    limits = {"No hysteresis; the types sw and csw have it."})
public record SmoothCurrentSwitch(
    @Param(unit = "ohm", def = "1", above = 0, doc = "resistance when on") double ron,
    @Param(unit = "ohm", def = "1e6", above = 0, doc = "resistance when off") double roff,
    @Param(unit = "A", def = "1e-3", doc = "control from which on it is on") double ion,
    @Param(unit = "A", def = "0", doc = "control from which on it is off, to the other side") double ioff)
    implements DeviceModel {
  public SmoothCurrentSwitch {
    if (ion == ioff) {
      throw new IllegalArgumentException("ion and ioff are equal");
    }
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    Unknown control = self.linked(0);
    SmoothSwitchLaw law = new SmoothSwitchLaw(ron, roff, ion, ioff);
    self.output("g", "S", at -> law.conductance(at.of(control)));
    self.output("i", "A", at -> at.of(v) * law.conductance(at.of(control)));

    return (at, f, q) -> {
      double c = at.of(control);
      double g = law.conductance(c);
      f.add(i, g * at.of(v)).d(v, g).d(control, at.of(v) * law.slope(c));
    };
  }
}
