package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.StateEquations;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A resistance that moves at one rate below a threshold voltage and at another beyond it. */
@Model(
    name = "pershin",
    title = "Bipolar memristive system with threshold",
    source =
        "Y. V. Pershin, S. La Fontaine, M. Di Ventra, Phys. Rev. E 80, 021926 (2009),"
            + " doi:10.1103/PhysRevE.80.021926; Y. V. Pershin and M. Di Ventra, Radioengineering"
            + " 22, 485 (2013); the rounding vs and the smooth wall are additions",
    equations = {
      "i = v / r,  r = ron + (roff - ron) x, x kept in 0..1",
      "dr/dt = beta v + (alpha - beta) (|v + vt| - |v - vt|)/2, while r is between its bounds:",
      "up = alpha s(v) + (beta - alpha) s(v - vt),  down = alpha s(-v) + (beta - alpha) s(-v - vt)",
      "s(y) = vs ln(1 + exp(y/vs)): max(y, 0) with a rounded corner; for s(v - vt) vs is at most"
          + " vt/100",
      "(roff - ron) dx/dt = up (1 - exp((x - 1)/dw)) - down (1 - exp(-x/dw))"
          + " + (up + down) (softplus(-x) - softplus(x - 1)), softplus of width dw;"
          + " beyond a bound 1 - exp(...) goes on as its tangent there",
      "negative alpha and beta: the same with v reversed"
    },
    limits = {
      "The state does not decay: in DC it is held at x0.",
      "alpha and beta must not have opposite signs."
    })
public record BipolarThresholdMemristor(
    @Param(unit = "ohm", def = "1k", above = 0, doc = "least resistance, x = 0") double ron,
    @Param(unit = "ohm", def = "10k", above = 0, doc = "largest resistance, x = 1") double roff,
    @Param(unit = "V", def = "4.6", min = 0, doc = "threshold") double vt,
    @Param(unit = "ohm/(V s)", def = "0", doc = "rate below the threshold") double alpha,
    @Param(unit = "ohm/(V s)", def = "1e5", doc = "rate beyond the threshold") double beta,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "x at t = 0 and in DC") double x0,
    @Param(unit = "V", def = "1m", above = 0, max = 0.1, doc = "rounding of the threshold")
        double vs,
    @Param(unit = "1", def = "1m", above = 0, max = 0.1, doc = "width of the walls, of x")
        double dw)
    implements DeviceModel {
  /** Widths from the threshold, below it, where nothing of the faster rate is felt: 1e-60 of it. */
  private static final double LEAST = -138;

  public BipolarThresholdMemristor {
    if (ron >= roff) {
      throw new IllegalArgumentException("ron must be below roff");
    }
    if (alpha * beta < 0) {
      throw new IllegalArgumentException("alpha and beta must not have opposite signs");
    }
  }

  private double polarity() {
    return alpha + beta < 0 ? -1 : 1;
  }

  private double resistance(double x) {
    return ResistanceLaw.LIN.at(x, ron, roff);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    self.output("r", "ohm", at -> resistance(at.of(state)));
    self.output("i", "A", at -> at.of(voltage) / resistance(at.of(state)));

    Bounds bounds = new Bounds(Window.WALL, 1, 1, dw, 0, 1);
    double sign = polarity();
    double perWidth = 1 / Hyperbolic.rounding(vs, vt);
    double perRounding = 1 / vs;
    double below = Math.abs(alpha) / (roff - ron);
    double beyond = Math.abs(beta) / (roff - ron) - below;
    double width = Hyperbolic.rounding(vs, vt);
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double r = resistance(x);
      double g = 1 / r;
      double i = v * g;
      to.current(i, g, -i * g * ResistanceLaw.LIN.slope(x, ron, roff, r));

      double along = sign * v;
      double up = 0;
      double upSlope = 0;
      double down = 0;
      double downSlope = 0;
      if (below > 0) {
        // Both directions have the decay at no voltage in common.
        double z = along * perRounding;
        double decay = Smooth.decay(z);
        up = below * vs * Smooth.softplusOf(z, decay);
        upSlope = below * Smooth.sigmoidOf(z, decay);
        down = below * vs * Smooth.softplusOf(-z, decay);
        downSlope = below * Smooth.sigmoidOf(-z, decay);
      }
      double over = (along - vt) * perWidth;
      if (over > LEAST) {
        double decay = Smooth.decayBelow(over);
        up += beyond * width * Smooth.softplusOf(over, decay);
        upSlope += beyond * Smooth.sigmoidOf(over, decay);
      }
      double under = (-along - vt) * perWidth;
      if (under > LEAST) {
        double decay = Smooth.decayBelow(under);
        down += beyond * width * Smooth.softplusOf(under, decay);
        downSlope += beyond * Smooth.sigmoidOf(under, decay);
      }
      upSlope *= sign;
      downSlope *= -sign;
      if (bounds.isFree(x)) {
        to.rate(up - down, upSlope - downSlope, 0);
        return;
      }
      double high = bounds.up(x);
      double low = bounds.down(x);
      double top = bounds.at(x, 0, high, low);
      double bottom = bounds.at(x, 1, high, low);
      double back = bounds.restoring(x, high, low);
      to.rate(
          up * top - down * bottom + (up + down) * back,
          upSlope * top - downSlope * bottom + (upSlope + downSlope) * back,
          up * bounds.byState(x, 0, high, low)
              - down * bounds.byState(x, 1, high, low)
              + (up + down) * bounds.restoringSlope(x, high, low));
    });
  }
}
