package org.ionspice.waveform;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Straight lines between points; constant before the first and after the last.
 *
 * @param times s, never falling; two equal times make a jump. Copied.
 * @param values as many as times. Copied.
 * @param repeatFrom s, where the part begins that is repeated after the last point; NaN for none
 * @param delay s, added to all times
 */
public record Pwl(double[] times, double[] values, double repeatFrom, double delay)
    implements Waveform {
  public Pwl {
    times = times.clone();
    values = values.clone();
    if (times.length == 0) {
      throw new IllegalArgumentException("PWL needs at least one point");
    }
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "PWL has " + times.length + " times but " + values.length + " values");
    }
    for (int k = 0; k < times.length; k++) {
      Checks.finite("PWL time", times[k]);
      Checks.finite("PWL value", values[k]);
      if (k > 0 && times[k] < times[k - 1]) {
        throw new IllegalArgumentException(
            "PWL times must not fall, but " + times[k] + " comes after " + times[k - 1]);
      }
    }
    Checks.finite("delay", delay);
    if (!Double.isNaN(repeatFrom)
        && !(repeatFrom >= times[0] && repeatFrom < times[times.length - 1])) {
      throw new IllegalArgumentException(
          "repetition must start within the PWL points, not at " + repeatFrom);
    }
  }

  @Override
  public double[] times() {
    return times.clone();
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  /** Returns the points as t1, v1, t2, v2 and so on. */
  @Override
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int k = 0; k < times.length; k++) {
      numbers.put("t" + (k + 1), times[k]);
      numbers.put("v" + (k + 1), values[k]);
    }
    numbers.put("td", delay);
    return numbers;
  }

  @Override
  public String unit(String name) {
    return name.startsWith("t") ? "s" : "";
  }

  @Override
  public Pwl with(String name, double value) {
    if (name.equals("td")) {
      return new Pwl(times, values, repeatFrom, value);
    }
    double[] otherTimes = times.clone();
    double[] otherValues = values.clone();
    (name.startsWith("t") ? otherTimes : otherValues)[Integer.parseInt(name.substring(1)) - 1] =
        value;
    return new Pwl(otherTimes, otherValues, repeatFrom, delay);
  }

  @Override
  public double at(double seconds) {
    double s = seconds - delay;
    double end = times[times.length - 1];
    if (s > end && !Double.isNaN(repeatFrom)) {
      double length = end - repeatFrom;
      double cycle = Math.floor((s - end) / length + 1e-12);
      s = repeatFrom + Math.max(0, s - end - cycle * length);
    }
    int right = firstAfter(s);
    if (right == 0) {
      return values[0];
    }
    if (right == times.length) {
      return values[right - 1];
    }
    int left = right - 1;
    double part = (s - times[left]) / (times[right] - times[left]);
    return values[left] + part * (values[right] - values[left]);
  }

  @Override
  public List<String> remarks() {
    for (int k = 1; k < times.length; k++) {
      List<String> remark =
          Checks.resolution(times[k] + delay, times[k] - times[k - 1]);
      if (!remark.isEmpty()) {
        return remark;
      }
    }
    return List.of();
  }

  @Override
  public boolean isPiecewiseLinear() {
    return true;
  }

  @Override
  public double nextCorner(double after) {
    double s = after - delay;
    for (int k = firstAfter(s); k < times.length; k++) {
      if (Checks.isAfter(times[k] + delay, after)) {
        return times[k] + delay;
      }
    }
    if (Double.isNaN(repeatFrom)) {
      return Double.POSITIVE_INFINITY;
    }
    double end = times[times.length - 1];
    double length = end - repeatFrom;
    double first = Math.max(0, Math.floor((s - end) / length) - 1);
    for (double cycle = first; cycle <= first + 3; cycle++) {
      double shift = delay + (end - repeatFrom) + cycle * length;
      for (int k = firstAfter(repeatFrom); k < times.length; k++) {
        if (Checks.isAfter(times[k] + shift, after)) {
          return times[k] + shift;
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Returns the index of the first time above {@code s}; the length when there is none. */
  private int firstAfter(double s) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= s) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pwl that
        && Arrays.equals(times, that.times)
        && Arrays.equals(values, that.values)
        && Double.compare(repeatFrom, that.repeatFrom) == 0
        && Double.compare(delay, that.delay) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(times), Arrays.hashCode(values), repeatFrom, delay);
  }

  @Override
  public String toString() {
    return "PWL of " + times.length + " points";
  }
}
