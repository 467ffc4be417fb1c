package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

/** A junction diode: SPICE's level 1, with breakdown, charge storage and series resistance. */
@Model(
    name = "d",
    letter = "D",
    title = "Junction diode, level 1",
    source =
        "G. Massobrio and P. Antognetti, Semiconductor Device Modeling with SPICE, 2nd ed.,"
            + " McGraw-Hill 1993, chapter 1; sidewall, tunnelling and temperature: ngspice manual 39,"
            + " chapter Diodes; recombination and high injection: PSpice reference guide, Diode",
    equations = {
      "i = is (exp(u / (n Vt)) - 1) + gmin u,  u = v(inner,n)",
      "below -3 n Vt: i = -is (1 + (3 n Vt / (e u))^3) + gmin u",
      "below -ub, ub = bv - nbv Vt ln(ibv/is), also - ibv exp(-(u + bv) / (nbv Vt)) + is",
      "ibv is is where it is less than is bv / Vt, as in SPICE3",
      "with jsw: the same with jsw pj and ns;  with isr: + isr (exp(u / (nr Vt)) - 1) ((1 - u/vj)^2 + 0.005)^(m/2)",
      "with jtun, jtunsw: - (jtun + jtunsw pj) (exp(-u / (ntun Vt)) - 1)",
      "with ik: i / (1 + sqrt(i/ik)) for i > 0;  with ikr: i / (1 + sqrt(-i/ikr)) for i < 0;  without gmin u",
      "q = tt j + integral of cj,  cj = cjo / (1 - u/vj)^m, of cjp likewise with php, mjsw, fcs",
      "level 3: area = w l, pj = 2 (w + l), and q also has u eps ((wm + xm) (lm + xm) / xom"
          + " + (wp + xp) (lp + xp) / xoi),  eps = 3.9 eps0",
      "j: i without breakdown, tunnelling and gmin, and exponential below -3 n Vt too",
      "above fc vj: cj = cjo (1 - fc (1 + m) + m u/vj) / (1 - fc)^(1 + m)",
      "is ~ exp(((T/tnom - 1) eg / Vt + xti ln(T/tnom)) / n);  jsw with ns, isr with nr, jtun with ntun, keg eg"
          + " and xtitun",
      "vj, cjo, php, cjp follow silicon's gap;  with tlevc=1, dT = T - tnom: vj - tvj dT, cjo (1 + cta dT),"
          + " php - tphp dT, cjp (1 + ctp dT)",
      "bv - tcv dT, with tlev=1 bv (1 - tcv dT);  rs, tt, m times 1 + a dT + b dT^2: trs trs2, ttt1 ttt2,"
          + " tm1 tm2;  v(p,inner) = rs i",
      "noise currents, A^2/Hz: rs 4 k T / rs, id 2 q |i|, 1overf kf |i|^af / f"
    },
    limits = {
      "No self-heating."
    })
