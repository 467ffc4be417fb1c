package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A filamentary valence-change cell: vacancies drift between a plug and a thin disc at a Schottky
 * contact, and the disc's vacancy concentration N sets barrier and resistance.
 */
@Model(
    name = "jart",
    title = "Filamentary valence-change cell (JART VCM v1b)",
    source =
        "C. Bengel et al., IEEE Trans. Circuits Syst. I 67, 4618 (2020),"
            + " doi:10.1109/TCSI.2020.3018502; F. Cueppers et al., APL Mater. 7, 091105 (2019),"
            + " doi:10.1063/1.5108654; parameters of the JART VCM v1b release, deterministic part;"
            + " tauth, the smoothed changes at v = 0 and the limits of gamma and T are additions",
    equations = {
      "v(p,n) = vs + i (rdisc + rplug) + i (rtiox + r0 (1 + alphaline rthline r0 i^2))",
      "rdisc = ldet/(N zvo q un A), rplug = (lcell - ldet)/(nplug zvo q un A), A = pi rdet^2",
      "N = ndiscmin (ndiscmax/ndiscmin)^x",
      "phi = phibn0 - (q^3 zvo N psi/(8 pi^2 (epsphib eps0)^3))^(1/4),"
          + " psi = phibn0 - phin - vs; phi and psi kept above 0 by softplus of width ws",
      "vs > 0: i = A arich T^2 exp(-q phi/kT) (exp(q vs/kT) - 1)",
      "vs < 0: i = -A arich T/k sqrt(pi W00 q (|vs| + phi/cosh(W00/kT)^2)) exp(-q phi/W0)"
          + " (exp(q |vs|/e1) - 1)",
      "W00 = q h/(4 pi) sqrt(zvo N/(m eps eps0)), W0 = W00/tanh(W00/kT),"
          + " e1 = W00/(W00/kT - tanh(W00/kT))",
      "dN/dt = -(nplug + N)/2 a ny0/ldet F (exp(-dWf/kT) - exp(-dWr/kT))",
      "dWf, dWr = dwa (sqrt(1 - g^2) -+ g pi/2 + g asin g),  g = zvo a E/(pi dwa)",
      "v < 0: E = i rdisc/ldet, F = 1 - (N/ndiscmax)^10;"
          + " v > 0: E = (vs + i (rdisc + rplug))/lcell, F = 1 - (ndiscmin/N)^10",
      "T = t0 + rth i (vs + i (rdisc + rplug)) after tauth; rth = rth0 for v < 0,"
          + " rtheff rth0 for v > 0",
      "the two cases of v blend as 1/(1 + exp(-v/wv)); |g| stays below 0.999, T within 50 K and"
          + " tmax"
    },
    limits = {
      "The set is at negative voltage.",
      "The concentration is held at ninit in DC; the temperature is solved.",
      "Variability and random telegraph noise of the releases are not included.",
      "The slope of the barrier's current jumps at vs = 0, as published.",
      "Where vs passes phibn0 - phin the barrier rises and the current falls: beside the solution"
          + " that goes on from v = 0, which the operating point looks for, there may be others.",
      "tauth = 0 makes the temperature algebraic, as published; where it runs away there is then"
          + " no solution to follow."
    })
