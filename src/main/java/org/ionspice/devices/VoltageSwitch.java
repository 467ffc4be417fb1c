package org.ionspice.devices;

import org.ionspice.device.Cell;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A resistor that a voltage switches between two values. */
@Model(
    name = "sw",
    letter = "S",
    title = "Voltage-controlled switch",
    terminals = {"p", "n", "cp", "cn"},
    source =
        "IonSpice; parameters as in SPICE3, T. L. Quarles, Memorandum ERL-M89/46, University of"
            + " California, Berkeley, 1989",
    equations = {
      "i = g v(p,n),  ln g = -ln roff + (ln roff - ln ron) / (1 + exp(-(c - t) / width))",
      "c = v(cp,cn);  t = vt - vh after c has passed vt + vh, vt + vh after it has passed vt - vh",
      "width: vs, but at most vh / 40 with hysteresis, and then the curve is 20 widths behind t",
      "a rest, and each point of .dc, takes the side of its control; between the thresholds the one"
          + " before it, which is the declared one at first"
    },
    limits = {
      "With hysteresis an operating point that neither side allows, as in a relaxation oscillator, is"
          + " on the curve between them; a transient leaves it at once."
    })
public record VoltageSwitch(
    @Param(unit = "V", def = "0", doc = "threshold") double vt,
    @Param(unit = "V", def = "0", min = 0, doc = "hysteresis: on at vt + vh, off at vt - vh")
        double vh,
    @Param(unit = "ohm", def = "1", above = 0, doc = "resistance when on") double ron,
    @Param(unit = "ohm", def = "1e12", above = 0, doc = "resistance when off") double roff,
    @Param(unit = "V", def = "1e-3", above = 0, doc = "control width of the transition") double vs,
    @Param(unit = "1", def = "false", doc = "side at the start and in DC, for the hysteresis")
        boolean on)
    implements DeviceModel {
  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Voltage control = self.voltage(self.terminal("cp"), self.terminal("cn"));
    Current i = self.current(self.terminal("p"), self.terminal("n"));
    SwitchLaw law = SwitchLaw.of(ron, roff, vt, vh, vs);
    Cell side = SwitchLaw.side(self, law, at -> at.of(control), on);
    Limited limited = self.limited(control, law.limiter());
    self.output("g", "S", at -> law.conductance(at.of(control), at.of(side)));
    self.output("i", "A", at -> at.of(v) * law.conductance(at.of(control), at.of(side)));

    return (at, f, q) -> {
      double c = at.of(limited);
      double g = law.conductance(c, at.of(side));
      f.add(i, g * at.of(v)).d(v, g).d(limited, at.of(v) * law.slope(c, at.of(side)));
    };
  }
}
