package org.ionspice.devices;

/**
 * The channel of level 3, the semi-empirical law of Vladimirescu and Liu (1980), as SPICE3 has it.
 *
 * <p>Short and narrow channels take their shares of the bulk's charge, the drain lowers the
 * threshold, the mobility falls with the gate's and the drain's field, the channel shortens in
 * saturation. The equations are on the device's page.
 */
final class SemiEmpiricalChannel extends MosfetChannel {
  /** Coefficients of the depletion's width around a cylindrical junction, after L. M. Dang (1979). */
  private static final double[] CYLINDER = {0.0631353, 0.8013292, -0.01110777};

  /** The level's own parameters; lengths m, velocities m/s, doping 1/m^3, states 1/m^2. */
  record Law(
      double eta,
      double theta,
      double kappa,
      double vmax,
      double delta,
      double xj,
      double ld,
      double states,
      double doping,
      double width,
      double mobility) {}

  private final Law law;
  private final SurfaceRoot surface;
  private final double beta;
  private final double builtIn;
  private final double gamma;
  private final double length;
  private final double feedback;
  private final double narrow;
  private final double depletion;
  private final double statesShare;
  private final double thermal;

  private final Dual root = new Dual();
  private final Dual body = new Dual();
  private final Dual charge = new Dual();
  private final Dual onset = new Dual();
  private final Dual gate = new Dual();
  private final Dual drive = new Dual();
  private final Dual field = new Dual();
  private final Dual along = new Dual();
  private final Dual critical = new Dual();
  private final Dual shortening = new Dual();
  private final Dual slope = new Dual();
  private final Dual a = new Dual();
  private final Dual c = new Dual();

  SemiEmpiricalChannel(MosfetProcess process, Law law, double kelvin) {
    this.law = law;
    surface = new SurfaceRoot(process.phi());
    beta = process.beta();
    builtIn = process.builtIn();
    gamma = process.gamma();
    length = process.length();
    thermal = MosfetProcess.KELVIN * kelvin;
    double perArea = process.oxide() / (law.width() * length);
    feedback = law.eta() * 8.15e-22 / (perArea * length * length * length);
    narrow = law.delta() * 0.5 * Math.PI * MosfetProcess.SILICON / (perArea * law.width());
    depletion =
        law.doping() > 0
            ? Math.sqrt(2 * MosfetProcess.SILICON / (MosfetProcess.CHARGE * law.doping()))
            : 0;
    statesShare = MosfetProcess.CHARGE * law.states() / perArea;
  }

  @Override
  void evaluate(double vgs, double vds, double vbs) {
    root.set(vbs, 0, 0, 1);
    surface.of(root);
    bulkCharge();
    // The threshold of strong inversion.
    onset.set(builtIn - feedback * vds, 0, -feedback, 0).plus(charge);
    threshold.set(onset);
    boolean weak = law.states() > 0;
    if (weak) {
      // n = 1 + states + charge / (2 root^2)
      slope.set(root).square().times(2).under(1).times(charge).plus(1 + statesShare);
      threshold.plus(thermal, slope);
    }
    if (!weak && vgs <= threshold.v) {
      saturation.set(0);
      current.set(0);
      return;
    }
    if (vgs > threshold.v) {
      gate.set(vgs, 1, 0, 0);
    } else {
      gate.set(threshold);
    }
    drive.set(gate).minus(onset);
    strong(vds);
    if (vgs < threshold.v) {
      a.set(vgs, 1, 0, 0).minus(threshold).over(slope).times(1 / thermal).exp();
      current.times(a);
    }
  }

  /** Computes the bulk's charge over the oxide's capacitance, and the share the body takes. */
  private void bulkCharge() {
    body.set(gamma);
    if (law.xj() > 0 && depletion > 0) {
      // The share of a short channel: 1 - (xj/l) ((wc + ld)/xj sqrt(1 - (w/(1+w))^2) - ld/xj).
      double diffused = law.ld() / law.xj();
      a.set(root).times(depletion / law.xj());
      c.set(a).plus(1).under(1);
      // sqrt(1 - (w/(1+w))^2) = sqrt(1 + 2 w) / (1 + w)
      shortening.set(a).times(2).plus(1).sqrt().times(c);
      c.set(a).square().times(CYLINDER[2]).plus(CYLINDER[1], a).plus(CYLINDER[0] + diffused);
      c.times(shortening).plus(-diffused).times(-law.xj() / length).plus(1);
      body.times(c);
    }
    charge.set(body).times(root).plus(narrow, a.set(root).square());
    body.times(a.set(root).under(0.25)).plus(narrow);
  }

  /** Computes saturation voltage and current above threshold. */
  private void strong(double vds) {
    // The mobility falls with the gate's field.
    field.set(drive).times(law.theta()).plus(1);
    // a = drive / (1 + body)
    c.set(body).plus(1);
    a.set(drive).over(c);
    boolean limited = law.vmax() > 0;
    if (limited) {
      critical.set(field).times(length * law.vmax() / law.mobility());
      saturation.set(a).plus(critical);
      a.square().plus(along.set(critical).square()).sqrt();
      saturation.minus(a);
    } else {
      saturation.set(a);
    }
    boolean saturated = vds > saturation.v;
    if (saturated) {
      along.set(saturation);
    } else {
      along.set(vds, 0, 1, 0);
    }
    current.set(c).times(along).times(-0.5).plus(drive).times(along).times(beta).over(field);
    if (limited) {
      a.set(along).over(critical).plus(1);
      current.over(a);
    }
    shorten(vds, saturated, limited);
  }

  /** Shortens the channel beyond saturation, and without a velocity limit a little before it. */
  private void shorten(double vds, boolean saturated, boolean limited) {
    double share = law.kappa() * depletion * depletion;
    if (!(share > 0) || limited && !saturated || !(saturation.v > 0)) {
      return;
    }
    c.set(vds, 0, 1, 0);
    if (limited) {
      // Half the field at the channel's end times alpha: that field is the current over the
      // conductance and the length, their ratio critical (critical + along) / along.
      a.set(critical).plus(along).times(critical).over(along).times(0.5 * share / length);
      shortening.set(c).minus(saturation).times(share).plus(c.set(a).square()).sqrt().minus(a);
    } else if (saturated) {
      c.minus(saturation).plus(0.125, saturation);
      shortening.set(c).times(share).sqrt();
    } else {
      c.over(saturation).square().square();
      shortening.set(saturation).times(share / 8).sqrt().times(c);
    }
    if (shortening.v > 0.5 * length) {
      shortening.under(-0.25 * length * length).plus(length);
    }
    current.over(shortening.times(-1 / length).plus(1));
  }
}
