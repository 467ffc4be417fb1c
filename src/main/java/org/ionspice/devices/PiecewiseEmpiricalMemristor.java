package org.ionspice.devices;

import java.util.Arrays;
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
import org.ionspice.parameter.Samples;
import org.jspecify.annotations.Nullable;

/** A memristor whose dependence on the state is measured: two tables, one for each direction. */
@Model(
    name = "pem",
    title = "Piecewise empirical memristor with tabulated state dependence",
    source =
        "J. Niroula et al., J. Comput. Electron. 16, 1144 (2017), doi:10.1007/s10825-017-1107-7, as"
            + " in MEMRISTOR LEVEL=4 of Xyce's reference guide; the rounding vs, the ramps at the"
            + " ends of the tables and the laws without tables are additions",
    equations = {
      "i = x (i1 exp(v/v1) - i2 exp(-v/v2) + g0 v - (i1 - i2))",
      "dx/dt = c1 (exp(d1 s(v - vp)) - 1) f(x) + c2 (exp(-d2 s(vn - v)) - 1) h(x)",
      "s(y) = vr ln(1 + exp(y/vr)): max(y, 0) with a rounded corner; vr is vs, at most 1/100 of the"
          + " threshold",
      "f: the table fxpdata, straight between its points, 0 above its last; 1 - x without a table",
      "h: the table fxmdata, straight between its points, 0 below its first; x without a table",
      "at an end where f or h becomes 0 it does so within 1 % of the table's range"
    },
    limits = {
      "The state does not decay: in DC it is held at x0.",
      "Beyond a table's other end its first or last piece is continued."
    })
