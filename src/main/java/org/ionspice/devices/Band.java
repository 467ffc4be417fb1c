package org.ionspice.devices;

/**
 * Where a rational approximation of an impedance element holds.
 *
 * @param low lowest frequency, Hz
 * @param high highest frequency, Hz
 * @param perDecade relaxation times in a factor of ten
 */
record Band(double low, double high, double perDecade) {
  Band {
    if (!(low < high)) {
      throw new IllegalArgumentException("fmin must be below fmax");
    }
    if (high / low > 1e28) {
      throw new IllegalArgumentException("fmin to fmax must not be more than 24 decades");
    }
  }

  /** Returns a wider band with three times the relaxation times, to compare with. */
  Band finer() {
    return new Band(low / 100, high * 100, 3 * perDecade);
  }

  /** Returns the distance of neighbouring rates, as a difference of logarithms. */
  double step() {
    return Math.log(10) / perDecade;
  }

  /** Returns the logarithm of the rate, 1/s, a decade below the band. */
  double from() {
    return Math.log(2 * Math.PI * low / 10);
  }

  /** Returns the logarithm of the rate, 1/s, a decade above the band. */
  double to() {
    return Math.log(2 * Math.PI * high * 10);
  }
}
