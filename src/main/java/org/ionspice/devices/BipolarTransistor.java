package org.ionspice.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ionspice.device.Current;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Equations;
import org.ionspice.device.Limited;
import org.ionspice.device.Model;
import org.ionspice.device.NoiseDensity;
import org.ionspice.device.Point;
import org.ionspice.device.Quantity;
import org.ionspice.device.Stamp;
import org.ionspice.device.Terminal;
import org.ionspice.device.Unknown;
import org.ionspice.device.Voltage;
import org.ionspice.parameter.Group;
import org.ionspice.parameter.Param;

/** A bipolar junction transistor: the model of Gummel and Poon as SPICE has it. */
@Model(
    name = "npn",
    also = "pnp polarity=pnp",
    letter = "Q",
    title = "Bipolar transistor, Gummel-Poon, NPN or PNP",
    terminals = {"c", "b", "e"},
    optional = "s",
    source =
        "H. K. Gummel and H. C. Poon, Bell Syst. Tech. J. 49, 827 (1970),"
            + " doi:10.1002/j.1538-7305.1970.tb01803.x; in SPICE's form: T. Quarles et al., SPICE3"
            + " User's Manual, UC Berkeley, section Bipolar Junction Transistors; G. Massobrio and"
            + " P. Antognetti, Semiconductor Device Modeling with SPICE, 2nd ed., McGraw-Hill 1993,"
            + " chapter 2; quasi-saturation: G. M. Kull, L. W. Nagel, S. Lee, P. Lloyd, E. J. Prendergast"
            + " and H. Dirks, IEEE Trans. Electron Devices 32, 1103 (1985), doi:10.1109/T-ED.1985.22084;"
            + " temperature coefficients: ngspice manual 39, chapter BJTs; the bends that keep qb positive and finite are additions",
    equations = {
      "ube = v(b',e'), ubc = v(b',c'), both with the opposite sign for pnp;  Vt = k T / q",
      "if = is (exp(ube / (nf Vt)) - 1),  ir = is (exp(ubc / (nr Vt)) - 1)",
      "qb = q1 (1 + (1 + 4 q2)^nkf) / 2,  q1 = 1 / (1 - ubc/vaf - ube/var),  q2 = if/ikf + ir/ikr",
      "i(c',e') = (if - ir) / qb",
      "i(b',e') = if / bf + ise (exp(ube / (ne Vt)) - 1) + gmin ube",
      "i(b',c') = ir / br + isc (exp(ubc / (nc Vt)) - 1) + gmin ubc",
      "i(b,b') = v(b,b') / rbb,  rbb = rbm + (rb - rbm) / qb;  with irb:",
      "rbb = rbm + 3 (rb - rbm) (tan z - z) / (z tan(z)^2),"
          + "  z = (sqrt(1 + 144 w / pi^2) - 1) / (24 sqrt(w) / pi^2),  w = ib / irb",
      "q(b',e') = tf (1 + xtf (if / (if + itf))^2 exp(ubc / (1.44 vtf))) if / qb + charge of cje",
      "q(b',c') = tr ir + xcjc charge of cjc;  q(b,c') = (1 - xcjc) charge of cjc",
      "substrate: i = iss (exp(u / (ns Vt)) - 1), charge of cjs; u = v(s,c') (npn) or v(s,b') (pnp)",
      "depletion: c = c0 / (1 - u/v)^m up to u = fc v (cjs: up to 0), its tangent above",
      "is, bf, br, ise, isc, iss and the depletion laws follow temperature by eg, xti, xtb;  dT = T - tnom",
      "bf, br ~ (T/tnom)^xtb, with tlev=1 1 + xtb dT, with tlev=3 1;  ise, isc over the same;  with tlev=3"
          + " is^(1 + tis1 dT + tis2 dT^2), likewise ise, isc, iss",
      "tlevc=1: cje (1 + cte dT), vje - tvje dT, likewise cjc, cjs;  t*1, t*2: times 1 + t*1 dT + t*2 dT^2",
      "ptf: the part of i(c',e') that is if / qb lags by td = ptf pi/180 tf:"
          + " (6 - 2 s td) / (6 + 4 s td + (s td)^2)",
      "with rco, between c\" behind rc and c':  i(c\",c') = (Vt (K(ubc) - K(ux) - ln((1 + K(ubc))/(1 + K(ux))))"
          + " + ubc - ux) / (rco (1 + |ubc - ux|/vo)),  ux = v(b',c\")",
      "  K(u) = sqrt(1 + gamma exp(u/Vt));  q(b',c') = qco (K(ubc) - 1), q(b',c\") likewise of ux",
      "  quasimod=1: rco ~ T^cn, vo ~ T^d, gamma ~ T^xti exp(-vg/Vt (1 - T/tnom))",
      "noise currents, A^2/Hz: rc, rb, re 4 k T g of the series resistances; ic 2 q |ic| and"
          + " ib 2 q |ib| into the emitter; 1overf kf |ib|^af / f"
    },
    limits = {
      "No breakdown, no self-heating.",
      "1 - ubc/vaf - ube/var and 1 + 4 q2 bend below 0.01, so that they stay above zero."
    })
