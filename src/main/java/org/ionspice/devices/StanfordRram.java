package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A metal-oxide cell whose filament leaves a tunnelling gap, which shrinks and grows by thermally
 * activated hopping in the field, heated by its own current.
 */
@Model(
    name = "stanford",
    title = "Metal-oxide memory cell with a tunnelling gap (Stanford-PKU RRAM model)",
    source =
        "X. Guan, S. Yu, H.-S. P. Wong, IEEE Electron Device Lett. 33, 1405 (2012),"
            + " doi:10.1109/LED.2012.2210856; Z. Jiang et al., SISPAD 2014, 41,"
            + " doi:10.1109/SISPAD.2014.6931558, with the defaults of the authors' Verilog-A of"
            + " version 1; the two activation energies and the thermal capacitance are theirs, the"
            + " walls at the ends of the gap and the limits of the temperature are additions",
    equations = {
      "i = i0 exp(-gap/g0) sinh(v/v0),  gap = gmin + (gmax - gmin) x",
      "dgap/dt = vel0 (exp(-ear/kT - u) wup - exp(-eag/kT + u) wdown)",
      "u = gamma a0 v / (l kT),  kT in volts",
      "gamma = gamma0 - beta (gap/g1)^3, kept above 0 by a softplus of width 0.05",
      "wdown = 1 - exp(-x/dw), wup = 1 - exp(-(1 - x)/dw); x/dw and (1 - x)/dw beyond the ends",
      "cth dT/dt = v i - cth (T - t0)/tauth,  T = t0 (1 + rise)",
      "in exp and kT, T stays within 50 K and tmax (softplus of width 2.5 K)"
    },
    limits = {
      "The gap has no equilibrium that matters at rest: in DC it is held at x0; the temperature is"
          + " solved.",
      "The random variation of the gap in the published code is left out.",
      "Above tmax the kinetics no longer speed up with temperature.",
      "With eag different from ear the gap drifts at zero bias, by parts in 1e12 a second at 298 K"
          + " with the defaults."
    })
