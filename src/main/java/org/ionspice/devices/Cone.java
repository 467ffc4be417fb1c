package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/**
 * A conical channel with charged walls between two electrolytes: a volatile memristor whose
 * conductance follows the ions that voltage, pressure and densities sweep in or out.
 *
 * <p>The state x is the conductance over that of the channel at rest at the density {@code rhob}.
 */
@Model(
    name = "cone",
    title = "Conical microfluidic memristor",
    terminals = {"base", "tip"},
    optional = {"pb pt", "rb rt"},
    source =
        "T. M. Kamsma et al., Phys. Rev. Lett. 130, 268401 (2023),"
            + " doi:10.1103/PhysRevLett.130.268401; W. Q. Boon et al., Phys. Fluids 34 (10) (2022);"
            + " M. Conte et al., Efficient Machine Learning in a Memristor Network (2025), and"
            + " M. Conte, R. van Roij and M. Dijkstra, arXiv:2511.04209 (2025). Stated there: the"
            + " equations and l, rb, rt, d, eta, eps, tau; from the authors' code: rhob, sigma, psi0."
            + " Own: the smooth floor, and pins that replace pressures and densities",
    equations = {
      "v = v(base,tip), dp = v(pb,pt), rho_b = v(rb), drho = v(rb,rt); without pins dp = drho = 0,"
          + " rho_b = rhob",
      "i = g v,  g = g0 x,  g0 = (pi rb rt / l) 2 NA rhob e^2 d / (k temp)",
      "tau dx/dt = (rho_b / rhob) floor(ginf) - x,  tau = l^2 / (12 d) when not given;"
          + " the first term is printed as ginf",
      "Q = qsign (pi rb rt eps psi0 / (eta l)) v + (pi rb^3 rt^3 / (8 l eta R2)) dp,"
          + "  R2 = (rb^2 + rb rt + rt^2) / 3",
      "Pe = Q l / (pi d rt^2),  a = Pe rt / rb",
      "I = expm1(a F) / expm1(a),  F = X rt / R,  R = rb - (rb - rt) X,  X = 0..1 from base to tip",
      "J = integral of I dX,  J0 = integral of F dX",
      "ginf = 1 - kdrho (drho / rho_b) J + A0 v (J0 - J) / Pe,"
          + "  A0 = (rb - rt) sigma e / (rt^2 k temp NA rho_b)",
      "floor(g) = gmin + gwidth ln(1 + exp((g - gmin) / gwidth))",
      "rho_b in g and in denominators has a floor of the same form, 1e-3 rhob"
    },
    limits = {
      "Volatile: nothing is remembered beyond tau, and tau does not depend on the voltage.",
      "One exponential relaxation towards the steady state stands for diffusion along the channel.",
      "Theory of a long, slender channel with thin double layers. At large positive voltage, or"
          + " where a pressure cancels the flow, its ginf may fall below zero; gmin ends that.",
      "The pressure and density pins sense and draw nothing: 1 V is 1 Pa, and 1 mM.",
      "qsign=1 is the sign of the electro-osmotic flow as printed by Conte et al.; it gives"
          + " negative conductances at large voltages. With -1 the flow goes along the field for"
          + " psi0 < 0, and the published divider results come out.",
      "kdrho=0 leaves the diffusive term out, as the published training over densities did.",
      "The temperature is the parameter temp, in kelvin; that of the circuit is not read."
    })
