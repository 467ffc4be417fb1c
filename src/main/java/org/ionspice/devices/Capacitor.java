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
    equations = {"q = C v,  i = dq/dt", "C = c (1 + tc1 dT + tc2 dT^2),  dT = T - tnom"})
public record Capacitor(
    @Param(unit = "F", principal = true, doc = "capacitance at the nominal temperature") double c,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic") double ic,
    @Param(unit = "1/K", def = "0", doc = "first temperature coefficient") double tc1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient") double tc2)
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
    Current i = self.current(p, n);
    double dt = self.temperature() - self.nominalTemperature();
    double capacitance = c * (1 + dt * (tc1 + dt * tc2));
    if (!Double.isNaN(ic)) {
      self.initialVoltage(v, ic);
    }
    self.output("q", "C", at -> capacitance * at.of(v));

    return (at, f, q) -> q.add(i, capacitance * at.of(v)).d(v, capacitance);
  }
}
