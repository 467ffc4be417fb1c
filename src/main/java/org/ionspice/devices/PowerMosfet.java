package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Model;
import org.ionspice.parameter.Param;

/** A vertical power MOSFET with its body diode: the VDMOS of LTspice and ngspice. */
@Model(
    name = "vdmos",
    also = {"vdmosn polarity=nchan", "vdmosp polarity=pchan"},
    letter = "M",
    title = "Vertical power MOSFET (VDMOS), n or p channel",
    terminals = {"d", "g", "s"},
    source =
        "ngspice manual 39, section Power MOSFET model (VDMOS), and LTspice help, M. MOSFET; what the"
            + " manuals leave open was measured with ngspice 39",
    equations = {
      "ugs = v(g',s'), ugd = v(g',d'), uds = v(d',s'); all with the opposite sign for pchan, where vto is"
          + " the negative of the card's",
      "w = k ln(1 + exp((x - vto - subshift) / k)),  k = ksubthres,  x = ugs for uds >= 0, ugd below",
      "id = b u (w - u/2) while u = mtriode |uds| < w, else b w^2 / 2;  with the sign of uds",
      "b = kp (1 + lambda uds) / (1 + theta ugs);  1 + lambda uds is at least 0.01",
      "v(d,d') = id (rd + rq u / (vq + u)),  u = v(d,s) where it is above 0;  v(s,s') = rs id;"
          + "  v(g,g') = rg ig",
      "cgd = y + s tanh(a ugd) for ugd > 0, y + s atan(a ugd) below,  s = (cgdmax - cgdmin) / (1 + pi/2),"
          + "  y = cgdmax - s;  cgs is constant",
      "between d and s: rds, and the body diode behind rb, with the equations of the diode of level 1"
          + " (is n bv ibv nbv cjo vj m fc tt eg xti gmin)",
      "dT = T - tnom:  vto - tcvth dT;  kp (T/tnom)^mu;  rd (T/tnom)^texp0, or with trd1 or trd2"
          + " rd (1 + trd1 dT + trd2 dT^2);  rq (T/tnom)^texp1",
      "rg, rs, rb, ksubthres times 1 + a dT + b dT^2: trg1 trg2, trs1 trs2, trb1 trb2, tksubthres1"
          + " tksubthres2;  is, vj, cjo as those of the diode",
      "noise currents, A^2/Hz: rd, rs 4 k T / r; id 8/3 k T gm; 1overf kf |id|^af / (c^2 f),"
          + "  c = 3.453e-4 F/m^2"
    },
    limits = {
      "No self-heating: the word thermal is refused.",
      "rg, rb and the body diode are free of noise, as in ngspice 39.",
      "Limits of safe operation (vds_max, ...) are not watched."
    })
