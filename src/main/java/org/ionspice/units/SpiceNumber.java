package org.ionspice.units;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as netlists write them: digits, an exponent, a SPICE suffix and unit letters.
 *
 * <p>Suffixes, in any case: {@code t g meg k m u n p f a} and {@code mil} (25.4 micrometres);
 * {@code M} is a thousandth, as in every SPICE. Nothing but unit letters may follow, so {@code
 * 1,5}, {@code 1_000} and {@code 0x10} are errors and never silently shortened.
 */
public final class SpiceNumber {
  private static final String UNIT_HINT =
      "after the digits only a suffix (t g meg k mil m u n p f a) and a unit (Ohm F H V A s Hz S)"
          + " may follow";
  private static final String RANGE_HINT = "numbers go from 4.9e-324 to 1.8e308";
  private static final String[] UNITS = {
    "ohms", "ohm", "hz", "\u03C9", "\u2126", "volts", "volt", "amperes", "ampere", "amps", "amp",
    "farads", "farad", "henries", "henrys", "henry", "hertz", "seconds", "second", "secs", "sec",
    "watts", "watt", "siemens", "degrees", "degree", "deg", "f", "h", "v", "a", "s", "w"
  };

  private SpiceNumber() {}

  /**
   * What a text was read as.
   *
   * @param value the number in SI units; NaN when there is an error
   * @param suffix the suffix in lower case ({@code u} for both mu), or empty
   * @param unit the unit letters as written, or empty
   * @param caution a remark on a second reading that a person may have meant, or empty
   * @param error what is wrong, in words, or empty
   * @param hint what to write instead, or empty
   * @param offset index of the first character that is wrong, from zero
   */
  public record Result(
      double value,
      String suffix,
      String unit,
      String caution,
      String error,
      String hint,
      int offset) {
    /** Returns whether the text is a number. */
    public boolean isNumber() {
      return error.isEmpty();
    }
  }

