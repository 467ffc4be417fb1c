package org.ionspice.devices;

/**
 * Coherent transport through a Lorentzian level at a finite temperature, in closed form:
 *
 * <pre>
 *   i = (2 e / h) (2 left right / (left + right)) Im[psi(z(v/2)) - psi(z(-v/2))]
 *   z(mu) = 1/2 + ((left + right)/2 + j (mu - level - (drop - 1/2) v)) / (2 pi kT)
 * </pre>
 *
 * <p>It is the Landauer integral of the Lorentzian transmission between two Fermi functions, done
 * by residues.
 *
 * @param level eV
 * @param left coupling to the electrode p, eV
 * @param right coupling to the electrode n, eV
 * @param drop share of the voltage between the level and the middle, plus one half
 * @param thermal kT, eV
 */
record LandauerJunction(double level, double left, double right, double drop, double thermal)
    implements MolecularJunction {
  private double factor() {
    return 2 * CHARGE / PLANCK * 2 * left * right / (left + right);
  }

  private double width() {
    return 0.5 + (left + right) / 2 / scale();
  }

  private double scale() {
    return 2 * Math.PI * thermal;
  }

  @Override
  public double current(double v) {
    double x = width();
    double p = ((1 - drop) * v - level) / scale();
    double n = (-drop * v - level) / scale();
    return factor() * (Polygamma.imDigamma(x, p) - Polygamma.imDigamma(x, n));
  }

  @Override
  public double slope(double v) {
    double x = width();
    double p = ((1 - drop) * v - level) / scale();
    double n = (-drop * v - level) / scale();
    return factor()
        * ((1 - drop) * Polygamma.reTrigamma(x, p) + drop * Polygamma.reTrigamma(x, n))
        / scale();
  }
}
