package org.ionspice.waveform;

/**
 * A function that rises from zero: times t/{@code rise} up to the time {@code rise}, as sources do with
 * LTspice's {@code startup}.
 *
 * @param whole the function itself
 * @param rise s
 */
public record Startup(Waveform whole, double rise) implements Waveform {
  public Startup {
    Checks.finite("rise", rise);
  }

  @Override
  public double at(double seconds) {
    return seconds >= rise ? whole.at(seconds) : Math.max(0, seconds / rise) * whole.at(seconds);
  }

  @Override
  public double nextCorner(double after) {
    double corner = whole.nextCorner(after);
    return after < 0 ? Math.min(0, corner) : after < rise ? Math.min(rise, corner) : corner;
  }

  @Override
  public double steadyUntil(double seconds) {
    return seconds >= rise ? whole.steadyUntil(seconds) : seconds;
  }
}
