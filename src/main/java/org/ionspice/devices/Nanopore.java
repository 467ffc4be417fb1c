package org.ionspice.devices;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.StateEquations;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A rectifying nanopore: two conductance branches, with the share x of the high one relaxing towards
 * a voltage-dependent equilibrium. Also a halide-perovskite memristor and a chemical inductor.
 *
 * <p>The state row is written tau-free on the charge side, q = x and f = -(x_eq(u) - x) / tau(u), so
 * that a time constant that falls by many decades with voltage does not enter d/dt.
 */
@Model(
    name = "nanopore",
    title = "Rectifying nanopore, perovskite memristor or chemical inductor",
    source =
        "J. Bisquert, Adv. Phys. Res. 2024, doi:10.1002/apxr.202400029 (the second exponent of eq 50"
            + " with the sign of eq 68; taumin, pol and the dynamic y are additions)",
    equations = {
      "u = pol v(inner,n)",
      "i = pol (gl + (gh - gl) x y) (u - e0) + cm d v(inner,n)/dt",
      "dx/dt = (x_eq - x) / tau,  x_eq = 1 / (1 + exp(-(u - vb) / vm))",
      "taumode=const: tau = tau0",
      "taumode=exp: 1/tau = (exp((u - va)/(na vm)) + exp(-(u - vd)/(nd vm))) / tau0",
      "taumode=gen: the same + 1/taum;  taumin is added to tau in every mode",
      "y = 1 without vc, else y_eq = 1 / (1 + exp((u - vc) / vmy)); dy/dt = (y_eq - y) / tauy",
      "v(p,inner) = rs i",
      "noise currents, A^2/Hz: thermal 4 k T g of the conductance of i, rs 4 k T / rs"
    },
    limits = {
      "The state is volatile: nothing is remembered beyond tau at rest.",
      "Noise is that of equilibrium; the gating of the branches makes none.",
      "With a negative differential conductance the operating point under current drive is one of"
          + " several."
    })
