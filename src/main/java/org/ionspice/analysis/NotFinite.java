package org.ionspice.analysis;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.assembly.Assembly;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Span;
import org.ionspice.units.Units;

/** Names the device that gave NaN or infinity, its line, and the voltages it was given. */
public final class NotFinite {
  private static final int MOST_ARGUMENTS = 8;

  private NotFinite() {}

  /**
   * Returns the diagnostic.
   *
   * @param x where the equations were not finite
   * @param where the analysis or time, begun by a blank; may be empty
   */
  public static Diagnostic at(Assembly system, double[] x, String where) {
    // Where an unknown itself is beyond the numbers, no device is to blame for its answer.
    int k = isFinite(x) ? system.evaluation().notFinite(x) : -1;
    if (k < 0) {
      return Diagnostic.of(
          Code.E404,
          Span.NONE,
          "the equations are not finite" + where,
          "look for sources or parameters beyond 1e150");
    }
    Instance device = system.instance(k);
    List<String> arguments = new ArrayList<>();
    for (int node : device.nodes()) {
      if (node != Instance.GROUND && arguments.size() < MOST_ARGUMENTS) {
        String name = system.circuit().nodes().get(node);
        String text = "v(" + name + ") = " + Units.format(x[node], "V");
        if (!arguments.contains(text)) {
          arguments.add(text);
        }
      }
    }
    return Diagnostic.of(
        Code.E404,
        device.origin(),
        "device '" + device.name() + "' gave a value that is not finite"
            + (arguments.isEmpty() ? "" : " at " + String.join(", ", arguments))
            + where,
        "check its parameters; keep its formula within bounds, such as with max() or limit()");
  }

  private static boolean isFinite(double[] x) {
    for (double value : x) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
