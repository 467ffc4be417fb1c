package org.ionspice.waveform;

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
