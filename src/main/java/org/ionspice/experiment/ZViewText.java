package org.ionspice.experiment;

import java.util.Locale;

/**
 * Writes a spectrum as a {@code .z} file of ZView: heads, a line {@code End Comments}, and nine
 * columns of which the first, fifth and sixth are frequency, real and imaginary part; highest
 * frequency first, as instruments measure.
 */
final class ZViewText {
  private ZViewText() {}

  /** Returns the file's text; {@code bias} in V or A. */
  static String of(double bias, ImpedanceSpectra.Spectrum spectrum) {
    StringBuilder text = new StringBuilder(128 * (spectrum.frequencies().length + 4));
    text.append("ZPLOT2 ASCII\n  Calculated Data, Software: IonSpice\n");
    text.append("  Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange\n");
    text.append("End Comments\n");
    String nothing = number(0);
    for (int k = spectrum.frequencies().length - 1; k >= 0; k--) {
      text.append(number(spectrum.frequencies()[k])).append('\t');
      text.append(nothing).append('\t').append(number(bias)).append('\t').append(nothing);
      text.append('\t').append(number(spectrum.re()[k]));
      text.append('\t').append(number(spectrum.im()[k]));
      text.append('\t').append(nothing).append("\t0\t0\n");
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.14E", value);
  }
}