public record Cone(
    @Param(unit = "m", def = "10e-6", above = 0, doc = "length") double l,
    @Param(unit = "m", def = "200e-9", above = 0, doc = "radius of the base") double rb,
    @Param(unit = "m", def = "50e-9", above = 0, doc = "radius of the tip") double rt,
    @Param(unit = "mM", def = "0.1", above = 0, doc = "density of the salt at the base")
        double rhob,
    @Param(unit = "1/nm^2", def = "-0.0015", doc = "wall charge, elementary charges an area")
        double sigma,
    @Param(unit = "V", def = "-10e-3", doc = "zeta potential of the wall") double psi0,
    @Param(unit = "m^2/s", def = "1.75e-9", above = 0, doc = "diffusion coefficient of the ions")
        double d,
    @Param(unit = "Pa s", def = "1.01e-3", above = 0, doc = "viscosity") double eta,
    @Param(unit = "F/m", def = "0.71e-9", above = 0, doc = "permittivity") double eps,
    @Param(unit = "K", def = "293.15", min = 200, max = 500, doc = "temperature, in kelvin")
        double temp,
    @Param(unit = "s", def = "none", above = 0, doc = "relaxation time; l^2/(12 d) when not given")
        double tau,
    @Param(unit = "1", def = "1e-3", above = 0, max = 0.5, doc = "floor of ginf") double gmin,
    @Param(unit = "1", def = "none", above = 0, doc = "width of the floor; gmin/4 when not given")
        double gwidth,
    @Param(
            unit = "1",
            def = "-1",
            min = -1,
            max = 1,
            doc = "sign of the electro-osmotic flow: -1 right, +1 as printed")
        double qsign,
    @Param(
            unit = "1",
            def = "1",
            min = 0,
            max = 1,
            alias = "drho",
            doc = "1 keeps the diffusive term of a density difference, 0 drops it")
        double kdrho,
    @Param(def = "codata", doc = "constants of nature: CODATA, or rounded as the authors do")
        Constants constants,
    @Param(unit = "1", def = "1", min = 0, doc = "x at t = 0 under uic") double x0)
    implements DeviceModel {
  private static final double PER_SQUARE_NANOMETRE = 1e18;

  /** Smallest density in a denominator, over rhob. */
  private static final double DILUTE = 1e-3;

  /** Values of the elementary charge, Boltzmann's and Avogadro's constant. */
  public enum Constants {
    CODATA(1.602176634e-19, 1.380649e-23, 6.02214076e23),
    AUTHORS(1.602e-19, 1.38e-23, 6.022e23);

    private final double charge;
    private final double boltzmann;
    private final double avogadro;

    Constants(double charge, double boltzmann, double avogadro) {
      this.charge = charge;
      this.boltzmann = boltzmann;
      this.avogadro = avogadro;
    }
  }

  public Cone {
    if (Math.abs(qsign) != 1) {
      throw new IllegalArgumentException("qsign must be 1 or -1");
    }
  }

  /** Returns the conductance at rest at the density rhob, S. */
  double restConductance() {
    double density = 2 * constants.avogadro * rhob;
    return Math.PI * rb * rt / l * density * constants.charge * constants.charge * d / thermal();
  }

  /** Returns the relaxation time, s. */
  double relaxationTime() {
    return Double.isNaN(tau) ? l * l / (12 * d) : tau;
  }

  private double thermal() {
    return constants.boltzmann * temp;
  }

  /** Returns a over voltage, 1/V. */
  private double flowByVoltage() {
    return qsign * eps * psi0 / (eta * d);
  }

  /** Returns a over pressure, 1/Pa. */
  private double flowByPressure() {
    double meanSquare = (rb * rb + rb * rt + rt * rt) / 3;
    return rb * rb * (rt * rt) / (8 * eta * meanSquare * d);
  }

  /** Returns A0 rt / rb times the density at the base over rhob, 1/V. */
  private double wallByVoltage() {
    double ions = constants.avogadro * rhob;
    return (rb - rt)
        * sigma
        * PER_SQUARE_NANOMETRE
        * constants.charge
        / (rt * rb * thermal() * ions);
  }

  /** What the equilibrium depends on, and the equilibrium with its partials. Mutable workspace. */
  private final class Steady {
    private final ConeProfile profile = ConeProfile.of(rb / rt);
    private final double[] integral = new double[ConeProfile.RESULTS];
    private final double byVoltage = flowByVoltage();
    private final double byPressure = flowByPressure();
    private final double wall = wallByVoltage();
    private final double width = Double.isNaN(gwidth) ? gmin / 4 : gwidth;

    private double flow;
    private double ginf;
    private double equilibrium;
    private double dVoltage;
    private double dPressure;
    private double dBase;
    private double dTip;

    /** What slopes by parameters need besides. */
    private double rho;

    private double rhoByBase;
    private double difference;
    private double base;

    /** Evaluates at v, V, dp, Pa, and the densities at base and tip, mM. */
    void at(double v, double dp, double base, double tip) {
      flow = byVoltage * v + byPressure * dp;
      profile.at(flow, integral);
      double mean = integral[ConeProfile.MEAN];
      double excess = integral[ConeProfile.EXCESS];
      double dilute = DILUTE * rhob;
      double rho = dilute + Smooth.softplus(base - dilute, dilute / 4);
      double rhoSlope = Smooth.sigmoid((base - dilute) / (dilute / 4));
      double part = kdrho * (base - tip) / rho;
      double swept = wall * rhob / rho;
      ginf = 1 - part * mean + swept * v * excess;

      double byFlow =
          -part * integral[ConeProfile.MEAN_SLOPE] + swept * v * integral[ConeProfile.EXCESS_SLOPE];
      double byBase = -kdrho * mean / rho + (part * mean - swept * v * excess) * rhoSlope / rho;
      double bound = gmin + Smooth.softplus(ginf - gmin, width);
      double slope = rho / rhob * Smooth.sigmoid((ginf - gmin) / width);
      equilibrium = rho / rhob * bound;
      dVoltage = slope * (swept * excess + byFlow * byVoltage);
      dPressure = slope * byFlow * byPressure;
      dBase = slope * byBase + rhoSlope / rhob * bound;
      dTip = slope * kdrho * mean / rho;
      this.rho = rho;
      this.rhoByBase = rhoSlope;
      this.difference = base - tip;
      this.base = base;
    }

    /** Returns the derivative of the equilibrium of the last {@link #at} by a parameter. */
    double slope(Influence by, double v, double dp, boolean salted) {
      double byFlow = by.byVoltage * v + by.byPressure * dp;
      double mean = integral[ConeProfile.MEAN_SLOPE] * byFlow;
      double excess = integral[ConeProfile.EXCESS_SLOPE] * byFlow;
      if (by.ratio != 0) {
        profile.byRatio(flow, integral);
        mean += integral[ConeProfile.MEAN_BY_RATIO] * by.ratio;
        excess += integral[ConeProfile.EXCESS_BY_RATIO] * by.ratio;
      }
      // Without pins the density at the base is rhob itself, and all is in proportion to it.
      double byRho = by.density * (salted ? rho - base * rhoByBase : rho) / rhob;
      double swept = wall * rhob / rho;
      double part = kdrho * difference / rho;
      double partSlope = by.diffusion * difference / rho - part / rho * byRho;
      double sweptSlope = (by.wall - swept * byRho) / rho;
      double slope =
          v * (sweptSlope * integral[ConeProfile.EXCESS] + swept * excess)
              - partSlope * integral[ConeProfile.MEAN]
              - part * mean;
      double above = Smooth.sigmoid((ginf - gmin) / width);
      double over = Smooth.softplus(ginf - gmin, width);
      double byWidth = (over - (ginf - gmin) * above) / width;
      double bound = above * slope + (1 - above) * by.floor + byWidth * by.width;
      double scaled = (byRho - rho / rhob * by.density) / rhob;
      return rho / rhob * bound + scaled * (gmin + over);
    }
  }

  /** Returns ginf, the floor left out, at v, V, and dp, Pa, without a density difference. */
  double steady(double v, double dp) {
    Steady steady = new Steady();
    steady.at(v, dp, rhob, rhob);
    return steady.ginf;
  }

  /** Returns the equilibrium of x at v, V, dp, Pa, and the densities at base and tip, mM. */
  double equilibrium(double v, double dp, double base, double tip) {
    Steady steady = new Steady();
    steady.at(v, dp, base, tip);
    return steady.equilibrium;
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal base = self.terminal("base");
    Terminal tip = self.terminal("tip");
    Voltage voltage = self.voltage(base, tip);
    Current branch = self.current(base, tip);
    boolean pressed = self.has("pb");
    boolean salted = self.has("rb");
    // Pins that are not there are read as base against base, which is zero.
    Voltage pressure =
        pressed ? self.voltage(self.terminal("pb"), self.terminal("pt")) : self.voltage(base, base);
    Voltage salt =
        salted ? self.voltage(self.terminal("rb"), Terminal.GROUND) : self.voltage(base, base);
    Voltage saltAtTip =
        salted ? self.voltage(self.terminal("rt"), Terminal.GROUND) : self.voltage(base, base);
    Unknown state = self.unknown(Quantity.of("x", "1").initially(x0));
    Steady steady = new Steady();
    double g0 = restConductance();
    double time = relaxationTime();
    self.output("g", "S", at -> g0 * at.of(state));
    self.output("i", "A", at -> g0 * at.of(state) * at.of(voltage));
    self.output("g0", "S", at -> g0);
    self.output("tau", "s", at -> time);
    self.output(
        "ginf",
        "1",
        at -> {
          evaluate(steady, at, voltage, pressure, salted, salt, saltAtTip);
          return steady.equilibrium;
        });
    self.output(
        "pe",
        "1",
        at -> {
          evaluate(steady, at, voltage, pressure, salted, salt, saltAtTip);
          return steady.flow * rb / rt;
        });
    self.output(
        "q",
        "m^3/s",
        at -> {
          evaluate(steady, at, voltage, pressure, salted, salt, saltAtTip);
          return steady.flow * Math.PI * d * rt * rb / l;
        });

    return new Law(
        new Places(branch, state, voltage, pressure, salt, saltAtTip, pressed, salted),
        steady,
        g0,
        time);
  }

  /** What the equations of one cone are about. */
  private record Places(
      Current branch,
      Unknown state,
      Voltage voltage,
      Voltage pressure,
      Voltage salt,
      Voltage saltAtTip,
      boolean pressed,
      boolean salted) {}

  /** The equations of one cone. */
  private final class Law implements Equations {
    private final Places on;
    private final Steady steady;
    private final double g0;
    private final double time;

    Law(Places on, Steady steady, double g0, double time) {
      this.on = on;
      this.steady = steady;
      this.g0 = g0;
      this.time = time;
    }

    private void settle(Point at) {
      Cone.this.evaluate(
          steady, at, on.voltage, on.pressure, on.salted, on.salt, on.saltAtTip);
    }

    @Override
    public void evaluate(Point at, Stamp f, Stamp q) {
      double v = at.of(on.voltage);
      double x = at.of(on.state);
      settle(at);
      f.add(on.branch, g0 * x * v).d(on.voltage, g0 * x).d(on.state, g0 * v);
      Stamp row =
          f.add(on.state, (x - steady.equilibrium) / time)
              .d(on.state, 1 / time)
              .d(on.voltage, -steady.dVoltage / time);
      if (on.pressed) {
        row.d(on.pressure, -steady.dPressure / time);
      }
      if (on.salted) {
        row.d(on.salt, -steady.dBase / time).d(on.saltAtTip, -steady.dTip / time);
      }
      q.add(on.state, x).d(on.state, 1);
    }

    @Override
    public boolean slopes(String parameter, Point at, Stamp f, Stamp q) {
      double v = at.of(on.voltage);
      double x = at.of(on.state);
      settle(at);
      Influence by = new Influence();
      if (!influence(parameter, by)) {
        return false;
      }
      double slope = steady.slope(by, v, at.of(on.pressure), on.salted);
      f.add(on.branch, by.conductance * g0 * x * v);
      f.add(on.state, -(slope + (x - steady.equilibrium) * by.time) / time);
      return true;
    }
  }

  /** What a parameter changes: derivatives by it. */
  private static final class Influence {
    /** Of ln g0 and of ln tau. */
    double conductance;

    double time;

    /** Of the flow by voltage, 1/V, the flow by pressure, 1/Pa, and r. */
    double byVoltage;

    double byPressure;
    double ratio;

    /** Of A0 rt / rb times the density at the base, mM/V, and that density's unit, mM. */
    double wall;

    double density;

    /** Of kdrho, gmin and gwidth. */
    double diffusion;

    double floor;
    double width;
  }

  /** Fills what {@code parameter} changes; returns whether all that it changes is among that. */
  private boolean influence(String parameter, Influence by) {
    double square = (rb * rb + rb * rt + rt * rt) / 3;
    double dense = wallByVoltage() * rhob;
    double layer =
        PER_SQUARE_NANOMETRE * constants.charge / (thermal() * constants.avogadro);
    boolean own = Double.isNaN(tau);
    switch (parameter) {
      case "l" -> {
        by.conductance = -1 / l;
        by.time = own ? 2 / l : 0;
      }
      case "rb" -> {
        by.conductance = 1 / rb;
        by.byPressure = flowByPressure() * (2 / rb - (2 * rb + rt) / (3 * square));
        by.ratio = 1 / rt;
        by.wall = sigma * layer / (rb * rb);
      }
      case "rt" -> {
        by.conductance = 1 / rt;
        by.byPressure = flowByPressure() * (2 / rt - (2 * rt + rb) / (3 * square));
        by.ratio = -rb / (rt * rt);
        by.wall = -sigma * layer / (rt * rt);
      }
      case "rhob" -> {
        by.conductance = 1 / rhob;
        by.density = 1;
      }
      case "sigma" -> by.wall = layer * (1 / rt - 1 / rb);
      case "psi0" -> by.byVoltage = qsign * eps / (eta * d);
      case "d" -> {
        by.conductance = 1 / d;
        by.time = own ? -1 / d : 0;
        by.byVoltage = -flowByVoltage() / d;
        by.byPressure = -flowByPressure() / d;
      }
      case "eta" -> {
        by.byVoltage = -flowByVoltage() / eta;
        by.byPressure = -flowByPressure() / eta;
      }
      case "eps" -> by.byVoltage = flowByVoltage() / eps;
      case "temp" -> {
        by.conductance = -1 / temp;
        by.wall = -dense / temp;
      }
      case "tau" -> by.time = 1 / tau;
      case "gmin" -> {
        by.floor = 1;
        by.width = Double.isNaN(gwidth) ? 0.25 : 0;
      }
      case "gwidth" -> by.width = 1;
      case "kdrho" -> by.diffusion = 1;
      default -> {
        return false;
      }
    }
    return !(parameter.equals("tau") && own || parameter.equals("gwidth") && Double.isNaN(gwidth));
  }

  private void evaluate(
      Steady steady,
      Point at,
      Voltage voltage,
      Voltage pressure,
      boolean salted,
      Voltage salt,
      Voltage saltAtTip) {
    double base = salted ? at.of(salt) : rhob;
    double tip = salted ? at.of(saltAtTip) : rhob;
    steady.at(at.of(voltage), at.of(pressure), base, tip);
  }
}
