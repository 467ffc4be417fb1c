package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;

/**
 * The equations that the MOSFETs of all levels share, of either polarity.
 *
 * <p>A p-channel device is an n-channel device all of whose voltages and currents are reversed; so
 * each voltage and each current below is declared the other way round for it, and the equations are
 * written once.
 *
 * <p>The current of a Meyer capacitance is C(vgs, vgd, vbs) dv/dt. Since C depends on more than its
 * own voltage there is no charge of which it is the derivative. What the whole oxide would carry at
 * each of the three voltages is therefore an unknown of its own, o with o - cox dv/dt = 0, and the
 * current is its share (C / cox) o: in small signals o = j omega cox v, so that the admittance is
 * j omega C exactly.
 */
final class Mosfet implements Equations {
  /**
   * The share of the oxide that is written as the charge of a constant capacitance, so that the
   * nodes' rows show the solver the size of what they carry. The rest of the share multiplies o.
   */
  private static final double FIXED = 1.0 / 3;

  /** Below it a junction's exponential, 1e-43, is nothing beside one. */
  private static final double BLOCKED = -100;

  /** Stands for the unknown of an oxide that there is not. */
  private static final Unknown NONE = new Unknown(0);

  private final Declaration self;
  private final boolean reversed;
  private final MosfetChannel channel;
  private final Meyer meyer;

  /** Voltages of the channel, as Newton sees them. */
  private final Limited vgs;

  private final Limited vgd;
  private final Voltage gateSource;
  private final Voltage gateDrain;
  private final Voltage vbs;
  private final Voltage vbd;
  private final Current between;
  private final Junction drainJunction;
  private final Junction sourceJunction;
  private final List<Series> series = new ArrayList<>();
  private final GateCapacitance toSource;
  private final GateCapacitance toDrain;
  private final GateCapacitance toBulk;
  private final boolean oxide;

  /** A resistance before a pin. */
  private record Series(Current current, Voltage drop, double g) {}

  /**
   * A junction between the bulk and a diffusion.
   *
   * @param saturation A
   * @param thermal k T / q, V
   * @param bottom and {@code side}: the laws of its capacitances, of one potential
   */
  private record Junction(
      Current current,
      Limited voltage,
      double saturation,
      double thermal,
      double gmin,
      Depletion bottom,
      Depletion side,
      boolean charged) {
    void evaluate(Point at, Stamp f, Stamp q) {
      double u = at.of(voltage);
      double z = u / thermal;
      double e = z < BLOCKED ? 0 : Smooth.exp(z);
      f.add(current, saturation * (e - 1) + gmin * u)
          .d(voltage, saturation * Smooth.expSlope(z, e) / thermal + gmin);
      if (charged && at.charges()) {
        double logarithm = bottom.logarithm(u);
        double ofBottom = bottom.capacitance(u, logarithm);
        double ofSide = side.capacitance(u, logarithm);
        q.add(current, bottom.charge(u, ofBottom) + side.charge(u, ofSide))
            .d(voltage, ofBottom + ofSide);
      }
    }
  }

  /**
   * What is between the gate and another node: a constant capacitance, and a share of the oxide.
   *
   * @param whole the current of the whole oxide at this voltage
   * @param cox of the whole oxide, F
   * @param constant overlap and the constant share of the oxide, F
   */
  private record GateCapacitance(
      Current row, Voltage voltage, Unknown whole, double cox, double constant) {
    void evaluate(Point at, Stamp f, Stamp q) {
      double v = at.of(voltage);
      boolean stored = at.charges();
      if (constant > 0 && stored) {
        q.add(row, constant * v).d(voltage, constant);
      }
      if (cox > 0) {
        f.add(whole, at.of(whole)).d(whole, 1);
      }
      if (cox > 0 && stored) {
        q.add(whole, -cox * v).d(voltage, -cox);
      }
    }
  }

