package org.ionspice.measure;

import java.util.List;
import java.util.Optional;
import org.ionspice.diagnostics.Code;
import org.ionspice.diagnostics.Diagnostics;
import org.ionspice.elaboration.Value;

/**
 * How a {@code .print} line writes its table: {@code FORMAT=STD|NOINDEX|CSV|GNUPLOT}, {@code WIDTH=},
 * {@code PRECISION=}, {@code DELIMITER=}, {@code TIMESCALEFACTOR=}, as Xyce has them. Immutable.
 *
 * @param index whether rows are numbered
 * @param delimiter between columns; empty for columns of equal width
 * @param width narrowest column, characters
 * @param digits behind the point
 * @param timeFactor what times are multiplied by
 */
public record ListingForm(
    boolean index, String delimiter, int width, int digits, double timeFactor) {
  /** Numbered rows in columns. */
  public static final ListingForm STANDARD = new ListingForm(true, "", 15, 6, 1);

  private static final List<String> FORMATS = List.of("std", "noindex", "csv", "gnuplot");

  /** Returns whether a value of a line belongs to its form. */
  static boolean isPart(Value value) {
    return List.of("format", "width", "precision", "delimiter", "timescalefactor")
        .contains(value.name());
  }

  /** Returns this form with one more word of the line; empty after a mistake, which is told. */
  Optional<ListingForm> with(Value value, Diagnostics diagnostics) {
    String word = value.key();
    double number = value.number();
    switch (value.name()) {
      case "format" -> {
        if (FORMATS.contains(word)) {
          boolean csv = word.equals("csv");
          return Optional.of(
              new ListingForm(
                  index && !csv && !word.equals("noindex"), csv ? "," : delimiter, width, digits,
                  timeFactor));
        }
        return wrong(value, "the formats are STD NOINDEX CSV GNUPLOT", diagnostics);
      }
      case "delimiter" -> {
        String sign = word.equals("tab") ? "\t" : word.equals("comma") ? "," : value.text();
        if (sign.length() == 1) {
          return Optional.of(new ListingForm(index, sign, width, digits, timeFactor));
        }
        return wrong(value, "write DELIMITER=TAB or DELIMITER=COMMA", diagnostics);
      }
      case "width" -> {
        if (number >= 1 && number <= 100 && number == Math.rint(number)) {
          return Optional.of(new ListingForm(index, delimiter, (int) number, digits, timeFactor));
        }
        return wrong(value, "a width is a whole number from 1 to 100", diagnostics);
      }
      case "precision" -> {
        if (number >= 0 && number <= 17 && number == Math.rint(number)) {
          return Optional.of(new ListingForm(index, delimiter, width, (int) number, timeFactor));
        }
        return wrong(value, "a precision is a whole number from 0 to 17", diagnostics);
      }
      default -> {
        if (number > 0 && Double.isFinite(number)) {
          return Optional.of(new ListingForm(index, delimiter, width, digits, number));
        }
        return wrong(value, "the factor is greater than zero", diagnostics);
      }
    }
  }

  private static Optional<ListingForm> wrong(Value value, String hint, Diagnostics diagnostics) {
    diagnostics.add(
        Code.E217, value.span(), value.name() + "=" + value.text() + " is not available", hint);
    return Optional.empty();
  }
}
