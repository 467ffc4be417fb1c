package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A cylindrical channel of a Mott insulator with a metallic core that Joule heat widens.
 *
 * <p>The radius u of the core, in radii of the channel, may lie decades below one, and its rate has
 * poles at both ends; the state is therefore x, which goes from 0 to 1 as ln(u / (1 - u)) goes from
 * -zm to zm.
 */
@Model(
    name = "mott",
    title = "Mott threshold switch with a metallic core",
    source =
        "M. D. Pickett and R. S. Williams, Nanotechnology 23, 215202 (2012),"
            + " doi:10.1088/0957-4484/23/21/215202; M. D. Pickett, G. Medeiros-Ribeiro, R. S."
            + " Williams, Nat. Mater. 12, 114 (2013), doi:10.1038/nmat3510; defaults for VO2 after"
            + " W. Yi et al., Nat. Commun. 9, 4661 (2018), doi:10.1038/s41467-018-07052-w, quoted"
            + " from memory; the logarithmic state and its ends are additions",
    equations = {
      "v = r(u) i,  r(u) = rhoi l / (pi r^2) / (1 + (rhoi/rhom - 1) u^2)",
      "du/dt = (v i - gth dt) / h,  gth = 2 pi l kappa / ln(1/u)",
      "h = pi l r^2 (cp dt b + 2 dh u),  b = (1 - u^2 + 2 u^2 ln u) / (2 u (ln u)^2)",
      "state: x = (1 + z/zm)/2,  z = ln(u/(1 - u)),  zm = ln(1/umin - 1)",
      "v i is multiplied by 1 - exp(-(zm - z)/0.05), gth dt by 1 - exp(-(z + zm)/0.05)"
    },
    limits = {
      "Without heat the core shrinks for ever; it ends at u = umin. With the defaults this is the"
          + " operating point below 0.65 V, where the core does not matter.",
      "Driven by a current, every operating point is the only one. Driven by a voltage between the"
          + " hold and the threshold voltage there are three, the middle one unstable; the solver"
          + " starts from the insulating end, .nodeset v(a)=0.2 @n1[x]=0.7 from the metallic one.",
      "A .dc sweep of a voltage follows a branch to its end and jumps, as the device would.",
      ".options dcstates=hold, or .ic @n1[x], holds the core in DC.",
      "The insulator's resistance does not depend on the temperature.",
      "Parameters far outside those of VO2 and NbO2 at the nanometre scale are untested."
    })