  private Mosfet(
      MosfetParameters p, Polarity polarity, MosfetProcess process, MosfetChannel channel, Declaration self) {
    this.self = self;
    this.channel = channel;
    reversed = polarity == Polarity.PMOS;
    double kelvin = self.temperature();
    double nominal = MosfetProcess.nominal(p, self);
    meyer = new Meyer(process.phi());

    Terminal gate = self.terminal("g");
    Terminal bulk = self.terminal("b");
    Terminal drain = inner("drain", self.terminal("d"), resistance(p.rd(), p.rsh() * p.nrd()));
    Terminal source = inner("source", self.terminal("s"), resistance(p.rs(), p.rsh() * p.nrs()));
    channel.evaluate(0, 0, 0);
    GateLimiter limiter = new GateLimiter(channel.threshold.v);
    gateSource = voltage(gate, source);
    gateDrain = voltage(gate, drain);
    vgs = self.limited(gateSource, limiter);
    vgd = self.limited(gateDrain, limiter);
    vbs = voltage(bulk, source);
    vbd = voltage(bulk, drain);
    between = current(drain, source);
    noise(p, process, between);
    Depletion[] atDrain = capacitances(p, p.cbd(), p.cj() * p.ad(), p.pd(), kelvin, nominal);
    Depletion[] atSource = capacitances(p, p.cbs(), p.cj() * p.as(), p.ps(), kelvin, nominal);
    drainJunction = junction("bd", bulk, drain, process.drainSaturation(), atDrain);
    sourceJunction = junction("bs", bulk, source, process.sourceSaturation(), atSource);
    double cox = process.oxide();
    oxide = cox > 0;
    toSource = gate("ogs", gate, source, cox, p.cgso() * p.w());
    toDrain = gate("ogd", gate, drain, cox, p.cgdo() * p.w());
    toBulk = gate("ogb", gate, bulk, cox, p.cgbo() * process.length());
    outputs(p, process);
    initially(p);
  }

  /** Declares a device and returns its equations. */
  static Equations declare(
      MosfetParameters p, Polarity polarity, MosfetProcess process, MosfetChannel channel, Declaration self) {
    return new Mosfet(p, polarity, process, channel, self);
  }

  @Override
  public void evaluate(Point at, Stamp f, Stamp q) {
    for (int k = 0; k < series.size(); k++) {
      Series r = series.get(k);
      f.add(r.current(), r.g() * at.of(r.drop())).d(r.drop(), r.g());
    }
    double atSource = at.of(vgs);
    double atDrain = at.of(vgd);
    // The channel is symmetric: the lower of its two ends is its source.
    boolean forward = atSource >= atDrain;
    double vgate = Math.max(atSource, atDrain);
    double vds = Math.abs(atSource - atDrain);
    channel.evaluate(vgate, vds, at.of(forward ? vbs : vbd));
    double i = channel.current.v;
    double gm = channel.current.g;
    double gds = channel.current.d;
    double gmb = channel.current.b;
    f.add(between, forward ? i : -i)
        .d(vgs, forward ? gm + gds : gds)
        .d(vgd, forward ? -gds : -(gm + gds))
        .d(vbs, forward ? gmb : 0)
        .d(vbd, forward ? 0 : -gmb);
    drainJunction.evaluate(at, f, q);
    sourceJunction.evaluate(at, f, q);
    toSource.evaluate(at, f, q);
    toDrain.evaluate(at, f, q);
    toBulk.evaluate(at, f, q);
    if (oxide && !at.charges()) {
      nothing(f, toSource);
      nothing(f, toDrain);
      nothing(f, toBulk);
    } else if (oxide) {
      meyer.evaluate(vgate - channel.threshold.v, vds, channel.saturation.v);
      Meyer.Share low = meyer.source;
      Meyer.Share high = meyer.drain;
      stamp(at, f, toSource, forward, forward ? low : high);
      stamp(at, f, toDrain, forward, forward ? high : low);
      stamp(at, f, toBulk, forward, meyer.bulk);
    }
  }

