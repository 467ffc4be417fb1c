package org.ionspice.devices;

/**
 * The channel of level 1, after Shichman and Hodges (1968).
 *
 * <pre>
 *   von = builtIn + gamma sqrt(phi - vbs)
 *   i   = 0                                                vgst = vgs - von at or below 0
 *   i   = beta vds (vgst - vds / 2) (1 + lambda vds)       vds below vgst
 *   i   = beta / 2 vgst^2 (1 + lambda vds)                 else
 * </pre>
 *
 * <p>Above vbs = 0 the root goes on along its tangent, to zero at most.
 */
final class SquareLawChannel extends MosfetChannel {
  private final double beta;
  private final double lambda;
  private final double builtIn;
  private final double gamma;
  private final double phi;
  private final double rootOfPhi;

  SquareLawChannel(MosfetProcess process, double lambda) {
    beta = process.beta();
    this.lambda = lambda;
    builtIn = process.builtIn();
    gamma = process.gamma();
    phi = process.phi();
    rootOfPhi = Math.sqrt(phi);
  }

  @Override
  void evaluate(double vgs, double vds, double vbs) {
    double root;
    double slope;
    if (vbs <= 0) {
      root = Math.sqrt(phi - vbs);
      slope = -0.5 / root;
    } else {
      root = rootOfPhi - 0.5 * vbs / rootOfPhi;
      slope = root > 0 ? -0.5 / rootOfPhi : 0;
      root = Math.max(0, root);
    }
    double von = builtIn + gamma * root;
    double byBulk = gamma * slope;
    threshold.set(von, 0, 0, byBulk);
    saturation.set(vgs - von, 1, 0, -byBulk);
    double on = Math.max(vgs - von, 0);
    double along = Math.min(vds, on);
    double shape = along * (on - 0.5 * along);
    double factor = beta * (1 + lambda * vds);
    double gm = factor * along;
    double gds = beta * lambda * shape + factor * Math.max(on - vds, 0);
    current.set(factor * shape, gm, gds, -gm * byBulk);
  }
}
