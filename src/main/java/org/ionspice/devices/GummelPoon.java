package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The intrinsic transistor of Gummel and Poon at one temperature, in voltages and currents that are
 * positive for a conducting NPN.
 *
 * <p>Not given (infinite) parameters stand here as their reciprocals, zero. Keeps its numbers, so it is
 * for one thread.
 */
final class GummelPoon {
  /** Where the Early denominator and the root of high injection bend, so that both stay positive. */
  private static final double FLOOR = 0.01;

  private final BipolarTransistor card;
  private final double forwardThermal;
  private final double reverseThermal;
  private final double leakageForwardThermal;
  private final double leakageReverseThermal;
  private final double gmin;
  private final double saturation;
  private final double reverseSaturation;
  private final double transit;
  private final double reverseTransit;
  private final double leakageForward;
  private final double leakageReverse;
  private final double betaForward;
  private final double betaReverse;
  private final double perVaf;
  private final double perVar;
  private final double perIkf;
  private final double perIkr;
  private final double itf;
  private final double perVtf;
  private final double rb;
  private final double rbm;
  private final double perIrb;
  private final Depletion emitter;
  private final Depletion collector;

  private final State state = new State();
  private final Value early = new Value();

  /**
   * Computes what the parameters are at a temperature.
   *
   * @param kelvin temperature, K
   * @param nominal temperature of the parameters, K
   * @param gmin conductance across both junctions, S
   */
  GummelPoon(BipolarTransistor card, double kelvin, double nominal, double gmin) {
    this.card = card;
    this.gmin = gmin;
    BipolarTemperature heat = card.heat();
    double thermal = BipolarTransistor.BOLTZMANN_OVER_CHARGE * kelvin;
    double ratio = kelvin / nominal;
    double dt = kelvin - nominal;
    double area = card.area();
    // The logarithm of is(T)/is; leakages follow with 1/n of it.
    double growth = (ratio - 1) * card.eg() / thermal + card.xti() * Math.log(ratio);
    double gain = heat.gain(card.xtb(), ratio, dt);
    double ne = moved(card.ne(), heat.tne1(), heat.tne2(), dt);
    double nc = moved(card.nc(), heat.tnc1(), heat.tnc2(), dt);
    forwardThermal = thermal * moved(card.nf(), heat.tnf1(), heat.tnf2(), dt);
    reverseThermal = thermal * moved(card.nr(), heat.tnr1(), heat.tnr2(), dt);
    leakageForwardThermal = ne * thermal;
    leakageReverseThermal = nc * thermal;
    if (!(forwardThermal > 0 && reverseThermal > 0 && ne > 0 && nc > 0)) {
      throw new IllegalArgumentException("an emission coefficient is not above zero at " + kelvin + " K");
    }
    double ibe = Double.isNaN(card.ibe()) ? card.is() : card.ibe();
    double ibc = Double.isNaN(card.ibc()) ? card.is() : card.ibc();
    saturation = area * heat.saturation(ibe, growth, heat.tis1(), heat.tis2(), dt);
    reverseSaturation =
        card.collectorArea() * heat.saturation(ibc, growth, heat.tis1(), heat.tis2(), dt);
    leakageForward =
        area
            * heat.saturation(card.leakage(card.ise()), growth / card.ne(), heat.tise1(), heat.tise2(), dt)
            / gain;
    leakageReverse =
        card.collectorArea()
            * heat.saturation(card.leakage(card.isc()), growth / card.nc(), heat.tisc1(), heat.tisc2(), dt)
            / gain;
    betaForward = heat.gain(card.bf(), gain, heat.tbf1(), heat.tbf2(), dt);
    betaReverse = heat.gain(card.br(), gain, heat.tbr1(), heat.tbr2(), dt);
    perVaf = reciprocal(moved(card.vaf(), heat.tvaf1(), heat.tvaf2(), dt));
    perVar = reciprocal(moved(card.var(), heat.tvar1(), heat.tvar2(), dt));
    perIkf = reciprocal(area * moved(card.ikf(), heat.tikf1(), heat.tikf2(), dt));
    perIkr = reciprocal(area * moved(card.ikr(), heat.tikr1(), heat.tikr2(), dt));
    itf = area * moved(card.itf(), heat.titf1(), heat.titf2(), dt);
    perVtf = reciprocal(1.44 * card.vtf());
    rb = moved(card.rb(), heat.trb1(), heat.trb2(), dt) / area;
    rbm =
        Double.isNaN(card.rbm()) ? rb : moved(card.rbm(), heat.trm1(), heat.trm2(), dt) / area;
    perIrb = reciprocal(area * moved(card.irb(), heat.tirb1(), heat.tirb2(), dt));
    transit = moved(card.tf(), heat.ttf1(), heat.ttf2(), dt);
    reverseTransit = moved(card.tr(), heat.ttr1(), heat.ttr2(), dt);
    if (!(betaForward > 0 && betaReverse > 0 && rb >= 0 && rbm >= 0 && transit >= 0 && reverseTransit >= 0)) {
      throw new IllegalArgumentException("a temperature coefficient changes a sign at " + kelvin + " K");
    }
    emitter =
        heat.depletion(
            area * card.cje(),
            card.vje(),
            moved(card.mje(), heat.tmje1(), heat.tmje2(), dt),
            card.fc(),
            heat.cte(),
            heat.tvje(),
            kelvin,
            nominal);
    collector =
        heat.depletion(
            card.collectorArea() * card.cjc(),
            card.vjc(),
            moved(card.mjc(), heat.tmjc1(), heat.tmjc2(), dt),
            card.fc(),
            heat.ctc(),
            heat.tvjc(),
            kelvin,
            nominal);
  }

