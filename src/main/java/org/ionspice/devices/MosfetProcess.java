package org.ionspice.devices;

import org.ionspice.device.Declaration;

/**
 * What one MOSFET's parameters amount to at its temperature: those that were not given follow from
 * the doping and the oxide, then all move with the temperature. Voltages are those of an n-channel
 * device; a p-channel device sees the negative of its own.
 *
 * @param beta transconductance kp w / (l - 2 ld), A/V^2
 * @param builtIn threshold without the charge of the bulk, V
 * @param gamma V^0.5
 * @param phi surface potential, V
 * @param oxide capacitance of the whole gate oxide, F
 * @param length of the channel, m
 * @param mobility of the surface, m^2/(V s)
 * @param drainSaturation A
 * @param sourceSaturation A
 */
record MosfetProcess(
    double beta,
    double builtIn,
    double gamma,
    double phi,
    double oxide,
    double length,
    double mobility,
    double drainSaturation,
    double sourceSaturation) {
  /** Silicon's intrinsic density at 300 K in SPICE, 1/cm^3. */
  static final double INTRINSIC = 1.45e10;

  /** k/q, V/K. */
  static final double KELVIN = 1.380649e-23 / 1.602176634e-19;

  /** Elementary charge, C. */
  static final double CHARGE = 1.602176634e-19;
  private static final double VACUUM = 8.8541878128e-12;
  private static final double OXIDE = 3.9 * VACUUM;

  /** Permittivity of silicon, F/m. */
  static final double SILICON = 11.7 * VACUUM;

  /** Electron affinity of silicon and work function of aluminium in SPICE, eV. */
  private static final double AFFINITY = 3.25;

  private static final double ALUMINIUM = 3.2;
  /** Thickness of the oxide in levels 2 and 3 when the card does not say, m. */
  static final double THICKNESS = 1e-7;

  private static final double DEFAULT_KP = 2e-5;
  private static final double DEFAULT_PHI = 0.6;

  /**
   * Returns the process of a device.
   *
   * @param level of the model, whose rules for what is not given differ
   * @param sign 1 for the n-channel, -1 for the p-channel device
   * @param kelvin temperature of the device; {@code nominal}, that of the parameters, K
   */
  static MosfetProcess of(
      MosfetParameters p, int level, int sign, double kelvin, double nominal) {
    double tox = given(p.tox(), level == 2 || level == 3 ? THICKNESS : Double.NaN);
    double perArea = Double.isNaN(tox) ? 0 : OXIDE / tox;
    boolean doped = perArea > 0 && !Double.isNaN(p.nsub());
    double gap = Depletion.gap(nominal);

    double mobile = perArea > 0 ? 1e-4 * p.uo() * perArea : DEFAULT_KP;
    double kp = given(p.kp(), mobile);
    double bulk = doped ? surface(p.nsub(), level == 3 ? intrinsic(nominal) : INTRINSIC, nominal) : DEFAULT_PHI;
    double phi = given(p.phi(), bulk);
    double gamma =
        given(p.gamma(), doped ? Math.sqrt(2 * CHARGE * SILICON * 1e6 * p.nsub()) / perArea : 0);
    double surfaceStates = doped ? 1e4 * CHARGE * p.nss() / perArea : 0;
    double flat = gate(p.tpg(), sign, gap) - middle(sign, phi, gap) - surfaceStates;
    double vto = given(p.vto(), doped ? flat + sign * (gamma * Math.sqrt(phi) + phi) : 0);

    double phiThen = Depletion.potentialAt(kelvin, phi, nominal);
    if (!(phiThen > 0)) {
      throw new IllegalArgumentException("phi is not above zero at " + kelvin + " K");
    }
    // The flat-band voltage moves with the gap, the surface potential by half on each side.
    double builtIn =
        sign * vto
            - gamma * Math.sqrt(phi)
            + sign * 0.5 * (gap - Depletion.gap(kelvin))
            + 0.5 * (phiThen - phi);
    double length = p.l() - 2 * p.ld();
    double cooling = Math.pow(kelvin / nominal, -1.5);
    double beta = kp * cooling * p.w() / length;
    double growth = Math.exp(gap / (KELVIN * nominal) - Depletion.gap(kelvin) / (KELVIN * kelvin));
    boolean areas = p.js() > 0 && p.ad() > 0 && p.as() > 0;
    return new MosfetProcess(
        beta,
        builtIn,
        gamma,
        phiThen,
        perArea * p.w() * length,
        length,
        1e-4 * p.uo() * cooling,
        growth * (areas ? p.js() * p.ad() : p.is()),
        growth * (areas ? p.js() * p.as() : p.is()));
  }

  /** Returns the same with another threshold, V higher for the n-channel device. */
  MosfetProcess shifted(double volts) {
    return volts == 0
        ? this
        : new MosfetProcess(
            beta,
            builtIn + volts,
            gamma,
            phi,
            oxide,
            length,
            mobility,
            drainSaturation,
            sourceSaturation);
  }

  /** Returns the capacitance of the oxide, F/m^2; that of 100 nm when the card gives no tox. */
  static double oxidePerArea(MosfetParameters p) {
    return perArea(given(p.tox(), THICKNESS));
  }

  /** Returns the capacitance of an oxide so many metres thick, F/m^2. */
  static double perArea(double thickness) {
    return OXIDE / thickness;
  }

  /** Returns kelvin of a parameter's temperature. */
  static double nominal(MosfetParameters p, Declaration self) {
    return Double.isNaN(p.tnom()) ? self.nominalTemperature() : p.tnom() + 273.15;
  }

  private static double given(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  /** Returns twice the Fermi potential of the bulk, V, at least 0.1. */
  private static double surface(double perCubicCentimetre, double intrinsic, double kelvin) {
    return Math.max(0.1, 2 * KELVIN * kelvin * Math.log(perCubicCentimetre / intrinsic));
  }

  /** Returns silicon's intrinsic density at a temperature, 1/cm^3. */
  private static double intrinsic(double kelvin) {
    double ratio = kelvin / 300;
    double exponent = 0.5 * Depletion.gap(kelvin) / KELVIN * (1 / 300.0 - 1 / kelvin);
    return INTRINSIC * ratio * Math.sqrt(ratio) * Math.exp(exponent);
  }

  /** Returns the gate's work function, eV. */
  private static double gate(int type, int sign, double gap) {
    return type == 0 ? ALUMINIUM : AFFINITY + 0.5 * gap - 0.5 * sign * type * gap;
  }

  /** Returns the bulk's work function, eV. */
  private static double middle(int sign, double phi, double gap) {
    return AFFINITY + 0.5 * gap + 0.5 * sign * phi;
  }
}
