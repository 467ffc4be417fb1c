package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.StateEquations;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A memristor whose doped region drifts in proportion to the current, with a choice of windows. */
@Model(
    name = "hp",
    title = "Linear-drift memristor with windows",
    source =
        "D. B. Strukov et al., Nature 453, 80 (2008), doi:10.1038/nature06932; windows: Y. N."
            + " Joglekar and S. J. Wolf, Eur. J. Phys. 30, 661 (2009); Z. Biolek et al.,"
            + " Radioengineering 18, 210 (2009); T. Prodromakis et al., IEEE Trans. Electron"
            + " Devices 58, 3099 (2011); J. Zha et al., IEEE Trans. CAD 35, 423 (2016); kvat: S."
            + " Kvatinsky et al., IEEE Trans. Circuits Syst. I 60, 211 (2013); wall after"
            + " T. Wang and J. Roychowdhury, arXiv:1605.04897",
    equations = {
      "i = v / r,  r = ron x + roff (1 - x)",
      "dx/dt = eta k i w(x, i),  k = uv ron / d^2",
      "s = 1 / (1 + exp(eta i / iw)): 0 while x grows, 1 while it falls",
      WindowText.JOGLEKAR,
      WindowText.BIOLEK,
      WindowText.PRODROMAKIS,
      WindowText.ZHA,
      "win=kvat: w = (1 - s) exp(-exp((x - 1)/dw)) + s exp(-exp(-x/dw))",
      "win=wall: w = (1 - s) (1 - exp(-(1 - x)/dw)) + s (1 - exp(-x/dw));"
          + " dx/dt += k |i| (softplus(-x) - softplus(x - 1)), softplus of width dw;"
          + " beyond a bound w goes on as its tangent there",
      WindowText.NONE,
      "noise current, A^2/Hz: thermal 4 k T / r"
    },
    limits = {
      WindowText.HELD,
      WindowText.STUCK,
      "With win=none x may leave 0..1; r then stays at ron or roff.",
      "The asymmetric windows (biolek, zha) drift from cycle to cycle under a symmetric drive."
    })
public record LinearDriftMemristor(
    @Param(unit = "ohm", def = "100", above = 0, doc = "resistance at x = 1") double ron,
    @Param(unit = "ohm", def = "16e3", above = 0, doc = "resistance at x = 0") double roff,
    @Param(unit = "m", def = "10e-9", above = 0, doc = "thickness of the film") double d,
    @Param(unit = "m^2/(V s)", def = "1e-14", min = 0, doc = "mobility of the dopants") double uv,
    @Param(unit = "1", def = "0.1", min = 0, max = 1, doc = "x at t = 0 and in DC") double x0,
    @Param(def = "biolek", doc = "how motion ends at the bounds") Window win,
    @Param(unit = "1", def = "2", min = 0.5, doc = "exponent of the window") double p,
    @Param(unit = "1", def = "1", above = 0, doc = "height of prodromakis and zha") double j,
    @Param(unit = "1", def = "1", doc = "polarity and speed: positive if x grows with current")
        double eta,
    @Param(unit = "A", def = "1e-9", above = 0, doc = "current over which the direction changes")
        double iw,
    @Param(unit = "1", def = "0.01", above = 0, max = 0.1, doc = "width of wall and kvat")
        double dw)
    implements DeviceModel {
  public LinearDriftMemristor {
    if (ron >= roff) {
      throw new IllegalArgumentException("ron must be below roff");
    }
    if (eta == 0) {
      throw new IllegalArgumentException("eta must not be 0");
    }
  }

  /** Returns the resistance at the state x, ohm. */
  double resistance(double x) {
    double inside = Bounds.inside(x);
    return ron * inside + roff * (1 - inside);
  }

  private double resistanceSlope(double x) {
    return x > 0 && x < 1 ? ron - roff : 0;
  }

  /** Returns 0 while x grows, 1 while it falls, and something between within iw of no current. */
  private double direction(double i) {
    return Smooth.sigmoid(-Math.signum(eta) * i / iw);
  }

  private double directionSlope(double i) {
    return -Math.signum(eta) * Smooth.sigmoidSlope(i / iw) / iw;
  }

  private Bounds bounds() {
    return new Bounds(win, p, j, dw, 0, 1);
  }

  /** Returns the window w at the state x and the current i, A. */
  double window(double x, double i) {
    return bounds().at(x, direction(i));
  }

  /** Returns the partial of the window by x. */
  double windowByState(double x, double i) {
    return bounds().byState(x, direction(i));
  }

  /** Returns the partial of the window by the current, 1/A. */
  double windowByCurrent(double x, double i) {
    Bounds bounds = bounds();
    return bounds.byDirection(x, direction(i), bounds.up(x), bounds.down(x)) * directionSlope(i);
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
    self.noise(
        "thermal",
        branch,
        NoiseDensity.thermal(self.temperature(), at -> 1 / resistance(at.of(state))));

    double k = uv * ron / (d * d);
    Bounds bounds = bounds();
    boolean directed = bounds.isDirected();
    boolean walled = bounds.restores();
    double speed = eta * k;
    double push = Math.abs(eta) * k;
    double perWidth = -Math.signum(eta) / iw;
    return new StateEquations(branch, voltage, state, (v, x, to) -> {
      double g = 1 / resistance(x);
      double i = v * g;
      double byState = -i * g * resistanceSlope(x);
      to.current(i, g, byState);

      double high = bounds.up(x);
      double low = bounds.down(x);
      double s = 0;
      double turn = 0;
      if (directed) {
        double z = i * perWidth;
        double decay = Smooth.decay(z);
        s = Smooth.sigmoidOf(z, decay);
        turn = decay == 0
            ? 0
            : z * Smooth.sigmoidSlopeOf(decay) * bounds.byDirection(x, s, high, low);
      }
      double w = bounds.at(x, s, high, low);
      double rate = speed * i * w;
      double byCurrent = speed * (w + turn);
      double byX = speed * i * bounds.byState(x, s, high, low);
      if (walled) {
        // |i| with a rounded corner; at rest the wall does not push either.
        double hypotenuse = Smooth.hypotenuse(i, iw);
        double size = hypotenuse - iw;
        double back = push * bounds.restoring(x, high, low);
        rate += back * size;
        byCurrent += back * i / hypotenuse;
        byX += push * size * bounds.restoringSlope(x, high, low);
      }
      to.rate(rate, byCurrent * g, byCurrent * byState + byX);
    });
  }
}
