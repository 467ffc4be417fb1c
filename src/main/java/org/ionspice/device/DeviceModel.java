package org.ionspice.device;

import java.util.List;

/** The parameters of one device type, and the equations they shape. Implemented by records. */
public interface DeviceModel {
  /** Declares terminals, unknowns and events once, and returns the equations that use them. */
  Equations declare(Declaration self);

  /**
   * Returns whether f and q are sums of constants times unknowns, apart from a function of time: all
   * partials are constant as long as its cells are. The engine then evaluates the device less often.
   */
  default boolean linear() {
    return false;
  }

  /** Returns what is doubtful about the parameters though they are allowed, a sentence each. */
  default List<String> remarks() {
    return List.of();
  }
}
