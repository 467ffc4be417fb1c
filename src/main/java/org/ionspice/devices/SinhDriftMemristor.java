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

/** A memristor whose current and whose drift are hyperbolic sines of the voltage. */
@Model(
    name = "laiho",
    title = "Hyperbolic-sine memristor (Laiho) with windows (Biolek)",
    source =
        "E. Lehtonen and M. Laiho, 12th Int. Workshop on Cellular Nanoscale Networks (CNNA), 2010,"
            + " doi:10.1109/CNNA.2010.5430304; windows as for hp; the rounding vs is an addition,"
            + " the default values are of the usual size, not fitted",
    equations = {
      "i = x (a1 sinh(b1 v) h + a2 sinh(b2 v) (1 - h)),  h = 1/(1 + exp(-v/vs))",
      "dx/dt = c1 sinh(d1 v) h w(x, 0) + c2 sinh(d2 v) (1 - h) w(x, 1), with the window w(x, s):",
      WindowText.BIOLEK,
      WindowText.JOGLEKAR,
      WindowText.PRODROMAKIS,
      WindowText.ZHA,
      "win=kvat: w(x,0) = exp(-exp((x - 1)/dw)), w(x,1) = exp(-exp(-x/dw))",
      WindowText.WALL,
      WindowText.NONE
    },
    limits = {
      WindowText.HELD,
      WindowText.STUCK,
      "With win=none x may leave 0..1."
    })
public record SinhDriftMemristor(
    @Param(unit = "A", def = "40n", doc = "current scale, v > 0") double a1,
    @Param(unit = "1/V", def = "1.2", above = 0, doc = "current exponent, v > 0") double b1,
    @Param(unit = "A", def = "125n", doc = "current scale, v < 0") double a2,
    @Param(unit = "1/V", def = "1.2", above = 0, doc = "current exponent, v < 0") double b2,
    @Param(unit = "1/s", def = "600u", min = 0, doc = "speed of the state, v > 0") double c1,
    @Param(unit = "1/V", def = "2", above = 0, doc = "speed exponent, v > 0") double d1,
    @Param(unit = "1/s", def = "660u", min = 0, doc = "speed of the state, v < 0") double c2,
    @Param(unit = "1/V", def = "3.8", above = 0, doc = "speed exponent, v < 0") double d2,
    @Param(unit = "1", def = "1m", min = 0, max = 1, doc = "x at t = 0 and in DC") double x0,
    @Param(def = "biolek", doc = "how motion ends at the bounds") Window win,
    @Param(unit = "1", def = "2", min = 0.5, doc = "exponent of the window") double p,
    @Param(unit = "1", def = "1", above = 0, doc = "height of prodromakis and zha") double j,
    @Param(unit = "1", def = "0.01", above = 0, max = 0.1, doc = "width of wall and kvat")
        double dw,
    @Param(unit = "V", def = "1m", above = 0, max = 0.1, doc = "rounding between the branches")
        double vs)
    implements DeviceModel {
  /** Widths from 0 V at which a branch is switched off to the last digit of the other. */
  private static final double FAR = 40;

  public SinhDriftMemristor {
    if (vs * Math.max(Math.max(b1, b2), Math.max(d1, d2)) >= 1) {
      throw new IllegalArgumentException("vs must be below 1/b1, 1/b2, 1/d1 and 1/d2");
    }
  }

  /** Returns a branch of hyperbolic sine, switched on over the width vs around 0 V. */
  private double branch(double side, double v, double size, double curvature) {
    return size * Hyperbolic.sinh(curvature * v) * Smooth.sigmoid(side * v / vs);
  }

  /**
   * Returns the slope of a branch.
   *
   * @param sinh of curvature v
   * @param on the share of it that is switched on, of slope {@code onSlope} 1/V
   */
  private static double branchSlope(
      double v, double curvature, double sinh, double on, double onSlope) {
    return curvature * Hyperbolic.slope(curvature * v, sinh) * on + sinh * onSlope;
  }

  private double conduction(double v) {
    return branch(1, v, a1, b1) + branch(-1, v, a2, b2);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    self.output("i", "A", at -> at.of(state) * conduction(at.of(voltage)));

    Bounds bounds = new Bounds(win, p, j, dw, 0, 1);
    double perWidth = 1 / vs;
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double z = v * perWidth;
      double decay = Math.abs(z) > FAR ? 0 : Smooth.decay(z);
      double on = Smooth.sigmoidOf(z, decay);
      double off = Smooth.sigmoidOf(-z, decay);
      double turn = Smooth.sigmoidSlopeOf(decay) * perWidth;
      double high = bounds.up(x);
      double low = bounds.down(x);
      double g = 0;
      double slope = 0;
      double up = 0;
      double upSlope = 0;
      double top = 0;
      double topSlope = 0;
      // A branch that is switched off to the last digit is not looked at.
      if (z > -FAR) {
        double sinh = Hyperbolic.sinh(b1 * v);
        g = a1 * sinh * on;
        slope = a1 * branchSlope(v, b1, sinh, on, turn);
        double drift = d1 == b1 ? sinh : Hyperbolic.sinh(d1 * v);
        up = c1 * drift * on;
        upSlope = c1 * branchSlope(v, d1, drift, on, turn);
        top = bounds.at(x, 0, high, low);
        topSlope = bounds.byState(x, 0, high, low);
      }
      double down = 0;
      double downSlope = 0;
      double bottom = 0;
      double bottomSlope = 0;
      if (z < FAR) {
        double sinh = Hyperbolic.sinh(b2 * v);
        g += a2 * sinh * off;
        slope += a2 * branchSlope(v, b2, sinh, off, -turn);
        double drift = d2 == b2 ? sinh : Hyperbolic.sinh(d2 * v);
        down = c2 * drift * off;
        downSlope = c2 * branchSlope(v, d2, drift, off, -turn);
        bottom = bounds.at(x, 1, high, low);
        bottomSlope = bounds.byState(x, 1, high, low);
      }
      to.current(x * g, x * slope, g);
      double rate = up * top + down * bottom;
      double byVoltage = upSlope * top + downSlope * bottom;
      double byState = up * topSlope + down * bottomSlope;
      if (bounds.restores()) {
        double back = bounds.restoring(x, high, low);
        rate += (up - down) * back;
        byVoltage += (upSlope - downSlope) * back;
        byState += (up - down) * bounds.restoringSlope(x, high, low);
      }
      to.rate(rate, byVoltage, byState);
    });
  }
}