  private static double moved(double value, double a, double b, double dt) {
    return BipolarTemperature.moved(value, a, b, dt);
  }

  /** Returns 1/x; 0 where the parameter is not given, or given as zero, which means the same. */
  private static double reciprocal(double x) {
    return Double.isNaN(x) || x == 0 ? 0 : 1 / x;
  }

  PnLimiter emitterLimiter() {
    return new PnLimiter(forwardThermal, saturation, Double.NaN).conducting();
  }

  PnLimiter collectorLimiter() {
    return new PnLimiter(reverseThermal, reverseSaturation, Double.NaN);
  }

  /** Returns by how much the transport lags, s: the excess phase. */
  double delay() {
    return Math.toRadians(card.ptf()) * transit;
  }

  /** Returns the depletion law of the whole base-collector junction. */
  Depletion collector() {
    return collector;
  }

  /**
   * A quantity and its partials by the two junction voltages. Operations change it in place and return
   * it, so that a transistor that keeps its numbers allocates nothing when it is evaluated.
   */
  static final class Value {
    private double value;
    private double byVbe;
    private double byVbc;

    Value set(double newValue, double newByVbe, double newByVbc) {
      value = newValue;
      byVbe = newByVbe;
      byVbc = newByVbc;
      return this;
    }

    /** Replaces this by a function of it whose value and slope are known. */
    Value map(double function, double slope) {
      return set(function, slope * byVbe, slope * byVbc);
    }

    Value over(Value other) {
      double quotient = value / other.value;
      return set(
          quotient,
          (byVbe - quotient * other.byVbe) / other.value,
          (byVbc - quotient * other.byVbc) / other.value);
    }

    double value() {
      return value;
    }

    double byVbe() {
      return byVbe;
    }

    double byVbc() {
      return byVbc;
    }
  }

  /** The intrinsic transistor at one pair of junction voltages. */
  static final class State {
    private final Value crossing = new Value();
    private final Value returning = new Value();
    private final Value transport = new Value();
    private final Value emitterJunction = new Value();
    private final Value collectorJunction = new Value();
    private final Value baseConductance = new Value();
    private final Value baseCharge = new Value();
    private final Value emitterCharge = new Value();
    private final Value collectorCharge = new Value();

    /** Returns the forward part of the transport, A. */
    Value crossing() {
      return crossing;
    }

    /** Returns the reverse part of the transport, A. */
    Value returning() {
      return returning;
    }

    /** Returns the current from collector to emitter, A. */
    Value transport() {
      return transport;
    }

    /** Returns the current from base to emitter, A. */
    Value emitterJunction() {
      return emitterJunction;
    }

