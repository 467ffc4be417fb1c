package org.ionspice.devices;

import org.ionspice.parameter.Param;

/**
 * The channel of Parker and Skellern and the charge of its gate, of one device at one temperature.
 * Mutable: results are changed in place.
 */
final class ParkerSkellern {
  /** The parameters of the channel. */
  record Card(
      @Param(unit = "V", def = "-2", alias = "vt0", doc = "threshold; negative for both polarities")
          double vto,
      @Param(unit = "A/V^2", def = "1e-4", above = 0,
              doc = "transconductance parameter, A/V^q")
          double beta,
      @Param(unit = "1/V", def = "0", min = 0, doc = "channel length modulation") double lambda,
      @Param(unit = "1", def = "2", above = 0, doc = "exponent in the triode region") double p,
      @Param(unit = "1", def = "2", min = 1, doc = "exponent in saturation") double q,
      @Param(unit = "1", def = "1", min = 0, doc = "width of the knee") double z,
      @Param(unit = "1", def = "1000", above = 0, doc = "velocity saturation: small is strong")
          double xi,
      @Param(unit = "1", def = "0", min = 0, doc = "growth of the saturation voltage") double mxi,
      @Param(unit = "V", def = "0", min = 0, doc = "potential of the current below threshold")
          double vst,
      @Param(unit = "1/V", def = "0", min = 0, doc = "growth of vst with the drain's voltage")
          double mvst,
      @Param(unit = "1", def = "0", doc = "slow feedback of the drain on the threshold")
          double lfgam,
      @Param(unit = "1/V", def = "0", doc = "change of lfgam with v(g,s)") double lfg1,
      @Param(unit = "1/V", def = "0", doc = "change of lfgam with v(g,d)") double lfg2,
      @Param(unit = "1", def = "none", doc = "fast feedback of the drain; else lfgam") double hfgam,
      @Param(unit = "1/V", def = "0", doc = "change of hfgam with v(g,s)") double hfg1,
      @Param(unit = "1/V", def = "0", doc = "change of hfgam with v(g,d)") double hfg2,
      @Param(unit = "1", def = "0", doc = "fast feedback of the gate") double hfeta,
      @Param(unit = "1/V", def = "0", doc = "change of hfeta with v(g,d)") double hfe1,
      @Param(unit = "1/V", def = "0", doc = "change of hfeta with v(g,s)") double hfe2,
      @Param(unit = "s", def = "0", min = 0, doc = "time constant of the slow feedback") double taug,
      @Param(unit = "1/W", def = "0", min = 0, doc = "fall of the current with dissipated power")
          double delta,
      @Param(unit = "s", def = "0", min = 0, doc = "time constant of the temperature") double taud,
      @Param(unit = "1", def = "0", doc = "drain feedback in the gate's charge") double acgam,
      @Param(unit = "1", def = "0", min = 0, max = 1,
              doc = "share of the gate's capacitance that is left at pinch-off")
          double xc) {
    /** Returns the feedback on fast signals. */
    double fast() {
      return Double.isNaN(hfgam) ? lfgam : hfgam;
    }
  }

  /** V, the width of the transition to pinch-off in the charge. */
  private static final double WIDTH = 0.2;

  /** Exponents of the current below threshold beyond which it is none, or the line above it. */
  private static final double OFF = -40;

  private static final double ON = 40;

  /** The current, A, with its slopes by the effective gate voltage {@code g} and by vds {@code d}. */
  final Dual current = new Dual();

  /** The gate's charge, C, and its slopes by vgs and vgd, F, with their own slopes. */
  double charge;

  final Dual toSource = new Dual();
  final Dual toDrain = new Dual();

  private final Card card;
  private final double area;
  private final double potential;
  private final double straight;
  private final double cgs;
  private final double cgd;
  private final double reach;
  private final double kneeSquare;
  private final double slant;
  private final double triode;
  private final Dual vgt = new Dual();
  private final Dual vsat = new Dual();
  private final Dual vdt = new Dual();
  private final Dual work = new Dual();
  private final Dual root = new Dual();
  private final Dual end = new Dual();
  private final Dual pinch = new Dual();

  /**
   * Makes a channel.
   *
   * @param potential of the gate's junction at the temperature, V
   * @param fc share of it where the charge goes straight
   * @param cgs of the device at the temperature, F, as {@code cgd}
   */
  ParkerSkellern(Card card, double area, double potential, double fc, double cgs, double cgd) {
    this.card = card;
    this.area = area;
    this.potential = potential;
    this.cgs = cgs;
    this.cgd = cgd;
    straight = fc * potential;
    double open = potential - card.vto;
    if (!(open > 0)) {
      throw new IllegalArgumentException("vto must be below the gate's potential");
    }
    reach = card.xi * open;
    slant = Math.sqrt(1 + card.z) / 2;
    double width = reach / (card.xi + 1) / 2;
    kneeSquare = width * width;
    triode = card.p / card.q / Math.pow(open, card.p - card.q);
  }

