package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.List;
import org.ionspice.diagnostics.Code;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;
import org.ionspice.parameter.Parameter;

/** Reads {@code .step} lines. */
final class StepReader {
  private static final int MOST_RUNS = 1_000_000;
  private static final String FORM =
      "the form is .step [lin|dec|oct] [param] name start stop step, or .step name list values";

  private final Flattening flat;
  private final CommandReader commands;

  StepReader(Flattening flat, CommandReader commands) {
    this.flat = flat;
    this.commands = commands;
  }

  Step read(Statement.Directive d) {
    List<Field> fields = new ArrayList<>(d.fields());
    String scale = keyword(fields, "lin", "dec", "oct");
    boolean param = !keyword(fields, "param").isEmpty();
    if (scale.isEmpty()) {
      scale = keyword(fields, "lin", "dec", "oct");
    }
    // LTspice names the kind of model before the model: .step npn mod(bf) ...
    if (fields.size() > 1 && fields.get(1) instanceof Field.Group g && !g.head().isEmpty()) {
      fields.remove(0);
    }
    if (fields.isEmpty()) {
      throw new Mistake(Code.E121, d.span(), "what to step is missing", FORM);
    }
    Field target = fields.remove(0);
    double[] values = values(fields, scale, d);
    if (param) {
      String name = Reading.lower(Reading.text(target));
      if (!flat.top.defines(name)) {
        throw new Mistake(
            Code.E201,
            target.span(),
            "there is no parameter '" + name + "'",
            org.ionspice.diagnostics.Nearest.hint(name, flat.top.names()));
      }
      return new Step(name, Step.Kind.PARAM, name, "", values, d.span());
    }
    return target instanceof Field.Group g ? model(g, values, d) : named(target, values, d);
  }

  private Step named(Field target, double[] values, Statement.Directive d) {
    String name = Reading.lower(Reading.text(target));
    if (name.equals("temp")) {
      return new Step("temp", Step.Kind.TEMPERATURE, "", "", values, d.span());
    }
    String parameter = "";
    int open = name.indexOf('[');
    if (open > 0 && name.endsWith("]")) {
      parameter = name.substring(open + 1, name.length() - 1);
      name = name.substring(name.startsWith("@") ? 1 : 0, open);
    }
    int colon = name.lastIndexOf(':'); // r1:r and card:is are Xyce's.
    if (colon > 0 && colon + 1 < name.length() && flat.board.find(name, "").isEmpty()) {
      parameter = name.substring(colon + 1);
      name = name.substring(0, colon);
      if (flat.board.find(name, "").isEmpty() && flat.top.model(name).isPresent()) {
        Field.Word word = new Field.Word(parameter, target.span());
        return model(new Field.Group(name, List.of(word), target.span()), values, d);
      }
    }
    if (parameter.isEmpty() && flat.board.find(name, "").isEmpty() && flat.top.defines(name)) {
      return new Step(name, Step.Kind.PARAM, name, "", values, d.span());
    }
    String device = flat.board.require(name, "", target.span());
    DeviceType type = flat.catalog.byType(flat.board.part(device).orElseThrow().type()).orElseThrow();
    String wanted = parameter;
    if (type.table().inner(flat.board.part(device).orElseThrow().model()).containsKey(wanted)) {
      return new Step(
          device + "[" + wanted + "]", Step.Kind.INSTANCE, device, wanted, values, d.span());
    }
    Parameter found =
        (wanted.isEmpty() ? type.table().principal() : type.table().find(wanted))
            .filter(Parameter::isNumber)
            .orElseThrow(
                () ->
                    new Mistake(
                        Code.E202,
                        target.span(),
                        wanted.isEmpty()
                            ? type.name() + " has no single value to step"
                            : type.name() + " has no parameter '" + wanted + "'",
                        Elements.parametersHint(wanted, type)));
    boolean source = List.of("v", "port", "i").contains(type.name());
    return new Step(
        parameter.isEmpty() ? device : device + "[" + found.name() + "]",
        source ? Step.Kind.SOURCE : Step.Kind.INSTANCE,
        device,
        found.name(),
        values,
        d.span());
  }

