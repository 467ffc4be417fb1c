package org.ionspice.devices;

import java.util.function.Function;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.parameter.Param;

/**
 * A gallium arsenide field-effect transistor after Statz et al.
 */
@Model(
    name = "nmf",
    also = "pmf polarity=pmf",
    letter = "Z",
    title = "MESFET, level 1 (Statz), n or p channel",
    terminals = {"d", "g", "s"},
    source =
        "H. Statz, P. Newman, I. W. Smith, R. A. Pucel and H. A. Haus, IEEE Trans. Electron Devices"
            + " 34, 160 (1987), doi:10.1109/T-ED.1987.22902; parameters and defaults: T. Quarles et"
            + " al., SPICE3 User's Manual, UC Berkeley, section MESFETs",
    equations = {
      "ugs = v(g,s'), ugd = v(g,d'), uds = ugs - ugd, all with the opposite sign for pmf",
      "for uds >= 0, w = ugs - vto > 0: id = beta w^2 / (1 + b w) (1 + lambda uds) h;  else 0",
      "h = 1 - (1 - alpha uds/3)^3 for uds < 3/alpha, 1 above",
      "for uds < 0 drain and source change places",
      "i(g,s') = is (exp(ugs / Vt) - 1) + gmin ugs;  i(g,d') likewise",
      "e = (ugs + ugd + sqrt(uds^2 + 1/alpha^2))/2,  y = (e + vto + sqrt((e - vto)^2 + 0.2^2))/2",
      "Q = 2 cgs pb (1 - sqrt(1 - y/pb)) + cgd (e - sqrt(uds^2 + 1/alpha^2)), straight above y = 0.5",
      "to the source flows (dQ/dugs) dugs/dt, to the drain (dQ/dugd) dugd/dt",
      "v(d,d') = rd id,  v(s,s') = rs is",
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T gm; 1overf kf |id|^af / f"
    },
    limits = {
      "No breakdown of the gate, no shot noise of its junctions.",
      "Of the parameters none follows temperature, only Vt; in ngspice not even Vt.",
      "The current has a corner in its second derivative at uds = 3/alpha and at w = 0."
    })