public record BipolarTransistor(
    @Param(def = "npn", doc = "set by the type of the model card") Polarity polarity,
    @Param(unit = "A", def = "1e-16", above = 0, doc = "transport saturation current") double is,
    @Param(unit = "1", def = "100", above = 0, doc = "ideal forward current gain") double bf,
    @Param(unit = "1", def = "1", above = 0, doc = "forward emission coefficient") double nf,
    @Param(unit = "V", def = "none", min = 0, alias = {"va", "vbf"},
            doc = "forward Early voltage; here and below none and 0 mean infinite") double vaf,
    @Param(unit = "A", def = "none", min = 0, alias = {"ik", "jbf"},
            doc = "corner of the forward gain at high current") double ikf,
    @Param(unit = "A", def = "0", min = 0, alias = {"jle", "c2"}, doc = "base-emitter leakage current;"
            + " above 1e-4 a multiple of is")
        double ise,
    @Param(unit = "1", def = "1.5", above = 0, alias = "nle", doc = "emission coefficient of ise")
        double ne,
    @Param(unit = "1", def = "1", above = 0, doc = "ideal reverse current gain") double br,
    @Param(unit = "1", def = "1", above = 0, doc = "reverse emission coefficient") double nr,
    @Param(unit = "V", def = "none", min = 0, alias = {"vb", "vrb"}, doc = "reverse Early voltage")
        double var,
    @Param(unit = "A", def = "none", min = 0, alias = "jbr",
            doc = "corner of the reverse gain at high current") double ikr,
    @Param(unit = "A", def = "0", min = 0, alias = {"jlc", "c4"}, doc = "base-collector leakage current;"
            + " above 1e-4 a multiple of is")
        double isc,
    @Param(unit = "1", def = "2", above = 0, alias = "nlc", doc = "emission coefficient of isc")
        double nc,
    @Param(unit = "A", def = "none", above = 0, doc = "saturation current of the emitter; else is")
        double ibe,
    @Param(unit = "A", def = "none", above = 0, doc = "saturation current of the collector; else is")
        double ibc,
    @Param(unit = "1", def = "0.5", min = 0, below = 1, alias = "nk",
            doc = "exponent of high injection") double nkf,
    @Param(unit = "ohm", def = "0", min = 0, doc = "base resistance at low current") double rb,
    @Param(unit = "ohm", def = "none", min = 0,
            doc = "least base resistance at high current; rb when not given") double rbm,
    @Param(unit = "A", def = "none", min = 0, alias = {"jrb", "iob"},
            doc = "current at which crowding has halved rb - rbm") double irb,
    @Param(unit = "ohm", def = "0", min = 0, doc = "emitter resistance") double re,
    @Param(unit = "ohm", def = "0", min = 0, doc = "collector resistance") double rc,
    @Param(unit = "F", def = "0", min = 0, doc = "base-emitter depletion capacitance at 0 V")
        double cje,
    @Param(unit = "V", def = "0.75", above = 0, alias = "pe", doc = "its potential") double vje,
    @Param(unit = "1", def = "0.33", min = 0, below = 1, alias = "me", doc = "its grading")
        double mje,
    @Param(unit = "s", def = "0", min = 0, doc = "ideal forward transit time") double tf,
    @Param(unit = "1", def = "0", min = 0, doc = "growth of tf with bias") double xtf,
    @Param(unit = "V", def = "none", min = 0, doc = "voltage scale of that growth in vbc")
        double vtf,
    @Param(unit = "A", def = "0", min = 0, alias = "jtf", doc = "current scale of that growth")
        double itf,
    @Param(unit = "deg", def = "0", min = 0,
            doc = "excess phase at the frequency 1 / (2 pi tf)") double ptf,
    @Param(unit = "F", def = "0", min = 0, doc = "base-collector depletion capacitance at 0 V")
        double cjc,
    @Param(unit = "V", def = "0.75", above = 0, alias = "pc", doc = "its potential") double vjc,
    @Param(unit = "1", def = "0.33", min = 0, below = 1, alias = "mc", doc = "its grading")
        double mjc,
    @Param(unit = "1", def = "1", min = 0, max = 1, doc = "share of cjc behind the base resistance")
        double xcjc,
    @Param(unit = "s", def = "0", min = 0, doc = "ideal reverse transit time") double tr,
    @Param(unit = "F", def = "0", min = 0, alias = {"ccs", "csub"},
            doc = "substrate depletion capacitance at 0 V") double cjs,
    @Param(unit = "V", def = "0.75", above = 0, alias = {"ps", "vsub"}, doc = "its potential")
        double vjs,
    @Param(unit = "1", def = "0", min = 0, below = 1, alias = {"ms", "esub"}, doc = "its grading")
        double mjs,
    @Param(unit = "A", def = "0", min = 0, doc = "substrate saturation current") double iss,
    @Param(unit = "1", def = "1", above = 0, doc = "emission coefficient of iss") double ns,
    @Param(unit = "1", def = "none", min = -1, max = 1,
            doc = "substrate lies at the collector (1) or the base (-1); by type 1 and -1")
        double subs,
    @Param(unit = "1", def = "0", alias = "tb", doc = "exponent of temperature in the gains")
        double xtb,
    @Param(unit = "eV", def = "1.11", above = 0, doc = "activation energy of is") double eg,
    @Param(unit = "1", def = "3", alias = "pt", doc = "exponent of temperature in is") double xti,
    @Param(unit = "1", def = "0.5", min = 0, max = 0.95, doc = "share of vje, vjc where c goes"
            + " straight") double fc,
    @Param(unit = "1", def = "0", min = 0, doc = "flicker noise coefficient") double kf,
    @Param(unit = "1", def = "1", doc = "flicker noise exponent of the base current") double af,
    @Param(unit = "1", def = "1", min = 1, max = 1, doc = "1 is Gummel-Poon") int level,
    @Param(unit = "1", def = "1", above = 0,
            doc = "area: scales currents and capacitances, divides resistances") double area,
    @Param(unit = "1", def = "none", above = 0,
            doc = "base area: of the base-collector junction with subs=1, of the substrate's with -1;"
                + " else area")
        double areab,
    @Param(unit = "1", def = "none", above = 0,
            doc = "collector area: of the substrate's junction with subs=1, of the collector's with -1;"
                + " else area")
        double areac,
    @Param(unit = "V", def = "none", doc = "v(b,e) at t = 0 under uic") double icvbe,
    @Param(unit = "V", def = "none", doc = "v(c,e) at t = 0 under uic") double icvce,
    @Param(unit = "degC", def = "none", alias = "tref",
            doc = "temperature of the parameters; .options tnom") double tnom,
    @Group EpitaxialCollector epitaxy,
    @Group BipolarTemperature heat)
    implements DeviceModel {
  static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;
  private static final double ZERO_CELSIUS = 273.15;

  /** Where ise and isc turn from amperes to multiples of is. */
  private static final double MULTIPLE = 1e-4;

  /** The doping, and with it the sign of all voltages and currents. */
  public enum Polarity {
    NPN,
    PNP
  }

  public BipolarTransistor {
    if (rb > 0 && rbm > rb) {
      throw new IllegalArgumentException("rbm must not be above rb");
    }
    if (!Double.isNaN(subs) && Math.abs(subs) != 1) {
      throw new IllegalArgumentException("subs must be 1 or -1");
    }
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (ise > MULTIPLE || isc > MULTIPLE) {
      remarks.add("ise and isc above 1e-4 are multiples of is, as in SPICE2 and ngspice");
    }
    if (heat.idleCapacitances()) {
      remarks.add("cte, ctc, cts, tvje, tvjc and tvjs have no effect without tlevc=1");
    }
    if (heat.idleCurrents()) {
      remarks.add("tis1, tise1, tisc1, tiss1 and their seconds have no effect without tlev=3");
    }
    return remarks;
  }

  /** Returns whether the substrate lies at the collector. */
  private boolean vertical() {
    return Double.isNaN(subs) ? polarity == Polarity.NPN : subs > 0;
  }

  /** Returns the area of the base-collector junction. */
  double collectorArea() {
    double own = vertical() ? areab : areac;
    return Double.isNaN(own) ? area : own;
  }

  private double substrateArea() {
    double own = vertical() ? areac : areab;
    return Double.isNaN(own) ? area : own;
  }

  /** Returns ise or isc, A, however it is given. */
  double leakage(double given) {
    return given > MULTIPLE ? given * is : given;
  }

  @Override
  public Equations declare(Declaration self) {
    boolean npn = polarity == Polarity.NPN;
    double sign = npn ? 1 : -1;
    Terminal c = self.terminal("c");
    Terminal b = self.terminal("b");
    Terminal e = self.terminal("e");
    Terminal substrate = self.has("s") ? self.terminal("s") : Terminal.GROUND;
    Terminal cx = rc > 0 ? self.internalNode("collector", c) : c;
    Terminal ci = epitaxy.exists() ? self.internalNode("epitaxy", cx) : cx;
    Terminal bi = rb > 0 ? self.internalNode("base", b) : b;
    Terminal ei = re > 0 ? self.internalNode("emitter", e) : e;

    double kelvin = self.temperature();
    double nominal = Double.isNaN(tnom) ? self.nominalTemperature() : tnom + ZERO_CELSIUS;
    GummelPoon core = new GummelPoon(this, kelvin, nominal, self.gmin());
    Limited vbe = self.limited(across(self, npn, bi, ei), core.emitterLimiter());
    Limited vbc = self.limited(across(self, npn, bi, ci), core.collectorLimiter());
    Voltage outer = across(self, npn, b, ci);
    Current transport = through(self, npn, ci, ei);
    Current emitter = through(self, npn, bi, ei);
    Current collector = through(self, npn, bi, ci);
    Current outerCollector = through(self, npn, b, ci);
    Voltage baseDrop = self.voltage(b, bi);
    Voltage collectorDrop = self.voltage(c, cx);
    Voltage emitterDrop = self.voltage(e, ei);
    Current base = self.current(b, bi);
    Current collectorSeries = self.current(c, cx);
    Current emitterSeries = self.current(e, ei);
    double dt = kelvin - nominal;
    double collectorConductance =
        rc > 0 ? area / BipolarTemperature.moved(rc, heat.trc1(), heat.trc2(), dt) : 0;
    double emitterConductance =
        re > 0 ? area / BipolarTemperature.moved(re, heat.tre1(), heat.tre2(), dt) : 0;
    if (!(collectorConductance >= 0 && emitterConductance >= 0)) {
      throw new IllegalArgumentException("trc1 or tre1 changes a sign at " + kelvin + " K");
    }
    Depletion outerJunction = core.collector();

    Equations toSubstrate =
        substrate(self, substrate, vertical() ? ci : bi, npn == vertical(), kelvin, nominal);
    Equations further = epitaxy(self, npn, bi, cx, ci, kelvin, nominal);
    Lag lag = core.delay() > 0 ? new Lag(self, core.delay()) : null;
    start(self, b, c, e);
    Function<Point, GummelPoon.State> state =
        stateOf(core, sign, self.voltage(bi, ei), self.voltage(bi, ci));
    outputs(self, state, sign, self.voltage(bi, ei), self.voltage(bi, ci));
    if (rc > 0) {
      self.noise("rc", collectorSeries, NoiseDensity.thermal(kelvin, collectorConductance));
    }
    if (rb > 0) {
      self.noise(
          "rb",
          base,
          NoiseDensity.thermal(kelvin, at -> state.apply(at).baseConductance().value()));
    }
    if (re > 0) {
      self.noise("re", emitterSeries, NoiseDensity.thermal(kelvin, emitterConductance));
    }
    ToDoubleFunction<Point> ib = at -> state.apply(at).base();
    self.noise("ic", transport, NoiseDensity.shot(at -> state.apply(at).collector()));
    self.noise("ib", emitter, NoiseDensity.shot(ib));
    self.noise("1overf", emitter, NoiseDensity.flicker(kf, af, ib));

    return (at, f, q) -> {
      boolean charges = at.charges();
      GummelPoon.State now = core.at(at.of(vbe), at.of(vbc), charges);
      if (lag == null) {
        GummelPoon.Value it = now.transport();
        f.add(transport, it.value()).d(vbe, it.byVbe()).d(vbc, it.byVbc());
      } else {
        GummelPoon.Value forward = now.crossing();
        GummelPoon.Value back = now.returning();
        lag.evaluate(at, f, q, forward, vbe, vbc);
        lag.partials(f.add(transport, lag.value(at) - back.value()))
            .d(vbe, -back.byVbe())
            .d(vbc, -back.byVbc());
      }
      GummelPoon.Value be = now.emitterJunction();
      f.add(emitter, be.value()).d(vbe, be.byVbe());
      GummelPoon.Value bc = now.collectorJunction();
      f.add(collector, bc.value()).d(vbc, bc.byVbc());
      if (charges) {
        GummelPoon.Value qbe = now.emitterCharge();
        q.add(emitter, qbe.value()).d(vbe, qbe.byVbe()).d(vbc, qbe.byVbc());
        GummelPoon.Value qbc = now.collectorCharge();
        q.add(collector, qbc.value()).d(vbc, qbc.byVbc());
      }
      if (cjc > 0 && xcjc < 1 && charges) {
        double u = at.of(outer);
        double atOuter = outerJunction.capacitance(u);
        q.add(outerCollector, (1 - xcjc) * outerJunction.charge(u, atOuter))
            .d(outer, (1 - xcjc) * atOuter);
      }
      if (rb > 0) {
        GummelPoon.Value g = now.baseConductance();
        double drop = at.of(baseDrop);
        f.add(base, g.value() * drop)
            .d(baseDrop, g.value())
            .d(vbe, g.byVbe() * drop)
            .d(vbc, g.byVbc() * drop);
      }
      if (rc > 0) {
        f.add(collectorSeries, collectorConductance * at.of(collectorDrop))
            .d(collectorDrop, collectorConductance);
      }
      if (re > 0) {
        f.add(emitterSeries, emitterConductance * at.of(emitterDrop))
            .d(emitterDrop, emitterConductance);
      }
      toSubstrate.evaluate(at, f, q);
      further.evaluate(at, f, q);
    };
  }

  /**
   * The excess phase: what crosses the base arrives {@code seconds} later, as the quotient (6 - 2 s) /
   * (6 + 4 s + s^2) of Pade has it, s in units of 1/seconds. With x its output without the zero and y
   * = dx/ds its unknowns are currents: y = s x, 6 i = s y + 4 y + 6 x; the output is x - y/3.
   */
  private static final class Lag {
    private final Unknown x;
    private final Unknown y;
    private final double seconds;

    Lag(Declaration self, double seconds) {
      this.seconds = seconds;
      x = self.unknown(Quantity.of("crossing", "A").nominal(1e-3));
      y = self.unknown(Quantity.of("lag", "A").nominal(1e-3));
    }

    void evaluate(
        Point at, Stamp f, Stamp q, GummelPoon.Value i, Limited vbe, Limited vbc) {
      f.add(x, -at.of(y)).d(y, -1);
      q.add(x, seconds * at.of(x)).d(x, seconds);
      f.add(y, 6 * (at.of(x) - i.value()) + 4 * at.of(y))
          .d(x, 6)
          .d(y, 4)
          .d(vbe, -6 * i.byVbe())
          .d(vbc, -6 * i.byVbc());
      q.add(y, seconds * at.of(y)).d(y, seconds);
    }

    double value(Point at) {
      return at.of(x) - at.of(y) / 3;
    }

    Stamp partials(Stamp row) {
      return row.d(x, 1).d(y, -1.0 / 3);
    }
  }

  /** Returns the layer between the collector's resistance and the inner collector. */
  private Equations epitaxy(
      Declaration self,
      boolean npn,
      Terminal bi,
      Terminal cx,
      Terminal ci,
      double kelvin,
      double nominal) {
    if (!epitaxy.exists()) {
      return (at, f, q) -> {};
    }
    EpitaxialCollector.At layer =
        new EpitaxialCollector.At(epitaxy, npn, area, xti, kelvin, nominal);
    PnLimiter limiter =
        new PnLimiter(BOLTZMANN_OVER_CHARGE * kelvin, is * area, Double.NaN);
    Limited inner = self.limited(across(self, npn, bi, ci), limiter);
    Limited outer = self.limited(across(self, npn, bi, cx), limiter);
    Current through = through(self, npn, cx, ci);
    Current toInner = through(self, npn, bi, ci);
    Current toOuter = through(self, npn, bi, cx);
    return (at, f, q) -> {
      layer.set(at.of(inner), at.of(outer));
      f.add(through, layer.current).d(inner, layer.byInner).d(outer, layer.byOuter);
      q.add(toInner, layer.innerCharge).d(inner, layer.innerCapacitance);
      q.add(toOuter, layer.outerCharge).d(outer, layer.outerCapacitance);
    };
  }

  private static Voltage across(Declaration self, boolean npn, Terminal plus, Terminal minus) {
    return npn ? self.voltage(plus, minus) : self.voltage(minus, plus);
  }

  private static Current through(Declaration self, boolean npn, Terminal plus, Terminal minus) {
    return npn ? self.current(plus, minus) : self.current(minus, plus);
  }

  /** Returns the substrate's junction; {@code forward} when the substrate is its p side. */
  private Equations substrate(
      Declaration self,
      Terminal substrate,
      Terminal inner,
      boolean forward,
      double kelvin,
      double nominal) {
    if (!self.has("s") && cjs == 0 && iss == 0) {
      return (at, f, q) -> {};
    }
    Voltage v = across(self, forward, substrate, inner);
    Current i = through(self, forward, substrate, inner);
    double thermal = BOLTZMANN_OVER_CHARGE * kelvin;
    double ratio = kelvin / nominal;
    double dt = kelvin - nominal;
    double growth = (ratio - 1) * eg / thermal + xti * Math.log(ratio);
    double saturation =
        substrateArea() * heat.saturation(iss, growth, heat.tiss1(), heat.tiss2(), dt);
    double grading = BipolarTemperature.moved(mjs, heat.tmjs1(), heat.tmjs2(), dt);
    Depletion junction =
        heat.depletion(
            substrateArea() * cjs, vjs, grading, 0, heat.cts(), heat.tvjs(), kelvin, nominal);
    double emission = thermal * BipolarTemperature.moved(ns, heat.tns1(), heat.tns2(), dt);
    Limited u = self.limited(v, new PnLimiter(emission, saturation, Double.NaN));
    double gmin = self.gmin();
    return (at, f, q) -> {
      double volts = at.of(u);
      double[] leak = GummelPoon.junction(saturation, emission, volts);
      f.add(i, leak[0] + gmin * volts).d(u, leak[1] + gmin);
      double c = junction.capacitance(volts);
      q.add(i, junction.charge(volts, c)).d(u, c);
    };
  }

  private void start(Declaration self, Terminal b, Terminal c, Terminal e) {
    if (!Double.isNaN(icvbe)) {
      self.initialVoltage(self.voltage(b, e), icvbe);
    }
    if (!Double.isNaN(icvce)) {
      self.initialVoltage(self.voltage(c, e), icvce);
    }
  }

  private static Function<Point, GummelPoon.State> stateOf(
      GummelPoon core, double sign, Voltage be, Voltage bc) {
    return at -> core.at(sign * at.of(be), sign * at.of(bc), true);
  }

  private static void outputs(
      Declaration self,
      Function<Point, GummelPoon.State> state,
      double sign,
      Voltage be,
      Voltage bc) {
    self.output("vbe", "V", at -> at.of(be));
    self.output("vbc", "V", at -> at.of(bc));
    self.output("ic", "A", at -> sign * state.apply(at).collector());
    self.output("ib", "A", at -> sign * state.apply(at).base());
    self.output(
        "ie", "A", at -> -sign * (state.apply(at).collector() + state.apply(at).base()));
    self.output("gm", "S", at -> state.apply(at).transport().byVbe());
    self.output("gpi", "S", at -> state.apply(at).emitterJunction().byVbe());
    self.output("qb", "1", at -> state.apply(at).baseCharge().value());
    self.output("cbe", "F", at -> state.apply(at).emitterCharge().byVbe());
    self.output("cbc", "F", at -> state.apply(at).collectorCharge().byVbc());
  }
}
