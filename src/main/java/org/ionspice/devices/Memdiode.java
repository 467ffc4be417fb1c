package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * Two opposed diodes with a series resistance, whose parameters follow a memory state that is
 * driven by exponential rates: the dynamic memdiode.
 */
@Model(
    name = "memdiode",
    title = "Dynamic memdiode",
    source =
        "E. Miranda and J. Sune, IEEE Trans. Nanotechnol. 19, 837 (2020),"
            + " doi:10.1109/TNANO.2020.3039391; F. L."
            + " Aguirre, J. Sune, E. Miranda, Micromachines 13, 330 (2022),"
            + " doi:10.3390/mi13020330; values as in published netlists of the model; drive,"
            + " and the continuation of rs beyond 0..1, are additions",
    equations = {
      "i = i0(x) (exp(beta a(x) vd) - exp(-(1 - beta) a(x) vd)),  vd = v - rs(x) i",
      "i0 = imin + (imax - imin) x, a = amin + (amax - amin) x, rs = rsmin + (rsmax - rsmin) x",
      "dx/dt = (1 - x)/taus - x/taur,  taus = t0s exp(-w/v0s),  taur = t0r exp(w/v0r)",
      "drive=applied: w = v;  drive=diode: w = vd;  t0r=0 leaves the second term out",
      "below x = 0 (or above 1) rs bends so that it stays positive",
      "defaults: the published set with set and reset. Set A2 (set only): imax=95.76u imin=1.8u"
          + " amax=0.9999 amin=1 rsmax=30 rsmin=30 beta=0.5 t0s=120.2042 v0s=97.89m t0r=0"
    },
    limits = {
      "The state decays at rest, with taur and taus at 0 V (132 s with the defaults).",
      "With t0r=0 the state has no equilibrium but 1; in DC it is held at x0.",
      "The snapback and the threshold state (gam, isb, vt) of the quasi-static memdiode are not"
          + " included: the transition is driven by the voltage alone."
    })
