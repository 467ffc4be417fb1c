package org.ionspice.lines;

import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.analysis.OutputVariable;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.experiment.PeriodicSteadyState;

/** Reads {@code .pss} lines. */
record PeriodicLine(Design design, Diagnostics diagnostics) {
  private static final String FORM =
      "form: .pss freq=f [tstab=t] [harmonics=n] [points=n] [uic], or .pss autonomous node=v(a)"
          + " [freq=guess] ...";

  private static final int MOST_HARMONICS = 10_000;
  private static final int MOST_POINTS = 1_000_000;

  /** Returns the analysis, or nothing after a mistake was told. */
  Optional<Analysis> read(Command command) {
    Arguments arguments = new Arguments(command, diagnostics, FORM);
    boolean autonomous = false;
    boolean initial = false;
    for (Value value : command.positional()) {
      autonomous |= value.key().equals("autonomous");
      initial |= value.key().equals("uic");
      if (!List.of("autonomous", "uic").contains(value.key())) {
        arguments.wrong(value.span(), "'" + value.text() + "' is no word of this line", FORM);
      }
    }
    double frequency = arguments.positive("freq", Double.NaN);
    if (!autonomous && arguments.value("freq").isEmpty()) {
      arguments.wrong(command.span(), "freq= is missing", FORM);
    }
    Optional<Value> node = arguments.value("node");
    Optional<OutputVariable> watched = Optional.empty();
    if (autonomous && node.isEmpty()) {
      arguments.wrong(command.span(), "node= is missing: the voltage that oscillates", FORM);
    } else if (!autonomous && node.isPresent()) {
      arguments.wrong(node.get().span(), "node= belongs to .pss autonomous", FORM);
    } else if (node.isPresent()) {
      watched = watched(node.get());
    }
    double begin = arguments.number("tstab", 0);
    if (begin < 0) {
      arguments.wrong(command.span(), "tstab must not be negative", FORM);
    }
    int harmonics = arguments.whole("harmonics", 10, 1, MOST_HARMONICS);
    int points = arguments.whole("points", 200, 2, MOST_POINTS);
    if (!arguments.good() || autonomous && watched.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PeriodicSteadyState(
            frequency,
            watched.map(OutputVariable::plus).orElse(""),
            begin,
            harmonics,
            points,
            initial,
            command.span()));
  }

  /** Reads {@code v(a)}, or the name of a node. */
  private Optional<OutputVariable> watched(Value value) {
    Names names = new Names(design, diagnostics, FORM);
    if (value.expression() instanceof org.ionspice.expression.Expression.NodeVoltage v
        && v.minus().isEmpty()) {
      return names.output(value);
    }
    return names.node(value).map(v -> new OutputVariable(v, v, "", false));
  }
}