    /** Returns the current from base to collector, A. */
    Value collectorJunction() {
      return collectorJunction;
    }

    /** Returns the conductance of the base's series resistance, S; 0 without one. */
    Value baseConductance() {
      return baseConductance;
    }

    /** Returns the relative base charge, qb. */
    Value baseCharge() {
      return baseCharge;
    }

    /** Returns the charge between base and emitter, C. */
    Value emitterCharge() {
      return emitterCharge;
    }

    /** Returns the charge between inner base and collector, C. */
    Value collectorCharge() {
      return collectorCharge;
    }

    /** Returns the current into the collector, A. */
    double collector() {
      return transport.value - collectorJunction.value;
    }

    /** Returns the current into the base, A. */
    double base() {
      return emitterJunction.value + collectorJunction.value;
    }
  }

  /**
   * Returns the transistor at two voltages; the same object at each call.
   *
   * @param charges whether charges are wanted
   */
  State at(double vbe, double vbc, boolean charges) {
    double z = vbe / forwardThermal;
    double e = Smooth.exp(z);
    double forward = saturation * (e - 1);
    double forwardSlope = saturation * Smooth.expSlope(z, e) / forwardThermal;
    z = vbc / reverseThermal;
    e = Smooth.exp(z);
    double reverse = reverseSaturation * (e - 1);
    double reverseSlope = reverseSaturation * Smooth.expSlope(z, e) / reverseThermal;
    State now = state;
    Value charge = now.baseCharge;
    baseCharge(charge, vbe, vbc, forward, forwardSlope, reverse, reverseSlope);
    Value crossing = now.crossing.set(forward, forwardSlope, 0).over(charge);
    Value returning = now.returning.set(reverse, 0, reverseSlope).over(charge);
    now.transport.set(
        crossing.value - returning.value,
        crossing.byVbe - returning.byVbe,
        crossing.byVbc - returning.byVbc);
    double share = 1 / betaForward;
    Value be = now.emitterJunction.set(share * forward, share * forwardSlope, 0);
    if (leakageForward != 0) {
      z = vbe / leakageForwardThermal;
      e = Smooth.exp(z);
      be.value += leakageForward * (e - 1);
      be.byVbe += leakageForward * Smooth.expSlope(z, e) / leakageForwardThermal;
    }
    be.value += gmin * vbe;
    be.byVbe += gmin;
    share = 1 / betaReverse;
    Value bc = now.collectorJunction.set(share * reverse, 0, share * reverseSlope);
    if (leakageReverse != 0) {
      z = vbc / leakageReverseThermal;
      e = Smooth.exp(z);
      bc.value += leakageReverse * (e - 1);
      bc.byVbc += leakageReverse * Smooth.expSlope(z, e) / leakageReverseThermal;
    }
    bc.value += gmin * vbc;
    bc.byVbc += gmin;
    now.baseConductance.set(be.value + bc.value, be.byVbe, bc.byVbc);
    baseConductance(now.baseConductance, charge);
    if (charges) {
      diffusion(now.emitterCharge, vbe, vbc, forward, forwardSlope, charge);
      double capacitance = emitter.capacitance(vbe);
      now.emitterCharge.value += emitter.charge(vbe, capacitance);
      now.emitterCharge.byVbe += capacitance;
      capacitance = collector.capacitance(vbc);
      share = card.xcjc();
      now.collectorCharge.set(
          share * collector.charge(vbc, capacitance) + reverseTransit * reverse,
          0,
          share * capacitance + reverseTransit * reverseSlope);
    }
    return now;
  }

  /** Returns a junction's current and slope. */
  static double[] junction(double saturation, double thermal, double v) {
    double z = v / thermal;
    double e = Smooth.exp(z);
    return new double[] {
      saturation * (e - 1), saturation * Smooth.expSlope(z, e) / thermal
    };
  }