public record Memdiode(
    @Param(unit = "A", def = "1.23m", above = 0, doc = "current scale at x = 1") double imax,
    @Param(unit = "A", def = "1.8u", above = 0, doc = "current scale at x = 0") double imin,
    @Param(unit = "1/V", def = "3.8", above = 0, doc = "steepness at x = 1", alias = "alphamax")
        double amax,
    @Param(unit = "1/V", def = "3", above = 0, doc = "steepness at x = 0", alias = "alphamin")
        double amin,
    @Param(unit = "ohm", def = "256", min = 0, doc = "series resistance at x = 1") double rsmax,
    @Param(unit = "ohm", def = "117", min = 0, doc = "series resistance at x = 0") double rsmin,
    @Param(unit = "1", def = "0.308", min = 0, max = 1, doc = "share of the forward diode")
        double beta,
    @Param(unit = "s", def = "1.796e6", above = 0, doc = "set time at 0 V") double t0s,
    @Param(unit = "V", def = "89.9m", above = 0, doc = "voltage that shortens taus by e")
        double v0s,
    @Param(unit = "s", def = "132", min = 0, doc = "reset time at 0 V; 0 for no reset")
        double t0r,
    @Param(unit = "V", def = "190.5m", above = 0, doc = "voltage that shortens taur by e")
        double v0r,
    @Param(def = "applied", doc = "which voltage drives the state") Drive drive,
    @Param(unit = "1", def = "0", min = 0, max = 1, doc = "x at t = 0 under uic", alias = "h0")
        double x0)
    implements DeviceModel {
  /** The voltage that drives the state. */
  public enum Drive {
    APPLIED,
    DIODE
  }

  public Memdiode {
    if ((rsmax == 0) != (rsmin == 0)) {
      throw new IllegalArgumentException("rsmax and rsmin must both be above 0, or both be 0");
    }
  }

  /** Returns the series resistance, ohm: a straight line, bent where it would turn negative. */
  double series(double x) {
    double step = rsmax - rsmin;
    if (step * x < 0 && x < 0) {
      return rsmin * rsmin / (rsmin - step * x);
    }
    if (x > 1 && step < 0) {
      return rsmax * rsmax / (rsmax - step * (x - 1));
    }
    return rsmin + step * x;
  }

  private double seriesSlope(double x) {
    double step = rsmax - rsmin;
    double ratio = 1;
    if (step * x < 0 && x < 0) {
      ratio = rsmin / (rsmin - step * x);
    } else if (x > 1 && step < 0) {
      ratio = rsmax / (rsmax - step * (x - 1));
    }
    return step * ratio * ratio;
  }

  /** Returns the current, A, at the diodes' voltage and the state. */
  double current(double vd, double x) {
    double a = amin + (amax - amin) * x;
    return (imin + (imax - imin) * x)
        * (Smooth.exp(beta * a * vd) - Smooth.exp((beta - 1) * a * vd));
  }

  /** Returns 1/taus, 1/s. */
  double setRate(double w) {
    return Smooth.exp(w / v0s) / t0s;
  }

  /** Returns 1/taur, 1/s. */
  double resetRate(double w) {
    return t0r == 0 ? 0 : Smooth.exp(-w / v0r) / t0r;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    boolean resistive = rsmax > 0;
    Terminal inner = resistive ? self.internalNode("inner") : p;
    Voltage applied = self.voltage(p, n);
    Voltage diode = self.voltage(inner, n);
    Voltage drop = self.voltage(p, inner);
    Current branch = self.current(inner, n);
    Current lead = self.current(p, inner);
    double steepest = Math.max(amax, amin) * Math.max(beta, 1 - beta);
    Limited across = self.limited(diode, new Doubling(4 / steepest));
    Voltage chosen = drive == Drive.APPLIED ? applied : diode;
    Limited driving = self.limited(chosen, new Doubling(4 * Math.min(v0s, v0r)));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1")
                .nominal(1e-2)
                .initially(x0)
                .heldInDc(t0r == 0)
                .atMostPerIteration(0.2));
    self.output("vd", "V", at -> at.of(diode));
    self.output("i", "A", at -> current(at.of(diode), at.of(state)));
    self.output("rs", "ohm", at -> resistive ? series(at.of(state)) : 0);
    self.output(
        "rate", "1/s", at -> setRate(at.of(chosen)) + resetRate(at.of(chosen)));

    double perV0s = 1 / v0s;
    double perT0s = 1 / t0s;
    double perV0r = 1 / v0r;
    double perT0r = t0r == 0 ? 0 : 1 / t0r;
    return (at, f, q) -> {
      double v = at.of(across);
      double x = at.of(state);
      double a = amin + (amax - amin) * x;
      double scale = imin + (imax - imin) * x;
      double forward = beta * a * v;
      double backward = (beta - 1) * a * v;
      double up = Smooth.exp(forward);
      // For beta 1/2, the usual one, the second exponential is one over the first.
      double down = beta == 0.5 && Math.abs(forward) <= Smooth.LIMIT ? 1 / up : Smooth.exp(backward);
      double pair = up - down;
      double pairSlope =
          beta * Smooth.expSlope(forward, up) + (1 - beta) * Smooth.expSlope(backward, down);
      f.add(branch, scale * pair)
          .d(across, scale * a * pairSlope)
          .d(state, (imax - imin) * pair + scale * (amax - amin) * v * pairSlope);
      if (resistive) {
        double r = series(x);
        double i = at.of(drop) / r;
        f.add(lead, i).d(drop, 1 / r).d(state, -i * seriesSlope(x) / r);
      }

      double w = at.of(driving);
      double setExponential = Smooth.exp(w * perV0s);
      double set = setExponential * perT0s;
      double setSlope = Smooth.expSlope(w * perV0s, setExponential) * perT0s * perV0s;
      f.add(state, -(1 - x) * set).d(state, set).d(driving, -(1 - x) * setSlope);
      double resetExponential = perT0r == 0 ? 0 : Smooth.exp(-w * perV0r);
      double reset = resetExponential * perT0r;
      double resetSlope =
          perT0r == 0 ? 0 : -Smooth.expSlope(-w * perV0r, resetExponential) * perT0r * perV0r;
      f.add(state, x * reset).d(state, reset).d(driving, x * resetSlope);
      q.add(state, x).d(state, 1);
    };
  }
}
