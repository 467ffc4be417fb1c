package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A membrane with an instantaneous calcium and a delayed potassium conductance.
 *
 * <p>Conductances and capacitance are those of one unit of area, times {@code area}. The defaults
 * are those of a square centimetre, so that a drive of 100 uA/cm^2 is a current of 100 uA.
 */
@Model(
    name = "mlecar",
    title = "Morris-Lecar neuron",
    source =
        "C. Morris and H. Lecar, Biophys. J. 35, 193 (1981), doi:10.1016/S0006-3495(81)84782-0;"
            + " default values: the Hopf set of J. Rinzel and B. Ermentrout, in Methods in Neuronal"
            + " Modeling, MIT Press, 1998, chapter 7 (recalled, not re-read)",
    equations = {
      "v = v(p,n)",
      "i = area (gl (v - el) + gca m (v - eca) + gk w (v - ek) + cm dv/dt)",
      "m = (1 + tanh((v - v1) / v2)) / 2",
      "dw/dt = (phi / ts) cosh((v - v3) / (2 v4)) (w_eq - w)",
      "w_eq = (1 + tanh((v - v3) / v4)) / 2"
    },
    limits = {
      "The calcium conductance follows the voltage at once.",
      "Between the fold and the Hopf point rest and firing coexist: the start decides.",
      "The membrane capacitance is inside; cm=0 leaves it to a capacitor outside."
    })
public record MorrisLecar(
    @Param(
            unit = "F",
            def = "20e-6",
            min = 0,
            alias = "c",
            doc = "membrane capacitance of a unit of area")
        double cm,
    @Param(unit = "S", def = "2e-3", min = 0, doc = "leak conductance of a unit of area") double gl,
    @Param(unit = "S", def = "4.4e-3", min = 0, doc = "calcium conductance of a unit of area")
        double gca,
    @Param(unit = "S", def = "8e-3", min = 0, doc = "potassium conductance of a unit of area")
        double gk,
    @Param(unit = "V", def = "-60e-3", doc = "leak reversal potential") double el,
    @Param(unit = "V", def = "120e-3", doc = "calcium reversal potential") double eca,
    @Param(unit = "V", def = "-84e-3", doc = "potassium reversal potential") double ek,
    @Param(unit = "V", def = "-1.2e-3", doc = "voltage at which m is one half") double v1,
    @Param(unit = "V", def = "18e-3", above = 0, doc = "voltage width of m") double v2,
    @Param(unit = "V", def = "2e-3", doc = "voltage at which w_eq is one half") double v3,
    @Param(unit = "V", def = "30e-3", above = 0, doc = "voltage width of w_eq") double v4,
    @Param(unit = "1", def = "0.04", above = 0, doc = "rate of w at v3, in units of 1/ts")
        double phi,
    @Param(unit = "s", def = "1e-3", above = 0, doc = "unit of time of phi") double ts,
    @Param(unit = "1", def = "1", above = 0, doc = "area of the membrane, in units of area")
        double area,
    @Param(unit = "V", def = "none", doc = "voltage at t = 0 under uic; el when not given")
        double v0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "w at t = 0 under uic; w_eq of v0")
        double w0)
    implements DeviceModel {

  /** Returns the open share of the calcium conductance at v, V. */
  double calcium(double v) {
    return Smooth.sigmoid(2 * (v - v1) / v2);
  }

  private double calciumSlope(double v) {
    return Smooth.sigmoidSlope(2 * (v - v1) / v2) * 2 / v2;
  }

  /** Returns the equilibrium of w at v, V. */
  double equilibrium(double v) {
    return Smooth.sigmoid(2 * (v - v3) / v4);
  }

  private double equilibriumSlope(double v) {
    return Smooth.sigmoidSlope(2 * (v - v3) / v4) * 2 / v4;
  }

  /** Returns how fast w relaxes at v, V, in 1/s. */
  double rate(double v) {
    double z = (v - v3) / (2 * v4);
    return phi / ts * (Smooth.exp(z) + Smooth.exp(-z)) / 2;
  }

  private double rateSlope(double v) {
    double z = (v - v3) / (2 * v4);
    return phi / ts * (Smooth.expSlope(z) - Smooth.expSlope(-z)) / (4 * v4);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Limited limited = self.limited(v, Limiter.atMost(4 * Math.min(v2, v4)));
    double start = Double.isNaN(v0) ? el : v0;
    self.initialVoltage(v, start);
    Unknown w =
        self.unknown(
            Quantity.of("w", "1")
                .initially(Double.isNaN(w0) ? equilibrium(start) : w0)
                .atMostPerIteration(0.2));
    self.output("meq", "1", at -> calcium(at.of(v)));
    self.output("weq", "1", at -> equilibrium(at.of(v)));
    self.output("tau", "s", at -> 1 / rate(at.of(v)));
    self.output("il", "A", at -> area * gl * (at.of(v) - el));
    self.output("ica", "A", at -> area * gca * calcium(at.of(v)) * (at.of(v) - eca));
    self.output("ik", "A", at -> area * gk * at.of(w) * (at.of(v) - ek));

    return (at, f, q) -> {
      double u = at.of(limited);
      double open = at.of(w);
      double m = calcium(u);
      double i = gl * (u - el) + gca * m * (u - eca) + gk * open * (u - ek);
      double slope = gl + gca * (m + calciumSlope(u) * (u - eca)) + gk * open;
      f.add(branch, area * i).d(limited, area * slope).d(w, area * gk * (u - ek));
      q.add(branch, area * cm * at.of(v)).d(v, area * cm);

      double gap = equilibrium(u) - open;
      double rate = rate(u);
      f.add(w, -gap * rate)
          .d(w, rate)
          .d(limited, -equilibriumSlope(u) * rate - gap * rateSlope(u));
      q.add(w, open).d(w, 1);
    };
  }
}
