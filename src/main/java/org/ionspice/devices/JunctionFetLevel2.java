package org.ionspice.devices;

import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Smooth;
import org.ionspice.device.Stamp;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;
import org.jspecify.annotations.Nullable;

/** A junction field-effect transistor of level 2: the model of Parker and Skellern. */
@Model(
    name = "njf2",
    also = "pjf2 polarity=pjf",
    letter = "J",
    title = "Junction field-effect transistor, level 2 (Parker and Skellern), n or p channel",
    terminals = {"d", "g", "s"},
    source =
        "A. E. Parker and D. J. Skellern, A realistic large-signal MESFET model for SPICE, IEEE Trans."
            + " Microwave Theory Tech. 45, 1563 (1997), doi:10.1109/22.622918; parameters: ngspice"
            + " manual 39, section JFET level 2 (recalled, and compared with ngspice 39)",
    equations = {
      "ugs = v(g,s'), ugd = v(g,d'), uds = ugs - ugd, all with the opposite sign for pjf;  for uds < 0 drain"
          + " and source change places",
      "tgs, tgd follow ugs, ugd:  taug dtgs/dt = ugs - tgs,  taug dtgd/dt = ugd - tgd",
      "vgst = ugs - vto - (lfgam - lfg1 tgs + lfg2 tgd) tgd + (hfeta - hfe1 tgd + hfe2 tgs) (tgs - ugs)"
          + " + (hfgam - hfg1 tgs + hfg2 tgd) (tgd - ugd)",
      "vgt = s ln(1 + exp(vgst/s)),  s = vst (1 + mvst uds);  without vst: vgst, no current below 0",
      "vdp = uds (p/q) (vgt / (vbi - vto))^(p - q),  vsat = vgt / (1 + vgt / (mxi vgt + xi (vbi - vto)))",
      "vdt = sqrt(a^2 + z vsat^2/4) - sqrt((a - vsat)^2 + z vsat^2/4),  a = sqrt(1 + z) vdp/2 + vsat/2",
      "i0 = beta (1 + lambda uds) (vgt^q - (vgt - vdt)^q),  id = i0 / (1 + delta P),  taud dP/dt = uds i0 - P",
      "i(g,s') = is (exp(ugs / (n Vt)) - 1) - ibd (exp(-ugs / vbd) - 1) + gmin ugs;  i(g,d') likewise",
      "e = (ugs + ugd + r)/2 + acgam uds,  r = sqrt(uds^2 + (xi (vbi - vto) / (xi + 1) / 2)^2)",
      "y = e + (sqrt(w^2 + 0.2^2) - w)/2,  w = (1 - xc) (e - vto)",
      "Q = 2 cgs vbi (1 - sqrt(1 - y/vbi)) + cgd (e - r),  its slope straight above y = fc vbi",
      "to the source flows (dQ/dugs) dugs/dt, to the drain (dQ/dugd) dugd/dt;  cds between d' and s'",
      "is, vbi, cgs, cgd follow temperature as at level 1;  v(d,d') = rd id,  v(s,s') = rs is",
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T gm; 1overf kf |id|^af / f"
    },
    limits = {
      "No shot noise of the gate's junctions.",
      "beta, vto and the time constants do not follow temperature."
    })
