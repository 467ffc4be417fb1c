package org.ionspice.circuit;

import java.util.List;
import org.ionspice.device.DeviceModel;
import org.ionspice.device.Model;
import org.ionspice.diagnostics.Span;

/**
 * One device in the flat circuit.
 *
 * @param name full path in lower case, {@code xcell.n1}
 * @param type the device type's name, for messages
 * @param model its parameters and equations
 * @param nodes index of each pin's node in {@link Circuit#nodes()}; -1 is ground
 * @param links unknowns of other instances, in the order the model expects
 * @param multiplicity the instance's m: scales currents and charges, not states
 * @param temperature K
 * @param origin where the netlist says so
 */
public record Instance(
    String name,
    String type,
    DeviceModel model,
    List<Integer> nodes,
    List<Link> links,
    double multiplicity,
    double temperature,
    Span origin) {
  /** The index that stands for ground. */
  public static final int GROUND = -1;

  public Instance {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /**
   * Returns whether its type is one of the letter N, whose states and outputs are results; so is one
   * that is not of the library.
   */
  public boolean isStateful() {
    Model kind = model.getClass().getAnnotation(Model.class);
    return kind == null || kind.letter().equals("N");
  }

  /** Returns the same instance with other parameters. */
  public Instance with(DeviceModel other) {
    return new Instance(name, type, other, nodes, links, multiplicity, temperature, origin);
  }

  /** Returns the same instance with so many copies in parallel. */
  public Instance withMultiplicity(double copies) {
    return new Instance(name, type, model, nodes, links, copies, temperature, origin);
  }

  /** Returns the same instance at {@code kelvin}. */
  public Instance withTemperature(double kelvin) {
    return new Instance(name, type, model, nodes, links, multiplicity, kelvin, origin);
  }
}
