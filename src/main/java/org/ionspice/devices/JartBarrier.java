package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The current over and through the Schottky barrier of the JART VCM v1b model, with its partials.
 *
 * <p>Below zero volts thermionic field emission (Padovani and Stratton 1966), above it thermionic
 * emission; in both the barrier is lowered by the image force of the field that the vacancies make.
 *
 * @param scale Richardson constant times area, A/K^2
 * @param phi barrier without image force, V
 * @param edge voltage at which the field at the barrier vanishes, V
 * @param lowering fourth power of the lowering at x = 0, by the volt of band bending, V^3
 * @param tunnel W00/q at x = 0, V
 * @param span ln(N(1)/N(0))
 * @param soft width, V, over which bending and barrier are kept above 0
 */
record JartBarrier(
    double scale,
    double phi,
    double edge,
    double lowering,
    double tunnel,
    double span,
    double soft) {
  /** k/q, V/K. */
  static final double BOLTZMANN_VOLTS = 1.380649e-23 / 1.602176634e-19;

  /** Keeps the root of the tunnelling current's prefactor off zero, V. */
  private static final double TINY = 1e-9;

  /** Beyond this exponent exp(y) - 1 is exp(y). */
  private static final double LARGE = 30;

  /**
   * Fills {@code out} with the current, A, and its partials by the voltage v, the state x and the
   * temperature T, K.
   */
  void evaluate(double v, double x, double kelvin, double[] out) {
    double z = (edge - v) / soft;
    double decay = Smooth.decay(z);
    double bending = soft * Smooth.softplusOf(z, decay);
    double drop = Math.sqrt(Math.sqrt(lowering * Smooth.exp(span * x) * bending));
    double rest = (phi - drop) / soft;
    double restDecay = Smooth.decay(rest);
    double height = soft * Smooth.softplusOf(rest, restDecay);
    double open = Smooth.sigmoidOf(rest, restDecay);
    // The slope of ln(bending); far below zero both of its parts underflow.
    double ratio = z > -LARGE ? Smooth.sigmoidOf(z, decay) / bending : 1 / soft;
    double heightByV = open * drop / 4 * ratio;
    double heightByX = -open * drop / 4 * span;
    if (v < 0) {
      throughBarrier(v, x, kelvin, height, heightByV, heightByX, out);
    } else {
      overBarrier(v, kelvin, height, heightByV, heightByX, out);
    }
  }

  private void overBarrier(
      double v,
      double kelvin,
      double height,
      double heightByV,
      double heightByX,
      double[] out) {
    double kt = BOLTZMANN_VOLTS * kelvin;
    double y = v / kt;
    double w = height / kt;
    double size = scale * kelvin * kelvin;
    emission(y, w, out);
    double g = out[0];
    double byY = out[1];
    double byW = out[2];
    out[0] = size * g;
    out[1] = size * (byY / kt + byW * heightByV / kt);
    out[2] = size * byW * heightByX / kt;
    out[3] = size * (2 * g - byY * y - byW * w) / kelvin;
  }

  /** Writes exp(-w) (exp(y) - 1) and its slopes by y and by w. */
  private static void emission(double y, double w, double[] out) {
    if (y < LARGE) {
      double over = Smooth.exp(-w);
      double growth = Smooth.expm1(y);
      out[0] = over * growth;
      out[1] = over * (growth + 1);
      out[2] = -Smooth.expSlope(-w, over) * growth;
      return;
    }
    // The exponents are combined before they overflow.
    double g = Smooth.exp(y - w);
    double slope = Smooth.expSlope(y - w, g);
    out[0] = g;
    out[1] = slope;
    out[2] = -slope;
  }

  private void throughBarrier(
      double v,
      double x,
      double kelvin,
      double height,
      double heightByV,
      double heightByX,
      double[] out) {
    double kt = BOLTZMANN_VOLTS * kelvin;
    double w00 = tunnel * Smooth.exp(span * x / 2);
    double a = w00 / kt;
    double th = Math.tanh(a);
    double sech = 1 / Math.cosh(Math.min(a, 300));
    double sech2 = sech * sech;
    // S = |v| + height/cosh(a)^2; y = |v| (a - tanh a)/w00; w = height tanh(a)/w00.
    double s = height * sech2 - v + TINY;
    double sByA = -2 * height * sech2 * th;
    double excess = excess(a);
    double y = -v * excess / w00;
    double w = height * th / w00;
    double aByX = a * span / 2;
    double aByT = -a / kelvin;
    double half = span / 2;
    double yByX = -v * th * th * aByX / w00 - y * half;
    double yByT = -v * th * th * aByT / w00;
    double wByX = height * sech2 * aByX / w00 - w * half + heightByX * th / w00;
    double wByT = height * sech2 * aByT / w00;
    double wByV = heightByV * th / w00;

    double size = -scale * kelvin / BOLTZMANN_VOLTS * Math.sqrt(Math.PI * w00 * s);
    emission(y, w, out);
    double g = out[0];
    double byY = out[1];
    double byW = out[2];
    out[0] = size * g;
    out[1] =
        size * ((heightByV * sech2 - 1) / (2 * s) * g - byY * excess / w00 + byW * wByV);
    double sByX = heightByX * sech2 + sByA * aByX;
    out[2] = size * ((half / 2 + sByX / (2 * s)) * g + byY * yByX + byW * wByX);
    out[3] = size * ((1 / kelvin + sByA * aByT / (2 * s)) * g + byY * yByT + byW * wByT);
  }

  /** Returns a - tanh(a) without loss where a is small. */
  static double excess(double a) {
    if (a > 0.1) {
      return a - Math.tanh(a);
    }
    double b = a * a;
    return a * b * (1.0 / 3 - b * (2.0 / 15 - b * (17.0 / 315 - b * 62.0 / 2835)));
  }
}
