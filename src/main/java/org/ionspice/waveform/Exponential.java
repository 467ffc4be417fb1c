package org.ionspice.waveform;

import java.util.List;
import java.util.Map;

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
  private static final NumberList NUMBERS =
      new NumberList(
          List.of("v1", "v2", "td1", "tau1", "td2", "tau2"),
          List.of("", "", "s", "s", "s", "s"));

  public Exponential {
    Checks.finite("initial value", initialValue);
    Checks.finite("peak", peak);
    Checks.finite("rise delay", riseDelay);
    Checks.positive("rise time constant", riseTime);
    Checks.finite("fall delay", fallDelay);
    Checks.positive("fall time constant", fallTime);
  }

  @Override
  public Map<String, Double> numbers() {
    return NUMBERS.of(initialValue, peak, riseDelay, riseTime, fallDelay, fallTime);
  }

  @Override
  public String unit(String name) {
    return NUMBERS.unit(name);
  }

  @Override
  public Exponential with(String name, double value) {
    double[] n = NUMBERS.with(name, value, initialValue, peak, riseDelay, riseTime, fallDelay, fallTime);
    return new Exponential(n[0], n[1], n[2], n[3], n[4], n[5]);
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
