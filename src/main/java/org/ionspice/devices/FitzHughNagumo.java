package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * An excitable membrane with a cubic current and one slow recovery variable.
 *
 * <p>With y = v / vs, t in units of ts and an injected current in units of is, this is the
 * dimensionless pair y' = y - y^3/3 - w + I, w' = eps (y + a - b w).
 */
@Model(
    name = "fhn",
    title = "FitzHugh-Nagumo neuron",
    source =
        "R. FitzHugh, Biophys. J. 1, 445 (1961), doi:10.1016/S0006-3495(61)86902-6; J. Nagumo, S."
            + " Arimoto, S. Yoshizawa, Proc. IRE 50, 2061 (1962), doi:10.1109/JRPROC.1962.288235"
            + " (a, b, eps as there; the scales vs, is, ts are ours)",
    equations = {
      "y = v(p,n) / vs",
      "i = is (y^3/3 - y + w) + cm dv/dt,  cm = is ts / vs when not given",
      "dw/dt = eps (y + a - b w) / ts"
    },
    limits = {
      "The membrane capacitance is inside; cm=0 leaves it to a capacitor outside.",
      "With b > 1 or other a there may be several operating points; .op finds one of them.",
      "Close to the onset of firing (a canard) spike counts depend on the tolerances."
    })
public record FitzHughNagumo(
    @Param(unit = "1", def = "0.7", doc = "offset of the recovery") double a,
    @Param(unit = "1", def = "0.8", doc = "leak of the recovery") double b,
    @Param(unit = "1", def = "0.08", above = 0, doc = "speed of the recovery") double eps,
    @Param(unit = "V", def = "1", above = 0, doc = "scale of the voltage") double vs,
    @Param(unit = "A", def = "1", above = 0, doc = "scale of the current") double is,
    @Param(unit = "s", def = "1", above = 0, doc = "scale of the time") double ts,
    @Param(unit = "F", def = "none", min = 0, doc = "membrane capacitance; is ts/vs when not given")
        double cm,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic; -1.2 vs when not given")
        double v0,
    @Param(unit = "1", def = "-0.62", doc = "w at t = 0 under uic") double w0)
    implements DeviceModel {

  /** Returns the membrane capacitance, F. */
  double capacitance() {
    return Double.isNaN(cm) ? is * ts / vs : cm;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown w = self.unknown(Quantity.of("w", "1").initially(w0).atMostPerIteration(1));
    self.initialVoltage(v, Double.isNaN(v0) ? -1.2 * vs : v0);
    self.output("y", "1", at -> at.of(v) / vs);
    self.output("i", "A", at -> ionic(at.of(v) / vs, at.of(w)));

    double capacitance = capacitance();
    return (at, f, q) -> {
      double y = at.of(v) / vs;
      f.add(branch, ionic(y, at.of(w))).d(v, is * (y * y - 1) / vs).d(w, is);
      q.add(branch, capacitance * at.of(v)).d(v, capacitance);

      f.add(w, -eps * (y + a - b * at.of(w)) / ts).d(v, -eps / (vs * ts)).d(w, eps * b / ts);
      q.add(w, at.of(w)).d(w, 1);
    };
  }

  /** Returns the current without that of the capacitance, A. */
  private double ionic(double y, double w) {
    return is * (y * y * y / 3 - y + w);
  }
}
