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
    equations = {"v - d(L i)/dt = 0"})
public record Inductor(
    @Param(unit = "H", principal = true, doc = "inductance") double l,
    @Param(unit = "A", def = "none", doc = "current at t = 0 under uic") double ic)
    implements DeviceModel {

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
    self.output("flux", "Wb", at -> l * at.of(i));

    return (at, f, q) -> {
      f.add(branch, at.of(i)).d(i, 1);
      f.add(i, at.of(v)).d(v, 1);
      q.add(i, -l * at.of(i)).d(i, -l);
    };
  }
}
