package org.ionspice.devices;

import org.ionspice.device.Smooth;

/**
 * The static current of a diode at one temperature: bottom and sidewall, recombination, tunnelling,
 * breakdown and high injection. {@link #at} changes its results in place.
 */
final class JunctionCurrent {
  /** Keeps the recombination's field factor above zero at the junction potential (PSpice). */
  private static final double LEAST_FIELD = 0.005;

  /** The current, A, without that of gmin, and its slope, S. */
  double value;

  double slope;

  /** The part that carriers make which are stored: neither breakdown nor tunnelling, A and S. */
  double injected;

  double injectedSlope;

  /** exp(u / (n Vt)) - 1 of two junctions, in reverse as SPICE3 has it. */
  private final Exponential bottom;

  private final Exponential side;
  private final Breakdown breakdown;
  private final Recombination recombination;
  private final double tunnelling;
  private final double tunnellingThermal;
  private final double forwardKnee;
  private final double reverseKnee;

  /**
   * One exponential. Below -3 n Vt it goes on as a cube, whose slope fades less fast and keeps
   * Newton's matrix from becoming singular. Both meet with equal slopes.
   *
   * @param saturation A
   * @param thermal n k T / q, V
   */
  record Exponential(double saturation, double thermal) {}

  /**
   * Breakdown: -{@code current} exp(-(u + voltage) / thermal), from the voltage on at which it
   * carries the saturation current.
   *
   * @param voltage V; NaN for none
   * @param current A, at minus that voltage
   */
  record Breakdown(double voltage, double current, double thermal) {
    /**
     * Returns the law of a junction that carries {@code current} at its breakdown voltage. Where its
     * leakage alone would come near that, {@code leak voltage / vt}, breakdown begins with the leakage
     * at the voltage itself, as in SPICE3.
     */
    static Breakdown of(double voltage, double current, double thermal, double leak, double vt) {
      return new Breakdown(voltage, current < leak * voltage / vt ? leak : current, thermal);
    }

    double knee(Exponential bottom) {
      if (!(current > 0) || Double.isNaN(voltage)) {
        return Double.NEGATIVE_INFINITY;
      }
      double carrying = voltage - thermal * Math.log(current / bottom.saturation);
      return -Math.max(3 * bottom.thermal, carrying);
    }
  }

  /**
   * Recombination in the depletion layer, whose width is ((1 - u/potential)^2 + 0.005)^(m/2).
   *
   * @param saturation A; 0 for none
   */
  record Recombination(double saturation, double thermal, double potential, double m) {}

  private final double knee;
  private final double atKnee;

  /**
   * Puts the parts together.
   *
   * @param tunnelling A; 0 for none
   * @param forwardKnee A, where high injection sets in; 0 for never, as {@code reverseKnee}
   */
  JunctionCurrent(
      Exponential bottom,
      Exponential side,
      Breakdown breakdown,
      Recombination recombination,
      double tunnelling,
      double tunnellingThermal,
      double forwardKnee,
      double reverseKnee) {
    this.bottom = bottom;
    this.side = side;
    this.breakdown = breakdown;
    this.recombination = recombination;
    this.tunnelling = tunnelling;
    this.tunnellingThermal = tunnellingThermal;
    this.forwardKnee = forwardKnee;
    this.reverseKnee = reverseKnee;
    knee = breakdown.knee(bottom);
    atKnee =
        Double.isFinite(knee)
            ? breakdown.current * Smooth.exp(-(knee + breakdown.voltage) / breakdown.thermal)
            : 0;
  }

  /** Returns what keeps Newton's steps over this junction in bounds; a search begins at its knee. */
  PnLimiter limiter() {
    return new PnLimiter(bottom.thermal, bottom.saturation, breakdown.voltage).conducting();
  }

  /** Computes the currents and slopes at a voltage, V; returns this. */
  JunctionCurrent at(double u) {
    value = 0;
    slope = 0;
    injected = 0;
    injectedSlope = 0;
    add(bottom, u);
    if (side.saturation > 0) {
      add(side, u);
    }
    if (recombination.saturation > 0) {
      recombine(u);
    }
    if (u < knee) {
      double z = -(u + breakdown.voltage) / breakdown.thermal;
      double e = Smooth.exp(z);
      value += atKnee - breakdown.current * e;
      slope += breakdown.current * Smooth.expSlope(z, e) / breakdown.thermal;
    }
    if (tunnelling > 0) {
      double z = -u / tunnellingThermal;
      double e = Smooth.exp(z);
      value -= tunnelling * (e - 1);
      slope += tunnelling * Smooth.expSlope(z, e) / tunnellingThermal;
    }
    double limit = value > 0 ? forwardKnee : reverseKnee;
    if (limit > 0) {
      double s = Math.sqrt(Math.abs(value) / limit);
      value /= 1 + s;
      slope *= (1 + 0.5 * s) / ((1 + s) * (1 + s));
    }
    if (forwardKnee > 0 && injected > 0) {
      double s = Math.sqrt(injected / forwardKnee);
      injected /= 1 + s;
      injectedSlope *= (1 + 0.5 * s) / ((1 + s) * (1 + s));
    }
    return this;
  }

  private void add(Exponential law, double u) {
    double z = u / law.thermal;
    double e = Smooth.exp(z);
    double i = law.saturation * (e - 1);
    double g = law.saturation * Smooth.expSlope(z, e) / law.thermal;
    injected += i;
    injectedSlope += g;
    if (u < -3 * law.thermal) {
      double ratio = 3 * law.thermal / (Math.E * u);
      double fading = law.saturation * ratio * ratio * ratio;
      value -= law.saturation + fading;
      slope += 3 * fading / u;
    } else {
      value += i;
      slope += g;
    }
  }

  private void recombine(double u) {
    double z = u / recombination.thermal;
    double e = Smooth.exp(z);
    double away = 1 - u / recombination.potential;
    double square = away * away + LEAST_FIELD;
    double width = Math.pow(square, 0.5 * recombination.m);
    double widthSlope = -recombination.m * away / recombination.potential * width / square;
    double i = recombination.saturation * (e - 1) * width;
    double g =
        recombination.saturation
            * (Smooth.expSlope(z, e) / recombination.thermal * width + (e - 1) * widthSlope);
    value += i;
    slope += g;
    injected += i;
    injectedSlope += g;
  }
}
