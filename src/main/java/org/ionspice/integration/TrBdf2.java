package org.ionspice.integration;

/**
 * TR-BDF2: a trapezoidal stage to t_n + g h, then BDF2 to t_n + h, with g = 2 - sqrt 2, which gives
 * both stages the same alpha. One-step, order two, L-stable.
 *
 * <p>R. E. Bank et al., IEEE Trans. Electron Devices 32 (1985) 1992, doi:10.1109/T-ED.1985.22232;
 * error estimate: M. E. Hosea and L. F. Shampine, Appl. Numer. Math. 20 (1996) 21,
 * doi:10.1016/0168-9274(95)00115-8.
 */
public final class TrBdf2 implements IntegrationFormula {
  /** Where the stage inside a step lies, as a part of the step. */
  public static final double GAMMA = 2 - Math.sqrt(2);

  @Override
  public int order() {
    return 2;
  }

  @Override
  public int stages() {
    return 2;
  }

  @Override
  public double end(int stage) {
    return stage == 0 ? GAMMA : 1;
  }

  @Override
  public double coefficients(int stage, StepHistory past, double h, double[] beta) {
    if (stage == 0) {
      double alpha = 2 / (GAMMA * h);
      for (int i = 0; i < past.size; i++) {
        beta[i] = -alpha * past.q[i] - past.qDot[i];
      }
      return alpha;
    }
    // Minus alpha q plus a difference, so that what rests does so to the last bit: a state on a bound
    // that repels would be carried away from it by a rounding.
    double alpha = damping(h);
    double b = (1 - GAMMA) / (GAMMA * h);
    for (int i = 0; i < past.size; i++) {
      beta[i] = b * (past.q[i] - past.qStage[i]) - alpha * past.qStage[i];
    }
    return alpha;
  }

  @Override
  public int weights(int stage, StepHistory past, double h, double[] charges, double[] slopes) {
    slopes[0] = 0;
    if (stage == 0) {
      charges[0] = 0;
      charges[1] = -2 / (GAMMA * h);
      slopes[1] = -1;
    } else {
      charges[0] = -1 / (GAMMA * (1 - GAMMA) * h);
      charges[1] = (1 - GAMMA) / (GAMMA * h);
      slopes[1] = 0;
    }
    return 2;
  }

  @Override
  public void error(StepHistory past, double h, double[] error) {
    double k = (-3 * GAMMA * GAMMA + 4 * GAMMA - 2) / (12 * (2 - GAMMA));
    double alpha = (2 - GAMMA) / (1 - GAMMA);
    double scale = 2 * k * alpha;
    for (int i = 0; i < past.size; i++) {
      error[i] =
          scale
              * (past.qDot[i] / GAMMA
                  - past.qDotStage[i] / (GAMMA * (1 - GAMMA))
                  + past.qDotNew[i] / (1 - GAMMA));
    }
  }

  @Override
  public double damping(double h) {
    return (2 - GAMMA) / ((1 - GAMMA) * h);
  }

  @Override
  public boolean needsPast() {
    return false;
  }
}
