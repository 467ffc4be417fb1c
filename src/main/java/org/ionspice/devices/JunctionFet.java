package org.ionspice.devices;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
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
      "vto(T) = vto - tcv (T - tnom) or vto + vtotc (T - tnom); is, pb, cgs, cgd follow T",
      "beta(T) = beta (T/tnom)^bex or beta 1.01^(betatce (T - tnom))",
      "v(d,d') = rd id,  v(s,s') = rs is",
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T gm; 1overf kf |id|^af / f",
      "nlev=3: id 8/3 k T beta w gdsnoi (1 + a + a^2) / (1 + a),  a = 1 - uds/w, 0 from uds = w on"
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
    @Param(unit = "V/K", def = "0", doc = "temperature coefficient of vto, which falls") double tcv,
    @Param(unit = "V/K", def = "none", doc = "the same with the other sign; instead of tcv")
        double vtotc,
    @Param(unit = "1", def = "0", doc = "exponent of temperature in beta") double bex,
    @Param(unit = "1", def = "none", doc = "change of beta, per cent per kelvin; instead of bex")
        double betatce,
    @Param(unit = "1", def = "2", min = 0, max = 3, doc = "3: noise of the channel from its shape")
        int nlev,
    @Param(unit = "1", def = "1", min = 0, doc = "with nlev=3: factor on the noise of the channel")
        double gdsnoi,
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

  @Override
  public List<String> remarks() {
    return gdsnoi != 1 && nlev < 3 ? List.of("gdsnoi has no effect without nlev=3") : List.of();
  }

  /** The channel's current and its partials; changed in place. */
  final class Channel {
    double current;
    double byVgs;
    double byVds;
    private final double k;
    private final double threshold;

    /**
     * Makes a channel.
     *
     * @param k beta at the temperature, area included, A/V^2
     * @param threshold vto at the temperature, V
     */
    Channel(double k, double threshold) {
      this.k = k;
      this.threshold = threshold;
    }

    /** Computes the current, A, for a drain-source voltage of either sign. */
    Channel at(double vgs, double vds) {
      if (vds < 0) {
        forward(vgs - vds, -vds);
        double by = byVgs;
        current = -current;
        byVgs = -by;
        byVds += by;
      } else {
        forward(vgs, vds);
      }
      return this;
    }

    private void forward(double vgs, double vds) {
      double w = vgs - threshold;
      if (w <= 0) {
        current = 0;
        byVgs = 0;
        byVds = 0;
        return;
      }
      double tail = b == 1 ? 0 : (1 - b) / (pb - vto);
      double modulated = k * (1 + lambda * vds);
      if (vds >= w) {
        double shape = w * w * (b + tail * w);
        current = modulated * shape;
        byVgs = modulated * w * (2 * b + 3 * tail * w);
        byVds = k * lambda * shape;
        return;
      }
      double inner = vds * (tail * vds - b) + w * (2 * b + 3 * tail * (w - vds));
      double shape = vds * inner;
      double shapeByVds = inner + vds * (2 * tail * vds - b - 3 * tail * w);
      current = modulated * shape;
      byVgs = modulated * vds * (2 * b + 3 * tail * (2 * w - vds));
      byVds = modulated * shapeByVds + k * lambda * shape;
    }

    /** Returns the conductance of which 2/3 makes the channel's thermal noise, S. */
    double noisy(double vgs, double vds) {
      if (nlev < 3) {
        return at(vgs, vds).byVgs;
      }
      double w = Math.max(vgs, vgs - vds) - threshold;
      double across = Math.abs(vds);
      double a = across >= w ? 0 : 1 - across / w;
      return w > 0 ? k * w * gdsnoi * (1 + a + a * a) / (1 + a) : 0;
    }
  }

  @Override
  public Equations declare(Declaration self) {
    double kelvin = self.temperature();
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    double vt = BipolarTransistor.BOLTZMANN_OVER_CHARGE * kelvin;
    double ratio = kelvin / nominal;
    double growth = Math.exp(((ratio - 1) * eg / vt + xti * Math.log(ratio)) / n);
    double warmed =
        Double.isNaN(betatce)
            ? Math.pow(ratio, bex)
            : Math.pow(1.01, betatce * (kelvin - nominal));
    double threshold = vto + (Double.isNaN(vtotc) ? -tcv : vtotc) * (kelvin - nominal);
    FetFrame frame =
        new FetFrame(
            self,
            new FetFrame.Card(
                polarity == Polarity.NJF,
                rd > 0 ? area / rd : 0,
                rs > 0 ? area / rs : 0,
                area * is * growth,
                n * vt,
                threshold,
                icvds,
                icvgs));
    Depletion gateSource = Depletion.at(area * cgs, pb, 0.5, fc, kelvin, nominal);
    Depletion gateDrain = Depletion.at(area * cgd, pb, 0.5, fc, kelvin, nominal);
    Channel c = new Channel(area * beta * warmed, threshold);
    results(self, frame, c);

    return (at, f, q) -> {
      double ugs = at.of(frame.vgs);
      double ugd = at.of(frame.vgd);
      c.at(ugs, ugs - ugd);
      f.add(frame.channel, c.current).d(frame.vgs, c.byVgs + c.byVds).d(frame.vgd, -c.byVds);
      frame.evaluate(at, f);
      double stored = gateSource.capacitance(ugs);
      q.add(frame.toSource, gateSource.charge(ugs, stored)).d(frame.vgs, stored);
      stored = gateDrain.capacitance(ugd);
      q.add(frame.toDrain, gateDrain.charge(ugd, stored)).d(frame.vgd, stored);
    };
  }

  private void results(Declaration self, FetFrame frame, Channel c) {
    ToDoubleFunction<Point> vgs = at -> at.of(frame.gs);
    ToDoubleFunction<Point> vds = at -> at.of(frame.gs) - at.of(frame.gd);
    Function<Point, Channel> conducting =
        at -> c.at(vgs.applyAsDouble(at), vds.applyAsDouble(at));
    frame.results(
        self,
        at -> conducting.apply(at).current,
        at -> conducting.apply(at).byVgs,
        at -> conducting.apply(at).byVds);
    double kelvin = self.temperature();
    self.noise(
        "id",
        frame.channel,
        NoiseDensity.thermal(
            kelvin, at -> 2.0 / 3 * c.noisy(vgs.applyAsDouble(at), vds.applyAsDouble(at))));
    self.noise(
        "1overf",
        frame.channel,
        NoiseDensity.flicker(kf, af, at -> conducting.apply(at).current));
  }
}
