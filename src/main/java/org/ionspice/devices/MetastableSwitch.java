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
import org.ionspice.device.StateEquations;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** Metastable switches in parallel: their mean share in the on state, and a Schottky branch. */
@Model(
    name = "mms",
    title = "Mean metastable switch memristor",
    source =
        "M. A. Nugent and T. W. Molter, PLoS ONE 9, e85175 (2014),"
            + " doi:10.1371/journal.pone.0085175 (the mean of many switches; without their noise)",
    equations = {
      "dx/dt = (pon (1 - x) - poff x) / tau,  beta = q / (k t)",
      "pon = 1 / (1 + exp(-beta (v - von))),  poff = 1 / (1 + exp(beta (v + voff)))",
      "i = phi (x/ron + (1 - x)/roff) v"
          + " + (1 - phi) (alphaf exp(betaf v) - alphar exp(-betar v))"
    },
    limits = {
      "Volatile unless von and voff are many kT/q: at 0 V the rates are those of the tails.",
      "The mean of many switches: the binomial noise of few switches is not included.",
      "The Schottky branch carries a current at 0 V unless alphaf equals alphar."
    })
public record MetastableSwitch(
    @Param(unit = "ohm", def = "500", above = 0, doc = "resistance at x = 1") double ron,
    @Param(unit = "ohm", def = "1500", above = 0, doc = "resistance at x = 0") double roff,
    @Param(unit = "V", def = "0.27", doc = "voltage at which half of the switches turn on")
        double von,
    @Param(unit = "V", def = "0.27", doc = "negative voltage at which half of them turn off")
        double voff,
    @Param(unit = "s", def = "100u", above = 0, doc = "time scale of switching") double tau,
    @Param(unit = "K", def = "298.5", above = 0, doc = "temperature of the switches") double t,
    @Param(unit = "1", def = "1", min = 0, max = 1, doc = "share of the switches in the current")
        double phi,
    @Param(unit = "A", def = "1e-8", doc = "forward Schottky current", alias = "af")
        double alphaf,
    @Param(unit = "1/V", def = "1", doc = "forward Schottky exponent", alias = "bf") double betaf,
    @Param(unit = "A", def = "1e-8", doc = "reverse Schottky current", alias = "ar")
        double alphar,
    @Param(unit = "1/V", def = "1", doc = "reverse Schottky exponent", alias = "br") double betar,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "x at t = 0 under uic; x at 0 V")
        double x0)
    implements DeviceModel {
  private static final double CHARGE_OVER_BOLTZMANN = 1.602176634e-19 / 1.380649e-23;

  private double beta() {
    return CHARGE_OVER_BOLTZMANN / t;
  }

  /** Returns the rate at which a switch turns on, 1/s. */
  double turnOn(double v) {
    return Smooth.sigmoid(beta() * (v - von)) / tau;
  }

  /** Returns the rate at which a switch turns off, 1/s. */
  double turnOff(double v) {
    return Smooth.sigmoid(-beta() * (v + voff)) / tau;
  }

  /** Returns the share of switches that are on after a long time at v. */
  double equilibrium(double v) {
    double on = turnOn(v);
    double off = turnOff(v);
    // Both rates may underflow for thresholds of many volts; their ratio does not then.
    return on + off > 1e-290
        ? on / (on + off)
        : Smooth.sigmoid(beta() * (v - von) + beta() * (v + voff));
  }

  private double current(double v, double x) {
    double switches = x / ron + (1 - x) / roff;
    double schottky = alphaf * Smooth.exp(betaf * v) - alphar * Smooth.exp(-betar * v);
    return phi * switches * v + (1 - phi) * schottky;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    double beta = beta();
    Limited limited = self.limited(voltage, Limiter.atMost(8 / beta));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1")
                .initially(Double.isNaN(x0) ? equilibrium(0) : x0)
                .atMostPerIteration(0.2));
    self.output("g", "S", at -> phi * (at.of(state) / ron + (1 - at.of(state)) / roff));
    self.output("i", "A", at -> current(at.of(voltage), at.of(state)));
    self.output("xeq", "1", at -> equilibrium(at.of(voltage)));
    self.output(
        "tau", "s", at -> 1 / Math.max(1e-290, turnOn(at.of(voltage)) + turnOff(at.of(voltage))));

    double least = phi / roff;
    double more = phi * (1 / ron - 1 / roff);
    double perTau = 1 / tau;
    return new StateEquations(branch, limited, state, (v, x, to) -> {
      double conductance = least + more * x;
      double current = conductance * v;
      double slope = conductance;
      if (phi < 1) {
        double forward = Smooth.exp(betaf * v);
        double reverse = Smooth.exp(-betar * v);
        current += (1 - phi) * (alphaf * forward - alphar * reverse);
        slope +=
            (1 - phi)
                * (alphaf * betaf * Smooth.expSlope(betaf * v, forward)
                    + alphar * betar * Smooth.expSlope(-betar * v, reverse));
      }
      to.current(current, slope, more * v);

      double z = beta * (v - von);
      double decay = Smooth.decay(z);
      double on = Smooth.sigmoidOf(z, decay) * perTau;
      double onSlope = beta * Smooth.sigmoidSlopeOf(decay) * perTau;
      z = -beta * (v + voff);
      decay = Smooth.decay(z);
      double off = Smooth.sigmoidOf(z, decay) * perTau;
      double offSlope = -beta * Smooth.sigmoidSlopeOf(decay) * perTau;
      to.rate(on * (1 - x) - off * x, onSlope * (1 - x) - offSlope * x, -(on + off));
    });
  }
}
