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
 * An electrochemical random-access memory: a channel whose conductance is set by ions that a gate
 * inserts. Ions near the surface (s) relax back, those intercalated deeper (w) stay.
 *
 * <pre>
 *   ds/dt = -s / tauv + (ig / qv) (1 - tanh(ig / iw) s / smax)
 *   dw/dt = 4 kn s w (1 - w)
 *   i_ds  = v_ds exp(beta s) / Rw,   Rw = rmax^(1 - w) rmin^w
 * </pre>
 *
 * <p>The exponential law keeps the channel's conductance positive for every s that Newton may try.
 */
@Model(
    name = "ecram",
    title = "Electrochemical RAM: three-terminal volatile and non-volatile synapse",
    terminals = {"d", "s", "g"},
    source =
        "Device and figures of merit (transient modulation, 1.5 kOhm per spike): Currie et al.,"
            + " Leveraging Non-Equilibrium ECRAM Dynamics for Short-Term Plasticity in"
            + " Neuromorphic Circuits, arXiv:2605.11243 (2026), which states no compact model;"
            + " the equations are a proposal of IonSpice, with defaults fitted to -1.5 kOhm of"
            + " 20 kOhm for a gate pulse of 0.5 V and 20 ns",
    equations = {
      "gate: ig = v(g,s) / rg for vg0=0, else ig = (2 vg0 / rg) sinh(v(g,s) / (2 vg0))",
      "ds/dt = -s / tauv + (ig / qv) (1 - tanh(ig / iw) s / smax)",
      "dw/dt = 4 kn (s w (1 - w) + wall),  w (1 - w) taken as 0 outside 0..1",
      "wall = sqrt(s^2 + (1e-3 smax)^2) (softplus(-w) - softplus(w - 1)), softplus of width dw",
      "channel: i = (exp(beta s) / rw + gds) v(d,s),  rw = rmax^(1 - w) rmin^w",
      "w0 not given: w0 = ln(rmax / r0) / ln(rmax / rmin), which makes rw = r0",
      "leaks: v(g,s) / rleak and v(g,d) / rleak;  gate charge: cgate v(g,s)"
    },
    limits = {
      "The published device states no equations: every constant but the fitted step is a guess.",
      "The gate current that inserts ions is taken from the source side of the channel only.",
      "w has no equilibrium: in DC it is held at its initial value. With kn=0 it never moves.",
      "The wall bends dw/dt within about ten dw of 0 and 1."
    })
