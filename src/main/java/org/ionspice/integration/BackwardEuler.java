package org.ionspice.integration;

/**
 * The backward Euler rule: qDot = (q - q_n) / h. Order one, L-stable; starts the other formulas.
 *
 * <p>Local error of q: h^2 q'' / 2 (e.g. Hairer and Wanner, Solving ODE II, 1996, IV.3).
 */
final class BackwardEuler implements IntegrationFormula {
  @Override
  public int order() {
    return 1;
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
    double alpha = 1 / h;
    for (int i = 0; i < past.size; i++) {
      beta[i] = -alpha * past.q[i];
    }
    return alpha;
  }

  @Override
  public int weights(int stage, StepHistory past, double h, double[] charges, double[] slopes) {
    charges[0] = 0;
    charges[1] = -1 / h;
    slopes[0] = 0;
    slopes[1] = 0;
    return 2;
  }

  @Override
  public void error(StepHistory past, double h, double[] error) {
    for (int i = 0; i < past.size; i++) {
      error[i] = 0.5 * (past.qDotNew[i] - past.qDot[i]);
    }
  }

  @Override
  public boolean needsPast() {
    return false;
  }
}
