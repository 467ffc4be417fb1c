package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ionspice.diagnostics.Code;
import org.ionspice.expression.Expression;
import org.ionspice.netlist.Field;

/** Reads {@code K} lines: each pair of the inductors that they name is coupled. */
final class Couplings {
  private final Flattening flat;
  private final Models models;
  private final Elements elements;

  Couplings(Flattening flat, Models models, Elements elements) {
    this.flat = flat;
    this.models = models;
    this.elements = elements;
  }

  void read(Line line) {
    List<Field.Word> inductors = new ArrayList<>();
    while (line.hasNext() && !Reading.isNumeric(line.peek())) {
      inductors.add(line.word("an inductor's name"));
    }
    if (inductors.size() < 2) {
      throw line.missing("an inductor's name");
    }
    Field.Assignment named = line.remove("k");
    Field value = named != null ? named.value() : line.take("the coupling");
    double k = flat.reading.number(value, line.level);
    line.end();
    DeviceType type = elements.type("k", line);
    for (int a = 0; a < inductors.size(); a++) {
      for (int b = a + 1; b < inductors.size(); b++) {
        if (inductors.get(a).key().equals(inductors.get(b).key())) {
          throw new Mistake(
              Code.E216,
              inductors.get(b).span(),
              "'" + inductors.get(b).text() + "' cannot be coupled with itself",
              "the form is " + line.form);
        }
        Given given = new Given(k, value.span(), value.span());
        couple(line, type, inductors.get(a), inductors.get(b), given);
      }
    }
  }

  private void couple(Line line, DeviceType type, Field.Word one, Field.Word two, Given k) {
    String suffix = flat.board.part(line.name).isPresent() ? "#" + one.key() + two.key() : "";
    // Inductors may stand below the K line, so the coupling waits until all parts are there.
    flat.later(
        () -> {
          Map<String, Object> values = new HashMap<>();
          values.put("k", k.value());
          values.put("first", inductance(one, line));
          values.put("second", inductance(two, line));
          elements.overridesOf(line.name).forEach((n, v) -> values.put(n.isEmpty() ? "k" : n, v));
          List<Expression> links =
              List.of(
                  new Expression.BranchCurrent(one.key(), one.span()),
                  new Expression.BranchCurrent(two.key(), two.span()));
          flat.board.place(
              new Part(
                  flat.board.part(line.name).isPresent()
                      ? line.name + "#" + one.key() + two.key()
                      : line.name + suffix,
                  type.name(),
                  models.build(type, values, Map.of("k", k), line.span()),
                  new int[0],
                  List.of(),
                  links,
                  line.level.path,
                  1,
                  flat.temperature + Flattening.ZERO_CELSIUS,
                  line.span()));
        });
  }

  private double inductance(Field.Word name, Line line) {
    String full = flat.board.require(name.text(), line.level.path, name.span());
    Part part = flat.board.part(full).orElseThrow();
    if (!part.type().equals("l")) {
      throw new Mistake(
          Code.E216,
          name.span(),
          "'" + name.text() + "' is not an inductor",
          "the form is " + line.form);
    }
    var table = elements.type("l", line).table();
    ToDoubleFunction<String> number = p -> table.get(part.model(), p).orElseThrow();
    double tnom = number.applyAsDouble("tnom");
    double dt =
        part.temperature()
            - Flattening.ZERO_CELSIUS
            - (Double.isNaN(tnom) ? flat.nominalTemperature : tnom);
    // As the inductor itself has it at its temperature.
    return number.applyAsDouble("scale")
        * number.applyAsDouble("l")
        * (1 + dt * (number.applyAsDouble("tc1") + dt * number.applyAsDouble("tc2")));
  }
}
