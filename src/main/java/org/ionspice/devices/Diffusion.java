package org.ionspice.devices;

/** The functions of diffusion in a finite layer, of s = x + j y with x not below 0. */
final class Diffusion {
  private static final double[] COTH = {
    1, 1.0 / 3, -1.0 / 45, 2.0 / 945, -1.0 / 4725, 2.0 / 93555, -1382.0 / 638512875
  };
  private static final double[] TANH = {
    0, 1, -1.0 / 3, 2.0 / 15, -17.0 / 315, 62.0 / 2835, -1382.0 / 155925
  };

  private Diffusion() {}

  /** Writes s coth(s), s = sqrt(a + j b), real and imaginary part. */
  static void sCothS(double a, double b, double[] out) {
    apply(a, b, true, out);
  }

  /** Writes s tanh(s), s = sqrt(a + j b), real and imaginary part. */
  static void sTanhS(double a, double b, double[] out) {
    apply(a, b, false, out);
  }

  private static void apply(double a, double b, boolean coth, double[] out) {
    double size = Math.hypot(a, b);
    if (size < 0.01) {
      series(coth ? COTH : TANH, a, b, out);
      return;
    }
    double x = Math.sqrt((size + a) / 2);
    double y = b / (2 * x);
    double p = 1;
    double q = 0;
    if (x < 20) {
      double sinh = Math.sinh(x);
      double sin = Math.sin(y);
      double cos = Math.cos(y);
      double norm = sinh * sinh + (coth ? sin * sin : cos * cos);
      p = sinh * Math.cosh(x) / norm;
      q = (coth ? -sin : sin) * cos / norm;
    }
    out[0] = x * p - y * q;
    out[1] = y * p + x * q;
  }

  /** Writes a polynomial of the complex number a + j b by Horner's rule. */
  private static void series(double[] coefficients, double a, double b, double[] out) {
    double re = 0;
    double im = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      double next = re * a - im * b + coefficients[k];
      im = re * b + im * a;
      re = next;
    }
    out[0] = re;
    out[1] = im;
  }

  /**
   * Returns the sum for s coth(s) or s tanh(s), s = sqrt((k + j omega) tau), over r.
   *
   * <p>The poles are at k + (m pi)^2 / tau, m = 1, 2 ... for coth and 1/2, 3/2 ... for tanh. The
   * first of them are kept as they are, four for each relaxation time a decade; the others are an
   * integral over m = edge + exp(u), right to 1 / (75 edge^2).
   */
  static RelaxationSum sum(boolean coth, double r, double k, double tau, Band band) {
    double[] atZero = new double[2];
    apply(k * tau, 0, coth, atZero);
    RelaxationSum sum = new RelaxationSum(atZero[0] / r);
    double offset = coth ? 0 : 0.5;
    int poles = (int) Math.ceil(4 * band.perdecade());
    for (int m = 1; m <= poles; m++) {
      double mode = modeRate(m - offset, tau);
      sum.add(2 / r * (mode / (k + mode)), k + mode);
    }
    double edge = poles + 0.5 - offset;
    // In u a step is half as long as in log(lambda), because lambda goes as m squared.
    double from = Math.log(edge / 8);
    double to = 0.5 * (band.to() + Math.log(tau)) - Math.log(Math.PI);
    return sum.integrate(
        u -> k + modeRate(edge + Math.exp(u), tau),
        u -> {
          double mode = modeRate(edge + Math.exp(u), tau);
          return 2 / r * Math.exp(u) * (mode / (k + mode));
        },
        from,
        to,
        band.step() / 2);
  }

  private static double modeRate(double m, double tau) {
    return m * Math.PI * (m * Math.PI) / tau;
  }
}
