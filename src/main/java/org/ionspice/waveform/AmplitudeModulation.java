package org.ionspice.waveform;

/**
 * A carrier whose size a sine modulates: {@code amplitude (offset + sin(2 pi fm s + p)) sin(2 pi fc
 * s + p)} with {@code s = t - delay}; zero before the delay.
 *
 * @param offset constant part of the modulation, a pure number
 * @param modulating fm, Hz
 * @param carrier fc, Hz
 * @param delay s
 * @param phaseDegrees p, degrees
 */
public record AmplitudeModulation(
    double amplitude,
    double offset,
    double modulating,
    double carrier,
    double delay,
    double phaseDegrees)
    implements Waveform {
  public AmplitudeModulation {
    Checks.finite("amplitude", amplitude);
    Checks.finite("offset", offset);
    Checks.finite("modulating frequency", modulating);
    Checks.notNegative("modulating frequency", modulating);
    Checks.finite("carrier frequency", carrier);
    Checks.notNegative("carrier frequency", carrier);
    Checks.finite("delay", delay);
    Checks.finite("phase", phaseDegrees);
  }

  @Override
  public double at(double seconds) {
    double s = seconds - delay;
    if (s <= 0) {
      return 0;
    }
    double phase = Math.toRadians(phaseDegrees);
    return amplitude
        * (offset + Math.sin(2 * Math.PI * modulating * s + phase))
        * Math.sin(2 * Math.PI * carrier * s + phase);
  }

  @Override
  public double nextCorner(double after) {
    return Checks.isAfter(delay, after) ? delay : Double.POSITIVE_INFINITY;
  }
}