public record Nanopore(
    @Param(unit = "V", def = "0", doc = "reversal potential") double e0,
    @Param(unit = "S", def = "0.1e-6", min = 0, doc = "conductance of the low branch, x = 0")
        double gl,
    @Param(unit = "S", def = "1e-6", min = 0, doc = "conductance of the high branch, x = 1")
        double gh,
    @Param(unit = "V", def = "0.5", doc = "voltage at which x_eq is one half") double vb,
    @Param(unit = "V", def = "0.1", above = 0, doc = "voltage width of x_eq") double vm,
    @Param(def = "exp", doc = "how tau depends on voltage") TauMode taumode,
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
    @Param(unit = "V", def = "none", doc = "voltage at which y_eq is one half; none for y = 1")
        double vc,
    @Param(unit = "V", def = "none", above = 0, doc = "voltage width of y_eq; vm when not given")
        double vmy,
    @Param(unit = "s", def = "0", min = 0, doc = "relaxation time of y; 0 for y = y_eq")
        double tauy,
    @Param(unit = "ohm", def = "0", min = 0, doc = "series resistance; adds an inner node")
        double rs,
    @Param(unit = "F", def = "0", min = 0, doc = "membrane capacitance") double cm,
    @Param(def = "warn", doc = "detailed balance: warn, ignore, or derive nd and vb from it")
        DetailedBalance db,
    @Param(unit = "1", def = "1", min = -1, max = 1, doc = "+1, or -1 to mirror in voltage")
        double pol,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "x at t = 0 under uic; x_eq(0)")
        double x0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "y at t = 0 under uic; y_eq(0)")
        double y0)
    implements DeviceModel {
  /** What happens when na, nd, va, vd, vb contradict detailed balance. */
  public enum DetailedBalance {
    WARN,
    IGNORE,
    DERIVE
  }

  public Nanopore {
    if (Math.abs(pol) != 1) {
      throw new IllegalArgumentException("pol must be 1 or -1");
    }
    if (db == DetailedBalance.DERIVE) {
      if (na <= 1) {
        throw new IllegalArgumentException("na must be above 1 when db derives nd");
      }
      nd = na / (na - 1);
      vb = va / na + vd / nd;
    }
  }

  /** Returns what in the parameters contradicts detailed balance. */
  @Override
  public List<String> remarks() {
    if (db != DetailedBalance.WARN || taumode == TauMode.CONST) {
      return List.of();
    }
    if (Math.abs(1 / na + 1 / nd - 1) > 1e-3) {
      return List.of(
          String.format(
              Locale.ROOT,
              "1/na + 1/nd is %.4g, but detailed balance asks for 1",
              1 / na + 1 / nd));
    }
    double balanced = va / na + vd / nd;
    return Math.abs(vb - balanced) > 0.01 * vm
        ? List.of(
            String.format(
                Locale.ROOT,
                "vb is %.4g V, but detailed balance asks for va/na + vd/nd = %.4g V",
                vb,
                balanced))
        : List.of();
  }

  /** Returns the equilibrium of x at the internal voltage u, V. */
  double equilibrium(double u) {
    return Smooth.sigmoid((u - vb) / vm);
  }

  /** Returns how fast x relaxes. */
  Relaxation relaxation() {
    return new Relaxation(taumode, tau0, va, vd, na * vm, nd * vm, taum, taumin);
  }

  private double inactivationWidth() {
    return Double.isNaN(vmy) ? vm : vmy;
  }

  private double inactivation(double u) {
    return Double.isNaN(vc) ? 1 : Smooth.sigmoid(-(u - vc) / inactivationWidth());
  }

  private double inactivationSlope(double u) {
    return Double.isNaN(vc)
        ? 0
        : -Smooth.sigmoidSlope((u - vc) / inactivationWidth()) / inactivationWidth();
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Terminal inner = rs > 0 ? self.internalNode("inner") : p;
    Voltage v = self.voltage(inner, n);
    Voltage drop = self.voltage(p, inner);
    Current branch = self.current(inner, n);
    Current series = self.current(p, inner);
    Relaxation relaxation = relaxation();
    double narrowest = Math.min(vm, relaxation.width());
    Limited limited = self.limited(v, Limiter.atMost(4 * narrowest));
    Unknown x =
        self.unknown(
            Quantity.of("x", "1")
                .initially(Double.isNaN(x0) ? equilibrium(0) : x0)
                .atMostPerIteration(0.2));
    boolean dynamicY = !Double.isNaN(vc) && tauy > 0;
    Unknown y =
        dynamicY
            ? self.unknown(
                Quantity.of("y", "1")
                    .initially(Double.isNaN(y0) ? inactivation(0) : y0)
                    .atMostPerIteration(0.2))
            : x;

    self.output("u", "V", at -> pol * at.of(v));
    self.output("xeq", "1", at -> equilibrium(pol * at.of(v)));
    self.output("tau", "s", at -> 1 / relaxation.rate(pol * at.of(v)));
    ToDoubleFunction<Point> conductance =
        at -> {
          double open = dynamicY ? at.of(y) : inactivation(pol * at.of(v));
          return gl + (gh - gl) * at.of(x) * open;
        };
    self.output("g", "S", conductance);
    self.output("i", "A", at -> conductance.applyAsDouble(at) * (at.of(v) - pol * e0));
    self.noise("thermal", branch, NoiseDensity.thermal(self.temperature(), conductance));
    if (rs > 0) {
      self.noise("rs", series, NoiseDensity.thermal(self.temperature(), 1 / rs));
    }

    double perWidth = 1 / vm;
    StateEquations gate = new StateEquations(branch, limited, x, (volts, share, to) -> {
      double u = pol * volts;
      // With a dynamic y the high branch is stamped below.
      double open = dynamicY ? 0 : inactivation(u);
      double openSlope = dynamicY ? 0 : inactivationSlope(u);
      double g = gl + (gh - gl) * share * open;
      double drive = u - e0;
      to.current(
          pol * g * drive,
          g + (gh - gl) * share * openSlope * drive,
          pol * (gh - gl) * open * drive);

      double z = (u - vb) * perWidth;
      double decay = Smooth.decay(z);
      double gap = Smooth.sigmoidOf(z, decay) - share;
      double opening = relaxation.opening(u);
      double closing = relaxation.closing(u);
      double rate = relaxation.rate(opening, closing);
      double slope =
          Smooth.sigmoidSlopeOf(decay) * perWidth * rate + gap * relaxation.slope(u, opening, closing);
      to.rate(gap * rate, pol * slope, -rate);
    });
    if (!dynamicY && rs == 0 && cm == 0) {
      return gate;
    }
    return (at, f, q) -> {
      gate.evaluate(at, f, q);
      if (dynamicY) {
        double u = pol * at.of(limited);
        double share = at.of(x);
        double open = at.of(y);
        double drive = u - e0;
        f.add(branch, pol * (gh - gl) * share * open * drive)
            .d(limited, (gh - gl) * share * open)
            .d(x, pol * (gh - gl) * open * drive)
            .d(y, pol * (gh - gl) * share * drive);
        f.add(y, (open - inactivation(u)) / tauy)
            .d(y, 1 / tauy)
            .d(limited, -pol * inactivationSlope(u) / tauy);
        q.add(y, open).d(y, 1);
      }
      if (rs > 0) {
        f.add(series, at.of(drop) / rs).d(drop, 1 / rs);
      }
      if (cm > 0) {
        q.add(branch, cm * at.of(v)).d(v, cm);
      }
    };
  }
}
