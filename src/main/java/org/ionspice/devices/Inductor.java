package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A linear inductor, v = d(L i)/dt, with its current as an unknown. */
@Model(
    name = "l",
    letter = "L",
    title = "Inductor",
    source = "M. Faraday, Phil. Trans. R. Soc. 122 (1832) 125, doi:10.1098/rstl.1832.0006",
    equations = {"v - d(L i)/dt = 0", "L = scale l (1 + tc1 dT + tc2 dT^2),  dT = T - tnom"})
public record Inductor(
    @Param(unit = "H", principal = true, alias = {"ind", "inductance"},
            doc = "inductance at the nominal temperature")
        double l,
    @Param(unit = "A", def = "none", doc = "current at t = 0 under uic") double ic,
    @Param(unit = "1/K", def = "0", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient") double tc2,
    @Param(unit = "1", def = "1", doc = "factor on the inductance") double scale,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {

  /** Returns the inductance, H, at a temperature, K; {@code nominal} unless tnom is given. */
  private double at(double kelvin, double nominal) {
    double dt = kelvin - (Double.isNaN(tnom) ? nominal : tnom + 273.15);
    return scale * l * (1 + dt * (tc1 + dt * tc2));
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
    Current branch = self.current(p, n);
    Unknown i = self.unknown(Quantity.branchCurrent().initially(Double.isNaN(ic) ? 0 : ic));
    double henry = at(self.temperature(), self.nominalTemperature());
    self.output("flux", "Wb", at -> henry * at.of(i));

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v)).d(v, 1);
      q.add(i, -henry * at.of(i)).d(i, -henry);
    };
  }
}