  /** Computes the current of an effective gate voltage above threshold and vds at or above zero, V. */
  void conduct(double vgst, double vds) {
    double vst = card.vst * (1 + card.mvst * vds);
    if (vst > 0) {
      double x = vgst / vst;
      if (x < OFF) {
        current.set(0);
        return;
      }
      double log = x > ON ? x : Math.log1p(Math.exp(x));
      double share = x > ON ? 1 : 1 / (1 + Math.exp(-x));
      vgt.set(vst * log, share, card.vst * card.mvst * (log - share * x), 0);
    } else if (vgst > 0) {
      vgt.set(vgst, 1, 0, 0);
    } else {
      current.set(0);
      return;
    }
    // vdp = vds triode vgt^(p - q), in vdt for the time being.
    vdt.set(vds, 0, 1, 0);
    if (card.p != card.q) {
      vdt.times(work.set(vgt).power(card.p - card.q));
    }
    vdt.times(triode);
    // vsat = vgt / (1 + vgt / (mxi vgt + reach)).
    work.set(vgt).times(card.mxi).plus(reach);
    vsat.set(vgt).over(work).plus(1).under(1).times(vgt);
    // vdt = A - B, A = sqrt(a^2 + z vsat^2/4), B = sqrt((a - vsat)^2 + z vsat^2/4), a = slant vdp + vsat/2;
    // without cancellation (A^2 - B^2)/(A + B), where A^2 - B^2 = 2 slant vdp vsat.
    root.set(vdt).times(slant).plus(0.5, vsat);
    end.set(root).minus(vsat).square();
    work.set(vsat).square().times(0.25 * card.z);
    end.plus(work).sqrt();
    root.square().plus(work).sqrt().plus(end);
    vdt.times(vsat).times(2 * slant).over(root);
    // vgt^q - (vgt - vdt)^q.
    end.set(vgt).minus(vdt);
    if (end.v > 0) {
      end.power(card.q);
    } else {
      end.chain(0, card.q == 1 ? 1 : 0);
    }
    work.set(vds, 0, 1, 0).times(card.lambda).plus(1).times(area * card.beta);
    current.set(vgt).power(card.q).minus(end).times(work);
  }

  /** Computes the gate's charge and its two capacitances. */
  void store(double vgs, double vgd) {
    double u = vgs - vgd;
    root.set(u * u + kneeSquare, 2 * u, -2 * u, 0).sqrt();
    end.set(vgs + vgd, 1, 1, 0).plus(root).times(0.5);
    end.plus(card.acgam, work.set(u, 1, -1, 0));
    double lower = end.v - root.v;
    double rest = 1 - card.xc;
    pinch.set(end).plus(-card.vto).times(rest);
    work.set(pinch).square().plus(WIDTH * WIDTH).sqrt();
    // The junction's voltage is y = end + (work - pinch)/2; vgt holds dy/dend.
    vgt.set(pinch).over(work).times(0.5 * rest).plus(0.5 * (1 + card.xc));
    end.plus(0.5, work).plus(-0.5, pinch);
    double junction;
    double beyond = end.v - straight;
    if (beyond < 0) {
      end.times(-1 / potential).plus(1).sqrt();
      junction = 2 * potential * (1 - end.v);
      vgt.over(end);
    } else {
      double atCorner = Math.sqrt(1 - straight / potential);
      double par = 1 + 0.5 * beyond / (potential - straight);
      junction = 2 * potential * (1 - atCorner) + 0.5 * beyond * (1 + par) / atCorner;
      end.chain(par / atCorner, 0.5 / (potential - straight) / atCorner);
      vgt.times(end);
    }
    charge = cgs * junction + cgd * lower;
    vgt.times(cgs);
    // dend/dvgs = 1/2 + u/(2 root) + acgam, dend/dvgd = 1/2 - u/(2 root) - acgam.
    work.set(u, 1, -1, 0).over(root).times(0.5);
    toSource.set(work).plus(0.5 + card.acgam).times(vgt);
    toDrain.set(work).times(-1).plus(0.5 - card.acgam).times(vgt);
    toSource.plus(-cgd, work).plus(cgd * (0.5 + card.acgam));
    toDrain.plus(cgd, work).plus(cgd * (0.5 - card.acgam));
  }
}