  private Step model(Field.Group g, double[] values, Statement.Directive d) {
    Statement.Model model =
        flat.top
            .model(g.key())
            .or(() -> flat.innerModel(g.key()))
            .orElseThrow(
                () ->
                    new Mistake(
                        Code.E201,
                        g.span(),
                        "there is no model '" + g.head() + "'",
                        org.ionspice.diagnostics.Nearest.hint(g.head(), flat.top.models.keySet())));
    String wanted = g.fields().isEmpty() ? "" : Reading.text(g.fields().get(0));
    DeviceType type =
        flat.catalog
            .byType(model.type().text())
            .orElseThrow(
                () ->
                    new Mistake(
                        Code.E216,
                        model.type().span(),
                        "there is no model type '" + model.type().text() + "'",
                        ""));
    Parameter found =
        type.table()
            .find(wanted)
            .filter(Parameter::isNumber)
            .orElseThrow(
                () ->
                    new Mistake(
                        Code.E202,
                        g.span(),
                        type.name() + " has no parameter '" + wanted + "'",
                        Elements.parametersHint(wanted, type)));
    String label = g.key() + "(" + Reading.lower(found.name()) + ")";
    return new Step(label, Step.Kind.MODEL, g.key(), found.name(), values, d.span());
  }

  private double[] values(List<Field> fields, String scale, Statement.Directive d) {
    if (!keyword(fields, "list").isEmpty()) {
      if (fields.isEmpty()) {
        throw new Mistake(Code.E121, d.span(), "the list is empty", FORM);
      }
      return commands.numbers(fields);
    }
    if (fields.size() == 1
        && fields.get(0) instanceof Field.Assignment file
        && file.name().key().equals("file")) {
      return PointFile.column(
          Reading.text(file.value()), file.value().span(), flat.folder());
    }
    if (fields.size() < 3) {
      Field last = d.fields().get(d.fields().size() - 1);
      throw new Mistake(Code.E121, last.span(), "a number is missing after this", FORM);
    }
    if (fields.size() > 3) {
      throw new Mistake(
          Code.E122, fields.get(3).span(), "'" + Reading.text(fields.get(3)) + "' is too much", FORM);
    }
    double[] n = commands.numbers(fields);
    return scale.equals("dec") || scale.equals("oct")
        ? logarithmic(n, scale.equals("dec") ? 10 : 2, fields)
        : linear(n, fields);
  }

  private static double[] linear(double[] n, List<Field> fields) {
    double count = Math.floor((n[1] - n[0]) / n[2] + 1e-9) + 1;
    if (n[0] == n[1]) {
      return new double[] {n[0]};
    }
    if (!(count >= 1) || Double.isInfinite(count)) {
      throw new Mistake(
          Code.E203, fields.get(2).span(), "this step does not lead from start to stop", FORM);
    }
    double[] values = new double[size(count, fields)];
    for (int k = 0; k < values.length; k++) {
      values[k] = n[0] + k * n[2];
    }
    return values;
  }

  private static double[] logarithmic(double[] n, double base, List<Field> fields) {
    if (!(n[0] > 0) || !(n[1] >= n[0])) {
      throw new Mistake(
          Code.E203,
          fields.get(n[0] > 0 ? 1 : 0).span(),
          "a logarithmic step goes upward from a value above zero",
          FORM);
    }
    if (!(n[2] >= 1)) {
      throw new Mistake(Code.E203, fields.get(2).span(), "at least one point is needed", FORM);
    }
    double count = Math.floor(Math.log(n[1] / n[0]) / Math.log(base) * n[2] + 1e-9) + 1;
    double[] values = new double[size(count, fields)];
    for (int k = 0; k < values.length; k++) {
      values[k] = n[0] * Math.pow(base, k / n[2]);
    }
    return values;
  }

  private static int size(double count, List<Field> fields) {
    if (count > MOST_RUNS) {
      throw new Mistake(
          Code.E203, fields.get(2).span(), "these are more than a million runs", FORM);
    }
    return (int) count;
  }

  private static String keyword(List<Field> fields, String... words) {
    if (!fields.isEmpty() && fields.get(0) instanceof Field.Word w) {
      for (String word : words) {
        if (w.key().equals(word)) {
          fields.remove(0);
          return word;
        }
      }
    }
    return "";
  }
}
