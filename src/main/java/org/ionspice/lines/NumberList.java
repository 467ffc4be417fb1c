package org.ionspice.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ionspice.analysis.AcSweep;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.diagnostics.Span;
import org.ionspice.elaboration.Value;
import org.ionspice.expression.Expression;

/**
 * Reads lists of numbers: {@code 1,2,3}, {@code (1 2 3)}, {@code lin(a,b,n)} with n values from a to
 * b, {@code dec(a,b,n)} and {@code oct(a,b,n)} with n values a decade or octave, and lists of these.
 *
 * @param form the form of the whole line, for hints
 */
record NumberList(Diagnostics diagnostics, String form) {
  private static final int MOST_NUMBERS = 1_000_000;

  /** Returns the numbers of a list, or nothing when something in it is wrong. */
  Optional<double[]> read(Value value) {
    Expression written = value.expression();
    if (value.isNumber()) {
      return Optional.of(new double[] {value.number()});
    }
    List<Double> numbers = new ArrayList<>();
    if (written == null) {
      wrong(value.span(), "'" + value.text() + "' is not a number or a list of numbers");
      return Optional.empty();
    }
    return add(written, numbers)
        ? Optional.of(numbers.stream().mapToDouble(Double::doubleValue).toArray())
        : Optional.empty();
  }

  private boolean wrong(Span at, String message) {
    diagnostics.add(Code.E230, at, message, form);
    return false;
  }

  private boolean add(Expression item, List<Double> numbers) {
    if (item instanceof Expression.Literal literal) {
      return add(new double[] {literal.value()}, item.span(), numbers);
    }
    if (item instanceof Expression.Call call && call.function().isEmpty()) {
      boolean fine = true;
      for (Expression each : call.arguments()) {
        fine = fine && add(each, numbers);
      }
      return fine;
    }
    if (item instanceof Expression.Call call
        && List.of("lin", "dec", "oct").contains(call.function())) {
      return grid(call, numbers);
    }
    return wrong(item.span(), "a number, lin(a,b,n), dec(a,b,n) or oct(a,b,n) is expected here");
  }

  private boolean grid(Expression.Call call, List<Double> numbers) {
    String kind = call.function();
    double[] given = new double[call.arguments().size()];
    for (int k = 0; k < given.length; k++) {
      if (!(call.arguments().get(k) instanceof Expression.Literal literal)) {
        return wrong(call.arguments().get(k).span(), "a number is expected here");
      }
      given[k] = literal.value();
    }
    if (given.length != 3) {
      return wrong(call.span(), kind + "(...) takes three numbers: from, to, how many");
    }
    double n = given[2];
    if (n < 1 || n != Math.rint(n) || n > MOST_NUMBERS) {
      return wrong(
          call.arguments().get(2).span(), "how many must be a whole number from 1 to a million");
    }
    boolean linear = kind.equals("lin");
    if (!linear && !(given[0] > 0 && given[1] >= given[0])) {
      return wrong(call.span(), kind + "(...) goes upward from a value above zero");
    }
    double base = kind.equals("dec") ? 10 : 2;
    if (!linear && Math.log(given[1] / given[0]) / Math.log(base) * n > MOST_NUMBERS) {
      return wrong(call.span(), "this list is longer than a million numbers");
    }
    return add(AcSweep.grid(kind, (int) n, given[0], given[1]), call.span(), numbers);
  }

  private boolean add(double[] values, Span at, List<Double> numbers) {
    if (numbers.size() + values.length > MOST_NUMBERS) {
      return wrong(at, "this list is longer than a million numbers");
    }
    for (double value : values) {
      numbers.add(value);
    }
    return true;
  }
}
