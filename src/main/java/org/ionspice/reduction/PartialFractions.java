package org.ionspice.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rational function as {@code f(s) = linear s + constant + sum of residue / (s - pole)}.
 *
 * <p>Each coefficient is a contour integral, (1/2 pi j) times the integral of f around a pole, or of
 * f/s and f/s^2 around all of them, taken by the trapezoidal rule, which converges geometrically on
 * a circle (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56, 385 (2014)). Poles that coincide,
 * as those of devices that are alike do, come out as one with the sum of their residues, and poles
 * that f does not have come out with residue zero and are dropped.
 *
 * @param terms smallest pole first; of a conjugate pair only the member above the real axis
 */
public record PartialFractions(double linear, double constant, List<Term> terms) {
  /** Points on a circle. */
  private static final int POINTS = 32;

  /** Radius of the circle around a pole, part of the distance to the next one. */
  private static final double RADIUS = 0.2;

  /** Largest radius, part of the pole: slow poles are resolved, and zero lies inside. */
  private static final double AROUND = 3;

  /** Relative distance below which poles are taken as one that rounding has split. */
  private static final double SAME = 1e-6;

  /** Part of f on the circle below which a coefficient is rounding. */
  private static final double ROUNDING = 1e-11;

  /** Higher moments, part of the first, that a pole of first order may leave. */
  private static final double SIMPLE = 1e-6;

  public PartialFractions {
    terms = List.copyOf(terms);
  }

  /** {@code residue / (s - pole)}, and its conjugate when the pole is not real. */
  public record Term(double poleRe, double poleIm, double residueRe, double residueIm) {
    /** Returns whether it stands for a conjugate pair. */
    public boolean isPair() {
      return poleIm != 0;
    }
  }

  /** The first coefficients of f at infinity: f = linear s + constant + inverse/s + ... */
  public record AtInfinity(double linear, double constant, double inverse) {}