public record PiecewiseEmpiricalMemristor(
    @Param(unit = "A", def = "1", doc = "current scale, v > 0") double i1,
    @Param(unit = "A", def = "1", doc = "current scale, v < 0") double i2,
    @Param(unit = "V", def = "1", above = 0, doc = "voltage scale, v > 0") double v1,
    @Param(unit = "V", def = "1", above = 0, doc = "voltage scale, v < 0") double v2,
    @Param(unit = "S", def = "1", doc = "ohmic conductance") double g0,
    @Param(unit = "V", def = "10m", min = 0, doc = "positive threshold") double vp,
    @Param(unit = "V", def = "-10m", max = 0, doc = "negative threshold") double vn,
    @Param(unit = "1/s", def = "1", doc = "speed, v > vp") double c1,
    @Param(unit = "1/s", def = "1", doc = "speed, v < vn") double c2,
    @Param(unit = "1/V", def = "1", doc = "voltage exponent, v > vp") double d1,
    @Param(unit = "1/V", def = "1", doc = "voltage exponent, v < vn") double d2,
    @Param(def = "none", doc = "file with x and f(x), v > 0") @Nullable Samples fxpdata,
    @Param(def = "none", doc = "file with x and h(x), v < 0") @Nullable Samples fxmdata,
    @Param(unit = "1", def = "0.5", alias = "xo", doc = "x at t = 0 and in DC") double x0,
    @Param(unit = "V", def = "1m", above = 0, max = 0.1, doc = "rounding of the thresholds")
        double vs)
    implements DeviceModel {
  /** Widths from a threshold, below it, where there is no motion at all: 1e-60 of a width. */
  private static final double LEAST = -138;

  /** Returns the current at x = 1, A. */
  private double current(double v) {
    return i1 * Hyperbolic.expm1(v / v1) - i2 * Hyperbolic.expm1(-v / v2) + g0 * v;
  }

  /** What moves the state beyond a threshold: exp(d s) - 1 for s of the voltage beyond it. */
  private record Motion(double d, double width, double perWidth) {
    static Motion of(double d, double vs, double threshold) {
      double width = Hyperbolic.rounding(vs, threshold);
      return new Motion(d, width, 1 / width);
    }

    /** Returns the rounded voltage, V, {@code z} widths beyond. */
    double rounded(double z, double decay) {
      return width * Smooth.softplusOf(z, decay);
    }

    double speed(double s) {
      return Hyperbolic.expm1(d * s);
    }

    double slope(double s, double speed, double z, double decay) {
      return d * Smooth.expSlope(d * s, speed + 1) * Smooth.sigmoidOf(z, decay);
    }
  }

  /** A table as its pieces, so that an evaluation copies nothing. */
  private static final class Pieces {
    private final double[] x;
    private final double[] y;
    private final double[] slopes;
    private final boolean endsHigh;
    private final double perRamp;

    Pieces(@Nullable Samples table, boolean endsHigh) {
      x = table == null ? new double[] {0, 1} : table.x();
      y = table != null ? table.y() : endsHigh ? new double[] {1, 0} : new double[] {0, 1};
      this.endsHigh = endsHigh;
      perRamp = 100 / (x[x.length - 1] - x[0]);
      slopes = new double[x.length - 1];
      for (int k = 0; k < slopes.length; k++) {
        slopes[k] = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
      }
    }

    int piece(double at) {
      if (x.length == 2) {
        return 0;
      }
      int k = Arrays.binarySearch(x, at);
      int left = k >= 0 ? k : -k - 2;
      return Math.max(0, Math.min(x.length - 2, left));
    }

    /** Returns how far beyond the end at which the table becomes zero, in ramps. */
    private double beyond(double at) {
      return (endsHigh ? at - x[x.length - 1] : x[0] - at) * perRamp;
    }

    double at(double at, int k) {
      double out = beyond(at);
      if (out > 0) {
        return (endsHigh ? y[y.length - 1] : y[0]) * Math.max(0, 1 - out);
      }
      return y[k] + slope(at, k) * (at - x[k]);
    }

    double slope(double at, int k) {
      double out = beyond(at);
      if (out > 0) {
        double fall = out < 1 ? perRamp : 0;
        return endsHigh ? -y[y.length - 1] * fall : y[0] * fall;
      }
      return slopes[k];
    }
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    self.output("i", "A", at -> at.of(state) * current(at.of(voltage)));

    Motion forth = Motion.of(d1, vs, vp);
    Motion back = Motion.of(-d2, vs, -vn);
    double per1 = 1 / v1;
    double per2 = 1 / v2;
    Pieces up = new Pieces(fxpdata, true);
    Pieces down = new Pieces(fxmdata, false);
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double forward = Hyperbolic.expm1(v * per1);
      double backward = Hyperbolic.expm1(-v * per2);
      double h = i1 * forward - i2 * backward + g0 * v;
      double hSlope =
          i1 * per1 * Smooth.expSlope(v * per1, forward + 1)
              + i2 * per2 * Smooth.expSlope(-v * per2, backward + 1)
              + g0;
      to.current(x * h, x * hSlope, h);

      double rate = 0;
      double byVoltage = 0;
      double byState = 0;
      double over = (v - vp) * forth.perWidth();
      if (over > LEAST) {
        double decay = Smooth.decayBelow(over);
        double s = forth.rounded(over, decay);
        double speed = forth.speed(s);
        int piece = up.piece(x);
        double share = up.at(x, piece);
        rate = c1 * speed * share;
        byVoltage = c1 * forth.slope(s, speed, over, decay) * share;
        byState = c1 * speed * up.slope(x, piece);
      }
      double under = (vn - v) * back.perWidth();
      if (under > LEAST) {
        double decay = Smooth.decayBelow(under);
        double s = back.rounded(under, decay);
        double speed = back.speed(s);
        int piece = down.piece(x);
        double share = down.at(x, piece);
        rate += c2 * speed * share;
        byVoltage -= c2 * back.slope(s, speed, under, decay) * share;
        byState += c2 * speed * down.slope(x, piece);
      }
      to.rate(rate, byVoltage, byState);
    });
  }
}
