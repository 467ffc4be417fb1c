package org.ionspice.output;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;

/** Writes doubles as text, the same on every machine, JDK and locale. */
public final class Numbers {
  private Numbers() {}

  /**
   * Returns the shortest decimal text that reads back as {@code value}: {@code 0.001}, {@code
   * 1.5e-9}, {@code nan}, {@code inf}.
   */
  public static String shortest(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    // Double.toString is not always shortest before JDK 19; Jackson's Schubfach writer is.
    String text = NumberOutput.toString(value, true);
    int exponent = text.indexOf('E');
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (mantissa.endsWith(".0")) {
      mantissa = mantissa.substring(0, mantissa.length() - 2);
    }
    return exponent < 0 ? mantissa : mantissa + 'e' + text.substring(exponent + 1);
  }

  /** Returns {@code value} with {@code digits} digits after the point: {@code 1.250000e-03}. */
  public static String scientific(double value, int digits) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + digits + "e", value)
        : shortest(value);
  }
}
