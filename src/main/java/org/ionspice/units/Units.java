package org.ionspice.units;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks SI unit strings such as {@code S}, {@code V/s}, {@code 1/(A s)}, and prints values. */
public final class Units {
  /** Exponents in the order m kg s A K mol cd. */
  private static final Map<String, Dimension> NAMES =
      Map.ofEntries(
          Map.entry("1", Dimension.NONE),
          Map.entry("%", Dimension.NONE),
          Map.entry("rad", Dimension.NONE),
          Map.entry("deg", Dimension.NONE),
          Map.entry("dB", Dimension.NONE),
          Map.entry("m", new Dimension(1, 0, 0, 0, 0, 0, 0)),
          Map.entry("angstrom", new Dimension(1, 0, 0, 0, 0, 0, 0)),
          Map.entry("g", new Dimension(0, 1, 0, 0, 0, 0, 0)),
          Map.entry("kg", new Dimension(0, 1, 0, 0, 0, 0, 0)),
          Map.entry("s", new Dimension(0, 0, 1, 0, 0, 0, 0)),
          Map.entry("A", new Dimension(0, 0, 0, 1, 0, 0, 0)),
          Map.entry("K", new Dimension(0, 0, 0, 0, 1, 0, 0)),
          Map.entry("degC", new Dimension(0, 0, 0, 0, 1, 0, 0)),
          Map.entry("mol", new Dimension(0, 0, 0, 0, 0, 1, 0)),
          Map.entry("M", new Dimension(-3, 0, 0, 0, 0, 1, 0)),
          Map.entry("cd", new Dimension(0, 0, 0, 0, 0, 0, 1)),
          Map.entry("L", new Dimension(3, 0, 0, 0, 0, 0, 0)),
          Map.entry("Hz", new Dimension(0, 0, -1, 0, 0, 0, 0)),
          Map.entry("N", new Dimension(1, 1, -2, 0, 0, 0, 0)),
          Map.entry("Pa", new Dimension(-1, 1, -2, 0, 0, 0, 0)),
          Map.entry("J", new Dimension(2, 1, -2, 0, 0, 0, 0)),
          Map.entry("eV", new Dimension(2, 1, -2, 0, 0, 0, 0)),
          Map.entry("W", new Dimension(2, 1, -3, 0, 0, 0, 0)),
          Map.entry("C", new Dimension(0, 0, 1, 1, 0, 0, 0)),
          Map.entry("V", new Dimension(2, 1, -3, -1, 0, 0, 0)),
          Map.entry("F", new Dimension(-2, -1, 4, 2, 0, 0, 0)),
          Map.entry("Ohm", new Dimension(2, 1, -3, -2, 0, 0, 0)),
          Map.entry("ohm", new Dimension(2, 1, -3, -2, 0, 0, 0)),
          Map.entry("\u03A9", new Dimension(2, 1, -3, -2, 0, 0, 0)),
          Map.entry("\u2126", new Dimension(2, 1, -3, -2, 0, 0, 0)),
          Map.entry("S", new Dimension(-2, -1, 3, 2, 0, 0, 0)),
          Map.entry("Wb", new Dimension(2, 1, -2, -1, 0, 0, 0)),
          Map.entry("T", new Dimension(0, 1, -2, -1, 0, 0, 0)),
          Map.entry("H", new Dimension(2, 1, -2, -2, 0, 0, 0)));

  private static final String PREFIXES = "afpnum kMGT";
  private static final int DEEPEST = 50;

  private Units() {}

  /** Powers of the seven base units that a unit is made of; prefixes are left out. */
  public record Dimension(
      double metre,
      double kilogram,
      double second,
      double ampere,
      double kelvin,
      double mole,
      double candela) {
    /** The dimension of a plain number. */
    public static final Dimension NONE = new Dimension(0, 0, 0, 0, 0, 0, 0);

    private Dimension plus(Dimension o, double times) {
      return new Dimension(
          metre + times * o.metre,
          kilogram + times * o.kilogram,
          second + times * o.second,
          ampere + times * o.ampere,
          kelvin + times * o.kelvin,
          mole + times * o.mole,
          candela + times * o.candela);
    }
  }

  /** Returns the dimension of a unit text; empty when it is not one. */
  public static Optional<Dimension> dimension(String unit) {
    Parser parser = new Parser(unit);
    Optional<Dimension> whole = parser.product(0);
    return parser.isAtEnd() ? whole : Optional.empty();
  }