  /**
   * Returns f in partial fractions, or nothing when it grows faster than s or has a pole of higher
   * order.
   *
   * @param poles candidates (re, im), both members of pairs; all poles of f must be among them
   * @param scale an angular frequency at which f is looked at where no pole gives one, rad/s
   */
  public static Optional<PartialFractions> of(
      ComplexFunction f, List<double[]> poles, double scale) {
    Optional<AtInfinity> far = atInfinity(f, poles, scale);
    if (far.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> centres = centres(poles);
    List<Term> terms = new ArrayList<>();
    Moments moments = new Moments();
    for (double[] centre : centres) {
      if (centre[1] < 0) {
        continue;
      }
      double size = Math.hypot(centre[0], centre[1]);
      double most = RADIUS * distance(centre, centres, scale);
      double radius = size > 0 ? Math.min(most, AROUND * size) : most;
      moments.around(f, centre[0], centre[1], radius);
      if (moments.isPole()) {
        // The first moment tells where in the circle the pole is.
        double[] exact = moments.pole(centre, radius);
        moments.around(f, exact[0], exact[1], radius);
        if (!moments.isSimple()) {
          return Optional.empty();
        }
        boolean real = centre[1] == 0;
        terms.add(
            new Term(
                exact[0],
                real ? 0 : exact[1],
                moments.re[0] * radius,
                real ? 0 : moments.im[0] * radius));
      } else if (!moments.isNothing()) {
        return Optional.empty();
      }
    }
    return Optional.of(new PartialFractions(far.get().linear(), far.get().constant(), terms));
  }

  /**
   * Returns how f behaves at infinity, or nothing when it grows faster than s. Coefficients that are
   * rounding of the others are zero.
   */
  public static Optional<AtInfinity> atInfinity(
      ComplexFunction f, List<double[]> poles, double scale) {
    double far = 0;
    for (double[] pole : poles) {
      far = Math.max(far, Math.hypot(pole[0], pole[1]));
    }
    double radius = 10 * (far > 0 ? far : scale);
    double[] value = new double[2];
    double square = 0;
    double linear = 0;
    double constant = 0;
    double inverse = 0;
    double most = 0;
    for (int k = 0; k < POINTS; k++) {
      // Half a step off the real axis: no pole of a stable circuit, no point counted twice.
      double angle = 2 * Math.PI * (k + 0.5) / POINTS;
      f.at(radius * Math.cos(angle), radius * Math.sin(angle), value);
      most = Math.max(most, Math.hypot(value[0], value[1]));
      square += value[0] * Math.cos(2 * angle) + value[1] * Math.sin(2 * angle);
      linear += value[0] * Math.cos(angle) + value[1] * Math.sin(angle);
      constant += value[0];
      inverse += value[0] * Math.cos(angle) - value[1] * Math.sin(angle);
    }
    double rounding = ROUNDING * most * POINTS;
    if (!(Math.abs(square) <= Math.max(rounding, 1e-9 * most))) {
      return Optional.empty();
    }
    return Optional.of(
        new AtInfinity(
            Math.abs(linear) > rounding ? linear / POINTS / radius : 0,
            Math.abs(constant) > rounding ? constant / POINTS : 0,
            Math.abs(inverse) > rounding ? inverse / POINTS * radius : 0));
  }

  /** The means of f e^(j k a), k = 1, 2, 3, on a circle: moments around its centre over radius^k. */
  private static final class Moments {
    final double[] re = new double[3];
    final double[] im = new double[3];
    private double most;

    void around(ComplexFunction f, double x, double y, double radius) {
      double[] value = new double[2];
      java.util.Arrays.fill(re, 0);
      java.util.Arrays.fill(im, 0);
      most = 0;
      for (int n = 0; n < POINTS; n++) {
        double angle = 2 * Math.PI * (n + 0.5) / POINTS;
        f.at(x + radius * Math.cos(angle), y + radius * Math.sin(angle), value);
        most = Math.max(most, Math.hypot(value[0], value[1]));
        for (int k = 0; k < 3; k++) {
          double c = Math.cos((k + 1) * angle);
          double s = Math.sin((k + 1) * angle);
          re[k] += (value[0] * c - value[1] * s) / POINTS;
          im[k] += (value[0] * s + value[1] * c) / POINTS;
        }
      }
    }

    private double size(int k) {
      return Math.hypot(re[k], im[k]);
    }

    boolean isPole() {
      return size(0) > ROUNDING * most;
    }

    boolean isNothing() {
      return size(1) <= ROUNDING * most && size(2) <= ROUNDING * most;
    }

    /** Returns whether the pole is at the centre, and of first order. */
    boolean isSimple() {
      double small = Math.max(SIMPLE * size(0), ROUNDING * most);
      return size(1) <= small && size(2) <= small;
    }

    double[] pole(double[] centre, double radius) {
      double square = size(0) * size(0);
      double shiftRe = radius * (re[1] * re[0] + im[1] * im[0]) / square;
      double shiftIm = radius * (im[1] * re[0] - re[1] * im[0]) / square;
      if (!(Math.hypot(shiftRe, shiftIm) < 0.5 * radius)) {
        return centre;
      }
      double[] pole = {centre[0] + shiftRe, centre[1] == 0 ? 0 : centre[1] + shiftIm};
      boolean zero = Math.hypot(pole[0], pole[1]) < SAME * Math.hypot(centre[0], centre[1]);
      return zero ? new double[2] : pole;
    }
  }

  /** Returns the poles, those that rounding has split put together; nearly real ones are real. */
  private static List<double[]> centres(List<double[]> poles) {
    List<double[]> left = new ArrayList<>(poles);
    List<double[]> centres = new ArrayList<>();
    while (!left.isEmpty()) {
      double[] first = left.remove(left.size() - 1);
      double size = Math.hypot(first[0], first[1]);
      double re = first[0];
      double im = first[1];
      int count = 1;
      for (int k = left.size() - 1; k >= 0; k--) {
        double[] other = left.get(k);
        if (Math.hypot(other[0] - first[0], other[1] - first[1]) <= SAME * size) {
          re += other[0];
          im += other[1];
          count++;
          left.remove(k);
        }
      }
      im /= count;
      centres.add(new double[] {re / count, Math.abs(im) <= SAME * size ? 0 : im});
    }
    centres.sort(
        (a, b) -> Double.compare(Math.hypot(a[0], a[1]), Math.hypot(b[0], b[1])));
    return centres;
  }

  private static double distance(double[] centre, List<double[]> centres, double scale) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double[] other : centres) {
      if (other != centre) {
        nearest = Math.min(nearest, Math.hypot(other[0] - centre[0], other[1] - centre[1]));
      }
    }
    double size = Math.hypot(centre[0], centre[1]);
    return Double.isInfinite(nearest) ? (size > 0 ? size : scale) : nearest;
  }
}
