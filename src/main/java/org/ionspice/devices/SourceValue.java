package org.ionspice.devices;

import org.ionspice.device.Point;
import org.ionspice.waveform.Dc;
import org.ionspice.waveform.Waveform;
import org.jspecify.annotations.Nullable;

/** What an independent source gives: its waveform in a transient, its dc value otherwise. */
final class SourceValue {
  private SourceValue() {}

  /** Returns the waveform, or the constant that a source without one follows. */
  static Waveform orConstant(@Nullable Waveform waveform, double dc) {
    // A constant follows dc, so that a copy of the source with another dc is consistent.
    return waveform == null || waveform instanceof Dc && !Double.isNaN(dc)
        ? new Dc(Double.isNaN(dc) ? 0 : dc)
        : waveform;
  }

  /** Returns the value at a point, scaled by source stepping. */
  static double at(Point at, double dc, Waveform waveform) {
    double value =
        at.inTransient()
            ? waveform.at(at.time())
            : Double.isNaN(dc) ? waveform.initial() : dc;
    return at.sourceScale() * value;
  }
}
