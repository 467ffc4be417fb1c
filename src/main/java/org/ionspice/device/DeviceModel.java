package org.ionspice.device;

import java.util.List;

/** The parameters of one device type, and the equations they shape. Implemented by records. */
public interface DeviceModel {
  /** Declares terminals, unknowns and events once, and returns the equations that use them. */
  Equations declare(Declaration self);

  /** Returns what is doubtful about the parameters though they are allowed, a sentence each. */
  default List<String> remarks() {
    return List.of();
  }
}
