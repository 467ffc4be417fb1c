package org.ionspice.parameter;

import java.util.List;

/**
 * How a record of parameters is described, made and read: written by the build from the annotations,
 * one class a record ({@code org.ionspice.build.DeviceProcessor}).
 *
 * <p>A {@link Group} counts as its components, so there is one place for every parameter.
 */
public interface Components<R> {
  /** Returns the parameters in the order of the components. */
  List<Parameter> parameters();

  /** Makes the record from one value for each parameter. */
  R make(Object[] values);

  /** Returns one value for each parameter; null for an object that was not given. */
  Object[] values(R record);

  /** Returns the names of all pins of a device in netlist order, the optional ones last. */
  List<String> pins();

  /** Returns the constants of a parameter that is a word of an enum; empty otherwise. */
  Object[] constants(int parameter);
}
