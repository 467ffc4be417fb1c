package org.ionspice.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.solver.Pencil;
import org.ionspice.solver.SparseLu;

/**
 * The eigenvalues of small deviations from solutions of the DC equations: G dx + d/dt C dx = 0.
 *
 * <p>Held states deviate by nothing; {@code rshunt} is part of G. For one thread.
 */
final class Deviations {
  /** Unknowns beyond which dense matrices take too long. */
  static final int LARGEST = 400;

  /** Real parts below this share of the eigenvalue are rounding, as of a resonator without loss. */
  private static final double NEUTRAL = 1e-12;

  private final Assembly system;
  private final CircuitEquations equations;
  private final double shunt;
  private final SparseLu factors;

  Deviations(CircuitEquations equations, Settings settings) {
    this.equations = equations;
    system = equations.system();
    factors = SparseLu.analyse(system.pattern());
    shunt = settings.shunt();
  }

  /**
   * Eigenvalues at a point.
   *
   * @param growing how many of them grow
   * @param determinant sign of det G, which changes when a real eigenvalue goes through zero
   */
  record Spectrum(List<Pencil.Root> roots, int growing, int determinant) {
    /** Returns whether every deviation dies out. */
    boolean stable() {
      return roots.stream().allMatch(r -> r.re() < 0);
    }

    /** Returns the pair nearest to the imaginary axis, for its size, by its upper member. */
    Optional<Pencil.Root> criticalPair() {
      return roots.stream()
          .filter(r -> r.im() > 0)
          .min(Comparator.comparingDouble(r -> Math.abs(r.re()) / r.size()));
    }
  }

  /** Returns G of slow deviations from x, S, in the pattern's order. */
  private double[] conductances() {
    double[] g = system.evaluation().g().clone();
    for (int i = 0; shunt != 0 && i < system.size(); i++) {
      if (system.isNode(i)) {
        g[system.diagonal(i)] += shunt;
      }
    }
    return g;
  }

  /** Returns the eigenvalues at {@code x}, length size + 1. */
  Spectrum at(double[] x) throws Pencil.SingularEverywhere {
    system.evaluation().evaluate(x, false);
    double[] g = conductances();
    double[] c = system.evaluation().c();
    equations.holdForAc(g, c, false);
    List<Pencil.Root> roots = Pencil.of(system.pattern(), g, c).roots();
    int growing = 0;
    for (Pencil.Root root : roots) {
      growing += root.re() > NEUTRAL * root.size() ? 1 : 0;
    }
    return new Spectrum(roots, growing, factors.factor(g) ? factors.determinantSign() : 0);
  }

  /** Returns whether the equations have finitely many eigenvalues: no delays, no closed forms. */
  boolean areRational(double[] x) {
    return system.evaluation().evaluateForAc(x).isEmpty();
  }
}