  /** Returns whether {@code text} begins as a number does: a digit after sign and point. */
  public static boolean looksLikeNumber(String text) {
    int at = signLength(text, 0);
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
    }
    return at < text.length() && isDigit(text.charAt(at));
  }

  /** Powers of ten that a double holds exactly. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Digits of a whole number that a double holds exactly. */
  private static final int EXACT_DIGITS = 15;

  private static final String[] SUFFIXES = {"t", "g", "k", "m", "u", "n", "p", "f", "a"};

  /** Reads the whole of {@code text} as one number. */
  public static Result parse(String text) {
    Result plain = plain(text);
    return plain == null ? general(text) : plain;
  }

  /**
   * Reads digits with a point and a small suffix letter; null when the text is of another form.
   *
   * <p>A whole number of 15 digits and a power of ten up to 22 are exact, so that their quotient or
   * product is the double nearest to the decimal number (W. D. Clinger, Proc. PLDI 1990, 92).
   */
  private static @Nullable Result plain(String text) {
    int length = text.length();
    int sign = signLength(text, 0);
    long digits = 0;
    int count = 0;
    int point = -1;
    int at = sign;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (isDigit(c)) {
        digits = 10 * digits + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    if (count == 0 || count > EXACT_DIGITS || at < length - 1) {
      return null;
    }
    String suffix = "";
    if (at < length) {
      int known = "tgkmunpfa".indexOf(text.charAt(at));
      if (known < 0) {
        return null;
      }
      suffix = SUFFIXES[known];
    }
    int power = power(suffix) - (point < 0 ? 0 : at - point - 1);
    if (Math.abs(power) >= TENS.length) {
      return null;
    }
    double value = power < 0 ? digits / TENS[-power] : digits * TENS[power];
    boolean negative = sign > 0 && text.charAt(0) == '-';
    return new Result(negative ? -value : value, suffix, "", "", "", "", 0);
  }

  private static Result general(String text) {
    int sign = signLength(text, 0);
    int at = sign;
    int whole = digits(text, at);
    at = whole;
    boolean point = at < text.length() && text.charAt(at) == '.';
    if (point) {
      at = digits(text, at + 1);
    }
    if (at - sign - (point ? 1 : 0) == 0) {
      return failure(text, "'" + text + "' is not a number", "", Math.min(sign, text.length()));
    }
    String mantissa = text.substring(0, at);
    int exponent = 0;
    boolean powered = at < text.length() && (text.charAt(at) | 0x20) == 'e';
    if (powered) {
      int from = at + 1 + signLength(text, at + 1);
      int until = digits(text, from);
      if (until == from) {
        return failure(text, "'" + text + "' has no digits after its exponent", "", at);
      }
      exponent = until - from > 6 ? 0 : Integer.parseInt(text.substring(at + 1, until));
      if (until - from > 6) {
        return failure(text, "'" + text + "' is beyond the range of numbers", RANGE_HINT, at);
      }
      at = until;
    }
    return suffixed(text, mantissa, exponent, at, !point && !powered);
  }

  private static Result suffixed(
      String text, String mantissa, int exponent, int at, boolean mayInfix) {
    String rest = text.substring(at).toLowerCase(Locale.ROOT).replace('\u00B5', 'u');
    rest = rest.replace('\u03BC', 'u');
    String suffix = suffixOf(rest);
    String after = rest.substring(suffix.length());
    if (!after.isEmpty() && isDigit(after.charAt(0)) && mayInfix && !suffix.equals("a")
        && !suffix.equals("mil") && !suffix.isEmpty()) {
      return infix(text, mantissa, suffix, at, after);
    }
    if (mayInfix && rest.startsWith("r") && (rest.length() == 1 || isDigit(rest.charAt(1)))) {
      return infix(text, mantissa, "r", at, rest.substring(1));
    }
    if (rest.startsWith("x")) {
      return failure(
          text, "'x' is not a suffix", "write meg for a million, as in " + mantissa + "meg", at);
    }
    String written = text.substring(at + suffix.length());
    int bad = badUnit(after, !suffix.isEmpty());
    if (bad >= 0) {
      // Without the suffix the letters may still be a unit: 1Hz, 1Ohm.
      // Others read 1Farad as femto and some 1Amp as atto: that is told instead of guessed.
      if (!suffix.isEmpty() && !rest.startsWith("farad") && !rest.startsWith("amp")
          && badUnit(rest, false) < 0) {
        return number(text, mantissa, exponent, "", text.substring(at), "");
      }
      if (rest.startsWith("farad") || rest.startsWith("amp")) {
        return failure(
            text,
            "'" + text + "' has two readings: a unit, or the suffix " + suffix + " as ngspice reads it",
            "write " + mantissa + ", or " + mantissa + suffix,
            at);
      }
      int offset = at + suffix.length() + bad;
      return failure(
          text, "'" + text.substring(offset) + "' may not follow a number", UNIT_HINT, offset);
    }
    return number(text, mantissa, exponent, suffix, written, caution(text, suffix, after, at));
  }

  /** Reads RKM code: the suffix stands where the point would, 4n7. */
  private static Result infix(String text, String mantissa, String suffix, int at, String after) {
    int end = digits(after, 0);
    String unit = after.substring(end);
    int bad = badUnit(unit, true);
    if (bad >= 0) {
      int offset = at + suffix.length() + end + bad;
      return failure(
          text, "'" + text.substring(offset) + "' may not follow a number", UNIT_HINT, offset);
    }
    String plain = mantissa + (end == 0 ? "" : "." + after.substring(0, end));
    String caution = "'" + text + "' is read as " + plain + (suffix.equals("r") ? "" : suffix);
    return number(text, plain, 0, suffix, text.substring(at + suffix.length() + end), caution);
  }

  /** Returns whether nobody means a million of this unit: 10MS, 0.1MA, 50MV. */
  private static boolean isCountedInThousandths(String unit) {
    return !unit.isEmpty() && "asvh".indexOf(unit.charAt(0)) >= 0 && !unit.startsWith("hz");
  }

  private static String caution(String text, String suffix, String after, int at) {
    char letter = suffix.isEmpty() ? ' ' : text.charAt(at);
    if (after.isEmpty() && letter == 'A') {
      return "'" + text + "' is read with the suffix atto (1e-18), not in amperes";
    }
    if (after.isEmpty() && letter == 'F') {
      return "'" + text + "' is read with the suffix femto (1e-15), not in farads";
    }
    if (suffix.equals("m") && letter == 'M' && !isCountedInThousandths(after)) {
      return "'" + text + "' is read with the suffix milli (1e-3); a million is meg";
    }
    return "";
  }

  private static Result number(
      String text, String mantissa, int exponent, String suffix, String unit, String caution) {
    // The suffix goes into the decimal exponent, so that 4.7n is the double nearest to 4.7e-9.
    double value = Double.parseDouble(mantissa + "e" + (exponent + power(suffix)));
    if (suffix.equals("mil")) {
      value *= 25.4;
    }
    boolean zero = mantissa.chars().noneMatch(c -> c >= '1' && c <= '9');
    if (Double.isInfinite(value)) {
      return failure(text, "'" + text + "' is too large for a number", RANGE_HINT, 0);
    }
    if (value == 0 && !zero) {
      return failure(text, "'" + text + "' is too small for a number", RANGE_HINT, 0);
    }
    return new Result(value, suffix, unit, caution, "", "", 0);
  }

  private static Result failure(String text, String error, String hint, int offset) {
    int bounded = Math.max(0, Math.min(offset, text.length() - 1));
    return new Result(Double.NaN, "", "", "", error, hint.isEmpty() ? UNIT_HINT : hint, bounded);
  }

  private static String suffixOf(String rest) {
    if (rest.startsWith("meg") || rest.startsWith("mil")) {
      return rest.substring(0, 3);
    }
    return !rest.isEmpty() && "tgkmunpfa".indexOf(rest.charAt(0)) >= 0 ? rest.substring(0, 1) : "";
  }

  private static int power(String suffix) {
    return switch (suffix) {
      case "t" -> 12;
      case "g" -> 9;
      case "meg" -> 6;
      case "k" -> 3;
      case "m" -> -3;
      case "u", "mil" -> -6;
      case "n" -> -9;
      case "p" -> -12;
      case "f" -> -15;
      case "a" -> -18;
      default -> 0;
    };
  }

  /** Returns the index of the first character that is no unit, or -1 when all are. */
  private static int badUnit(String letters, boolean scaled) {
    if (scaled && letters.equals("m")) {
      return -1; // Metres only behind a suffix: 10nm; 10m alone is milli.
    }
    int at = 0;
    while (at < letters.length()) {
      int length = 0;
      for (String unit : UNITS) {
        if (letters.startsWith(unit, at)) {
          length = unit.length();
          break;
        }
      }
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static int signLength(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
