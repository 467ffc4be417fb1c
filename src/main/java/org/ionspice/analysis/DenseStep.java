package org.ionspice.analysis;

/** Unknowns between the ends of a step: the parabola through both ends and a middle point. */
final class DenseStep {
  private final double start;
  private final double length;
  private final double[] before;
  private final double[] middle;
  private final double fraction;
  private final double[] after;

  /** Makes the interpolant; {@code fraction} is the middle point's place, 0 when there is none. */
  DenseStep(
      double start,
      double length,
      double[] before,
      double[] middle,
      double fraction,
      double[] after) {
    this.start = start;
    this.length = length;
    this.before = before;
    this.middle = middle;
    this.fraction = fraction;
    this.after = after;
  }

  double time(double s) {
    return start + s * length;
  }

  /** Fills {@code x} with the unknowns at the fraction {@code s} of the step. */
  void at(double s, double[] x) {
    if (fraction <= 0) {
      for (int i = 0; i < x.length; i++) {
        x[i] = before[i] + s * (after[i] - before[i]);
      }
      return;
    }
    double g = fraction;
    double a = (s - g) * (s - 1) / g;
    double b = s * (s - 1) / (g * (g - 1));
    double c = s * (s - g) / (1 - g);
    for (int i = 0; i < x.length; i++) {
      x[i] = a * before[i] + b * middle[i] + c * after[i];
    }
  }
}