public record Ecram(
    @Param(unit = "ohm", def = "20e3", above = 0, doc = "channel at s = 0, when w0 is not given")
        double r0,
    @Param(unit = "1", def = "1", above = 0, doc = "largest |s|") double smax,
    @Param(unit = "1", def = "1.5592308", doc = "ln of the conductance per unit of s") double beta,
    @Param(unit = "C", def = "1e-12", above = 0, doc = "gate charge per unit of s") double qv,
    @Param(unit = "s", def = "1e-3", above = 0, doc = "relaxation time of s") double tauv,
    @Param(unit = "ohm", def = "194.955e3", above = 0, doc = "gate resistance at 0 V") double rg,
    @Param(unit = "V", def = "0", min = 0, doc = "voltage scale of the redox gate; 0 for ohmic")
        double vg0,
    @Param(unit = "1/s", def = "0", min = 0, doc = "speed of intercalation; 0: w stays") double kn,
    @Param(unit = "ohm", def = "100e3", above = 0, doc = "channel at w = 0, s = 0") double rmax,
    @Param(unit = "ohm", def = "4e3", above = 0, doc = "channel at w = 1, s = 0") double rmin,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "w at t = 0 and in DC; from r0")
        double w0,
    @Param(unit = "1", def = "0", doc = "s at t = 0 under uic") double s0,
    @Param(unit = "ohm", def = "1e12", above = 0, doc = "leak of the gate to source and to drain")
        double rleak,
    @Param(unit = "S", def = "0", min = 0, doc = "leak between source and drain") double gds,
    @Param(unit = "F", def = "0", min = 0, doc = "capacitance from gate to source") double cgate,
    @Param(unit = "A", def = "1e-9", above = 0, doc = "gate current over which polarity changes")
        double iw,
    @Param(unit = "1", def = "1e-3", above = 0, max = 0.1, doc = "width of the wall at w = 0 and 1")
        double dw)
    implements DeviceModel {
  /** The gate's sinh is continued by its tangent beyond this argument. */
  private static final double STEEPEST = 80;

  public Ecram {
    if (rmin >= rmax) {
      throw new IllegalArgumentException("rmin must be below rmax");
    }
    if (Double.isNaN(w0) && kn > 0 && (r0 < rmin || r0 > rmax)) {
      throw new IllegalArgumentException("r0 must lie between rmin and rmax when w moves (kn > 0)");
    }
    if (Math.abs(s0) > smax) {
      throw new IllegalArgumentException("s0 must lie within -smax and smax");
    }
  }

  /** Returns the initial w: w0, or the one at which the channel is r0. */
  double initialWeight() {
    return Double.isNaN(w0) ? Math.log(rmax / r0) / span() : w0;
  }

  private double span() {
    return Math.log(rmax / rmin);
  }

  /** Returns the resistance at w without volatile ions, ohm. */
  double base(double w) {
    return rmax * Smooth.exp(-w * span());
  }

  /** Returns the conductance of the channel that ions control, S. */
  double conductance(double s, double w) {
    return Smooth.exp(beta * s + w * span()) / rmax;
  }

  /** Returns the current that inserts ions, A, at the gate voltage v(g,s), V. */
  double gateCurrent(double v) {
    if (vg0 == 0) {
      return v / rg;
    }
    double z = v / (2 * vg0);
    double inside = Math.max(-STEEPEST, Math.min(STEEPEST, z));
    double sinh = Hyperbolic.sinh(inside);
    return 2 * vg0 / rg * (sinh + Hyperbolic.slope(inside, sinh) * (z - inside));
  }

  /** Returns the derivative of {@link #gateCurrent}, S. */
  double gateSlope(double v) {
    double z = v / (2 * vg0);
    return vg0 == 0 ? 1 / rg : Hyperbolic.cosh(Math.max(-STEEPEST, Math.min(STEEPEST, z))) / rg;
  }

  /** Returns the sign of the gate current, smooth over iw. */
  private double polarity(double gate) {
    // Beyond twenty widths tanh is the sign to the last digit.
    return Math.abs(gate) > 20 * iw ? Math.signum(gate) : Math.tanh(gate / iw);
  }

  /** Returns |s| without its corner at 0. */
  private double size(double s) {
    return Math.sqrt(s * s + 1e-6 * smax * smax);
  }

  /** Returns the rate at which s relaxes under the gate current, 1/s. */
  private double rate(double gate) {
    return 1 / tauv + gate * polarity(gate) / (qv * smax);
  }

  /** Returns the derivative of {@link #rate} by the gate current, 1/(A s). */
  private double rateSlope(double gate) {
    double side = polarity(gate);
    return (side + gate / iw * (1 - side * side)) / (qv * smax);
  }

  /** Returns dw/dt, 1/s. */
  double drift(double s, double w) {
    double inside = w > 0 && w < 1 ? w * (1 - w) : 0;
    return 4 * kn * (s * inside + size(s) * wall(w));
  }

  private double driftByS(double s, double w) {
    double inside = w > 0 && w < 1 ? w * (1 - w) : 0;
    return 4 * kn * (inside + s / size(s) * wall(w));
  }

  private double driftByW(double s, double w) {
    double inside = w > 0 && w < 1 ? 1 - 2 * w : 0;
    double steep =
        farFromBounds(w) ? 0 : -Smooth.sigmoid(-w / dw) - Smooth.sigmoid((w - 1) / dw);
    return 4 * kn * (s * inside + size(s) * steep);
  }

  /** Returns whether the wall is below the last digit of 1. */
  private boolean farFromBounds(double w) {
    return w > 40 * dw && 1 - w > 40 * dw;
  }

  private double wall(double w) {
    return farFromBounds(w) ? 0 : Smooth.softplus(-w, dw) - Smooth.softplus(w - 1, dw);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal d = self.terminal("d");
    Terminal s = self.terminal("s");
    Terminal g = self.terminal("g");
    Voltage across = self.voltage(d, s);
    Voltage gate = self.voltage(g, s);
    Voltage back = self.voltage(g, d);
    Current channel = self.current(d, s);
    Current insertion = self.current(g, s);
    Current leak = self.current(g, d);
    double step = vg0 > 0 ? 8 * vg0 : Double.POSITIVE_INFINITY;
    Limited limited = self.limited(gate, Limiter.atMost(step));
    Unknown near =
        self.unknown(
            Quantity.of("s", "1").nominal(smax).initially(s0).atMostPerIteration(0.2 * smax));
    Unknown deep =
        self.unknown(
            Quantity.of("w", "1")
                .initially(initialWeight())
                .heldInDc(true)
                .atMostPerIteration(0.2));
    self.output("r", "ohm", at -> 1 / (conductance(at.of(near), at.of(deep)) + gds));
    self.output("g", "S", at -> conductance(at.of(near), at.of(deep)) + gds);
    self.output("rw", "ohm", at -> base(at.of(deep)));
    self.output(
        "i", "A", at -> (conductance(at.of(near), at.of(deep)) + gds) * at.of(across));
    self.output("ig", "A", at -> gateCurrent(at.of(gate)));
    self.output(
        "seq", "1", at -> gateCurrent(at.of(gate)) / qv / rate(gateCurrent(at.of(gate))));
    self.output("tau", "s", at -> 1 / rate(gateCurrent(at.of(gate))));

    double span = span();
    return (at, f, q) -> {
      double v = at.of(across);
      double vg = at.of(limited);
      double x = at.of(near);
      double w = at.of(deep);

      double exponent = beta * x + w * span;
      double open = Smooth.exp(exponent) / rmax;
      double conducts = open + gds;
      double steep = v * Smooth.expSlope(exponent, open * rmax) / rmax;
      f.add(channel, conducts * v)
          .d(across, conducts)
          .d(near, beta * steep)
          .d(deep, span * steep);

      double ig = gateCurrent(vg);
      double igSlope = gateSlope(vg);
      f.add(insertion, ig).d(limited, igSlope);
      f.add(insertion, at.of(gate) / rleak).d(gate, 1 / rleak);
      f.add(leak, at.of(back) / rleak).d(back, 1 / rleak);

      double rate = rate(ig);
      f.add(near, x * rate - ig / qv)
          .d(near, rate)
          .d(limited, (x * rateSlope(ig) - 1 / qv) * igSlope);
      q.add(near, x).d(near, 1);

      f.add(deep, -drift(x, w)).d(near, -driftByS(x, w)).d(deep, -driftByW(x, w));
      q.add(deep, w).d(deep, 1);

      if (cgate > 0) {
        q.add(insertion, cgate * at.of(gate)).d(gate, cgate);
      }
    };
  }
}