  /** Finds the relative base charge: Early effect times high injection. */
  private void baseCharge(
      Value to,
      double vbe,
      double vbc,
      double forward,
      double forwardSlope,
      double reverse,
      double reverseSlope) {
    Value width = positive(early.set(1 - vbc * perVaf - vbe * perVar, -perVar, -perVaf));
    double injected = perIkf * forward + perIkr * reverse;
    positive(
        to.set(1 + 4 * injected, 4 * (perIkf * forwardSlope), 4 * (perIkr * reverseSlope)));
    double root = card.nkf() == 0.5 ? Math.sqrt(to.value) : Math.pow(to.value, card.nkf());
    to.map(0.5 * (1 + root), 0.5 * card.nkf() * root / to.value).over(width);
  }

  /** Leaves the value where it is above a floor, and puts it on a hyperbola that stays positive below. */
  private static Value positive(Value s) {
    if (s.value >= FLOOR) {
      return s;
    }
    double below = FLOOR / (2 * FLOOR - s.value);
    return s.map(FLOOR * below, below * below);
  }

  /** Finds the charge of the carriers that cross the base, with the transit time's growth. */
  private void diffusion(
      Value to, double vbe, double vbc, double forward, double forwardSlope, Value charge) {
    to.set(transit * forward, transit * forwardSlope, 0);
    if (transit == 0) {
      return;
    }
    if (vbe > 0 && card.xtf() != 0) {
      double sum = forward + itf;
      double part = itf == 0 ? 1 : forward / sum;
      double partByVbe = itf == 0 ? 0 : itf / sum / sum * forwardSlope;
      double z = vbc * perVtf;
      double field = Smooth.exp(z);
      double grown = part * part * field * card.xtf();
      double grownByVbe = 2 * part * partByVbe * field * card.xtf();
      double grownByVbc = part * part * (perVtf * Smooth.expSlope(z, field)) * card.xtf();
      to.set(
          transit * (forward + forward * grown),
          transit * (forwardSlope + (forwardSlope * grown + forward * grownByVbe)),
          transit * (forward * grownByVbc));
    }
    to.over(charge);
  }

  /**
   * Replaces the base's current by the conductance of its series resistance: modulated by the base
   * charge, or with irb by current crowding, rbm + 3 (rb - rbm) (tan z - z) / (z tan(z)^2).
   */
  private void baseConductance(Value current, Value charge) {
    if (rb == 0) {
      current.set(0, 0, 0);
      return;
    }
    Value share = current;
    if (perIrb == 0) {
      share
          .set(charge.value, charge.byVbe, charge.byVbc)
          .map(1 / charge.value, -1 / charge.value / charge.value);
    } else {
      crowding(share.map(perIrb * share.value, perIrb));
    }
    double ohms = rbm + (rb - rbm) * share.value;
    share.map(1 / ohms, (rbm - rb) / ohms / ohms);
  }

  /** Replaces w by 3 (tan z - z) / (z tan(z)^2) with z = 6 sqrt(w) / (1 + sqrt(1 + 144 w / pi^2)). */
  static Value crowding(Value w) {
    if (w.value <= 0) {
      // No crowding in reverse; the hyperbola takes the slope at zero to zero within w = 1e-5.
      double fade = 1 / (1 - 1e5 * w.value);
      return w.map(1 - 2.4 * w.value * fade, -2.4 * fade * fade);
    }
    double a = 144 / (Math.PI * Math.PI);
    double s = Math.sqrt(1 + a * w.value);
    double y = 36 * w.value / ((1 + s) * (1 + s));
    double yByW = 36 / ((1 + s) * (1 + s) * s);
    // With k = (1/z - cot z)/z, y = z^2: the share is 3 k z cot z. Lambert's fraction gives k without
    // the cancellation of the difference.
    double k = 0;
    for (int odd = 25; odd >= 3; odd -= 2) {
      k = 1 / (odd - y * k);
    }
    double toEnd = Math.PI / 2 * (1 + 1 / (s + Math.sqrt(a * w.value))) / (1 + s);
    double cot = y < 1 ? 1 - y * k : Math.sqrt(y) * Math.tan(toEnd); // z cot z; toEnd = pi/2 - z
    double byY =
        y < 1e-4
            ? -4.0 / 15 - y * (8.0 / 105)
            : 3 * ((1 - 2 * k - cot * k) / (2 * y) * cot + k * 0.5 * (cot * k - 1));
    return w.map(3 * k * cot, byY * yByW);
  }
}
