package org.ionspice.plot;

import java.util.Arrays;

/**
 * Cuts a curve into dashes of equal length on the paper. The drawing library begins the pattern anew
 * at every point, so that a curve of many points would come out solid.
 */
final class Dashes {
  /** Lengths of a dash and a gap, as parts of the frame's width. */
  private static final double DASH = 0.012;

  private static final double GAP = 0.009;

  private double[] x = new double[64];
  private double[] y = new double[64];
  private int count;

  private Dashes() {}

  /**
   * Returns the dashes of a curve with NaN between them.
   *
   * @param width what counts as one unit of length along the horizontal axis
   * @param height what looks equally long along the vertical axis
   */
  static Curve of(Curve curve, double width, double height) {
    Dashes dashes = new Dashes();
    double phase = 0; // length since the last dash began
    for (int k = 0; k < curve.x().length; k++) {
      double x1 = curve.x()[k];
      double y1 = curve.y()[k];
      if (k == 0 || Double.isNaN(x1) || Double.isNaN(curve.x()[k - 1])) {
        phase = 0;
        dashes.put(x1, y1);
        continue;
      }
      double x0 = curve.x()[k - 1];
      double y0 = curve.y()[k - 1];
      double length = Math.hypot((x1 - x0) / width, (y1 - y0) / height);
      double done = 0;
      while (length > done) {
        boolean on = phase < DASH;
        double rest = (on ? DASH : DASH + GAP) - phase;
        double step = Math.min(rest, length - done);
        done += step;
        phase += step;
        double part = done / length;
        double px = x0 + part * (x1 - x0);
        double py = y0 + part * (y1 - y0);
        if (on) {
          dashes.put(px, py);
          if (step == rest) {
            dashes.put(Double.NaN, Double.NaN);
          }
        } else if (step == rest) {
          phase = 0;
          dashes.put(px, py);
        }
      }
    }
    return new Curve(
        curve.label(),
        Arrays.copyOf(dashes.x, dashes.count),
        Arrays.copyOf(dashes.y, dashes.count));
  }

  private void put(double px, double py) {
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
    }
    x[count] = px;
    y[count++] = py;
  }
}
