package org.ionspice.devices;

/**
 * The depletion capacitance of a junction, zeroBias / (1 - u/potential)^m, which goes on straight
 * above fc of the potential.
 *
 * @param zeroBias F
 * @param potential V
 * @param m grading coefficient, below 1
 * @param fc share of the potential where the capacitance goes straight, below 1
 */
record Depletion(double zeroBias, double potential, double m, double fc) {
  private static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;

  /** K, where silicon's constants below hold. */
  private static final double REFERENCE = 300.15;

  /**
   * Returns the law at a temperature, after SPICE2's temperature update.
   *
   * @param zeroBias F, at the nominal temperature, as is {@code potential}, V
   */
  static Depletion at(
      double zeroBias, double potential, double m, double fc, double kelvin, double nominal) {
    double reference = potentialAt(REFERENCE, potential, nominal);
    double shiftNominal = (potential - reference) / reference;
    double capacitance = zeroBias / (1 + m * (400e-6 * (nominal - REFERENCE) - shiftNominal));
    double moved = potentialAt(kelvin, potential, nominal);
    double shift = (moved - reference) / reference;
    double atKelvin = capacitance * (1 + m * (400e-6 * (kelvin - REFERENCE) - shift));
    if (!(moved > 0)) {
      throw new IllegalArgumentException("the junction potential is not above zero at " + kelvin + " K");
    }
    return new Depletion(atKelvin, moved, m, fc);
  }

  /** Returns a potential, V, at a temperature when it is {@code potential} at another. */
  static double potentialAt(double kelvin, double potential, double nominal) {
    double reference = (potential - potentialShift(nominal)) / (nominal / REFERENCE);
    return potentialShift(kelvin) + kelvin / REFERENCE * reference;
  }

  /** Returns silicon's gap, eV. */
  static double gap(double kelvin) {
    return 1.16 - 7.02e-4 * kelvin * kelvin / (kelvin + 1108);
  }

  /** Returns how silicon's gap and density of states move a junction potential, V. */
  private static double potentialShift(double kelvin) {
    double exponent =
        -gap(kelvin) / (2 * BOLTZMANN_OVER_CHARGE * kelvin)
            + gap(REFERENCE) / (2 * BOLTZMANN_OVER_CHARGE * REFERENCE);
    return -2 * BOLTZMANN_OVER_CHARGE * kelvin * (1.5 * Math.log(kelvin / REFERENCE) + exponent);
  }

  /** Returns the capacitance at a voltage, F. */
  double capacitance(double u) {
    if (u < fc * potential) {
      return zeroBias * Math.pow(1 - u / potential, -m);
    }
    return zeroBias * (1 - fc * (1 + m) + m * u / potential) / Math.pow(1 - fc, 1 + m);
  }

  /** Returns the charge at a voltage, C; zero at zero volts. */
  double charge(double u) {
    double corner = fc * potential;
    double low = Math.min(u, corner);
    // 1 - (1 - u/potential)^(1 - m) without the rounding of a difference near zero volts.
    double charge =
        -zeroBias * potential / (1 - m) * Math.expm1((1 - m) * Math.log1p(-low / potential));
    if (u > corner) {
      // The capacitance is straight here: its mean times the way.
      charge += 0.5 * (capacitance(corner) + capacitance(u)) * (u - corner);
    }
    return charge;
  }
}
