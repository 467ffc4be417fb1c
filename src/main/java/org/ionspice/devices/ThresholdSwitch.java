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
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A volatile switch of either polarity: a filament (silver, say) that grows fast above a threshold
 * and dissolves slowly below it. The gate of {@link Nanopore}, driven by the size of the voltage.
 */
@Model(
    name = "tsw",
    title = "Volatile threshold switch (silver filament)",
    source =
        "own proposal: the relaxation of J. Bisquert, Adv. Phys. Res. 2024,"
            + " doi:10.1002/apxr.202400029 (eqs 46-50, 68), made even in the voltage, with values"
            + " of the order of the diffusive memristors of Z. Wang et al., Nat. Mater. 16, 101"
            + " (2017), doi:10.1038/nmat4756; none of the numbers is fitted",
    equations = {
      "u = sqrt(v^2 + vs^2)",
      "i = (gl + (gh - gl) x) v",
      "dx/dt = (x_eq - x) / tau,  x_eq = 1 / (1 + exp(-(u - vb)/vm))",
      "1/tau = (exp((u - va)/(na vm)) + exp(-(u - vd)/(nd vm))) / tau0; taumin is added to tau",
      "after a step to a constant v: x = x_eq + (x(0) - x_eq) exp(-t/tau)"
    },
    limits = {
      "No noise: the delay is the same every time.",
      "One exponential: filaments in series or of different thickness are not distinguished.",
      "x_eq at rest is exp(-vb/vm), not zero; with the defaults it adds nothing to gl."
    })
public record ThresholdSwitch(
    @Param(unit = "S", def = "1n", min = 0, doc = "conductance when off, x = 0") double gl,
    @Param(unit = "S", def = "1m", min = 0, doc = "conductance when on, x = 1") double gh,
    @Param(unit = "V", def = "0.3", above = 0, doc = "threshold: x_eq is one half") double vb,
    @Param(unit = "V", def = "15m", above = 0, doc = "voltage width of x_eq") double vm,
    @Param(unit = "V", def = "none", doc = "voltage of the growth branch of tau; vb") double va,
    @Param(unit = "V", def = "none", doc = "voltage of the dissolution branch of tau; vb")
        double vd,
    @Param(unit = "1", def = "1.25", above = 0, doc = "ideality of growth: small is fast")
        double na,
    @Param(unit = "1", def = "5", above = 0, doc = "ideality of dissolution: large is slow")
        double nd,
    @Param(unit = "s", def = "50m", above = 0, doc = "time scale of tau: 2 tau(vb) = tau0")
        double tau0,
    @Param(unit = "s", def = "0", min = 0, doc = "shortest relaxation time, added to tau")
        double taumin,
    @Param(unit = "V", def = "10m", above = 0, doc = "rounding of the size of v") double vs,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "x at t = 0 under uic; x_eq(0)")
        double x0)
    implements DeviceModel {

  private double size(double v) {
    return Math.hypot(v, vs);
  }

  /** Returns where x relaxes to at v volts. */
  double equilibrium(double v) {
    return Smooth.sigmoid((size(v) - vb) / vm);
  }

  /** Returns how fast x relaxes, as a function of u. */
  Relaxation relaxation() {
    return new Relaxation(
        TauMode.EXP,
        tau0,
        Double.isNaN(va) ? vb : va,
        Double.isNaN(vd) ? vb : vd,
        na * vm,
        nd * vm,
        0,
        taumin);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage voltage = self.voltage(p, n);
    Current branch = self.current(p, n);
    Relaxation relaxation = relaxation();
    Limiter limiter = new Doubling(4 * Math.min(vm, relaxation.width()));
    Limited limited = self.limited(voltage, limiter);
    // The on state is many times the off state: what is left of x must be small beside gl/gh.
    Unknown x =
        self.unknown(
            Quantity.of("x", "1")
                .nominal(1e-3)
                .initially(Double.isNaN(x0) ? equilibrium(0) : x0)
                .atMostPerIteration(0.2));
    self.output("g", "S", at -> gl + (gh - gl) * at.of(x));
    self.output("i", "A", at -> (gl + (gh - gl) * at.of(x)) * at.of(voltage));
    self.output("xeq", "1", at -> equilibrium(at.of(voltage)));
    self.output("tau", "s", at -> 1 / relaxation.rate(size(at.of(voltage))));

    return (at, f, q) -> {
      double v = at.of(limited);
      double share = at.of(x);
      double g = gl + (gh - gl) * share;
      f.add(branch, g * v).d(limited, g).d(x, (gh - gl) * v);

      double u = size(v);
      double uSlope = v / u;
      double z = (u - vb) / vm;
      double opening = relaxation.opening(u);
      double closing = relaxation.closing(u);
      double rate = relaxation.rate(opening, closing);
      double rateSlope = relaxation.slope(u, opening, closing) * uSlope;
      double decay = Smooth.decay(z);
      double target = Smooth.sigmoidOf(z, decay);
      f.add(x, share * rate).d(x, rate).d(limited, share * rateSlope);
      f.add(x, -target * rate)
          .d(limited, -Smooth.sigmoidSlopeOf(decay) / vm * uSlope * rate - target * rateSlope);
      q.add(x, share).d(x, 1);
    };
  }
}
