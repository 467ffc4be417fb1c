package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * Sequential transport through one level with Marcus-Hush-Chidsey rates at both electrodes.
 *
 * <pre>
 *   k_red = (coupling / hbar) S(d) / sqrt(4 pi L) / (1 + exp(d)),  k_ox the same with exp(-d)
 *   d = (level + (drop - 1/2) v - mu) / kT,  L = lambda / kT
 *   i = e (k_redP k_oxN - k_oxP k_redN) / (sum of the four)
 * </pre>
 *
 * <p>Both rates of an electrode share the even function S, so that detailed balance is exact and
 * nothing overflows.
 *
 * @param level eV
 * @param left coupling to the electrode p, eV
 * @param right coupling to the electrode n, eV
 * @param drop share of the voltage between the level and the middle, plus one half
 * @param lambda reorganisation energy, eV
 * @param exact whether S is integrated, or the closed form of Zeng et al. is used
 * @param thermal kT, eV
 */
record MarcusJunction(
    double level,
    double left,
    double right,
    double drop,
    double lambda,
    boolean exact,
    double thermal)
    implements MolecularJunction {
  private double heightP(double v) {
    return (level + (drop - 1) * v) / thermal;
  }

  private double heightN(double v) {
    return (level + drop * v) / thermal;
  }

  private double prefactor() {
    double hbar = PLANCK / (2 * Math.PI);
    return CHARGE / hbar / Math.sqrt(4 * Math.PI * lambda / thermal);
  }

  private double speed(double d) {
    return MarcusRate.speed(lambda / thermal, d, exact);
  }

  private double speedSlope(double d) {
    return MarcusRate.speedSlope(lambda / thermal, d, exact);
  }

  /** Returns the occupation in excess at p: the Fermi function at p minus that at n. */
  private double window(double v) {
    double p = heightP(v);
    double n = heightN(v);
    // A product, not a difference: small currents keep all their digits.
    return v >= 0
        ? Smooth.sigmoid(-p) * Smooth.sigmoid(n) * -Math.expm1(-v / thermal)
        : Smooth.sigmoid(-n) * Smooth.sigmoid(p) * Math.expm1(v / thermal);
  }

  @Override
  public double current(double v) {
    double p = left * speed(heightP(v));
    double n = right * speed(heightN(v));
    return prefactor() * p * (n / (p + n + Double.MIN_NORMAL)) * window(v);
  }

  @Override
  public double slope(double v) {
    double dp = heightP(v);
    double dn = heightN(v);
    double p = left * speed(dp);
    double n = right * speed(dn);
    double sum = p + n + Double.MIN_NORMAL;
    double series = p * (n / sum);
    double shareP = p / sum;
    double shareN = n / sum;
    double seriesSlope =
        shareN * shareN * left * speedSlope(dp) * (drop - 1) / thermal
            + shareP * shareP * right * speedSlope(dn) * drop / thermal;
    double windowSlope =
        (Smooth.sigmoidSlope(dp) * (1 - drop) + Smooth.sigmoidSlope(dn) * drop) / thermal;
    return prefactor() * (seriesSlope * window(v) + series * windowSlope);
  }

  /** Returns the stationary share of reduced molecules at the voltage v. */
  double reduced(double v) {
    double p = left * speed(heightP(v));
    double n = right * speed(heightN(v));
    double sum = p + n + Double.MIN_NORMAL;
    return p / sum * Smooth.sigmoid(-heightP(v)) + n / sum * Smooth.sigmoid(-heightN(v));
  }

  /** Returns the derivative of {@link #reduced}, 1/V. */
  double reducedSlope(double v) {
    double dp = heightP(v);
    double dn = heightN(v);
    double p = left * speed(dp);
    double n = right * speed(dn);
    double sum = p + n + Double.MIN_NORMAL;
    double pSlope = left * speedSlope(dp) * (drop - 1) / thermal;
    double nSlope = right * speedSlope(dn) * drop / thermal;
    double shareSlope = (pSlope * (n / sum) - nSlope * (p / sum)) / sum;
    // reduced = share f(dp) + (1 - share) f(dn)
    return shareSlope * window(v)
        + p / sum * Smooth.sigmoidSlope(dp) * (1 - drop) / thermal
        - n / sum * Smooth.sigmoidSlope(dn) * drop / thermal;
  }
}
