package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ionspice.analysis.Analysis;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.experiment.ImpedanceSpectra;
import org.ionspice.parameter.ParameterTable;

/** Turns an {@code .eis} line into impedance spectra. */
record ImpedanceLine(Design design, Diagnostics diagnostics) {
  private static final String FORM =
      "form: .eis source dec|oct|lin n fstart fstop [bias=v1,v2,...|lin(a,b,n)]";

  /** Points of all biases together: they and their ZView files are kept until the run is over. */
  private static final long MOST_POINTS = 200_000;

  Optional<Analysis> read(Command command) {
    List<Value> v = command.positional();
    if (v.size() != 5) {
      diagnostics.add(
          Code.E230,
          v.size() > 5 ? v.get(5).span() : command.span(),
          ".eis takes a source and four values without a name",
          FORM);
      return Optional.empty();
    }
    Names names = new Names(design, diagnostics, FORM);
    Optional<String> source = names.source(v.get(0));
    Optional<double[]> grid =
        new FrequencyGrid(diagnostics, FORM).read(v.subList(1, 5), true);
    Arguments arguments = new Arguments(command, diagnostics, FORM);
    double[] biases = arguments.numbers("bias");
    boolean good = arguments.good();
    if (source.isEmpty() || grid.isEmpty() || !good) {
      return Optional.empty();
    }
    Instance instance = names.instance(source.get()).orElseThrow();
    boolean current = instance.type().equals("i");
    if (biases.length == 0 && current && !hasDcValue(instance)) {
      diagnostics.add(
          Code.E230, v.get(0).span(), "the current source has no dc value", "give bias=");
      return Optional.empty();
    }
    if (Math.max(1L, biases.length) * grid.get().length > MOST_POINTS) {
      diagnostics.add(
          Code.E230,
          command.span(),
          "these are " + (long) biases.length * grid.get().length + " points; .eis takes "
              + MOST_POINTS,
          "fewer frequencies or biases");
      return Optional.empty();
    }
    return Optional.of(
        new ImpedanceSpectra(
            source.get(), current, grid.get(), biases));
  }

  private static boolean hasDcValue(Instance instance) {
    OptionalDouble dc =
        ParameterTable.ofAny(instance.model().getClass()).get(instance.model(), "dc");
    return dc.isPresent() && !Double.isNaN(dc.getAsDouble());
  }
}
