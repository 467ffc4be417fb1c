package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Limiter;
import org.ionspice.device.Model;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.expression.Law;
import org.ionspice.parameter.Param;
import org.jspecify.annotations.Nullable;

/**
 * An ion channel whose conductance is a product of powers of gates, each relaxing on its own.
 *
 * <p>The gates m, h and n are those of the squid axon; a, b and c are the user's. The membrane
 * capacitance is an element of its own, and a leak is a resistor, or this device without gates.
 */
@Model(
    name = "hhchan",
    title = "Ion channel with Hodgkin-Huxley gates",
    source =
        "A. L. Hodgkin and A. F. Huxley, J. Physiol. 117, 500 (1952),"
            + " doi:10.1113/jphysiol.1952.sp004764; signs, values and symbols: J. Bisquert, Adv."
            + " Phys. Res. 2024, doi:10.1002/apxr.202400029, eqs 9-14; the Boltzmann curve with a"
            + " peaked time constant after L. J. Borg-Graham, in Cerebral Cortex 13, Plenum, 1999"
            + " (written so that t1 is the value at the middle; recalled, not re-read)",
    equations = {
      "u = v(p,n) - vref",
      "i = area g (product of the gates, each to its power) (v(p,n) - e)",
      "d gate/dt = phi (alpha(u) (1 - gate) - beta(u) gate),  phi = q10^((temp - 6.3)/10)",
      "inf = alpha / (alpha + beta),  tau = 1 / (alpha + beta)",
      "set=hh52, in 1/ms and mV, with F(z) = z / (exp(z) - 1):",
      "m: alpha = F((25 - u)/10), beta = 4 exp(-u/18)",
      "h: alpha = 0.07 exp(-u/20), beta = 1 / (exp((30 - u)/10) + 1)",
      "n: alpha = 0.1 F((10 - u)/10), beta = 0.125 exp(-u/80)",
      "a (b and c alike), without formulas: z = (u - va)/ka,  inf = 1 / (1 + exp(-z)),"
          + "  tau = t0a + 2 t1a / (exp(da z) + exp(-(1 - da) z))",
      "formulas of v (which is u here), in 1/s, s, 1: alphaa= with betaa=, or infa= and taua="
    },
    limits = {
      "The membrane capacitance and the leak are elements of their own (1 uF/cm^2 for the squid).",
      "Reversal potentials do not follow temp; only the speed of the gates does.",
      "Where a formula is 0/0 the mean of its values 1 uV aside is taken.",
      "At a voltage of zero differential conductance an operating point under current drive is one"
          + " of several."
    })