public record StanfordRram(
    @Param(unit = "m", def = "5e-9", above = 0, doc = "thickness of the oxide") double l,
    @Param(unit = "m", def = "0.1e-9", min = 0, doc = "smallest gap") double gmin,
    @Param(unit = "m", def = "1.7e-9", above = 0, doc = "largest gap") double gmax,
    @Param(unit = "m", def = "0.25e-9", above = 0, doc = "distance of a hop") double a0,
    @Param(unit = "eV", def = "1.501", above = 0, doc = "barrier for a vacancy to be made")
        double eag,
    @Param(unit = "eV", def = "1.5", above = 0, doc = "barrier for a vacancy to be filled")
        double ear,
    @Param(unit = "A", def = "61.4e-6", above = 0, doc = "scale of the current") double i0,
    @Param(unit = "m", def = "0.27505e-9", above = 0, doc = "gap over which i falls by e")
        double g0,
    @Param(unit = "V", def = "0.43", above = 0, doc = "voltage scale of the current") double v0,
    @Param(unit = "m/s", def = "150", min = 0, doc = "velocity scale of the gap") double vel0,
    @Param(unit = "1", def = "16.5", above = 0, doc = "enhancement of the field, no gap")
        double gamma0,
    @Param(unit = "1", def = "1.25", min = 0, doc = "loss of enhancement at gap = g1") double beta,
    @Param(unit = "m", def = "1e-9", above = 0, doc = "gap to which beta refers") double g1,
    @Param(unit = "K", def = "298", above = 50, doc = "temperature of the surroundings") double t0,
    @Param(unit = "J/K", def = "3.1825e-16", above = 0, doc = "heat capacity") double cth,
    @Param(unit = "s", def = "0.23e-9", above = 0, alias = "tau_th", doc = "thermal time constant")
        double tauth,
    @Param(unit = "K", def = "2000", above = 50, doc = "above it the kinetics speed up no more")
        double tmax,
    @Param(unit = "1", def = "1", min = 0, max = 1, doc = "x at t = 0 and in DC; 1 is gmax")
        double x0,
    @Param(unit = "1", def = "0.01", above = 0, max = 0.1, doc = "width of the walls in x")
        double dw)
    implements DeviceModel {
  /** k/q, V/K. */
  private static final double BOLTZMANN_VOLTS = 1.380649e-23 / 1.602176634e-19;

  private static final double SOFT_GAMMA = 0.05;

  public StanfordRram {
    if (gmin >= gmax) {
      throw new IllegalArgumentException("gmin must be below gmax");
    }
    if (tmax <= t0) {
      throw new IllegalArgumentException("tmax must be above t0");
    }
  }

  private double gap(double x) {
    return gmin + (gmax - gmin) * x;
  }

  /** Returns the current, A, at v volts and the state x. */
  double current(double v, double x) {
    return i0 * Smooth.exp(-gap(x) / g0) * Hyperbolic.sinh(v / v0);
  }

  private Within range() {
    return new Within(50, tmax, 2.5);
  }

  private double temperature(double rise) {
    return t0 * (1 + rise);
  }

  /** Returns what the softplus of the enhancement takes, in its widths. */
  private double enhancementArgument(double x) {
    double ratio = gap(x) / g1;
    return (gamma0 - beta * (ratio * ratio * ratio)) / SOFT_GAMMA;
  }

  /** Returns how fast the gap grows, m/s, at v volts, the state x and the temperature T, K. */
  double velocity(double v, double x, double kelvin) {
    double kt = BOLTZMANN_VOLTS * kelvin;
    double enhancement = SOFT_GAMMA * Smooth.softplus(enhancementArgument(x), 1);
    double u = enhancement * a0 * v / (l * kt);
    return vel0
        * (Smooth.exp(-ear / kt - u) * Wall.share(1 - x, dw, Wall.decay(1 - x, dw))
            - Smooth.exp(-eag / kt + u) * Wall.share(x, dw, Wall.decay(x, dw)));
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage voltage = self.voltage(p, n);
    Current branch = self.current(p, n);
    Limited limited = self.limited(voltage, new Doubling(4 * v0));
    // Long before it runs away the gap creeps: the small size keeps the creep accurate.
    Unknown state =
        self.unknown(
            Quantity.of("x", "1")
                .nominal(0.01)
                .initially(x0)
                .heldInDc(true)
                .atMostPerIteration(0.2));
    Unknown rise = self.unknown(Quantity.of("rise", "1"));
    Within range = range();

    self.output("i", "A", at -> current(at.of(voltage), at.of(state)));
    self.output("g", "S", at -> chord(at, voltage, state));
    self.output("gap", "m", at -> gap(at.of(state)));
    self.output("t", "K", at -> temperature(at.of(rise)));
    self.output(
        "velocity",
        "m/s",
        at ->
            velocity(
                at.of(voltage), at.of(state), range.of(temperature(at.of(rise)))));

    double heat = 1 / (cth * t0);
    double perV0 = 1 / v0;
    double perTauth = 1 / tauth;
    double speed = vel0 / (gmax - gmin);
    double gapByX = (gmax - gmin) / g0;
    double ratioByX = (gmax - gmin) / g1;
    return (at, f, q) -> {
      double v = at.of(limited);
      double x = at.of(state);
      double z = v * perV0;
      double sinh = Hyperbolic.sinh(z);
      double depth = -gap(x) / g0;
      double fading = Smooth.exp(depth);
      double tunnelling = i0 * fading;
      double i = tunnelling * sinh;
      double byVoltage = tunnelling * Hyperbolic.slope(z, sinh) * perV0;
      double byState = -i0 * Smooth.expSlope(depth, fading) * gapByX * sinh;
      f.add(branch, i).d(limited, byVoltage).d(state, byState);

      double kelvin = temperature(at.of(rise));
      double kt = BOLTZMANN_VOLTS * range.of(kelvin);
      double logSlope = BOLTZMANN_VOLTS * range.slope(kelvin) * t0 / kt;
      double perKt = 1 / kt;
      double lever = a0 / l * perKt;
      double argument = enhancementArgument(x);
      double decay = Smooth.decay(argument);
      double field = SOFT_GAMMA * Smooth.softplusOf(argument, decay) * lever;
      double ratio = gap(x) / g1;
      double fieldByX =
          -Smooth.sigmoidOf(argument, decay) * 3 * beta * ratio * ratio * ratioByX * lever;
      double u = field * v;
      double shrink = -eag * perKt + u;
      double grow = -ear * perKt - u;
      double shrinking = Smooth.exp(shrink);
      double growing = Smooth.exp(grow);
      double bottomDecay = Wall.decay(x, dw);
      double topDecay = Wall.decay(1 - x, dw);
      double bottom = speed * Wall.share(x, dw, bottomDecay);
      double top = speed * Wall.share(1 - x, dw, topDecay);
      double downByExponent = bottom * Smooth.expSlope(shrink, shrinking);
      double upByExponent = top * Smooth.expSlope(grow, growing);
      double uByState = fieldByX * v;
      // One term an addition: a row is settled when its sum is small beside its terms.
      f.add(state, bottom * shrinking)
          .d(limited, downByExponent * field)
          .d(state, downByExponent * uByState + speed * shrinking * Wall.slope(dw, bottomDecay))
          .d(rise, -downByExponent * shrink * logSlope);
      f.add(state, -top * growing)
          .d(limited, upByExponent * field)
          .d(state, upByExponent * uByState + speed * growing * Wall.slope(dw, topDecay))
          .d(rise, upByExponent * grow * logSlope);
      q.add(state, x).d(state, 1);

      f.add(rise, at.of(rise) * perTauth).d(rise, perTauth);
      f.add(rise, -heat * v * i)
          .d(limited, -heat * (i + v * byVoltage))
          .d(state, -heat * v * byState);
      q.add(rise, at.of(rise)).d(rise, 1);
    };
  }

  private double chord(Point at, Voltage voltage, Unknown state) {
    double v = at.of(voltage);
    return Math.abs(v) < 1e-6 * v0
        ? i0 * Smooth.exp(-gap(at.of(state)) / g0) / v0
        : current(v, at.of(state)) / v;
  }
}
