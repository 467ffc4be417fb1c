package org.ionspice.waveform;

/**
 * A sine whose phase a second sine modulates: {@code offset + amplitude sin(2 pi fc t + pc + index
 * sin(2 pi fs t + ps))}.
 *
 * @param carrier fc, Hz
 * @param index modulation index
 * @param signal fs, Hz
 * @param carrierPhaseDegrees pc, degrees
 * @param signalPhaseDegrees ps, degrees
 */
public record SingleFrequencyFm(
    double offset,
    double amplitude,
    double carrier,
    double index,
    double signal,
    double carrierPhaseDegrees,
    double signalPhaseDegrees)
    implements Waveform {
  public SingleFrequencyFm {
    Checks.finite("offset", offset);
    Checks.finite("amplitude", amplitude);
    Checks.finite("carrier frequency", carrier);
    Checks.notNegative("carrier frequency", carrier);
    Checks.finite("modulation index", index);
    Checks.finite("signal frequency", signal);
    Checks.notNegative("signal frequency", signal);
    Checks.finite("carrier phase", carrierPhaseDegrees);
    Checks.finite("signal phase", signalPhaseDegrees);
  }

  @Override
  public double at(double seconds) {
    double inner = 2 * Math.PI * signal * seconds + Math.toRadians(signalPhaseDegrees);
    double outer = 2 * Math.PI * carrier * seconds + Math.toRadians(carrierPhaseDegrees);
    return offset + amplitude * Math.sin(outer + index * Math.sin(inner));
  }

  @Override
  public double nextCorner(double after) {
    return Double.POSITIVE_INFINITY;
  }
}
