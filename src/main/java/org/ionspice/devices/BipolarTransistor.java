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
import org.ionspice.device.Terminal;
import org.ionspice.device.Voltage;
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
            + " chapter 2; the bends that keep qb positive and finite are additions",
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
      "is, bf, br, ise, isc, iss and the depletion laws follow temperature by eg, xti, xtb",
      "noise currents, A^2/Hz: rc, rb, re 4 k T g of the series resistances; ic 2 q |ic| and"
          + " ib 2 q |ib| into the emitter; 1overf kf |ib|^af / f"
    },
    limits = {
      "The excess phase is not included: ptf has no effect.",
      "No quasi-saturation, no breakdown, no self-heating.",
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
    @Param(unit = "A", def = "0", min = 0, alias = "jle", doc = "base-emitter leakage current")
        double ise,
    @Param(unit = "1", def = "1.5", above = 0, alias = "nle", doc = "emission coefficient of ise")
        double ne,
    @Param(unit = "1", def = "1", above = 0, doc = "ideal reverse current gain") double br,
    @Param(unit = "1", def = "1", above = 0, doc = "reverse emission coefficient") double nr,
    @Param(unit = "V", def = "none", min = 0, alias = {"vb", "vrb"}, doc = "reverse Early voltage")
        double var,
    @Param(unit = "A", def = "none", min = 0, alias = "jbr",
            doc = "corner of the reverse gain at high current") double ikr,
    @Param(unit = "A", def = "0", min = 0, alias = "jlc", doc = "base-collector leakage current")
        double isc,
    @Param(unit = "1", def = "2", above = 0, alias = "nlc", doc = "emission coefficient of isc")
        double nc,
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
    @Param(unit = "deg", def = "0", doc = "excess phase; no effect") double ptf,
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
    @Param(unit = "V", def = "none", doc = "v(b,e) at t = 0 under uic") double icvbe,
    @Param(unit = "V", def = "none", doc = "v(c,e) at t = 0 under uic") double icvce,
    @Param(unit = "degC", def = "none", alias = "tref",
            doc = "temperature of the parameters; .options tnom") double tnom)
    implements DeviceModel {
  static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;
  private static final double ZERO_CELSIUS = 273.15;

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
    if (ptf != 0 && tf > 0) {
      remarks.add("ptf has no effect, the excess phase is not included");
    }
    return remarks;
  }

  @Override
  public Equations declare(Declaration self) {
    boolean npn = polarity == Polarity.NPN;
    double sign = npn ? 1 : -1;
    Terminal c = self.terminal("c");
    Terminal b = self.terminal("b");
    Terminal e = self.terminal("e");
    Terminal substrate = self.has("s") ? self.terminal("s") : Terminal.GROUND;
    Terminal ci = rc > 0 ? self.internalNode("collector") : c;
    Terminal bi = rb > 0 ? self.internalNode("base") : b;
    Terminal ei = re > 0 ? self.internalNode("emitter") : e;

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
    Voltage collectorDrop = self.voltage(c, ci);
    Voltage emitterDrop = self.voltage(e, ei);
    Current base = self.current(b, bi);
    Current collectorSeries = self.current(c, ci);
    Current emitterSeries = self.current(e, ei);
    double collectorConductance = rc > 0 ? area / rc : 0;
    double emitterConductance = re > 0 ? area / re : 0;
    Depletion outerJunction = core.collector();

    boolean atCollector = Double.isNaN(subs) ? npn : subs > 0;
    Equations toSubstrate =
        substrate(self, substrate, atCollector ? ci : bi, npn == atCollector, kelvin, nominal);
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
      GummelPoon.State now = core.at(at.of(vbe), at.of(vbc));
      GummelPoon.Value it = now.transport();
      f.add(transport, it.value()).d(vbe, it.byVbe()).d(vbc, it.byVbc());
      GummelPoon.Value be = now.emitterJunction();
      f.add(emitter, be.value()).d(vbe, be.byVbe());
      GummelPoon.Value bc = now.collectorJunction();
      f.add(collector, bc.value()).d(vbc, bc.byVbc());
      GummelPoon.Value qbe = now.emitterCharge();
      q.add(emitter, qbe.value()).d(vbe, qbe.byVbe()).d(vbc, qbe.byVbc());
      GummelPoon.Value qbc = now.collectorCharge();
      q.add(collector, qbc.value()).d(vbc, qbc.byVbc());
      if (cjc > 0 && xcjc < 1) {
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
    double saturation =
        area * iss * Math.exp((ratio - 1) * eg / thermal + xti * Math.log(ratio));
    Depletion junction = Depletion.at(area * cjs, vjs, mjs, 0, kelvin, nominal);
    Limited u = self.limited(v, new PnLimiter(ns * thermal, saturation, Double.NaN));
    double gmin = self.gmin();
    return (at, f, q) -> {
      double volts = at.of(u);
      double[] leak = GummelPoon.junction(saturation, ns * thermal, volts);
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
    return at -> core.at(sign * at.of(be), sign * at.of(bc));
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
