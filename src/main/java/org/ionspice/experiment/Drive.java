package org.ionspice.experiment;

import java.util.Map;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.device.DeviceModel;
import org.ionspice.parameter.ParameterTable;
import org.ionspice.waveform.Waveform;

/**
 * An independent source whose waveform an experiment replaces, and what the circuit sees of it: the
 * voltage across and the current into the rest of the circuit, both positive at the source's plus
 * side (of a current source: where its current comes out).
 */
final class Drive {
  private final Assembly system;
  private final int instance;
  private final boolean current;
  private final int plus;
  private final int minus;
  private final double multiplicity;
  private Waveform waveform = new org.ionspice.waveform.Dc(0);

  /** Finds the V or I source of this name, lower case. */
  Drive(Assembly system, String name) {
    this.system = system;
    instance = system.instanceIndex(name);
    Instance source = system.instance(instance);
    current = source.type().equals("i");
    multiplicity = source.multiplicity();
    int p = source.nodes().get(0);
    int n = source.nodes().get(1);
    plus = current ? n : p;
    minus = current ? p : n;
  }

  /** Makes the source follow {@code other} in transients. */
  void follow(Waveform other) {
    waveform = other;
    DeviceModel model = system.instance(instance).model();
    var built = ParameterTable.ofAny(model.getClass()).build(Map.of("waveform", other));
    system.replace(
        instance,
        built
            .record()
            .map(DeviceModel.class::cast)
            .orElseThrow(() -> new IllegalArgumentException(built.problems().get(0).message())));
  }

  /** Returns whether the current is driven. */
  boolean isCurrent() {
    return current;
  }

  /** Returns the names of the quantities that {@link #voltage} and {@link #current} read. */
  java.util.List<String> names() {
    String across = "v(" + node(plus) + "," + node(minus) + ")";
    return current
        ? java.util.List.of(across)
        : java.util.List.of(across, "i(" + system.instance(instance).name() + ")");
  }

  private String node(int index) {
    return index == Instance.GROUND ? "0" : system.circuit().nodes().get(index);
  }

  /** Returns the voltage, V, from the values of {@link #names}. */
  double voltage(double[] values) {
    return values[0];
  }

  /** Returns the current into the circuit, A, at {@code t} s. */
  double current(double t, double[] values) {
    return multiplicity * (current ? waveform.at(t) : -values[1]);
  }
}
