package org.ionspice.lines;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.ScatteringParameters;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostic;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Note;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.parameter.ParameterTable;

/** Turns a {@code .sp} line into an analysis. */
record ScatteringLine(Design design, Diagnostics diagnostics) {
  private static final String FORM = "form: .sp dec|oct|lin n fstart fstop [donoise]";
  private static final String PORTS = "form of a port: V1 in 0 dc 0 ac 1 portnum 1 z0 50";

  /** A matrix of more ports is hardly read by anyone, and its file grows with the square. */
  private static final int MOST_PORTS = 64;

  private static final double MOST_ENTRIES = 1e6;

  private Optional<Analysis> wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    return Optional.empty();
  }

  Optional<Analysis> read(Command command) {
    List<Value> v = command.values();
    boolean noise = false;
    if (v.size() == 5 && v.get(4).isPositional()) {
      noise = v.get(4).key().equals("donoise") || v.get(4).number() == 1;
      v = noise || v.get(4).number() == 0 ? v.subList(0, 4) : v;
    }
    if (v.size() != 4) {
      return wrong(command.span(), ".sp takes four values and perhaps donoise", FORM);
    }
    Optional<double[]> grid = new FrequencyGrid(diagnostics, FORM).read(v, false);
    Map<Integer, Instance> ports = new TreeMap<>();
    for (Instance instance : design.circuit().instances()) {
      if (instance.type().equals("port")) {
        Instance other = ports.putIfAbsent((int) of(instance, "portnum"), instance);
        if (other != null) {
          diagnostics.add(
              Diagnostic.of(
                      Code.E230,
                      instance.origin(),
                      "there are two ports of this number",
                      "number the ports from 1 on")
                  .with(new Note(other.origin(), "the other one")));
          return Optional.empty();
        }
      }
    }
    if (ports.isEmpty()) {
      return wrong(command.span(), ".sp needs ports, and there is none", PORTS);
    }
    int expected = 1;
    for (Map.Entry<Integer, Instance> port : ports.entrySet()) {
      if (port.getKey() != expected++) {
        return wrong(
            port.getValue().origin(),
            "there is no port " + (expected - 1) + " before this one",
            "number the ports from 1 on");
      }
    }
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    double entries = (double) ports.size() * ports.size() * grid.get().length;
    if (ports.size() > MOST_PORTS || entries > MOST_ENTRIES) {
      return wrong(
          command.span(),
          "these are more than " + MOST_PORTS + " ports or a million numbers",
          "take fewer points");
    }
    return Optional.of(
        new ScatteringParameters(
            ports.values().stream().map(Instance::name).toList(),
            ports.values().stream().mapToDouble(p -> of(p, "z0")).toArray(),
            grid.get(),
            noise));
  }

  private static double of(Instance port, String parameter) {
    return ParameterTable.of(port.model().getClass())
        .get(port.model(), parameter)
        .orElseThrow(() -> new IllegalStateException("a port without " + parameter));
  }
}
