package org.ionspice.devices;

/**
 * The depletion capacitance of a junction, zeroBias / (1 - u/potential)^m, which goes on straight
 * above fc of the potential.
 * <p>Charge and capacitance of a voltage share one power: ask for the capacitance first.
 */
final class Depletion {
  private static final double BOLTZMANN_OVER_CHARGE = 1.380649e-23 / 1.602176634e-19;

  /** K, where silicon's constants below hold. */
  private static final double REFERENCE = 300.15;

  /** Share of the potential below which the charge is summed as a series. */
  private static final double SMALL = 1.0 / 32;

  /** Terms after which {@link #SMALL} to their number is less than rounding. */
  private static final int TERMS = 11;

  private final double zeroBias;
  private final double potential;
  private final double m;

  /** Where the capacitance goes straight: voltage, charge, capacitance, slope of the capacitance. */
  private final double corner;

  private final double cornerCharge;
  private final double cornerCapacitance;
  private final double slope;

  /** Factors of the series of charge / (zeroBias u) in u / potential. */
  private final double[] series = new double[TERMS];

  /**
   * Makes a law.
   *
   * @param zeroBias F
   * @param potential V
   * @param m grading coefficient, below 1
   * @param fc share of the potential where the capacitance goes straight, below 1
   */
  Depletion(double zeroBias, double potential, double m, double fc) {
    this.zeroBias = zeroBias;
    this.potential = potential;
    this.m = m;
    corner = fc * potential;
    cornerCapacitance = zeroBias * Math.pow(1 - fc, -m);
    cornerCharge = zeroBias * potential / (1 - m) * -Math.expm1((1 - m) * Math.log1p(-fc));
    slope = zeroBias * m / potential / Math.pow(1 - fc, 1 + m);
    // The integral of (1 - y)^-m = 1 + m y + m (m + 1) / 2 y^2 + ..., divided by y.
    double factor = 1;
    for (int k = 0; k < TERMS; k++) {
      series[k] = factor / (k + 1);
      factor *= (m + k) / (k + 1);
    }
  }

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

  /** Returns the junction's potential at its temperature, V. */
  double potential() {
    return potential;
  }

  /** Returns whether there is any capacitance. */
  boolean exists() {
    return zeroBias > 0;
  }

  /** Returns the capacitance at a voltage, F. */
  double capacitance(double u) {
    if (zeroBias == 0) {
      return 0;
    }
    return capacitance(u, logarithm(u));
  }

  /** Returns ln(1 - u/potential), which junctions of one potential share. */
  double logarithm(double u) {
    return u < corner && u != 0 ? Math.log(1 - u / potential) : 0;
  }

  /** Returns the capacitance at a voltage, F, where {@link #logarithm} is known. */
  double capacitance(double u, double logarithm) {
    if (u >= corner) {
      return cornerCapacitance + slope * (u - corner);
    }
    // Many sources are tied to their bulks, and many junctions have no sidewall.
    return logarithm == 0 || zeroBias == 0 ? zeroBias : zeroBias * Math.exp(-m * logarithm);
  }

  /** Returns the charge at a voltage, C; zero at zero volts. */
  double charge(double u) {
    return charge(u, capacitance(u));
  }

  /** Returns the charge at a voltage, C, where the capacitance is known. */
  double charge(double u, double capacitance) {
    if (u >= corner) {
      // The capacitance is straight here: its mean times the way.
      return cornerCharge + 0.5 * (cornerCapacitance + capacitance) * (u - corner);
    }
    double y = u / potential;
    if (Math.abs(y) >= SMALL) {
      // zeroBias potential (1 - (1 - y)^(1 - m)) / (1 - m)
      return (zeroBias * potential - capacitance * (potential - u)) / (1 - m);
    }
    // That difference would lose its digits near zero volts.
    double sum = 0;
    for (int k = TERMS - 1; k >= 0; k--) {
      sum = sum * y + series[k];
    }
    return zeroBias * u * sum;
  }
}
