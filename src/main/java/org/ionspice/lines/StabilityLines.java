package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.Continuation;
import org.ionspice.analysis.Poles;
import org.ionspice.circuit.Instance;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;

/** Turns {@code .poles} and {@code .continuation} lines into analyses. */
record StabilityLines(Design design, Diagnostics diagnostics) {
  private static final String POLES = "form: .poles [count=20] [near=frequency]";

  private static final String CONTINUATION =
      "form: .continuation source from to [points=200] [most=4000]";

  /** Poles of a large circuit, when the line says nothing. */
  private static final int COUNT = 20;

  /** Points of a straight branch, and of the whole curve, when the line says nothing. */
  private static final int POINTS = 200;

  private static final int MOST = 4000;

  Optional<Analysis> poles(Command command) {
    Arguments arguments = new Arguments(command, diagnostics, POLES);
    for (Value value : command.positional()) {
      arguments.wrong(value.span(), ".poles takes names with values only", POLES);
    }
    int count = arguments.whole("count", COUNT, 1, 200);
    double near = arguments.number("near", 0);
    if (near < 0) {
      arguments.wrong(command.span(), "near must not be negative", POLES);
    }
    return arguments.good()
        ? Optional.of(new Poles(count, near, command.span()))
        : Optional.empty();
  }

  Optional<Analysis> continuation(Command command) {
    Names names = new Names(design, diagnostics, CONTINUATION);
    List<Value> v = command.positional();
    if (v.size() != 3) {
      return names.wrong(
          command.span(), ".continuation takes a source and two values", CONTINUATION);
    }
    Arguments arguments = new Arguments(command, diagnostics, CONTINUATION);
    int points = arguments.whole("points", POINTS, 4, 1_000_000);
    int most = arguments.whole("most", Math.max(MOST, 20 * points), 4, 10_000_000);
    boolean good = arguments.good();
    Optional<String> source = names.source(v.get(0));
    for (Value value : v.subList(1, 3)) {
      if (!value.isNumber() || !Double.isFinite(value.number())) {
        return names.wrong(value.span(), "'" + value.text() + "' is not a number", CONTINUATION);
      }
    }
    double from = v.get(1).number();
    double to = v.get(2).number();
    if (from == to) {
      return names.wrong(v.get(2).span(), "the two values must differ", CONTINUATION);
    }
    if (!good || source.isEmpty()) {
      return Optional.empty();
    }
    Instance instance = names.instance(source.get()).orElseThrow();
    String unit = instance.type().equals("i") ? "A" : "V";
    return Optional.of(
        new Continuation(source.get(), unit, from, to, points, most, command.span()));
  }
}
