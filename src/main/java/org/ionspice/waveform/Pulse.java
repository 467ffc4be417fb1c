package org.ionspice.waveform;

import java.util.List;
import java.util.Map;

/**
 * A train of trapezoidal pulses.
 *
 * @param low value before and between pulses
 * @param high value on top of a pulse
 * @param delay start of the first rise, s
 * @param rise duration of the rise, s, above zero
 * @param fall duration of the fall, s, above zero
 * @param width duration of the top, s; infinity for a step
 * @param period s; infinity for a single pulse
 * @param cycles number of pulses; 0 for no end
 */
public record Pulse(
    double low,
    double high,
    double delay,
    double rise,
    double fall,
    double width,
    double period,
    double cycles)
    implements Waveform {
  private static final NumberList NUMBERS =
      new NumberList(
          List.of("v1", "v2", "td", "tr", "tf", "pw", "per"),
          List.of("", "", "s", "s", "s", "s", "s"));

  public Pulse {
    Checks.finite("low", low);
    Checks.finite("high", high);
    Checks.finite("delay", delay);
    Checks.positive("rise", rise);
    Checks.positive("fall", fall);
    Checks.notNegative("width", width);
    Checks.positive("period", period);
    Checks.notNegative("cycles", cycles);
  }

  @Override
  public Map<String, Double> numbers() {
    return NUMBERS.of(low, high, delay, rise, fall, width, period);
  }

  @Override
  public String unit(String name) {
    return NUMBERS.unit(name);
  }

  @Override
  public Pulse with(String name, double value) {
    double[] n = NUMBERS.with(name, value, low, high, delay, rise, fall, width, period);
    return new Pulse(n[0], n[1], n[2], n[3], n[4], n[5], n[6], cycles);
  }

  @Override
  public double at(double seconds) {
    double s = seconds - delay;
    if (s <= 0) {
      return low;
    }
    if (period < Double.POSITIVE_INFINITY) {
      // The shift by a trillionth of a period keeps a time that was rounded down at the start of a
      // cycle out of the cycle before.
      double cycle = Math.floor(s / period + 1e-12);
      if (cycles > 0 && cycle >= cycles) {
        return low;
      }
      s = Math.max(0, s - cycle * period);
    } else if (cycles == 0 && s == Double.POSITIVE_INFINITY) {
      return low;
    }
    if (s < rise) {
      return low + (high - low) * (s / rise);
    }
    s -= rise;
    if (s <= width) {
      return high;
    }
    s -= width;
    return s < fall ? high + (low - high) * (s / fall) : low;
  }

  @Override
  public List<String> remarks() {
    double shortest = Math.min(rise, fall);
    return Checks.resolution(delay, width > 0 ? Math.min(shortest, width) : shortest);
  }

  @Override
  public boolean isPiecewiseLinear() {
    return true;
  }

  @Override
  public double nextCorner(double after) {
    boolean repeats = period < Double.POSITIVE_INFINITY;
    double first = repeats ? Math.max(0, Math.floor((after - delay) / period) - 1) : 0;
    for (double cycle = first; cycle <= first + 3; cycle++) {
      if (cycles > 0 && cycle > cycles) {
        return Double.POSITIVE_INFINITY;
      }
      double start = delay + (cycle == 0 ? 0 : cycle * period);
      boolean past = cycles > 0 && cycle == cycles;
      double corner = firstCorner(start, past, after);
      if (corner < Double.POSITIVE_INFINITY || !repeats) {
        return corner;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Returns the first corner after a time of the cycle that begins at {@code start}. */
  private double firstCorner(double start, boolean past, double after) {
    if (Checks.isAfter(start, after)) {
      return start;
    }
    double offset = rise;
    for (int edge = 0; edge < 3 && !past && offset < period; edge++) {
      if (Checks.isAfter(start + offset, after)) {
        return start + offset;
      }
      offset += edge == 0 ? width : fall;
    }
    return Double.POSITIVE_INFINITY;
  }
}