  /** Returns whether the text is a unit that {@link #dimension} knows. */
  public static boolean isUnit(String unit) {
    return dimension(unit).isPresent();
  }

  /**
   * Prints a value for people: four digits, the prefix that suits, the unit: {@code 4.7 kΩ}.
   *
   * <p>Units that are not one plain symbol take a power of ten instead of a prefix.
   */
  public static String format(double value, String unit) {
    String shown = unit.equals("1") ? "" : unit.equalsIgnoreCase("ohm") ? "\u03A9" : unit;
    String space = shown.isEmpty() ? "" : " ";
    if (!Double.isFinite(value)) {
      return (Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf") + space + shown;
    }
    if (value == 0) {
      return "0" + space + shown;
    }
    boolean scalable = shown.length() <= 2 && !shown.equals("%") && !shown.isEmpty()
        && shown.chars().allMatch(Character::isLetter) && !shown.equals("kg");
    String digits = String.format(Locale.ROOT, "%.3e", value);
    int exponent = Integer.parseInt(digits.substring(digits.indexOf('e') + 1));
    int step = Math.floorDiv(exponent, 3);
    if (!scalable || step < -6 || step > 4) {
      return plain(value, exponent) + space + shown;
    }
    String prefix = step == 0 ? "" : PREFIXES.substring(step + 6, step + 7);
    prefix = prefix.equals("u") ? "\u00B5" : prefix;
    return trimmed(Double.parseDouble(digits) / Math.pow(10, 3 * step), exponent - 3 * step)
        + " " + prefix + shown;
  }

  private static String plain(double value, int exponent) {
    if (exponent >= -3 && exponent < 6) {
      return trimmed(value, exponent);
    }
    String text = String.format(Locale.ROOT, "%.3e", value);
    int e = text.indexOf('e');
    return text.substring(0, e).replaceAll("\\.?0+$", "") + "e" + exponent;
  }

  private static String trimmed(double value, int exponent) {
    String text = String.format(Locale.ROOT, "%." + Math.max(0, 3 - exponent) + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** Reads products and quotients; a quotient bar takes the next factor only. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    boolean isAtEnd() {
      return at == text.length();
    }

    Optional<Dimension> product(int depth) {
      Dimension sum = Dimension.NONE;
      double sign = 1;
      while (true) {
        Optional<Dimension> factor = factor(depth);
        if (factor.isEmpty()) {
          return factor;
        }
        sum = sum.plus(factor.get(), sign);
        if (isAtEnd() || text.charAt(at) == ')') {
          return Optional.of(sum);
        }
        char link = text.charAt(at);
        if (link != ' ' && link != '*' && link != '/' && link != '\u00B7') {
          return Optional.empty();
        }
        at++;
        sign = link == '/' ? -1 : 1;
      }
    }

    private Optional<Dimension> factor(int depth) {
      Optional<Dimension> base;
      if (!isAtEnd() && text.charAt(at) == '(' && depth < DEEPEST) {
        at++;
        base = product(depth + 1);
        if (base.isEmpty() || isAtEnd()) {
          return Optional.empty();
        }
        at++;
      } else {
        int from = at;
        while (!isAtEnd() && " */()^\u00B7".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        base = symbol(text.substring(from, at));
      }
      return base.flatMap(this::power);
    }

    private Optional<Dimension> power(Dimension base) {
      if (isAtEnd() || text.charAt(at) != '^') {
        return Optional.of(base);
      }
      int from = ++at;
      while (!isAtEnd() && "+-.0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String digits = text.substring(from, at);
      if (!digits.matches("[+-]?\\d{1,3}(\\.\\d{1,6})?")) {
        return Optional.empty();
      }
      return Optional.of(Dimension.NONE.plus(base, Double.parseDouble(digits)));
    }

    private static Optional<Dimension> symbol(String name) {
      Dimension whole = NAMES.get(name);
      if (whole == null
          && name.length() > 1
          && "afpnu\u00B5\u03BCmkMGTcd".indexOf(name.charAt(0)) >= 0) {
        String rest = name.substring(1);
        boolean plainNumber = rest.equals("1") || rest.equals("%");
        whole = plainNumber ? null : NAMES.get(rest);
      }
      return Optional.ofNullable(whole);
    }
  }
}
