package org.ionspice.solver;

/**
 * Solves unsymmetric systems by stabilised biconjugate gradients, preconditioned from the right. A
 * mutable workspace for one thread; {@link #solve} allocates nothing.
 *
 * <p>H. A. van der Vorst, SIAM J. Sci. Stat. Comput. 13 (1992) 631, doi:10.1137/0913035.
 */
final class BiCgStab {
  /** How much larger than the goal the residual may be when it is computed anew at the end. */
  private static final double DRIFT = 10;

  /** Part of the product of two sizes below which a scalar product is a breakdown. */
  private static final double BREAKDOWN = 1e-30;

  private final double[] shadow;
  private final double[] residual;
  private final double[] direction;
  private final double[] preconditioned;
  private final double[] image;
  private final double[] secondImage;
  private final double[] right;
  private int iterations;

  /** A system and what resembles its inverse. */
  interface Operator {
    /** Sets y to the matrix times x. */
    void multiply(double[] x, double[] y);

    /** Replaces x by the preconditioner's solution. */
    void precondition(double[] x);
  }

  /** Makes a workspace for systems of {@code size} unknowns. */
  BiCgStab(int size) {
    shadow = new double[size];
    residual = new double[size];
    direction = new double[size];
    preconditioned = new double[size];
    image = new double[size];
    secondImage = new double[size];
    right = new double[size];
  }

  /** Returns the iterations of the last solve; each has two products and two preconditionings. */
  int iterations() {
    return iterations;
  }

  /**
   * Sets x to the solution for the right-hand side b, which stays; returns false
   * when more than {@code most} iterations would be needed.
   *
   * @param tolerance size of the residual that may be left, relative to the right-hand side
   */
  boolean solve(Operator a, double[] b, double[] x, double tolerance, int most) {
    int n = residual.length;
    iterations = 0;
    for (int i = 0; i < n; i++) {
      residual[i] = b[i];
      shadow[i] = b[i];
      right[i] = b[i];
      direction[i] = 0;
      image[i] = 0;
      x[i] = 0;
    }
    double start = dot(residual, residual);
    if (start == 0) {
      return true;
    }
    double goal = tolerance * tolerance * start;
    double shadowSize = start;
    double rho = 1;
    double alpha = 1;
    double omega = 1;
    double now = start;
    while (now > goal) {
      if (iterations == most) {
        return false;
      }
      iterations++;
      double next = dot(shadow, residual);
      if (!(next * next > BREAKDOWN * shadowSize * now)) {
        return false;
      }
      double beta = next / rho * (alpha / omega);
      rho = next;
      for (int i = 0; i < n; i++) {
        direction[i] = residual[i] + beta * (direction[i] - omega * image[i]);
        preconditioned[i] = direction[i];
      }
      a.precondition(preconditioned);
      a.multiply(preconditioned, image);
      double slope = dot(shadow, image);
      if (!(Math.abs(slope) > 0)) {
        return false;
      }
      alpha = rho / slope;
      for (int i = 0; i < n; i++) {
        x[i] += alpha * preconditioned[i];
        residual[i] -= alpha * image[i];
        preconditioned[i] = residual[i];
      }
      now = dot(residual, residual);
      if (now <= goal) {
        break;
      }
      a.precondition(preconditioned);
      a.multiply(preconditioned, secondImage);
      double size = dot(secondImage, secondImage);
      if (!(size > 0)) {
        return false;
      }
      omega = dot(secondImage, residual) / size;
      for (int i = 0; i < n; i++) {
        x[i] += omega * preconditioned[i];
        residual[i] -= omega * secondImage[i];
      }
      now = dot(residual, residual);
    }
    // What is left is computed anew: the recurrence may have drifted from it.
    a.multiply(x, image);
    double left = 0;
    for (int i = 0; i < n; i++) {
      double r = right[i] - image[i];
      left += r * r;
    }
    return left <= DRIFT * DRIFT * goal;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
