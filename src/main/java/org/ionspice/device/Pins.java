package org.ionspice.device;

import java.util.List;
import org.ionspice.parameter.ParameterTable;

/** Knows the pins of device models. */
public final class Pins {
  private Pins() {}

  /** Returns all pins that an instance can have, in netlist order; none for a model made in code. */
  public static List<String> of(DeviceModel model) {
    return ParameterTable.pins(model.getClass());
  }
}
