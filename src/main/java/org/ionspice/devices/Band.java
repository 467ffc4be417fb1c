package org.ionspice.devices;

import org.ionspice.parameter.Param;

/** Where a rational approximation of an impedance element holds. */
public record Band(
    @Param(unit = "Hz", def = "1e-3", above = 0, doc = "lowest frequency of the transient form")
        double fmin,
    @Param(unit = "Hz", def = "1e6", above = 0, doc = "highest frequency of the transient form")
        double fmax,
    @Param(unit = "1", def = "3", min = 0.25, max = 5, doc = "relaxation times a decade")
        double perdecade) {
  public Band {
    if (!(fmin < fmax)) {
      throw new IllegalArgumentException("fmin must be below fmax");
    }
    if (fmax / fmin > 1e28) {
      throw new IllegalArgumentException("fmin to fmax must not be more than 24 decades");
    }
  }

  /** Returns a wider band with three times the relaxation times, to compare with. */
  Band finer() {
    return new Band(fmin / 100, fmax * 100, 3 * perdecade);
  }

  /** Returns the distance of neighbouring rates, as a difference of logarithms. */
  double step() {
    return Math.log(10) / perdecade;
  }

  /** Returns the logarithm of the rate, 1/s, a decade below the band. */
  double from() {
    return Math.log(2 * Math.PI * fmin / 10);
  }

  /** Returns the logarithm of the rate, 1/s, a decade above the band. */
  double to() {
    return Math.log(2 * Math.PI * fmax * 10);
  }
}
