package org.ionspice.waveform;

import java.util.List;
import java.util.Map;

/**
 * A damped sine: {@code offset + amplitude exp(-damping (t - delay)) sin(2 pi f (t - delay) +
 * phase)}.
 *
 * @param frequency Hz
 * @param delay s; before it the value is that at the delay
 * @param damping 1/s
 * @param phaseDegrees degrees
 */
public record Sine(
    double offset,
    double amplitude,
    double frequency,
    double delay,
    double damping,
    double phaseDegrees)
    implements Waveform {
  private static final NumberList NUMBERS =
      new NumberList(
          List.of("vo", "va", "freq", "td", "theta", "phase"),
          List.of("", "", "Hz", "s", "1/s", "deg"));

  public Sine {
    Checks.finite("offset", offset);
    Checks.finite("amplitude", amplitude);
    Checks.finite("frequency", frequency);
    Checks.notNegative("frequency", frequency);
    Checks.finite("delay", delay);
    Checks.finite("damping", damping);
    Checks.finite("phase", phaseDegrees);
  }

  @Override
  public Map<String, Double> numbers() {
    return NUMBERS.of(offset, amplitude, frequency, delay, damping, phaseDegrees);
  }

  @Override
  public String unit(String name) {
    return NUMBERS.unit(name);
  }

  @Override
  public Sine with(String name, double value) {
    double[] n = NUMBERS.with(name, value, offset, amplitude, frequency, delay, damping, phaseDegrees);
    return new Sine(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  @Override
  public double at(double seconds) {
    double phase = Math.toRadians(phaseDegrees);
    double s = seconds - delay;
    if (s <= 0) {
      return offset + amplitude * Math.sin(phase);
    }
    double decay = damping == 0 ? 1 : Math.exp(-damping * s);
    return offset + amplitude * decay * Math.sin(2 * Math.PI * frequency * s + phase);
  }

  @Override
  public double nextCorner(double after) {
    return Checks.isAfter(delay, after) ? delay : Double.POSITIVE_INFINITY;
  }
}
