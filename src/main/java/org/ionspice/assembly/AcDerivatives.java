package org.ionspice.assembly;

import java.util.Arrays;

/**
 * Derivatives of lambda' (A X - U), where A X = U are the AC equations at an operating point x: by numbers
 * of devices at constant x, and by x.
 *
 * <p>Both are differences of what one device adds to that sum, as in {@link ParameterDerivatives}.
 * Mutable workspace, for one thread.
 */
public final class AcDerivatives {
  private final Assembly system;
  private final ParameterDerivatives numbers;
  private final Differences differences = new Differences();
  private double[] x = {};
  private double omega;
  private double[] solutionRe = {};
  private double[] solutionIm = {};
  private double[] lambdaRe = {};
  private double[] lambdaIm = {};
  private double[] locals = {};
  private double[] rows = {};
  private final double[] response = new double[2];
  private double sumRe;
  private double sumIm;

  /** Prepares for the numbers of {@code numbers}. */
  public AcDerivatives(Assembly system, ParameterDerivatives numbers) {
    this.system = system;
    this.numbers = numbers;
  }

  /**
   * Takes an operating point, an angular frequency, rad/s, the solution there and multipliers. The
   * arrays are kept, not copied; rows of held states must have multipliers and solutions of zero.
   */
  public void at(
      double[] point,
      double frequency,
      double[] xRe,
      double[] xIm,
      double[] lRe,
      double[] lIm) {
    x = point;
    omega = frequency;
    solutionRe = xRe;
    solutionIm = xIm;
    lambdaRe = lRe;
    lambdaIm = lIm;
  }

  /** Fills {@code slope} with the derivative by number {@code k}: real, then imaginary part. */
  public void byNumber(int k, double[] slope) {
    Arrays.fill(slope, 0, 2, 0);
    numbers.differentiate(
        k,
        (instance, law, copies, y) -> {
          enter(instance, law);
          sum(instance, law, copies, y);
        },
        slope);
  }

  /** Fills {@code re} and {@code im}, length size() + 1, with the derivatives by the unknowns. */
  public void byUnknowns(double[] re, double[] im) {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    double[] slope = new double[2];
    for (int k = 0; k < system.partCount(); k++) {
      Declared law = system.part(k);
      if (law.key.model().linear()) {
        continue;
      }
      int instance = k;
      double copies = system.instance(k).multiplicity();
      enter(k, law);
      for (int i = 1; i < law.locals(); i++) {
        int local = i;
        int unknown = system.unknownOf(k, i);
        if (unknown == system.size()) {
          continue;
        }
        double value = locals[i];
        differences.of(
            (v, y) -> {
              locals[local] = v;
              sum(instance, law, copies, y);
              return true;
            },
            value,
            2,
            slope);
        locals[i] = value;
        re[unknown] += slope[0];
        im[unknown] += slope[1];
      }
    }
  }

  private void enter(int instance, Declared law) {
    int count = law.locals();
    if (locals.length < count) {
      locals = new double[count];
      rows = new double[count];
    }
    for (int i = 0; i < count; i++) {
      int unknown = i == 0 ? system.size() : system.unknownOf(instance, i);
      locals[i] = unknown == system.size() ? 0 : x[unknown];
    }
  }

  /** Fills {@code y} with what an instance adds to lambda' (A X - U). */
  private void sum(int instance, Declared law, double copies, double[] y) {
    SingleDevice device = system.evaluation().single();
    sumRe = 0;
    sumIm = 0;
    device.variant(instance, law, copies, locals, rows, rows);
    terms(instance, law, device.fTerms(), false);
    terms(instance, law, device.qTerms(), true);
    for (Declared.Response each : law.responses) {
      each.y().at(omega, response);
      add(
          instance,
          each.row().plus(),
          each.row().minus(),
          each.by().plus(),
          each.by().minus(),
          copies * response[0],
          copies * response[1]);
    }
    for (Declared.Drive drive : law.drives) {
      double phase = Math.toRadians(drive.phaseDegrees());
      double size = drive.minus() < 0 ? drive.magnitude() : -copies * drive.magnitude();
      int plus = system.unknownOf(instance, drive.plus());
      int minus = drive.minus() < 0 ? system.size() : system.unknownOf(instance, drive.minus());
      double lRe = at(lambdaRe, plus) - at(lambdaRe, minus);
      double lIm = at(lambdaIm, plus) - at(lambdaIm, minus);
      double re = size * Math.cos(phase);
      double im = size * Math.sin(phase);
      sumRe -= lRe * re - lIm * im;
      sumIm -= lRe * im + lIm * re;
    }
    y[0] = sumRe;
    y[1] = sumIm;
  }

  private void terms(int instance, Declared law, Terms terms, boolean charge) {
    for (int t = 0; t < terms.count; t++) {
      if (terms.current[t] && law.isReplacedInAc(terms.rowPlus[t], terms.rowMinus[t])) {
        continue;
      }
      double re = charge ? 0 : terms.factor[t];
      double im = charge ? omega * terms.factor[t] : 0;
      if (terms.by[t] == Terms.DELAYED) {
        double angle = -omega * law.delays.get(terms.slot[t]).seconds();
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double turned = re * c - im * s;
        im = re * s + im * c;
        re = turned;
      }
      add(
          instance, terms.rowPlus[t], terms.rowMinus[t], terms.plus[t], terms.minus[t], re, im);
    }
  }

  /** Adds (lambda+ - lambda-) (X+ - X-) (re + j im). */
  private void add(
      int instance, int rowPlus, int rowMinus, int plus, int minus, double re, double im) {
    int p = system.unknownOf(instance, rowPlus);
    int m = system.unknownOf(instance, rowMinus);
    int a = system.unknownOf(instance, plus);
    int b = system.unknownOf(instance, minus);
    double lRe = at(lambdaRe, p) - at(lambdaRe, m);
    double lIm = at(lambdaIm, p) - at(lambdaIm, m);
    double vRe = at(solutionRe, a) - at(solutionRe, b);
    double vIm = at(solutionIm, a) - at(solutionIm, b);
    double wRe = lRe * vRe - lIm * vIm;
    double wIm = lRe * vIm + lIm * vRe;
    sumRe += wRe * re - wIm * im;
    sumIm += wRe * im + wIm * re;
  }

  private double at(double[] vector, int index) {
    return index == system.size() ? 0 : vector[index];
  }
}
