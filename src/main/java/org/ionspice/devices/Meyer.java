package org.ionspice.devices;

/**
 * The capacitances of a MOSFET's gate after Meyer (1971), as shares of that of the whole oxide, for
 * a drain at or above the source.
 *
 * <p>With vgst = vgs - von and vx = max(vdsat, 25 mV):
 *
 * <pre>
 *   cgb = 1                        vgst below -phi
 *   cgb = -vgst / phi              vgst from -phi to 0, 0 above
 *   cgs = 2/3 on a,  cgd = 2/3 on b
 *   on  = 1 above vgst = 0, falls straight to 0 at vgst = -phi/2
 *   a   = 1 - ((vx - vds) / (2 vx - vds))^2    vds below vx, else 1
 *   b   = 1 - (vx / (2 vx - vds))^2            vds below vx, else 0
 * </pre>
 *
 * <p>The least vx, about k T / q, is our own: without it the capacitances jump at vds = 0 where the
 * channel forms.
 */
final class Meyer {
  private static final double LEAST = 25e-3;
  private static final double SHARE = 2.0 / 3;

  /** A capacitance's share of the oxide's, with its derivatives by vgst, vds and vdsat. */
  static final class Share {
    double value;
    double byGate;
    double byDrain;
    double bySaturation;

    private void set(double on, double onSlope, double a, double byDrain, double bySaturation) {
      value = SHARE * on * a;
      byGate = SHARE * onSlope * a;
      this.byDrain = SHARE * on * byDrain;
      this.bySaturation = SHARE * on * bySaturation;
    }
  }

  final Share source = new Share();
  final Share drain = new Share();
  final Share bulk = new Share();
  private final double phi;

  /** Takes the surface potential, V. */
  Meyer(double phi) {
    this.phi = phi;
  }

  /** Computes the three shares; voltages in V, {@code vds} at least 0. */
  void evaluate(double vgst, double vds, double vdsat) {
    bulk.value = Math.min(1, Math.max(0, -vgst / phi));
    bulk.byGate = vgst > -phi && vgst < 0 ? -1 / phi : 0;
    double on = Math.min(1, Math.max(0, 1 + 2 * vgst / phi));
    double onSlope = vgst > -0.5 * phi && vgst < 0 ? 2 / phi : 0;
    double d = Math.max(vdsat, LEAST);
    if (vds >= d) {
      source.set(on, onSlope, 1, 0, 0);
      drain.set(on, onSlope, 0, 0, 0);
      return;
    }
    double r = 1 / (2 * d - vds);
    double low = (d - vds) * r;
    double high = d * r;
    double cube = 2 * r * r * r;
    double moves = vdsat > LEAST ? 1 : 0;
    source.set(
        on, onSlope, 1 - low * low, cube * (d - vds) * d, -moves * cube * (d - vds) * vds);
    drain.set(on, onSlope, 1 - high * high, -cube * d * d, moves * cube * d * vds);
  }
}
