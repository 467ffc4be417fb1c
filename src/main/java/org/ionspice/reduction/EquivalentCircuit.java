package org.ionspice.reduction;

import java.util.List;

/**
 * A linear one-port as elements with signs: a resistance and an inductance in series with a
 * capacitance, a conductance and branches that are all parallel.
 *
 * <p>Z(s) = Rs + s Ls + 1/(s C + G + sum of Y_k(s)).
 *
 * @param seriesResistance Rs, Ohm
 * @param seriesInductance Ls, H
 * @param capacitance C, F
 * @param conductance G, S: what is left of the parallel elements at high frequencies
 * @param branches one for each time constant, slowest first
 */
public record EquivalentCircuit(
    double seriesResistance,
    double seriesInductance,
    double capacitance,
    double conductance,
    List<Branch> branches) {
  public EquivalentCircuit {
    branches = List.copyOf(branches);
  }

  /** Makes the circuit whose parallel part has the admittance {@code parallel}. */
  static EquivalentCircuit of(double resistance, double inductance, PartialFractions parallel) {
    return new EquivalentCircuit(
        resistance,
        inductance,
        parallel.linear(),
        parallel.constant(),
        parallel.terms().stream().map(Branch::new).toList());
  }

  /**
   * One branch, Y = residue/(s - pole), or with its conjugate.
   *
   * <p>With a real pole it is a resistance 1/g in series with an inductance tau/g, Y = g/(1 + s tau),
   * both of the sign of g. A negative g can be read as a capacitance: g/(1 + s tau) = g + 1/(R + 1/(s
   * C)) with R = -1/g and C = -g tau. A conjugate pair is Y = (a s + b)/(s^2 + 2 zeta w0 s + w0^2), a
   * resonator: L in series with R1 and with (C parallel to R2).
   */
  public record Branch(PartialFractions.Term term) {
    /** Part of a residue below which its real part is rounding. */
    private static final double ROUNDING = 1e-10;

    /** Returns whether it is a resonator, from a pair of poles. */
    public boolean isPair() {
      return term.isPair();
    }

    /** Returns whether its current grows when the voltage is held. */
    public boolean grows() {
      return term.poleRe() > 0;
    }

    /** Returns the time constant, s: -1/pole, of a pair 1/|pole|. Negative when it grows. */
    public double tau() {
      return isPair() ? 1 / omega0() : -1 / term.poleRe();
    }

    /** Returns the admittance at zero frequency, S. */
    public double conductance() {
      return isPair() ? b() / square() : -term.residueRe() / term.poleRe();
    }

    /** Returns the series resistance, Ohm. */
    public double resistance() {
      return isPair()
          ? (2 * dampingRate() - b() / a()) / a()
          : -term.poleRe() / term.residueRe();
    }

    /** Returns the inductance, H. */
    public double inductance() {
      return 1 / (isPair() ? a() : term.residueRe());
    }

    /**
     * Returns the capacitance, F: of a real pole that of the equal R-C branch beside a conductance g,
     * of a pair that of the resonator.
     */
    public double capacitance() {
      return isPair() ? a() / rest() : -conductance() * tau();
    }

    /** Returns the resistance parallel to a resonator's capacitance, Ohm. */
    public double parallelResistance() {
      return rest() / b();
    }

    /** Returns the natural angular frequency of a pair, rad/s. */
    public double omega0() {
      return Math.sqrt(square());
    }

    /** Returns the damping of a pair, zeta; negative when it grows. */
    public double damping() {
      return dampingRate() / omega0();
    }

    private double square() {
      return term.poleRe() * term.poleRe() + term.poleIm() * term.poleIm();
    }

    private double dampingRate() {
      return -term.poleRe();
    }

    private double a() {
      boolean none = Math.abs(term.residueRe()) < ROUNDING * Math.abs(term.residueIm());
      return none ? 0 : 2 * term.residueRe();
    }

    private double b() {
      return -2 * (term.residueRe() * term.poleRe() + term.residueIm() * term.poleIm());
    }

    /** Returns what is left of the denominator after the first two elements, 1/F times a. */
    private double rest() {
      return square() - (2 * dampingRate() - b() / a()) * b() / a();
    }

    private void addAt(double omega, double[] y) {
      if (isPair()) {
        double re = square() - omega * omega;
        double im = 2 * dampingRate() * omega;
        double size = re * re + im * im;
        y[0] += (b() * re + a() * omega * im) / size;
        y[1] += (a() * omega * re - b() * im) / size;
      } else {
        double size = term.poleRe() * term.poleRe() + omega * omega;
        y[0] -= term.residueRe() * term.poleRe() / size;
        y[1] -= term.residueRe() * omega / size;
      }
    }
  }

  /** Writes the impedance at the angular frequency {@code omega}, rad/s, into {@code z}, length 2. */
  public void impedance(double omega, double[] z) {
    double[] y = {conductance, omega * capacitance};
    for (Branch branch : branches) {
      branch.addAt(omega, y);
    }
    double size = y[0] * y[0] + y[1] * y[1];
    boolean open = capacitance == 0 && conductance == 0 && branches.isEmpty();
    z[0] = seriesResistance + (open ? 0 : y[0] / size);
    z[1] = omega * seriesInductance - (open ? 0 : y[1] / size);
  }
}
