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

/** A WOx memristor: a Schottky and a tunnelling path in parallel, and a state that decays. */
@Model(
    name = "chang",
    title = "Tungsten-oxide memristor with decay (Chang, University of Michigan)",
    source =
        "T. Chang, S.-H. Jo, K.-H. Kim, P. Sheridan, S. Gaba, W. Lu, Appl. Phys. A 102, 857 (2011),"
            + " doi:10.1007/s00339-011-6296-1; decay: T. Chang, S.-H. Jo, W. Lu, ACS Nano 5, 7669"
            + " (2011), doi:10.1021/nn202983n; the smooth wall and the default values are ours",
    equations = {
      "i = (1 - x) a (1 - exp(-b v)) + x c sinh(d v)",
      "dx/dt = lambda (u - x/tau),  u = eta1 sinh(eta2 v) w + walls",
      "w = (1 - s)(1 - exp((x - 1)/dw)) + s (1 - exp(-x/dw)),  s = 1/(1 + exp(v/vs))",
      "walls = (sqrt((eta1 sinh(eta2 v))^2 + eta1^2) - |eta1|) (softplus(-x) - softplus(x - 1)),"
          + " softplus of width dw;"
          + " beyond a bound w goes on as its tangent there"
    },
    limits = {
      "The state decays with the time tau/lambda; in DC it is solved.",
      "One time constant: the slow component of retention is not included.",
      "At the bound x = 1 the drive is cut off by a wall, not by the physics of the filament."
    })
public record TungstenOxideMemristor(
    @Param(unit = "A", def = "0.5u", doc = "Schottky current", alias = "alpha") double a,
    @Param(unit = "1/V", def = "0.5", doc = "Schottky exponent", alias = "beta") double b,
    @Param(unit = "A", def = "4u", doc = "tunnelling current", alias = "gamma") double c,
    @Param(unit = "1/V", def = "2", doc = "tunnelling exponent", alias = "delta") double d,
    @Param(unit = "1/s", def = "1", above = 0, doc = "speed of the state") double lambda,
    @Param(unit = "1", def = "4m", doc = "strength of the drive") double eta1,
    @Param(unit = "1/V", def = "4", above = 0, doc = "voltage exponent of the drive")
        double eta2,
    @Param(unit = "1", def = "10", above = 0, doc = "decay: the state lives tau/lambda seconds")
        double tau,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "x at t = 0 under uic; 0")
        double x0,
    @Param(unit = "V", def = "1m", above = 0, max = 0.1, doc = "rounding of the direction")
        double vs,
    @Param(unit = "1", def = "1m", above = 0, max = 0.1, doc = "width of the walls, of x")
        double dw)
    implements DeviceModel {

  private double current(double v, double x) {
    return (1 - x) * a * (1 - Smooth.exp(-b * v)) + x * c * Hyperbolic.sinh(d * v);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage voltage = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1")
                .initially(Double.isNaN(x0) ? 0 : x0)
                .atMostPerIteration(0.2));
    self.output("i", "A", at -> current(at.of(voltage), at.of(state)));

    Bounds bounds = new Bounds(Window.WALL, 1, 1, dw, 0, 1);
    double perTau = 1 / tau;
    double perWidth = (eta1 < 0 ? 1 : -1) / vs;
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double decaying = Smooth.exp(-b * v);
      double schottky = a * (1 - decaying);
      double sinh = Hyperbolic.sinh(d * v);
      double tunnelling = c * sinh;
      to.current(
          (1 - x) * schottky + x * tunnelling,
          (1 - x) * a * b * Smooth.expSlope(-b * v, decaying)
              + x * c * d * Hyperbolic.slope(d * v, sinh),
          tunnelling - schottky);

      double drift = Hyperbolic.sinh(eta2 * v);
      double drive = eta1 * drift;
      double driveSlope = eta1 * eta2 * Hyperbolic.slope(eta2 * v, drift);
      double rate = drive - x * perTau;
      double byVoltage = driveSlope;
      double byState = -perTau;
      if (!bounds.isFree(x)) {
        double z = v * perWidth;
        double decay = Smooth.decay(z);
        double s = Smooth.sigmoidOf(z, decay);
        double slope = Smooth.sigmoidSlopeOf(decay) * perWidth;
        // The size of the drive with a rounded corner; at rest the walls do not push.
        double hypotenuse = Smooth.hypotenuse(drive, eta1);
        double size = hypotenuse - Math.abs(eta1);
        double perSize = hypotenuse == 0 ? 0 : drive / hypotenuse;
        double high = bounds.up(x);
        double low = bounds.down(x);
        double w = bounds.at(x, s, high, low);
        double back = bounds.restoring(x, high, low);
        rate = drive * w + size * back - x * perTau;
        byVoltage =
            driveSlope * w
                + drive * bounds.byDirection(x, s, high, low) * slope
                + perSize * driveSlope * back;
        byState =
            drive * bounds.byState(x, s, high, low)
                + size * bounds.restoringSlope(x, high, low)
                - perTau;
      }
      to.rate(lambda * rate, lambda * byVoltage, lambda * byState);
    });
  }
}
