package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A linear resistor, i = v / R, whose resistance may depend on temperature. */
@Model(
    name = "r",
    letter = "R",
    title = "Resistor",
    source = "G. S. Ohm, Die galvanische Kette, mathematisch bearbeitet, 1827",
    equations = {"i = v / R", "R = r (1 + tc1 dT + tc2 dT^2),  dT = T - tnom",
      "noise currents, A^2/Hz: thermal 4 k T / R, 1overf kf |i|^af / f"
    },
    limits = {"The resistance may be negative but not zero: a short is a voltage source of 0 V."})
public record Resistor(
    @Param(unit = "ohm", principal = true, doc = "resistance at the nominal temperature") double r,
    @Param(unit = "1/K", def = "0", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient") double tc2,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the current") double af,
    @Param(unit = "1", def = "1", min = 0, max = 1, alias = "noise", doc = "0 turns the noise off")
        int noisy)
    implements DeviceModel {
  public Resistor {
    if (r == 0) {
      throw new IllegalArgumentException("r must not be zero; use a voltage source of 0 V");
    }
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage v = self.voltage(p, n);
    Current i = self.current(p, n);
    double dt = self.temperature() - self.nominalTemperature();
    double factor = 1 + dt * (tc1 + dt * tc2);
    if (factor == 0) {
      throw new IllegalArgumentException("tc1 and tc2 make the resistance zero");
    }
    double g = 1 / (r * factor);
    self.output("i", "A", at -> g * at.of(v));
    self.output("p", "W", at -> g * at.of(v) * at.of(v));
    if (noisy == 1) {
      self.noise("thermal", i, NoiseDensity.thermal(self.temperature(), g));
      self.noise("1overf", i, NoiseDensity.flicker(kf, af, at -> g * at.of(v)));
    }

    return (at, f, q) -> f.add(i, g * at.of(v)).d(v, g);
  }
}
