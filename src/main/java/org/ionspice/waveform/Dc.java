package org.ionspice.waveform;

/** A constant. */
public record Dc(double value) implements Waveform {
  public Dc {
    Checks.finite("value", value);
  }

  @Override
  public double at(double seconds) {
    return value;
  }

  @Override
  public boolean isPiecewiseLinear() {
    return true;
  }

  @Override
  public double nextCorner(double after) {
    return Double.POSITIVE_INFINITY;
  }
}