  private static double resistance(double given, double sheet) {
    return Double.isNaN(given) ? sheet : given;
  }

  private Voltage voltage(Terminal plus, Terminal minus) {
    return reversed ? self.voltage(minus, plus) : self.voltage(plus, minus);
  }

  private Current current(Terminal plus, Terminal minus) {
    return reversed ? self.current(minus, plus) : self.current(plus, minus);
  }

  /** Puts a resistance before a pin and returns the node behind it; the pin when there is none. */
  private Terminal inner(String name, Terminal pin, double ohms) {
    if (!(ohms > 0)) {
      return pin;
    }
    Terminal inside = self.internalNode(name, pin);
    Voltage drop = self.voltage(pin, inside);
    Current through = self.current(pin, inside);
    double g = 1 / ohms;
    self.noise(
        name.equals("drain") ? "rd" : "rs",
        through,
        NoiseDensity.thermal(self.temperature(), g));
    series.add(new Series(through, drop, g));
    return inside;
  }

  /** Declares a junction between the bulk and a diffusion. */
  private Junction junction(
      String name, Terminal bulk, Terminal diffusion, double saturation, Depletion[] laws) {
    Voltage v = voltage(bulk, diffusion);
    Current branch = current(bulk, diffusion);
    double thermal = MosfetProcess.KELVIN * self.temperature();
    double gmin = self.gmin();
    Limited limited = self.limited(v, new PnLimiter(thermal, saturation, Double.NaN));
    Depletion bottom = laws[0];
    Depletion side = laws[1];
    boolean charged = bottom.exists() || side.exists();
    self.output(
        "c" + name, "F", at -> bottom.capacitance(at.of(v)) + side.capacitance(at.of(v)));
    double sign = reversed ? -1 : 1;
    self.output(
        "i" + name,
        "A",
        at -> sign * (saturation * (Smooth.exp(at.of(v) / thermal) - 1) + gmin * at.of(v)));
    return new Junction(branch, limited, saturation, thermal, gmin, bottom, side, charged);
  }

  /** Returns the laws of a junction's bottom and sidewall. */
  private static Depletion[] capacitances(
      MosfetParameters p,
      double given,
      double otherwise,
      double perimeter,
      double kelvin,
      double nominal) {
    double bottom = Double.isNaN(given) ? otherwise : given;
    return new Depletion[] {
      Depletion.at(bottom, p.pb(), p.mj(), p.fc(), kelvin, nominal),
      Depletion.at(p.cjsw() * perimeter, p.pb(), p.mjsw(), p.fc(), kelvin, nominal)
    };
  }

  /** Declares what is between the gate and another node. */
  private GateCapacitance gate(
      String name, Terminal gate, Terminal other, double cox, double overlap) {
    Current row = self.current(gate, other);
    Voltage v = self.voltage(gate, other);
    if (!(cox > 0)) {
      return new GateCapacitance(row, v, NONE, 0, overlap);
    }
    // So large a size leaves its tolerance to that of the voltage, whose change it is.
    Unknown whole = self.unknown(Quantity.of(name, "A").nominal(1e3));
    self.rate(whole, v, cox);
    return new GateCapacitance(row, v, whole, cox, overlap + FIXED * cox);
  }

  /** Adds the current of a capacitance, a share of the oxide's. */
  private void stamp(
      Point at, Stamp f, GateCapacitance to, boolean forward, Meyer.Share share) {
    double o = at.of(to.whole());
    Dual von = channel.threshold;
    Dual vdsat = channel.saturation;
    double byGate = o * (share.byGate + share.bySaturation * vdsat.g - share.byGate * von.g);
    double byDrain =
        o * (share.byDrain + share.bySaturation * vdsat.d - share.byGate * von.d);
    double body = o * (share.bySaturation * vdsat.b - share.byGate * von.b);
    f.add(to.row(), (share.value - FIXED) * o)
        .d(to.whole(), share.value - FIXED)
        .d(vgs, forward ? byGate + byDrain : -byDrain)
        .d(vgd, forward ? -byDrain : byGate + byDrain)
        .d(vbs, forward ? body : 0)
        .d(vbd, forward ? 0 : body);
  }