public record JartVcm(
    @Param(unit = "1", def = "17", above = 0, doc = "permittivity of the oxide") double eps,
    @Param(
            unit = "1",
            def = "5.5",
            above = 0,
            alias = "eps_phib",
            doc = "permittivity for the image force")
        double epsphib,
    @Param(unit = "V", def = "0.18", above = 0, doc = "barrier without image force")
        double phibn0,
    @Param(unit = "V", def = "0.1", doc = "Fermi level below the conduction band") double phin,
    @Param(unit = "m^2/(V s)", def = "4e-6", above = 0, doc = "mobility of electrons") double un,
    @Param(unit = "1/m^3", def = "20e26", above = 0, doc = "largest concentration in the disc")
        double ndiscmax,
    @Param(unit = "1/m^3", def = "0.008e26", above = 0, doc = "smallest concentration in the disc")
        double ndiscmin,
    @Param(unit = "1/m^3", def = "none", above = 0, doc = "N at t = 0 and in DC; ndiscmin")
        double ninit,
    @Param(unit = "1/m^3", def = "20e26", above = 0, doc = "concentration in the plug")
        double nplug,
    @Param(unit = "m", def = "0.25e-9", above = 0, doc = "distance of a hop") double a,
    @Param(unit = "1/s", def = "2e13", min = 0, doc = "attempt frequency") double ny0,
    @Param(unit = "eV", def = "1.35", above = 0, doc = "barrier of a hop") double dwa,
    @Param(unit = "K/W", def = "15.72e6", min = 0, doc = "thermal resistance, v below 0")
        double rth0,
    @Param(
            unit = "1",
            def = "0.27",
            min = 0,
            doc = "share of rth0 for v above 0",
            alias = "rtheff_scaling")
        double rtheff,
    @Param(unit = "m", def = "45e-9", above = 0, doc = "radius of the filament") double rdet,
    @Param(unit = "m", def = "3e-9", above = 0, doc = "length of disc and plug") double lcell,
    @Param(unit = "m", def = "0.4e-9", above = 0, doc = "length of the disc") double ldet,
    @Param(
            unit = "ohm",
            def = "650",
            min = 0,
            doc = "resistance of the TiOx layer",
            alias = "rseriestiox")
        double rtiox,
    @Param(unit = "ohm", def = "719.244", above = 0, doc = "resistance of the lines, cold")
        double r0,
    @Param(unit = "K/W", def = "90471.5", min = 0, doc = "thermal resistance of the lines")
        double rthline,
    @Param(unit = "1/K", def = "3.92e-3", min = 0, doc = "temperature coefficient of the lines")
        double alphaline,
    @Param(unit = "1", def = "2", above = 0, doc = "charge number of a vacancy") double zvo,
    @Param(unit = "A/(m^2 K^2)", def = "6.01e5", above = 0, doc = "Richardson constant")
        double arich,
    @Param(unit = "K", def = "293", above = 50, doc = "temperature of the surroundings") double t0,
    @Param(unit = "s", def = "0.1n", min = 0, doc = "thermal time constant") double tauth,
    @Param(unit = "K", def = "3000", above = 50, doc = "above it nothing speeds up any more")
        double tmax,
    @Param(unit = "V", def = "2m", above = 0, doc = "width that keeps phi and psi positive")
        double ws,
    @Param(unit = "V", def = "1m", above = 0, doc = "width of the change at v = 0") double wv)
    implements DeviceModel {
  private static final double Q = 1.602176634e-19;
  private static final double PLANCK = 6.62607015e-34;
  private static final double ELECTRON_MASS = 9.1093837015e-31;
  private static final double VACUUM = 8.8541878128e-12;
  private static final double POWER = 10;

  public JartVcm {
    if (ndiscmin >= ndiscmax) {
      throw new IllegalArgumentException("ndiscmin must be below ndiscmax");
    }
    if (ldet >= lcell) {
      throw new IllegalArgumentException("ldet must be below lcell");
    }
    if (tmax <= t0) {
      throw new IllegalArgumentException("tmax must be above t0");
    }
  }

  private double area() {
    return Math.PI * rdet * rdet;
  }

  private double span() {
    return Math.log(ndiscmax / ndiscmin);
  }

  private double concentration(double x) {
    return ndiscmin * Smooth.exp(span() * x);
  }

  private double startingState() {
    return Double.isNaN(ninit) ? 0 : Math.log(ninit / ndiscmin) / span();
  }

  /** Returns the current of the Schottky contact. */
  JartBarrier barrier() {
    return new JartBarrier(
        area() * arich,
        phibn0,
        phibn0 - phin,
        zvo * ndiscmin * Math.pow(Q / (epsphib * VACUUM), 3) / (8 * Math.PI * Math.PI),
        PLANCK / (4 * Math.PI) * Math.sqrt(zvo * ndiscmin / (ELECTRON_MASS * eps * VACUUM)),
        span(),
        ws);
  }

  /** Returns disc and plug resistance, ohm. */
  private double filament(double x) {
    return disc(x) + plug();
  }

  private double disc(double x) {
    return ldet / (ndiscmin * zvo * Q * un * area()) * Smooth.exp(-span() * x);
  }

  private double plug() {
    return (lcell - ldet) / (nplug * zvo * Q * un * area());
  }

  /** Returns the real root i of i r + k i^3 = v, A. */
  static double throughLeads(double v, double r, double k) {
    if (k == 0) {
      return v / r;
    }
    double scale = Math.sqrt(r / (3 * k));
    double y = Math.abs(v) / (2 * r * scale) * 3;
    double asinh = Math.log1p(y + y * y / (1 + Math.hypot(1, y)));
    return Math.copySign(2 * scale * Math.sinh(asinh / 3), v);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal n = self.terminal("n");
    Terminal inner = self.internalNode("inner");
    Voltage applied = self.voltage(p, n);
    Voltage rest = self.voltage(inner, n);
    Voltage contact = self.voltage(p, inner);
    Current injected = self.current(p, inner);
    Current lead = self.current(inner, n);
    // A longer first step could pass the hump of the current at phibn0 - phin.
    Limited junction = self.limited(contact, new Doubling(0.02));
    Unknown state =
        self.unknown(
            Quantity.of("x", "1")
                .nominal(1e-2)
                .initially(startingState())
                .heldInDc(true)
                .atMostPerIteration(0.05));
    Unknown rise = self.unknown(Quantity.of("rise", "1"));
    JartBarrier barrier = barrier();
    Within range = new Within(50, tmax, 2.5);
    Within fields = new Within(-0.999, 0.999, 2e-3);
    double lines = r0 * r0 * alphaline * rthline;
    double fixed = rtiox + r0;
    double span = span();
    double discs = ldet / (ndiscmin * zvo * Q * un * area());
    double plug = plug();
    double hops = a * ny0 / (2 * ldet * span());
    double edge = 1 / (POWER * span());
    // Scratch of this instance, overwritten in every evaluation.
    double[] at4 = new double[4];

    self.output("n", "1/m^3", at -> concentration(at.of(state)));
    self.output("t", "K", at -> t0 * (1 + at.of(rise)));
    self.output("vs", "V", at -> at.of(contact));
    self.output(
        "i",
        "A",
        at -> throughLeads(at.of(rest), filament(at.of(state)) + fixed, lines));
    self.output("phi", "V", at -> barrierHeight(at, contact, state));

    return (at, f, q) -> {
      double vs = at.of(junction);
      double x = at.of(state);
      double kelvin = t0 * (1 + at.of(rise));
      double hot = range.of(kelvin);
      double hotByRise = range.slope(kelvin) * t0;
      barrier.evaluate(vs, x, hot, at4);
      double i = at4[0];
      double iByV = at4[1];
      double iByX = at4[2];
      double iByRise = at4[3] * hotByRise;
      f.add(injected, i).d(junction, iByV).d(state, iByX).d(rise, iByRise);

      double thinning = Smooth.exp(-span * x);
      double discNow = discs * thinning;
      double discByX = -span * discNow;
      double wire = discNow + plug;
      double j = throughLeads(at.of(rest), wire + fixed, lines);
      double stiffness = 1 / (wire + fixed + 3 * lines * j * j);
      double jByX = -j * stiffness * discByX;
      f.add(lead, j).d(rest, stiffness).d(state, jByX);

      // The heat of contact and filament.
      double v = at.of(applied);
      double side = v / wv;
      double sideDecay = Smooth.decay(side);
      double forward = Smooth.sigmoidOf(side, sideDecay);
      double reverse = Smooth.sigmoidOf(-side, sideDecay);
      double forwardByV = Smooth.sigmoidSlopeOf(sideDecay) / wv;
      double rth = rth0 / t0 * (rtheff * forward + reverse);
      double rthByV = rth0 / t0 * (rtheff - 1) * forwardByV;
      double power = vs * i + j * j * wire;
      f.add(rise, at.of(rise)).d(rise, 1);
      f.add(rise, -rth * power)
          .d(applied, -rthByV * power)
          .d(junction, -rth * (i + vs * iByV))
          .d(rest, -rth * 2 * j * stiffness * wire)
          .d(state, -rth * (vs * iByX + 2 * j * jByX * wire + j * j * discByX))
          .d(rise, -rth * vs * iByRise);
      if (tauth > 0) {
        q.add(rise, tauth * at.of(rise)).d(rise, tauth);
      }

      // The field, in units of pi dwa/(zvo a), and what it does to the barriers of a hop.
      double unit = zvo * a / (Math.PI * dwa);
      double whole = unit / lcell;
      double part = unit / ldet;
      double across = vs + j * wire;
      double local = j * discNow;
      double field = forward * whole * across + reverse * part * local;
      double g = fields.of(field);
      double gSlope = fields.slope(field);
      double gByV = gSlope * forwardByV * (whole * across - part * local);
      double gByVs = gSlope * forward * whole;
      double gByRest = gSlope * (forward * whole * wire + reverse * part * discNow) * stiffness;
      double gByX =
          gSlope
              * (forward * whole * (jByX * wire + j * discByX)
                  + reverse * part * (jByX * discNow + j * discByX));
      double kt = JartBarrier.BOLTZMANN_VOLTS * hot;
      double ktByRise = JartBarrier.BOLTZMANN_VOLTS * hotByRise;
      double angle = Math.asin(g);
      double mean = dwa * (Math.sqrt(1 - g * g) + g * angle);
      double tilt = dwa * g * Math.PI / 2;
      double down = Math.exp(-(mean - tilt) / kt);
      double up = Math.exp(-(mean + tilt) / kt);
      double netByG =
          -dwa * ((angle - Math.PI / 2) * down - (angle + Math.PI / 2) * up) / kt;
      double netByKt = ((mean - tilt) * down - (mean + tilt) * up) / (kt * kt);

      double supply = nplug / ndiscmin * thinning;
      double rate = hops * (supply + 1);
      double rateByX = -hops * supply * span;
      double lowDecay = Wall.decay(x, edge);
      double highDecay = Wall.decay(1 - x, edge);
      double low = Wall.share(x, edge, lowDecay);
      double high = Wall.share(1 - x, edge, highDecay);
      double limit = forward * low + reverse * high;
      double limitByX = forward * Wall.slope(edge, lowDecay) - reverse * Wall.slope(edge, highDecay);
      double limitByV = forwardByV * (low - high);
      double net = down - up;
      double flow = rate * limit * netByG;
      f.add(state, rate * limit * net)
          .d(applied, rate * limitByV * net + flow * gByV)
          .d(junction, flow * gByVs)
          .d(rest, flow * gByRest)
          .d(state, (rateByX * limit + rate * limitByX) * net + flow * gByX)
          .d(rise, rate * limit * netByKt * ktByRise);
      q.add(state, x).d(state, 1);
    };
  }

  private double barrierHeight(Point at, Voltage contact, Unknown state) {
    JartBarrier b = barrier();
    double bending = Smooth.softplus(b.edge() - at.of(contact), ws);
    double drop =
        Math.pow(b.lowering() * Smooth.exp(b.span() * at.of(state)) * bending, 0.25);
    return Smooth.softplus(phibn0 - drop, ws);
  }
}
