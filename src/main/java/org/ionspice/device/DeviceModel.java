package org.ionspice.device;

/** The parameters of one device type, and the equations they shape. Implemented by records. */
public interface DeviceModel {
  /** Declares terminals, unknowns and events once, and returns the equations that use them. */
  Equations declare(Declaration self);
}
