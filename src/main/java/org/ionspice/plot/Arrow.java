package org.ionspice.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * An arrow head on a curve: a triangle whose second corner is the tip. Arrays are shared.
 *
 * @param x corners along the horizontal axis
 * @param y corners along the vertical axis
 */
record Arrow(double[] x, double[] y) {
  /** Places along a curve as parts of its length; a loop crosses itself at none of them. */
  private static final double[] PLACES = {0.12, 0.37, 0.62, 0.87};

  private static final double LENGTH = 0.024;
  private static final double HALF_WIDTH = 0.009;

  /**
   * Returns the heads of a curve, pointing the way that its points go.
   *
   * @param width what counts as one unit of length along the horizontal axis
   * @param height what looks equally long along the vertical axis
   * @param shift moves the heads along the curve by this part of its length, so that those of
   *     neighbouring curves do not cover each other
   */
  static List<Arrow> along(
      double[] x, double[] y, double width, double height, double shift) {
    List<Arrow> heads = new ArrayList<>();
    if (x.length < 2 || !(width > 0) || !(height > 0)) {
      return heads;
    }
    double[] length = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      double step = Math.hypot((x[i] - x[i - 1]) / width, (y[i] - y[i - 1]) / height);
      length[i] = length[i - 1] + (Double.isFinite(step) ? step : 0);
    }
    double whole = length[x.length - 1];
    if (whole < 4 * LENGTH) {
      return heads; // The heads would hide the curve.
    }
    for (double place : PLACES) {
      // The head spans an arc of its own length, so that it follows a curve of short segments.
      double[] tail = at(x, y, length, (place + shift) * whole);
      double[] tip = at(x, y, length, (place + shift) * whole + LENGTH);
      double dx = (tip[0] - tail[0]) / width;
      double dy = (tip[1] - tail[1]) / height;
      double size = Math.hypot(dx, dy);
      if (!(size > LENGTH / 4)) {
        continue; // The curve turns back here.
      }
      double ux = dx / size;
      double uy = dy / size;
      double[] headX = new double[3];
      double[] headY = new double[3];
      for (int corner = 0; corner < 3; corner++) {
        double side = (corner - 1) * HALF_WIDTH;
        double back = corner == 1 ? 0 : LENGTH;
        headX[corner] = tip[0] - width * (back * ux + side * uy);
        headY[corner] = tip[1] - height * (back * uy - side * ux);
      }
      heads.add(new Arrow(headX, headY));
    }
    return heads;
  }

  private static double[] at(double[] x, double[] y, double[] length, double where) {
    int i = 1;
    while (i < x.length - 1 && length[i] < where) {
      i++;
    }
    double step = length[i] - length[i - 1];
    double part = step > 0 ? Math.min(1, (where - length[i - 1]) / step) : 0;
    return new double[] {
      x[i - 1] + part * (x[i] - x[i - 1]), y[i - 1] + part * (y[i] - y[i - 1])
    };
  }
}
