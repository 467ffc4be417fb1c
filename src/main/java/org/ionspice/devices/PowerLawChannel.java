package org.ionspice.devices;

/**
 * The channel of level 6, the n-th power law of Sakurai and Newton (1991).
 *
 * <pre>
 *   von   = builtIn + gamma sqrt(phi - vbs) - gamma1 vbs - sigma vds
 *   isat  = kc w/leff (vgs - von)^nc,   vdsat = kv (vgs - von)^nv
 *   i     = isat (1 + (lambda0 - lambda1 vbs) vds) x,   x = (2 - vds/vdsat) vds/vdsat below vdsat,
 *           else 1
 * </pre>
 */
final class PowerLawChannel extends MosfetChannel {
  /** The law's own parameters: A/V^nc, 1, V^(1-nv), 1, V^0, 1, 1/V, 1/V^2. */
  record Law(
      double kc, double nc, double kv, double nv, double gamma1, double sigma, double lambda,
      double lambda1) {}

  private final Law law;
  private final double builtIn;
  private final double gamma;
  private final double phi;
  private final Dual on = new Dual();
  private final Dual ratio = new Dual();

  PowerLawChannel(MosfetProcess process, Law law) {
    this.law = law;
    builtIn = process.builtIn();
    gamma = process.gamma();
    phi = process.phi();
  }

  @Override
  void evaluate(double vgs, double vds, double vbs) {
    double root = Math.sqrt(phi - Math.min(vbs, 0));
    double slope = -0.5 / root;
    if (vbs > 0) {
      root += slope * vbs;
      slope = root > 0 ? slope : 0;
      root = Math.max(0, root);
    }
    threshold.set(
        builtIn + gamma * root - law.gamma1() * vbs - law.sigma() * vds,
        0,
        -law.sigma(),
        gamma * slope - law.gamma1());
    on.set(vgs, 1, 0, 0).minus(threshold);
    if (!(on.v > 0)) {
      saturation.set(0);
      current.set(0);
      return;
    }
    saturation.set(on).power(law.nv()).times(law.kv());
    current.set(on).power(law.nc()).times(law.kc());
    ratio.set(law.lambda() - law.lambda1() * vbs, 0, 0, -law.lambda1());
    ratio.set(1 + ratio.v * vds, 0, ratio.v, ratio.b * vds);
    current.times(ratio);
    if (vds < saturation.v) {
      ratio.set(vds, 0, 1, 0).over(saturation);
      current.times(ratio.chain((2 - ratio.v) * ratio.v, 2 - 2 * ratio.v));
    }
  }
}
