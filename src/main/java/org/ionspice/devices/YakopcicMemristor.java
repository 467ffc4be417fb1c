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

/** A memristor with a hyperbolic-sine conductance and a state that moves beyond two thresholds. */
@Model(
    name = "yakopcic",
    title = "Yakopcic's generalised memristor with voltage thresholds",
    source =
        "C. Yakopcic, T. M. Taha, G. Subramanyam, R. E. Pino, S. Rogers, IEEE Electron Device Lett."
            + " 32, 1436 (2011), doi:10.1109/LED.2011.2163292; C. Yakopcic et al., IEEE Trans. CAD"
            + " 32, 1201 (2013), doi:10.1109/TCAD.2013.2252057; the rounding of width vs is an"
            + " addition",
    equations = {
      "i = a(v) x sinh(b v),  a = a2 + (a1 - a2)/(1 + exp(-v/vs)): a1 above 0, a2 below",
      "dx/dt = eta (gp(v) f(x) - gn(v) h(x));  for eta < 0 f and h change places",
      "gp = ap (exp(vp + s(v - vp)) - exp(vp)),  gn = an (exp(vn + s(-v - vn)) - exp(vn))",
      "s(y) = vr ln(1 + exp(y/vr)): max(y, 0) with a rounded corner; vr is vs, at most 1/100 of the"
          + " threshold",
      "f = exp(-alphap (x - xp)) (1 - x)/(1 - xp) for x > xp, else 1",
      "h = exp(alphan (x + xn - 1)) x/(1 - xn) for x < 1 - xn, else 1"
    },
    limits = {
      "The state does not decay: in DC it is held at x0.",
      "The exponentials of the voltage are per volt, as printed; ap and an are speeds at 0 V.",
      "xp or xn above 0.999 count as 0.999: the slowing needs room before the bound."
    })
