package org.ionspice.analysis;

/**
 * The second-order backward difference formula with variable steps (Gear 1971). L-stable on equal
 * steps; with w = h / h_last: h qDot = (1+2w)/(1+w) q - (1+w) q_n + w^2/(1+w) q_(n-1).
 *
 * <p>Error of qDot: h (h + h_last) q''' / 6.
 */
final class Gear2 implements IntegrationFormula {
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
    double w = h / past.lastStep;
    double alpha = (1 + 2 * w) / ((1 + w) * h);
    for (int i = 0; i < past.size; i++) {
      beta[i] = (-(1 + w) * past.q[i] + w * w / (1 + w) * past.qBefore[i]) / h;
    }
    return alpha;
  }

  @Override
  public void error(StepHistory past, double h, double[] error) {
    double h1 = past.lastStep;
    for (int i = 0; i < past.size; i++) {
      double late = (past.qDotNew[i] - past.qDot[i]) / h;
      double early = (past.qDot[i] - past.qDotBefore[i]) / h1;
      double third = 2 * (late - early) / (h + h1);
      error[i] = h * (h + h1) / 6 * third;
    }
  }

  @Override
  public boolean needsPast() {
    return true;
  }
}
