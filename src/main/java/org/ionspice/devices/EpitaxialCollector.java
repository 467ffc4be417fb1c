package org.ionspice.devices;

import org.ionspice.device.Smooth;
import org.ionspice.parameter.Param;

/**
 * The lightly doped layer of a collector, whose resistance the carriers of quasi-saturation flood
 * (Kull et al.). {@link At#set} changes its results in place.
 */
record EpitaxialCollector(
    @Param(unit = "ohm", def = "none", min = 0,
            doc = "resistance of the epitaxial collector; not given: no quasi-saturation")
        double rco,
    @Param(unit = "V", def = "10", above = 0, doc = "voltage of velocity saturation in it") double vo,
    @Param(unit = "1", def = "1e-11", min = 0, doc = "its doping parameter") double gamma,
    @Param(unit = "C", def = "0", min = 0, doc = "its charge parameter") double qco,
    @Param(unit = "1", def = "0", min = 0, max = 1, doc = "whether rco, vo, gamma follow temperature")
        int quasimod,
    @Param(unit = "V", def = "1.206", above = 0, doc = "with quasimod=1: gap in gamma") double vg,
    @Param(unit = "1", def = "none", doc = "with quasimod=1: exponent of rco; npn 2.42, pnp 2.2")
        double cn,
    @Param(unit = "1", def = "none", doc = "with quasimod=1: exponent of vo; npn 0.87, pnp 0.52")
        double d) {

  /** Returns whether there is such a layer. */
  boolean exists() {
    return rco > 0;
  }

  /** The layer of one device at its temperature. */
  static final class At {
    /** The current from the outer to the inner end, A, and its slopes by both voltages, S. */
    double current;

    double byInner;
    double byOuter;

    /** The charges at the inner and at the outer end, C, and their slopes, F. */
    double innerCharge;

    double innerCapacitance;
    double outerCharge;
    double outerCapacitance;

    private final double perOhm;
    private final double perVo;
    private final double gamma;
    private final double charge;
    private final double vt;
    private double root;
    private double rootSlope;
    private double aboveOne;

    /**
     * Makes the layer.
     *
     * @param npn whether the exponents that are not given are those of an NPN
     */
    At(EpitaxialCollector card, boolean npn, double area, double xti, double kelvin, double nominal) {
      double ratio = card.quasimod == 1 ? kelvin / nominal : 1;
      double cn = Double.isNaN(card.cn) ? npn ? 2.42 : 2.2 : card.cn;
      double d = Double.isNaN(card.d) ? npn ? 0.87 : 0.52 : card.d;
      vt = BipolarTransistor.BOLTZMANN_OVER_CHARGE * kelvin;
      perOhm = area / (card.rco * Math.pow(ratio, cn));
      perVo = 1 / (card.vo * Math.pow(ratio, d));
      gamma =
          card.gamma * Math.pow(ratio, xti) * Math.exp(-card.vg / vt * (1 - ratio));
      charge = area * card.qco;
    }

    /** Computes all of it where the base is these voltages, V, above the inner and outer end. */
    At set(double inner, double outer) {
      root(inner);
      double a = root;
      double aSlope = rootSlope;
      double aAboveOne = aboveOne;
      root(outer);
      double b = root;
      double bSlope = rootSlope;
      innerCharge = charge * aAboveOne;
      innerCapacitance = charge * aSlope;
      outerCharge = charge * aboveOne;
      outerCapacitance = charge * bSlope;
      double drop = inner - outer;
      double apart = aAboveOne - aboveOne;
      double share = apart / (1 + b);
      // log1p where the quotient would lose the digits of a small difference.
      double logarithm =
          Math.abs(share) < 0.5 ? Math.log1p(share) : Math.log((1 + a) / (1 + b));
      double free = perOhm * (vt * (apart - logarithm) + drop);
      double freeByInner = perOhm * (vt * aSlope * a / (1 + a) + 1);
      double freeByOuter = -perOhm * (vt * bSlope * b / (1 + b) + 1);
      double slow = 1 + Math.abs(drop) * perVo;
      current = free / slow;
      double bySlow = -current * Math.signum(drop) * perVo;
      byInner = (freeByInner + bySlow) / slow;
      byOuter = (freeByOuter - bySlow) / slow;
      return this;
    }

    /** Sets K = sqrt(1 + gamma exp(v/Vt)), its slope, and K - 1 without cancellation. */
    private void root(double v) {
      double z = v / vt;
      double e = Smooth.exp(z);
      root = Math.sqrt(1 + gamma * e);
      aboveOne = gamma * e / (1 + root);
      rootSlope = 0.5 * gamma * Smooth.expSlope(z, e) / (vt * root);
    }
  }
}