public record HodgkinHuxleyChannel(
    @Param(unit = "S", def = "36e-3", min = 0, doc = "conductance of a unit of area, gates open")
        double g,
    @Param(unit = "V", def = "-12e-3", doc = "reversal potential") double e,
    @Param(def = "n^4", doc = "gates and their powers, such as \"m^3 h\"; 1 for none") String gates,
    @Param(def = "hh52", doc = "what m, h and n are") Rates set,
    @Param(unit = "V", def = "0", doc = "voltage at which u is zero") double vref,
    @Param(unit = "degC", def = "6.3", doc = "temperature of the gates") double temp,
    @Param(unit = "1", def = "3", above = 0, doc = "how much faster gates are 10 degrees warmer")
        double q10,
    @Param(unit = "1", def = "1", above = 0, doc = "area of the membrane, in that of g")
        double area,
    @Param(unit = "V", def = "0", doc = "gate a: u at which it is half open") double va,
    @Param(unit = "V", def = "10e-3", doc = "gate a: voltage width, negative if it closes")
        double ka,
    @Param(unit = "s", def = "0", min = 0, doc = "gate a: constant part of tau") double t0a,
    @Param(unit = "s", def = "1e-3", min = 0, doc = "gate a: tau at va, above t0a") double t1a,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "gate a: asymmetry of the peak")
        double da,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate a: rate of opening")
        @Nullable Law alphaa,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate a: rate of closing")
        @Nullable Law betaa,
    @Param(def = "none", argument = "v", unit = "1", doc = "gate a: equilibrium")
        @Nullable Law infa,
    @Param(def = "none", argument = "v", unit = "s", doc = "gate a: time constant")
        @Nullable Law taua,
    @Param(unit = "V", def = "0", doc = "gate b: u at which it is half open") double vb,
    @Param(unit = "V", def = "10e-3", doc = "gate b: voltage width, negative if it closes")
        double kb,
    @Param(unit = "s", def = "0", min = 0, doc = "gate b: constant part of tau") double t0b,
    @Param(unit = "s", def = "1e-3", min = 0, doc = "gate b: tau at vb, above t0b") double t1b,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "gate b: asymmetry of the peak")
        double db,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate b: rate of opening")
        @Nullable Law alphab,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate b: rate of closing")
        @Nullable Law betab,
    @Param(def = "none", argument = "v", unit = "1", doc = "gate b: equilibrium")
        @Nullable Law infb,
    @Param(def = "none", argument = "v", unit = "s", doc = "gate b: time constant")
        @Nullable Law taub,
    @Param(unit = "V", def = "0", doc = "gate c: u at which it is half open") double vc,
    @Param(unit = "V", def = "10e-3", doc = "gate c: voltage width, negative if it closes")
        double kc,
    @Param(unit = "s", def = "0", min = 0, doc = "gate c: constant part of tau") double t0c,
    @Param(unit = "s", def = "1e-3", min = 0, doc = "gate c: tau at vc, above t0c") double t1c,
    @Param(unit = "1", def = "0.5", min = 0, max = 1, doc = "gate c: asymmetry of the peak")
        double dc,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate c: rate of opening")
        @Nullable Law alphac,
    @Param(def = "none", argument = "v", unit = "1/s", doc = "gate c: rate of closing")
        @Nullable Law betac,
    @Param(def = "none", argument = "v", unit = "1", doc = "gate c: equilibrium")
        @Nullable Law infc,
    @Param(def = "none", argument = "v", unit = "s", doc = "gate c: time constant")
        @Nullable Law tauc,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "m at t = 0 under uic; inf at u = 0")
        double m0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "h at t = 0 under uic; inf at u = 0")
        double h0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "n at t = 0 under uic; inf at u = 0")
        double n0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "a at t = 0 under uic; inf at u = 0")
        double a0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "b at t = 0 under uic; inf at u = 0")
        double b0,
    @Param(unit = "1", def = "none", min = 0, max = 1, doc = "c at t = 0 under uic; inf at u = 0")
        double c0)
    implements DeviceModel {
  private static final String KNOWN = "mhnabc";
  private static final Pattern FACTOR = Pattern.compile("([a-z])\\s*(?:\\^\\s*([1-9]))?[\\s*]*");

  /** Which rates m, h and n have. */
  public enum Rates {
    /** The squid axon of 1952. */
    HH52
  }

  /** One factor of the conductance: a gate's letter and its power. */
  record Factor(String name, int power) {}

  /** Checks that the gates can be read and that each used one is described. */
  public HodgkinHuxleyChannel {
    List<Factor> factors = factors(gates);
    for (String letter : List.of("a", "b", "c")) {
      UserGate gate =
          switch (letter) {
            case "a" -> new UserGate(alphaa, betaa, infa, taua, va, ka, t0a, t1a, da);
            case "b" -> new UserGate(alphab, betab, infb, taub, vb, kb, t0b, t1b, db);
            default -> new UserGate(alphac, betac, infc, tauc, vc, kc, t0c, t1c, dc);
          };
      gate.check(letter);
      if (gate.hasFormula() && factors.stream().noneMatch(f -> f.name().equals(letter))) {
        throw new IllegalArgumentException(
            "gates does not name " + letter + ", for which there is a formula");
      }
    }
  }

  /** Reads {@code m^3 h}: letters with a power of 1 to 9, apart by blanks or stars. */
  static List<Factor> factors(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT);
    List<Factor> factors = new ArrayList<>();
    if (rest.equals("1") || rest.isEmpty()) {
      return factors;
    }
    Matcher matcher = FACTOR.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "gates cannot be read from '" + rest.substring(at) + "': write \"m^3 h\"");
      }
      String name = matcher.group(1);
      if (KNOWN.indexOf(name) < 0) {
        throw new IllegalArgumentException(
            "gates has '" + name + "', but there are m, h, n, and a, b, c for your own");
      }
      if (factors.stream().anyMatch(f -> f.name().equals(name))) {
        throw new IllegalArgumentException("gates names '" + name + "' twice");
      }
      factors.add(
          new Factor(name, matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2))));
      at = matcher.end();
    }
    return factors;
  }

  /** Returns the gate of this letter, with formulas of its own. */
  Gate gate(String name) {
    return switch (name) {
      case "m" -> Gate.Squid.M;
      case "h" -> Gate.Squid.H;
      case "n" -> Gate.Squid.N;
      case "a" -> new UserGate(alphaa, betaa, infa, taua, va, ka, t0a, t1a, da).fresh();
      case "b" -> new UserGate(alphab, betab, infb, taub, vb, kb, t0b, t1b, db).fresh();
      default -> new UserGate(alphac, betac, infc, tauc, vc, kc, t0c, t1c, dc).fresh();
    };
  }

  private double start(String name) {
    return switch (name) {
      case "m" -> m0;
      case "h" -> h0;
      case "n" -> n0;
      case "a" -> a0;
      case "b" -> b0;
      default -> c0;
    };
  }

  /** Returns how much faster the gates are than at 6.3 degrees Celsius. */
  double speed() {
    return Math.pow(q10, (temp - 6.3) / 10);
  }

  @Override
  public Equations declare(Declaration self) {
    Voltage v = self.voltage(self.terminal("p"), self.terminal("n"));
    Current branch = self.current(self.terminal("p"), self.terminal("n"));
    List<Factor> factors = factors(gates);
    int count = factors.size();
    Gate[] gate = new Gate[count];
    int[] power = new int[count];
    Unknown[] state = new Unknown[count];
    double speed = speed();
    double narrowest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      String name = factors.get(k).name();
      Gate own = gate(name);
      gate[k] = own;
      power[k] = factors.get(k).power();
      narrowest = Math.min(narrowest, own.width());
      double given = start(name);
      double initial = Double.isNaN(given) ? own.equilibrium(0) : given;
      state[k] =
          self.unknown(Quantity.of(name, "1").initially(initial).atMostPerIteration(0.2));
      self.output(name + "inf", "1", at -> own.equilibrium(at.of(v) - vref));
      self.output(name + "tau", "s", at -> 1 / (speed * own.rate(at.of(v) - vref)));
    }
    Limited limited = self.limited(v, limiter(5 * narrowest));
    self.output("open", "1", at -> without(-1, state, power, at));
    self.output("cond", "S", at -> area * g * without(-1, state, power, at));
    self.output("i", "A", at -> area * g * without(-1, state, power, at) * (at.of(v) - e));

    return (at, f, q) -> {
      double drive = at.of(limited) - e;
      double open = without(-1, state, power, at);
      f.add(branch, area * g * open * drive).d(limited, area * g * open);
      for (int k = 0; k < count; k++) {
        double others = without(k, state, power, at);
        double lower = power(at.of(state[k]), power[k] - 1);
        f.d(state[k], area * g * power[k] * lower * others * drive);
      }

      double u = at.of(limited) - vref;
      for (int k = 0; k < count; k++) {
        double x = at.of(state[k]);
        double rate = speed * gate[k].rate(u);
        f.add(state[k], rate * x - speed * gate[k].opening(u))
            .d(state[k], rate)
            .d(limited, speed * (gate[k].rateSlope(u) * x - gate[k].openingSlope(u)));
        q.add(state[k], x).d(state[k], 1);
      }
    };
  }

  /** Returns a limiter that lets a voltage move faster the further it is from the gates. */
  private Limiter limiter(double near) {
    return (proposed, last) -> {
      double most = near + 0.5 * Math.abs(last - vref);
      return Math.max(last - most, Math.min(last + most, proposed));
    };
  }

  /** Returns the product of all gates to their powers, but for the one left out. */
  private static double without(int left, Unknown[] state, int[] power, Point at) {
    double product = 1;
    for (int k = 0; k < state.length; k++) {
      if (k != left) {
        product *= power(at.of(state[k]), power[k]);
      }
    }
    return product;
  }

  private static double power(double x, int exponent) {
    double product = 1;
    for (int k = 0; k < exponent; k++) {
      product *= x;
    }
    return product;
  }
}
