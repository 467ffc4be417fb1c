package org.ionspice.lines;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Nearest;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Command;
import org.ionspice.elaboration.Value;

/**
 * The {@code name=value} part of a line, read one by one; every mistake is reported, and the line
 * counts only when {@link #good} says so at the end. Mutable.
 */
final class Arguments {
  private final Command command;
  private final Diagnostics diagnostics;
  private final String form;
  private final Set<String> known = new HashSet<>();
  private boolean good = true;

  /** Makes a reader; {@code form} is the form of the whole line, for hints. */
  Arguments(Command command, Diagnostics diagnostics, String form) {
    this.command = command;
    this.diagnostics = diagnostics;
    this.form = form;
  }

  /** Reports a mistake. */
  void wrong(Span at, String message, String hint) {
    diagnostics.add(Code.E230, at, message, hint);
    good = false;
  }

  /** Returns the value of this name, when the line has it; from now on the name is known. */
  Optional<Value> value(String name) {
    known.add(name);
    List<Value> found = command.values().stream().filter(v -> v.name().equals(name)).toList();
    if (found.size() > 1) {
      wrong(found.get(1).span(), name + " is given twice", form);
    }
    return found.stream().findFirst();
  }

  /** Returns a number that the line must have; NaN after a mistake. */
  double number(String name) {
    Optional<Value> found = value(name);
    if (found.isEmpty()) {
      wrong(command.span(), name + "= is missing", form);
      return Double.NaN;
    }
    return number(found.get());
  }

  /** Returns a number, or {@code otherwise} when the line has none of this name. */
  double number(String name, double otherwise) {
    return value(name).map(this::number).orElse(otherwise);
  }

  /** Returns a number above zero; see {@link #number(String, double)}. */
  double positive(String name, double otherwise) {
    double number = number(name, otherwise);
    if (number <= 0) {
      wrong(value(name).map(Value::span).orElse(command.span()), name + " must be above 0", form);
    }
    return number;
  }

  /** Returns a whole number in a range; see {@link #number(String, double)}. */
  int whole(String name, int otherwise, int least, int most) {
    double number = number(name, otherwise);
    if (number != Math.rint(number) || number < least || number > most) {
      if (!Double.isNaN(number)) {
        String range = least + " to " + most;
        Span at = value(name).map(Value::span).orElse(command.span());
        wrong(at, name + " must be a whole number from " + range, form);
      }
      return otherwise;
    }
    return (int) number;
  }

  /**
   * Returns a list of numbers, {@code 1,2,3} or {@code lin(a,b,n)}, or {@code otherwise} when the line
   * has none of this name; empty after a mistake.
   */
  double[] numbers(String name, double... otherwise) {
    Optional<Value> found = value(name);
    if (found.isEmpty()) {
      return otherwise;
    }
    Optional<double[]> numbers = new NumberList(diagnostics, form).read(found.get());
    good &= numbers.isPresent();
    return numbers.orElse(new double[0]);
  }

  /** Returns one of several words, the first when the line has none of this name. */
  String word(String name, List<String> words) {
    Optional<Value> found = value(name);
    if (found.isEmpty()) {
      return words.get(0);
    }
    String word = found.get().key();
    if (!words.contains(word)) {
      String near = Nearest.hint(word, words);
      wrong(
          found.get().span(),
          name + " must be " + String.join(", ", words),
          near.isEmpty() ? form : near);
      return words.get(0);
    }
    return word;
  }

  /** Returns whether there was no mistake; names that nobody asked for are mistakes. */
  boolean good() {
    for (Value value : command.values()) {
      if (!value.isPositional() && !known.contains(value.name())) {
        String near = Nearest.hint(value.name(), known);
        wrong(
            value.span(),
            "." + command.keyword() + " has no " + value.name() + "=",
            near.isEmpty() ? form : near);
      }
    }
    return good;
  }

  private double number(Value value) {
    if (!value.isNumber()) {
      wrong(value.span(), "'" + value.text() + "' is not a number", form);
    }
    return value.number();
  }
}
