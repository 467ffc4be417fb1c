package org.ionspice.devices;

import java.util.function.ToDoubleFunction;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A junction diode: SPICE's level 1, with breakdown, charge storage and series resistance. */
@Model(
    name = "d",
    letter = "D",
    title = "Junction diode, level 1",
    source =
        "G. Massobrio and P. Antognetti, Semiconductor Device Modeling with SPICE, 2nd ed.,"
            + " McGraw-Hill 1993, chapter 1",
    equations = {
      "i = is (exp(u / (n Vt)) - 1) - ibv exp(-(u + bv) / (n Vt)) + gmin u,  u = v(inner,n)",
      "q = tt is (exp(u / (n Vt)) - 1) + integral of cj,  cj = cjo / (1 - u/vj)^m",
      "above fc vj: cj = cjo (1 - fc (1 + m) + m u/vj) / (1 - fc)^(1 + m)",
      "is, vj, cjo follow temperature by eg and xti;  v(p,inner) = rs i",
      "noise currents, A^2/Hz: rs 4 k T / rs, id 2 q |i|, 1overf kf |i|^af / f"
    },
    limits = {"No high injection, no recombination current, no sidewall."})
public record Diode(
    @Param(unit = "A", def = "1e-14", above = 0, doc = "saturation current") double is,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient") double n,
    @Param(unit = "ohm", def = "0", min = 0, doc = "series resistance") double rs,
    @Param(unit = "F", def = "0", min = 0, alias = "cj0", doc = "junction capacitance at zero bias")
        double cjo,
    @Param(unit = "V", def = "1", above = 0, alias = "pb", doc = "junction potential") double vj,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, alias = "mj", doc = "grading coefficient")
        double m,
    @Param(unit = "s", def = "0", min = 0, doc = "transit time") double tt,
    @Param(unit = "V", def = "none", above = 0, doc = "breakdown voltage; none for no breakdown")
        double bv,
    @Param(unit = "A", def = "1e-3", above = 0, doc = "current at the breakdown voltage")
        double ibv,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of vj where cj goes straight")
        double fc,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the current") double af,
    @Param(unit = "eV", def = "1.11", above = 0, doc = "activation energy of is") double eg,
    @Param(unit = "1", def = "3", doc = "exponent of temperature in is") double xti,
    @Param(unit = "1", def = "1", above = 0, doc = "area: scales is, cjo, ibv and 1/rs")
        double area,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;
  private static final double ZERO_CELSIUS = 273.15;

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal outer = self.terminal("n");
    Terminal inner = rs > 0 ? self.internalNode("inner") : p;
    Voltage v = self.voltage(inner, outer);
    Voltage drop = self.voltage(p, inner);
    Current branch = self.current(inner, outer);
    Current series = self.current(p, inner);

    double kelvin = self.temperature();
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    double thermal = n * BOLTZMANN_OVER_CHARGE * kelvin;
    double ratio = kelvin / nominal;
    double saturation =
        area * is * Math.exp((ratio - 1) * eg / thermal + xti / n * Math.log(ratio));
    Depletion junction = Depletion.at(area * cjo, vj, m, fc, kelvin, nominal);
    double breakdown = Double.isNaN(bv) ? 0 : area * ibv;
    double bvOrZero = Double.isNaN(bv) ? 0 : bv;
    double gmin = self.gmin();
    double g = area / (rs > 0 ? rs : 1);
    PnLimiter limiter = new PnLimiter(thermal, saturation, bv);
    Limited limited = self.limited(v, limiter);
    ToDoubleFunction<Point> current =
        at ->
            saturation * (Smooth.exp(at.of(v) / thermal) - 1)
                - breakdown * Smooth.exp(-(at.of(v) + bvOrZero) / thermal)
                + gmin * at.of(v);
    self.output("u", "V", at -> at.of(v));
    self.output("i", "A", current);
    if (rs > 0) {
      self.noise("rs", series, NoiseDensity.thermal(kelvin, g));
    }
    self.noise("id", branch, NoiseDensity.shot(current));
    self.noise("1overf", branch, NoiseDensity.flicker(kf, af, current));

    return (at, f, q) -> {
      double u = at.of(limited);
      double forward = Smooth.exp(u / thermal);
      double injected = saturation * (forward - 1);
      double slope = saturation * Smooth.expSlope(u / thermal, forward) / thermal;
      double capacitance = junction.capacitance(u);
      q.add(branch, tt * injected + junction.charge(u, capacitance))
          .d(limited, tt * slope + capacitance);
      if (breakdown > 0) {
        double z = -(u + bvOrZero) / thermal;
        double reverse = Smooth.exp(z);
        injected -= breakdown * reverse;
        slope += breakdown * Smooth.expSlope(z, reverse) / thermal;
      }
      f.add(branch, injected + gmin * u).d(limited, slope + gmin);
      if (rs > 0) {
        f.add(series, g * at.of(drop)).d(drop, g);
      }
    };
  }
}
