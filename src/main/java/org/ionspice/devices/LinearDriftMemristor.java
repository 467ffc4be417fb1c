package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * The linear-drift memristor: a front at x that the current moves between a conducting and an
 * insulating region.
 *
 * <p>x is an integral without an equilibrium, so it is held in DC. The memristance is kept above
 * zero by a smooth floor of a thousandth of ron, which matters only if x runs beyond the ends.
 */
@Model(
    name = "hp",
    title = "Linear-drift memristor with windows",
    source =
        "D. B. Strukov et al., Nature 453 (2008) 80, doi:10.1038/nature06932; windows: Y. N."
            + " Joglekar and S. J. Wolf 2009, Z. Biolek et al. 2009, T. Prodromakis et al. 2011,"
            + " J. Zha et al. 2016; wall: IonSpice after T. Wang and J. Roychowdhury,"
            + " arXiv:1605.04897",
    equations = {
      "i = v / (ron x + roff (1 - x))",
      "dx/dt = eta k i w(x, i),  k = uv ron / d^2",
      "win=none: w = 1;  win=joglekar: w = 1 - (2x - 1)^(2p)",
      "win=biolek: w = 1 - (x - s)^(2p),  s = 1 / (1 + exp(i / 1 nA))",
      "win=prodromakis: w = j (1 - ((x - 1/2)^2 + 3/4)^p)",
      "win=zha: w = j (1 - ((x - s)^2 / 4 + 3/4)^p)",
      "win=wall: w falls to 0 within 0.01 of the end that the front moves to, and the front is"
          + " pushed back from beyond"
    },
    limits = {
      "With joglekar and prodromakis a front that reaches an end stays there.",
      "With none the front may leave 0..1."
    })
