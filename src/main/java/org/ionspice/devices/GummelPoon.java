package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The intrinsic transistor of Gummel and Poon at one temperature, in voltages and currents that are
 * positive for a conducting NPN.
 *
 * <p>Not given (infinite) parameters stand here as their reciprocals, zero.
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

  /** A quantity and its partials by the two junction voltages. */
  record Value(double value, double byVbe, double byVbc) {
    Value plus(Value other) {
      return new Value(
          value + other.value, byVbe + other.byVbe, byVbc + other.byVbc);
    }

    Value minus(Value other) {
      return plus(other.times(-1));
    }

    Value times(double factor) {
      return new Value(factor * value, factor * byVbe, factor * byVbc);
    }

    Value times(Value other) {
      return new Value(
          value * other.value,
          byVbe * other.value + value * other.byVbe,
          byVbc * other.value + value * other.byVbc);
    }

    Value over(Value other) {
      double quotient = value / other.value;
      return new Value(
          quotient,
          (byVbe - quotient * other.byVbe) / other.value,
          (byVbc - quotient * other.byVbc) / other.value);
    }

    /** Returns a function of this whose value and slope are known. */
    Value map(double function, double slope) {
      return new Value(function, slope * byVbe, slope * byVbc);
    }
  }

  /**
   * The intrinsic transistor at one pair of junction voltages.
   *
   * @param crossing the forward part of the transport, A, and {@code returning} the reverse part
   * @param emitterJunction from base to emitter, A
   * @param collectorJunction from base to collector, A
   * @param baseConductance of the base's series resistance, S; 0 without one
   * @param baseCharge relative, qb
   * @param emitterCharge between base and emitter, C
   * @param collectorCharge between inner base and collector, C
   */
  record State(
      Value crossing,
      Value returning,
      Value emitterJunction,
      Value collectorJunction,
      Value baseConductance,
      Value baseCharge,
      Value emitterCharge,
      Value collectorCharge) {
    /** Returns the current into the collector, A. */
    double collector() {
      return transport().value() - collectorJunction.value();
    }

    /** Returns the current from collector to emitter, A. */
    Value transport() {
      return crossing.minus(returning);
    }

    /** Returns the current into the base, A. */
    double base() {
      return emitterJunction.value() + collectorJunction.value();
    }
  }

  State at(double vbe, double vbc) {
    Value forward = byVbe(junction(saturation, forwardThermal, vbe));
    Value reverse = byVbc(junction(reverseSaturation, reverseThermal, vbc));
    Value charge = baseCharge(vbe, vbc, forward, reverse);
    Value crossing = forward.over(charge);
    Value returning = reverse.over(charge);
    Value be =
        forward
            .times(1 / betaForward)
            .plus(byVbe(junction(leakageForward, leakageForwardThermal, vbe)))
            .plus(new Value(gmin * vbe, gmin, 0));
    Value bc =
        reverse
            .times(1 / betaReverse)
            .plus(byVbc(junction(leakageReverse, leakageReverseThermal, vbc)))
            .plus(new Value(gmin * vbc, 0, gmin));
    double share = card.xcjc();
    double atEmitter = emitter.capacitance(vbe);
    double atCollector = collector.capacitance(vbc);
    Value stored =
        new Value(emitter.charge(vbe, atEmitter), atEmitter, 0)
            .plus(diffusion(vbe, vbc, forward, charge));
    Value storedBc =
        new Value(share * collector.charge(vbc, atCollector), 0, share * atCollector)
            .plus(reverse.times(reverseTransit));
    return new State(
        crossing,
        returning,
        be,
        bc,
        baseConductance(be.plus(bc), charge),
        charge,
        stored,
        storedBc);
  }

  /** Returns a junction's current and slope. */
  static double[] junction(double saturation, double thermal, double v) {
    double z = v / thermal;
    double e = Smooth.exp(z);
    return new double[] {
      saturation * (e - 1), saturation * Smooth.expSlope(z, e) / thermal
    };
  }

  private static Value byVbe(double[] junction) {
    return new Value(junction[0], junction[1], 0);
  }

  private static Value byVbc(double[] junction) {
    return new Value(junction[0], 0, junction[1]);
  }

  /** Returns the relative base charge: Early effect times high injection. */
  private Value baseCharge(double vbe, double vbc, Value forward, Value reverse) {
    Value early = positive(new Value(1 - vbc * perVaf - vbe * perVar, -perVar, -perVaf));
    Value injected = forward.times(perIkf).plus(reverse.times(perIkr));
    Value sum = positive(new Value(1 + 4 * injected.value, 4 * injected.byVbe, 4 * injected.byVbc));
    double root = card.nkf() == 0.5 ? Math.sqrt(sum.value) : Math.pow(sum.value, card.nkf());
    return sum.map(0.5 * (1 + root), 0.5 * card.nkf() * root / sum.value).over(early);
  }

  /** Returns the value where it is above a floor, and a hyperbola that stays positive below. */
  private static Value positive(Value s) {
    if (s.value >= FLOOR) {
      return s;
    }
    double below = FLOOR / (2 * FLOOR - s.value);
    return s.map(FLOOR * below, below * below);
  }

  /** Returns the charge of the carriers that cross the base, with the transit time's growth. */
  private Value diffusion(double vbe, double vbc, Value forward, Value charge) {
    Value carriers = forward;
    if (vbe > 0) {
      double sum = forward.value + itf;
      Value share =
          itf == 0 ? new Value(1, 0, 0) : forward.map(forward.value / sum, itf / sum / sum);
      double z = vbc * perVtf;
      Value field = new Value(Smooth.exp(z), 0, perVtf * Smooth.expSlope(z));
      Value grown = share.times(share).times(field).times(card.xtf());
      carriers = forward.plus(forward.times(grown));
    }
    return carriers.times(transit).over(charge);
  }

  /**
   * Returns the conductance of the base's series resistance: modulated by the base charge, or with
   * irb by current crowding, rbm + 3 (rb - rbm) (tan z - z) / (z tan(z)^2).
   */
  private Value baseConductance(Value current, Value charge) {
    if (rb == 0) {
      return new Value(0, 0, 0);
    }
    Value share =
        perIrb == 0
            ? charge.map(1 / charge.value, -1 / charge.value / charge.value)
            : crowding(current.times(perIrb));
    double ohms = rbm + (rb - rbm) * share.value;
    return share.map(1 / ohms, (rbm - rb) / ohms / ohms);
  }

  /** Returns 3 (tan z - z) / (z tan(z)^2) with z = 6 sqrt(w) / (1 + sqrt(1 + 144 w / pi^2)). */
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
