package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A linear capacitor, i = d(C v)/dt. */
@Model(
    name = "c",
    letter = "C",
    title = "Capacitor",
    source = "M. Faraday, Phil. Trans. R. Soc. 128 (1838) 1, doi:10.1098/rstl.1838.0002",
    equations = {"q = C v,  i = dq/dt", "C = scale c (1 + tc1 dT + tc2 dT^2),  dT = T - tnom",
      "without c, of two plates: c = cj L W + 2 cjsw (L + W),  L = l - short, W = w - narrow,  cj = e0 di / thick when not given"
    })
public record Capacitor(
    @Param(unit = "F", def = "none", alias = {"cap", "capacitance"}, principal = true,
            doc = "capacitance at the nominal temperature; from cj when left out")
        double c,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic") double ic,
    @Param(unit = "1/K", def = "0", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient") double tc2,
    @Param(unit = "F/m^2", def = "none", min = 0, alias = "cox",
            doc = "capacitance of plates, per area; else from di and thick")
        double cj,
    @Param(unit = "1", def = "3.9", above = 0, doc = "relative permittivity between the plates")
        double di,
    @Param(unit = "m", def = "none", above = 0, doc = "distance of the plates") double thick,
    @Param(unit = "F/m", def = "0", min = 0, alias = "capsw",
            doc = "capacitance of plates, per length of edge")
        double cjsw,
    @Param(unit = "m", def = "none", above = 0, doc = "length of plates; defl when left out") double l,
    @Param(unit = "m", def = "none", above = 0, doc = "length of plates that do not give theirs")
        double defl,
    @Param(unit = "m", def = "none", above = 0, doc = "width of plates; defw when left out")
        double w,
    @Param(unit = "m", def = "10u", above = 0, doc = "width of plates that do not give theirs")
        double defw,
    @Param(unit = "m", def = "0", doc = "what etching takes from the width") double narrow,
    @Param(unit = "m", def = "0", alias = "short", doc = "what etching takes from the length")
        double shortened,
    @Param(unit = "1", def = "1", doc = "factor on the capacitance") double scale,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  /** The permittivity of the vacuum, F/m. */
  private static final double VACUUM = 8.8541878128e-12;

  public Capacitor {
    if (Double.isNaN(cj) && thick > 0) {
      cj = VACUUM * di / thick;
    }
    if (Double.isNaN(l)) {
      l = defl;
    }
    if (Double.isNaN(c) && (Double.isNaN(cj) || Double.isNaN(l))) {
      throw new IllegalArgumentException("c is missing, and cj and l for that of plates");
    }
    if (Double.isNaN(c) && !(l - shortened > 0 && (Double.isNaN(w) ? defw : w) - narrow > 0)) {
      throw new IllegalArgumentException("narrow and short leave nothing of the plates");
    }
  }

  private double capacitance() {
    if (!Double.isNaN(c)) {
      return c;
    }
    double length = l - shortened;
    double width = (Double.isNaN(w) ? defw : w) - narrow;
    return cj * length * width + 2 * cjsw * (length + width);
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
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + 273.15;
    double dt = self.temperature() - nominal;
    double capacitance = scale * capacitance() * (1 + dt * (tc1 + dt * tc2));
    if (!Double.isNaN(ic)) {
      self.initialVoltage(v, ic);
    }
    self.output("q", "C", at -> capacitance * at.of(v));

    return (at, f, q) -> q.add(i, capacitance * at.of(v)).d(v, capacitance);
  }
}
