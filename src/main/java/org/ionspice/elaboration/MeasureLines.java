package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** Completes {@code .meas} lines that leave the analysis out, as LTspice and HSPICE let them. */
final class MeasureLines {
  /** What {@code .meas} names first. */
  private static final List<String> ANALYSES =
      Stream.concat(AnalysisKeyword.resultNames().stream(), Stream.of("four", "four_total"))
          .toList();

  /** What {@code .meas} names behind the measurement's name. */
  private static final List<String> RECIPES =
      List.of(
          "max", "min", "max_at", "min_at", "pp", "avg", "rms", "integ", "integral", "find", "when",
          "deriv", "derivative", "trig", "param", "expr");

  private MeasureLines() {}

  /** Puts the analysis into a line without one when the netlist has only one. */
  static Statement.Directive withAnalysis(Statement.Directive d, List<Statement.Directive> all) {
    if (d.fields().size() < 2
        || !(d.fields().get(0) instanceof Field.Word name)
        || ANALYSES.contains(name.key())
        || !RECIPES.contains(first(d.fields().get(1)))) {
      return d;
    }
    List<String> analyses =
        all.stream().map(Statement.Directive::keyword).filter(ANALYSES::contains).distinct().toList();
    if (analyses.size() != 1) {
      return d;
    }
    List<Field> fields = new ArrayList<>(d.fields());
    fields.add(0, new Field.Word(analyses.get(0), name.span()));
    return new Statement.Directive(d.keyword(), fields, d.span());
  }

  private static String first(Field field) {
    return Reading.lower(field instanceof Field.Assignment a ? a.name().text() : Reading.text(field));
  }
}
