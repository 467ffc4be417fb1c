package org.ionspice.assembly;

import java.util.Locale;
import java.util.Optional;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.parameter.Parameter;
import org.ionspice.parameter.ParameterTable;

/**
 * A number of one device that results may be differentiated by: a parameter of its record, its
 * count of parallel copies or its temperature.
 *
 * @param instance position of the device in the circuit
 * @param name the parameter as its record spells it, or a number of a waveform; {@code m} or {@code temp} for the other kinds
 */
public record DeviceNumber(int instance, Kind kind, String name) {
  /** What of an instance a number is. */
  public enum Kind {
    /** A parameter of the device's record, in the unit that it declares. */
    PARAMETER,
    /** How many of the device stand in parallel, 1. */
    COPIES,
    /** The device's temperature, K. */
    TEMPERATURE
  }

  /**
   * Returns the number that {@code @device[name]} means: a parameter of that name or alias, otherwise
   * {@code m} or {@code temp}; empty when the device is not there or has no such number.
   */
  public static Optional<DeviceNumber> find(Assembly system, String device, String name) {
    int k = system.instanceIndex(device);
    if (k < 0) {
      return Optional.empty();
    }
    Optional<Parameter> parameter =
        ParameterTable.of(system.instance(k).model().getClass()).find(name);
    if (parameter.isPresent()) {
      return parameter
          .filter(p -> p.type() == double.class)
          .map(p -> new DeviceNumber(k, Kind.PARAMETER, p.name()));
    }
    DeviceModel model = system.instance(k).model();
    String lower = name.toLowerCase(Locale.ROOT);
    if (ParameterTable.of(model.getClass()).inner(model).containsKey(lower)) {
      return Optional.of(new DeviceNumber(k, Kind.PARAMETER, lower));
    }
    return switch (lower) {
      case "m" -> Optional.of(new DeviceNumber(k, Kind.COPIES, "m"));
      case "temp" -> Optional.of(new DeviceNumber(k, Kind.TEMPERATURE, "temp"));
      default -> Optional.empty();
    };
  }

  /** Returns the present value; NaN when the netlist and the defaults give none. */
  public double value(Assembly system) {
    Instance now = system.instance(instance);
    return switch (kind) {
      case PARAMETER -> table(now).get(now.model(), name).orElse(Double.NaN);
      case COPIES -> now.multiplicity();
      case TEMPERATURE -> now.temperature();
    };
  }

  /** Returns {@code base} with this number at {@code value}; empty when the device forbids it. */
  public Optional<Instance> at(Instance base, double value) {
    return switch (kind) {
      case PARAMETER -> table(base).with(base.model(), name, value).record().map(base::with);
      case COPIES -> Optional.of(base.withMultiplicity(value));
      case TEMPERATURE ->
          value > 0 ? Optional.of(base.withTemperature(value)) : Optional.empty();
    };
  }

  private static ParameterTable<? extends DeviceModel> table(Instance instance) {
    return ParameterTable.ofAny(instance.model().getClass());
  }
}