public record LinearDriftMemristor(
    @Param(unit = "ohm", def = "100", above = 0, doc = "resistance at x = 1") double ron,
    @Param(unit = "ohm", def = "16e3", above = 0, doc = "resistance at x = 0") double roff,
    @Param(unit = "m", def = "10e-9", above = 0, doc = "thickness") double d,
    @Param(unit = "m^2/(V s)", def = "1e-14", min = 0, doc = "mobility of the dopants") double uv,
    @Param(unit = "1", def = "0.1", min = 0, max = 1, doc = "x at t = 0") double x0,
    @Param(def = "biolek", doc = "window") Window win,
    @Param(unit = "1", def = "2", above = 0, doc = "exponent of the window") double p,
    @Param(unit = "1", def = "1", above = 0, doc = "height of the window") double j,
    @Param(unit = "1", def = "1", min = -1, max = 1, doc = "polarity, 1 or -1") double eta)
    implements DeviceModel {
  private static final double STEP_CURRENT = 1e-9;
  private static final double WALL = 0.01;

  /** Shapes of the factor that slows the front near the ends. */
  public enum Window {
    NONE,
    JOGLEKAR,
    BIOLEK,
    PRODROMAKIS,
    ZHA,
    WALL
  }

  /** Returns dx/dt over k eta, A, for a current and a position. */
  double drift(double i, double x) {
    double push = 0;
    if (win == Window.WALL) {
      push = size(eta * i) * eta * overshoot(x);
    }
    return i * window(i, x) + push;
  }

  /** Returns the window factor. */
  double window(double i, double x) {
    double s = Smooth.sigmoid(-i / STEP_CURRENT);
    return switch (win) {
      case NONE -> 1;
      case JOGLEKAR -> 1 - Math.pow(Math.abs(2 * x - 1), 2 * p);
      case BIOLEK -> 1 - Math.pow(Math.abs(x - s), 2 * p);
      case PRODROMAKIS -> j * (1 - Math.pow((x - 0.5) * (x - 0.5) + 0.75, p));
      case ZHA -> j * (1 - Math.pow(0.25 * (x - s) * (x - s) + 0.75, p));
      case WALL -> {
        double up = Smooth.sigmoid(eta * i / STEP_CURRENT);
        yield up * gate(1 - x) + (1 - up) * gate(x);
      }
    };
  }

  private double windowByX(double i, double x) {
    double s = Smooth.sigmoid(-i / STEP_CURRENT);
    return switch (win) {
      case NONE -> 0;
      case JOGLEKAR -> -4 * p * oddPower(2 * x - 1, 2 * p - 1);
      case BIOLEK -> -2 * p * oddPower(x - s, 2 * p - 1);
      case PRODROMAKIS ->
          -j * p * Math.pow((x - 0.5) * (x - 0.5) + 0.75, p - 1) * 2 * (x - 0.5);
      case ZHA -> -j * p * Math.pow(0.25 * (x - s) * (x - s) + 0.75, p - 1) * 0.5 * (x - s);
      case WALL -> {
        double up = Smooth.sigmoid(eta * i / STEP_CURRENT);
        yield -up * gateSlope(1 - x) + (1 - up) * gateSlope(x);
      }
    };
  }

  private double windowByCurrent(double i, double x) {
    double s = Smooth.sigmoid(-i / STEP_CURRENT);
    double slope = Smooth.sigmoidSlope(i / STEP_CURRENT) / STEP_CURRENT;
    return switch (win) {
      case NONE, JOGLEKAR, PRODROMAKIS -> 0;
      case BIOLEK -> -2 * p * oddPower(x - s, 2 * p - 1) * slope;
      case ZHA ->
          -j * p * Math.pow(0.25 * (x - s) * (x - s) + 0.75, p - 1) * 0.5 * (x - s) * slope;
      case WALL -> eta * slope * (gate(1 - x) - gate(x));
    };
  }

  /** Returns sign(z) |z|^exponent. */
  private static double oddPower(double z, double exponent) {
    return Math.copySign(Math.pow(Math.abs(z), exponent), z);
  }

  /** Returns what a wall lets through at a distance inside it: 0 at the wall, 1 far from it. */
  private static double gate(double distance) {
    return distance <= 0 ? 0 : -Math.expm1(-square(distance));
  }

  private static double gateSlope(double distance) {
    return distance <= 0 ? 0 : 2 * distance / (WALL * WALL) * Math.exp(-square(distance));
  }

  private static double square(double distance) {
    return distance * distance / (WALL * WALL);
  }

  /** Returns how far x is outside 0..1, signed to push back; zero inside, with a smooth start. */
  private static double overshoot(double x) {
    double below = Math.min(x, 0);
    double above = Math.max(x - 1, 0);
    return (below * below - above * above) / WALL;
  }

  private static double overshootSlope(double x) {
    return (2 * Math.min(x, 0) - 2 * Math.max(x - 1, 0)) / WALL;
  }

  private static double size(double i) {
    return Math.sqrt(i * i + STEP_CURRENT * STEP_CURRENT);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    Unknown x =
        self.unknown(
            Quantity.of("x", "1").initially(x0).heldInDc(true).atMostPerIteration(0.2));
    double k = eta * uv * ron / (d * d);
    double least = 1e-3 * Math.min(ron, roff);
    self.output("r", "ohm", at -> memristance(at.of(x), least));
    self.output("i", "A", at -> at.of(v) / memristance(at.of(x), least));

    return (at, f, q) -> {
      double position = at.of(x);
      double m = memristance(position, least);
      double raw = ron * position + roff * (1 - position);
      double mByX = (ron - roff) * m / Math.sqrt(raw * raw + 4 * least * least);
      double i = at.of(v) / m;
      double iByX = -i / m * mByX;
      f.add(branch, i).d(v, 1 / m).d(x, iByX);

      double byI = window(i, position) + i * windowByCurrent(i, position);
      double byX = i * windowByX(i, position);
      if (win == Window.WALL) {
        byI += i / size(i) * eta * overshoot(position);
        byX += size(i) * eta * overshootSlope(position);
      }
      f.add(x, -k * drift(i, position)).d(v, -k * byI / m).d(x, -k * (byX + byI * iByX));
      q.add(x, position).d(x, 1);
    };
  }

  private double memristance(double x, double least) {
    double raw = ron * x + roff * (1 - x);
    double root = Math.sqrt(raw * raw + 4 * least * least);
    // Both forms are (raw + root) / 2; the second does not cancel for a negative raw.
    return raw >= 0 ? 0.5 * (raw + root) : 2 * least * least / (root - raw);
  }
}
