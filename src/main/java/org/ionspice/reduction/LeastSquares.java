package org.ionspice.reduction;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.Pair;

/**
 * Fits of curves with several parameters to points, by Levenberg and Marquardt.
 *
 * <p>Confidence intervals are those of the linearised problem: the covariance is s^2 (J'J)^-1 with
 * s^2 the sum of squares over n - p, and the half width is the 97.5 % point of Student's t with n - p
 * degrees of freedom times its root (G. A. F. Seber and C. J. Wild, Nonlinear Regression, Wiley, 1989,
 * section 5.1).
 */
final class LeastSquares {
  private static final int MOST_EVALUATIONS = 2000;
  private static final double LEVEL = 0.975;

  /** A curve with parameters. */
  interface Curve {
    /** Returns its value at {@code x} and fills {@code partials}, one for each parameter. */
    double at(double x, double[] parameters, double[] partials);
  }

  /**
   * The best parameters.
   *
   * @param bounds half widths of 95 % confidence; NaN with as many points as parameters
   * @param residual root of the mean square, over n - p where that is above zero
   */
  record Fit(double[] parameters, double[] bounds, double residual) {}

  private LeastSquares() {}

  /** Fits {@code curve} from {@code start}; x and y should be of size one, as should parameters. */
  static Fit fit(Curve curve, double[] x, double[] y, double[] start) {
    int n = x.length;
    int p = start.length;
    double[] best = start.clone();
    double[] least = {sum(curve, x, y, start)};
    MultivariateJacobianFunction model =
        point -> {
          double[] at = point.toArray();
          double[] values = new double[n];
          double[][] jacobian = new double[n][p];
          double sum = 0;
          for (int i = 0; i < n; i++) {
            values[i] = curve.at(x[i], at, jacobian[i]);
            sum += (values[i] - y[i]) * (values[i] - y[i]);
          }
          if (sum < least[0]) {
            least[0] = sum;
            System.arraycopy(at, 0, best, 0, p);
          }
          return new Pair<RealVector, RealMatrix>(
              new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
        };
    try {
      new LevenbergMarquardtOptimizer()
          .withCostRelativeTolerance(1e-14)
          .withParameterRelativeTolerance(1e-12)
          .withOrthoTolerance(1e-14)
          .optimize(
              new LeastSquaresBuilder()
                  .start(start)
                  .target(y)
                  .model(model)
                  .maxEvaluations(MOST_EVALUATIONS)
                  .maxIterations(MOST_EVALUATIONS)
                  .build());
    } catch (ConvergenceException | TooManyEvaluationsException | TooManyIterationsException e) {
      // It says that nothing better can be told from rounding, or gives up: the best point stands.
    }
    int free = n - p;
    double variance = free > 0 ? least[0] / free : Double.NaN;
    return new Fit(
        best,
        bounds(curve, x, best, variance, free),
        Math.sqrt(free > 0 ? variance : least[0] / n));
  }

  private static double sum(Curve curve, double[] x, double[] y, double[] at) {
    double[] partials = new double[at.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double miss = curve.at(x[i], at, partials) - y[i];
      sum += miss * miss;
    }
    return sum;
  }

  private static double[] bounds(
      Curve curve, double[] x, double[] at, double variance, int free) {
    int p = at.length;
    double[] bounds = new double[p];
    Arrays.fill(bounds, Double.NaN);
    if (free < 1) {
      return bounds;
    }
    double[][] jacobian = new double[x.length][p];
    for (int i = 0; i < x.length; i++) {
      curve.at(x[i], at, jacobian[i]);
    }
    try {
      Array2DRowRealMatrix j = new Array2DRowRealMatrix(jacobian, false);
      RealMatrix inverse =
          new QRDecomposition(j.transpose().multiply(j), 0).getSolver().getInverse();
      double t = new TDistribution(free).inverseCumulativeProbability(LEVEL);
      for (int k = 0; k < p; k++) {
        bounds[k] = t * Math.sqrt(variance * Math.max(0, inverse.getEntry(k, k)));
      }
    } catch (SingularMatrixException e) {
      Arrays.fill(bounds, Double.POSITIVE_INFINITY); // The points do not tell the parameters apart.
    }
    return bounds;
  }

  /** Returns coefficients of a linear combination of {@code basis} columns, and the sum of squares last. */
  static double[] linear(double[][] basis, double[] y) {
    int n = y.length;
    int p = basis.length;
    double[] answer = new double[p + 1];
    double[][] rows = new double[n][p];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < p; k++) {
        rows[i][k] = basis[k][i];
      }
    }
    if (p > 0) {
      try {
        RealVector solved =
            new QRDecomposition(new Array2DRowRealMatrix(rows, false), 1e-13)
                .getSolver()
                .solve(new ArrayRealVector(y, false));
        System.arraycopy(solved.toArray(), 0, answer, 0, p);
      } catch (SingularMatrixException e) {
        answer[p] = Double.POSITIVE_INFINITY;
        return answer;
      }
    }
    for (int i = 0; i < n; i++) {
      double miss = y[i];
      for (int k = 0; k < p; k++) {
        miss -= answer[k] * rows[i][k];
      }
      answer[p] += miss * miss;
    }
    return answer;
  }
}
