package org.ionspice.devices;

import java.util.List;
import org.ionspice.device.Declaration;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Point;
import org.ionspice.waveform.Waveform;

/** What sources with a value of their own share: a waveform in a transient, dc elsewhere. */
interface IndependentSource extends DeviceModel {
  /** Returns the value in DC, NaN when only a waveform was given. */
  double dc();

  /** Returns the value over time. */
  Waveform waveform();

  @Override
  default List<String> remarks() {
    return waveform().remarks();
  }

  @Override
  default boolean linear() {
    return true;
  }

  /** Declares when the value changes. */
  default void followTime(Declaration self) {
    self.corners(waveform()::nextCorner);
    self.steady(waveform()::steadyUntil);
  }

  /** Returns the value at a point, scaled by source stepping. */
  default double value(Point at) {
    return SourceValue.at(at, dc(), waveform());
  }
}
