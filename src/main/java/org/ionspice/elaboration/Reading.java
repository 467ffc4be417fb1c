package org.ionspice.elaboration;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.expression.Evaluator;
import org.ionspice.expression.Expression;
import org.ionspice.expression.Resolver;
import org.ionspice.expression.Scope;
import org.ionspice.netlist.Field;
import org.ionspice.netlist.NetlistReader;
import org.ionspice.units.SpiceNumber;

/** Reads fields as numbers, words and formulas in the names of a level. */
final class Reading {
  /** Words of source lines, which go before parameters of the same names. */
  private static final Set<String> NEVER_VALUES = Set.of("ac", "dc", "r", "td", "acmag", "acphase");

  private final Diagnostics diagnostics;

  Reading(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Returns the number that a field gives; throws when it gives none. */
  double number(Field field, Level level) {
    if (field instanceof Field.Word word) {
      return number(word, level);
    }
    if (field instanceof Field.Formula formula) {
      return constant(formula.expression(), level);
    }
    if (field instanceof Field.Quoted quoted) {
      return constant(formula(quoted), level);
    }
    if (field instanceof Field.Group group && group.head().isEmpty() && group.fields().size() == 1) {
      return number(group.fields().get(0), level);
    }
    throw new Mistake(
        Code.E102, field.span(), "'" + text(field) + "' is not a number", "write {formula}");
  }

  /** Returns the formula between double quotes, which HSPICE has for braces. */
  Expression formula(Field.Quoted quoted) {
    Span at = quoted.span();
    int errors = diagnostics.errorCount();
    Expression formula =
        NetlistReader.parseExpression(
            quoted.text(),
            new Span(at.source(), at.line(), at.column() + 1, quoted.text().length()),
            diagnostics);
    if (diagnostics.errorCount() > errors) {
      throw new Mistake(Code.E107, Span.NONE, "", "");
    }
    return formula;
  }

  /**
   * Returns the number of a parameter whose unit is known: {@code is=14.34F} cannot mean farads, so
   * there is nothing to warn of.
   */
  double number(Field field, Level level, String unit) {
    return field instanceof Field.Word word ? number(word, level, unit) : number(field, level);
  }

  private double number(Field.Word word, Level level) {
    return number(word, level, "FA");
  }

  private double number(Field.Word word, Level level, String unit) {
    SpiceNumber.Result result = SpiceNumber.parse(word.text());
    if (result.isNumber()) {
      boolean impossible =
          result.suffix().equals("f") && unit.indexOf('F') < 0
              || result.suffix().equals("a") && unit.indexOf('A') < 0;
      if (!result.caution().isEmpty() && !impossible) {
        diagnostics.add(Code.W104, word.span(), result.caution(), "");
      }
      return result.value();
    }
    OptionalDouble parameter =
        SpiceNumber.looksLikeNumber(word.text()) ? OptionalDouble.empty() : level.value(word.key());
    if (parameter.isPresent()) {
      return parameter.getAsDouble(); // Without braces, as ngspice and HSPICE have it.
    }
    Span at = word.span();
    int offset = Math.min(result.offset(), at.length() - 1);
    throw new Mistake(
        Code.E102,
        new Span(at.source(), at.line(), at.column() + offset, at.length() - offset),
        result.error(),
        result.hint());
  }

  /** Returns the value of a formula that may not depend on the circuit. */
  double constant(Expression formula, Level level) {
    int before = diagnostics.errorCount();
    double value = Evaluator.evaluate(formula, level, diagnostics);
    if (diagnostics.errorCount() > before) {
      throw new Mistake(Code.E201, Span.NONE, "", "");
    }
    return value;
  }

  /** Returns a formula with parameters and functions replaced by what they stand for. */
  Expression resolve(Expression formula, Scope level) {
    int before = diagnostics.errorCount();
    Expression resolved = Resolver.resolve(formula, level, diagnostics);
    if (diagnostics.errorCount() > before) {
      throw new Mistake(Code.E201, Span.NONE, "", "");
    }
    return resolved;
  }

  /** Returns whether a field begins as a number or is a formula. */
  static boolean isNumeric(Field field) {
    return field instanceof Field.Formula
        || field instanceof Field.Word w && SpiceNumber.looksLikeNumber(w.text());
  }

  /** Returns whether a field is a number, a formula or a parameter's name. */
  static boolean isValue(Field field, Level level) {
    return isNumeric(field)
        || field instanceof Field.Word w
            && !NEVER_VALUES.contains(w.key())
            && level.value(w.key()).isPresent();
  }

  /** Returns a field as the netlist has it. */
  static String text(Field field) {
    if (field instanceof Field.Word w) {
      return w.text();
    }
    if (field instanceof Field.Quoted q) {
      return q.text();
    }
    Span at = field.span();
    String line = at.source().line(at.line());
    int from = Math.max(0, Math.min(line.length(), at.column() - 1));
    return line.substring(from, Math.min(line.length(), from + at.length()));
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