public record Mesfet(
    @Param(def = "nmf", doc = "set by the type of the model card") Polarity polarity,
    @Param(unit = "V", def = "-2", alias = "vt0", doc = "pinch-off voltage") double vto,
    @Param(unit = "A/V^2", def = "2.5m", above = 0, doc = "transconductance parameter") double beta,
    @Param(unit = "1/V", def = "0.3", min = 0, doc = "doping tail") double b,
    @Param(unit = "1/V", def = "2", above = 0, doc = "saturation voltage parameter") double alpha,
    @Param(unit = "1/V", def = "0", min = 0, doc = "channel length modulation") double lambda,
    @Param(unit = "ohm", def = "0", min = 0, doc = "drain resistance") double rd,
    @Param(unit = "ohm", def = "0", min = 0, doc = "source resistance") double rs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-source capacitance at 0 V") double cgs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-drain capacitance at 0 V") double cgd,
    @Param(unit = "V", def = "1", above = 0.5, doc = "gate junction potential") double pb,
    @Param(unit = "A", def = "1e-14", above = 0, doc = "gate saturation current") double is,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the drain current") double af,
    @Param(unit = "1", def = "1", min = 1, max = 1, doc = "1 is Statz") int level,
    @Param(unit = "1", def = "1", above = 0,
            doc = "area: scales currents and capacitances, divides resistances") double area,
    @Param(unit = "V", def = "none", doc = "v(d,s) at t = 0 under uic") double icvds,
    @Param(unit = "V", def = "none", doc = "v(g,s) at t = 0 under uic") double icvgs)
    implements DeviceModel {
  /** V, the width of the transition to pinch-off in the charge, and where it goes straight. */
  private static final double DELTA = 0.2;

  private static final double STRAIGHT = 0.5;

  /** The doping of the channel, and with it the sign of all voltages and currents. */
  public enum Polarity {
    NMF,
    PMF
  }

  /** What a pair of voltages makes; changed in place. */
  private final class Channel {
    double current;
    double byVgs;
    double byVds;
    double charge;
    final Dual toSource = new Dual();
    final Dual toDrain = new Dual();
    private final Dual root = new Dual();
    private final Dual end = new Dual();
    private final Dual pinch = new Dual();
    private final Dual share = new Dual();

    /** Sets the current, A, and its slopes, and returns them, for a voltage vds of either sign. */
    Channel conduct(double vgs, double vds) {
      if (vds < 0) {
        forward(vgs - vds, -vds);
        current = -current;
        double by = byVgs;
        byVgs = -by;
        byVds += by;
      } else {
        forward(vgs, vds);
      }
      return this;
    }

    private void forward(double vgs, double vds) {
      double w = vgs - vto;
      if (w <= 0) {
        current = 0;
        byVgs = 0;
        byVds = 0;
        return;
      }
      double k = area * beta;
      double tail = 1 + b * w;
      double square = k * w * w / tail;
      double length = 1 + lambda * vds;
      double below = Math.max(0, 1 - alpha * vds / 3);
      double knee = 1 - below * below * below;
      current = square * length * knee;
      byVgs = k * w * (1 + tail) / (tail * tail) * length * knee;
      byVds = square * (lambda * knee + length * alpha * below * below);
    }

    /** Sets the gate's charge, C, and its two capacitances, F, with their slopes. */
    void store(double vgs, double vgd) {
      double u = vgs - vgd;
      double width = 1 / alpha;
      root.set(u * u + width * width, 2 * u, -2 * u, 0).sqrt();
      end.set(vgs + vgd, 1, 1, 0).plus(root).times(0.5);
      double lower = end.v - root.v;
      pinch.set(end).plus(-vto).square().plus(DELTA * DELTA).sqrt();
      // dy/de.
      share.set(end).plus(-vto).over(pinch).plus(1).times(0.5);
      end.plus(vto).plus(pinch).times(0.5);
      double beyond = end.v - STRAIGHT;
      if (beyond > 0) {
        end.set(STRAIGHT);
      }
      end.times(-1 / pb).plus(1).sqrt();
      double junction = area * cgs * (2 * pb * (1 - end.v) + Math.max(0, beyond) / end.v);
      charge = junction + area * cgd * lower;
      // dQ/de of the junction; de/dugs = (1 + uds/root)/2, de/dugd = (1 - uds/root)/2.
      share.times(area * cgs).over(end);
      pinch.set(u, 1, -1, 0).over(root).times(0.5);
      root.set(pinch).plus(0.5);
      toSource.set(share).times(root);
      toDrain.set(pinch).times(-1).plus(0.5).times(share).plus(area * cgd, root);
      root.times(-1).plus(1);
      toSource.plus(area * cgd, root);
    }
  }

  @Override
  public Equations declare(Declaration self) {
    double thermal = BipolarTransistor.BOLTZMANN_OVER_CHARGE * self.temperature();
    FetFrame frame =
        new FetFrame(
            self,
            new FetFrame.Card(
                polarity == Polarity.NMF,
                rd > 0 ? area / rd : 0,
                rs > 0 ? area / rs : 0,
                area * is,
                thermal,
                vto,
                icvds,
                icvgs));
    double whole = area * (cgs + cgd);
    GateCharge gate = whole > 0 ? new GateCharge(self, frame, whole) : null;
    Channel c = new Channel();
    Function<Point, Channel> conducting =
        at -> c.conduct(at.of(frame.gs), at.of(frame.gs) - at.of(frame.gd));
    outputs(self, frame, conducting);
    noise(self, frame.channel, conducting);

    return (at, f, q) -> {
      double ugs = at.of(frame.vgs);
      double ugd = at.of(frame.vgd);
      c.conduct(ugs, ugs - ugd);
      f.add(frame.channel, c.current).d(frame.vgs, c.byVgs + c.byVds).d(frame.vgd, -c.byVds);
      frame.evaluate(at, f);
      if (gate != null) {
        c.store(ugs, ugd);
        gate.evaluate(at, f, q, c.charge, c.toSource, c.toDrain);
      }
    };
  }

  private void outputs(Declaration self, FetFrame frame, Function<Point, Channel> conducting) {
    frame.results(
        self,
        at -> conducting.apply(at).current,
        at -> conducting.apply(at).byVgs,
        at -> conducting.apply(at).byVds);
    Channel c = new Channel();
    self.output(
        "cgs",
        "F",
        at -> {
          c.store(at.of(frame.gs), at.of(frame.gd));
          return c.toSource.v;
        });
    self.output(
        "cgd",
        "F",
        at -> {
          c.store(at.of(frame.gs), at.of(frame.gd));
          return c.toDrain.v;
        });
  }

  private void noise(Declaration self, Current between, Function<Point, Channel> conducting) {
    double kelvin = self.temperature();
    self.noise(
        "id",
        between,
        NoiseDensity.thermal(kelvin, at -> 2.0 / 3 * Math.abs(conducting.apply(at).byVgs)));
    self.noise(
        "1overf", between, NoiseDensity.flicker(kf, af, at -> conducting.apply(at).current));
  }
}
