package org.ionspice.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reduces a rational impedance to an {@link EquivalentCircuit}.
 *
 * <p>At infinity Z = s Ls + Rs + 1/(s C) + .... The series elements are split off when a capacitance
 * lies behind them, so that what remains, 1/(Z - Rs - s Ls), is s C + G + branches; otherwise
 * 1/Z is G + branches without it. A state that answers slowly to the voltage also leaves a term in 1/s
 * behind a constant, though nothing stores charge there: therefore C must be that of the circuit with
 * its states frozen.
 */
public final class OnePort {
  /** Relative agreement of the capacitance with that of the frozen circuit. */
  private static final double ELECTRICAL = 1e-5;

  private OnePort() {}

  /** Gives the poles (re, im) of 1/(Z - resistance - s inductance), both members of pairs. */
  public interface Poles {
    List<double[]> of(double resistance, double inductance);
  }

  /**
   * Returns the circuit, or nothing when there is none of this form: a pole of higher order, or more
   * than one zero or pole at infinity.
   *
   * @param z the impedance, Ohm
   * @param frozen the impedance with all states of devices held
   * @param zPoles poles (re, im) of z, both members of pairs
   * @param scale an angular frequency of interest, for circuits that have none of their own, rad/s
   */
  public static Optional<EquivalentCircuit> reduce(
      ComplexFunction z,
      ComplexFunction frozen,
      List<double[]> zPoles,
      Poles poles,
      double scale) {
    List<double[]> shorted = poles.of(0, 0);
    List<double[]> all = new ArrayList<>(zPoles);
    all.addAll(shorted);
    PartialFractions.AtInfinity far = PartialFractions.atInfinity(z, all, scale).orElse(null);
    if (far == null) {
      return Optional.empty();
    }
    double own =
        all.stream().mapToDouble(p -> Math.hypot(p[0], p[1])).filter(w -> w > 0).max().orElse(scale);
    boolean series = far.constant() != 0 || far.linear() != 0;
    if (!series || !hasCapacitanceBehind(far, frozen, all, scale)) {
      return parallel(z, 0, 0, shorted, own);
    }
    return parallel(
        z, far.constant(), far.linear(), poles.of(far.constant(), far.linear()), own);
  }

  private static boolean hasCapacitanceBehind(
      PartialFractions.AtInfinity far,
      ComplexFunction frozen,
      List<double[]> poles,
      double scale) {
    double wanted = far.inverse();
    return wanted > 0
        && PartialFractions.atInfinity(frozen, poles, scale)
            .filter(f -> Math.abs(f.inverse() - wanted) <= ELECTRICAL * wanted)
            .isPresent();
  }

  private static Optional<EquivalentCircuit> parallel(
      ComplexFunction z,
      double resistance,
      double inductance,
      List<double[]> poles,
      double scale) {
    ComplexFunction y =
        (re, im, value) -> {
          z.at(re, im, value);
          double x = value[0] - resistance - re * inductance;
          double xi = value[1] - im * inductance;
          double size = x * x + xi * xi;
          value[0] = x / size;
          value[1] = -xi / size;
        };
    return PartialFractions.of(y, poles, scale)
        .map(f -> EquivalentCircuit.of(resistance, inductance, f));
  }
}
