package org.ionspice.integration;

/**
 * The trapezoidal rule: (qDot + qDot_n) / 2 = (q - q_n) / h. Order two, A-stable, not L-stable.
 *
 * <p>Local error of q: h^3 q''' / 12; q''' from divided differences of qDot.
 */
final class Trapezoidal implements IntegrationFormula {
  @Override
  public int order() {
    return 2;
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public double end(int stage) {
    return 1;
  }

  @Override
  public double coefficients(int stage, StepHistory past, double h, double[] beta) {
    double alpha = 2 / h;
    for (int i = 0; i < past.size; i++) {
      beta[i] = -alpha * past.q[i] - past.qDot[i];
    }
    return alpha;
  }

  @Override
  public int weights(int stage, StepHistory past, double h, double[] charges, double[] slopes) {
    charges[0] = 0;
    charges[1] = -2 / h;
    slopes[0] = 0;
    slopes[1] = -1;
    return 2;
  }

  @Override
  public void error(StepHistory past, double h, double[] error) {
    double h1 = past.lastStep;
    for (int i = 0; i < past.size; i++) {
      double late = (past.qDotNew[i] - past.qDot[i]) / h;
      double early = (past.qDot[i] - past.qDotBefore[i]) / h1;
      double third = 2 * (late - early) / (h + h1);
      error[i] = h * h / 6 * third;
    }
  }

  @Override
  public boolean needsPast() {
    return true;
  }
}