public record PowerMosfet(
    @Param(def = "nchan", doc = "a word of the model card") Channel polarity,
    @Param(unit = "V", def = "0", alias = "vth0", doc = "threshold; that of a p channel is negative")
        double vto,
    @Param(unit = "A/V^2", def = "1", above = 0, doc = "transconductance") double kp,
    @Param(unit = "1/V", def = "0", min = 0, doc = "channel-length modulation") double lambda,
    @Param(unit = "1/V", def = "0", min = 0, doc = "loss of mobility by the gate") double theta,
    @Param(unit = "1", def = "1", above = 0, doc = "factor on v(d,s) in the triode region")
        double mtriode,
    @Param(unit = "V", def = "0.1", above = 0, doc = "width of the weak inversion") double ksubthres,
    @Param(unit = "V", def = "0", doc = "shift of the threshold that weak inversion needs")
        double subshift,
    @Param(unit = "ohm", def = "0", min = 0, doc = "drain resistance") double rd,
    @Param(unit = "ohm", def = "0", min = 0, doc = "source resistance") double rs,
    @Param(unit = "ohm", def = "0", min = 0, doc = "gate resistance") double rg,
    @Param(unit = "ohm", def = "none", above = 0, doc = "leakage between drain and source")
        double rds,
    @Param(unit = "ohm", def = "0", min = 0, doc = "quasi-saturation: rise of rd with v(d,s)")
        double rq,
    @Param(unit = "V", def = "0", min = 0, doc = "voltage of half that rise; without it rq is 0")
        double vq,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-source capacitance") double cgs,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-drain capacitance, gate above the drain")
        double cgdmax,
    @Param(unit = "F", def = "0", min = 0, doc = "gate-drain capacitance, drain far above the gate")
        double cgdmin,
    @Param(unit = "1/V", def = "1", above = 0, doc = "how fast one goes over into the other")
        double a,
    @Param(unit = "A", def = "1e-14", above = 0, doc = "body diode: saturation current") double is,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient") double n,
    @Param(unit = "ohm", def = "0", min = 0, doc = "series resistance") double rb,
    @Param(unit = "V", def = "none", above = 0, doc = "breakdown voltage") double bv,
    @Param(unit = "A", def = "1e-10", above = 0, doc = "current at the breakdown voltage") double ibv,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient of breakdown") double nbv,
    @Param(unit = "F", def = "0", min = 0, doc = "junction capacitance at zero bias") double cjo,
    @Param(unit = "V", def = "0.8", above = 0, doc = "junction potential") double vj,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, doc = "grading coefficient, on a card")
        double m,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of vj where cjo goes straight")
        double fc,
    @Param(unit = "s", def = "0", min = 0, doc = "transit time") double tt,
    @Param(unit = "eV", def = "1.11", above = 0, doc = "activation energy of is") double eg,
    @Param(unit = "1", def = "3", doc = "exponent of temperature in is") double xti,
    @Param(unit = "V/K", def = "0", alias = "vtotc", doc = "fall of the threshold with temperature")
        double tcvth,
    @Param(unit = "1", def = "-1.5", alias = "bex", doc = "exponent of temperature in kp") double mu,
    @Param(unit = "1", def = "0", doc = "exponent of temperature in rd") double texp0,
    @Param(unit = "1", def = "0.3", doc = "exponent of temperature in rq") double texp1,
    @Param(unit = "1/K", def = "0", doc = "of rd, instead of texp0") double trd1,
    @Param(unit = "1/K^2", def = "0", doc = "of rd, instead of texp0") double trd2,
    @Param(unit = "1/K", def = "0", doc = "of rg") double trg1,
    @Param(unit = "1/K^2", def = "0", doc = "of rg") double trg2,
    @Param(unit = "1/K", def = "0", doc = "of rs") double trs1,
    @Param(unit = "1/K^2", def = "0", doc = "of rs") double trs2,
    @Param(unit = "1/K", def = "0", doc = "of rb") double trb1,
    @Param(unit = "1/K^2", def = "0", doc = "of rb") double trb2,
    @Param(unit = "1/K", def = "0", doc = "of ksubthres") double tksubthres1,
    @Param(unit = "1/K^2", def = "0", doc = "of ksubthres") double tksubthres2,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the drain current") double af,
    @Param(unit = "V", def = "none", doc = "v(d,s) at t = 0 under uic") double icvds,
    @Param(unit = "V", def = "none", doc = "v(g,s) at t = 0 under uic") double icvgs,
    @Param(unit = "degC", def = "none", doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;
  private static final double ZERO_CELSIUS = 273.15;

  /** The doping of the channel, and with it the sign of all voltages and currents. */
  public enum Channel {
    NCHAN,
    PCHAN
  }

  public PowerMosfet {
    if (cgdmax < cgdmin) {
      throw new IllegalArgumentException("cgdmax is less than cgdmin");
    }
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (rq > 0 && (rd == 0 || vq == 0)) {
      remarks.add("rq has no effect without rd and vq");
    }
    if (rq == 0 && vq > 0) {
      remarks.add("vq has no effect without rq");
    }
    return remarks;
  }

  /**
   * What the parameters are at a temperature; voltages are those of an n channel.
   *
   * @param rise the part of the drain's resistance that grows with the voltage, ohm
   */
  record Warm(
      double kelvin,
      double threshold,
      double kp,
      double width,
      double drain,
      double source,
      double gate,
      double body,
      double rise,
      double saturation) {}

  Warm at(double kelvin, double nominal) {
    double dt = kelvin - nominal;
    double ratio = kelvin / nominal;
    double vt = BOLTZMANN_OVER_CHARGE * kelvin;
    boolean polynomial = trd1 != 0 || trd2 != 0;
    Warm warm =
        new Warm(
            kelvin,
            (polarity == Channel.NCHAN ? vto : -vto) + subshift - tcvth * dt,
            kp * Math.pow(ratio, mu),
            ksubthres * grown(dt, tksubthres1, tksubthres2),
            rd * (polynomial ? grown(dt, trd1, trd2) : Math.pow(ratio, texp0)),
            rs * grown(dt, trs1, trs2),
            rg * grown(dt, trg1, trg2),
            rb * grown(dt, trb1, trb2),
            vq > 0 && rd > 0 ? rq * Math.pow(ratio, texp1) : 0,
            is * Math.exp(((ratio - 1) * eg / vt + xti * Math.log(ratio)) / n));
    if (!(warm.width > 0
        && same(rd, warm.drain)
        && same(rs, warm.source)
        && same(rg, warm.gate)
        && same(rb, warm.body))) {
      throw new IllegalArgumentException(
          "the coefficients of temperature change the sign of ksubthres or a resistance at " + kelvin + " K");
    }
    return warm;
  }

  private static double grown(double dt, double first, double second) {
    return 1 + dt * (first + dt * second);
  }

  private static boolean same(double cold, double warm) {
    return cold == 0 || warm > 0;
  }

  /** Returns the law of the body diode's current. */
  JunctionCurrent diode(Warm warm) {
    double vt = BOLTZMANN_OVER_CHARGE * warm.kelvin;
    return new JunctionCurrent(
        new JunctionCurrent.Exponential(warm.saturation, n * vt),
        new JunctionCurrent.Exponential(0, vt),
        JunctionCurrent.Breakdown.of(bv, ibv, nbv * vt, warm.saturation, vt),
        new JunctionCurrent.Recombination(0, vt, vj, m),
        0,
        vt,
        0,
        0);
  }

  @Override
  public Equations declare(Declaration self) {
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    return new PowerMosfetLaw(this, at(self.temperature(), nominal), nominal, self);
  }
}
