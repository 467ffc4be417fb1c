package org.ionspice.waveform;

/**
 * An exponential rise and fall.
 *
 * @param initialValue value before the rise
 * @param peak value that the rise tends to
 * @param riseDelay start of the rise, s
 * @param riseTime time constant of the rise, s
 * @param fallDelay start of the fall, s
 * @param fallTime time constant of the fall, s
 */
public record Exponential(
    double initialValue,
    double peak,
    double riseDelay,
    double riseTime,
    double fallDelay,
    double fallTime)
    implements Waveform {
  public Exponential {
    Checks.finite("initial value", initialValue);
    Checks.finite("peak", peak);
    Checks.finite("rise delay", riseDelay);
    Checks.positive("rise time constant", riseTime);
    Checks.finite("fall delay", fallDelay);
    Checks.positive("fall time constant", fallTime);
  }

  @Override
  public double at(double seconds) {
    double value = initialValue;
    if (seconds > riseDelay) {
      value -= (peak - initialValue) * Math.expm1(-(seconds - riseDelay) / riseTime);
    }
    if (seconds > fallDelay) {
      value += (peak - initialValue) * Math.expm1(-(seconds - fallDelay) / fallTime);
    }
    return value;
  }

  @Override
  public double nextCorner(double after) {
    double first = Math.min(riseDelay, fallDelay);
    double second = Math.max(riseDelay, fallDelay);
    if (Checks.isAfter(first, after)) {
      return first;
    }
    return Checks.isAfter(second, after) ? second : Double.POSITIVE_INFINITY;
  }
}