public record MottSwitch(
    @Param(unit = "ohm m", def = "1e-2", above = 0, doc = "resistivity of the insulator")
        double rhoi,
    @Param(unit = "ohm m", def = "3e-6", above = 0, doc = "resistivity of the metal") double rhom,
    @Param(unit = "W/(m K)", def = "3.5", above = 0, doc = "thermal conductivity") double kappa,
    @Param(unit = "J/(m^3 K)", def = "3.3e6", above = 0, doc = "heat capacity by volume")
        double cp,
    @Param(unit = "J/m^3", def = "2.35e8", min = 0, doc = "latent heat of the transition")
        double dh,
    @Param(unit = "m", def = "36e-9", above = 0, doc = "radius of the channel") double r,
    @Param(unit = "m", def = "50e-9", above = 0, doc = "length of the channel") double l,
    @Param(unit = "K", def = "43", above = 0, doc = "transition temperature above ambient")
        double dt,
    @Param(unit = "1", def = "1e-6", above = 0, max = 1e-3, doc = "smallest u; 1 - umin the largest")
        double umin,
    @Param(unit = "1", def = "none", above = 0, below = 1, doc = "u at t = 0 under uic; umin")
        double u0)
    implements DeviceModel {
  /** Width in z of the ends. */
  private static final double END = 0.05;

  /** Below this |ln u| the bracket b is summed as a series. */
  private static final double SERIES = 0.5;

  private static final int TERMS = 16;

  /** Factors of g^(n - 2) in the bracket: n / n! for even n, (n - 1) / n! for odd n. */
  private static final double[] BRACKET = new double[TERMS];

  static {
    double inverseFactorial = 1;
    for (int n = 2; n < TERMS; n++) {
      inverseFactorial /= n;
      BRACKET[n] = inverseFactorial * (n % 2 == 0 ? n : n - 1);
    }
  }

  public MottSwitch {
    if (rhom >= rhoi) {
      throw new IllegalArgumentException("rhom must be below rhoi");
    }
  }

  private double limit() {
    return Math.log(1 / umin - 1);
  }

  private double z(double x) {
    // Beyond forty e-foldings nothing is left to tell apart; the ends still see x itself.
    return Math.max(-40, Math.min(40, limit() * (2 * x - 1)));
  }

  /** Returns the resistance, ohm, with a core of u channel radii. */
  double resistance(double u) {
    return rhoi * l / (Math.PI * r * r) / (1 + (rhoi / rhom - 1) * u * u);
  }

  /** Returns ln(1/u) for u = 1/(1 + exp(-z)), without loss where u is near 1. */
  private static double depth(double z) {
    return Smooth.softplus(-z, 1);
  }

  /** Returns the heat loss, W, of the core to the surroundings. */
  private double loss(double z) {
    return 2 * Math.PI * l * kappa * dt / depth(z);
  }

  /**
   * Returns b of the equations at ln u = g: (g e^g - sinh g) / g^2, 1 at g = 0.
   *
   * @param e exp(g)
   */
  static double bracket(double g, double e) {
    if (Math.abs(g) > SERIES) {
      return (g * e - 0.5 * (e - 1 / e)) / (g * g);
    }
    double sum = 0;
    for (int n = TERMS - 1; n >= 2; n--) {
      sum = sum * g + BRACKET[n];
    }
    return sum;
  }

  /** Returns the derivative of {@link #bracket}, where its value is known. */
  static double bracketSlope(double g, double e, double bracket) {
    if (Math.abs(g) > SERIES) {
      return (e + g * e - 0.5 * (e + 1 / e)) / (g * g) - 2 * bracket / g;
    }
    double sum = 0;
    for (int n = TERMS - 1; n >= 3; n--) {
      sum = sum * g + BRACKET[n] * (n - 2);
    }
    return sum;
  }

  private double startingState() {
    double u = Double.isNaN(u0) ? umin : Math.max(umin, Math.min(1 - umin, u0));
    return (1 + Math.log(u / (1 - u)) / limit()) / 2;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Voltage voltage = self.voltage(p, n);
    Current branch = self.current(p, n);
    Unknown state =
        self.unknown(Quantity.of("x", "1").initially(startingState()).atMostPerIteration(0.05));
    self.output("u", "1", at -> Smooth.sigmoid(z(at.of(state))));
    self.output("r", "ohm", at -> resistance(Smooth.sigmoid(z(at.of(state)))));
    self.output(
        "i", "A", at -> at.of(voltage) / resistance(Smooth.sigmoid(z(at.of(state)))));
    self.output("gth", "W/K", at -> loss(z(at.of(state))) / dt);

    double limit = limit();
    double span = 2 * limit;
    double insulating = 1 / resistance(0);
    double excess = insulating * (rhoi / rhom - 1);
    double volume = Math.PI * l * r * r;
    double losing = 2 * Math.PI * l * kappa * dt;
    return (at, f, q) -> {
      double v = at.of(voltage);
      double x = at.of(state);
      double free = limit * (2 * x - 1);
      // Beyond forty e-foldings nothing is left to tell apart; the ends still see x itself.
      double z = Math.max(-40, Math.min(40, free));
      double zByX = Math.abs(free) < 40 ? span : 0;
      double decay = Smooth.decay(z);
      double u = Smooth.sigmoidOf(z, decay);
      double rest = Smooth.sigmoidOf(-z, decay);
      double spread = Smooth.sigmoidSlopeOf(decay);
      double depth = Smooth.softplusOf(-z, decay);
      double g = insulating + excess * u * u;
      double gByX = 2 * excess * u * spread * zByX;
      f.add(branch, g * v).d(voltage, g).d(state, gByX * v);

      // h(u) u (1 - u), J: the heat that moves z by one, and its slope over itself.
      double bracket = bracket(-depth, u);
      double density = cp * dt * bracket + 2 * dh * u;
      double densityByZ = cp * dt * bracketSlope(-depth, u, bracket) * rest + 2 * dh * spread;
      // dx/dt = (heat - loss) / (span capacity), each against the end that it pushes towards.
      double perSize = 1 / (span * volume * density * spread);
      double logSlope = (densityByZ / density + (rest - u)) * zByX;
      double room = span * (1 - x);
      double wall = Wall.decay(room, END);
      double top = Wall.share(room, END, wall);
      double topSlope = -span * Wall.slope(END, wall);
      double heat = g * v * v * perSize;
      f.add(state, -heat * top)
          .d(voltage, -2 * g * v * perSize * top)
          .d(
              state,
              -gByX * v * v * perSize * top + heat * logSlope * top - heat * topSlope);
      room = span * x;
      wall = Wall.decay(room, END);
      double bottom = Wall.share(room, END, wall);
      double bottomSlope = span * Wall.slope(END, wall);
      double away = losing / depth * perSize;
      // d ln(loss)/dz = (1 - u) / ln(1/u).
      double awayByX = away * (rest / depth * zByX - logSlope);
      f.add(state, away * bottom).d(state, awayByX * bottom + away * bottomSlope);
      q.add(state, x).d(state, 1);
    };
  }
}
