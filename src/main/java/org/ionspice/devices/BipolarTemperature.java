package org.ionspice.devices;

import org.ionspice.parameter.Param;

/** The coefficients by which a bipolar transistor's parameters follow temperature. */
record BipolarTemperature(
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of bf")
        double tbf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tbf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of br")
        double tbr1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tbr2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of ikf")
        double tikf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tikf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of ikr")
        double tikr1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tikr2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of irb")
        double tirb1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tirb2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of nc")
        double tnc1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tnc2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of ne")
        double tne1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tne2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of nf")
        double tnf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tnf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of nr")
        double tnr1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tnr2,
    @Param(unit = "1/K", def = "0", alias = "trb", doc = "temperature coefficient of rb")
        double trb1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double trb2,
    @Param(unit = "1/K", def = "0", alias = "trc", doc = "temperature coefficient of rc")
        double trc1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double trc2,
    @Param(unit = "1/K", def = "0", alias = "tre", doc = "temperature coefficient of re")
        double tre1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tre2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of rbm")
        double trm1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double trm2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of vaf")
        double tvaf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tvaf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of var")
        double tvar1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tvar2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of itf")
        double titf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double titf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of tf")
        double ttf1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double ttf2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of tr")
        double ttr1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double ttr2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of mje")
        double tmje1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tmje2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of mjc")
        double tmjc1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tmjc2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of mjs")
        double tmjs1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tmjs2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of ns")
        double tns1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tns2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of the exponent of is, with tlev=3")
        double tis1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tis2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of the exponent of ise, with tlev=3")
        double tise1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tise2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of the exponent of isc, with tlev=3")
        double tisc1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tisc2,
    @Param(unit = "1/K", def = "0", doc = "temperature coefficient of the exponent of iss, with tlev=3")
        double tiss1,
    @Param(unit = "1/K^2", def = "0", doc = "its second coefficient") double tiss2,
    @Param(unit = "1/K", def = "0", doc = "with tlevc=1: of cje") double cte,
    @Param(unit = "1/K", def = "0", doc = "with tlevc=1: of cjc") double ctc,
    @Param(unit = "1/K", def = "0", doc = "with tlevc=1: of cjs") double cts,
    @Param(unit = "V/K", def = "0", doc = "with tlevc=1: of vje") double tvje,
    @Param(unit = "V/K", def = "0", doc = "with tlevc=1: of vjc") double tvjc,
    @Param(unit = "V/K", def = "0", doc = "with tlevc=1: of vjs") double tvjs,
    @Param(unit = "1", def = "0", min = 0, max = 3, doc = "law of currents and gains: 0, 1 or 3")
        int tlev,
    @Param(unit = "1", def = "0", min = 0, max = 1, doc = "law of the capacitances")
        int tlevc) {
  BipolarTemperature {
    if (tlev == 2) {
      throw new IllegalArgumentException("tlev is 0, 1 or 3");
    }
  }

  /** Returns value (1 + a dT + b dT^2). */
  static double moved(double value, double a, double b, double dt) {
    return value * (1 + dt * (a + dt * b));
  }

  /**
   * Returns a saturation current at a temperature, A.
   *
   * @param growth the logarithm of its growth with tlev 0 and 1
   * @param a with tlev 3 the coefficient of its exponent, 1/K, and {@code b} the second, 1/K^2
   */
  double saturation(double value, double growth, double a, double b, double dt) {
    if (tlev < 3 || value == 0) {
      return value * Math.exp(growth);
    }
    return Math.pow(value, moved(1, a, b, dt));
  }

  /** Returns the factor of the gains, by which the leakage currents are divided. */
  double gain(double xtb, double ratio, double dt) {
    double factor =
        switch (tlev) {
          case 0 -> Math.pow(ratio, xtb);
          case 1 -> 1 + xtb * dt;
          default -> 1;
        };
    if (!(factor > 0)) {
      throw new IllegalArgumentException("xtb leaves no gain at this temperature");
    }
    return factor;
  }

  /** Returns a gain at a temperature: its own coefficients take the place of xtb. */
  double gain(double value, double factor, double a, double b, double dt) {
    return a == 0 && b == 0 ? value * factor : moved(value, a, b, dt);
  }

  /** Returns the law of a junction's depletion layer at a temperature. */
  Depletion depletion(
      double zeroBias,
      double potential,
      double grading,
      double fc,
      double perKelvin,
      double voltsPerKelvin,
      double kelvin,
      double nominal) {
    if (tlevc == 0) {
      return Depletion.at(zeroBias, potential, grading, fc, kelvin, nominal);
    }
    double dt = kelvin - nominal;
    double moved = potential - voltsPerKelvin * dt;
    double capacitance = moved(zeroBias, perKelvin, 0, dt);
    if (!(moved > 0 && capacitance >= 0)) {
      throw new IllegalArgumentException(
          "the depletion layer has no capacitance at " + kelvin + " K");
    }
    return new Depletion(capacitance, moved, grading, fc);
  }

  /** Returns whether coefficients of the capacitances are given that tlevc leaves without effect. */
  boolean idleCapacitances() {
    return tlevc == 0 && (cte != 0 || ctc != 0 || cts != 0 || tvje != 0 || tvjc != 0 || tvjs != 0);
  }

  /** Returns whether coefficients of saturation currents are given that tlev leaves without effect. */
  boolean idleCurrents() {
    return tlev < 3
        && (tis1 != 0 || tis2 != 0 || tise1 != 0 || tise2 != 0 || tisc1 != 0 || tisc2 != 0
            || tiss1 != 0 || tiss2 != 0);
  }
}
