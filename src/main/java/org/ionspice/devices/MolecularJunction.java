package org.ionspice.devices;

/**
 * A molecule between two electrodes, which carries charge through one level. Energies are in eV
 * from the common electrochemical potential; the electrodes stand at +v/2 and -v/2, the level moves
 * with (drop - 1/2) v. A bias sees each law odd in v only for a drop of one half.
 */
interface MolecularJunction {
  /** The elementary charge, C. */
  double CHARGE = 1.602176634e-19;

  /** Planck's constant, eV s. */
  double PLANCK = 6.62607015e-34 / CHARGE;

  /** Boltzmann's constant, eV/K. */
  double BOLTZMANN = 1.380649e-23 / CHARGE;

  /** Returns the current, A, at the voltage v. */
  double current(double v);

  /** Returns the derivative of {@link #current}, S. */
  double slope(double v);
}
