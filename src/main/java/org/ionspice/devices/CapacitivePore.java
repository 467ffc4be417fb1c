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

/** A pore that stores charge slowly: its current loop does not cross itself. */
@Model(
    name = "cappore",
    title = "Capacitive pore with a slow polarisation charge",
    source =
        "J. Bisquert, Adv. Phys. Res. 2024, doi:10.1002/apxr.202400029, eqs 62-64 (with"
            + " vb for the voltage of eq 64, as in the caption of Fig 31)",
    equations = {
      "u = v(p,n)",
      "i = gl (u - e0) + q0 dp/dt",
      "dp/dt = (p_eq - p) / tau,  p_eq = 1 / (1 + exp(-(u - vb) / vm)) - pm",
      "taumode=const: tau = tau0",
      "taumode=exp: 1/tau = (exp((u - va)/(na vm)) + exp(-(u - vd)/(nd vm))) / tau0",
      "taumode=gen: the same + 1/taum;  taumin is added to tau in every mode"
    },
    limits = {"The stored charge is volatile."})
public record CapacitivePore(
    @Param(unit = "S", def = "0.1e-6", min = 0, doc = "leak conductance") double gl,
    @Param(unit = "V", def = "0", doc = "reversal potential") double e0,
    @Param(unit = "C", def = "1e-9", doc = "charge between the extreme polarisations") double q0,
    @Param(unit = "V", def = "0", doc = "voltage of the steepest polarisation") double vb,
    @Param(unit = "V", def = "0.1", above = 0, doc = "voltage width of the polarisation") double vm,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "polarisation that counts as zero")
        double pm,
    @Param(def = "const", doc = "how tau depends on voltage") TauMode taumode,
    @Param(unit = "s", def = "1e-3", above = 0, doc = "time scale of tau") double tau0,
    @Param(unit = "V", def = "1", doc = "voltage of the activation branch of tau") double va,
    @Param(unit = "V", def = "0", doc = "voltage of the deactivation branch of tau") double vd,
    @Param(unit = "1", def = "2", above = 0, doc = "ideality of the activation branch") double na,
    @Param(unit = "1", def = "2", above = 0, doc = "ideality of the deactivation branch")
        double nd,
    @Param(unit = "s", def = "0", min = 0, doc = "longest relaxation time; 0 for no limit")
        double taum,
    @Param(unit = "s", def = "0", min = 0, doc = "shortest relaxation time, added to tau")
        double taumin,
    @Param(unit = "1", def = "none", doc = "p at t = 0 under uic; p_eq(0) when not given")
        double p0)
    implements DeviceModel {
  public CapacitivePore {
    if (p0 < -pm || p0 > 1 - pm) {
      throw new IllegalArgumentException("p0 must be within -pm and 1 - pm");
    }
  }

  /** Returns the equilibrium of p at the voltage u, V. */
  private double equilibrium(double u) {
    return Smooth.sigmoid((u - vb) / vm) - pm;
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Relaxation relaxation = new Relaxation(taumode, tau0, va, vd, na * vm, nd * vm, taum, taumin);
    Limited limited = self.limited(v, Limiter.atMost(4 * Math.min(vm, relaxation.width())));
    Unknown p =
        self.unknown(
            Quantity.of("p", "1")
                .initially(Double.isNaN(p0) ? equilibrium(0) : p0)
                .atMostPerIteration(0.2));
    self.output("peq", "1", at -> equilibrium(at.of(v)));
    self.output("tau", "s", at -> 1 / relaxation.rate(at.of(v)));
    self.output("q", "C", at -> q0 * at.of(p));
    self.output(
        "i",
        "A",
        at -> {
          double u = at.of(v);
          return gl * (u - e0) + q0 * (equilibrium(u) - at.of(p)) * relaxation.rate(u);
        });

    return (at, f, q) -> {
      f.add(branch, gl * (at.of(v) - e0)).d(v, gl);
      q.add(branch, q0 * at.of(p)).d(p, q0);

      double u = at.of(limited);
      double z = (u - vb) / vm;
      double decay = Smooth.decay(z);
      double gap = Smooth.sigmoidOf(z, decay) - pm - at.of(p);
      double opening = relaxation.opening(u);
      double closing = relaxation.closing(u);
      double rate = relaxation.rate(opening, closing);
      double slope =
          Smooth.sigmoidSlopeOf(decay) / vm * rate + gap * relaxation.slope(u, opening, closing);
      f.add(p, -gap * rate).d(p, rate).d(limited, -slope);
      q.add(p, at.of(p)).d(p, 1);
    };
  }
}
