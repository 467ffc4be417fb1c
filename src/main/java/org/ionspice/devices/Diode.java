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
      "i = is (exp(u / (n Vt)) - 1) + gmin u,  u = v(inner,n)",
      "below -3 n Vt: i = -is (1 + (3 n Vt / (e u))^3) + gmin u",
      "below -ub, ub = bv - n Vt ln(ibv/is), also - ibv exp(-(u + bv) / (n Vt)) + is",
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

  /**
   * The current below -3 n Vt, as SPICE3 has it: the exponential goes on as a cube, whose slope fades
   * less fast and keeps Newton's matrix from becoming singular. Both meet with equal slopes. From the
   * voltage on at which breakdown carries the saturation current, it takes over.
   */
  private static final class Reverse {
    private final double saturation;
    private final double thermal;
    private final double breakdown;
    private final double bv;
    private final double knee;
    private final double atKnee;

    /**
     * @param breakdown A, at the voltage -{@code bv}; 0 for none
     */
    Reverse(double saturation, double thermal, double breakdown, double bv) {
      this.saturation = saturation;
      this.thermal = thermal;
      this.breakdown = breakdown;
      this.bv = bv;
      double carrying = bv - thermal * Math.log(breakdown / saturation);
      knee = breakdown > 0 ? -Math.max(3 * thermal, carrying) : Double.NEGATIVE_INFINITY;
      atKnee = breakdown > 0 ? breakdown * Smooth.exp(-(knee + bv) / thermal) : 0;
    }

    boolean covers(double u) {
      return u < -3 * thermal;
    }

    private double fading(double u) {
      double ratio = 3 * thermal / (Math.E * u);
      return saturation * ratio * ratio * ratio;
    }

    double current(double u) {
      double i = -saturation - fading(u);
      return u < knee ? i + atKnee - breakdown * Smooth.exp(-(u + bv) / thermal) : i;
    }

    double slope(double u) {
      double g = 3 * fading(u) / u;
      double z = -(u + bv) / thermal;
      return u < knee ? g + breakdown * Smooth.expSlope(z, Smooth.exp(z)) / thermal : g;
    }
  }

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
    Reverse reverse =
        new Reverse(saturation, thermal, Double.isNaN(bv) ? 0 : area * ibv, Double.isNaN(bv) ? 0 : bv);
    double gmin = self.gmin();
    double g = area / (rs > 0 ? rs : 1);
    PnLimiter limiter = new PnLimiter(thermal, saturation, bv).conducting();
    Limited limited = self.limited(v, limiter);
    ToDoubleFunction<Point> current =
        at -> {
          double u = at.of(v);
          double i =
              reverse.covers(u) ? reverse.current(u) : saturation * (Smooth.exp(u / thermal) - 1);
          return i + gmin * u;
        };
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
      if (reverse.covers(u)) {
        injected = reverse.current(u);
        slope = reverse.slope(u);
      }
      f.add(branch, injected + gmin * u).d(limited, slope + gmin);
      if (rs > 0) {
        f.add(series, g * at.of(drop)).d(drop, g);
      }
    };
  }
}
