package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;

/**
 * The equations of a {@link PowerMosfet} at one temperature, in the symbols of its page. A p channel
 * is an n channel all of whose voltages and currents are declared the other way round.
 */
final class PowerMosfetLaw implements Equations {
  /** The least factor on the current of 1 + lambda uds, far in reverse. */
  private static final double LEAST = 0.01;

  /** Where 1 + theta ugs goes over into a hyperbola that stays above zero. */
  private static final double BEND = 0.1;

  private static final double LN_2 = Math.log(2);

  private final PowerMosfet p;
  private final PowerMosfet.Warm warm;
  private final Declaration self;
  private final boolean reversed;

  private final Voltage gateSource;
  private final Voltage gateDrain;
  private final Limited vgs;
  private final Limited vgd;
  private final Current channel;
  private final Current toSource;
  private final Current toDrain;
  private final Voltage outer;
  private final Voltage drainDrop;
  private final Current drainSeries;
  private final Series source;
  private final Series gate;
  private final Series body;
  private final Current leak;
  private final double leakage;
  private final JunctionCurrent diode;
  private final Depletion depletion;
  private final Voltage junction;
  private final Limited limited;
  private final Current through;
  private final double gmin;
  private final double steep;
  private final double level;

  /** The channel's current, A, and its slopes by ugs and uds, S; changed in place. */
  private double current;

  private double byGate;
  private double byDrain;

  /**
   * A resistance before a pin.
   *
   * @param g S; 0 for none
   */
  private record Series(Terminal inside, Current current, Voltage drop, double g) {
    void evaluate(Point at, Stamp f) {
      if (g > 0) {
        f.add(current, g * at.of(drop)).d(drop, g);
      }
    }
  }

  PowerMosfetLaw(PowerMosfet p, PowerMosfet.Warm warm, double nominal, Declaration self) {
    this.p = p;
    this.warm = warm;
    this.self = self;
    reversed = p.polarity() == PowerMosfet.Channel.PCHAN;
    gmin = self.gmin();
    double kelvin = warm.kelvin();
    steep = (p.cgdmax() - p.cgdmin()) / (1 + 0.5 * Math.PI);
    level = p.cgdmax() - steep;

    Terminal d = self.terminal("d");
    Terminal s = self.terminal("s");
    Terminal drain = warm.drain() > 0 ? self.internalNode("drain") : d;
    source = series("source", s, warm.source());
    gate = series("gate", self.terminal("g"), warm.gate());
    body = series("body", s, warm.body());
    gateSource = voltage(gate.inside, source.inside);
    gateDrain = voltage(gate.inside, drain);
    GateLimiter limiter = new GateLimiter(warm.threshold());
    vgs = self.limited(gateSource, limiter);
    vgd = self.limited(gateDrain, limiter);
    channel = current(drain, source.inside);
    toSource = current(gate.inside, source.inside);
    toDrain = current(gate.inside, drain);
    outer = voltage(d, s);
    drainDrop = voltage(d, drain);
    drainSeries = current(d, drain);
    leak = current(d, s);
    leakage = Double.isNaN(p.rds()) ? 0 : 1 / p.rds();
    diode = p.diode(warm);
    depletion = Depletion.at(p.cjo(), p.vj(), p.m(), p.fc(), kelvin, nominal);
    junction = voltage(body.inside, d);
    limited = self.limited(junction, diode.limiter());
    through = current(body.inside, d);

    noise();
    outputs();
    double sign = reversed ? -1 : 1;
    if (!Double.isNaN(p.icvds())) {
      self.initialVoltage(outer, sign * p.icvds());
    }
    if (!Double.isNaN(p.icvgs())) {
      self.initialVoltage(voltage(self.terminal("g"), s), sign * p.icvgs());
    }
  }

  private Voltage voltage(Terminal plus, Terminal minus) {
    return reversed ? self.voltage(minus, plus) : self.voltage(plus, minus);
  }

  private Current current(Terminal plus, Terminal minus) {
    return reversed ? self.current(minus, plus) : self.current(plus, minus);
  }

  private Series series(String name, Terminal pin, double ohms) {
    Terminal inside = ohms > 0 ? self.internalNode(name) : pin;
    return new Series(
        inside, current(pin, inside), voltage(pin, inside), ohms > 0 ? 1 / ohms : 0);
  }

  private void noise() {
    double kelvin = warm.kelvin();
    if (warm.drain() > 0) {
      self.noise("rd", drainSeries, NoiseDensity.thermal(kelvin, 1 / warm.drain()));
    }
    if (warm.source() > 0) {
      self.noise("rs", source.current, NoiseDensity.thermal(kelvin, source.g));
    }
    self.noise("id", channel, NoiseDensity.thermal(kelvin, at -> 2.0 / 3 * biased(at).byGate));
    double perArea = MosfetProcess.perArea(MosfetProcess.THICKNESS);
    self.noise(
        "1overf",
        channel,
        NoiseDensity.flicker(p.kf() / (perArea * perArea), p.af(), at -> biased(at).current));
  }