public record JunctionFetLevel2(
    @Param(def = "njf", doc = "set by the type of the model card") JunctionFet.Polarity polarity,
    @Group ParkerSkellern.Card channel,
    @Param(unit = "ohm", def = "0", min = 0, doc = "drain resistance") double rd,
    @Param(unit = "ohm", def = "0", min = 0, doc = "source resistance") double rs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-source capacitance at 0 V") double cgs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-drain capacitance at 0 V") double cgd,
    @Param(unit = "F", def = "0", min = 0, doc = "drain-source capacitance") double cds,
    @Param(unit = "V", def = "1", above = 0, alias = "pb", doc = "gate junction potential") double vbi,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of vbi where c goes straight")
        double fc,
    @Param(unit = "A", def = "1e-14", above = 0, doc = "gate saturation current") double is,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient of the gate") double n,
    @Param(unit = "A", def = "0", min = 0, doc = "breakdown current of the gate") double ibd,
    @Param(unit = "V", def = "1", above = 0, doc = "breakdown potential of the gate") double vbd,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the drain current") double af,
    @Param(unit = "1", def = "2", min = 2, max = 2, doc = "2 is Parker and Skellern") int level,
    @Param(unit = "1", def = "1", above = 0,
            doc = "area: scales currents and capacitances, divides resistances and delta")
        double area,
    @Param(unit = "V", def = "none", doc = "v(d,s) at t = 0 under uic") double icvds,
    @Param(unit = "V", def = "none", doc = "v(g,s) at t = 0 under uic") double icvgs,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double ZERO_CELSIUS = 273.15;

  /** Silicon's activation energy of the gate's current, eV. */
  private static final double GAP = 1.11;

  public JunctionFetLevel2 {
    if (channel.vto() >= vbi) {
      throw new IllegalArgumentException("vto must be below vbi");
    }
  }

  @Override
  public Equations declare(Declaration self) {
    double kelvin = self.temperature();
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    double vt = BipolarTransistor.BOLTZMANN_OVER_CHARGE * kelvin;
    double growth = Math.exp((kelvin / nominal - 1) * GAP / vt);
    FetFrame frame =
        new FetFrame(
            self,
            new FetFrame.Card(
                polarity == JunctionFet.Polarity.NJF,
                rd > 0 ? area / rd : 0,
                rs > 0 ? area / rs : 0,
                area * is * growth,
                n * vt,
                channel.vto(),
                icvds,
                icvgs));
    Depletion gateSource = Depletion.at(area * cgs, vbi, 0.5, fc, kelvin, nominal);
    Depletion gateDrain = Depletion.at(area * cgd, vbi, 0.5, fc, kelvin, nominal);
    ParkerSkellern law =
        new ParkerSkellern(
            channel,
            area,
            gateSource.potential(),
            fc,
            gateSource.capacitance(0),
            gateDrain.capacitance(0));
    double whole = area * (cgs + cgd);
    GateCharge gate = whole > 0 ? new GateCharge(self, frame, whole) : null;
    Drain drain = new Drain(self, frame, law);
    drain.results(self);

    return (at, f, q) -> {
      drain.evaluate(at, f, q);
      frame.evaluate(at, f);
      if (ibd > 0) {
        breakdown(f, frame.toSource, frame.vgs, at);
        breakdown(f, frame.toDrain, frame.vgd, at);
      }
      if (gate != null) {
        law.store(at.of(frame.vgs), at.of(frame.vgd));
        gate.evaluate(at, f, q, law.charge, law.toSource, law.toDrain);
      }
      if (cds > 0) {
        double v = at.of(frame.gs) - at.of(frame.gd);
        q.add(frame.channel, area * cds * v).d(frame.gs, area * cds).d(frame.gd, -area * cds);
      }
    };
  }

  private void breakdown(
      Stamp f, Current through, org.ionspice.device.Limited voltage, Point at) {
    double z = -at.of(voltage) / vbd;
    double e = Smooth.exp(z);
    f.add(through, -area * ibd * (e - 1)).d(voltage, area * ibd * Smooth.expSlope(z, e) / vbd);
  }

  /** The drain's current with its slow states. */
  private final class Drain {
    private final FetFrame frame;
    private final ParkerSkellern law;
    private final double perWatt;
    private final @Nullable Unknown slowGs;
    private final @Nullable Unknown slowGd;
    private final @Nullable Unknown watts;

    /** The current from d' to s' and its slopes by ugs, ugd, the slow voltages and the power. */
    private double current;

    private double byGs;
    private double byGd;
    private double bySlowGs;
    private double bySlowGd;
    private double byWatts;

    /** The current before it falls with the temperature, and the power that it makes. */
    private double power;

    private double powerByGs;
    private double powerByGd;
    private double powerBySlowGs;
    private double powerBySlowGd;

    Drain(Declaration self, FetFrame frame, ParkerSkellern law) {
      this.frame = frame;
      this.law = law;
      perWatt = channel.delta() / area;
      boolean slow = channel.taug() > 0;
      slowGs = slow ? self.unknown(Quantity.of("tgs", "V")) : null;
      slowGd = slow ? self.unknown(Quantity.of("tgd", "V")) : null;
      watts =
          channel.taud() > 0 && channel.delta() > 0 ? self.unknown(Quantity.of("pav", "W")) : null;
    }

    void evaluate(Point at, Stamp f, Stamp q) {
      double ugs = at.of(frame.vgs);
      double ugd = at.of(frame.vgd);
      compute(ugs, ugd, at);
      Stamp row =
          f.add(frame.channel, current).d(frame.vgs, byGs).d(frame.vgd, byGd);
      if (slowGs != null && slowGd != null) {
        row.d(slowGs, bySlowGs).d(slowGd, bySlowGd);
      }
      if (watts != null) {
        row.d(watts, byWatts);
      }
      if (slowGs != null && slowGd != null) {
        follow(f, q, slowGs, frame.gs, at);
        follow(f, q, slowGd, frame.gd, at);
      }
      if (watts != null) {
        Stamp balance =
            f.add(watts, at.of(watts) - power)
                .d(watts, 1)
                .d(frame.vgs, -powerByGs)
                .d(frame.vgd, -powerByGd);
        if (slowGs != null && slowGd != null) {
          balance.d(slowGs, -powerBySlowGs).d(slowGd, -powerBySlowGd);
        }
        q.add(watts, channel.taud() * at.of(watts)).d(watts, channel.taud());
      }
    }

    private void follow(Stamp f, Stamp q, Unknown slow, Voltage fast, Point at) {
      f.add(slow, at.of(slow) - at.of(fast)).d(slow, 1).d(fast, -1);
      q.add(slow, channel.taug() * at.of(slow)).d(slow, channel.taug());
    }

    private Drain compute(double ugs, double ugd, Point at) {
      double tgs = slowGs == null ? ugs : at.of(slowGs);
      double tgd = slowGd == null ? ugd : at.of(slowGd);
      boolean forward = ugs >= ugd;
      if (forward) {
        forward(ugs, ugd, tgs, tgd);
      } else {
        forward(ugd, ugs, tgd, tgs);
        current = -current;
        double by = byGs;
        byGs = -byGd;
        byGd = -by;
        by = bySlowGs;
        bySlowGs = -bySlowGd;
        bySlowGd = -by;
      }
      if (slowGs == null) {
        byGs += bySlowGs;
        byGd += bySlowGd;
      }
      if (perWatt > 0) {
        warm(ugs - ugd, at);
      }
      return this;
    }

    /** Sets the current, before it falls with the temperature, for a drain at or above the source. */
    private void forward(double ugs, double ugd, double tgs, double tgd) {
      ParkerSkellern.Card c = channel;
      double slow = c.lfgam() - c.lfg1() * tgs + c.lfg2() * tgd;
      double gate = c.hfeta() - c.hfe1() * tgd + c.hfe2() * tgs;
      double fast = c.fast() - c.hfg1() * tgs + c.hfg2() * tgd;
      double dgs = tgs - ugs;
      double dgd = tgd - ugd;
      law.conduct(ugs - c.vto() - slow * tgd + gate * dgs + fast * dgd, ugs - ugd);
      double g = law.current.g;
      double d = law.current.d;
      current = law.current.v;
      byGs = g * (1 - gate) + d;
      byGd = -g * fast - d;
      bySlowGs = g * (c.lfg1() * tgd + c.hfe2() * dgs + gate - c.hfg1() * dgd);
      bySlowGd = g * (-slow - c.lfg2() * tgd - c.hfe1() * dgs + fast + c.hfg2() * dgd);
    }

    /** Takes what the dissipated power takes from the current. */
    private void warm(double uds, Point at) {
      power = uds * current;
      powerByGs = current + uds * byGs;
      powerByGd = -current + uds * byGd;
      powerBySlowGs = uds * bySlowGs;
      powerBySlowGd = uds * bySlowGd;
      double now = watts == null ? power : at.of(watts);
      // A guess of Newton's may be negative; the hyperbola's tangent stays positive there.
      double x = perWatt * now;
      double share = x >= 0 ? 1 / (1 + x) : 1 - x;
      double slope = x >= 0 ? -share * share : -1;
      double scale = current * slope * perWatt;
      current *= share;
      byGs *= share;
      byGd *= share;
      bySlowGs *= share;
      bySlowGd *= share;
      byWatts = scale;
      if (watts == null) {
        byGs += scale * powerByGs;
        byGd += scale * powerByGd;
        bySlowGs += scale * powerBySlowGs;
        bySlowGd += scale * powerBySlowGd;
      }
    }

    void results(Declaration self) {
      frame.results(
          self,
          at -> compute(at).current,
          at -> compute(at).byGs + byGd,
          at -> -compute(at).byGd);
      double kelvin = self.temperature();
      self.noise(
          "id",
          frame.channel,
          NoiseDensity.thermal(kelvin, at -> 2.0 / 3 * Math.abs(compute(at).byGs + byGd)));
      self.noise(
          "1overf", frame.channel, NoiseDensity.flicker(kf, af, at -> compute(at).current));
    }

    private Drain compute(Point at) {
      return compute(at.of(frame.gs), at.of(frame.gd), at);
    }
  }
}
