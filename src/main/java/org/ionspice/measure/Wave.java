package org.ionspice.measure;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A quantity along the rows of one block, real or complex. Arrays are shared, not copied.
 *
 * @param unit SI unit symbol; {@code 1} when it is a pure number or not known
 * @param re real parts
 * @param im imaginary parts; null when the wave is real
 */
public record Wave(String unit, double[] re, double @Nullable [] im) {

  /** Returns a real wave that has {@code value} in all {@code size} rows. */
  public static Wave constant(double value, int size) {
    double[] re = new double[size];
    java.util.Arrays.fill(re, value);
    return new Wave("1", re, null);
  }

  /** Returns the wave itself when it is real, its magnitude when it is complex. */
  public double[] real() {
    return im == null ? re : magnitude().re;
  }

  /** Returns the absolute values. */
  public Wave magnitude() {
    double[] out = new double[re.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = im == null ? Math.abs(re[i]) : Math.hypot(re[i], im[i]);
    }
    return new Wave(unit, out, null);
  }

  /** Returns the phase in radians, made continuous along the rows. */
  public Wave phase() {
    double[] out = new double[re.length];
    double turns = 0;
    for (int i = 0; i < out.length; i++) {
      double angle = Math.atan2(im == null ? 0 : im[i], re[i]);
      if (i > 0) {
        double jump = angle + turns - out[i - 1];
        turns -= 2 * Math.PI * Math.rint(jump / (2 * Math.PI));
      }
      out[i] = angle + turns;
    }
    return new Wave("rad", out, null);
  }

  /** Returns 20 log10 of the magnitude. */
  public Wave decibel() {
    return magnitude().map("dB", y -> 20 * Math.log10(y));
  }

  /** Returns the real parts. */
  public Wave realPart() {
    return new Wave(unit, re, null);
  }

  /** Returns the imaginary parts. */
  public Wave imaginaryPart() {
    return im == null ? constant(0, re.length).in(unit) : new Wave(unit, im, null);
  }

  /** Returns the same numbers in another unit. */
  public Wave in(String other) {
    return new Wave(other, re, im);
  }

  /** Returns a function of the real wave (of the magnitude, when it is complex). */
  public Wave map(String newUnit, DoubleUnaryOperator f) {
    double[] from = real();
    double[] out = new double[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(from[i]);
    }
    return new Wave(newUnit, out, null);
  }

  /** Returns a function of two real waves (of magnitudes, when they are complex). */
  public Wave map(String newUnit, Wave other, DoubleBinaryOperator f) {
    double[] a = real();
    double[] b = other.real();
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(a[i], b[i]);
    }
    return new Wave(newUnit, out, null);
  }

  /** Returns this plus {@code sign} times the other. */
  public Wave plus(double sign, Wave other) {
    int n = re.length;
    double[] outRe = new double[n];
    double[] outIm = im == null && other.im == null ? null : new double[n];
    for (int i = 0; i < n; i++) {
      outRe[i] = re[i] + sign * other.re[i];
      if (outIm != null) {
        outIm[i] = (im == null ? 0 : im[i]) + sign * (other.im == null ? 0 : other.im[i]);
      }
    }
    return new Wave(unit.equals("1") ? other.unit : unit, outRe, outIm);
  }

  /** Returns the product. */
  public Wave times(Wave other) {
    int n = re.length;
    double[] outRe = new double[n];
    double[] outIm = im == null && other.im == null ? null : new double[n];
    for (int i = 0; i < n; i++) {
      double a = im == null ? 0 : im[i];
      double b = other.im == null ? 0 : other.im[i];
      outRe[i] = outIm == null ? re[i] * other.re[i] : re[i] * other.re[i] - a * b;
      if (outIm != null) {
        outIm[i] = re[i] * b + a * other.re[i];
      }
    }
    return new Wave(product(unit, other.unit), outRe, outIm);
  }

  /** Returns the quotient. */
  public Wave over(Wave other) {
    int n = re.length;
    double[] outRe = new double[n];
    double[] outIm = im == null && other.im == null ? null : new double[n];
    for (int i = 0; i < n; i++) {
      if (outIm == null) {
        outRe[i] = re[i] / other.re[i];
      } else {
        double a = im == null ? 0 : im[i];
        double b = other.im == null ? 0 : other.im[i];
        double square = other.re[i] * other.re[i] + b * b;
        outRe[i] = (re[i] * other.re[i] + a * b) / square;
        outIm[i] = (a * other.re[i] - re[i] * b) / square;
      }
    }
    return new Wave(quotient(unit, other.unit), outRe, outIm);
  }

  /** Returns this complex wave to a real power, by the phase between -pi and pi. */
  Wave power(Wave exponent) {
    int n = re.length;
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int i = 0; i < n; i++) {
      double y = im == null ? 0 : im[i];
      double size = Math.pow(Math.hypot(re[i], y), exponent.re[i]);
      double angle = Math.atan2(y, re[i]) * exponent.re[i];
      outRe[i] = size * Math.cos(angle);
      outIm[i] = size * Math.sin(angle);
    }
    return new Wave("1", outRe, outIm);
  }

  private static String product(String a, String b) {
    if (a.equals("1") || b.equals("1")) {
      return a.equals("1") ? b : a;
    }
    return switch (a + "*" + b) {
      case "V*A", "A*V" -> "W";
      case "A*s", "s*A" -> "C";
      case "S*V", "V*S" -> "A";
      case "W*s", "s*W" -> "J";
      default -> a + "*" + b;
    };
  }

  private static String quotient(String a, String b) {
    if (b.equals("1")) {
      return a;
    }
    return switch (a + "/" + b) {
      case "V/A" -> "Ohm";
      case "A/V" -> "S";
      default -> a.equals(b) ? "1" : a + "/" + b;
    };
  }
}