  private void outputs() {
    double sign = reversed ? -1 : 1;
    self.output("vgs", "V", at -> sign * at.of(gateSource));
    self.output("vds", "V", at -> sign * (at.of(gateSource) - at.of(gateDrain)));
    self.output("id", "A", at -> sign * biased(at).current);
    self.output("gm", "S", at -> biased(at).byGate);
    self.output("gds", "S", at -> biased(at).byDrain);
    self.output("idio", "A", at -> sign * (diode.at(at.of(junction)).value + gmin * at.of(junction)));
    self.output("von", "V", at -> sign * (warm.threshold() - p.subshift()));
    self.output("rd", "ohm", at -> drain(at.of(outer)));
    self.output("rs", "ohm", at -> warm.source());
    self.output("cgs", "F", at -> p.cgs());
    self.output("cgd", "F", at -> capacitance(at.of(gateDrain)));
    self.output("cds", "F", at -> stored(at.of(junction)));
  }

  private double stored(double u) {
    return p.tt() * diode.at(u).injectedSlope + depletion.capacitance(u);
  }

  private PowerMosfetLaw biased(Point at) {
    double u = at.of(gateSource);
    conduct(u, u - at.of(gateDrain));
    return this;
  }

  /** Computes the channel's current at these voltages, V. */
  private void conduct(double ugs, double uds) {
    boolean forward = uds >= 0;
    double k = warm.width();
    double z = ((forward ? ugs : ugs - uds) - warm.threshold()) / k;
    double decay = Smooth.decay(z);
    double w = k * Smooth.softplusOf(z, decay);
    double open = Smooth.sigmoidOf(z, decay);
    double u = p.mtriode() * Math.abs(uds);
    double shape = u < w ? u * (w - 0.5 * u) : 0.5 * w * w;
    double byWidth = Math.min(u, w) * open;
    double byLength = Math.max(w - u, 0) * p.mtriode();

    double longer = 1 + p.lambda() * uds;
    double slope = longer > LEAST ? p.lambda() : 0;
    double loss = 1 + p.theta() * ugs;
    double lossSlope = p.theta();
    if (loss < BEND) {
      loss = BEND * BEND / (2 * BEND - loss);
      lossSlope *= loss * loss / (BEND * BEND);
    }
    double b = warm.kp() * Math.max(longer, LEAST) / loss;
    double i = b * shape;
    double byLoss = -i * lossSlope / loss;
    double byLambda = warm.kp() * slope / loss * shape;
    current = forward ? i : -i;
    byGate = forward ? b * byWidth + byLoss : -b * byWidth - byLoss;
    byDrain = forward ? b * byLength + byLambda : b * (byWidth + byLength) - byLambda;
  }

  /** Returns the gate-drain capacitance at v(g',d'), F. */
  private double capacitance(double u) {
    double y = p.a() * u;
    return level + steep * (u > 0 ? Math.tanh(y) : Math.atan(y));
  }

  /** Returns its charge, C; zero at 0 V. */
  private double charge(double u) {
    double y = p.a() * u;
    double integral =
        u > 0
            ? y - LN_2 + Math.log1p(Math.exp(-2 * y)) // ln cosh y
            : y * Math.atan(y) - 0.5 * Math.log1p(y * y);
    return level * u + steep / p.a() * integral;
  }

  /** Returns the drain's resistance at v(d,s), ohm. */
  private double drain(double u) {
    return warm.drain() + (u > 0 && warm.rise() > 0 ? warm.rise() * u / (p.vq() + u) : 0);
  }

  @Override
  public void evaluate(Point at, Stamp f, Stamp q) {
    double ugs = at.of(vgs);
    conduct(ugs, ugs - at.of(vgd));
    f.add(channel, current).d(vgs, byGate + byDrain).d(vgd, -byDrain);
    source.evaluate(at, f);
    gate.evaluate(at, f);
    body.evaluate(at, f);
    if (warm.drain() > 0) {
      double u = at.of(outer);
      double g = 1 / drain(u);
      double drop = at.of(drainDrop);
      double away = p.vq() + u;
      double growth = u > 0 && warm.rise() > 0 ? warm.rise() * p.vq() / (away * away) : 0;
      f.add(drainSeries, g * drop).d(drainDrop, g).d(outer, -g * g * drop * growth);
    }
    if (leakage > 0) {
      f.add(leak, leakage * at.of(outer)).d(outer, leakage);
    }

    double u = at.of(limited);
    diode.at(u);
    f.add(through, diode.value + gmin * u).d(limited, diode.slope + gmin);
    double c = depletion.capacitance(u);
    q.add(through, p.tt() * diode.injected + depletion.charge(u, c))
        .d(limited, p.tt() * diode.injectedSlope + c);

    double stored = at.of(gateSource);
    q.add(toSource, p.cgs() * stored).d(gateSource, p.cgs());
    stored = at.of(gateDrain);
    q.add(toDrain, charge(stored)).d(gateDrain, capacitance(stored));
  }
}