public record YakopcicMemristor(
    @Param(unit = "A", def = "0.17", doc = "current scale for v > 0") double a1,
    @Param(unit = "A", def = "0.17", doc = "current scale for v < 0") double a2,
    @Param(unit = "1/V", def = "0.05", above = 0, doc = "curvature of the current") double b,
    @Param(unit = "V", def = "0.16", min = 0, max = 50, doc = "positive threshold")
        double vp,
    @Param(unit = "V", def = "0.15", min = 0, max = 50, doc = "size of the negative threshold")
        double vn,
    @Param(unit = "1/s", def = "4000", min = 0, doc = "speed beyond the positive threshold")
        double ap,
    @Param(unit = "1/s", def = "4000", min = 0, doc = "speed beyond the negative threshold")
        double an,
    @Param(unit = "1", def = "0.3", min = 0, max = 1, doc = "x above which growth slows down")
        double xp,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "1 - x above which a fall slows down")
        double xn,
    @Param(unit = "1", def = "1", doc = "how fast growth slows down") double alphap,
    @Param(unit = "1", def = "5", doc = "how fast a fall slows down") double alphan,
    @Param(unit = "1", def = "1", doc = "polarity and speed: positive if x grows for v > 0")
        double eta,
    @Param(unit = "V", def = "1m", above = 0, max = 0.1, doc = "rounding of the thresholds")
        double vs,
    @Param(unit = "1", def = "0.11", min = 0, max = 1, alias = "xo", doc = "x at t = 0, in DC")
        double x0)
    implements DeviceModel {
  /** Widths from a threshold, below it, where there is no motion at all: 1e-60 of a width. */
  private static final double LEAST = -138;

  /** Returns the current per sinh(b v) and x at the voltage v, A. */
  private double scale(double v) {
    return a1 == a2 ? a1 : a2 + (a1 - a2) * Smooth.sigmoid(v / vs);
  }

  /** What moves the state beyond one of the thresholds: size (exp(threshold + s) - exp(threshold)). */
  private static final class Motion {
    private final double threshold;
    private final double width;
    private final double perWidth;
    private final double size;

    /** The rounded voltage above which the exponential goes on as its tangent. */
    private final double last;

    Motion(double threshold, double size, double vs) {
      this.threshold = threshold;
      width = Hyperbolic.rounding(vs, threshold);
      perWidth = 1 / width;
      this.size = size * Math.exp(threshold);
      last = Smooth.LIMIT - threshold;
    }

    /** Returns the voltage beyond the threshold in widths. */
    double over(double v) {
      return (v - threshold) * perWidth;
    }

    /** Returns the rounded voltage beyond the threshold, V. */
    double rounded(double over, double decay) {
      return width * Smooth.softplusOf(over, decay);
    }

    /** Returns exp(y) - 1. */
    double growth(double y) {
      // The difference of the exponentials without its cancellation just below the threshold.
      return y <= last
          ? Smooth.expm1(y)
          : Math.exp(-threshold) * Smooth.exp(threshold + y) - 1;
    }

    double speed(double growth) {
      return size * growth;
    }

    double slope(double y, double growth, double over, double decay) {
      double byY = y <= last ? growth + 1 : Math.exp(last);
      return size * byY * Smooth.sigmoidOf(over, decay);
    }

    /** Returns the speed at the voltage v, 1/s. */
    double at(double v) {
      double over = over(v);
      return over > LEAST ? speed(growth(rounded(over, Smooth.decay(over)))) : 0;
    }
  }

  /** How the state slows down beyond a share of its way to a bound. */
  private record Slowing(double start, double decay, double perRest) {
    static Slowing from(double from, double decay) {
      double start = Math.min(from, 0.999);
      return new Slowing(start, decay, 1 / (1 - start));
    }

    /** Returns the exponential that value and slope have in common. */
    double exponential(double share) {
      return share <= start ? 1 : Smooth.exp(-decay * (share - start));
    }

    /** Returns what is left of the speed at {@code share} of the way to a bound. */
    double at(double share, double exponential) {
      return share <= start ? 1 : exponential * (1 - share) * perRest;
    }

    double slope(double share, double exponential) {
      if (share <= start) {
        return 0;
      }
      double bySpan = Smooth.expSlope(-decay * (share - start), exponential);
      return (-decay * bySpan * (1 - share) - exponential) * perRest;
    }

    double at(double share) {
      return at(share, exponential(share));
    }
  }

  /** Returns dx/dt, 1/s, at the voltage v and the state x. */
  double rate(double v, double x) {
    return rate(
        new Motion(vp, ap, vs).at(v), new Motion(vn, an, vs).at(-v),
        Slowing.from(xp, alphap).at(x), Slowing.from(xn, alphan).at(1 - x));
  }

  private double rate(double gp, double gn, double f, double h) {
    return eta >= 0 ? eta * (gp * f - gn * h) : eta * (gp * h - gn * f);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    self.output(
        "i",
        "A",
        at -> scale(at.of(voltage)) * at.of(state) * Hyperbolic.sinh(b * at.of(voltage)));
    self.output("rate", "1/s", at -> rate(at.of(voltage), at.of(state)));

    Motion positive = new Motion(vp, ap, vs);
    Motion negative = new Motion(vn, an, vs);
    Slowing upper = Slowing.from(xp, alphap);
    Slowing lower = Slowing.from(xn, alphan);
    boolean lopsided = a1 != a2;
    double perWidth = 1 / vs;
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double sinh = Hyperbolic.sinh(b * v);
      double a = a1;
      double aSlope = 0;
      if (lopsided) {
        double side = v * perWidth;
        double sideDecay = Smooth.decay(side);
        a = a2 + (a1 - a2) * Smooth.sigmoidOf(side, sideDecay);
        aSlope = (a1 - a2) * Smooth.sigmoidSlopeOf(sideDecay) * perWidth;
      }
      to.current(
          a * x * sinh, x * (aSlope * sinh + a * b * Hyperbolic.slope(b * v, sinh)), a * sinh);

      double gp = 0;
      double gpSlope = 0;
      double over = positive.over(v);
      if (over > LEAST) {
        double decay = Smooth.decayBelow(over);
        double y = positive.rounded(over, decay);
        double growth = positive.growth(y);
        gp = positive.speed(growth);
        gpSlope = positive.slope(y, growth, over, decay);
      }
      double gn = 0;
      double gnSlope = 0;
      double under = negative.over(-v);
      if (under > LEAST) {
        double decay = Smooth.decayBelow(under);
        double y = negative.rounded(under, decay);
        double growth = negative.growth(y);
        gn = negative.speed(growth);
        gnSlope = -negative.slope(y, growth, under, decay);
      }
      double up = 0;
      double upSlope = 0;
      if ((eta >= 0 ? gp : gn) != 0) {
        double exponential = upper.exponential(x);
        up = upper.at(x, exponential);
        upSlope = upper.slope(x, exponential);
      }
      double down = 0;
      double downSlope = 0;
      if ((eta >= 0 ? gn : gp) != 0) {
        double exponential = lower.exponential(1 - x);
        down = lower.at(1 - x, exponential);
        downSlope = -lower.slope(1 - x, exponential);
      }
      to.rate(
          rate(gp, gn, up, down),
          rate(gpSlope, gnSlope, up, down),
          rate(gp, gn, upSlope, downSlope));
    });
  }
}