public record Diode(
    @Param(unit = "A", def = "1e-14", above = 0, alias = "js", doc = "saturation current") double is,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient") double n,
    @Param(unit = "ohm", def = "0", min = 0, doc = "series resistance") double rs,
    @Param(unit = "F", def = "0", min = 0, alias = {"cj0", "cj"},
            doc = "junction capacitance at zero bias")
        double cjo,
    @Param(unit = "V", def = "1", above = 0, alias = "pb", doc = "junction potential") double vj,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, alias = "mj", doc = "grading coefficient")
        double m,
    @Param(unit = "s", def = "0", min = 0, doc = "transit time") double tt,
    @Param(unit = "V", def = "none", above = 0, doc = "breakdown voltage; none for no breakdown")
        double bv,
    @Param(unit = "A", def = "1e-3", above = 0, alias = "ib", doc = "current at the breakdown voltage")
        double ibv,
    @Param(unit = "1", def = "none", above = 0, doc = "emission coefficient of breakdown; else n")
        double nbv,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of vj where cj goes straight")
        double fc,
    @Param(unit = "A", def = "0", min = 0, doc = "saturation current of the sidewall, for pj = 1")
        double jsw,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient of the sidewall") double ns,
    @Param(unit = "F", def = "0", min = 0, alias = "cjsw",
            doc = "capacitance of the sidewall at zero bias, for pj = 1")
        double cjp,
    @Param(unit = "V", def = "1", above = 0, doc = "junction potential of the sidewall") double php,
    @Param(unit = "1", def = "0.33", min = 0, below = 1, doc = "grading coefficient of the sidewall")
        double mjsw,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95,
            doc = "share of php where cjp goes straight")
        double fcs,
    @Param(unit = "A", def = "0", min = 0, alias = "ikf", doc = "knee of high injection; 0: none")
        double ik,
    @Param(unit = "A", def = "0", min = 0, doc = "knee of the reverse current; 0: none") double ikr,
    @Param(unit = "A", def = "0", min = 0, doc = "recombination current") double isr,
    @Param(unit = "1", def = "none", above = 0, doc = "emission coefficient of isr; else 2") double nr,
    @Param(unit = "A", def = "0", min = 0, doc = "tunnelling current") double jtun,
    @Param(unit = "A", def = "0", min = 0, doc = "tunnelling current of the sidewall, for pj = 1")
        double jtunsw,
    @Param(unit = "1", def = "30", above = 0, doc = "emission coefficient of tunnelling") double ntun,
    @Param(unit = "1", def = "3", doc = "exponent of temperature in jtun") double xtitun,
    @Param(unit = "1", def = "1", doc = "factor on eg for jtun") double keg,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the current") double af,
    @Param(unit = "eV", def = "1.11", above = 0, doc = "activation energy of is") double eg,
    @Param(unit = "1", def = "3", doc = "exponent of temperature in is") double xti,
    @Param(unit = "1", def = "0", min = 0, max = 2, doc = "law of bv in temperature") int tlev,
    @Param(unit = "1", def = "0", min = 0, max = 1, doc = "law of the capacitances in temperature")
        int tlevc,
    @Param(unit = "1", def = "0", doc = "temperature coefficient of bv; V/K with tlev=0") double tcv,
    @Param(unit = "1/K", def = "0", alias = "trs1", doc = "temperature coefficient of rs") double trs,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient of rs") double trs2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of tt") double ttt1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient of tt") double ttt2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of m") double tm1,
    @Param(unit = "1/K^2", def = "0", doc = "second temperature coefficient of m") double tm2,
    @Param(unit = "1/K", def = "0", alias = "ctc", doc = "with tlevc=1: of cjo") double cta,
    @Param(unit = "1/K", def = "0", doc = "with tlevc=1: of cjp") double ctp,
    @Param(unit = "V/K", def = "0", alias = "tpb", doc = "with tlevc=1: of vj") double tvj,
    @Param(unit = "V/K", def = "0", doc = "with tlevc=1: of php") double tphp,
    @Param(unit = "1", def = "1", above = 0,
            doc = "area: scales is, cjo, ibv, ik, ikr, isr, jtun and 1/rs")
        double area,
    @Param(unit = "1", def = "0", min = 0, doc = "perimeter: scales jsw, cjp and jtunsw") double pj,
    @Param(unit = "m", def = "none", above = 0, doc = "width, at level 3") double w,
    @Param(unit = "m", def = "none", above = 0, doc = "length, at level 3") double l,
    @Param(unit = "m", def = "0", min = 0, doc = "length of the metal plate, at level 3") double lm,
    @Param(unit = "m", def = "0", min = 0, doc = "width of the metal plate") double wm,
    @Param(unit = "m", def = "0", min = 0, doc = "length of the polysilicon plate") double lp,
    @Param(unit = "m", def = "0", min = 0, doc = "width of the polysilicon plate") double wp,
    @Param(unit = "m", def = "0", doc = "growth of the metal plate by masking and etching") double xm,
    @Param(unit = "m", def = "0", doc = "growth of the polysilicon plate") double xp,
    @Param(unit = "angstrom", def = "1e4", above = 0, doc = "thickness of the oxide under the metal")
        double xom,
    @Param(unit = "angstrom", def = "1e4", above = 0,
            doc = "thickness of the oxide under the polysilicon")
        double xoi,
    @Param(unit = "1", def = "1", min = 1, max = 3, doc = "1, or 3: with w and l") int level,
    @Param(unit = "V", def = "none", doc = "v(p,n) at t = 0 under uic") double ic,
    @Param(unit = "degC", def = "none", alias = "tref",
            doc = "temperature of the parameters; .options tnom")
        double tnom)
    implements DeviceModel {
  private static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;
  private static final double ZERO_CELSIUS = 273.15;

  /** What nr is when it is not given, as in PSpice. */
  private static final double RECOMBINATION = 2;

  public Diode {
    if (level == 2) {
      throw new IllegalArgumentException("level is 1 or 3");
    }
    if (level == 3 && !Double.isNaN(w) && !Double.isNaN(l)) {
      area = w * l;
      pj = 2 * (w + l);
    }
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (isr > 0 && Double.isNaN(nr)) {
      remarks.add("nr is not given beside isr and is 2, as in PSpice; ngspice 39 takes 1");
    }
    if (level == 1 && !(Double.isNaN(w) && Double.isNaN(l))) {
      remarks.add("w and l have no effect at level 1");
    }
    if (level == 1 && (lm != 0 || wm != 0 || lp != 0 || wp != 0 || xm != 0 || xp != 0)) {
      remarks.add("lm, wm, lp, wp, xm and xp have no effect at level 1");
    }
    if ((level == 1 || lm * wm == 0) && xom != 1e4) {
      remarks.add("xom has no effect without lm and wm at level 3");
    }
    if ((level == 1 || lp * wp == 0) && xoi != 1e4) {
      remarks.add("xoi has no effect without lp and wp at level 3");
    }
    if (tlevc == 0 && (cta != 0 || ctp != 0 || tvj != 0 || tphp != 0)) {
      remarks.add("cta, ctp, tvj and tphp have no effect without tlevc=1");
    }
    return remarks;
  }

  /** Returns the capacitance of the plates over the oxide, F. */
  private double plates() {
    return level == 1 ? 0 : plate(wm, lm, xm, xom) + plate(wp, lp, xp, xoi);
  }

  private static double plate(double width, double length, double more, double angstrom) {
    return width > 0 && length > 0
        ? MosfetProcess.perArea(1e-10 * angstrom) * (width + more) * (length + more)
        : 0;
  }

  /** The temperature of a device and that of its parameters, K. */
  private record Heat(double kelvin, double nominal) {
    double vt() {
      return BOLTZMANN_OVER_CHARGE * kelvin;
    }

    /** Returns the factor on a saturation current, of an emission coefficient. */
    double growth(double emission, double energy, double exponent) {
      double ratio = kelvin / nominal;
      return Math.exp(
          (ratio - 1) * energy / (emission * vt()) + exponent / emission * Math.log(ratio));
    }

    /** Returns value (1 + a dT + b dT^2). */
    double moved(double value, double a, double b) {
      double dt = kelvin - nominal;
      return value * (1 + dt * (a + dt * b));
    }
  }

  private Depletion depletion(
      double zeroBias,
      double potential,
      double grading,
      double straight,
      double perKelvin,
      double voltsPerKelvin,
      Heat heat) {
    if (tlevc == 0) {
      return Depletion.at(zeroBias, potential, grading, straight, heat.kelvin, heat.nominal);
    }
    double moved = potential - voltsPerKelvin * (heat.kelvin - heat.nominal);
    double capacitance = heat.moved(zeroBias, perKelvin, 0);
    if (!(moved > 0 && capacitance >= 0)) {
      throw new IllegalArgumentException(
          "the depletion layer has no capacitance at " + heat.kelvin + " K");
    }
    return new Depletion(capacitance, moved, grading, straight);
  }

  private JunctionCurrent current(Heat heat, Depletion junction, double grading) {
    double vt = heat.vt();
    double breaking =
        tlev == 0 ? bv - tcv * (heat.kelvin - heat.nominal) : heat.moved(bv, -tcv, 0);
    if (breaking <= 0) {
      throw new IllegalArgumentException("tcv leaves no breakdown voltage at " + heat.kelvin + " K");
    }
    double recombining = Double.isNaN(nr) ? RECOMBINATION : nr;
    double saturation = area * is * heat.growth(n, eg, xti);
    return new JunctionCurrent(
        new JunctionCurrent.Exponential(saturation, n * vt),
        new JunctionCurrent.Exponential(pj * jsw * heat.growth(ns, eg, xti), ns * vt),
        JunctionCurrent.Breakdown.of(
            breaking, area * ibv, (Double.isNaN(nbv) ? n : nbv) * vt, saturation, vt),
        new JunctionCurrent.Recombination(
            area * isr * heat.growth(recombining, eg, xti),
            recombining * vt,
            junction.potential(),
            grading),
        (area * jtun + pj * jtunsw) * heat.growth(ntun, keg * eg, xtitun),
        ntun * vt,
        area * ik,
        area * ikr);
  }

  @Override
  public Equations declare(Declaration self) {
    Terminal p = self.terminal("p");
    Terminal outer = self.terminal("n");
    Terminal inner = rs > 0 ? self.internalNode("inner", p) : p;
    Voltage v = self.voltage(inner, outer);
    Voltage drop = self.voltage(p, inner);
    Current branch = self.current(inner, outer);
    Current series = self.current(p, inner);
    if (!Double.isNaN(ic)) {
      self.initialVoltage(self.voltage(p, outer), ic);
    }

    Heat heat =
        new Heat(
            self.temperature(),
            Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS);
    double grading = heat.moved(m, tm1, tm2);
    if (!(grading >= 0 && grading < 1)) {
      throw new IllegalArgumentException("tm1 and tm2 make m " + grading);
    }
    Depletion junction = depletion(area * cjo, vj, grading, fc, cta, tvj, heat);
    Depletion sidewall = depletion(pj * cjp, php, mjsw, fcs, ctp, tphp, heat);
    JunctionCurrent law = current(heat, junction, grading);
    double transit = heat.moved(tt, ttt1, ttt2);
    double gmin = self.gmin();
    double g = area / (rs > 0 ? heat.moved(rs, trs, trs2) : 1);
    if (!(g > 0 && transit >= 0)) {
      throw new IllegalArgumentException("trs and ttt1 change the signs of rs or tt");
    }
    Limited limited = self.limited(v, law.limiter());
    outputs(self, v, law, junction, sidewall, transit, plates());
    ToDoubleFunction<Point> current = at -> law.at(at.of(v)).value + gmin * at.of(v);
    if (rs > 0) {
      self.noise("rs", series, NoiseDensity.thermal(heat.kelvin, g));
    }
    self.noise("id", branch, NoiseDensity.shot(current));
    self.noise("1overf", branch, NoiseDensity.flicker(kf, af, current));
    boolean side = sidewall.exists();
    double plates = plates();

    return (at, f, q) -> {
      double u = at.of(limited);
      law.at(u);
      double capacitance = junction.capacitance(u);
      double charge = junction.charge(u, capacitance) + plates * u;
      capacitance += plates;
      if (side) {
        double more = sidewall.capacitance(u);
        charge += sidewall.charge(u, more);
        capacitance += more;
      }
      q.add(branch, transit * law.injected + charge)
          .d(limited, transit * law.injectedSlope + capacitance);
      f.add(branch, law.value + gmin * u).d(limited, law.slope + gmin);
      if (rs > 0) {
        f.add(series, g * at.of(drop)).d(drop, g);
      }
    };
  }

  private static void outputs(
      Declaration self,
      Voltage v,
      JunctionCurrent law,
      Depletion junction,
      Depletion sidewall,
      double transit,
      double plates) {
    double gmin = self.gmin();
    self.output("u", "V", at -> at.of(v));
    self.output("i", "A", at -> law.at(at.of(v)).value + gmin * at.of(v));
    self.output("vd", "V", at -> at.of(v));
    self.output("id", "A", at -> law.at(at.of(v)).value + gmin * at.of(v));
    self.output("gd", "S", at -> law.at(at.of(v)).slope + gmin);
    self.output(
        "cd",
        "F",
        at -> {
          double u = at.of(v);
          double stored = transit * law.at(u).injectedSlope + plates;
          return stored + junction.capacitance(u) + sidewall.capacitance(u);
        });
    self.output(
        "qd",
        "C",
        at -> {
          double u = at.of(v);
          double carried = transit * law.at(u).injected + plates * u;
          return carried + junction.charge(u) + sidewall.charge(u);
        });
  }
}
