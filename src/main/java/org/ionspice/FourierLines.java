package org.ionspice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.Analysis;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Design;
import org.ionspice.elaboration.Value;
import org.ionspice.integration.Transient;
import org.ionspice.measure.Fourier;

/** Reads {@code .four} lines. */
record FourierLines(Design design, Diagnostics diagnostics) {
  private static final String FORM = "form: .four frequency quantity|{formula} ...";

  /** Relative rounding that may be lacking at a period's length. */
  private static final double ROUNDING = 1e-9;

  /**
   * One line.
   *
   * @param frequency of the fundamental, Hz
   * @param quantities what is looked at
   * @param harmonics with the mean
   * @param samples of the last period
   */
  record Line(Value frequency, List<Value> quantities, int harmonics, int samples) {
    /** Returns the length of the period, s. */
    double period() {
      return 1 / frequency.number();
    }
  }

  /** Returns the lines for a transient; mistakes are added to the diagnostics. */
  List<Line> read(Transient plan) {
    List<Line> lines = new ArrayList<>();
    for (Command command : design.commands()) {
      if (command.keyword().equals("four")) {
        line(command, plan).ifPresent(lines::add);
      }
    }
    return lines;
  }

  /** Checks the lines of a whole netlist. */
  void check(List<Analysis> analyses) {
    List<Command> commands =
        design.commands().stream().filter(c -> c.keyword().equals("four")).toList();
    if (commands.isEmpty()) {
      return;
    }
    boolean any = false;
    for (Analysis analysis : analyses) {
      if (analysis instanceof Transient plan) {
        any = true;
        read(plan);
      }
    }
    if (!any) {
      wrong(commands.get(0).span(), ".four needs a transient", "add .tran");
    }
  }

  private <T> Optional<T> wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    return Optional.empty();
  }

  private Optional<Line> line(Command command, Transient plan) {
    List<Value> v = command.values();
    if (v.size() < 2) {
      return wrong(command.span(), ".four takes a frequency and at least one quantity", FORM);
    }
    Value frequency = v.get(0);
    if (!frequency.isPositional() || !(frequency.number() > 0)) {
      return wrong(frequency.span(), "'" + frequency.text() + "' is not a frequency", FORM);
    }
    double period = 1 / frequency.number();
    if (plan.stop() - plan.start() < period * (1 - ROUNDING)) {
      return wrong(
          frequency.span(),
          "the transient is shorter than one period of this frequency",
          "let .tran go on for at least a period after tstart");
    }
    List<Value> quantities = v.subList(1, v.size());
    for (Value value : quantities) {
      if (!value.isPositional() || value.expression() == null || value.target() != null) {
        return wrong(value.span(), "'" + value.text() + "' is not a quantity", FORM);
      }
    }
    double harmonics = option("nfreqs", Fourier.HARMONICS);
    double samples = option("fourgridsize", Fourier.SAMPLES);
    String mistake = Fourier.mistake(harmonics, samples);
    if (!mistake.isEmpty()) {
      Value at = design.options().get(mistake.substring(0, mistake.indexOf(' ')));
      return wrong(at == null ? command.span() : at.span(), mistake, "see .four");
    }
    return Optional.of(new Line(frequency, quantities, (int) harmonics, (int) samples));
  }

  private double option(String name, double otherwise) {
    Value value = design.options().get(name);
    return value == null ? otherwise : value.number();
  }
}
