package org.ionspice.device;

/** A small-signal admittance as a function of the frequency, in closed form. Pure. */
@FunctionalInterface
public interface FrequencyResponse {
  /**
   * Writes the admittance, S, at an angular frequency.
   *
   * @param omega rad/s, positive
   * @param y receives the real part in place 0 and the imaginary part in place 1
   */
  void at(double omega, double[] y);
}
