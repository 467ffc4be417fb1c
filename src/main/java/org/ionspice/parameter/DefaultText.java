package org.ionspice.parameter;

/** Reads the defaults that {@link Param#def()} states. */
final class DefaultText {
  private DefaultText() {}

  /** Returns the number of a default; NaN for {@code none} and for an empty text. */
  static double number(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "", "none" -> Double.NaN;
      case "true" -> 1;
      case "false" -> 0;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> {
        var number = org.ionspice.units.SpiceNumber.parse(text);
        if (!number.isNumber()) {
          throw new IllegalArgumentException("default '" + text + "' is not a number");
        }
        yield number.value();
      }
    };
  }
}
