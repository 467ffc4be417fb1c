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
 * A pore that stores ions: a leak and a charge that relaxes towards a voltage-dependent equilibrium,
 * so that its current loops do not cross.
 *
 * <p>The current q0 dp/dt is written with the right side of p's own row, which is the same number
 * without differentiating p.
 */
@Model(
    name = "cappore",
    title = "Capacitive pore",
    source =
        "J. Bisquert, Adv. Phys. Res. 2024, doi:10.1002/apxr.202400029, eqs 62-64 (with vb for the"
            + " voltage of eq 64, as in the caption of Fig 31; taumin is an addition)",
    equations = {
      "u = v(p,n)",
      "i = gl (u - e0) + q0 dp/dt",
      "dp/dt = (p_eq - p) / tau,  p_eq = 1 / (1 + exp(-(u - vb) / vm)) - pm",
      "taumode=const: tau = tau0",
      "taumode=exp: 1/tau = (exp((u - va)/(na vm)) + exp(-(u - vd)/(nd vm))) / tau0",
      "taumode=gen: the same + 1/taum;  taumin is added to tau in every mode"
    },
    limits = {"The charge is volatile: nothing is remembered beyond tau at rest."})
public record CapacitivePore(
    @Param(unit = "S", def = "0.1e-6", min = 0, doc = "leak conductance") double gl,
    @Param(unit = "V", def = "0", doc = "reversal potential of the leak") double e0,
    @Param(unit = "C", def = "1e-9", min = 0, doc = "charge between empty and full") double q0,
    @Param(unit = "V", def = "0", doc = "voltage at which p_eq is halfway") double vb,
    @Param(unit = "V", def = "0.1", above = 0, doc = "voltage width of p_eq") double vm,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "p runs from -pm to 1 - pm") double pm,
    @Param(def = "const", doc = "how tau depends on voltage") Nanopore.TauMode taumode,
    @Param(unit = "s", def = "1e-3", above = 0, doc = "time scale of tau") double tau0,
    @Param(unit = "V", def = "0.5", doc = "voltage of the filling branch of tau") double va,
    @Param(unit = "V", def = "-0.5", doc = "voltage of the emptying branch of tau") double vd,
    @Param(unit = "1", def = "2", above = 0, doc = "ideality of the filling branch") double na,
    @Param(unit = "1", def = "2", above = 0, doc = "ideality of the emptying branch") double nd,
    @Param(unit = "s", def = "0", min = 0, doc = "longest relaxation time; 0 for no limit")
        double taum,
    @Param(unit = "s", def = "0", min = 0, doc = "shortest relaxation time, added to tau")
        double taumin,
    @Param(unit = "1", def = "none", min = -1, max = 1, doc = "p at t = 0 under uic; p_eq(0)")
        double p0)
    implements DeviceModel {
  public CapacitivePore {
    if (p0 < -pm || p0 > 1 - pm) {
      throw new IllegalArgumentException("p0 must be within -pm and 1 - pm");
    }
  }

  /** Returns the equilibrium of p at the voltage u, V. */
  double equilibrium(double u) {
    return Smooth.sigmoid((u - vb) / vm) - pm;
  }

  private double equilibriumSlope(double u) {
    return Smooth.sigmoidSlope((u - vb) / vm) / vm;
  }

  /** Returns 1/tau at the voltage u, 1/s. */
  double rate(double u) {
    double raw = rawRate(u);
    return raw / (1 + raw * taumin);
  }

  private double rawRate(double u) {
    if (taumode == Nanopore.TauMode.CONST) {
      return 1 / tau0;
    }
    double longest = taumode == Nanopore.TauMode.GEN && taum > 0 ? 1 / taum : 0;
    return longest
        + Smooth.exp(Smooth.logSumExp((u - va) / (na * vm), -(u - vd) / (nd * vm))) / tau0;
  }

  /** Returns the derivative of {@link #rate}, 1/(V s). */
  private double rateSlope(double u) {
    if (taumode == Nanopore.TauMode.CONST) {
      return 0;
    }
    double a = (u - va) / (na * vm);
    double b = -(u - vd) / (nd * vm);
    double slope = Smooth.sigmoid(a - b) / (na * vm) - Smooth.sigmoid(b - a) / (nd * vm);
    double damping = 1 + rawRate(u) * taumin;
    return Smooth.expSlope(Smooth.logSumExp(a, b)) / tau0 * slope / (damping * damping);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    boolean constant = taumode == Nanopore.TauMode.CONST;
    double narrowest = Math.min(vm, constant ? vm : Math.min(na, nd) * vm);
    Limited limited = self.limited(v, Limiter.atMost(4 * narrowest));
    Unknown p =
        self.unknown(
            Quantity.of("p", "1")
                .initially(Double.isNaN(p0) ? equilibrium(0) : p0)
                .atMostPerIteration(0.2));
    self.output("peq", "1", at -> equilibrium(at.of(v)));
    self.output("tau", "s", at -> 1 / rate(at.of(v)));
    self.output("q", "C", at -> q0 * at.of(p));
    self.output(
        "i",
        "A",
        at ->
            gl * (at.of(v) - e0)
                + q0 * (equilibrium(at.of(v)) - at.of(p)) * rate(at.of(v)));

    return (at, f, q) -> {
      double u = at.of(limited);
      double gap = equilibrium(u) - at.of(p);
      double rate = rate(u);
      double slope = equilibriumSlope(u) * rate + gap * rateSlope(u);
      f.add(branch, gl * (u - e0) + q0 * gap * rate).d(limited, gl + q0 * slope).d(p, -q0 * rate);
      f.add(p, -gap * rate).d(p, rate).d(limited, -slope);
      q.add(p, at.of(p)).d(p, 1);
    };
  }
}
