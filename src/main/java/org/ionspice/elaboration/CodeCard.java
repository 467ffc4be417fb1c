package org.ionspice.elaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.Statement;

/** The card of a code model: parameters with a number, a word or numbers in brackets. Mutable. */
final class CodeCard {
  private final Statement.Model model;
  private final Level owner;
  private final Reading reading;
  private final Map<String, List<Field>> values = new LinkedHashMap<>();
  private final Map<String, Span> places = new LinkedHashMap<>();

  CodeCard(Statement.Model model, Level owner, Reading reading, Set<String> known) {
    this.model = model;
    this.owner = owner;
    this.reading = reading;
    String name = "";
    for (Field field : model.fields()) {
      if (field instanceof Field.Assignment a) {
        name = a.name().key();
        if (!known.contains(name)) {
          String near = Nearest.hint(name, known);
          throw new Mistake(
              Code.E202,
              a.name().span(),
              model.type().text() + " has no parameter '" + a.name().text() + "'",
              near.isEmpty() ? "it takes " + String.join(", ", new TreeSet<>(known)) : near);
        }
        values.put(name, new ArrayList<>(List.of(a.value())));
        places.put(name, a.name().span());
      } else if (name.isEmpty()) {
        throw new Mistake(
            Code.E122, field.span(), "'" + Reading.text(field) + "' is no parameter", "write name=value");
      } else {
        values.get(name).add(field);
      }
    }
  }

  /** Returns where the card stands. */
  Span span() {
    return model.name().span();
  }

  /** Returns a number; {@code otherwise} when the card does not give it. */
  double number(String name, double otherwise) {
    return values.containsKey(name) ? numbers(name)[0] : otherwise;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns whether a switch is on: {@code TRUE}, {@code FALSE} or a number. */
  boolean flag(String name, boolean otherwise) {
    if (!values.containsKey(name)) {
      return otherwise;
    }
    String word = Reading.lower(Reading.text(values.get(name).get(0)));
    return switch (word) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default ->
          throw new Mistake(
              Code.E203, places.get(name), "'" + name + "' is neither TRUE nor FALSE", "");
    };
  }

  /** Returns the k-th number of a list; {@code otherwise} without the list. */
  double number(String name, int k, double otherwise) {
    if (!values.containsKey(name)) {
      return otherwise;
    }
    double[] all = numbers(name);
    if (k >= all.length) {
      throw new Mistake(
          Code.E121, places.get(name), "'" + name + "' has fewer numbers than there are inputs", "");
    }
    return all[k];
  }

  /** Returns the numbers of a list in brackets, at least one. */
  double[] numbers(String name) {
    List<Field> fields = values.get(name);
    if (fields == null) {
      throw new Mistake(
          Code.E121, span(), model.type().text() + ": '" + name + "' is missing", "give it on the card");
    }
    List<Double> numbers = new ArrayList<>();
    for (Field field : fields) {
      add(field, numbers);
    }
    if (numbers.isEmpty()) {
      throw new Mistake(Code.E121, places.get(name), "'" + name + "' has no number", "");
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void add(Field field, List<Double> numbers) {
    if (field instanceof Field.Group g && g.head().isEmpty()) {
      g.fields().forEach(f -> add(f, numbers));
      return;
    }
    if (!(field instanceof Field.Word word)) {
      numbers.add(reading.number(field, owner));
      return;
    }
    String text = word.text().replace("[", "").replace("]", "");
    if (!text.isEmpty()) {
      int shift = Math.max(0, word.text().indexOf(text.charAt(0)));
      Span at = word.span();
      Span own = new Span(at.source(), at.line(), at.column() + shift, text.length());
      numbers.add(reading.number(new Field.Word(text, own), owner));
    }
  }

  /** Refuses what is not supported beyond zero. */
  void onlyZero(String name, String what) {
    if (values.containsKey(name)) {
      for (double each : numbers(name)) {
        if (each != 0) {
          throw new Mistake(
              Code.E123, places.get(name), what + " are not supported", "leave " + name + " out");
        }
      }
    }
  }

  /** Refuses a parameter. */
  void none(String name, String hint) {
    if (values.containsKey(name)) {
      throw new Mistake(
          Code.E123,
          places.get(name),
          "'" + name + "' of the code model " + model.type().text() + " is not supported",
          hint);
    }
  }

  /** Reads what no law has asked for, so that mistakes in it are told. */
  void end() {
    for (Map.Entry<String, List<Field>> each : values.entrySet()) {
      if (!each.getKey().equals("fraction") && !each.getKey().equals("log") && !each.getKey().equals("limit")) {
        numbers(each.getKey());
      }
    }
  }
}
