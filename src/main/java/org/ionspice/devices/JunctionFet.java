package org.ionspice.devices;

import java.util.function.Function;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Param;

/** A junction field-effect transistor: SPICE's level 1, after Shichman and Hodges. */
@Model(
    name = "njf",
    also = "pjf polarity=pjf",
    letter = "J",
    title = "Junction field-effect transistor, level 1, n or p channel",
    terminals = {"d", "g", "s"},
    source =
        "H. Shichman and D. A. Hodges, IEEE J. Solid-State Circuits 3, 285 (1968),"
            + " doi:10.1109/JSSC.1968.1049902; in SPICE's form: T. Quarles et al., SPICE3 User's"
            + " Manual, UC Berkeley, section Junction Field-Effect Transistors; b: A. E. Parker and"
            + " D. J. Skellern's extension of it as the ngspice manual documents it",
    equations = {
      "ugs = v(g,s'), ugd = v(g,d'), uds = ugs - ugd, all with the opposite sign for pjf",
      "for uds >= 0, w = ugs - vto > 0, k = beta (1 + lambda uds), f = (1 - b) / (pb - vto):",
      "id = k uds (uds (f uds - b) + w (2 b + 3 f (w - uds))),  uds < w;  b = 1: k uds (2 w - uds)",
      "id = k w^2 (b + f w),  uds >= w;  b = 1: k w^2;   id = 0 for w <= 0",
      "for uds < 0 drain and source change places",
      "i(g,s') = is (exp(ugs / (n Vt)) - 1) + gmin ugs, charge of cgs;  i(g,d') likewise with cgd",
      "depletion: c = c0 / (1 - u/pb)^1/2 up to u = fc pb, its tangent above",
      "vto(T) = vto - tcv (T - tnom), beta(T) = beta (T/tnom)^bex; is, pb, cgs, cgd follow T",
      "v(d,d') = rd id,  v(s,s') = rs is",
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T gm; 1overf kf |id|^af / f"
    },
    limits = {
      "No breakdown of the gate, no shot noise of its junctions.",
      "The transconductance has a corner at pinch-off."
    })
