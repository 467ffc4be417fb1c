package org.ionspice.devices;

import org.ionspice.device.Smooth;
import org.ionspice.expression.Law;
import org.jspecify.annotations.Nullable;

/**
 * A gate that the user describes: by formulas for alpha and beta, or for the equilibrium and the
 * time constant, or, where there is no formula, by a Boltzmann curve and a peaked time constant.
 *
 * <pre>
 *   z = (u - half) / slope,  inf = 1 / (1 + exp(-z))
 *   tau = t0 + 2 t1 / (exp(d z) + exp(-(1 - d) z))
 * </pre>
 *
 * <p>The second term is t1 / cosh(z/2) for d = 1/2. With t0 = 0 alpha and beta are single
 * exponentials in u, as over one barrier.
 *
 * @param half V
 * @param slope V; negative for a gate that closes with voltage
 * @param t0 s
 * @param t1 s
 * @param asymmetry d, the share of z that speeds up opening
 */
record UserGate(
    @Nullable Law alpha,
    @Nullable Law beta,
    @Nullable Law inf,
    @Nullable Law tau,
    double half,
    double slope,
    double t0,
    double t1,
    double asymmetry)
    implements Gate {
  /** The shortest time constant of a formula, s: far below what can be measured on a channel. */
  private static final double SHORTEST = 1e-12;

  /** A distance, V, from a point where a formula is 0/0, at which it has nearly the same value. */
  private static final double ASIDE = 1e-6;

  private static final double LARGEST = 1e30;

  /** Throws where the description of the gate {@code name} is incomplete or contradicts itself. */
  void check(String name) {
    if ((alpha == null) != (beta == null)) {
      throw new IllegalArgumentException(
          alpha == null
              ? "beta" + name + " needs alpha" + name
              : "alpha" + name + " needs beta" + name);
    }
    if (alpha != null && (inf != null || tau != null)) {
      throw new IllegalArgumentException(
          "alpha" + name + " and beta" + name + " leave no room for inf" + name + " or tau" + name);
    }
    if (slope == 0) {
      throw new IllegalArgumentException("k" + name + " must not be 0");
    }
    if (t0 + t1 <= 0) {
      throw new IllegalArgumentException("t0" + name + " and t1" + name + " are both 0");
    }
  }

  /** Returns a copy whose formulas no other instance evaluates. */
  UserGate fresh() {
    return new UserGate(
        fresh(alpha), fresh(beta), fresh(inf), fresh(tau), half, slope, t0, t1, asymmetry);
  }

  private static @Nullable Law fresh(@Nullable Law law) {
    return law == null ? null : law.fresh();
  }

  /** Returns whether any formula is given. */
  boolean hasFormula() {
    return alpha != null || beta != null || inf != null || tau != null;
  }

  @Override
  public double opening(double u) {
    return alpha != null ? value(alpha, u) : open(u) * rate(u);
  }

  @Override
  public double openingSlope(double u) {
    return alpha != null ? derivative(alpha, u) : openSlope(u) * rate(u) + open(u) * rateSlope(u);
  }

  @Override
  public double rate(double u) {
    if (alpha != null && beta != null) {
      return value(alpha, u) + value(beta, u);
    }
    if (tau != null) {
      return 1 / floor(value(tau, u));
    }
    double fast = fast(u);
    return fast / (1 + fast * t0);
  }

  @Override
  public double rateSlope(double u) {
    if (alpha != null && beta != null) {
      return derivative(alpha, u) + derivative(beta, u);
    }
    if (tau != null) {
      double t = value(tau, u);
      double floor = floor(t);
      return -derivative(tau, u) * floorSlope(t) / floor / floor;
    }
    double damping = 1 + fast(u) * t0;
    return fastSlope(u) / damping / damping;
  }

  private double open(double u) {
    return inf != null ? value(inf, u) : Smooth.sigmoid((u - half) / slope);
  }

  private double openSlope(double u) {
    return inf != null
        ? derivative(inf, u)
        : Smooth.sigmoidSlope((u - half) / slope) / slope;
  }

  /** Returns the rate that t1 alone would give; without t1 the one of t0, so that tau is t0. */
  private double fast(double u) {
    double z = (u - half) / slope;
    return t1 > 0
        ? Smooth.exp(Smooth.logSumExp(asymmetry * z, (asymmetry - 1) * z)) / (2 * t1)
        : LARGEST;
  }

  private double fastSlope(double u) {
    double z = (u - half) / slope;
    double share = Smooth.sigmoid(z);
    double s = Smooth.logSumExp(asymmetry * z, (asymmetry - 1) * z);
    return t1 > 0
        ? Smooth.expSlope(s)
            * (asymmetry * share + (asymmetry - 1) * (1 - share))
            / (2 * t1 * slope)
        : 0;
  }

  @Override
  public double width() {
    return alpha != null || (inf != null && tau != null)
        ? Double.POSITIVE_INFINITY
        : Math.abs(slope);
  }

  /** Returns a smooth maximum of t and the shortest time constant, s. */
  private static double floor(double t) {
    return t >= 0
        ? (t + Math.hypot(t, 2 * SHORTEST)) / 2
        : 2 * SHORTEST * SHORTEST / (Math.hypot(t, 2 * SHORTEST) - t);
  }

  private static double floorSlope(double t) {
    return floor(t) / Math.hypot(t, 2 * SHORTEST);
  }

  /** Returns a formula's value; where it is 0/0, that of its surroundings. */
  private static double value(Law law, double u) {
    double here = law.at(u);
    if (Double.isFinite(here) && Math.abs(here) < LARGEST) {
      return here;
    }
    if (Double.isNaN(here)) {
      here = (law.at(u - ASIDE) + law.at(u + ASIDE)) / 2;
    }
    return Double.isNaN(here) ? 0 : Math.max(-LARGEST, Math.min(LARGEST, here));
  }

  private static double derivative(Law law, double u) {
    double here = law.at(u);
    if (Double.isFinite(here)) {
      double slope = law.slope(u);
      return Math.abs(here) < LARGEST && Double.isFinite(slope) ? slope : 0;
    }
    double slope = (law.at(u + ASIDE) - law.at(u - ASIDE)) / (2 * ASIDE);
    return Double.isNaN(here) && Double.isFinite(slope) ? slope : 0;
  }
}
