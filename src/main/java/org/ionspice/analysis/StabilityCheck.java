package org.ionspice.analysis;

import java.util.Locale;
import java.util.Optional;
import org.ionspice.assembly.Assembly;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.solver.SparseLu;

/**
 * Tells an operating point that deviations leave exponentially, such as the middle branch of a
 * negative differential resistance.
 *
 * <p>Deviations obey G x + C dx/dt = 0. A growing exponential exp(s t) is a zero of det(G + s C) at
 * real s &gt; 0. When the determinant has one sign at s = 0 and the other at large s, there is at
 * least one. An even number of such exponentials, and growing oscillations, are not seen.
 */
final class StabilityCheck {
  /** Unknowns beyond which the check is left out. */
  private static final int LARGEST = 400;

  /** Rates, 1/s, that are told from rounding. */
  private static final double SLOWEST = 1e-9;

  private static final double FASTEST = 1e18;

  private final Assembly system;
  private final CircuitEquations equations;
  private final double[] g;
  private final double[] c;
  private final double[] sum;
  private final double[] unused;
  private final SparseLu factors;

  private StabilityCheck(double[] x, Assembly system, CircuitEquations equations) {
    this.system = system;
    this.equations = equations;
    system.evaluation().evaluate(x, false);
    g = system.evaluation().g().clone();
    c = system.evaluation().c().clone();
    sum = new double[g.length];
    unused = new double[g.length];
    factors = SparseLu.analyse(system.pattern());
  }

  /** Returns the warning for the operating point {@code x}, when it is not stable. */
  static Optional<Diagnostic> of(double[] x, Assembly system, CircuitEquations equations) {
    if (system.size() > LARGEST || system.delays().length > 0) {
      return Optional.empty();
    }
    double rate = new StabilityCheck(x, system, equations).rate();
    return Double.isNaN(rate)
        ? Optional.empty()
        : Optional.of(
            Diagnostic.of(
                Code.W402,
                Span.NONE,
                String.format(
                    Locale.ROOT,
                    "the operating point is not stable: deviations grow by e every %.3g s",
                    1 / rate),
                "another branch can be set with .nodeset, or with the other kind of source"));
  }

  /** Returns the rate of a growing exponential, 1/s; NaN when none is seen. */
  private double rate() {
    int steady = sign(0);
    if (steady == 0 || sign(FASTEST) != -steady) {
      return Double.NaN;
    }
    double low = SLOWEST;
    double high = FASTEST;
    if (sign(low) != steady) {
      return Double.NaN;
    }
    while (high > 1.001 * low) {
      double middle = Math.sqrt(low * high);
      int here = sign(middle);
      if (here == 0) {
        return middle;
      }
      if (here == steady) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // At the end of the range it is the range that changed the sign, not an exponential.
    return high < FASTEST / 10 ? high : Double.NaN;
  }

  /** Returns the sign of det(G + s C); 0 when it cannot be told. */
  private int sign(double s) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = g[k] + s * c[k];
    }
    equations.holdForAc(sum, unused, false);
    return factors.factor(sum) ? factors.determinantSign() : 0;
  }
}
