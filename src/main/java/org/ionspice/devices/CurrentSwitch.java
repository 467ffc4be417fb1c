package org.ionspice.devices;

import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A resistor that another branch's current switches between two values. */
@Model(
    name = "csw",
    letter = "W",
    title = "Current-controlled switch",
    source =
        "IonSpice; parameters as in SPICE3, T. L. Quarles, Memorandum ERL-M89/46, University of"
            + " California, Berkeley, 1989",
    equations = {
      "i = g v(p,n),  ln g = -ln roff + (ln roff - ln ron) / (1 + exp(-(c - t) / width))",
      "c = i(control);  t = it - ih after c has passed it + ih, it + ih after it has passed it - ih",
      "width: is, but at most ih / 40 with hysteresis, and then the curve is 20 widths behind t",
      "a rest, and each point of .dc, takes the side of its control; between the thresholds the one"
          + " before it, which is the declared one at first"
    },
    limits = {
      "With hysteresis an operating point that neither side allows, as in a relaxation oscillator, is"
          + " on the curve between them; a transient leaves it at once."
    })
public record CurrentSwitch(
    @Param(unit = "A", def = "0", doc = "threshold") double it,
    @Param(unit = "A", def = "0", min = 0, doc = "hysteresis: on at it + ih, off at it - ih")
        double ih,
    @Param(unit = "ohm", def = "1", above = 0, doc = "resistance when on") double ron,
    @Param(unit = "ohm", def = "1e12", above = 0, doc = "resistance when off") double roff,
    @Param(unit = "A", def = "1e-6", above = 0, doc = "control width of the transition") double is,
    @Param(unit = "1", def = "false", doc = "side at the start and in DC, for the hysteresis")
        boolean on)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Unknown control = self.linked(0);
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    SwitchLaw law = SwitchLaw.of(ron, roff, it, ih, is);
    Cell side = SwitchLaw.side(self, law, at -> at.of(control), on);
    self.output("g", "S", at -> law.conductance(at.of(control), at.of(side)));
    self.output("i", "A", at -> at.of(v) * law.conductance(at.of(control), at.of(side)));

    return (at, f, q) -> {
      double c = at.of(control);
      double g = law.conductance(c, at.of(side));
      f.add(i, g * at.of(v)).d(v, g).d(control, at.of(v) * law.slope(c, at.of(side)));
    };
  }
}
