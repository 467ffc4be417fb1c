package org.ionspice.devices;

/**
 * The capacitances of a MOSFET's gate after Meyer (1971), as shares of that of the whole oxide, for
 * a drain at or above the source.
 *
 * <p>With vgst = vgs - von and vdsat = max(vgst, 25 mV):
 *
 * <pre>
 *   cgb = 1                        vgst below -phi
 *   cgb = -vgst / phi              vgst from -phi to 0, 0 above
 *   cgs = 2/3 on a,  cgd = 2/3 on b
 *   on  = 1 above vgst = 0, falls straight to 0 at vgst = -phi/2
 *   a   = 1 - ((vdsat - vds) / (2 vdsat - vds))^2    vds below vdsat, else 1
 *   b   = 1 - (vdsat / (2 vdsat - vds))^2            vds below vdsat, else 0
 * </pre>
 *
 * <p>The least vdsat, about k T / q, is our own: without it the capacitances jump at vds = 0 where
 * the channel forms.
 */
record Meyer(double phi) {
  private static final double LEAST = 25e-3;
  private static final double SHARE = 2.0 / 3;

  /** Returns gate-bulk. */
  double bulk(double vgst) {
    return Math.min(1, Math.max(0, -vgst / phi));
  }

  /** Returns the derivative of gate-bulk by vgst. */
  double bulkSlope(double vgst) {
    return vgst > -phi && vgst < 0 ? -1 / phi : 0;
  }

  /** Returns gate-source. */
  double source(double vgst, double vds) {
    return SHARE * on(vgst) * sourceShare(vgst, vds);
  }

  double sourceByGate(double vgst, double vds) {
    double d = saturation(vgst);
    double r = 2 * d - vds;
    double slope = vds < d && vgst > LEAST ? -2 * (d - vds) * vds / (r * r * r) : 0;
    return SHARE * (onSlope(vgst) * sourceShare(vgst, vds) + on(vgst) * slope);
  }

  double sourceByDrain(double vgst, double vds) {
    double d = saturation(vgst);
    double r = 2 * d - vds;
    return vds < d ? SHARE * on(vgst) * 2 * (d - vds) * d / (r * r * r) : 0;
  }

  /** Returns gate-drain. */
  double drain(double vgst, double vds) {
    return SHARE * on(vgst) * drainShare(vgst, vds);
  }

  double drainByGate(double vgst, double vds) {
    double d = saturation(vgst);
    double r = 2 * d - vds;
    double slope = vds < d && vgst > LEAST ? 2 * d * vds / (r * r * r) : 0;
    return SHARE * (onSlope(vgst) * drainShare(vgst, vds) + on(vgst) * slope);
  }

  double drainByDrain(double vgst, double vds) {
    double d = saturation(vgst);
    double r = 2 * d - vds;
    return vds < d ? -SHARE * on(vgst) * 2 * d * d / (r * r * r) : 0;
  }

  private static double saturation(double vgst) {
    return Math.max(vgst, LEAST);
  }

  private double on(double vgst) {
    return Math.min(1, Math.max(0, 1 + 2 * vgst / phi));
  }

  private double onSlope(double vgst) {
    return vgst > -0.5 * phi && vgst < 0 ? 2 / phi : 0;
  }

  private static double sourceShare(double vgst, double vds) {
    double d = saturation(vgst);
    if (vds >= d) {
      return 1;
    }
    double ratio = (d - vds) / (2 * d - vds);
    return 1 - ratio * ratio;
  }

  private static double drainShare(double vgst, double vds) {
    double d = saturation(vgst);
    if (vds >= d) {
      return 0;
    }
    double ratio = d / (2 * d - vds);
    return 1 - ratio * ratio;
  }
}