  /** Adds that an oxide carries no current. */
  private void nothing(Stamp f, GateCapacitance to) {
    f.add(to.row(), 0).d(to.whole(), 0).d(vgs, 0).d(vgd, 0).d(vbs, 0).d(vbd, 0);
  }

  /** Declares the thermal noise of the channel, 2/3 of gm in strong inversion, and its 1/f noise. */
  private void noise(MosfetParameters p, MosfetProcess process, Current between) {
    self.noise(
        "id",
        between,
        NoiseDensity.thermal(self.temperature(), at -> 2.0 / 3 * at(at).current.g));
    double perArea = MosfetProcess.oxidePerArea(p);
    double kf = p.kf() / (p.w() * process.length() * perArea * perArea);
    self.noise("1overf", between, NoiseDensity.flicker(kf, p.af(), at -> at(at).current.v));
  }

  private void initially(MosfetParameters p) {
    Terminal source = self.terminal("s");
    String[] pins = {"d", "g", "b"};
    double[] volts = {p.icvds(), p.icvgs(), p.icvbs()};
    for (int k = 0; k < pins.length; k++) {
      if (!Double.isNaN(volts[k])) {
        self.initialVoltage(self.voltage(self.terminal(pins[k]), source), volts[k]);
      }
    }
  }

  private void outputs(MosfetParameters p, MosfetProcess process) {
    double sign = reversed ? -1 : 1;
    self.output("vgs", "V", at -> sign * at.of(gateSource));
    self.output("vds", "V", at -> sign * (at.of(gateSource) - at.of(gateDrain)));
    self.output("vbs", "V", at -> sign * at.of(vbs));
    self.output("id", "A", at -> sign * (bias(at) ? channel.current.v : -channel.current.v));
    self.output("von", "V", at -> sign * at(at).threshold.v);
    self.output("vdsat", "V", at -> sign * Math.max(0, at(at).saturation.v));
    self.output("gm", "S", at -> at(at).current.g);
    self.output("gds", "S", at -> at(at).current.d);
    self.output("gmbs", "S", at -> at(at).current.b);
    double oxide = process.oxide();
    self.output("cgs", "F", at -> oxide * shares(at, true).value + p.cgso() * p.w());
    self.output("cgd", "F", at -> oxide * shares(at, false).value + p.cgdo() * p.w());
    self.output(
        "cgb",
        "F",
        at -> {
          shares(at, true);
          return oxide * meyer.bulk.value + p.cgbo() * process.length();
        });
  }

  /** Evaluates the channel at a point. */
  private MosfetChannel at(Point at) {
    bias(at);
    return channel;
  }

  /** Evaluates the channel at a point and returns whether the source is its lower end. */
  private boolean bias(Point at) {
    double atSource = at.of(gateSource);
    double atDrain = at.of(gateDrain);
    boolean forward = atSource >= atDrain;
    channel.evaluate(
        Math.max(atSource, atDrain),
        Math.abs(atSource - atDrain),
        at.of(forward ? vbs : vbd));
    return forward;
  }

  /** Evaluates the shares at a point and returns the source's or the drain's. */
  private Meyer.Share shares(Point at, boolean ofSource) {
    boolean forward = bias(at);
    double vgst = Math.max(at.of(gateSource), at.of(gateDrain)) - channel.threshold.v;
    double vds = Math.abs(at.of(gateSource) - at.of(gateDrain));
    meyer.evaluate(vgst, vds, channel.saturation.v);
    return forward == ofSource ? meyer.source : meyer.drain;
  }
}
