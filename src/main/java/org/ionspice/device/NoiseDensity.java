package org.ionspice.device;

import java.util.function.ToDoubleFunction;

/**
 * The spectral density of a noise current at an operating point, A^2/Hz, over frequencies above
 * zero only (one-sided). Pure, and never negative.
 */
@FunctionalInterface
public interface NoiseDensity {
  /** Boltzmann's constant, J/K (exact in the SI). */
  double BOLTZMANN = 1.380649e-23;

  /** The elementary charge, C (exact in the SI). */
  double CHARGE = 1.602176634e-19;

  /** Returns the density at a frequency, Hz, above zero. */
  double at(Point at, double hertz);

  /** Returns 4 k T |g|, the noise of a conductance, S, at a temperature, K (Nyquist 1928). */
  static NoiseDensity thermal(double kelvin, ToDoubleFunction<Point> conductance) {
    double factor = 4 * BOLTZMANN * kelvin;
    return (at, hertz) -> factor * Math.abs(conductance.applyAsDouble(at));
  }

  /** Returns 4 k T |g| of a constant conductance, S, at a temperature, K. */
  static NoiseDensity thermal(double kelvin, double conductance) {
    return thermal(kelvin, at -> conductance);
  }

  /** Returns 2 q |i|, the noise of single charges that cross a barrier as a current, A. */
  static NoiseDensity shot(ToDoubleFunction<Point> current) {
    return (at, hertz) -> 2 * CHARGE * Math.abs(current.applyAsDouble(at));
  }

  /** Returns kf |i|^af / f; zero where kf is. */
  static NoiseDensity flicker(double kf, double af, ToDoubleFunction<Point> current) {
    return (at, hertz) ->
        kf == 0 ? 0 : kf * Math.pow(Math.abs(current.applyAsDouble(at)), af) / hertz;
  }
}