public record JunctionFet(
    @Param(def = "njf", doc = "set by the type of the model card") Polarity polarity,
    @Param(unit = "V", def = "-2", alias = "vt0", doc = "threshold; negative for both polarities")
        double vto,
    @Param(unit = "A/V^2", def = "1e-4", above = 0, doc = "transconductance parameter")
        double beta,
    @Param(unit = "1/V", def = "0", min = 0, doc = "channel length modulation") double lambda,
    @Param(unit = "1", def = "1", min = 0, doc = "doping tail: 1 is the square law") double b,
    @Param(unit = "ohm", def = "0", min = 0, doc = "drain resistance") double rd,
    @Param(unit = "ohm", def = "0", min = 0, doc = "source resistance") double rs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-source capacitance at 0 V") double cgs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-drain capacitance at 0 V") double cgd,
    @Param(unit = "V", def = "1", above = 0, doc = "gate junction potential") double pb,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of pb where c goes straight")
        double fc,
    @Param(unit = "A", def = "1e-14", above = 0, doc = "gate saturation current") double is,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient of the gate") double n,
    @Param(unit = "eV", def = "1.11", above = 0, doc = "activation energy of is") double eg,
    @Param(unit = "1", def = "0", doc = "exponent of temperature in is") double xti,
    @Param(unit = "V/K", def = "0", doc = "temperature coefficient of vto") double tcv,
    @Param(unit = "1", def = "0", doc = "exponent of temperature in beta") double bex,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the drain current") double af,
    @Param(unit = "1", def = "1", min = 1, max = 1, doc = "1 is Shichman-Hodges") int level,
    @Param(unit = "1", def = "1", above = 0,
            doc = "area: scales currents and capacitances, divides resistances") double area,
    @Param(unit = "V", def = "none", doc = "v(d,s) at t = 0 under uic") double icvds,
    @Param(unit = "V", def = "none", doc = "v(g,s) at t = 0 under uic") double icvgs,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double ZERO_CELSIUS = 273.15;

  /** The doping of the channel, and with it the sign of all voltages and currents. */
  public enum Polarity {
    NJF,
    PJF
  }

  public JunctionFet {
    if (b != 1 && vto >= pb) {
      throw new IllegalArgumentException("with b, vto must be below pb");
    }
  }

  /** The channel's current and its partials by the gate-source and the drain-source voltage. */
  record Channel(double current, double byVgs, double byVds) {}

  /**
   * Returns the channel's current, A, for drain-source voltages of either sign.
   *
   * @param k beta at the temperature, area included, A/V^2
   * @param threshold vto at the temperature, V
   */
  Channel channel(double vgs, double vds, double k, double threshold) {
    if (vds < 0) {
      Channel mirrored = channel(vgs - vds, -vds, k, threshold);
      return new Channel(
          -mirrored.current, -mirrored.byVgs, mirrored.byVgs + mirrored.byVds);
    }
    double w = vgs - threshold;
    if (w <= 0) {
      return new Channel(0, 0, 0);
    }
    double tail = b == 1 ? 0 : (1 - b) / (pb - vto);
    double modulated = k * (1 + lambda * vds);
    if (vds >= w) {
      double shape = w * w * (b + tail * w);
      return new Channel(
          modulated * shape, modulated * w * (2 * b + 3 * tail * w), k * lambda * shape);
    }
    double inner = vds * (tail * vds - b) + w * (2 * b + 3 * tail * (w - vds));
    double shape = vds * inner;
    double shapeByVds = inner + vds * (2 * tail * vds - b - 3 * tail * w);
    return new Channel(
        modulated * shape,
        modulated * vds * (2 * b + 3 * tail * (2 * w - vds)),
        modulated * shapeByVds + k * lambda * shape);
  }

  @Override
  public Equations declare(Declaration self) {
    boolean n = polarity == Polarity.NJF;
    double sign = n ? 1 : -1;
    Terminal d = self.terminal("d");
    Terminal g = self.terminal("g");
    Terminal s = self.terminal("s");
    Terminal di = rd > 0 ? self.internalNode("drain") : d;
    Terminal si = rs > 0 ? self.internalNode("source") : s;

    double kelvin = self.temperature();
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    double vt = BipolarTransistor.BOLTZMANN_OVER_CHARGE * kelvin;
    double ratio = kelvin / nominal;
    double saturation =
        area * is * Math.exp(((ratio - 1) * eg / vt + xti * Math.log(ratio)) / this.n);
    double thermal = this.n * vt;
    double k = area * beta * Math.pow(ratio, bex);
    double threshold = vto - tcv * (kelvin - nominal);
    Depletion gateSource = Depletion.at(area * cgs, pb, 0.5, fc, kelvin, nominal);
    Depletion gateDrain = Depletion.at(area * cgd, pb, 0.5, fc, kelvin, nominal);
    double gmin = self.gmin();
    double drainConductance = rd > 0 ? area / rd : 0;
    double sourceConductance = rs > 0 ? area / rs : 0;

    PnLimiter limiter = new PnLimiter(thermal, saturation, Double.NaN);
    Limited vgs = self.limited(n ? self.voltage(g, si) : self.voltage(si, g), limiter);
    Limited vgd = self.limited(n ? self.voltage(g, di) : self.voltage(di, g), limiter);
    Current channel = n ? self.current(di, si) : self.current(si, di);
    Current source = n ? self.current(g, si) : self.current(si, g);
    Current drain = n ? self.current(g, di) : self.current(di, g);
    Voltage drainDrop = self.voltage(d, di);
    Voltage sourceDrop = self.voltage(s, si);
    Current drainSeries = self.current(d, di);
    Current sourceSeries = self.current(s, si);

    start(self, d, g, s);
    Voltage gs = self.voltage(g, si);
    Voltage ds = self.voltage(di, si);
    self.output("vgs", "V", at -> at.of(gs));
    self.output("vds", "V", at -> at.of(ds));
    Function<Point, Channel> conducting =
        at -> channel(sign * at.of(gs), sign * at.of(ds), k, threshold);
    self.output("id", "A", at -> sign * conducting.apply(at).current());
    self.output("gm", "S", at -> conducting.apply(at).byVgs());
    self.output("gds", "S", at -> conducting.apply(at).byVds());
    if (rd > 0) {
      self.noise("rd", drainSeries, NoiseDensity.thermal(kelvin, drainConductance));
    }
    if (rs > 0) {
      self.noise("rs", sourceSeries, NoiseDensity.thermal(kelvin, sourceConductance));
    }
    self.noise(
        "id",
        channel,
        NoiseDensity.thermal(kelvin, at -> 2.0 / 3 * conducting.apply(at).byVgs()));
    self.noise(
        "1overf",
        channel,
        NoiseDensity.flicker(kf, af, at -> conducting.apply(at).current()));

    return (at, f, q) -> {
      double ugs = at.of(vgs);
      double ugd = at.of(vgd);
      Channel c = channel(ugs, ugs - ugd, k, threshold);
      f.add(channel, c.current).d(vgs, c.byVgs + c.byVds).d(vgd, -c.byVds);
      double[] toSource = GummelPoon.junction(saturation, thermal, ugs);
      f.add(source, toSource[0] + gmin * ugs).d(vgs, toSource[1] + gmin);
      q.add(source, gateSource.charge(ugs)).d(vgs, gateSource.capacitance(ugs));
      double[] toDrain = GummelPoon.junction(saturation, thermal, ugd);
      f.add(drain, toDrain[0] + gmin * ugd).d(vgd, toDrain[1] + gmin);
      q.add(drain, gateDrain.charge(ugd)).d(vgd, gateDrain.capacitance(ugd));
      if (rd > 0) {
        f.add(drainSeries, drainConductance * at.of(drainDrop)).d(drainDrop, drainConductance);
      }
      if (rs > 0) {
        f.add(sourceSeries, sourceConductance * at.of(sourceDrop))
            .d(sourceDrop, sourceConductance);
      }
    };
  }

  private void start(Declaration self, Terminal d, Terminal g, Terminal s) {
    if (!Double.isNaN(icvds)) {
      self.initialVoltage(self.voltage(d, s), icvds);
    }
    if (!Double.isNaN(icvgs)) {
      self.initialVoltage(self.voltage(g, s), icvgs);
    }
  }
}
